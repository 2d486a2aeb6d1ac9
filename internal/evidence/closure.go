package evidence

import (
	"slices"

	"underpin"
)

// A RecordReader reads single records of a case.
type RecordReader interface {
	// Record returns a record as a pointer to its domain type, nil where there is none.
	Record(underpin.RecordRef) (any, error)
	// Claims lists the claims in which an entity has a part: those of a relation, of all
	// relations where it is empty. Samenesses lists the judgements on an entity, and
	// Testimony what is said of a claim.
	Claims(underpin.EntityID, underpin.RelationName) ([]underpin.ClaimID, error)
	Samenesses(underpin.EntityID) ([]string, error)
	Testimony(underpin.ClaimID) ([]underpin.TestimonyID, error)
}

// A Closure gathers out of a case the part of it on which what is asked of some claims
// hangs: compiled, that part gives the same [Assessment] of them as the whole, to the
// last bit. Of a claim it has
//
//   - its testimony, all of it: chains are followed through the testimony on one claim
//     and go no further (rules 1 to 10);
//   - the entities that are or may be one with its ends, with the judgements and the
//     claims of identity on them, and what these hang together with (rules 21 and 22);
//   - the claims that say the same once entities are one; under an exclusive relation all
//     that have its object, which may be its rivals, and whose handovers part them
//     (rules 13 and 14); of a value all of its subject;
//   - of these too the entities that may be one with their ends;
//   - when each of all these ends began and ended;
//   - for a share the other shares in the same company, each with all of this (rule 19).
//
// Nothing else of a case bears on a claim. Sources are weighed by their own gradings.
// Dependence groups, relations and settings are few, and are expected to be there. That
// unrelated origins share a background is a constant of the ledger, and not a fact of
// the other claims. A source that is sound or not in a world of other claims too is one
// draw of its own, so that a sample of the closure is that of the case, restricted.
//
// What the records refer to is there too, so that names can be told and terms looked up.
type Closure struct {
	read RecordReader
	c    *underpin.Case
	have map[underpin.RecordRef]any
	// relations are those of the case, by name.
	relations map[underpin.RelationName]*underpin.Relation
	// identities and bounds are the relations that say who is one, and when an entity
	// began or ended.
	identities, bounds []underpin.RelationName

	claims map[underpin.ClaimID]*underpin.Claim
	needed map[underpin.ClaimID]bool
	// beside marks claims that are there for the sake of another.
	beside map[underpin.ClaimID]bool
	// one is, by entity, all that may be one with it; lived those of whom it is known when
	// they began and ended.
	one   map[underpin.EntityID][]underpin.EntityID
	lived map[underpin.EntityID]bool
}

// NewClosure begins a closure in a case that has the settings, the relations and the
// dependence groups, and nothing else that the closure may add.
func NewClosure(c *underpin.Case, r RecordReader) *Closure {
	k := &Closure{
		read: r, c: c, have: map[underpin.RecordRef]any{}, relations: map[underpin.RelationName]*underpin.Relation{},
		claims: map[underpin.ClaimID]*underpin.Claim{}, needed: map[underpin.ClaimID]bool{}, beside: map[underpin.ClaimID]bool{},
		one: map[underpin.EntityID][]underpin.EntityID{}, lived: map[underpin.EntityID]bool{},
	}
	for ref, record := range c.Records() {
		k.have[ref] = record
	}
	for i := range c.Relations {
		rel := &c.Relations[i]
		k.relations[rel.Name] = rel
		if rel.Class.Traits().Identity {
			k.identities = append(k.identities, rel.Name)
		}
		if rel.Bound != "" {
			k.bounds = append(k.bounds, rel.Name)
		}
	}
	return k
}

// Case returns the part of the case that has been gathered, in order.
func (k *Closure) Case() (*underpin.Case, error) {
	if err := k.referred(underpin.KindSettings, &k.c.Settings); err != nil {
		return nil, err
	}
	k.c.Sort()
	return k.c, nil
}

// Size counts the claims that have been gathered.
func (k *Closure) Size() int { return len(k.c.Claims) }

// Record adds a record and what it refers to, and nothing that an assessment of it would
// need. It returns the record, nil where there is none.
func (k *Closure) Record(ref underpin.RecordRef) (any, error) {
	if record, ok := k.have[ref]; ok {
		return record, nil
	}
	record, err := k.read.Record(ref)
	if record == nil || err != nil {
		return nil, err
	}
	k.have[ref] = record
	kind, _ := underpin.KindOf(ref.Kind) // it has been read
	kind.Append(k.c, record)
	return record, k.referred(ref.Kind, record)
}

func (k *Closure) referred(of underpin.RecordKind, record any) error {
	kind, _ := underpin.KindOf(of)
	for _, r := range kind.References(record, nil) {
		for _, ref := range r.Refs() {
			if _, err := k.Record(ref); err != nil {
				return err
			}
		}
	}
	return nil
}

// Claim adds a claim with all that its assessment hangs on.
func (k *Closure) Claim(id underpin.ClaimID) error {
	if k.needed[id] {
		return nil
	}
	k.needed[id] = true
	if err := k.addBeside(id); err != nil {
		return err
	}
	c := k.claims[id]
	if c == nil {
		return nil
	}
	others, err := k.together(c)
	if err != nil {
		return err
	}
	for _, other := range others {
		if err := k.addBeside(other); err != nil {
			return err
		}
	}
	return k.shares(c)
}

