package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/exchange/casebook"
	"underpin/internal/register"
)

// A Recorded is a record as it is, with the version that it is in.
type Recorded struct {
	Record underpin.RecordRef `json:"record"`
	// Version is the entry that wrote it: what a change made from it was made on, see
	// [Draft.Seen].
	Version int64 `json:"version"`
	// Value is the record itself, a pointer to its domain type.
	Value any `json:"value"`
	// Text is the record as a casebook has it, Fields the fields that it can have.
	Text   string   `json:"text"`
	Fields []string `json:"fields"`
}

// Record reads one record.
func (d *Desk) Record(ctx context.Context, id underpin.CaseID, ref underpin.RecordRef) (_ *Recorded, err error) {
	defer settle(ctx, &err)
	if err := isKind(ref.Kind); err != nil {
		return nil, err
	}
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	x := o.index()
	if ref, err = o.naming().record(ref); err != nil {
		return nil, err
	}
	record := x.Find(ref)
	if record == nil { // the settings of a case that has none
		return nil, unknown(ref.Kind, ref.ID)
	}
	versions, err := d.store.History(ctx, o.ID, ref)
	if err != nil {
		return nil, err
	}
	return &Recorded{
		Record: ref, Version: versions[len(versions)-1].Entry.Seq, Value: record,
		Text: casebook.Text(record), Fields: casebook.Fields(ref.Kind),
	}, nil
}

// isKind refuses a word that is not a kind of record.
func isKind(name underpin.RecordKind) error {
	if _, ok := underpin.KindOf(name); ok {
		return nil
	}
	words := wordsOf(underpin.RecordKinds)
	hint := "one of " + strings.Join(words, ", ")
	if near := nearest(string(name), words); near != "" {
		hint = near
	}
	return faultf(NotAKind, hint, "%q is not a kind of record", name)
}

// How says how a record is edited or removed.
type How struct {
	// Preview only tells what would change.
	Preview bool
	// Cascade takes along what refers to a record that is removed.
	Cascade bool
	// Seen is the last entry that was in force when the caller read the records: one
	// that was changed since is a conflict. 0 changes them as they are.
	Seen int64
}

func (h How) seen(refs ...underpin.RecordRef) map[underpin.RecordRef]int64 {
	if h.Seen == 0 {
		return nil
	}
	seen := make(map[underpin.RecordRef]int64, len(refs))
	for _, ref := range refs {
		seen[ref] = h.Seen
	}
	return seen
}

// Assignments reads texts of the form FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE.
func Assignments(texts []string) ([]casebook.Assignment, error) {
	var to []casebook.Assignment
	for _, text := range texts {
		one, ok := casebook.ParseAssignment(text)
		if !ok {
			return nil, faultf(NotAnAssignment, "a value with spaces is put in quotes: text='...'", "%q is not FIELD=VALUE", text)
		}
		to = append(to, one)
	}
	return to, nil
}

// Fields lists the fields that records of a kind can have beside their id.
func Fields(kind underpin.RecordKind) []string { return casebook.Fields(kind) }

// NewRecord returns a record of a kind, not yet recorded, that is known by an id, or gets
// one when it is recorded, and has the values that are assigned.
func NewRecord(kind underpin.RecordKind, id string, to []casebook.Assignment) (_ any, err error) {
	defer settle(context.Background(), &err)
	if err := isKind(kind); err != nil {
		return nil, err
	}
	record, found := casebook.New(kind, cmp.Or(id, newcomer), to)
	if len(found) > 0 {
		return nil, editFault(found)
	}
	k, _ := underpin.KindOf(kind)
	k.SetID(record, id)
	return record, nil
}

