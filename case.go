package underpin

import "reflect"

// A CaseID names a case, for example "harbour".
type CaseID string

// A Case is one investigation: everything that is recorded in it. The order of
// its slices carries no meaning.
type Case struct {
	ID          CaseID
	Settings    Settings
	Relations   []Relation
	Entities    []Entity
	Samenesses  []Sameness
	Sources     []Source
	Origins     []Origin
	Groups      []Group
	Encounters  []Encounter
	Claims      []Claim
	Testimonies []Testimony
	Requests    []Request
	Conclusions []Conclusion
	Questions   []Question
	Estimates   []Estimate
	Method      []Fact
	Briefs      []Brief
	Views       []MapView
	Sealed      []Sealed
	// Whole is set where this is a part of a case that was read for some of its records:
	// the first and the last day that the testimony of the whole asserts.
	Whole *DayRange `json:"-"`
}

// Yardsticks lists the scales of words: Intelligence Community Directive 203, the
// default, and that of the Professional Head of Intelligence Assessment.
var Yardsticks = []string{"icd203", "phia"}

// Settings are the case's own defaults.
type Settings struct {
	Title string `json:"title"`
	// Notice is shown wherever the case's claims are: whose claims they are.
	Notice string `json:"notice,omitempty"`
	// AsOf is the date at which the case is read unless another is asked.
	AsOf Date `json:"as_of,omitzero"`
	// ShockAt and Lose are the date and the losses of its standing what-if.
	ShockAt Date     `json:"shock_at,omitzero"`
	Lose    []LossID `json:"lose,omitempty"`
	// Roots are where reach is measured from.
	Roots []EntityID `json:"roots,omitempty"`
	// Headline is the conclusion that is shown first. Defaults to the first, in a case
	// that rests on one author to none.
	Headline string `json:"headline,omitempty"`
	// Yardstick names the scale of words, one of [Yardsticks].
	Yardstick string `json:"yardstick,omitempty"`
	// GradeTable overrides the probability that each grade stands for.
	GradeTable map[Grade]float64 `json:"grade_table,omitempty"`
	// SingleAuthor marks a case that rests on one author: the author's own hinge
	// is trivial and said once.
	SingleAuthor SourceID `json:"single_author,omitempty"`
	// NoHeirs: successors of persons are never named in this case.
	NoHeirs bool `json:"no_heirs,omitempty"`
}

// A LossID names an entity or a claim that is lost in a what-if; of an entity and a
// claim with one id it is the entity.
type LossID string

// isZero reports whether the settings say nothing.
func (s *Settings) isZero() bool { return reflect.ValueOf(*s).IsZero() }

// PersonsApart reports whether persons stay out of figures and lists of reach, of
// command and of centrality: in a case that rests on one author, whose word would
// otherwise rank them, and in one that names no heirs. What is said of a person is
// shown all the same, unranked and uncounted.
func (s Settings) PersonsApart() bool { return s.SingleAuthor != "" || s.NoHeirs }

// A Conclusion is a named statement, written as an expression, whose truth or
// value is computed in each world.
type Conclusion struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	// Expr is an expression over before and after, for example
	// after.command("irgc-qf", "pmf").
	Expr string `json:"expr"`
	// At is the date on which it is answered, of a month or year the last day: its
	// losses happen then. Defaults to the date at which the case is read.
	At Date `json:"at,omitzero"`
	// About is the question that it bears on, if any.
	About string `json:"about,omitempty"`
	// ByConstruction marks an answer that is fixed by which lines were coded and
	// which are lost, whatever the evidence.
	ByConstruction bool `json:"by_construction,omitempty"`
}

// A Question is something the case is to answer.
type Question struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// An Estimate is a forward-looking judgement in its author's own words.
type Estimate struct {
	ID      string     `json:"id"`
	Text    string     `json:"text"`
	Wording string     `json:"wording,omitempty"`
	About   []EntityID `json:"about,omitempty"`
	Made    Date       `json:"made,omitzero"`
	// Source is whose judgement it is.
	Source SourceID `json:"source,omitempty"`
	// P is the number the author gave; 0 where none was given.
	P float64 `json:"p,omitempty"`
	// Due is when it resolves, Outcome how ("yes", "no", "annulled").
	Due     Date   `json:"due,omitzero"`
	Outcome string `json:"outcome,omitempty"`
}

// A Brief is the text of something written on the case: Markdown with references to its
// claims, conclusions and figures. What these come to is worked out when it is written.
type Brief struct {
	ID   string `json:"id"`
	Text string `json:"text,omitempty"`
	// Releases are the pages that were frozen of it, the first one first.
	Releases []Release `json:"releases,omitempty"`
}

// A Release tells of a page that was frozen to be handed on what it was made of, so that
// it can be made again, and by what it is known to be the same. The page itself is not
// held: it would outlive what is erased.
type Release struct {
	// Made is when it was frozen, with its offset from UTC, as RFC 3339 writes times.
	Made string `json:"made"`
	// Head is the entry of the register at which the case stood.
	Head int `json:"head"`
	// At and Known are the dates that were asked for, in EDTF; empty for those of the case
	// and of the day. Lose are the losses that were named, none for those of the case.
	At    string   `json:"at,omitempty"`
	Known string   `json:"known,omitempty"`
	Lose  []LossID `json:"lose,omitempty"`
	// Worlds and Seed are of the sample, Version of the program.
	Worlds  int    `json:"worlds"`
	Seed    int    `json:"seed"`
	Version string `json:"version,omitempty"`
	// Sum is the SHA-256 of the page, in hexadecimal digits.
	Sum string `json:"sum"`
}

// A Fact is a statement on how the research was done.
type Fact struct {
	Item  string `json:"item"`
	Value string `json:"value,omitempty"`
	Text  string `json:"text,omitempty"`
}
