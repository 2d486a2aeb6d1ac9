package desk

import (
	"context"
	"math"
	"slices"

	"underpin"
	"underpin/internal/evidence"
)

// An EvidenceFilter says which claims an evidence table sets against sources.
type EvidenceFilter struct {
	// About limits it to claims on an entity; all where it is empty.
	About underpin.EntityID
	// Only is [OnlyOneOrigin] or [OnlyContested], or empty for all.
	Only string
	// From is the first row that is given, Limit how many, all for 0.
	From, Limit int
}

// What an evidence table can be limited to.
const (
	OnlyOneOrigin = "one"
	OnlyContested = "contested"
)

// An EvidenceTable is claims against sources as a screen draws them: the sources by their
// kind, the claims by what they are about, and of each cell who says what.
type EvidenceTable struct {
	// Columns are the sources that speak on any of the claims, by kind, those that are
	// declared to depend on one another side by side.
	Columns []EvidenceColumn `json:"columns"`
	// Total is how many claims there are with the filter, Claims without what it is
	// limited to; Single and Contested count those among them.
	Total     int           `json:"total"`
	Claims    int           `json:"claims"`
	Single    int           `json:"single"`
	Contested int           `json:"contested"`
	From      int           `json:"from"`
	Rows      []EvidenceRow `json:"rows"`
	// Groups are the headings of all rows, whether they are given or not.
	Groups []EvidenceGroup `json:"groups"`
	// Marks say what is in a cell, in the order of the legend.
	Marks   []CellMark   `json:"marks"`
	About   *NamedEntity `json:"about,omitempty"`
	Caption Caption      `json:"caption"`
}

// An EvidenceGroup is the rows that are about one thing.
type EvidenceGroup struct {
	// From is the first of its rows.
	From  int    `json:"from"`
	About string `json:"about"`
}

// An EvidenceColumn is a source.
type EvidenceColumn struct {
	Source underpin.SourceID `json:"source"`
	Name   string            `json:"name"`
	// Kind heads the columns of a kind.
	Kind  string         `json:"kind"`
	Grade underpin.Grade `json:"grade,omitempty"`
	// Depends names those it is declared to depend on and why; empty where there are none.
	Depends string `json:"depends,omitempty"`
	// Says is all that a title says of it: its grade and whose that is, on whom it depends.
	Says string `json:"says"`

	group string
	rank  int
}

// An EvidenceRow is a claim.
type EvidenceRow struct {
	ToldClaim
	// Cells are those in which somebody says something, by column.
	Cells []EvidenceCell `json:"cells"`
	// Knows are the columns of those who have spoken of one of its ends, not of this,
	// and have not been asked.
	Knows []int `json:"knows"`
}

// An EvidenceCell is what one source says of one claim.
type EvidenceCell struct {
	Column int    `json:"column"`
	Mark   string `json:"mark"`
	// Weight is what it adds to the log-odds.
	Weight float64 `json:"weight,omitempty"`
	// Through is the column of the voice that it was counted through, -1 where there is none.
	Through  int    `json:"through"`
	Sentence string `json:"sentence"`
}

// A CellMark is a mark of an evidence table, with its word in the legend and what it says
// of the source where no sentence does.
type CellMark struct {
	Mark string `json:"mark"`
	Word string `json:"word"`
	Says string `json:"says"`
}

// The marks that a table has besides those of a [Matrix].
const (
	CellOffRecord = "o"
	CellAside     = "x"
	CellCouldKnow = "."
)

var cellMarks = []CellMark{
	{CellVoice, "a voice", "says so"}, {CellCounted, "counted already", "was counted already, through another voice"}, {CellDenies, "denies", "denies it"},
	{CellDoubts, "doubts", "doubts it"}, {CellOffRecord, "off the record", "says so off the record"}, {CellAside, "not counted", "is not counted"},
	{CellCouldKnow, "could know", "has spoken of one of the two and not of this"}, {CellGap, "", "has not spoken of either"},
}

// Evidence sets claims against sources.
func (d *Desk) Evidence(ctx context.Context, q Query, which EvidenceFilter) (_ *EvidenceTable, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	if which.About != "" {
		if which.About, err = s.naming.entity(which.About); err != nil {
			return nil, err
		}
	}
	return s.evidence(ctx, which)
}

func (s *Study) evidence(ctx context.Context, which EvidenceFilter) (*EvidenceTable, error) {
	ground, err := s.evidenceGround(ctx)
	if err != nil {
		return nil, err
	}
	out := &EvidenceTable{Rows: []EvidenceRow{}, Marks: cellMarks, From: which.From, Caption: s.Caption(false)}
	claims, column := ground.claims, ground.column
	out.Columns = ground.columns
	if which.About != "" {
		ones := s.onesWith(which.About)
		out.About = &s.named(ones[:1])[0]
		claims, column = s.byWhatTheyAreAbout(s.claimsOn(ones)), map[underpin.SourceID]int{}
		out.Columns = s.evidenceColumns(claims, column)
	}
	out.Claims = len(claims)
	claims = s.counted(out, claims, which.Only)
	out.Total, out.Groups = len(claims), s.groupsOf(claims)
	from := min(which.From, len(claims))
	to := len(claims)
	if which.Limit > 0 {
		to = min(to, from+which.Limit)
	}
	for _, i := range claims[from:to] {
		out.Rows = append(out.Rows, s.evidenceRow(i, column, ground))
	}
	return out, nil
}

