package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/envelope"
	"underpin/internal/vault"
)

// heirOptions are what heir can be given.
type heirOptions struct {
	shares, needed int
	open           bool
}

func heirCommand(a *app) *cobra.Command {
	return a.verb(&heirOptions{}, &cobra.Command{
		Use: "heir", Short: "Let several people together open the case when you cannot", GroupID: "protect",
		Long: `Make an heir: a second key to the case and to what is sealed in it, that nobody has alone.
It is split into shares, each to be copied by hand onto a sheet of its own; so many of them
as --needed says have the key together, and fewer have nothing. Give them to people who
would not come together without a reason. A new heir takes the place of an earlier one,
whose shares open nothing from then on but backups.

With --open the shares are typed in, and give the case a new passphrase.`,
		Example: `  underpin heir --shares 5 --needed 3
  underpin heir --open`,
		Args: cobra.NoArgs,
	})
}

func (o *heirOptions) flags(c *cobra.Command) {
	c.Flags().IntVar(&o.shares, "shares", 3, "into how `many` shares the key is split, "+count(envelope.MostShares)+" at most")
	c.Flags().IntVar(&o.needed, "needed", 2, "how `many` of the shares are needed together")
	c.Flags().BoolVar(&o.open, "open", false, "open the case with the shares")
}

func (o *heirOptions) run(a *app, cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	if a.terminal() == nil {
		return &desk.Fault{Code: desk.NoTerminal, Message: "there is no terminal to show or to type the shares on", Hint: "call it from a terminal"}
	}
	if o.open {
		return o.inherit(a, ctx)
	}
	e, u, err := a.oneself(ctx)
	if err != nil {
		return err
	}
	return a.with(ctx, func(d *desk.Desk) error { return o.make(a, ctx, d, e, u) })
}

// make makes the heir, shows the shares one by one, and seals to the heir what is sealed to
// all recipients.
func (o *heirOptions) make(a *app, ctx context.Context, d *desk.Desk, e *envelope.Envelope, u *envelope.Unlocked) error {
	before := slices.DeleteFunc(slices.Clone(u.Recipients), func(r envelope.Recipient) bool { return r.Standing == envelope.Heir })
	_, shares, err := e.AddHeir(u, o.needed, o.shares)
	if err != nil {
		return err
	}
	for _, s := range shares {
		if err := a.showShare(ctx, s, len(shares)); err != nil {
			return err
		}
	}
	if err := e.Replace(); err != nil {
		return err
	}
	done, err := a.sealAnew(ctx, d, u, func(_ underpin.SourceID, marks []string) []vault.PublicKey {
		if !ofAll(before, marks) {
			return nil
		}
		return keysOf(u.Recipients, func(string) bool { return true })
	})
	if err != nil {
		return err
	}
	a.keepNew(ctx, u)
	return a.emit(done, func(p *page) {
		p.line("The heir is made: any %s of the %s open the case with underpin heir --open.", count(o.needed), counted(len(shares), "share"))
		printResealed(p, done)
	})
}

// showShare shows a share, once.
func (a *app) showShare(ctx context.Context, s envelope.HeirShare, of int) error {
	lines := []string{
		fmt.Sprintf("SHARE %d OF %d (%d ARE NEEDED)", s.Place, of, s.Needed), "",
		"Copy these lines by hand, with the numbers, onto a sheet of its own.",
		"It is shown this once and written to no disk.", "",
	}
	for i, line := range s.Lines {
		lines = append(lines, fmt.Sprintf("  %d:  %s", i+1, line))
	}
	return a.aside(lines, func() error {
		_, err := a.askLine(ctx, "Press Enter when you have copied all lines. ")
		return err
	})
}

// inherit opens the case with shares and gives it a new passphrase.
func (o *heirOptions) inherit(a *app, ctx context.Context) error {
	e, err := envelope.Read(envelope.Path(a.db))
	if err != nil {
		return err
	}
	var shares [][]string
	for needed := 1; len(shares) < needed; {
		a.complain("Type share %d, line by line.", len(shares)+1)
		lines, err := a.askLines(ctx, envelope.ShareLines, envelope.CheckShareLine)
		if err != nil {
			return err
		}
		shares = append(shares, lines)
		if needed, _, err = envelope.SharesNeeded(lines); err != nil {
			return err
		}
	}
	id, err := envelope.SharedIdentity(shares...)
	if err != nil {
		return err
	}
	u, err := e.UnlockWith(id)
	if err != nil {
		return err
	}
	return a.takeOver(ctx, e, u, "")
}

// takeOver gives a case that was opened by other means than its passphrase a new one, and
// with it the analyst a new identity, to whom what is sealed is sealed as well.
func (a *app) takeOver(ctx context.Context, e *envelope.Envelope, u *envelope.Unlocked, hint string) error {
	passphrase, err := a.askNewPassphrase(ctx)
	if err != nil {
		return err
	}
	defer clear(passphrase)
	opener, before := *u, analystOf(u)
	if err := e.Rewrap(u, passphrase, envelope.LockOptions{KDF: a.kdf, Hint: hint}); err != nil {
		return err
	}
	if u.Signer == "" { // it was sealed to the analyst of before alone
		if u.Signer, err = desk.SigningKey(keyDir()); err != nil {
			return err
		}
		if err := e.Seal(u); err != nil {
			return err
		}
	}
	now := analystOf(u)
	// The seals first: where this is cut off, the old way in still opens everything.
	a.opened = openedEnvelope{db: a.db, e: e, u: u}
	err = a.with(ctx, func(d *desk.Desk) error {
		done, err := a.sealAnew(ctx, d, &opener, func(_ underpin.SourceID, marks []string) []vault.PublicKey {
			if before == now || !slices.Contains(marks, vault.MarkOf(opener.Identity.Recipient().String())) {
				return nil
			}
			return keysOf(u.Recipients, func(m string) bool { return m == vault.MarkOf(now) || slices.Contains(marks, m) })
		})
		if err == nil {
			err = e.Replace()
		}
		if err != nil {
			return err
		}
		return a.emit(map[string]string{"db": a.db}, func(p *page) {
			p.line("%s has a new passphrase. Its backups still open with the passphrase of their day.", a.db)
			printResealed(p, done)
		})
	})
	if err == nil {
		a.keepNew(ctx, u)
	}
	return err
}

// analystOf is the public key of the analyst.
func analystOf(u *envelope.Unlocked) string {
	for _, r := range u.Recipients {
		if r.Standing == envelope.Analyst {
			return r.Key
		}
	}
	return ""
}

// askLines asks for the lines of a sheet, each until it fits what checks it.
func (a *app) askLines(ctx context.Context, n int, check func(int, string) (string, error)) ([]string, error) {
	lines := make([]string, n)
	for i := range lines {
		for {
			line, err := a.askLine(ctx, fmt.Sprintf("  %d:  ", i+1))
			if err != nil {
				return nil, err
			}
			if _, err := check(i, line); err == nil {
				lines[i] = line
				break
			}
			a.complain("That line does not fit its last two characters. Compare it with the sheet.")
		}
	}
	return lines, nil
}
