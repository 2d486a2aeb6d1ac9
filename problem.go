package underpin

import "fmt"

// A RecordKind names a kind of record of a case, as the register and the
// casebook know them.
type RecordKind string

// The kinds of records.
const (
	KindSettings   RecordKind = "settings"
	KindRelation   RecordKind = "relation"
	KindEntity     RecordKind = "entity"
	KindSameness   RecordKind = "sameness"
	KindSource     RecordKind = "source"
	KindOrigin     RecordKind = "origin"
	KindGroup      RecordKind = "group"
	KindEncounter  RecordKind = "encounter"
	KindClaim      RecordKind = "claim"
	KindTestimony  RecordKind = "testimony"
	KindRequest    RecordKind = "request"
	KindConclusion RecordKind = "conclusion"
	KindQuestion   RecordKind = "question"
	KindEstimate   RecordKind = "estimate"
	KindFact       RecordKind = "fact"
)

// RecordKinds lists the kinds in an order in which every record comes after
// those it refers to, as far as that can be.
var RecordKinds = []RecordKind{
	KindSettings, KindRelation, KindEntity, KindSameness, KindSource, KindOrigin, KindGroup, KindEncounter,
	KindClaim, KindTestimony, KindRequest, KindConclusion, KindQuestion, KindEstimate, KindFact,
}

// A RecordRef points at one record of a case. The settings have an empty ID.
type RecordRef struct {
	Kind RecordKind `json:"kind"`
	ID   string     `json:"id,omitempty"`
}

// String writes the reference for a person: "claim c05".
func (r RecordRef) String() string {
	if r.ID == "" {
		return string(r.Kind)
	}
	return string(r.Kind) + " " + r.ID
}

// A Problem is one thing wrong with a record: what, where, and what to do.
type Problem struct {
	Record RecordRef
	// Field is the name of the field in the casebook ("held", "via"), empty
	// where the record as a whole is meant.
	Field string
	// Column is where in the text of the field the mistake begins, in characters
	// from 1 with line ends counted; 0 where the field as a whole is meant.
	Column  int
	Message string
	Hint    string
}

// Error writes the problem as a sentence with its hint.
func (p Problem) Error() string {
	s := fmt.Sprintf("%s: %s", p.Record, p.Message)
	if p.Hint != "" {
		s += " (" + p.Hint + ")"
	}
	return s
}
