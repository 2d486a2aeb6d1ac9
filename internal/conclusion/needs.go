package conclusion

import (
	"slices"

	"underpin"
)

// Needs says what an expression can ask of a world, so that no more is prepared.
type Needs struct {
	// Before and After: the sides that are asked.
	Before, After bool
	// Binding, Command and Support: the readings of the network that are asked.
	// Posts: whether offices are vacant. Losses: what the losses did, which
	// takes all of them.
	Binding, Command, Support, Posts, Losses bool
	// Measures are the measures by node that are named, in order.
	Measures []string
}

func (n *Needs) ask(q question, onBefore bool) {
	if onBefore {
		n.Before = true
	} else {
		n.After = true
	}
	switch q.reads {
	case readBinding:
		n.Binding = true
	case readCommand:
		n.Command = true
	case readSupport:
		n.Support = true
	case readPosts:
		n.Posts = true
	case readLosses:
		n.Losses, n.Before = true, true
	}
	if q.name == "degree" || q.name == "betweenness" {
		n.measure(q.name)
	}
}

func (n *Needs) measure(name string) {
	if i, found := slices.BinarySearch(n.Measures, name); !found {
		n.Measures = slices.Insert(n.Measures, i, name)
	}
}

// Sees reports whether a claim under a relation can form a tie that the
// expression looks at. It errs on the side of yes; for claims that it answers no
// to, leaving the claim out cannot change the answer.
func (n Needs) Sees(r underpin.Relation) bool {
	if r.Class == underpin.ClassAttribute || r.Sign == "-" {
		return n.Losses && r.Class != underpin.ClassAttribute
	}
	if n.Binding || n.Losses || n.Posts {
		return true
	}
	office := r.Class == underpin.ClassOffice || r.Class == underpin.ClassEvent
	return n.Command && (r.Command() || office) || n.Support && (r.Support() || office)
}
