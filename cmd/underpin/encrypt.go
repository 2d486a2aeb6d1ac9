package main

import (
	"context"
	"errors"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"underpin/internal/desk"
	"underpin/internal/envelope"
)

// plainFlag declares the option to make a database that is not encrypted.
func plainFlag(c *cobra.Command, plain *bool) {
	c.Flags().BoolVar(plain, "plain", false, "on purpose: leave what is written unencrypted")
}

// encryptOptions are what encrypt can be given: nothing.
type encryptOptions struct{}

func encryptCommand(a *app) *cobra.Command {
	return a.verb(&encryptOptions{}, &cobra.Command{
		Use: "encrypt", Short: "Encrypt a database that is plain", GroupID: "protect",
		Long: `Encrypt a database that is plain. A passphrase is asked for as by init, or a key is
taken from --key-file. The encrypted database takes the place of the plain one in one
step: whatever happens on the way, one whole database is there. If that was interrupted,
call it again.

The plain file is overwritten. That does not reach what a flash disk keeps of it, nor
copies: backups, exports, synchronised folders. Copies that lie beside it are named.`,
		Example: `  underpin encrypt
  underpin --db quay.db --key-file ~/quay.secret encrypt`,
		Args: cobra.NoArgs,
	})
}

func (*encryptOptions) flags(*cobra.Command) {}

func (o *encryptOptions) run(a *app, cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	if _, err := os.Stat(a.db); err == nil && desk.IsEncrypted(a.db) {
		return &desk.Fault{Code: desk.AlreadyEncrypted, Message: a.db + " is encrypted already, or it is not a database", Hint: "see: underpin doctor"}
	}
	copies, err := o.plainCopies(a, ctx) // and that it is a database of ours
	if err != nil {
		return err
	}
	_, u, err := a.unlock(ctx, a.db) // an envelope is there where encrypting was interrupted
	if err == nil && u == nil {
		_, u, err = a.newEnvelope(ctx, a.db)
	}
	if err != nil {
		return err
	}
	defer u.Wipe()
	if err := desk.Encrypt(ctx, a.db, a.config(false), u.Keys[0]); err != nil {
		return err
	}
	return a.emit(map[string]any{"db": a.db, "plain_copies": copies}, func(p *page) {
		p.line("%s is encrypted. Its key file is %s: keep both together.", a.db, envelope.Path(a.db))
		p.line("The plain file was overwritten, but a disk may still hold what was in it, above all a flash disk. So may backups, exports and synchronised folders.")
		for _, c := range copies {
			p.item("There is a plain copy beside it: %s", c)
		}
	})
}

// plainCopies opens the plain database and names its plain copies beside it.
func (*encryptOptions) plainCopies(a *app, ctx context.Context) (copies []string, err error) {
	d, err := desk.Open(ctx, a.db, a.config(false))
	if err != nil {
		return nil, err
	}
	copies = slices.DeleteFunc(d.Copies(), desk.IsEncrypted)
	return copies, d.Close()
}

// rekeyOptions are what rekey can be given: nothing.
type rekeyOptions struct{}

func rekeyCommand(a *app) *cobra.Command {
	return a.verb(&rekeyOptions{}, &cobra.Command{
		Use: "rekey", Short: "Encrypt the database under a new key", GroupID: "protect",
		Long: `Encrypt the database under a new key, which the same people can open. Do that when
somebody may have got hold of the key itself, who could read later copies of the database
with it, whatever the passphrase. The passphrase stays as it is.

The newly encrypted database takes the place of the old one in one step. While that goes
on the key file holds both keys; if it was interrupted, call it again. A backup still
opens with the key file of its day.`,
		Example: `  underpin rekey
  underpin --db quay.db --key-file ~/quay.secret rekey`,
		Args: cobra.NoArgs,
	})
}

func (*rekeyOptions) flags(*cobra.Command) {}

func (*rekeyOptions) run(a *app, cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	e, u, err := a.encrypted(ctx)
	if err != nil {
		return err
	}
	defer u.Wipe()
	if err := a.rekey(ctx, e, u); err != nil {
		return err
	}
	return a.emit(map[string]string{"db": a.db}, func(p *page) {
		p.line("%s is encrypted under a new key. Its backups still open with the key files of their day.", a.db)
	})
}

// rekey encrypts the database under a new key. Until it is done the envelope holds both.
func (a *app) rekey(ctx context.Context, e *envelope.Envelope, u *envelope.Unlocked) error {
	next := envelope.NewFileKey()
	u.AddKey(next)
	if err := errors.Join(e.Seal(u), e.Replace()); err != nil {
		return err
	}
	cfg := a.config(false)
	cfg.Keys = u.Keys
	if err := desk.Encrypt(ctx, a.db, cfg, next); err != nil {
		return err
	}
	for _, k := range slices.Clone(u.Keys) {
		if k != next {
			u.DropKey(k)
		}
	}
	if err := errors.Join(e.Seal(u), e.Replace()); err != nil {
		return err
	}
	a.keepNew(ctx, u)
	return nil
}
