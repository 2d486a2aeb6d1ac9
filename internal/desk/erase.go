package desk

import (
	"context"
	"errors"
	"fmt"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

// An Erased tells what an erasure took for good or, before it is confirmed, would take.
type Erased struct {
	Case underpin.CaseID `json:"case"`
	// Entry says that it was erased; 0 in a preview.
	Entry int64 `json:"entry"`
	// Records are gone in every version, the one that was asked for among them.
	Records []underpin.RecordRef `json:"records"`
	// Struck are the records that stay, out of which the name was struck.
	Struck []underpin.RecordRef `json:"struck,omitempty"`
	// Earlier are the records that stay and had earlier versions that named one that is
	// gone; these versions are gone too.
	Earlier []underpin.RecordRef `json:"earlier,omitempty"`
	// Versions counts all versions that are gone; it is 0 in a preview.
	Versions int `json:"versions"`
	// Summaries are the entries whose summaries named one, and are gone.
	Summaries []int64 `json:"summaries,omitempty"`
	// Mentions are the records in whose words an id still stands.
	Mentions []underpin.RecordRef `json:"mentions,omitempty"`
	// Unsaid are the claims that nobody affirms, denies or doubts any more.
	Unsaid []underpin.ClaimID `json:"unsaid,omitempty"`
	// Copies are files beside the database that may hold what was erased.
	Copies []string `json:"copies,omitempty"`
	// Left says why the database itself may still hold it; empty where it does not.
	Left string `json:"left,omitempty"`
	// Odd says what is odd about the time of the entry; empty where nothing is.
	Odd string `json:"odd_time,omitempty"`
}

// EraseHow says how a record is erased.
type EraseHow struct {
	// Preview only tells what would go.
	Preview bool
	// Cascade erases along what refers to it.
	Cascade bool
	// Confirm, where set, is shown what would go; its error stops the erasure.
	Confirm func(*Erased) error
}

// Erase takes a record out of the register for good, in every version, be it in the case
// or removed earlier: for what should never have been entered. Unlike a removal it cannot
// be undone. Where others refer to the record, in an earlier version or now, it is refused
// with the list of these, unless it is to cascade.
func (d *Desk) Erase(ctx context.Context, id underpin.CaseID, ref underpin.RecordRef, how EraseHow) (_ *Erased, err error) {
	defer settle(ctx, &err)
	if err := isKind(ref.Kind); err != nil {
		return nil, err
	}
	if ref.Kind == underpin.KindSettings {
		return nil, faultf(NotAKind, "edit them", "the settings are of the case itself and cannot be erased")
	}
	d.changing.Lock()
	defer d.changing.Unlock()
	held, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	if ref, err = d.everNamed(ctx, held, ref); err != nil {
		return nil, err
	}
	c := store.Erasing{Records: []underpin.RecordRef{ref}, Base: held.head.Seq}
	next := held.Case
	if held.index().Has(ref) {
		w, err := Draft{Remove: c.Records, Cascade: how.Cascade}.workOut(held.Case, held.index())
		if err != nil {
			return nil, err
		}
		c.Records, c.Put, next = w.remove, w.put, w.next
	}
	if ref.Kind == underpin.KindSource {
		if c.Words, err = d.namesOf(ctx, held.ID, ref); err != nil {
			return nil, err
		}
		if c.Put, err = withoutWords(next, c.Put, c.Words); err != nil {
			return nil, err
		}
	}
	plan, err := d.store.PlanErase(ctx, held.ID, c)
	if err != nil {
		return nil, err
	}
	if !how.Cascade {
		if err := namedEarlier(plan, ref); err != nil {
			return nil, err
		}
	}
	out := erased(held.ID, plan, c.Put)
	out.Copies, out.Unsaid = d.store.Copies(), left(held.Case, next)
	if how.Preview {
		return out, nil
	}
	if how.Confirm != nil {
		if err := how.Confirm(out); err != nil {
			return nil, err
		}
	}
	if c.Drafts, err = d.draftsNaming(ctx, held.ID, plan.Records, c.Words); err != nil {
		return nil, err
	}
	d.tell("erasing")
	done, err := d.store.Erase(ctx, held.ID, c)
	if err != nil {
		return nil, err
	}
	out.Entry, out.Versions, out.Odd = done.Entry.Seq, done.Rows, d.clockOf(ctx, held.ID, done.Entry.Seq)
	if done.Unscoured != nil {
		out.Left = done.Unscoured.Error()
	}
	return out, nil
}

// left lists the claims on which nobody says anything any more.
func left(before, after *underpin.Case) []underpin.ClaimID {
	was, is := before.Index(), after.Index()
	var out []underpin.ClaimID
	for i := range after.Claims {
		if id := after.Claims[i].ID; len(was.ByClaim[id]) > 0 && len(is.ByClaim[id]) == 0 {
			out = append(out, id)
		}
	}
	return out
}

// everNamed returns the record that is meant: one of the case by its id or name, or one
// that was removed, by its id.
func (d *Desk) everNamed(ctx context.Context, held *openCase, ref underpin.RecordRef) (underpin.RecordRef, error) {
	named, unnamed := held.naming().record(ref)
	if unnamed == nil {
		return named, nil
	}
	switch _, err := d.store.History(ctx, held.ID, ref); {
	case errors.Is(err, store.ErrNoRecord):
		return ref, unnamed
	default:
		return ref, err
	}
}

// erased says what a plan takes.
func erased(id underpin.CaseID, plan store.ErasePlan, put []register.Record) *Erased {
	out := &Erased{Case: id, Records: plan.Records, Summaries: plan.Entries, Mentions: plan.Mentions}
	for _, r := range put {
		out.Struck = append(out.Struck, r.Ref)
	}
	for i, v := range plan.Versions {
		if i == 0 || plan.Versions[i-1].Ref != v.Ref {
			out.Earlier = append(out.Earlier, v.Ref)
		}
	}
	return out
}

// namedEarlier refuses an erasure that takes more than the record that was asked for.
func namedEarlier(plan store.ErasePlan, ref underpin.RecordRef) error {
	f := faultf(NamedEarlier, "", "")
	f.Record = ref
	for _, r := range plan.Records {
		if r != ref {
			f.Problems = append(f.Problems, Problem{Record: r, Message: "it was removed earlier and named it; it would be erased too"})
		}
	}
	for _, v := range plan.Versions {
		f.Problems = append(f.Problems, Problem{Record: v.Ref, Message: fmt.Sprintf("its version of entry %d names it; that version would be erased", v.Seq)})
	}
	if len(f.Problems) == 0 {
		return nil
	}
	verb := "name"
	if len(f.Problems) == 1 {
		verb = "names"
	}
	f.Message = fmt.Sprintf("%s in the register %s %s; nothing was changed", count(len(f.Problems), "earlier record"), verb, quotedRef(ref))
	return f
}
