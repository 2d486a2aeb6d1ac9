package underpin

// A TestimonyID names a testimony within its case, for example "c05.1".
type TestimonyID string

// A Polarity says what a source does with a claim.
type Polarity string

// The polarities. A doubt counts as a denial of half certainty.
const (
	Affirm Polarity = "affirm"
	Deny   Polarity = "deny"
	Doubt  Polarity = "doubt"
)

// Polarities lists the polarities.
var Polarities = []Polarity{Affirm, Deny, Doubt}

// A Basis says on what ground a source makes a statement.
type Basis string

// The bases. Assessed and inferred statements have the source's own judgement as
// their origin; what is perceived is a view; background comes from an assumption.
const (
	BasisReported   Basis = "reported"
	BasisInterviews Basis = "interviews"
	BasisAssessed   Basis = "assessed"
	BasisPerceived  Basis = "perceived"
	BasisInferred   Basis = "inferred"
	BasisBackground Basis = "background"
	BasisOfficial   Basis = "official"
)

// Bases lists the bases.
var Bases = []Basis{BasisReported, BasisInterviews, BasisAssessed, BasisPerceived, BasisInferred, BasisBackground, BasisOfficial}

// A Hedge is how certain the source itself is.
type Hedge string

// The hedges. The empty hedge means certain, or what the basis implies.
const (
	HedgeCertain  Hedge = "certain"
	HedgeBelieves Hedge = "believes"
	HedgeHeard    Hedge = "heard"
)

// Hedges lists the hedges that can be stated.
var Hedges = []Hedge{HedgeCertain, HedgeBelieves, HedgeHeard}

// Interest is the interest of the source in what it says.
type Interest string

// The interests; the empty one is neutral.
const (
	InterestNeutral     Interest = "neutral"
	InterestAgainst     Interest = "against"
	InterestSelfServing Interest = "self-serving"
)

// Interests lists the interests that can be stated.
var Interests = []Interest{InterestNeutral, InterestAgainst, InterestSelfServing}

// OriginUnknown marks hearsay without any anchor; all of it on one claim is one
// pool, the rumour.
const OriginUnknown OriginID = "unknown"

// A Testimony is a source that, on a date, affirms, denies or doubts a claim.
type Testimony struct {
	ID    TestimonyID `json:"id"`
	Claim ClaimID     `json:"claim"`
	// Source is the reporter: who told us.
	Source SourceID `json:"source"`
	// Via are the relays between the origin and the source, first hearer first.
	Via []SourceID `json:"via,omitempty"`
	// Origin is where it comes from in the end: a source, a locator, or
	// [OriginUnknown]. Empty means the source itself.
	Origin   OriginID `json:"origin,omitempty"`
	Polarity Polarity `json:"polarity"`
	// Held is the span for which the source says it.
	Held Span `json:"held,omitzero"`
	// Attested is when its words place the matter, where no span is stated.
	Attested Date `json:"attested,omitzero"`
	// Said is when the source said it; by default when a document was published.
	Said Date `json:"said,omitzero"`
	// Learned is when we came to know it; by default when it was recorded.
	Learned  Date     `json:"learned,omitzero"`
	Basis    Basis    `json:"basis,omitempty"`
	Hedge    Hedge    `json:"hedge,omitempty"`
	Interest Interest `json:"interest,omitempty"`
	// Terms are those agreed for this statement; else its encounter's.
	Terms     Terms  `json:"terms,omitzero"`
	Encounter string `json:"encounter,omitempty"`
	// Locator is the page, endnote or timestamp in the source; Wording the
	// source's own word; Passage a longer quotation.
	Locator string `json:"locator,omitempty"`
	Wording string `json:"wording,omitempty"`
	Passage string `json:"passage,omitempty"`
	By      string `json:"by,omitempty"`
	Note    string `json:"note,omitempty"`
	// Retracted is set when the testimony was withdrawn; it counts until then.
	Retracted *Retraction `json:"retracted,omitempty"`
	// Recorded is the day it was written to the register. The store fills it in.
	Recorded Day `json:"-"`
}

// A Retraction withdraws a testimony from a date on.
type Retraction struct {
	On  Date   `json:"on,omitzero"`
	By  string `json:"by,omitempty"`
	Why string `json:"why,omitempty"`
}
