package underpin

// A SourceID names a source within its case. For a protected source it is its
// code name, for example "KESTREL".
type SourceID string

// An OriginID names where information comes from in the end: a source, or a
// locator ("endnote 12") that may be resolved to a source later.
type OriginID string

// A Grade is the reliability of a source, A to F. F means "cannot be judged"
// and is not the bottom of the scale.
type Grade string

// The grades of the Admiralty scale.
const (
	GradeA Grade = "A"
	GradeB Grade = "B"
	GradeC Grade = "C"
	GradeD Grade = "D"
	GradeE Grade = "E"
	GradeF Grade = "F"
)

// GradeLetters lists the grades in the order of the scale's letters.
var GradeLetters = []Grade{GradeA, GradeB, GradeC, GradeD, GradeE, GradeF}

// Words are those of the scale for a grade.
func (g Grade) Words() string {
	return map[Grade]string{
		GradeA: "completely reliable", GradeB: "usually reliable", GradeC: "fairly reliable",
		GradeD: "not usually reliable", GradeE: "unreliable", GradeF: "cannot be judged",
	}[g]
}

// A SourceKind says what a source is.
type SourceKind string

// The kinds of sources. A body is an organization that speaks with one voice: a
// government, a company, an armed group.
const (
	SourcePerson       SourceKind = "person"
	SourceBody         SourceKind = "body"
	SourceDocument     SourceKind = "document"
	SourceDataset      SourceKind = "dataset"
	SourceOfficialList SourceKind = "official_list"
	SourceObservation  SourceKind = "observation"
	SourceAssumption   SourceKind = "assumption"
)

// SourceKinds lists the kinds of sources.
var SourceKinds = []SourceKind{SourcePerson, SourceBody, SourceDocument, SourceDataset, SourceOfficialList, SourceObservation, SourceAssumption}

// Speaks reports whether a source of this kind is asked and answers, on terms that
// are agreed, rather than being read.
func (k SourceKind) Speaks() bool { return k == SourcePerson || k == SourceBody }

// A Source is who or what we have it from. A protected source has a code name,
// the words agreed for it, and no field for an identity.
type Source struct {
	ID   SourceID   `json:"id"`
	Kind SourceKind `json:"kind"`
	// Name is the public name or the citation. It is empty for a protected source.
	Name string `json:"name,omitempty"`
	// Protected marks a source whose identity must not be known.
	Protected bool `json:"protected,omitempty"`
	// AtRisk marks a protected source whose life is in danger.
	AtRisk bool `json:"at_risk,omitempty"`
	// Descriptor is the description agreed with a protected source, for example
	// "a port official".
	Descriptor string `json:"descriptor,omitempty"`
	// Entity is the entity of the case that the source is, where it is public.
	Entity EntityID `json:"entity,omitempty"`
	// Published is the date of a document.
	Published Date `json:"published,omitzero"`
	// URL, Publisher and Author cite a public document.
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Author    string `json:"author,omitempty"`
	// Gradings are the grades given to it, by topic and date; the latest counts.
	Gradings []Grading `json:"gradings,omitempty"`
	// Probability is the probability of an assumption, capped at .97.
	Probability float64 `json:"probability,omitempty"`
	// Reversed: the source is taken to say the opposite of what is so.
	Reversed bool   `json:"reversed,omitempty"`
	Note     string `json:"note,omitempty"`
}

// A Grading is one judgement of a source's reliability.
type Grading struct {
	Grade Grade `json:"grade"`
	// Topic limits the grade to claims of that topic; empty for all others.
	Topic string `json:"topic,omitempty"`
	By    string `json:"by,omitempty"`
	On    Date   `json:"on,omitzero"`
	Why   string `json:"why,omitempty"`
	// Checked counts claims of the source settled by other evidence, Right those
	// of them that proved right.
	Checked int `json:"checked,omitempty"`
	Right   int `json:"right,omitempty"`
}

// Whose is the grade with its letter and whose it is: "our grade B", "graded B by the desk
// chief".
func (g Grading) Whose() string {
	if g.By == "" {
		return "our grade " + string(g.Grade)
	}
	return "graded " + string(g.Grade) + " by " + g.By
}

// An Origin is a place where information comes from that is not itself a source
// of the case: an endnote, an unnamed official. It adds no doubt of its own; the
// grade of the source that cites it speaks for it.
type Origin struct {
	ID    OriginID `json:"id"`
	Label string   `json:"label,omitempty"`
	// CitedBy is the source whose locator it is.
	CitedBy SourceID `json:"cited_by,omitempty"`
	// Resolved names the source it has turned out to be; from ResolvedOn on.
	Resolved   SourceID `json:"resolved,omitempty"`
	ResolvedOn Date     `json:"resolved_on,omitzero"`
	Note       string   `json:"note,omitempty"`
}

// A Group is a declared dependence between origins: one faction, household,
// newsroom or patron. The groups of a case partition its origins.
type Group struct {
	ID    string `json:"id"`
	Label string `json:"label,omitempty"`
	// Delta is the dependence, from 0 (none) to 1 (one voice).
	Delta   float64    `json:"delta"`
	Members []OriginID `json:"members"`
	Why     string     `json:"why,omitempty"`
}

// EncounterKinds lists the kinds of encounters.
var EncounterKinds = []string{"interview", "message"}

// An Encounter is an occasion on which a source spoke.
type Encounter struct {
	ID     string   `json:"id"`
	Source SourceID `json:"source"`
	// Kind is one of [EncounterKinds].
	Kind string `json:"kind"`
	Date Date   `json:"date,omitzero"`
	// Visit names the research visit it fell in, where it did.
	Visit string `json:"visit,omitempty"`
	// Terms are those agreed for all that was said, unless a statement has its own.
	Terms Terms  `json:"terms,omitzero"`
	Note  string `json:"note,omitempty"`
}

// A RequestState says how a request stands.
type RequestState string

// The states of a request. Overdue is derived: open past its due date.
const (
	RequestOpen     RequestState = "open"
	RequestAnswered RequestState = "answered"
	RequestRefused  RequestState = "refused"
	// RequestDeclined: asked for comment, and declined to comment.
	RequestDeclined RequestState = "declined"
)

// RequestStates lists the states that can be stated.
var RequestStates = []RequestState{RequestOpen, RequestAnswered, RequestRefused, RequestDeclined}

// InVain reports whether a request in this state was answered with nothing.
func (s RequestState) InVain() bool { return s == RequestRefused || s == RequestDeclined }

// A Request is a question put to a source about a claim. An answer from a source
// that is already an origin of the claim is no new source.
type Request struct {
	ID       string       `json:"id"`
	Source   SourceID     `json:"source"`
	Claim    ClaimID      `json:"claim,omitempty"`
	Question string       `json:"question"`
	Asked    Date         `json:"asked,omitzero"`
	Due      Date         `json:"due,omitzero"`
	State    RequestState `json:"state"`
	Answered Date         `json:"answered,omitzero"`
	Note     string       `json:"note,omitempty"`
}
