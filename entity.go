package underpin

import (
	"math"
	"strconv"
	"strings"
)

// An EntityID names an entity within its case, for example "harbour-authority".
type EntityID string

// A Schema is the kind of an entity, a FollowTheMoney schema name.
type Schema string

// The schemata an entity can have.
const (
	Person       Schema = "Person"
	Organization Schema = "Organization"
	Company      Schema = "Company"
	PublicBody   Schema = "PublicBody"
	Position     Schema = "Position"
	Asset        Schema = "Asset"
	Contract     Schema = "Contract"
	BankAccount  Schema = "BankAccount"
	Vessel       Schema = "Vessel"
	Address      Schema = "Address"
	Event        Schema = "Event"
)

// Schemata lists the schemata an entity can have.
var Schemata = []Schema{Person, Organization, Company, PublicBody, Position, Asset, Contract, BankAccount, Vessel, Address, Event}

// Kind groups a schema by how it is drawn: person, group, office, company,
// asset or event.
func (s Schema) Kind() string {
	switch s {
	case Person:
		return "person"
	case Organization:
		return "group"
	case PublicBody, Position:
		return "office"
	case Company:
		return "company"
	case Event:
		return "event"
	}
	return "asset"
}

// LabelMost is how many characters a label may have.
const LabelMost = 28

// An Entity is a person, organization, company, public body, post, asset, place
// or event. It is an id and a schema; all else about it is claimed. Its names are
// labels, each with the source that spells it so.
type Entity struct {
	ID     EntityID `json:"id"`
	Schema Schema   `json:"schema"`
	// Name is the label shown. It identifies; it claims nothing.
	Name string `json:"name"`
	// Label is a shorter name for maps and charts, of at most [LabelMost]
	// characters; the name stands there where it is empty.
	Label string `json:"label,omitempty"`
	// Aliases are other spellings, in any script.
	Aliases []Alias `json:"aliases,omitempty"`
	// Collective marks a plural or unnamed group: drawn, never ranked as a centre.
	Collective bool `json:"collective,omitempty"`
	// Pin is where the analyst has put it on the map; empty where the layout decides.
	Pin MapPin `json:"pin,omitempty"`
	// Note is for the coder and is never shown as a statement.
	Note string `json:"note,omitempty"`
}

// A MapPin is a place on the map of a case, across and down, from 0 to 1000 where the
// layout has put all: "412,96". It may lie outside.
type MapPin string

// mapPinMost is how far off a pin may be.
const mapPinMost = 100000

// At returns where the pin is. It reports false for the empty pin and for what is none.
func (p MapPin) At() (x, y float64, ok bool) {
	across, down, _ := strings.Cut(string(p), ",")
	x, err := strconv.ParseFloat(strings.TrimSpace(across), 64)
	if err != nil {
		return 0, 0, false
	}
	y, err = strconv.ParseFloat(strings.TrimSpace(down), 64)
	return x, y, err == nil && math.Abs(x) <= mapPinMost && math.Abs(y) <= mapPinMost
}

// Rankable reports whether the entity may appear in a ranking: persons and
// bodies that are not collectives.
func (e Entity) Rankable() bool {
	switch e.Schema {
	case Person, Organization, Company, PublicBody:
		return !e.Collective
	}
	return false
}

// An Alias is another name of an entity, with the source that spells it so.
type Alias struct {
	Name   string   `json:"name"`
	Source SourceID `json:"source,omitempty"`
}

// A Verdict is a judgement on whether two entities are one.
type Verdict string

// The verdicts on sameness.
const (
	Same    Verdict = "same"
	NotSame Verdict = "not_same"
	Unsure  Verdict = "unsure"
)

// Verdicts lists the verdicts.
var Verdicts = []Verdict{Same, NotSame, Unsure}

// A Sameness is a reversible judgement on two entities. Same pools their
// testimony; Unsure is drawn in each world with probability P, or leaves it to the
// testimony that they are one.
type Sameness struct {
	ID      string   `json:"id"`
	A       EntityID `json:"a"`
	B       EntityID `json:"b"`
	Verdict Verdict  `json:"verdict"`
	// P is the probability that they are one, in (0, 1), for Unsure only; 0 leaves it
	// to the testimony.
	P    float64 `json:"p,omitempty"`
	By   string  `json:"by,omitempty"`
	On   Date    `json:"on,omitzero"`
	Note string  `json:"note,omitempty"`
}
