package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/envelope"
	"underpin/internal/vault"
	"underpin/internal/vault/open"
)

// cannotUnknow is what nobody can promise when somebody is taken out.
const cannotUnknow = "Whoever was taken out keeps what was read or copied before: nobody can be made to un-know it."

// recipientsOptions are what recipients can be given.
type recipientsOptions struct {
	name, source string
}

func recipientsCommand(a *app) *cobra.Command {
	return a.verb(&recipientsOptions{}, &cobra.Command{
		Use: "recipients [add KEY | remove WHO]", Short: "List who can open the case, add somebody, or take somebody out", GroupID: "protect",
		Long: `List who can open the case and what is sealed in it; add somebody by a public key, or take
somebody out by name or by the mark that the list shows. A public key begins with age1pq1:
age-keygen -pq makes one, and its file opens the case with --key-file. Check on another
way than the one by which it came that the key is that person's.

Adding and taking out seal anew what is sealed, and ask for the passphrase. Taking out also
encrypts the database under a new key. It cannot be undone, and it cannot make anybody
un-know what was read before; backups still open as on their day.

With --source only what is sealed of that source is given to somebody or taken from
somebody: those to whom the source agreed may be fewer than those who work on the case.`,
		Example: `  underpin recipients
  underpin recipients add age1pq1… --name Ben
  underpin recipients remove Ben
  underpin recipients remove Ben --source KESTREL`,
		Args: cobra.MaximumNArgs(2),
	})
}

func (o *recipientsOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.name, "name", "", "what you call whom you add: a `name` that only recipients see")
	c.Flags().StringVar(&o.source, "source", "", "only what is sealed of this `source`")
}

func (o *recipientsOptions) run(a *app, cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	_, u, err := a.encrypted(ctx)
	if err != nil {
		return err
	}
	switch {
	case len(args) == 0:
		return o.list(a, u)
	case len(args) == 1 || args[0] != "add" && args[0] != "remove":
		return usagef("write recipients, recipients add KEY, or recipients remove WHO", "%q is not what recipients does", strings.Join(args, " "))
	}
	return a.with(ctx, func(d *desk.Desk) error {
		switch {
		case o.source != "":
			return o.share(a, ctx, d, args[0] == "add", args[1])
		case args[0] == "add":
			return o.add(a, ctx, d, args[1])
		}
		return o.remove(a, ctx, d, args[1])
	})
}

// A listedRecipient is a recipient as the list shows one.
type listedRecipient struct {
	Standing envelope.Standing `json:"standing"`
	Name     string            `json:"name,omitempty"`
	Mark     string            `json:"mark"`
}

func (*recipientsOptions) list(a *app, u *envelope.Unlocked) error {
	var all []listedRecipient
	var rows [][]string
	for _, r := range u.Recipients {
		k, err := vault.ParsePublicKey(r.Key)
		if err != nil {
			return fmt.Errorf("%s: %w", recipientName(r), err)
		}
		all = append(all, listedRecipient{r.Standing, r.Name, k.Mark()})
		rows = append(rows, []string{recipientName(r), k.Mark()})
	}
	return a.emit(all, func(p *page) {
		p.line("These can open %s, and what is sealed in it unless it is sealed to fewer:", a.db)
		p.table([]string{"who", "mark of the key"}, rows)
	})
}

// recipientName is what a recipient is called in a list.
func recipientName(r envelope.Recipient) string {
	if r.Name != "" {
		return r.Name
	}
	return "the " + string(r.Standing)
}

