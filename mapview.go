package underpin

import "slices"

// A StandingBand is a step of standing by which a tie is drawn, named by its least standing.
type StandingBand string

// StandingBands lists the bands, the lowest first. Steps and not a continuum, so that a reader
// can name what is seen.
var StandingBands = []StandingBand{"0", ".2", ".5", ".8"}

// A TieTurn says what became of a tie from the earlier of two dates to the later.
type TieTurn string

// The turns of a tie. One that ended where one of another class began between the same two
// has changed, and so has that other.
const (
	TieBegan   TieTurn = "began"
	TieEnded   TieTurn = "ended"
	TieChanged TieTurn = "changed"
	TieSame    TieTurn = "same"
)

// TieTurns lists the turns, in the order of a legend.
var TieTurns = []TieTurn{TieBegan, TieEnded, TieChanged, TieSame}

// Words says a turn in words.
func (t TieTurn) Words() string {
	return map[TieTurn]string{TieBegan: "began", TieEnded: "ended", TieChanged: "of another class", TieSame: "as before"}[t]
}

// A MapView is a way of looking at the map of a case that was given a name: the dates,
// what is hidden, who is selected, what is lost and what is supposed of the evidence.
type MapView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// At and Known are its dates, And the second date with which At is compared; each
	// that of the case where it is empty, And none.
	At    Date `json:"at,omitzero"`
	Known Date `json:"known,omitzero"`
	And   Date `json:"and,omitzero"`
	// World is the possible state whose ties alone are drawn, from 1; 0 for all.
	World int `json:"world,omitempty"`
	// List shows the map as a list; All draws all of a large one that has a tie of what
	// is shown.
	List bool `json:"list,omitempty"`
	All  bool `json:"all,omitempty"`
	// HideKinds, HideBands, HideClasses and HideTurns are what the legend hides: kinds of
	// entities, bands of standing, classes of ties and what became of them between the
	// dates.
	HideKinds   []string        `json:"hide_kinds,omitempty"`
	HideBands   []StandingBand  `json:"hide_bands,omitempty"`
	HideClasses []RelationClass `json:"hide_classes,omitempty"`
	HideTurns   []TieTurn       `json:"hide_turns,omitempty"`
	// Only are the entities that alone are drawn, Hide those that are not; all are drawn
	// where both are empty. Expanded are those whose ties and neighbours are drawn
	// whatever is hidden.
	Only     []EntityID `json:"only,omitempty"`
	Hide     []EntityID `json:"hide,omitempty"`
	Expanded []EntityID `json:"expanded,omitempty"`
	// Selected is who is selected, Picked those beside it.
	Selected EntityID   `json:"selected,omitempty"`
	Picked   []EntityID `json:"picked,omitempty"`
	// Lose are the losses that were named, none for those of the case.
	Lose []LossID `json:"lose,omitempty"`
	// Without, Reject and Regrade are what is supposed of the evidence: sources left
	// out, claims taken as not said, sources graded otherwise.
	Without []SourceID  `json:"without,omitempty"`
	Reject  []ClaimID   `json:"reject,omitempty"`
	Regrade []Regrading `json:"regrade,omitempty"`
}

// A Regrading supposes another grade of a source.
type Regrading struct {
	Source SourceID `json:"source"`
	Grade  Grade    `json:"grade"`
}

func (m *MapView) refer(p *pointers) {
	list(p, "only", toEntity, Part, &m.Only)
	list(p, "hide", toEntity, Part, &m.Hide)
	list(p, "expanded", toEntity, Part, &m.Expanded)
	one(p, "selected", toEntity, Part, &m.Selected)
	list(p, "picked", toEntity, Part, &m.Picked)
	list(p, "lose", toLoss, Part, &m.Lose)
	list(p, "without", toSource, Part, &m.Without)
	list(p, "reject", toClaim, Part, &m.Reject)
	each(p, "regrade", toSource, Part, &m.Regrade, func(r *Regrading) *SourceID { return &r.Source })
	if p.gone != nil {
		m.Regrade = slices.DeleteFunc(m.Regrade, func(r Regrading) bool { return r.Source == "" })
	}
}

// EntityKinds lists the kinds by which entities are drawn, in the order of [Schemata].
func EntityKinds() []string {
	var kinds []string
	for _, s := range Schemata {
		if k := s.Kind(); !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

func (v *validator) mapView(m *MapView) {
	if !visible(m.Name) {
		v.add(KindMapView, m.ID, "name", "give it a name", "the view of the map has no name")
	}
	for _, k := range m.HideKinds {
		oneOf(v, KindMapView, m.ID, "hide_kinds", k, EntityKinds())
	}
	for _, b := range m.HideBands {
		oneOf(v, KindMapView, m.ID, "hide_bands", b, StandingBands)
	}
	for _, c := range m.HideClasses {
		oneOf(v, KindMapView, m.ID, "hide_classes", c, RelationClasses)
	}
	for _, t := range m.HideTurns {
		oneOf(v, KindMapView, m.ID, "hide_turns", t, TieTurns)
	}
	for _, r := range m.Regrade {
		oneOf(v, KindMapView, m.ID, "regrade", r.Grade, GradeLetters)
	}
}
