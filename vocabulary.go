package underpin

// A RelationName is a word of the case's vocabulary, for example "leads".
type RelationName string

// A RelationClass groups relations by what they mean for power and income.
type RelationClass string

// The classes of relations. Command is read from the first six with power and
// control; support adds ClassSupport; income channels use ClassBenefit.
const (
	ClassCommand        RelationClass = "command"
	ClassOffice         RelationClass = "office"
	ClassStructure      RelationClass = "structure"
	ClassRepresentation RelationClass = "representation"
	ClassAppointment    RelationClass = "appointment"
	ClassOwnership      RelationClass = "ownership"
	ClassSupport        RelationClass = "support"
	ClassBenefit        RelationClass = "benefit"
	ClassAlliance       RelationClass = "alliance"
	ClassOpposition     RelationClass = "opposition"
	ClassDesignation    RelationClass = "designation"
	ClassAct            RelationClass = "act"
	ClassAttribute      RelationClass = "attribute"
	ClassPlace          RelationClass = "place"
	ClassOutcome        RelationClass = "outcome"
	ClassEvent          RelationClass = "event"
)

// RelationClasses lists every class, in the order of the documentation.
var RelationClasses = []RelationClass{
	ClassCommand, ClassOffice, ClassStructure, ClassRepresentation, ClassAppointment, ClassOwnership,
	ClassSupport, ClassBenefit, ClassAlliance, ClassOpposition, ClassDesignation, ClassAct, ClassAttribute,
	ClassPlace, ClassOutcome, ClassEvent,
}

// Power says which end of a relation holds power over the other.
type Power string

// The ends that can hold power.
const (
	PowerNone    Power = "none"
	PowerSubject Power = "subject"
	PowerObject  Power = "object"
	PowerBoth    Power = "both"
)

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
	// Exclusive: one subject at a time for an object.
	Exclusive bool     `json:"exclusive,omitempty"`
	HalfLife  HalfLife `json:"half_life"`
	// FtM names the FollowTheMoney schema and property, for exchange.
	FtM string `json:"ftm,omitempty"`
	// Reads is a sentence with X and Y: "X leads Y".
	Reads string `json:"reads,omitempty"`
}

// Act reports whether the relation is an act: a tie on its date only.
func (r Relation) Act() bool { return r.HalfLife.Years == 0 && !r.HalfLife.Never }

// Command reports whether ties of the relation are read as command.
func (r Relation) Command() bool {
	switch r.Class {
	case ClassCommand, ClassOffice, ClassStructure, ClassRepresentation, ClassAppointment, ClassOwnership:
		return r.powered()
	}
	return false
}

// Support reports whether ties of the relation are read as support: those of
// command, and those of the class support that hand on control.
func (r Relation) Support() bool {
	return r.Command() || r.Class == ClassSupport && r.powered()
}

func (r Relation) powered() bool {
	return r.Power != PowerNone && r.Power != "" && r.Control != ControlNone && r.Control != "" && r.Sign == "+" && !r.Act()
}
