package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/exchange/casebook"
	"underpin/internal/register"
)

// A Filling is a record as a form gives it: new, or one that is there with other values in
// some of its fields. Where the value of a field names a record, a form names it by its
// key, and a new one that stands before it in the same write by what that calls it.
type Filling struct {
	Kind underpin.RecordKind
	// Key is that of the record to change; empty for a new one, and for the settings.
	Key string
	// As is what the other fillings of the write call a new record. It is none of the words
	// that a key can be: "#1".
	As string
	// ID is what a new record is known by; it is given one where that is empty.
	ID string
	// To are the values, as a casebook has them.
	To []casebook.Assignment
}

// Write records what forms give, as one entry. New records get their ids as they are
// written, so that two who write at once never take the same. What is wrong with any of
// the fields is reported, all of it, and then nothing is changed.
func (d *Desk) Write(ctx context.Context, id underpin.CaseID, fillings []Filling, how How) (_ *Changed, err error) {
	defer settle(ctx, &err)
	if len(fillings) == 0 {
		return nil, faultf(Unchanged, "", "nothing was given to write")
	}
	for i, f := range fillings {
		if f.changes() && slices.ContainsFunc(fillings[:i], func(g Filling) bool { return g.changes() && g.Kind == f.Kind && g.Key == f.Key }) {
			return nil, faultf(BadRecord, "put all its values together", "one %s is written twice", f.Kind)
		}
	}
	op := register.OpAdd
	for _, f := range fillings {
		switch err := isKind(f.Kind); {
		case err != nil:
			return nil, err
		case f.Kind == underpin.KindSealed:
			return nil, faultf(NotAKind, "seal it on the command line", "what is sealed cannot be written here")
		case f.changes():
			op = register.OpEdit
		}
	}
	w, err := d.writing(ctx, id, fillings, how)
	if err != nil {
		return nil, err
	}
	out, err := d.change(ctx, id, op, how.Preview, func(held *openCase) (Draft, error) { return w.draft(ctx, held) })
	return out, w.called(err)
}

// changes reports whether a filling is of a record that is there.
func (f *Filling) changes() bool { return f.Key != "" || f.Kind == underpin.KindSettings }

// A writing is a write that is being worked out.
type writing struct {
	desk     *Desk
	keys     *Keys
	fillings []Filling
	how      How
	// refs are the records of the fillings, once they are known.
	refs     []underpin.RecordRef
	problems []Problem
}

func (d *Desk) writing(ctx context.Context, id underpin.CaseID, fillings []Filling, how How) (*writing, error) {
	keys, err := d.Keys(ctx, id)
	return &writing{desk: d, keys: keys, fillings: fillings, how: how}, err
}

// draft makes records of the fillings.
func (w *writing) draft(ctx context.Context, held *openCase) (Draft, error) {
	w.refs, w.problems = make([]underpin.RecordRef, len(w.fillings)), nil
	records := make([]any, len(w.fillings))
	dr := Draft{Seen: map[underpin.RecordRef]int64{}}
	for i := range w.fillings {
		record, err := w.filled(held, i)
		if err != nil {
			return dr, err
		}
		records[i] = record
	}
	if err := w.fault(); err != nil {
		return dr, err
	}
	issue := issuing{ctx: ctx, desk: w.desk, held: held, taken: map[underpin.RecordRef]bool{}}
	for i, record := range records { // each by what it refers to, which comes before it
		f := &w.fillings[i]
		k, _ := underpin.KindOf(f.Kind)
		record = w.referred(held, i, k, record)
		if !f.changes() {
			w.empty(i, k, record)
			w.refs[i].ID = f.ID
			id, err := issue.id(k, record, f.ID)
			if err != nil {
				return dr, err
			}
			k.SetID(record, id)
			w.refs[i].ID = id
		}
		k.Append(&dr.Put, record)
		if f.changes() && w.how.Seen > 0 {
			dr.Seen[w.refs[i]] = w.how.Seen
		}
	}
	if dr.Put.Count() < len(records) { // settings that say nothing any more
		dr.Remove = []underpin.RecordRef{{Kind: underpin.KindSettings}}
	}
	dr.Summary = w.summary()
	return dr, w.fault()
}

// filled returns the record of a filling with its values, which still name others by
// their keys.
func (w *writing) filled(held *openCase, i int) (any, error) {
	f := &w.fillings[i]
	ref := underpin.RecordRef{Kind: f.Kind}
	var record any
	var found []underpin.Problem
	switch {
	case f.Kind == underpin.KindSettings:
		settings := held.Settings
		record, found = casebook.Edit(&settings, f.To)
	case f.Key != "":
		var err error
		if ref, err = w.keys.Find(f.Kind, f.Key); err != nil {
			return nil, err
		}
		there := held.index().Find(ref)
		if there == nil {
			return nil, faultf(NoSuchRecord, "it may have been removed just now", "there is no such %s in this case", f.Kind)
		}
		record, found = casebook.Edit(there, f.To)
	default:
		record, found = casebook.New(f.Kind, newcomer, f.To)
	}
	w.refs[i] = ref
	for _, p := range found {
		p.Record = ref
		w.problems = append(w.problems, problemOf(p))
		w.problems[len(w.problems)-1].As = f.As
	}
	return record, nil
}