// Filled returns records, each given as a pointer to its domain type, with the values
// that are assigned: each in the first that has such a field, so that a claim and the
// testimony on it can be filled in one go.
func Filled(records []any, to []casebook.Assignment) (_ []any, err error) {
	defer settle(context.Background(), &err)
	of := make([][]casebook.Assignment, len(records))
	for _, a := range to {
		field, _, _ := strings.Cut(a.Field, ".")
		has := func(record any) bool {
			k, _ := underpin.KindOfRecord(record)
			return slices.Contains(casebook.Fields(k.Name()), field)
		}
		at := max(slices.IndexFunc(records, has), 0)
		of[at] = append(of[at], a)
	}
	filled, found := slices.Clone(records), []underpin.Problem(nil)
	for i, assigned := range of {
		if len(assigned) == 0 {
			continue
		}
		record, wrong := casebook.Edit(records[i], assigned)
		filled[i], found = record, append(found, wrong...)
	}
	if len(found) > 0 {
		return nil, editFault(found)
	}
	return filled, nil
}

// Edit gives fields of a record other values, as one entry.
func (d *Desk) Edit(ctx context.Context, id underpin.CaseID, ref underpin.RecordRef, to []casebook.Assignment, how How) (_ *Changed, err error) {
	defer settle(ctx, &err)
	if err := isKind(ref.Kind); err != nil {
		return nil, err
	}
	if ref.Kind == underpin.KindSealed {
		return nil, faultf(NotAKind, "remove it, and seal what is right", "nobody can edit what is sealed")
	}
	return d.change(ctx, id, register.OpEdit, how.Preview, func(held *openCase) (Draft, error) {
		x, n := held.index(), held.naming()
		ref, unnamed := n.record(ref)
		record := x.Find(ref)
		switch {
		case record != nil:
		case ref.Kind == underpin.KindSettings:
			record = &underpin.Settings{}
		case how.Seen > 0: // it was there then: whoever removed it is in conflict
			return Draft{Remove: []underpin.RecordRef{ref}, Seen: how.seen(ref)}, nil
		default:
			return Draft{}, unnamed
		}
		edited, found := casebook.Edit(record, to)
		if len(found) > 0 {
			return Draft{}, editFault(found)
		}
		dr := Drafted(edited)
		var err error
		if dr.Put, err = n.records(&dr.Put); err != nil {
			return Draft{}, err
		}
		if dr.Put.Count() == 0 { // settings that say nothing any more
			dr.Remove = []underpin.RecordRef{ref}
		}
		dr.Seen = how.seen(ref)
		dr.Summary = fmt.Sprintf("edit %s: %s", ref, strings.Join(fieldsOf(to), ", "))
		return dr, nil
	})
}

// editFault tells what is wrong with assignments, with their fields where the sentence
// does not name them.
func editFault(found []underpin.Problem) error {
	named := slices.Clone(found)
	for i := range named {
		if !strings.Contains(named[i].Message, named[i].Field) {
			named[i].Message = named[i].Field + ": " + named[i].Message
		}
	}
	return problemsFault(named)
}

// fieldsOf names the fields that are assigned to, each once. Their values stay out of
// the log.
func fieldsOf(to []casebook.Assignment) []string {
	var names []string
	for _, a := range to {
		name, _, _ := strings.Cut(a.Field, ".")
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Remove takes records away, as one entry. Where others refer to them, it is refused
// with the list of these, unless it is to cascade.
func (d *Desk) Remove(ctx context.Context, id underpin.CaseID, refs []underpin.RecordRef, how How) (_ *Changed, err error) {
	defer settle(ctx, &err)
	for _, ref := range refs {
		if err := isKind(ref.Kind); err != nil {
			return nil, err
		}
	}
	return d.change(ctx, id, register.OpRemove, how.Preview, func(held *openCase) (Draft, error) {
		n, refs := held.naming(), slices.Clone(refs)
		for i, ref := range refs {
			var err error
			if refs[i], err = n.record(ref); err != nil && how.Seen == 0 { // who removed it is in conflict
				return Draft{}, err
			}
		}
		return Draft{Remove: refs, Cascade: how.Cascade, Seen: how.seen(refs...), Summary: "remove " + listed(refs)}, nil
	})
}
