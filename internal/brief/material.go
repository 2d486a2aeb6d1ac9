package brief

import (
	"underpin"
	"underpin/internal/cite"
	"underpin/internal/evidence"
)

// A Material is all that a brief can refer to, prepared by its caller. Every
// number in it but [Claim.Held] is computed from publishable testimony.
type Material struct {
	// Title names the case, Notice says whose claims these are.
	Title  string
	Notice string
	// Lang is the language of the brief as a BCP 47 tag; "en" by default.
	Lang string
	// Publish is the day of publication: terms and embargoes are judged on it.
	Publish underpin.Day
	// Frozen are the figures the brief can be made again from.
	Frozen Frozen
	// Yardstick is the scale of words; ICD 203 where it is empty.
	Yardstick evidence.Yardstick
	// SingleAuthor is the one document that the whole case rests on, where it
	// does. That is then said once and not beside every claim.
	SingleAuthor *underpin.Source
	// NoHeirs: successors of persons are never named.
	NoHeirs bool
	// Names are the names of the case's entities, aliases and short forms
	// included, so that they are set apart and statements about persons found.
	Names []Name
	// Sealed are the words that must not be in anything published: code names of
	// protected sources, ids of encounters, names of visits.
	Sealed []string

	// Has names all that the case has to refer to. Claims, Conclusions, Exhibits and Ask
	// need only hold what the brief names, see [Doc.Asked], and the claims that this
	// names in turn.
	Has         Has
	Claims      map[underpin.ClaimID]Claim
	Conclusions map[string]Conclusion
	// Exhibits are the figures and tables by name: "network", "shock".
	Exhibits map[string]Exhibit
	// Refused says of references without a date, by [AskedReference.Exhibit], why they
	// cannot be computed.
	Refused map[string]underpin.Outside
	// On is what references with a date are taken from, by their day, and what is
	// absent on the days for which conclusions are computed.
	On        map[underpin.Day]Dated
	Ask       []Ask
	Questions []underpin.Question
	Estimates []Estimate
	Method    []underpin.Fact
	// Grades says of sources with which grade the numbers take them, and whose grade it
	// is ("graded B by us"); it stands beside the public documents that are cited.
	Grades map[underpin.SourceID]string
	// Described is for when the case describes things ("as described for May 2019").
	Described string
	// SourceNote is added to the source summary statement: strengths, gaps.
	SourceNote string
	// NotSaid are sentences on what the brief does not say.
	NotSaid []string
}

// A Frozen says from what a brief was computed.
type Frozen struct {
	Version string
	Seed    uint64
	Worlds  int
	// AsOf is the date the case is read at.
	AsOf underpin.Date
	// KnownOn is the day whose knowledge is used; 0 for the day of publication.
	KnownOn underpin.Day
	// Checkpoint is the register's state in short form: "412 · 9f3a1c7e".
	Checkpoint string
}

// A Name is a name by which an entity may be called in the text.
type Name struct {
	Text string
	// Person: a sentence with the name is a statement about a person.
	Person bool
}

// A Claim is a claim with what may be published of it.
type Claim struct {
	ID underpin.ClaimID
	// Text is the claim as a sentence; a full stop at its end is dropped.
	Text string
	// Shown is the credence from what a note may cite, Standing how that stands at
	// the date of the case, Held the credence from all testimony. Held is never
	// written; the lint looks for text that leans on it.
	Shown, Standing, Held float64
	// Word is the yardstick's word for Shown.
	Word string
	// Origins counts the independent origins of what a note may cite for it.
	Origins int
	// Contested: what a note may cite speaks against it, or a rival claim does.
	Contested bool
	// Barred says why testimony for the claim that is not in Testimony may not be
	// published. It is never written; the lint says it of a claim without any other.
	Barred []string
	// Withheld are denials that no note may cite, where the claim is not marked
	// contested without them. They are never written; the lint reports them.
	Withheld []Withheld
	// CannotBe are claims of a beginning or an end, of a credence of .5 or more, that some
	// of what is said for the claim lies wholly outside of. The lint reports them.
	CannotBe []underpin.ClaimID
	// View says whose view it is, for a view ("a view, held by Ana").
	View string
	// Testimony is all testimony on the claim with its terms, see
	// [cite.Statements]. Notes are written from what may be cited of it.
	Testimony []cite.Statement
}

