package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/envelope"
	"underpin/internal/vault"
)

// gone says what a passphrase is.
const gone = "Without the passphrase or a recovery sheet the case is gone: nobody can open it then."

// newEnvelope makes the envelope of a database that is about to be made or encrypted:
// for a key file, else for a passphrase that is asked for twice.
func (a *app) newEnvelope(ctx context.Context, db string) (*envelope.Envelope, *envelope.Unlocked, error) {
	if err := freeForEnvelope(envelope.Path(db)); err != nil {
		return nil, nil, err
	}
	o := envelope.LockOptions{KDF: a.kdf}
	var passphrase []byte
	switch {
	case a.keyFile != "":
		id, err := a.makeIdentity(a.keyFile)
		if err != nil {
			return nil, nil, err
		}
		o.Identity = id
	case a.terminal() == nil:
		return nil, nil, &desk.Fault{
			Code: desk.CaseLocked, Message: "a new database is encrypted, and there is no terminal to ask for a passphrase on",
			Hint: "name a file with a key, or one to write a new key to: --key-file FILE; or leave the database unencrypted on purpose: --plain",
		}
	default:
		a.complain("%s will be encrypted. Choose a passphrase: four words or more that do not belong together.", filepath.Base(db))
		a.complain("%s", gone)
		var err error
		if passphrase, err = a.askNewPassphrase(ctx); err != nil {
			return nil, nil, err
		}
	}
	defer clear(passphrase)
	e, u, err := desk.NewEnvelope(db, passphrase, o, keyDir())
	if err != nil {
		return nil, nil, err
	}
	if a.keyFile == "" {
		err = a.offerSheet(ctx, e, u)
	}
	if err != nil {
		if !desk.IsEncrypted(db) { // the envelope is of nothing yet
			os.Remove(envelope.Path(db))
		}
		return nil, nil, err
	}
	a.keepNew(ctx, u)
	return e, u, nil
}

// freeForEnvelope refuses a place where an envelope is, before anybody is asked.
func freeForEnvelope(path string) error {
	if dir := filepath.Dir(path); dir != "." {
		if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
			return &desk.Fault{Code: desk.NoFolder, Message: "there is no folder " + dir, Hint: "make the folder, or choose another path", Err: err}
		}
	}
	switch _, err := envelope.Read(path); {
	case errors.Is(err, envelope.ErrMissing):
		return nil
	case err == nil:
		return &envelope.Error{
			Path: path, Err: envelope.ErrExists, Hint: "if its database is gone for good, move the key file away; else put the database back",
		}
	default:
		return err
	}
}

// askNewPassphrase asks for a new passphrase until it is good enough and the same twice.
func (a *app) askNewPassphrase(ctx context.Context) ([]byte, error) {
	for try := 1; ; try++ {
		first, err := a.askSecret(ctx, "New passphrase: ")
		if err != nil {
			return nil, err
		}
		if err := envelope.CheckPassphrase(first); err != nil {
			if try == triesAtPassphrase {
				return nil, err
			}
			a.complain("%s.", capital(err.Error()))
			continue
		}
		again, err := a.askSecret(ctx, "The same again: ")
		if err != nil {
			return nil, err
		}
		same := bytes.Equal(first, again)
		clear(again)
		if same {
			return first, nil
		}
		clear(first)
		if try == triesAtPassphrase {
			return nil, &desk.Fault{Code: desk.WrongPassphrase, Message: "the two were not the same; nothing was changed", Hint: "try again"}
		}
		a.complain("The two are not the same.")
	}
}

// offerSheet offers a recovery sheet, shows it once and checks that it was copied.
func (a *app) offerSheet(ctx context.Context, e *envelope.Envelope, u *envelope.Unlocked) error {
	yes, err := a.askYes(ctx, "Make a recovery sheet now, to be copied by hand?")
	if err != nil {
		return err
	}
	if !yes {
		a.complain("You can make one later: underpin passphrase --sheet")
		return nil
	}
	return a.makeSheet(ctx, e, u)
}

// makeSheet makes a recovery sheet, which counts once a line of it was typed back.
func (a *app) makeSheet(ctx context.Context, e *envelope.Envelope, u *envelope.Unlocked) error {
	before := slices.Clone(u.Recipients)
	copied := false
	defer func() {
		if !copied {
			u.Recipients = before
		}
	}()
	sheet, err := desk.NewRecoverySheet(e, u)
	if err != nil {
		return err
	}
	if err := a.showSheet(ctx, sheet); err != nil {
		return err
	}
	if copied, err = a.checkSheet(ctx, sheet); err != nil || !copied {
		return err
	}
	if err := e.Replace(); err != nil {
		return err
	}
	a.complain("The recovery sheet is made. An earlier one no longer opens the case.")
	return nil
}

