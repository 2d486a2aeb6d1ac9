package underpin

import "strings"

// A RelationName is a word of the case's vocabulary, for example "leads".
type RelationName string

// Power says which end of a relation holds power over the other.
type Power string

// The ends that can hold power.
const (
	PowerNone    Power = "none"
	PowerSubject Power = "subject"
	PowerObject  Power = "object"
	PowerBoth    Power = "both"
)

// Powers lists the ends that can hold power.
var Powers = []Power{PowerSubject, PowerObject, PowerBoth, PowerNone}

// Control says whether a relation hands on control.
type Control string

// The degrees of control a relation hands on. ControlShare hands it on by the
// share of ownership: a stated share of half or less hands on none.
const (
	ControlNone    Control = "none"
	ControlPartial Control = "partial"
	ControlFull    Control = "full"
	ControlShare   Control = "share"
)

// Controls lists the degrees of control.
var Controls = []Control{ControlFull, ControlPartial, ControlNone, ControlShare}

// Signs lists the signs of a relation: it binds, or it divides.
var Signs = []string{"+", "-"}

// A LifeBound says that the value of an attribute is the date of a beginning or an end
// of its subject.
type LifeBound string

// The bounds: born or founded, died or dissolved.
const (
	LifeBegins LifeBound = "begin"
	LifeEnds   LifeBound = "end"
)

// LifeBounds lists the bounds of a life.
var LifeBounds = []LifeBound{LifeBegins, LifeEnds}

// An UnstatedShare says what it means that a claim under [ControlShare] states no share.
type UnstatedShare string

// What no share means: that control is handed on (also where the field is left
// out), or that the share is drawn between none and what the others leave.
const (
	UnstatedControl UnstatedShare = "control"
	UnstatedDrawn   UnstatedShare = "drawn"
)

// UnstatedShares lists what an unstated share can mean.
var UnstatedShares = []UnstatedShare{UnstatedControl, UnstatedDrawn}

// A Succession names the end of a relation that is stated to follow the other in
// what that held.
type Succession string

// The ends that can succeed: "X succeeds Y", or "X is succeeded by Y".
const (
	SucceedsSubject Succession = "subject"
	SucceedsObject  Succession = "object"
)

// Successions lists the ends that can succeed.
var Successions = []Succession{SucceedsSubject, SucceedsObject}

// A HalfLife says how a statement without a stated end fades.
type HalfLife struct {
	// Years after which its strength has halved; 0 for acts, which are ties on
	// their date only.
	Years float64 `json:"years"`
	// Never marks a relation that does not fade once attested, and did not
	// hold before (a designation).
	Never bool `json:"never,omitempty"`
}

// A Relation is a word of the vocabulary: a mechanism by which one entity bears
// on another. It is data; a case may bring relations of its own.
type Relation struct {
	Name    RelationName  `json:"name"`
	Inverse string        `json:"inverse,omitempty"` // "led by"
	Class   RelationClass `json:"class"`
	Power   Power         `json:"power"`
	// Sign is "+" where the relation binds, "-" where it divides, else empty.
	Sign    string  `json:"sign,omitempty"`
	Control Control `json:"control"`
	// Unstated says what it means under [ControlShare] that no share is stated.
	Unstated UnstatedShare `json:"unstated,omitempty"`
	// Exclusive: one subject at a time for an object.
	Exclusive bool `json:"exclusive,omitempty"`
	// Bound marks an attribute whose value is the date of a beginning or an end.
	Bound LifeBound `json:"bound,omitempty"`
	// Succession names the end that is stated to succeed the other; empty for a
	// relation that tells of no succession.
	Succession Succession `json:"succession,omitempty"`
	HalfLife   HalfLife   `json:"half_life"`
	// FtM names the FollowTheMoney schema and property, for exchange. Debt says of a
	// payment that it is a loan, see [Relation.Lends].
	FtM string `json:"ftm,omitempty"`
	// Reads is a sentence with X and Y: "X leads Y".
	Reads string `json:"reads,omitempty"`
	// Vacancy says of an object that nobody is left who holds it by this relation:
	// "has no leader".
	Vacancy string `json:"vacancy,omitempty"`
	// Note says in a sentence what the relation does to the numbers, or anything else
	// that helps to choose it.
	Note string `json:"note,omitempty"`
}

// Act reports whether the relation is an act: a tie on its date only.
func (r Relation) Act() bool { return r.HalfLife.Years == 0 && !r.HalfLife.Never }

// Ties reports whether claims of the relation bind their two ends or divide them.
func (r Relation) Ties() bool { return r.Class.Traits().Ties && (r.Sign == "+" || r.Sign == "-") }

// Command reports whether ties of the relation are read as command.
func (r Relation) Command() bool {
	gives := r.Class.Traits().Gives
	return (gives == GivesTitle || gives == GivesCommand) && r.powered()
}

// Support reports whether ties of the relation are read as support: those of
// command, and those that give backing.
func (r Relation) Support() bool { return r.Class.Traits().Gives != GivesNone && r.powered() }

func (r Relation) powered() bool {
	return r.Power != PowerNone && r.Power != "" && r.Control != ControlNone && r.Control != "" && r.Sign == "+" && !r.Act()
}

// Fronts reports whether one end holds what it holds for the other: a nominee.
func (r Relation) Fronts() bool {
	return r.Class.Traits().Fronts && r.Control == ControlFull && r.powered()
}

// Behind reports whether who has power by the relation over a holder of something stands
// behind it there: behind a person by all that is handed on, behind any other by command.
func (r Relation) Behind(holder Schema) bool {
	if holder == Person {
		return r.Support()
	}
	return r.Command()
}

// Seat reports whether what is held by the relation can fall vacant: a post, or
// what has room for one at its head.
func (r Relation) Seat() bool {
	t := r.Class.Traits()
	return t.Seats || t.Leads && r.Exclusive
}

// Vacant says what is open where nobody is left who holds an object by the relation: in
// the words of the case, else in those of its inverse. That a body has no leader nobody
// knows who has read one account; that no other is named, one does.
func (r Relation) Vacant() string {
	noun, has := strings.CutPrefix(r.Vacancy, "has no ")
	switch {
	case has:
		return "no other " + noun + " is named"
	case r.Vacancy != "":
		return "it " + r.Vacancy
	case r.Class.Traits().Seats:
		return "no other holder is named"
	case strings.HasSuffix(r.Inverse, " by"):
		return "no one else is named by whom it is " + strings.TrimSuffix(r.Inverse, " by")
	}
	return "it is left open"
}
