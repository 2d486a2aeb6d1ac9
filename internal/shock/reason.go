package shock

import (
	"fmt"
	"slices"
	"strings"

	"underpin"
)

// A Reason says why a thing has its class, in the commonest of the worlds in which
// it has it. No person is named as one who may take over.
type Reason struct {
	// Sentence says it for a person.
	Sentence string `json:"sentence"`
	// Gone are the holders that are lost; Stand those that still hold it.
	Gone  []underpin.EntityID `json:"gone,omitempty"`
	Stand []underpin.EntityID `json:"stand,omitempty"`
	// Commanders are lost, and held a holder that stands.
	Commanders []underpin.EntityID `json:"commanders,omitempty"`
	// Rivals hold it and do not answer to each other.
	Rivals []underpin.EntityID `json:"rivals,omitempty"`
	// Collective holds it and has no commander left, or is held by Leaderless, which
	// has none.
	Collective underpin.EntityID `json:"collective,omitempty"`
	Leaderless underpin.EntityID `json:"leaderless,omitempty"`
	// P is the share of worlds with this class and this reason.
	P float64 `json:"p"`
}

// signature tells apart findings that have different reasons.
func (x *classified) signature() string {
	var b []byte
	put := func(list ...int32) {
		for _, e := range list {
			b = append(b, byte(e), byte(e>>8), byte(e>>16), byte(e>>24))
		}
		b = append(b, 0xff, 0xff, 0xff, 0xff)
	}
	put(x.gone...)
	put(x.stand...)
	put(x.commanders...)
	put(x.rivals...)
	put(x.collective, x.leaderless, x.heir)
	return string(b)
}

// reason puts a finding in words.
func (j *classifier) reason(f *classified, entity int32) *Reason {
	c := j.c
	r := &Reason{
		Gone: c.ids(f.gone), Stand: c.ids(f.stand), Commanders: c.ids(f.commanders), Rivals: c.ids(f.rivals),
		Sentence: j.sentence(f, entity),
	}
	if f.collective >= 0 {
		r.Collective = c.frame.Case.Entities[f.collective].ID
		if f.leaderless != f.collective {
			r.Leaderless = c.frame.Case.Entities[f.leaderless].ID
		}
	}
	return r
}

// sentence names the thing before a colon: a name may be a plural.
func (j *classifier) sentence(f *classified, entity int32) string {
	c := j.c
	name := c.names([]int32{entity})
	switch f.class {
	case Contested:
		return fmt.Sprintf("%s: %s, held by %s, with no superior in common.", name, j.without(f), c.names(f.rivals))
	case NotToldApart:
		held := c.names([]int32{f.collective})
		if f.leaderless != f.collective {
			held += ", held by " + c.names([]int32{f.leaderless})
		}
		return fmt.Sprintf("%s: %s, held by %s; which member holds it is not told apart.", name, j.without(f), held)
	case Reassigned:
		return j.newHands(f, name)
	case Orphaned:
		return fmt.Sprintf("%s: %s, no line of command is left.", name, j.without(f))
	}
	held := "held by " + c.names(f.stand)
	switch {
	case len(f.gone) > 0:
		return fmt.Sprintf("%s: %s, still %s.", name, j.without(f), held)
	case len(f.commanders) > 0:
		return fmt.Sprintf("%s: %s, now without %s.", name, held, c.names(f.commanders))
	}
	return fmt.Sprintf("%s: %s; a channel of command is lost.", name, held)
}

// newHands says into whose hands a thing is stated to fall.
func (j *classifier) newHands(f *classified, name string) string {
	if j.c.person(f.heir) {
		return fmt.Sprintf("%s: %s, said to be in other hands.", name, j.without(f))
	}
	return fmt.Sprintf("%s: %s, said to be in the hands of %s.", name, j.without(f), j.c.names([]int32{f.heir}))
}

// without says what is gone: holders, the hold of some who are still there, and
// those in posts.
func (j *classifier) without(f *classified) string {
	var lost, loose, vacant []int32
	for _, e := range f.gone {
		switch {
		case j.ties.gone(e)&f.worlds != 0:
			lost = append(lost, e)
		case j.ties.vacated(e)&f.worlds != 0:
			vacant = append(vacant, e)
		default:
			loose = append(loose, e)
		}
	}
	if len(f.gone) == 0 {
		lost = f.commanders
	}
	var parts []string
	if len(lost) > 0 {
		parts = append(parts, "without "+j.c.names(lost))
	}
	if len(loose) > 0 {
		parts = append(parts, "without the hold of "+j.c.names(loose))
	}
	if len(vacant) > 0 {
		parts = append(parts, "with nobody as "+j.c.names(vacant))
	}
	if len(parts) == 0 {
		parts = append(parts, "with a channel of command gone")
	}
	return strings.Join(parts, " and ")
}

// apart reports whether an entity is a person whom the case keeps apart from what holds
// power over what. Who is lost was named by the user.
func (c *Comparison) apart(e int32) bool {
	return c.person(e) && c.frame.Case.Settings.PersonsApart() && !c.mayBeLost(e)
}

// ids lists entities by id, in the order of ids; nil for none. Persons who are kept
// apart are left out.
func (c *Comparison) ids(list []int32) []underpin.EntityID {
	var out []underpin.EntityID
	for _, e := range list {
		if c.apart(e) {
			continue
		}
		out = append(out, c.frame.Case.Entities[e].ID)
	}
	slices.Sort(out)
	return out
}

// names lists names as a sentence does: "A", "A and B", "A, B and C".
func (c *Comparison) names(list []int32) string {
	words := make([]string, len(list))
	for i, e := range list {
		words[i] = c.frame.Index.NameOf(c.frame.Case.Entities[e].ID)
		if c.apart(e) {
			words[i] = "a person"
		}
	}
	slices.Sort(words)
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
