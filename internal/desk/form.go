package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/exchange/casebook"
)

// A RecordForm is what a person fills in to write a record: new, or one that is there.
type RecordForm struct {
	Kind underpin.RecordKind `json:"kind"`
	// ID is that of the record, empty for a new one. Naming is what a new one may be known
	// by; empty where it gets that by itself.
	ID     string `json:"id,omitempty"`
	Naming string `json:"naming,omitempty"`
	// Title is what the record is called, Version the entry that wrote it.
	Title   string      `json:"title,omitempty"`
	Version int64       `json:"version,omitempty"`
	Fields  []FormField `json:"fields"`
	// Values are what its fields hold, as a casebook has them, with keys for records; Shown
	// has what the record of each key is called.
	Values map[string]any    `json:"values"`
	Shown  map[string]string `json:"shown"`
	// Patterns are ready forms of what a conclusion computes.
	Patterns []Pattern `json:"patterns,omitempty"`
	Today    string    `json:"today"`
}

// A Pattern is a ready form of an expression: a sentence with places for entities, and the
// expression with the same places, $1 and $2.
type Pattern struct {
	Words string `json:"words"`
	Expr  string `json:"expr"`
	Ends  int    `json:"ends"`
}

// patterns are what is often concluded. None ranks persons.
var patterns = []Pattern{
	{"after the losses, $1 still commands $2", `after.command("$1", "$2")`, 2},
	{"before the losses, $1 commands $2", `before.command("$1", "$2")`, 2},
	{"after the losses, $1 still commands or supports $2", `after.support("$1", "$2")`, 2},
	{"after the losses, $1 holds $2", `after.holds("$1", "$2")`, 2},
	{"$1 has fewer separate channels to $2 than before", `after.channels("$1", "$2") < before.channels("$1", "$2")`, 2},
	{"how many separate channels $1 has to $2 after the losses", `after.channels("$1", "$2")`, 2},
	{"after the losses, the post $1 is vacant", `after.vacant("$1")`, 1},
	{"after the losses, $1 is contested", `after.contested("$1")`, 1},
	{"after the losses, $1 has no holder", `after.orphaned("$1")`, 1},
	{"after the losses, $1 has a new holder", `after.reassigned("$1")`, 1},
	{"after the losses, nobody can say which member holds $1", `after.not_told_apart("$1")`, 1},
	{"in how many pieces the network is after the losses", `after.components`, 0},
}

// namings say what a new record of a kind may be known by.
var namings = map[underpin.RecordKind]string{
	underpin.KindSource: "code name or short name" + givenOne, underpin.KindRelation: "its word in claims, such as married_to", underpin.KindFact: "short name" + givenOne, underpin.KindConclusion: "short name" + givenOne,
}

const givenOne = "; one is given where you leave it empty"