// aboutOf is what a claim is about: the end that is held, else its subject.
func (s *Study) aboutOf(c *underpin.Claim) underpin.EntityID {
	r := s.Index.Relations[c.Relation]
	if r == nil || c.Object == "" {
		return c.Subject
	}
	_, held := r.Holder(c)
	return held
}

// byWhatTheyAreAbout sets claims that are about one thing together, in the order in which
// the case first comes to each.
func (s *Study) byWhatTheyAreAbout(claims []int) []int {
	same := s.Index.JudgedSame(s.model.Known())
	at := map[underpin.EntityID]int{}
	var groups [][]int
	for _, i := range claims {
		e := same.Of(s.aboutOf(&s.Case.Claims[i]))
		k, ok := at[e]
		if !ok {
			k = len(groups)
			at[e] = k
			groups = append(groups, nil)
		}
		groups[k] = append(groups[k], i)
	}
	return slices.Concat(groups...)
}

// groupsOf says where in a list of claims those about one thing begin.
func (s *Study) groupsOf(claims []int) []EvidenceGroup {
	same := s.Index.JudgedSame(s.model.Known())
	out := []EvidenceGroup{}
	last := underpin.EntityID("")
	for k, i := range claims {
		if e := same.Of(s.aboutOf(&s.Case.Claims[i])); k == 0 || e != last {
			out = append(out, EvidenceGroup{k, s.Index.NameOf(e)})
			last = e
		}
	}
	return out
}

// counted counts the claims of one origin and the contested, and returns those that a
// table is limited to.
func (s *Study) counted(out *EvidenceTable, claims []int, only string) []int {
	footings := s.model.footings()
	var kept []int
	for _, i := range claims {
		f := footings[i]
		f.Contested = f.Contested || len(s.model.CrowdedOut(i, s.At)) > 0
		if f.Origins == 1 {
			out.Single++
		}
		if f.Contested {
			out.Contested++
		}
		if only == "" || only == OnlyOneOrigin && f.Origins == 1 || only == OnlyContested && f.Contested {
			kept = append(kept, i)
		}
	}
	return kept
}

func (s *Study) evidenceRow(i int, column map[underpin.SourceID]int, ground *evidenceGround) EvidenceRow {
	c, a := &s.Case.Claims[i], s.model.Assess(i, s.At)
	row := EvidenceRow{ToldClaim: s.toldWith(i, &a), Cells: []EvidenceCell{}, Knows: []int{}}
	at := map[underpin.SourceID]int{}
	for k, sp := range s.spoken(i, &a) {
		n, ok := at[sp.Source]
		if !ok {
			n = len(row.Cells)
			at[sp.Source] = n
			row.Cells = append(row.Cells, EvidenceCell{Column: column[sp.Source], Through: -1})
		}
		row.Cells[n].take(s, s.model.Testimony(i)[k], &sp, column)
	}
	for _, v := range a.Voices {
		if n, ok := at[v.Reporter]; ok {
			row.Cells[n].Weight += v.Value
		}
	}
	for n := range row.Cells {
		row.Cells[n].Weight = math.Round(1000*row.Cells[n].Weight) / 1000
	}
	slices.SortFunc(row.Cells, func(a, b EvidenceCell) int { return a.Column - b.Column })
	row.Knows = ground.couldKnow(c, at, column)
	return row
}

// take adds a testimony to a cell. A denial is seen above all else, then a doubt, then a
// voice.
func (cell *EvidenceCell) take(s *Study, t *underpin.Testimony, sp *Spoken, column map[underpin.SourceID]int) {
	mark := CellAside
	switch {
	case !sp.Counted && sp.Aside == evidence.Repeats:
		mark = CellCounted
		if v := s.Index.Testimonies[sp.Repeats]; v != nil && v.Source != t.Source && cell.Through < 0 {
			cell.Through = column[v.Source]
		}
	case !sp.Counted:
	case t.Polarity == underpin.Deny:
		mark = CellDenies
	case t.Polarity == underpin.Doubt:
		mark = CellDoubts
	case sp.Terms == underpin.TermsOffRecord:
		mark = CellOffRecord
	default:
		mark = CellVoice
	}
	order := []string{CellDenies, CellDoubts, CellVoice, CellOffRecord, CellCounted, CellAside}
	if cell.Mark == "" || slices.Index(order, mark) < slices.Index(order, cell.Mark) {
		cell.Mark = mark
	}
	if cell.Sentence != "" {
		cell.Sentence += ". "
	}
	cell.Sentence += sp.Sentence
}
