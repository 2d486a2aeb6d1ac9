package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"underpin/internal/desk"
	"underpin/internal/envelope"
)

// doctorOptions are what doctor can be given: nothing.
type doctorOptions struct{}

func doctorCommand(a *app) *cobra.Command {
	return a.verb(&doctorOptions{}, &cobra.Command{
		Use: "doctor", Short: "Say what state the database, its key and its backups are in", GroupID: "protect",
		Long: `Look at the database file, its key file, the key, the register of each case and the
copies that lie beside it, and say in words what state each is in and what to do. It
changes nothing. It knows of no copies elsewhere. Where something has to be mended it
ends with an exit code above 0.`,
		Example: `  underpin doctor
  underpin --db quay.db --key-file ~/quay.secret doctor`,
		Args: cobra.NoArgs,
	})
}

func (*doctorOptions) flags(*cobra.Command) {}

// A health is what doctor says of one thing.
type health struct {
	// Of is the thing: file, key file, key, register, backups.
	Of string `json:"of"`
	// Is says what state it is in.
	Is string `json:"is"`
	// Do says what to do; empty where all is well.
	Do string `json:"do,omitempty"`
}

// An examination is what doctor finds.
type examination struct {
	DB    string   `json:"db"`
	Found []health `json:"found"`
}

func (x *examination) says(of, do, format string, args ...any) {
	x.Found = append(x.Found, health{Of: of, Is: fmt.Sprintf(format, args...), Do: do})
}

// ails adds what an error says of a thing.
func (x *examination) ails(ctx context.Context, of string, err error) {
	f := desk.FaultOf(ctx, err)
	hint := hintOf(f)
	if hint == "" {
		hint = "see: underpin help exit-codes"
	}
	x.says(of, hint, "%s", f.Message)
}

func (o *doctorOptions) run(a *app, cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	if _, err := os.Stat(a.db); errors.Is(err, fs.ErrNotExist) {
		return a.with(ctx, func(*desk.Desk) error { return nil }) // says so
	}
	x := &examination{DB: a.db}
	x.file(a.db)
	x.keyFile(a.db)
	cfg, _, err := a.keyed(ctx, a.config(false))
	if err == nil {
		x.key(a.db, cfg)
		err = x.database(ctx, a.db, cfg)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		x.ails(ctx, "key", err)
	}
	if err := a.emit(x, func(p *page) { printExamination(p, x) }); err != nil {
		return err
	}
	return x.verdict()
}

// file says what can be seen of the database from outside.
func (x *examination) file(db string) {
	info, err := os.Stat(db)
	if err != nil {
		x.says("file", "check its permissions", "%v", err)
		return
	}
	is, do := "encrypted", ""
	if !desk.IsEncrypted(db) {
		is, do = "not encrypted", "encrypt it, unless it is meant to be read: underpin encrypt"
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		x.says("file", "run: chmod 600 "+db, "%s, %s bytes; others on this machine may read it", is, count(int(info.Size())))
		return
	}
	x.says("file", do, "%s, %s bytes", is, count(int(info.Size())))
}

// keyFile says what can be seen of the envelope from outside.
func (x *examination) keyFile(db string) {
	e, err := envelope.Read(envelope.Path(db))
	switch {
	case errors.Is(err, envelope.ErrMissing) && desk.IsEncrypted(db):
		x.says("key file", "put it back: without it nobody can open the database", "%s is missing", envelope.Path(db))
	case errors.Is(err, envelope.ErrMissing):
		x.says("key file", "", "none, as the database is not encrypted")
	case err != nil:
		x.ails(context.Background(), "key file", err)
	case !desk.IsEncrypted(db):
		x.says("key file", "encrypt the database: underpin encrypt; or move the key file away if it is not of this case", "%s is there, but the database is not encrypted", envelope.Path(db))
	case e.HasPassphrase():
		x.says("key file", "", "%s is whole and opens with a passphrase", envelope.Path(db))
	default:
		x.says("key file", "", "%s is whole and opens with a key", envelope.Path(db))
	}
}

// key says what the envelope holds.
func (x *examination) key(db string, cfg desk.Config) {
	switch {
	case len(cfg.Keys) > 1:
		x.says("key", "finish it: underpin rekey", "changing it was interrupted; both keys are kept, and the database opens")
	case len(cfg.Keys) == 1 && cfg.Signer == "":
		x.says("key", "", "it was unlocked; checkpoints cannot be signed with it")
	case len(cfg.Keys) == 1:
		x.says("key", "", "it was unlocked")
	}
}

// database says what the register of each case is like, and what lies beside it.
func (x *examination) database(ctx context.Context, db string, cfg desk.Config) error {
	d, err := desk.Open(ctx, db, cfg)
	if err != nil {
		return err
	}
	defer d.Close()
	cases, err := d.Soundness(ctx)
	if err != nil {
		return err
	}
	if len(cases) == 0 {
		x.says("register", "", "there is no case in the database yet")
	}
	for _, c := range cases {
		x.register(c)
	}
	copies := d.Copies()
	if len(copies) == 0 {
		x.says("backups", "make one on another disk: underpin backup PATH", "none lies beside the database; of others nobody knows here")
	}
	for _, c := range copies {
		x.backup(c)
	}
	return nil
}

func (x *examination) register(c desk.CaseState) {
	switch {
	case c.Fault != "":
		x.says("register", "go back to a backup that verifies; keep this file", "%s: %s", c.Case, c.Fault)
	case c.Covered == 0:
		x.says("register", "sign it: underpin verify --write-checkpoint FILE", "%s: all records of %s fit; no checkpoint is signed", c.Case, counted(int(c.Entries), "entry"))
	default:
		x.says("register", "", "%s: all records of %s fit; signed up to entry %d", c.Case, counted(int(c.Entries), "entry"), c.Covered)
	}
}

// backup says what can be seen of a copy beside the database.
func (x *examination) backup(path string) {
	_, err := envelope.Read(envelope.Path(path))
	switch {
	case !desk.IsEncrypted(path):
		x.says("backups", "destroy it if the case is meant to be encrypted", "%s is a plain copy or another plain database", path)
	case errors.Is(err, envelope.ErrMissing):
		x.says("backups", "copy the key file of its day beside it", "%s is encrypted, and its key file is missing", path)
	case err != nil:
		x.says("backups", "make a new backup", "%s is encrypted, and its key file is damaged", path)
	default:
		x.says("backups", "", "%s is encrypted and has its key file", path)
	}
}

func printExamination(p *page, x *examination) {
	p.line("%s", x.DB)
	for _, h := range x.Found {
		p.item("%s: %s.", h.Of, h.Is)
		if h.Do != "" {
			p.wrap(4, "-> "+h.Do)
		}
	}
}

// verdict is the fault with which doctor ends where something has to be mended.
func (x *examination) verdict() error {
	for _, h := range x.Found {
		if h.Do != "" && h.Of != "backups" && h.Of != "file" {
			return &desk.Fault{Code: desk.NeedsMending, Message: "something has to be mended, as said above"}
		}
	}
	return nil
}
