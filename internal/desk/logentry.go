package desk

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/exchange/casebook"
	"underpin/internal/register"
	"underpin/internal/store"
)

// A TouchedEntry is an entry of the register with what it touched.
type TouchedEntry struct {
	HistoryEntry
	// Records are the first of those that it wrote or took out, More counts the others.
	Records []TouchedRecord `json:"records"`
	More    int             `json:"more,omitempty"`
}

// A TouchedRecord is a record as an entry found it and as it left it.
type TouchedRecord struct {
	Kind underpin.RecordKind `json:"kind"`
	ID   string              `json:"id"`
	// Text is what it is called, as the case is now where it has it still.
	Text string `json:"text"`
	// Turn says what became of it: [TouchAdded] and so on.
	Turn TouchTurn `json:"turn"`
	// Here: the case has it still.
	Here bool `json:"here,omitempty"`
	// Fields are those that the entry gave another value.
	Fields []TouchedField `json:"fields"`
}

// A TouchTurn is what became of a record by an entry.
type TouchTurn string

// What can become of a record. A sealed one is never shown.
const (
	TouchAdded   TouchTurn = "added"
	TouchChanged TouchTurn = "changed"
	TouchRemoved TouchTurn = "taken out"
)

// A TouchedField is a field of a record before and after an entry, in words; empty where it
// had no value.
type TouchedField struct {
	Words  string `json:"words"`
	Before string `json:"before"`
	After  string `json:"after"`
}

const (
	// touchedShown is how many records of an entry are shown.
	touchedShown = 60
	// touchedLong is how long the value of a field is shown, in letters.
	touchedLong = 600
)

// Entry tells of one entry of the register what it touched, before and after. What was
// erased since is not there.
func (d *Desk) Entry(ctx context.Context, id underpin.CaseID, seq int64) (_ *TouchedEntry, err error) {
	defer settle(ctx, &err)
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	log, err := d.Log(ctx, o.ID, 0)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(log, func(e HistoryEntry) bool { return e.Seq == seq })
	if at < 0 {
		return nil, faultf(NoEntry, "the log lists them", "there is no entry %d: the last is %d", seq, o.head.Seq)
	}
	out := &TouchedEntry{HistoryEntry: log[at], Records: []TouchedRecord{}}
	put, removed, err := d.store.Touched(ctx, o.ID, seq)
	if err != nil {
		return nil, err
	}
	all := append(put, removed...)
	underpin.SortRefs(all)
	shown := all[:min(len(all), touchedShown)]
	out.More = len(all) - len(shown)
	for _, ref := range shown {
		one, err := d.touchedRecord(ctx, o, ref, seq)
		if err != nil {
			return nil, err
		}
		out.Records = append(out.Records, one)
	}
	return out, nil
}

// touchedRecord tells of a record what an entry did to it.
func (d *Desk) touchedRecord(ctx context.Context, o *openCase, ref underpin.RecordRef, seq int64) (TouchedRecord, error) {
	versions, err := d.store.History(ctx, o.ID, ref)
	if err != nil && !errors.Is(err, store.ErrNoRecord) {
		return TouchedRecord{}, err
	}
	var before, after register.Record
	for _, v := range versions {
		switch {
		case v.Entry.Seq < seq:
			before = v.Record
		case v.Entry.Seq == seq:
			after = v.Record
		}
	}
	out := TouchedRecord{Kind: ref.Kind, ID: ref.ID, Text: titleOf(o.index(), ref), Turn: TouchChanged, Here: o.index().Has(ref), Fields: []TouchedField{}}
	switch {
	case before.Gone():
		out.Turn = TouchAdded
	case after.Gone():
		out.Turn = TouchRemoved
	}
	if ref.Kind == underpin.KindSealed {
		return out, nil
	}
	was, err := o.fieldsIn(before)
	if err != nil {
		return out, err
	}
	is, err := o.fieldsIn(after)
	out.Fields = turnedFields(ref.Kind, was, is)
	return out, err
}

// fieldsIn are the fields of a version of a record, with what they refer to in words;
// none where it is gone.
func (o *openCase) fieldsIn(r register.Record) (map[string]any, error) {
	if r.Gone() {
		return nil, nil
	}
	v, err := r.Value()
	if err != nil {
		return nil, err
	}
	k, _ := underpin.KindOfRecord(v)
	return casebook.Values(k.Renamed(v, func(to underpin.Reference) string {
		for _, ref := range to.Refs() {
			if o.index().Has(ref) {
				return titleOf(o.index(), ref)
			}
		}
		return to.ID
	})), nil
}

// turnedFields are the fields of a kind that differ, in the order of its form.
func turnedFields(kind underpin.RecordKind, was, is map[string]any) []TouchedField {
	words := map[string]string{}
	var order []string
	if hasForm(kind) == nil {
		for _, f := range formFields(kind) {
			words[f.Name] = f.Words
			order = append(order, f.Name)
		}
	}
	order = append(order, slices.Sorted(maps.Keys(was))...)
	order = append(order, slices.Sorted(maps.Keys(is))...)
	out := []TouchedField{}
	seen := map[string]bool{}
	for _, name := range order {
		before, after := inOneLine(was[name]), inOneLine(is[name])
		if before == after || seen[name] {
			continue
		}
		seen[name] = true
		said := words[name]
		if said == "" {
			said = strings.ReplaceAll(name, "_", " ")
		}
		out = append(out, TouchedField{Words: said, Before: before, After: after})
	}
	return out
}

// inOneLine is a value of a field in one line, cut where nobody would read on.
func inOneLine(v any) string {
	text := flatten(v)
	if r := []rune(text); len(r) > touchedLong {
		return string(r[:touchedLong]) + "…"
	}
	return text
}

func flatten(v any) string {
	var parts []string
	switch v := v.(type) {
	case string:
		return v
	case []any:
		for _, one := range v {
			parts = append(parts, flatten(one))
		}
		return strings.Join(parts, "; ")
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, strings.ReplaceAll(name, "_", " ")+" "+flatten(v[name]))
		}
	}
	return strings.Join(parts, ", ")
}