// empty notes that nothing is filled in of a new record, where the model would take it as it
// is: else that says what is missing.
func (w *writing) empty(i int, k underpin.Kind, record any) {
	f := &w.fillings[i]
	if len(f.To) > 0 || f.ID != "" {
		return
	}
	var alone underpin.Case
	k.SetID(record, newcomer)
	k.Append(&alone, record)
	if slices.ContainsFunc(alone.Validate(), func(p underpin.Problem) bool { return p.Record.Kind == f.Kind }) {
		return
	}
	first := formFields(f.Kind)[0]
	w.problems = append(w.problems, Problem{Record: w.refs[i], As: f.As, Field: first.Name, Message: "nothing is filled in yet", Hint: "begin with “" + first.Words + "”"})
}

// newcomer is what a new record is known by until it gets its id.
const newcomer = "new"

// referred returns a record that refers to ids where its filling names keys. What it
// referred to before it was filled it may go on referring to.
func (w *writing) referred(held *openCase, i int, k underpin.Kind, record any) any {
	f := &w.fillings[i]
	var before []underpin.Reference
	if there := held.index().Find(w.refs[i]); there != nil {
		before = k.References(there, nil)
	}
	return k.Renamed(record, func(r underpin.Reference) string {
		was := func(b underpin.Reference) bool { return b.Field == r.Field && b.ID == r.ID }
		for j, g := range w.fillings[:i] {
			if g.As != "" && g.As == r.ID && slices.Contains(r.Kinds, g.Kind) {
				return w.refs[j].ID
			}
		}
		for _, kind := range r.Kinds {
			if ref, err := w.keys.Find(kind, r.ID); err == nil {
				return ref.ID
			}
		}
		if r.Bond == underpin.Mentioned { // in an expression, which may be written by hand
			id, several := held.naming().referred(r)
			if several != nil {
				w.problems = append(w.problems, Problem{Record: w.refs[i], As: f.As, Field: r.Field, Message: several.Message, Hint: several.Hint})
			}
			return id
		}
		if !slices.ContainsFunc(before, was) {
			w.problems = append(w.problems, Problem{
				Record: w.refs[i], As: f.As, Field: r.Field,
				Message: fmt.Sprintf("there is no such %s in this case", r.Kinds[0]), Hint: "choose it from the list again; it may have been removed",
			})
		}
		return r.ID
	})
}

// fault is one fault of all that is wrong with the fillings; nil where nothing is.
func (w *writing) fault() error {
	switch len(w.problems) {
	case 0:
		return nil
	case 1:
		p := w.problems[0]
		f := faultf(BadRecord, p.Hint, "%s: %s", p.Field, p.Message)
		f.Record, f.Field, f.Problems = p.Record, p.Field, w.problems
		return f
	}
	f := faultf(BadRecord, "", "%s; nothing was changed", count(len(w.problems), "problem"))
	f.Problems = w.problems
	return f
}

// called tells of the problems of a write by what it calls its records, so that a form
// can say each beside its field.
func (w *writing) called(err error) error {
	f, ok := err.(*Fault)
	if !ok {
		return err
	}
	out := *f
	out.Problems = slices.Clone(f.Problems)
	for i := range out.Problems {
		p := &out.Problems[i]
		if at := slices.Index(w.refs, p.Record); at >= 0 && p.As == "" {
			p.As = w.fillings[at].As
		}
		p.inForm()
		if len(out.Problems) == 1 && p.Record == out.Record && w.isNew(p.Record) { // nobody knows it by an id yet
			out.Message, out.Hint = p.Message, p.Hint
		}
	}
	return &out
}

// isNew reports whether a record would be made by the write.
func (w *writing) isNew(ref underpin.RecordRef) bool {
	at := slices.Index(w.refs, ref)
	return at >= 0 && !w.fillings[at].changes()
}

// summary names what is written, without any words of a source.
func (w *writing) summary() string {
	if f := &w.fillings[0]; len(w.fillings) == 1 && f.changes() {
		return fmt.Sprintf("edit %s: %s", w.refs[0], strings.Join(fieldsOf(f.To), ", "))
	}
	what := "add "
	if slices.ContainsFunc(w.fillings, func(f Filling) bool { return f.changes() }) {
		what = "write "
	}
	return what + listed(w.refs)
}