// A Withheld is a denial that may not be cited.
type Withheld struct {
	Testimony underpin.TestimonyID
	// Reason says why without naming a source.
	Reason string
}

// SingleOrigin reports whether the claim has no second independent origin.
func (c Claim) SingleOrigin() bool { return c.Origins < 2 }

// A ValueKind says what the value of a conclusion is.
type ValueKind uint8

// The kinds of conclusions.
const (
	// Truth: it holds in a world or not; P is the share in which it does.
	Truth ValueKind = iota
	// Number: it has a Mean, and from Low to High lie nine worlds out of ten.
	Number
	// Who: Answer is the most frequent, P the share of worlds that give it.
	Who
)

// A Conclusion is a conclusion with its value over the worlds.
type Conclusion struct {
	ID, Text string
	// On are the days for which it is computed, in order.
	On []underpin.Day
	// Untied names what it asks about, and nobody says that it had any tie on those days;
	// empty where there is nothing such.
	Untied string
	Kind   ValueKind
	P      float64
	// Word is the yardstick's word for P; it is left out where all that the
	// conclusion rests on comes from one origin (SingleOrigin), and where it rests, or
	// may rest, on one voice.
	Word         string
	SingleOrigin bool
	// Rests is set where the answer flips without one source or one origin: then it
	// has no word, and that fact stands beside its share.
	Rests *Without
	// Untried counts the sources and origins of which it is not known whether the answer
	// flips without one: then it has no word either, and that is said.
	Untried int
	// Frame is what a reader is told beside the answer: on whose word it stands, and
	// that it is not a forecast; empty where the text says both.
	Frame string
	// Readings are the claims that nobody says, that we read out of a source, and that
	// the answer hangs on.
	Readings []underpin.ClaimID
	// Bare: the answer would be another without what may not be attributed; it is
	// printed as its sentence alone.
	Bare            bool
	Mean, Low, High float64
	Unit            string
	Answer          string
	// ByConstruction marks an answer that no evidence could change.
	ByConstruction bool
	// Hinges are what it hangs on, the greatest first.
	Hinges []Hinge
}

// A Without is what becomes of an answer without one voice: its share of the worlds,
// or its mean. Same: who comes first stays the same.
type Without struct {
	Share float64
	Same  bool
}

// A Hinge is a source, origin or claim that a conclusion hangs on.
type Hinge struct {
	// Kind is "source", "origin" or "claim".
	Kind string
	// Claim is set for a claim; its text and its note are then written.
	Claim underpin.ClaimID
	// Source is set for a source; Terms are the widest that any of its cited
	// statements allow. A source that cannot be described is not listed.
	Source *underpin.Source
	Terms  underpin.Terms
	// Label names an origin ("endnote 4"), or the source or claim otherwise.
	Label string
	// Without is P or the mean without it, SE the sampling error of the
	// difference.
	Without, SE float64
	// Gone: without it there is no answer.
	Gone bool
	// Flips: without it the answer flips.
	Flips bool
}

// An Exhibit is what a line {{name}} becomes.
type Exhibit struct {
	Title string
	// Words are paragraphs before the figures.
	Words   []string
	Figures []Figure
	// Tables are shown in full, unlike the twin of a figure.
	Tables []Table
}

// A Figure is a picture with its caption, and its data as a table for those who
// do not see it.
type Figure struct {
	// SVG is one <svg> element without scripts and outside references, its ids
	// unlike those of other figures.
	SVG     string
	Caption string
	// Data is the table twin, folded away.
	Data Table
}

// A Table has a caption, a head and rows of equal length. The first cell of a
// row names it.
type Table struct {
	Caption string
	Head    []string
	Rows    []TableRow
}

// A TableRow is a row of a table. The notes of its claims are set behind the first
// cell; a row with a claim that may not be published is an error.
type TableRow struct {
	Cells  []string
	Claims []underpin.ClaimID
}

// An Ask is a claim that is worth settling.
type Ask struct {
	Claim underpin.ClaimID
	// Conclusion is the conclusion for which it is.
	Conclusion string
	// Share is the share of the conclusion's variance that settling it is
	// expected to take away, from 0 to 1.
	Share float64
	// Restates is set where the claim is the conclusion itself in other words, or a part
	// of it: it is no question, and is named as left out.
	Restates bool
}

// An Estimate is a forward-looking judgement and whose it is.
type Estimate struct {
	underpin.Estimate
	By cite.Statement
}
