package desk

import (
	"slices"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/register"
)

// A change is worked out on the part of a case that it touches: the claims whose
// assessment it may move, with all that they hang on. What is assessed in that part is
// what the whole case gives, to the last bit, before the change and after it. Where that
// cannot be told beforehand, and for every mistake, so that its hint knows the whole
// case, the change is worked out on all.

// A touched is what a change is worked out on.
type touched struct {
	*openCase
	// moved are the claims whose assessment may change; nil for all.
	moved map[underpin.ClaimID]bool
}

// moves reports whether the assessment of a claim may change.
func (t touched) moves(id underpin.ClaimID) bool { return t.moved == nil || t.moved[id] }

// touchedBy finds the part of the case that a draft touches, and reports whether there
// is one.
func (o *openCase) touchedBy(dr *Draft) (touched, bool) {
	moved, gathers, ok := o.movedByDraft(dr)
	if !ok || len(moved) > len(o.Claims)/3+len(dr.Put.Claims) {
		return touched{}, false
	}
	part, err := o.around(&dr.Put, moved, gathers)
	if err != nil {
		return touched{}, false
	}
	return touched{newOpenCase(part, register.Entry{}), moved}, true
}

// movedByDraft finds the claims whose assessment a draft may move, with what gathers what
// they hang on before and after, and reports whether that can be told.
func (o *openCase) movedByDraft(dr *Draft) (map[underpin.ClaimID]bool, []*evidence.Closure, bool) {
	if len(dr.Remove) > 0 || !o.staysWithin(&dr.Put) {
		return nil, nil, false
	}
	before, after := o.records(), &laidOver{heldRecords: o.records(), put: newHeldRecords(&dr.Put, dr.Put.Index())}
	gathers := []*evidence.Closure{
		evidence.NewClosure(o.basis(), before), evidence.NewClosure(o.basis(), after),
	}
	moved, err := o.movedBy(&dr.Put, gathers)
	return moved, gathers, err == nil
}

// staysWithin reports whether what a draft puts is of the kinds whose bearing on claims
// is told by a [evidence.Closure], and leaves the extent of the case where it can be told.
func (o *openCase) staysWithin(put *underpin.Case) bool {
	whole := len(put.Relations)+len(put.Groups)+len(put.Conclusions) > 0
	var replaced underpin.Case
	for ref, r := range put.Records() {
		was := o.index().Find(ref)
		k, _ := underpin.KindOfRecord(r)
		switch {
		case ref.Kind == underpin.KindSettings, ref.Kind == underpin.KindEncounter && was != nil:
			whole = true
		case was != nil:
			k.Append(&replaced, was)
		}
	}
	first, last := o.extent().First, o.extent().Last
	from, to := replaced.Extent()
	return !whole && (replaced.Count() == 0 || to < from || first < from && to < last)
}

// basis is what each part of the case has: what a closure expects, and the conclusions,
// whose dates lie within the whole.
func (o *openCase) basis() *underpin.Case {
	whole := o.extent()
	return &underpin.Case{
		ID: o.ID, Settings: o.Settings, Whole: &whole,
		Relations: slices.Clip(o.Relations), Groups: slices.Clip(o.Groups), Conclusions: slices.Clip(o.Conclusions),
	}
}

// movedBy lists the claims whose assessment a draft may move, before it or after.
func (o *openCase) movedBy(put *underpin.Case, gathers []*evidence.Closure) (map[underpin.ClaimID]bool, error) {
	seeds := o.seeds(put)
	for _, s := range put.Samenesses {
		for _, e := range []underpin.EntityID{s.A, s.B} {
			for _, g := range gathers {
				with, err := g.MovedWith(e)
				if err != nil {
					return nil, err
				}
				seeds = append(seeds, with...)
			}
		}
	}
	for grown := -1; grown < len(seeds); {
		grown = len(seeds)
		for _, g := range gathers {
			var err error
			if seeds, err = g.Moved(seeds); err != nil {
				return nil, err
			}
		}
	}
	moved := make(map[underpin.ClaimID]bool, len(seeds))
	for _, id := range seeds {
		moved[id] = true
	}
	return moved, nil
}

// seeds lists the claims that a draft puts, or of which it says something itself.
func (o *openCase) seeds(put *underpin.Case) (ids []underpin.ClaimID) {
	x, records := o.index(), o.records()
	for i := range put.Claims {
		ids = append(ids, put.Claims[i].ID)
	}
	for i := range put.Testimonies {
		t := &put.Testimonies[i]
		ids = append(ids, t.Claim)
		if was := x.Testimonies[t.ID]; was != nil {
			ids = append(ids, was.Claim)
		}
	}
	for i := range put.Sources {
		ids = append(ids, records.spoken()[underpin.OriginID(put.Sources[i].ID)]...)
	}
	for i := range put.Origins {
		ids = append(ids, records.spoken()[put.Origins[i].ID]...)
	}
	for i := range put.Entities {
		if e := put.Entities[i].ID; x.Entities[e] != nil {
			for k := range o.Claims {
				if c := &o.Claims[k]; c.Subject == e || c.Object == e || slices.Contains(c.Holders, e) {
					ids = append(ids, c.ID)
				}
			}
		}
	}
	return ids
}

// around gathers the part of the case as it is in which the claims that move can be
// assessed before and after a draft, and what the draft refers to or puts anew.
func (o *openCase) around(put *underpin.Case, moved map[underpin.ClaimID]bool, gathers []*evidence.Closure) (*underpin.Case, error) {
	var open []underpin.RecordRef
	for ref := range put.Records() {
		open = append(open, ref)
		if ref.Kind == underpin.KindSource { // a source and an origin may not share an id
			open = append(open, underpin.RecordRef{Kind: underpin.KindOrigin, ID: ref.ID})
		}
	}
	for _, g := range gathers {
		for id := range moved {
			if err := g.Claim(id); err != nil {
				return nil, err
			}
		}
		for i := range put.Testimonies { // what the remarks on it read
			if err := g.Told(put.Testimonies[i].Claim); err != nil {
				return nil, err
			}
		}
	}
	// What one has the other needs: of a record that is wrong before and after, the
	// mistake is no news.
	have := map[underpin.RecordRef]bool{}
	for grown := true; grown; {
		for _, g := range gathers {
			for _, ref := range open {
				if _, err := g.Record(ref); err != nil {
					return nil, err
				}
			}
		}
		open, grown = nil, false
		for _, g := range gathers {
			for ref := range g.Gathered() {
				if !have[ref] {
					have[ref], grown = true, true
					open = append(open, ref)
				}
			}
		}
	}
	return gathers[0].Case()
}
