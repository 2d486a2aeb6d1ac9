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
	// Collective holds it and has no commander left; Members are those of it that
	// remain, persons left out.
	Collective underpin.EntityID   `json:"collective,omitempty"`
	Members    []underpin.EntityID `json:"members,omitempty"`
	// P is the share of worlds with this class and this reason.
	P float64 `json:"p"`
}

// signature tells apart findings that have different reasons.
func (f *finding) signature() string {
	var b []byte
	put := func(list ...int32) {
		for _, e := range list {
			b = append(b, byte(e), byte(e>>8), byte(e>>16), byte(e>>24))
		}
		b = append(b, 0xff, 0xff, 0xff, 0xff)
	}
	put(f.gone...)
	put(f.stand...)
	put(f.commanders...)
	put(f.rivals...)
	put(f.collective, f.heir)
	put(f.members...)
	return string(b)
}

// reason puts a finding in words.
func (c *Comparison) reason(f *finding, entity int32) *Reason {
	if f.class == Unaffected {
		return nil
	}
	r := &Reason{
		Gone: c.ids(f.gone), Stand: c.ids(f.stand), Commanders: c.ids(f.commanders), Rivals: c.ids(f.rivals),
		Members: c.ids(slices.DeleteFunc(slices.Clone(f.members), c.person)),
	}
	if f.collective >= 0 {
		r.Collective = c.frame.Case.Entities[f.collective].ID
	}
	r.Sentence = c.sentence(f, entity)
	return r
}

func (c *Comparison) ids(list []int32) []underpin.EntityID {
	var out []underpin.EntityID
	for _, e := range list {
		out = append(out, c.frame.Case.Entities[e].ID)
	}
	slices.Sort(out)
	return out
}

func (c *Comparison) sentence(f *finding, entity int32) string {
	name := c.frame.Index.NameOf(c.frame.Case.Entities[entity].ID)
	lost := c.without(f)
	switch f.class {
	case Contested:
		if len(f.rivals) > 1 {
			return fmt.Sprintf("%s: %s hold it, and none answers to another.", lost, c.names(f.rivals))
		}
		return fmt.Sprintf("%s: %s, which holds %s, has nobody over it, and %d members remain.",
			lost, c.names([]int32{f.collective}), name, len(f.members))
	case Reassigned:
		if f.collective >= 0 {
			return fmt.Sprintf("%s: %s, which holds %s, has nobody over it, and one member remains.", lost, c.names([]int32{f.collective}), name)
		}
		if c.person(f.heir) {
			return fmt.Sprintf("%s, and somebody else is stated to hold %s.", lost, name)
		}
		return fmt.Sprintf("%s, and %s is stated to hold %s.", lost, c.names([]int32{f.heir}), name)
	case Orphaned:
		return fmt.Sprintf("%s, and nobody else holds %s.", lost, name)
	}
	if len(f.stand) == 0 {
		return lost + "."
	}
	return fmt.Sprintf("%s; still held by %s.", lost, c.names(f.stand))
}

// without says who is gone.
func (c *Comparison) without(f *finding) string {
	gone, vacant := []int32{}, []int32{}
	for _, e := range f.gone {
		if c.loss.Entities[e] || !c.post(e) {
			gone = append(gone, e)
		} else {
			vacant = append(vacant, e)
		}
	}
	var parts []string
	if len(gone) > 0 {
		parts = append(parts, "Without "+c.names(gone))
	}
	if len(vacant) > 0 {
		parts = append(parts, "With the post of "+c.names(vacant)+" vacant")
	}
	if len(parts) == 0 && len(f.commanders) > 0 {
		parts = append(parts, "Without "+c.names(f.commanders)+" above its holder")
	}
	if len(parts) == 0 {
		return "A channel of command to it is gone"
	}
	return strings.Join(parts, ", and ")
}

// names lists names as a sentence does: "A", "A and B", "A, B and C".
func (c *Comparison) names(list []int32) string {
	words := make([]string, len(list))
	for i, e := range list {
		words[i] = c.frame.Index.NameOf(c.frame.Case.Entities[e].ID)
	}
	slices.Sort(words)
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