// Entity adds an entity with all that are or may be one with it, and lists these.
func (k *Closure) Entity(e underpin.EntityID) ([]underpin.EntityID, error) {
	if _, err := k.Record(underpin.RecordRef{Kind: underpin.KindEntity, ID: string(e)}); err != nil {
		return nil, err
	}
	return k.allOne(e)
}

// told adds a claim with its testimony, and returns it, nil where there is none.
func (k *Closure) told(id underpin.ClaimID) (*underpin.Claim, error) {
	if c, ok := k.claims[id]; ok {
		return c, nil
	}
	record, err := k.Record(underpin.RecordRef{Kind: underpin.KindClaim, ID: string(id)})
	if err != nil {
		return nil, err
	}
	c, _ := record.(*underpin.Claim)
	k.claims[id] = c
	if c == nil {
		return nil, nil
	}
	said, err := k.read.Testimony(id)
	if err != nil {
		return nil, err
	}
	for _, t := range said {
		if _, err := k.Record(underpin.RecordRef{Kind: underpin.KindTestimony, ID: string(t)}); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// addBeside adds a claim with what it is weighed by beside another: its testimony, who
// may be one with its ends, and their lives.
func (k *Closure) addBeside(id underpin.ClaimID) error {
	if k.beside[id] {
		return nil
	}
	k.beside[id] = true
	c, err := k.told(id)
	if c == nil || err != nil {
		return err
	}
	for _, e := range []underpin.EntityID{c.Subject, c.Object} {
		if e == "" {
			continue
		}
		if err := k.lives(e); err != nil {
			return err
		}
	}
	return nil
}

// allOne lists the entities that are or may be one with an entity, itself among them, by
// judgements and claims of identity, and adds all of these.
func (k *Closure) allOne(e underpin.EntityID) ([]underpin.EntityID, error) {
	if all, ok := k.one[e]; ok {
		return all, nil
	}
	all := []underpin.EntityID{e}
	meet := func(a, b underpin.EntityID) {
		for _, other := range []underpin.EntityID{a, b} {
			if other != "" && !slices.Contains(all, other) {
				all = append(all, other)
			}
		}
	}
	for at := 0; at < len(all); at++ {
		judged, err := k.judgements(all[at])
		if err != nil {
			return nil, err
		}
		for _, s := range judged {
			meet(s.A, s.B)
		}
		for _, relation := range k.identities {
			ids, err := k.read.Claims(all[at], relation)
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				c, err := k.told(id)
				if err != nil {
					return nil, err
				}
				if c != nil && !c.View() && (c.Subject == all[at] || c.Object == all[at]) {
					meet(c.Subject, c.Object)
				}
			}
		}
	}
	for _, other := range all {
		k.one[other] = all
	}
	return all, nil
}

func (k *Closure) judgements(e underpin.EntityID) (out []*underpin.Sameness, err error) {
	ids, err := k.read.Samenesses(e)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		record, err := k.Record(underpin.RecordRef{Kind: underpin.KindSameness, ID: id})
		if err != nil {
			return nil, err
		}
		if s, ok := record.(*underpin.Sameness); ok {
			out = append(out, s)
		}
	}
	return out, nil
}

// lives adds what says when an entity, and all that may be one with it, began and ended.
func (k *Closure) lives(e underpin.EntityID) error {
	if k.lived[e] {
		return nil
	}
	all, err := k.allOne(e)
	if err != nil {
		return err
	}
	for _, other := range all {
		k.lived[other] = true
	}
	for _, other := range all {
		for _, relation := range k.bounds {
			ids, err := k.read.Claims(other, relation)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := k.addBeside(id); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// together lists the claims that are weighed together with a claim in some reading of
// who is one, itself among them.
func (k *Closure) together(c *underpin.Claim) ([]underpin.ClaimID, error) {
	r := k.relations[c.Relation]
	if r == nil {
		return nil, nil
	}
	switch {
	case r.Exclusive && !c.View() && c.Object != "":
		return k.claimsOf(c.Object, c.Relation)
	case r.Class.Traits().Value && !c.View(), c.Object == "":
		return k.claimsOf(c.Subject, c.Relation)
	}
	from, err := k.claimsOf(c.Subject, c.Relation)
	if err != nil {
		return nil, err
	}
	to, err := k.claimsOf(c.Object, c.Relation)
	if err != nil {
		return nil, err
	}
	has := make(map[underpin.ClaimID]bool, len(to))
	for _, id := range to {
		has[id] = true
	}
	return slices.DeleteFunc(from, func(id underpin.ClaimID) bool { return !has[id] }), nil
}

// claimsOf lists the claims of a relation in which an entity, or one that may be one with
// it, has a part.
func (k *Closure) claimsOf(e underpin.EntityID, relation underpin.RelationName) ([]underpin.ClaimID, error) {
	all, err := k.allOne(e)
	if err != nil {
		return nil, err
	}
	var out []underpin.ClaimID
	for _, other := range all {
		ids, err := k.read.Claims(other, relation)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	return out, nil
}

// shares adds the shares in the same company, each as one that is asked for.
func (k *Closure) shares(c *underpin.Claim) error {
	r := k.relations[c.Relation]
	if r == nil || !r.Shared() || c.Object == "" {
		return nil
	}
	_, held := r.Holder(c)
	ids, err := k.claimsOf(held, c.Relation)
	if err != nil {
		return err
	}
	for _, id := range ids {
		other, err := k.told(id)
		if err != nil {
			return err
		}
		if other == nil || other.Object == "" {
			continue
		}
		if _, its := r.Holder(other); slices.Contains(k.one[held], its) {
			if err := k.Claim(id); err != nil {
				return err
			}
		}
	}
	return nil
}
