package main

import (
	"bytes"
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"underpin/internal/desk"
	"underpin/internal/envelope"
)

// backupOptions are what backup can be given: nothing.
type backupOptions struct{}

func backupCommand(a *app) *cobra.Command {
	return a.verb(&backupOptions{}, &cobra.Command{
		Use: "backup PATH", Short: "Write a backup of the database, and verify it", GroupID: "protect",
		Long: `Write a copy of the whole database to a path where nothing is, while others may go on
using it. The copy is under the same key, with its key file beside it: keep both together,
on another disk. It is opened, and its register recomputed, before it is given its name.

A backup opens with the passphrase of its day: changing the passphrase later does not
change it. What is erased later is still in it: make a new one then, and destroy this.`,
		Example: `  underpin backup /media/stick/quay-2026-11-28.db
  underpin --db quay.db --key-file ~/quay.secret backup quay-backup.db`,
		Args: cobra.ExactArgs(1),
	})
}

func (*backupOptions) flags(*cobra.Command) {}

func (*backupOptions) run(a *app, cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	e, _, err := a.unlock(ctx, a.db)
	if err != nil {
		return err
	}
	return a.with(ctx, func(d *desk.Desk) error {
		how := desk.CopyHow{}
		if e != nil {
			how.Before = func() error { return copyEnvelope(e, args[0]) }
		}
		done, err := d.Copy(ctx, args[0], how)
		if err != nil {
			return err
		}
		return a.emit(done, func(p *page) {
			p.line("A backup of %s is at %s and was verified: %s.", a.db, args[0], backedUp(done))
			if e != nil {
				p.line("It is encrypted, and its key file %s belongs to it. It opens with the passphrase or key of today, whatever you change later.", envelope.Path(args[0]))
			} else {
				p.line("It is not encrypted, as the database is not.")
			}
		})
	})
}

// copyEnvelope puts a copy of an envelope beside a database that is about to be there. One
// that is there already, from an attempt that was interrupted, has to be the same.
func copyEnvelope(e *envelope.Envelope, db string) error {
	path := envelope.Path(db)
	text, err := e.Bytes()
	if err != nil {
		return err
	}
	if there, err := os.ReadFile(path); err == nil && bytes.Equal(there, text) {
		return nil
	}
	return e.Create(path)
}

// backedUp counts what a copy holds.
func backedUp(b *desk.BackedUp) string {
	var entries int64
	for _, c := range b.Cases {
		entries += c.Entries
	}
	return counted(len(b.Cases), "case") + " with " + counted(int(entries), "entry")
}

// restoreOptions are what restore can be given.
type restoreOptions struct{ plain bool }

func restoreCommand(a *app) *cobra.Command {
	return a.verb(&restoreOptions{}, &cobra.Command{
		Use: "restore BACKUP", Short: "Bring a database back from a backup", GroupID: "protect",
		Long: `Bring the database at the path of --db back from a backup, which stays as it is. Nothing
may be at that path: move a damaged database and its key file away first, and keep them.
The backup is opened, and its register recomputed, before the database is given its name.

An encrypted backup is asked for its passphrase, which is that of its day, and stays under
it. A backup that is plain is encrypted as by init, unless --plain is given.`,
		Example: `  underpin restore /media/stick/quay-2026-11-28.db
  underpin --db quay.db --key-file ~/quay.secret restore quay-backup.db`,
		Args: cobra.ExactArgs(1),
	})
}

func (o *restoreOptions) flags(c *cobra.Command) { plainFlag(c, &o.plain) }

func (o *restoreOptions) run(a *app, cmd *cobra.Command, args []string) error {
	ctx, from := cmd.Context(), args[0]
	if _, err := os.Lstat(a.db); err == nil {
		return &desk.Fault{
			Code: desk.DatabaseExists, Message: "there is a database at " + a.db + " already", Hint: "move it and its key file away first, or choose another path with --db",
		}
	}
	e, u, err := a.unlock(ctx, from)
	if err != nil {
		return err
	}
	defer u.Wipe()
	if e != nil && o.plain {
		return usagef("export the case with --plain instead", "an encrypted backup stays encrypted")
	}
	cfg := a.config(false)
	var how desk.CopyHow
	if e != nil {
		cfg.Keys, cfg.Signer = u.Keys, u.Signer
		how.Before = func() error { return copyEnvelope(e, a.db) }
	}
	d, err := desk.Open(ctx, from, cfg)
	if err != nil {
		return err
	}
	done, err := o.copy(a, ctx, d, e, how)
	if err := errors.Join(err, d.Close()); err != nil {
		return err
	}
	return a.emit(done, func(p *page) {
		p.line("%s is back from %s and was verified: %s.", a.db, from, backedUp(done))
		if e != nil {
			p.line("It opens with the passphrase or key of the backup.")
		}
	})
}

// copy writes the database from the backup that is open; a plain one is encrypted.
func (o *restoreOptions) copy(a *app, ctx context.Context, d *desk.Desk, e *envelope.Envelope, how desk.CopyHow) (*desk.BackedUp, error) {
	if e != nil || o.plain {
		return d.Copy(ctx, a.db, how)
	}
	_, u, err := a.newEnvelope(ctx, a.db)
	if err != nil {
		return nil, err
	}
	defer u.Wipe()
	how.Key = &u.Keys[0]
	done, err := d.Copy(ctx, a.db, how)
	if err != nil {
		os.Remove(envelope.Path(a.db))
	}
	return done, err
}