// Blank returns the form of a new record of a kind. The records of some keys, from where it
// was asked for, stand in it already: each in the first field that can name it.
func (d *Desk) Blank(ctx context.Context, id underpin.CaseID, kind underpin.RecordKind, about []string) (_ *RecordForm, err error) {
	defer settle(ctx, &err)
	if err := hasForm(kind); err != nil {
		return nil, err
	}
	o, keys, err := d.keyed(ctx, id)
	if err != nil {
		return nil, err
	}
	f := formFor(o, keys, kind)
	f.Naming, f.Today = namings[kind], d.Today().EDTF
	if kind == underpin.KindRequest {
		f.Values["state"] = string(underpin.RequestOpen)
	}
	for _, key := range about {
		if err := f.name(o, keys, key); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// name puts the record of a key into the first field that can name it and names none yet.
func (f *RecordForm) name(o *openCase, keys *Keys, key string) error {
	for _, field := range f.Fields {
		if field.Sort != SortRecord || f.Values[field.Name] != nil {
			continue
		}
		for _, kind := range field.Kinds {
			if ref, no := keys.Find(kind, key); no == nil {
				f.Values[field.Name], f.Shown[key] = key, titleOf(o.index(), ref)
				return nil
			}
		}
	}
	return faultf(NoSuchRecord, "it may have been removed, or belong to another case", "there is no such record in this case for a new %s to be about", f.Kind)
}

// FormOf returns the form of a record that is there.
func (d *Desk) FormOf(ctx context.Context, id underpin.CaseID, ref underpin.RecordRef) (_ *RecordForm, err error) {
	defer settle(ctx, &err)
	if err := hasForm(ref.Kind); err != nil {
		return nil, err
	}
	r, err := d.Record(ctx, id, ref)
	if f, ok := err.(*Fault); ok && ref.Kind == underpin.KindSettings && f.Code == Unknown(ref.Kind) {
		return d.Blank(ctx, id, ref.Kind, nil)
	}
	if err != nil {
		return nil, err
	}
	o, keys, err := d.keyed(ctx, id)
	if err != nil {
		return nil, err
	}
	f := formFor(o, keys, ref.Kind)
	f.ID, f.Version, f.Today = r.Record.ID, r.Version, d.Today().EDTF
	f.Title = titleOf(o.index(), r.Record)
	k, _ := underpin.KindOf(ref.Kind)
	keyed := k.Renamed(r.Value, func(to underpin.Reference) string {
		if to.Bond == underpin.Mentioned { // in an expression, which a person reads and writes
			return to.ID
		}
		for _, kind := range to.Kinds {
			if other := (underpin.RecordRef{Kind: kind, ID: to.ID}); o.index().Has(other) {
				key := keys.Of(other)
				f.Shown[key] = titleOf(o.index(), other)
				return key
			}
		}
		return to.ID
	})
	f.Values = casebook.Values(keyed)
	return f, nil
}

// hasForm refuses a kind of record that has no form.
func hasForm(kind underpin.RecordKind) error {
	if slices.Contains(Writable(), kind) {
		return nil
	}
	return faultf(NotAKind, "one of "+strings.Join(wordsOf(Writable()), ", "), "%q is not a kind of record that has a form", kind)
}

// formFor is an empty form, with what can be chosen where that is not too much.
func formFor(o *openCase, keys *Keys, kind underpin.RecordKind) *RecordForm {
	f := &RecordForm{Kind: kind, Fields: formFields(kind), Values: map[string]any{}, Shown: map[string]string{}}
	fillChoices(o, keys, f.Fields)
	if kind == underpin.KindConclusion {
		f.Patterns = patterns
	}
	return f
}

// fillChoices lists the records that can be chosen in each field, but for entities and
// claims, which are looked up as they are typed.
func fillChoices(o *openCase, keys *Keys, fields []FormField) {
	for i := range fields {
		f := &fields[i]
		fillChoices(o, keys, f.Fields)
		for _, kind := range f.Kinds {
			if kind != underpin.KindEntity && kind != underpin.KindClaim {
				for _, one := range listedOf(o.index(), kind) {
					f.Choices = append(f.Choices, FormChoice{keys.Of(underpin.RecordRef{Kind: kind, ID: one.ID}), one.Text})
				}
			}
		}
	}
}

// A ListedRecord is a record in a list of its kind.
type ListedRecord struct {
	Kind underpin.RecordKind `json:"kind"`
	ID   string              `json:"id"`
	Text string              `json:"text"`
}

// A RecordKindCount says how many records of a kind there are.
type RecordKindCount struct {
	// Name is the kind.
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// RecordList are the records of a kind, and how many there are of each.
type RecordList struct {
	Kinds   []RecordKindCount `json:"kinds"`
	Records []ListedRecord    `json:"records"`
}

// Records lists the records of a kind whose text has all words of another, in the order of
// their ids.
func (d *Desk) Records(ctx context.Context, id underpin.CaseID, kind underpin.RecordKind, words string) (_ *RecordList, err error) {
	defer settle(ctx, &err)
	if err := hasForm(kind); err != nil {
		return nil, err
	}
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &RecordList{Records: []ListedRecord{}}
	for _, k := range Writable() {
		n := len(o.index().IDs(k))
		if k == underpin.KindSettings {
			n = 1
		}
		out.Kinds = append(out.Kinds, RecordKindCount{string(k), n})
	}
	wanted := strings.Fields(plainName(words))
	for _, one := range listedOf(o.index(), kind) {
		if plain := plainName(one.ID + " " + one.Text); !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(plain, w) }) {
			out.Records = append(out.Records, one)
		}
	}
	return out, nil
}

// listedOf lists the records of a kind.
func listedOf(x *underpin.Index, kind underpin.RecordKind) []ListedRecord {
	ids := x.IDs(kind)
	if kind == underpin.KindSettings {
		ids = []string{""}
	}
	slices.SortFunc(ids, underpin.CompareIDs)
	out := make([]ListedRecord, len(ids))
	for i, id := range ids {
		out[i] = ListedRecord{kind, id, titleOf(x, underpin.RecordRef{Kind: kind, ID: id})}
	}
	return out
}

// titleOf is what a record is called in a list.
func titleOf(x *underpin.Index, ref underpin.RecordRef) string {
	text := ""
	switch r := x.Find(ref).(type) {
	case *underpin.Relation:
		text = strings.ReplaceAll(string(r.Name), "_", " ")
	case *underpin.Encounter:
		text = x.SourceLabel(r.Source) + ": " + encounterWords(r)
	case *underpin.Testimony:
		text = x.SourceLabel(r.Source)
		if c := x.Claims[r.Claim]; c != nil {
			text += ": " + x.Sentence(c)
		}
	case *underpin.Request:
		text = r.Question
	case *underpin.Estimate:
		text = r.Text
	case *underpin.Fact:
		text = r.Text
	case *underpin.Sameness:
		text = x.NameOf(r.A) + " and " + x.NameOf(r.B) + ": " + strings.ReplaceAll(string(r.Verdict), "_", " ")
	case *underpin.Settings:
		text = r.Title
	default:
		if names := x.NamesOf(ref); len(names) > 0 {
			text = names[0]
		}
	}
	return cmp.Or(text, ref.ID, string(ref.Kind))
}