// showSheet shows the lines of a recovery sheet, once.
func (a *app) showSheet(ctx context.Context, sheet *desk.RecoverySheet) error {
	lines := append(append([]string{"RECOVERY SHEET", ""}, sheet.Says...), "")
	for i, line := range sheet.Lines {
		lines = append(lines, "  "+strconv.Itoa(i+1)+":  "+line)
	}
	return a.aside(lines, func() error {
		_, err := a.askLine(ctx, "Press Enter when you have copied all lines. ")
		return err
	})
}

// checkSheet asks for one line of a recovery sheet, and reports whether the paper has it.
func (a *app) checkSheet(ctx context.Context, sheet *desk.RecoverySheet) (bool, error) {
	for range desk.TriesAtSheet {
		line, err := a.askLine(ctx, "To check it, type line "+strconv.Itoa(sheet.Check)+" from your paper: ")
		if err != nil {
			return false, err
		}
		if sheet.Copied(line) {
			return true, nil
		}
		a.complain("That is not the line that was shown.")
	}
	a.complain("%s. Try again: underpin passphrase --sheet", capital(desk.NotCopied().Message))
	return false, nil
}

// passphraseOptions are what passphrase can be given.
type passphraseOptions struct {
	hint           string
	sheet, recover bool
}

func passphraseCommand(a *app) *cobra.Command {
	return a.verb(&passphraseOptions{}, &cobra.Command{
		Use: "passphrase", Short: "Change the passphrase, or make a recovery sheet", GroupID: "protect",
		Long: `Change the passphrase of an encrypted database. Only its key file is written anew; the
database itself stays as it is: to encrypt that under another key too, use: underpin rekey.
A backup still opens with the passphrase of its day.

With --recover the recovery sheet is asked for, line by line, in place of the passphrase.
With --sheet the passphrase stays, and a new recovery sheet is made.`,
		Example: `  underpin passphrase
  underpin passphrase --recover
  underpin --db quay.db passphrase --sheet`,
		Args: cobra.NoArgs,
	})
}

func (o *passphraseOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.hint, "hint", "", "a `sentence` to remember the passphrase by, which anybody can read")
	c.Flags().BoolVar(&o.sheet, "sheet", false, "make a recovery sheet and leave the passphrase as it is")
	c.Flags().BoolVar(&o.recover, "recover", false, "open the case with the recovery sheet")
}

func (o *passphraseOptions) run(a *app, cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	if a.terminal() == nil {
		return &desk.Fault{Code: desk.CaseLocked, Message: "there is no terminal to ask on", Hint: "call it from a terminal"}
	}
	e, u, err := o.open(a, ctx)
	if err != nil {
		return err
	}
	defer u.Wipe()
	if o.sheet {
		return a.newSheet(ctx, e, u)
	}
	return a.takeOver(ctx, e, u, o.hint)
}

// newSheet makes a recovery sheet, and seals to it what is sealed to all recipients.
func (a *app) newSheet(ctx context.Context, e *envelope.Envelope, u *envelope.Unlocked) error {
	others := slices.DeleteFunc(slices.Clone(u.Recipients), func(r envelope.Recipient) bool { return r.Standing == envelope.Sheet })
	was := slices.Clone(u.Recipients)
	if err := a.makeSheet(ctx, e, u); err != nil || slices.Equal(was, u.Recipients) {
		return err
	}
	a.keepNew(ctx, u)
	return a.with(ctx, func(d *desk.Desk) error {
		_, err := a.sealAnew(ctx, d, u, func(_ underpin.SourceID, marks []string) []vault.PublicKey {
			if !ofAll(others, marks) {
				return nil
			}
			return keysOf(u.Recipients, func(string) bool { return true })
		})
		return err
	})
}

// open opens the envelope with the passphrase or the recovery sheet.
func (o *passphraseOptions) open(a *app, ctx context.Context) (*envelope.Envelope, *envelope.Unlocked, error) {
	if !o.recover {
		return a.oneself(ctx)
	}
	e, err := envelope.Read(envelope.Path(a.db))
	if err != nil {
		return nil, nil, err
	}
	a.complain("Type the recovery sheet, line by line.")
	lines, err := a.askLines(ctx, envelope.SheetLines, envelope.CheckSheetLine)
	if err != nil {
		return nil, nil, err
	}
	id, err := envelope.SheetIdentity(lines)
	if err != nil {
		return nil, nil, err
	}
	u, err := e.UnlockWith(id)
	if errors.Is(err, envelope.ErrIdentity) {
		err = &desk.Fault{Code: desk.NotTheSheet, Message: "this recovery sheet does not open " + a.db, Hint: "it is that of another case, or a later one was made: underpin passphrase --sheet"}
	}
	return e, u, err
}

// notEncrypted is the fault of a verb that is for encrypted databases alone.
func notEncrypted(db string) *desk.Fault {
	return &desk.Fault{Code: desk.NotEncrypted, Message: db + " is not encrypted", Hint: "encrypt it: underpin --db " + db + " encrypt"}
}
