package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/evidence"
	"underpin/internal/measure"
	"underpin/internal/name"
)

// A naming finds the records of a case by what people call them. Wherever an id is
// expected it is asked, so that a name will do: an id first, then a name, a label or
// another name, whatever its case, accents and hyphens. Who is called what is worked
// out only once a word is no id. It is safe for concurrent use.
type naming struct {
	x *underpin.Index
	// base finds what lies beneath the records of x, and whole is a naming of both
	// together; nil where x is all.
	base  *naming
	whole func() *naming
	lock  sync.Mutex
	calls map[underpin.RecordKind][]called
}

// A called is one way of calling a record.
type called struct{ id, name, plain string }

func newNaming(x *underpin.Index) *naming {
	return &naming{x: x, calls: map[underpin.RecordKind][]called{}}
}

// with returns a naming that finds the records of a draft too, laid over the case.
func (n *naming) with(c, put *underpin.Case) *naming {
	out := newNaming(put.Index())
	out.base = n
	out.whole = sync.OnceValue(func() *naming { return newNaming(underpin.Merge(c, put).Index()) })
	return out
}

// has reports whether there is a record.
func (n *naming) has(ref underpin.RecordRef) bool {
	return n.x.Has(ref) || n.base != nil && n.base.has(ref)
}

// plainName takes out of a name what makes no difference.
func plainName(s string) string {
	return strings.Join(strings.FieldsFunc(name.Fold(s), func(r rune) bool { return r == ' ' || r == '_' || r == '-' }), " ")
}

// called lists what the records of a kind are called.
func (n *naming) called(kind underpin.RecordKind) []called {
	n.lock.Lock()
	defer n.lock.Unlock()
	if list, ok := n.calls[kind]; ok {
		return list
	}
	list := []called{}
	ids := n.x.IDs(kind)
	switch {
	case n.base == nil:
	case len(ids) == 0:
		return n.base.called(kind)
	case kind == underpin.KindClaim: // called by the names of its ends, which may lie beneath
		return n.whole().called(kind)
	default:
		laidOver := func(one called) bool { return n.x.Has(underpin.RecordRef{Kind: kind, ID: one.id}) }
		list = slices.DeleteFunc(slices.Clone(n.base.called(kind)), laidOver)
	}
	slices.SortFunc(ids, underpin.CompareIDs)
	for _, id := range ids {
		names := n.x.NamesOf(underpin.RecordRef{Kind: kind, ID: id})
		for _, name := range append([]string{id}, names...) {
			list = append(list, called{id, name, plainName(name)})
		}
	}
	n.calls[kind] = list
	return list
}

// find returns the id of the record of one of the kinds that is meant by a word. It
// fails with [AmbiguousName] where several are called so, and with [Unknown] of the
// first kind where none is, with those that are called nearly so.
func (n *naming) find(word string, kinds ...underpin.RecordKind) (string, error) {
	for _, kind := range kinds {
		if n.has(underpin.RecordRef{Kind: kind, ID: word}) {
			return word, nil
		}
	}
	plain := plainName(word)
	var all, meant []called
	for _, kind := range kinds {
		all = append(all, n.called(kind)...)
	}
	for _, one := range all {
		if one.plain == plain && !slices.ContainsFunc(meant, func(m called) bool { return m.id == one.id }) {
			meant = append(meant, one)
		}
	}
	switch len(meant) {
	case 1:
		return meant[0].id, nil
	case 0:
		f := unknown(kinds[0], word)
		f.Hint = suggestion(plain, all)
		return "", f
	}
	return "", faultf(AmbiguousName, "write the id of the one you mean: "+candidates(meant), "%s have the name %q", count(len(meant), string(kinds[0])), word)
}

// suggestion offers what was perhaps meant: what has all the words in its name, else
// the nearest by its letters. It is empty where nothing is near.
func suggestion(plain string, all []called) string {
	const most = 4
	var near []called
	words := strings.Fields(plain)
	known := make([]string, 0, len(all))
	for _, one := range all {
		known = append(known, one.plain)
		if len(words) > 0 && containsWords(one.plain, words) && !slices.ContainsFunc(near, func(m called) bool { return m.id == one.id }) {
			near = append(near, one)
		}
	}
	if word, ok := underpin.Nearest(plain, known); ok {
		near = []called{all[slices.IndexFunc(all, func(one called) bool { return one.plain == word })]}
	}
	if len(near) == 0 || len(near) > most {
		return ""
	}
	return "did you mean " + candidates(near) + "?"
}