// add gives the case, and all that is sealed to all of its recipients, to somebody.
func (o *recipientsOptions) add(a *app, ctx context.Context, d *desk.Desk, key string) error {
	k, err := vault.ParsePublicKey(key)
	if err != nil {
		return err
	}
	e, u, err := a.oneself(ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(u.Recipients, func(r envelope.Recipient) bool { return r.Key == k.String() }) {
		return &desk.Fault{Code: desk.Unchanged, Message: "the key is that of a recipient already; nothing was changed"}
	}
	before := u.Recipients
	u.Recipients = append(slices.Clone(before), envelope.Recipient{Standing: envelope.Colleague, Name: o.name, Key: k.String()})
	if err := errors.Join(e.Seal(u), e.Replace()); err != nil {
		return err
	}
	done, err := a.sealAnew(ctx, d, u, func(_ underpin.SourceID, marks []string) []vault.PublicKey {
		if ofAll(before, marks) {
			return keysOf(u.Recipients, func(string) bool { return true })
		}
		return nil
	})
	if err != nil {
		return err
	}
	a.keepNew(ctx, u)
	return a.emit(done, func(p *page) {
		p.line("%s can open the case from now on, with --key-file.", recipientName(u.Recipients[len(u.Recipients)-1]))
		printResealed(p, done)
	})
}

// remove takes somebody out of all that is sealed, then out of the envelope, and encrypts
// the database anew.
func (o *recipientsOptions) remove(a *app, ctx context.Context, d *desk.Desk, who string) error {
	e, u, err := a.oneself(ctx)
	if err != nil {
		return err
	}
	gone, err := recipientMeant(u, who)
	if err != nil {
		return err
	}
	if gone.Standing == envelope.Analyst {
		return &desk.Fault{Code: desk.LockedOut, Message: "the analyst cannot be taken out: nobody could change the passphrase any more", Hint: "whoever takes over gives the case a new passphrase: underpin passphrase"}
	}
	stay := slices.DeleteFunc(slices.Clone(u.Recipients), func(r envelope.Recipient) bool { return r.Key == gone.Key })
	done, err := a.sealAnew(ctx, d, u, func(_ underpin.SourceID, marks []string) []vault.PublicKey {
		if !slices.Contains(marks, vault.MarkOf(gone.Key)) {
			return nil
		}
		return keysOf(stay, func(mark string) bool { return slices.Contains(marks, mark) })
	})
	if err != nil {
		return err
	}
	u.Recipients = stay
	if err := errors.Join(e.Seal(u), e.Replace(), d.Close()); err != nil {
		return err
	}
	if err := a.rekey(ctx, e, u); err != nil {
		return err
	}
	return a.emit(done, func(p *page) {
		p.line("%s has been taken out, and the database is encrypted under a new key.", recipientName(gone))
		printResealed(p, done)
		p.item("%s", cannotUnknow)
	})
}

// share gives what is sealed of one source to somebody, or takes it from somebody.
func (o *recipientsOptions) share(a *app, ctx context.Context, d *desk.Desk, add bool, who string) error {
	source, err := d.SourceNamed(ctx, a.caseName(), o.source)
	if err != nil {
		return err
	}
	_, u, err := a.oneself(ctx)
	if err != nil {
		return err
	}
	meant, err := recipientMeant(u, who)
	if err != nil {
		return err
	}
	mark, touched := vault.MarkOf(meant.Key), false
	done, err := a.sealAnew(ctx, d, u, func(s underpin.SourceID, marks []string) []vault.PublicKey {
		if s != source || slices.Contains(marks, mark) == add {
			return nil
		}
		touched = true
		return keysOf(u.Recipients, func(m string) bool { return m == mark && add || m != mark && slices.Contains(marks, m) })
	})
	if err == nil && !touched {
		err = &desk.Fault{Code: desk.Unchanged, Message: "that is so already, or nothing is sealed of " + string(source) + "; nothing was changed"}
	}
	if err != nil {
		return err
	}
	return a.emit(done, func(p *page) {
		if add {
			p.line("%s can open what is sealed of %s from now on.", capital(recipientName(meant)), source)
		} else {
			p.line("%s can no longer open what is sealed of %s.", capital(recipientName(meant)), source)
		}
		printResealed(p, done)
		if !add {
			p.item("%s", cannotUnknow)
		}
	})
}

// recipientMeant is the recipient of a name, a standing or a mark.
func recipientMeant(u *envelope.Unlocked, who string) (envelope.Recipient, error) {
	var fit []envelope.Recipient
	for _, r := range u.Recipients {
		if strings.EqualFold(who, r.Name) || who == vault.MarkOf(r.Key) || r.Name == "" && strings.EqualFold(strings.TrimPrefix(who, "the "), string(r.Standing)) {
			fit = append(fit, r)
		}
	}
	switch len(fit) {
	case 1:
		return fit[0], nil
	case 0:
		return envelope.Recipient{}, &desk.Fault{Code: desk.NoSuchRecord, Message: fmt.Sprintf("there is no recipient %q", who), Hint: "list them: underpin recipients"}
	}
	return envelope.Recipient{}, &desk.Fault{Code: desk.AmbiguousName, Message: fmt.Sprintf("%s are called %q", counted(len(fit), "recipient"), who), Hint: "write the mark: underpin recipients"}
}

// keysOf are the public keys of those recipients whose marks are wanted. It is never nil.
func keysOf(all []envelope.Recipient, wanted func(mark string) bool) []vault.PublicKey {
	out := []vault.PublicKey{}
	for _, r := range all {
		if k, err := vault.ParsePublicKey(r.Key); err == nil && wanted(k.Mark()) {
			out = append(out, k)
		}
	}
	return out
}

// ofAll reports whether all recipients have their marks among those given.
func ofAll(all []envelope.Recipient, marks []string) bool {
	return !slices.ContainsFunc(all, func(r envelope.Recipient) bool { return !slices.Contains(marks, vault.MarkOf(r.Key)) })
}

// sealAnew seals what is sealed in every case of the database to the readers that a
// function gives for those that a source has; for nil it stays as it is. Each source gets
// one new key. All is opened before anything is changed, so that what cannot be opened
// changes nothing, and each case becomes one entry.
func (a *app) sealAnew(ctx context.Context, d *desk.Desk, u *envelope.Unlocked, to func(underpin.SourceID, []string) []vault.PublicKey) ([]*desk.Resealed, error) {
	cases, err := d.Cases(ctx)
	if err != nil {
		return nil, err
	}
	done := []*desk.Resealed{}
	for _, c := range cases {
		sources, err := d.SealedIn(ctx, c.ID, "")
		if err != nil {
			return done, err
		}
		var old []underpin.RecordRef
		var now []underpin.Sealed
		for _, s := range sources {
			readers := to(s.Source, s.Readers)
			if readers == nil {
				continue
			}
			o, n, err := a.sourceAnew(ctx, d, c.ID, s.Source, u, readers)
			if err != nil {
				return done, err
			}
			old, now = append(old, o...), append(now, n...)
		}
		if len(now) == 0 {
			continue
		}
		r, err := d.Reseal(ctx, c.ID, old, now)
		if err != nil {
			return done, err
		}
		done = append(done, r)
	}
	return done, nil
}

// sourceAnew seals what is sealed of a source under one new key.
func (a *app) sourceAnew(ctx context.Context, d *desk.Desk, id underpin.CaseID, source underpin.SourceID, u *envelope.Unlocked, readers []vault.PublicKey) (old []underpin.RecordRef, now []underpin.Sealed, err error) {
	pairs, err := d.Sealed(ctx, id, string(source))
	if err != nil {
		return nil, nil, err
	}
	key, sealedKey, err := vault.NewKey(source, readers)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", source, err)
	}
	defer key.Wipe()
	now = append(now, sealedKey)
	for _, p := range pairs {
		k, err := open.Key(p.Key, u.Identity)
		if err != nil {
			return nil, nil, aboutRecord(p.Record, err)
		}
		text, err := open.Record(p.Record, k)
		k.Wipe()
		if err != nil {
			return nil, nil, aboutRecord(p.Record, err)
		}
		s, err := key.Seal(p.Record.Kind, text.Bytes())
		text.Wipe()
		if err != nil {
			return nil, nil, aboutRecord(p.Record, err)
		}
		now = append(now, s)
		for _, ref := range []string{p.Record.ID, p.Key.ID} {
			if r := (underpin.RecordRef{Kind: underpin.KindSealed, ID: ref}); !slices.Contains(old, r) {
				old = append(old, r)
			}
		}
	}
	return old, now, nil
}

func printResealed(p *page, all []*desk.Resealed) {
	for _, r := range all {
		p.item("%s: what is sealed was sealed anew by entry %d, in %s.", r.Case, r.Entry, counted(r.Records, "record"))
		if r.Left != "" {
			p.item("What was sealed before may still be in the files of the database: %s.", r.Left)
		}
	}
}
