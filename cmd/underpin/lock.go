package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"underpin/internal/agent"
	"underpin/internal/desk"
	"underpin/internal/envelope"
)

func lockCommand(a *app) *cobra.Command {
	return a.verb(&lockVerb{}, &cobra.Command{
		Use: "lock", Short: "Lock every case and vault that is open", GroupID: "protect",
		Long: `Lock every case and every vault that is open on this machine, whatever --db says: the
processes that hold their keys clear them and end. A verb that is running finishes; every
other asks for the passphrase again.

A case also locks by itself when no verb has used it for 15 minutes, and when the machine
has slept. UNDERPIN_LOCK_AFTER makes that sooner (5m), or with 0 keeps nothing open.`,
		Example: `  underpin lock`,
		Args:    cobra.NoArgs,
	})
}

// lockVerb are the options of lock: none.
type lockVerb struct{}

func (*lockVerb) flags(*cobra.Command) {}

func (*lockVerb) run(a *app, cmd *cobra.Command, _ []string) error {
	n, ending, err := agent.LockAll(cmd.Context())
	if err != nil {
		return &desk.Fault{Code: desk.Failed, Message: err.Error(), Err: err}
	}
	return a.emit(map[string]int{"locked": n, "ending": ending}, func(p *page) {
		switch {
		case n == 0:
			p.line("Nothing was open.")
		case ending > 0:
			p.line("The next verb asks for the passphrase. A computation of the web interface is still going on: what it knows of the case goes when it has ended.")
		default:
			p.line("Everything is locked. The next verb asks for the passphrase.")
		}
	})
}

// unlockOptions are what unlock can be given.
type unlockOptions struct {
	vault bool
}

func unlockCommand(a *app) *cobra.Command {
	return a.verb(&unlockOptions{}, &cobra.Command{
		Use: "unlock", Short: "Open a case, or for ten minutes its vault", GroupID: "protect",
		Long: `Open the case for the verbs that follow. Any verb does so when it asks for the passphrase;
this one does nothing else. With --vault what is sealed opens as well, for ten minutes: a
process of its own holds the key, and unseal does not ask again. No verb but unseal,
seal, recipients and heir needs the vault.`,
		Example: `  underpin unlock
  underpin unlock --vault`,
		Args: cobra.NoArgs,
	})
}

func (o *unlockOptions) flags(c *cobra.Command) {
	c.Flags().BoolVar(&o.vault, "vault", false, "open what is sealed too, for ten minutes")
}

// openFor tells what is open, and for how many seconds.
type openFor struct {
	DB    string `json:"db"`
	Case  int64  `json:"case"`
	Vault int64  `json:"vault,omitempty"`
}

func (o *unlockOptions) run(a *app, cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	e, _, err := a.encrypted(ctx)
	if err != nil {
		return err
	}
	if o.vault {
		if err := a.openVault(ctx); err != nil {
			return err
		}
	}
	left, err := agent.Left(ctx, caseAgent(e.ID()))
	if errors.Is(err, agent.ErrNone) {
		left = 0
	} else if err != nil {
		return &desk.Fault{Code: desk.Failed, Message: err.Error(), Err: err}
	}
	out := openFor{DB: a.db, Case: int64(left / time.Second), Vault: int64(vaultOpen(ctx, e.ID()) / time.Second)}
	return a.emit(out, func(p *page) { o.print(p, out) })
}

func (o *unlockOptions) print(p *page, u openFor) {
	if u.Case == 0 {
		p.line("%s opens, and is not kept open: each verb asks.", u.DB)
	} else {
		p.line("%s is open, until nobody uses it for %s, the machine sleeps, or: underpin lock", u.DB, minutes(u.Case))
	}
	if u.Vault > 0 {
		p.line("Its vault is open for %s.", minutes(u.Vault))
	}
}

// minutes writes a time, rounded up.
func minutes(seconds int64) string { return counted(int((seconds+59)/60), "minute") }

// openVault starts the process that keeps the vault open.
func (a *app) openVault(ctx context.Context) error {
	e, u, err := a.oneself(ctx)
	if err != nil {
		return err
	}
	text := envelope.FormatIdentity(u.Identity)
	defer clear(text)
	_ = agent.Lock(ctx, vaultAgent(e.ID())) // the ten minutes begin anew
	if err := startAgent(ctx, "vault", vaultAgent(e.ID()), vaultLimit, text); err != nil {
		return &desk.Fault{Code: desk.Failed, Message: "the vault cannot be kept open here: " + err.Error(), Hint: "open records one by one: underpin unseal", Err: err}
	}
	return nil
}
