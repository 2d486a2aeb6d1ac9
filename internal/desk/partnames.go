package desk

import (
	"errors"
	"slices"

	"underpin"
	"underpin/internal/store"
)

// Who asks a case that is not open for what it does not have is told so without its being
// loaded: the names of all records of a kind are enough, and lie together.

// errAmiss ends a gathering at a word that names nothing, or more than one thing.
var errAmiss = errors.New("a word does not name one record")

// An amiss is a word that does not name one record.
type amiss struct {
	// as is what it was taken to name.
	as underpin.RecordRef
	// why is the fault that the whole case has with it.
	why *Fault
}

// fault is that with which the whole case answers, given that with which a part does that
// was gathered up to the word; nil where it may be another. In the part, too, something else
// may be amiss before the word is come to.
func (w *amiss) fault(err error) *Fault {
	f, ok := errors.AsType[*Fault](err)
	if w == nil || !ok {
		return nil
	}
	none := f.Code == Unknown(w.as.Kind) && f.Record == w.as
	several := f.Code == AmbiguousName && f.Message == w.why.Message
	if !none && !several {
		return nil
	}
	out := *f
	out.Code, out.Message, out.Hint, out.Record = w.why.Code, w.why.Message, w.why.Hint, w.why.Record
	return &out
}

// meant adds the record of one of some kinds that a word names, and returns its id. It fails
// with errAmiss.
func (g *gathering) meant(word string, kinds ...underpin.RecordKind) (string, error) {
	if err := g.named(word, kinds...); !errors.Is(err, store.ErrWhole) {
		return word, err
	}
	need := kinds
	if slices.Contains(kinds, underpin.KindClaim) { // called by the names of its ends
		need = []underpin.RecordKind{underpin.KindRelation, underpin.KindEntity, underpin.KindClaim}
	}
	all := &underpin.Case{ID: g.c.ID}
	if err := g.read.All(all, need...); err != nil {
		return "", err
	}
	id, err := newNaming(all.Index()).find(word, kinds...)
	if f, ok := errors.AsType[*Fault](err); ok {
		g.amiss = &amiss{underpin.RecordRef{Kind: kinds[0], ID: word}, f}
		return "", errAmiss
	}
	if err != nil {
		return "", err
	}
	return id, g.named(id, kinds...)
}

// claimMeant adds the claim that a word names with all that an assessment of it hangs on.
func (g *gathering) claimMeant(word underpin.ClaimID) (underpin.ClaimID, error) {
	id, err := g.meant(string(word), underpin.KindClaim)
	if err != nil {
		return "", err
	}
	return underpin.ClaimID(id), g.claim(underpin.ClaimID(id))
}

// entityMeant adds the entity that a word names with all that may be one with it.
func (g *gathering) entityMeant(word underpin.EntityID) ([]underpin.EntityID, error) {
	id, err := g.meant(string(word), underpin.KindEntity)
	if err != nil {
		return nil, err
	}
	return g.Entity(underpin.EntityID(id))
}
