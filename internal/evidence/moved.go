package evidence

import (
	"iter"
	"maps"

	"underpin"
)

// Moved lists the claims whose [Assessment] may be another once some claims say
// something else, or something else is said of them, these first: those that a claim is
// weighed together with, the other shares in its company, and, where it says who is one
// or when an entity began or ended, the claims of which that is an end, with all that
// hangs on these in turn.
func (k *Closure) Moved(ids []underpin.ClaimID) ([]underpin.ClaimID, error) {
	met := map[underpin.ClaimID]bool{}
	var out []underpin.ClaimID
	meet := func(all []underpin.ClaimID) {
		for _, id := range all {
			if !met[id] {
				met[id] = true
				out = append(out, id)
			}
		}
	}
	meet(ids)
	for at := 0; at < len(out); at++ {
		c, err := k.told(out[at])
		if err != nil {
			return nil, err
		}
		if c == nil {
			continue
		}
		others, err := k.movedBy(c)
		if err != nil {
			return nil, err
		}
		meet(others)
	}
	return out, nil
}

// movedBy lists the claims whose assessment hangs on a claim.
func (k *Closure) movedBy(c *underpin.Claim) ([]underpin.ClaimID, error) {
	r := k.relations[c.Relation]
	if r == nil {
		return nil, nil
	}
	out, err := k.together(c)
	if err != nil {
		return nil, err
	}
	if r.Shared() && c.Object != "" {
		_, held := r.Holder(c)
		shares, err := k.claimsOf(held, c.Relation)
		if err != nil {
			return nil, err
		}
		out = append(out, shares...)
	}
	if !r.Class.Traits().Identity && r.Bound == "" {
		return out, nil
	}
	for _, e := range []underpin.EntityID{c.Subject, c.Object} {
		ends, err := k.MovedWith(e)
		if err != nil {
			return nil, err
		}
		out = append(out, ends...)
	}
	return out, nil
}

// MovedWith lists the claims in which an entity, or one that may be one with it, has a
// part: those that are weighed otherwise once it is another who is one with it.
func (k *Closure) MovedWith(e underpin.EntityID) ([]underpin.ClaimID, error) {
	if e == "" {
		return nil, nil
	}
	return k.claimsOf(e, "")
}

// Gathered yields the records that have been gathered, in no order.
func (k *Closure) Gathered() iter.Seq[underpin.RecordRef] { return maps.Keys(k.have) }

// Told adds a claim with its testimony; of a share those in the same company too, by
// whatever relation they are told.
func (k *Closure) Told(id underpin.ClaimID) error {
	c, err := k.told(id)
	if c == nil || err != nil {
		return err
	}
	r := k.relations[c.Relation]
	if r == nil || !r.Shared() {
		return nil
	}
	_, held := r.Holder(c)
	ids, err := k.read.Claims(held, "")
	if err != nil {
		return err
	}
	for _, other := range ids {
		if _, err := k.told(other); err != nil {
			return err
		}
	}
	return nil
}
