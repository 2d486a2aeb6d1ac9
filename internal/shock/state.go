package shock

import "underpin"

// A Class says what a loss does to an asset, an office or a body.
type Class string

// The classes, in the order in which they are tried; the first that fits counts.
const (
	Contested    Class = "contested"
	NotToldApart Class = "not told apart"
	Reassigned   Class = "reassigned"
	Orphaned     Class = "orphaned"
	Weakened     Class = "weakened"
	Untouched    Class = "not touched"
)

// Classes lists the classes in the order in which they are tried.
var Classes = []Class{Contested, NotToldApart, Reassigned, Orphaned, Weakened, Untouched}

// Heading says on a page what became of the things of a class: what the lines bear out,
// in plain words that suit a body of people as well as an oilfield.
func (c Class) Heading() string {
	switch c {
	case Contested:
		return "Contested between named rivals"
	case NotToldApart:
		return "Not told apart which member of a collective holds them"
	case Reassigned:
		return "Stated to be in other hands"
	case Orphaned:
		return "Without a line of command"
	case Weakened:
		return "With one holder or line fewer"
	}
	return "Not touched by these lines"
}

// A State is one world before or after the losses. What it answers it computes
// when first asked and keeps. Entities that are one in this world answer for each
// other; an entity that is not in the network, or is lost, reaches nothing, is
// reached by nothing and counts 0. Ids that the case does not know are to be
// refused beforehand with [Comparison.Resolve]; here they count as absent.
//
// A State belongs to one goroutine.
type State struct {
	view *view
}

// Top returns the entity of a schema that comes first by a measure of
// [underpin/internal/measure.Node] in this world, or "" where the first place is shared or
// nobody has any of it. The empty schema asks among all persons and bodies.
// Collectives are never ranked. In a large network who comes first by betweenness is
// decided from some of the searches where that is clear: see [State.Sampled].
func (s *State) Top(measure string, schema underpin.Schema) underpin.EntityID {
	return s.view.top(measure, schema)
}

// Sampled reports whether anything that was asked in this world was decided from some
// of the searches, with a chance of error below [underpin/internal/measure.FirstPlaceErrs].
func (s *State) Sampled() bool { return len(s.view.sampledFirst) > 0 }

// Command reports whether b can be reached from a by ties of command.
func (s *State) Command(a, b underpin.EntityID) bool { return s.view.command(a, b) }

// Support reports whether b can be reached from a by ties of command or support.
func (s *State) Support(a, b underpin.EntityID) bool { return s.view.support(a, b) }

// Channels counts the node-disjoint paths of command from a to b; a direct tie
// counts 1.
func (s *State) Channels(a, b underpin.EntityID) int { return s.view.channels(a, b) }

// Holds reports whether a holds power over b by a tie of command of its own, or
// controls it by ownership, over whatever chain of firms.
func (s *State) Holds(a, b underpin.EntityID) bool { return s.view.holds(a, b) }

// Whole is a measure of the whole network, of [underpin/internal/measure.Wholes], by
// its name; an unknown one gives 0.
func (s *State) Whole(measure string) float64 { return s.view.global(measure) }

// Measure is the value of x by a measure of [underpin/internal/measure.Nodes]; an
// unknown name gives 0.
func (s *State) Measure(measure string, x underpin.EntityID) float64 {
	return s.view.measure(measure, x)
}

// Vacant reports whether nobody holds a post. What is no post, or is lost itself,
// is not vacant.
func (s *State) Vacant(post underpin.EntityID) bool { return s.view.vacant(post) }

// Class says what the losses did to x in this world. It has meaning after the
// losses; before them everything is [Untouched].
func (s *State) Class(x underpin.EntityID) Class { return s.view.class(x) }