// containsWords reports whether all words stand in a text, each whole.
func containsWords(text string, words []string) bool {
	has := strings.Fields(text)
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(has, w) })
}

// candidates writes records with what they are called and their ids.
func candidates(list []called) string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = one.id
		if one.name != one.id {
			texts[i] = fmt.Sprintf("%s (%s)", one.name, one.id)
		}
	}
	slices.Sort(texts)
	return strings.Join(texts, " or ")
}

// each replaces words by the ids of what they name. The list that was given stays.
func each[I ~string](n *naming, kind underpin.RecordKind, words []I) ([]I, error) {
	ids := make([]I, len(words))
	for i, w := range words {
		id, err := n.find(string(w), kind)
		if err != nil {
			return nil, err
		}
		ids[i] = I(id)
	}
	return ids, nil
}

// entity finds an entity.
func (n *naming) entity(word underpin.EntityID) (underpin.EntityID, error) {
	id, err := n.find(string(word), underpin.KindEntity)
	return underpin.EntityID(id), err
}

// record finds a record of the kind that is meant; the settings have no name.
func (n *naming) record(ref underpin.RecordRef) (underpin.RecordRef, error) {
	if ref.Kind == underpin.KindSettings {
		return ref, nil
	}
	id, err := n.find(ref.ID, ref.Kind)
	ref.ID = cmp.Or(id, ref.ID)
	return ref, err
}

// edits replaces names in a what-if on the evidence.
func (n *naming) edits(e evidence.Edits) (evidence.Edits, error) {
	var err error
	if e.Without, err = each(n, underpin.KindSource, e.Without); err != nil {
		return e, err
	}
	if e.Reject, err = each(n, underpin.KindClaim, e.Reject); err != nil {
		return e, err
	}
	regrade := make(map[underpin.SourceID]underpin.Grade, len(e.Regrade))
	for word, g := range e.Regrade {
		id, err := n.find(string(word), underpin.KindSource)
		if err != nil {
			return e, err
		}
		if !slices.Contains(underpin.GradeLetters, g) {
			return e, faultf(NotAGrade, "one of A, B, C, D, E, F", "%q is not a grade", g)
		}
		regrade[underpin.SourceID(id)] = g
	}
	if len(regrade) > 0 {
		e.Regrade = regrade
	}
	merge := slices.Clone(e.MergeOrigins)
	for i := range merge {
		for k, word := range merge[i] {
			id, err := n.find(string(word), underpin.KindOrigin, underpin.KindSource)
			if err != nil {
				return e, err
			}
			merge[i][k] = underpin.OriginID(id)
		}
	}
	e.MergeOrigins = merge
	return e, nil
}

// records returns records that refer to ids where those of a draft refer to names. What
// names nothing is left to the checks of the case, which say where it stands.
func (n *naming) records(put *underpin.Case) (named underpin.Case, err error) {
	for _, record := range put.Records() {
		k, _ := underpin.KindOfRecord(record)
		k.Append(&named, k.Renamed(record, func(r underpin.Reference) string {
			id, ambiguous := n.referred(r)
			if ambiguous != nil && err == nil {
				ambiguous.Field, err = r.Field, ambiguous
			}
			return id
		}))
	}
	return named, err
}

// referred is the id of what a reference names, and the word itself where that names nothing
// or several, with a fault of the code [AmbiguousName].
func (n *naming) referred(r underpin.Reference) (string, *Fault) {
	if r.Bond == underpin.Mentioned && wordOfLanguage(r.ID) {
		return r.ID, nil
	}
	id, err := n.find(r.ID, r.Kinds...)
	if f, ok := err.(*Fault); ok && f.Code == AmbiguousName {
		return r.ID, f
	}
	return cmp.Or(id, r.ID), nil
}

// expression writes ids for the names in an expression.
func (n *naming) expression(expr string) (string, error) {
	named, err := n.records(&underpin.Case{Conclusions: []underpin.Conclusion{{Expr: expr}}})
	return named.Conclusions[0].Expr, err
}

// wordOfLanguage reports whether a word between quotation marks is one of the language
// of conclusions, or a date, and no name.
func wordOfLanguage(word string) bool {
	_, err := measure.Node(word)
	_, undated := edtf.ParseDay(word)
	return err == nil || undated == nil || slices.Contains(underpin.Schemata, underpin.Schema(word))
}
