package evidence

import (
	"math"
	"slices"

	"underpin"
)

// An Assessment is what the testimony on one claim comes to. Probabilities lie in
// [.01, .99], or are 0 where nobody says so.
type Assessment struct {
	Claim underpin.ClaimID
	// Credence is the probability that the claim held as told; Standing the
	// probability that it holds On the date asked.
	Credence, Standing float64
	On                 underpin.Day
	// Publishable is the credence from what may be published, be it without
	// attribution; CitedOrigins counts the independent origins of what a note may
	// cite.
	Publishable  float64
	CitedOrigins int
	// LogOdds is the unclipped log-odds that Lines sum to.
	LogOdds float64
	Lines   []Line
	// Asserted: somebody says so, with some strength.
	Asserted bool
	// Origins counts independent origins: voices in different dependence groups.
	Origins      int
	SingleOrigin bool
	// Word is the yardstick's word, from two independent origins on; else empty.
	Word string
	// Contested: a denial of any weight is in the credence, or rivals take .05 or
	// more of it. Conflict is the index 2 min(L+, L-)/(L+ + L-), from 0 to 1, rivals
	// counted as denial. DatesDisagree marks affirmations for times that do not meet.
	Contested     bool
	Conflict      float64
	DatesDisagree bool
	// Effective is L+/M, the effective number of voices.
	Effective float64
	// Item is the derived item number, 1 (confirmed) to 6 (cannot be judged).
	Item int
	// Confidence is "high", "moderate" or "low": the basis, not the likelihood.
	Confidence string
	Voices     []Voice
	// Asides lists testimony that is not counted, with the reason.
	Asides []Aside
	// Greedy tells that too many chains hang together for an exact search of the
	// voices: they were taken in order of strength.
	Greedy   bool
	LeaveOut []LeaveOut
	// Readings give the ledger once for each reading of the unsure pairs on whom the
	// claim hangs, weightiest first; nil where it hangs on none. Credence, Standing and
	// Publishable are the means over them, all else is of the first.
	Readings []ReadingLedger
	// Drawn tells that they are too many to be taken all: the means are over some that
	// were drawn, and approximate.
	Drawn bool
	// CannotBe are the claims of a beginning or an end, of a credence of .5 or more, that
	// some testimony for the claim lies wholly outside of.
	CannotBe []underpin.ClaimID
	// Rivals are the claims it competes with as told, RivalsOn those it competes
	// with on the date asked; strongest first.
	Rivals, RivalsOn []underpin.ClaimID
	// CrowdedOut are the claims of shares that cannot all be so together with its own
	// on the date; see [Model.CrowdedOut].
	CrowdedOut []underpin.ClaimID
}

// A ReadingLedger is the ledger of a claim in one reading of who is one.
type ReadingLedger struct {
	// Weight is the probability of the reading; Same lists the pairs that are one in it.
	Weight float64
	Same   [][2]underpin.EntityID
	// Credence, Standing, LogOdds and Lines are as in an [Assessment].
	Credence, Standing, LogOdds float64
	Lines                       []Line
}

// A Line is one term of the log-odds, for reading.
type Line struct {
	Text  string
	Value float64
}

// A Voice is one origin counted once, through one reporter.
type Voice struct {
	Origin    underpin.OriginID
	Reporter  underpin.SourceID
	Group     string
	Testimony underpin.TestimonyID
	// Chain is the way it came.
	Chain  *underpin.Chain
	Denies bool
	// L is its own weight, Value its share in the log-odds.
	L, Value float64

	says int // position of its chain in the claim
}

// A LeaveOut is the credence without one source and everything whose chain passes
// it. Nobody marks that no one is left who says so.
type LeaveOut struct {
	Source   underpin.SourceID
	Credence float64
	Nobody   bool
	// Origins counts the independent origins that are left.
	Origins int
	// NewWord is the word that would then stand, where it differs; empty also
	// where fewer than two independent origins are left, which carry no word.
	NewWord string
}

// Standing returns the probability that a claim, by position, holds on a day.
func (m *Model) Standing(i int, day underpin.Day) float64 {
	sc := weighers.Get().(*weigher)
	defer weighers.Put(sc)
	return m.standing(sc, i, weighOptions{day: day})
}

func (m *Model) standing(sc *weigher, i int, how weighOptions) float64 {
	how.told = false
	sum := 0.0
	for k := range m.spots[i] {
		s := &m.spots[i][k]
		if w := s.weigh(m.weightOf[m.bundleOf[i]]); w > 0 {
			sum += w * m.standingIn(sc, m.rivalSets[s.rivalSet], s.at, how)
		}
	}
	return sum
}

// Credence returns the probability that a claim, by position, held as told.
func (m *Model) Credence(i int) float64 {
	sc := weighers.Get().(*weigher)
	defer weighers.Put(sc)
	p, _ := m.credence(sc, i, nil)
	return p
}

// credence reads a claim as told, without what drop leaves out; 0 and false where
// nobody says so.
func (m *Model) credence(sc *weigher, i int, drop func(*compiledChain) bool) (p float64, asserted bool) {
	g := m.bundleOf[i]
	w := m.weightOf[g]
	if drop != nil {
		w = m.bundleWeights(sc, &m.bundles[g], drop)
	}
	for k := range m.spots[i] {
		s := &m.spots[i][k]
		weight := s.weigh(w)
		if weight == 0 {
			continue
		}
		q, said := m.credenceIn(sc, m.rivalSets[s.rivalSet], s.at, drop)
		p += weight * q
		asserted = asserted || said
	}
	return p, asserted
}

// credenceIn is credence for a claim of a rival set, in the readings in which that is in
// force.
func (m *Model) credenceIn(sc *weigher, c *rivalSet, v int, drop func(*compiledChain) bool) (p float64, asserted bool) {
	score := m.scores(sc, c, v, weighOptions{told: true, drop: drop})
	if math.IsInf(score[v], -1) {
		return 0, false
	}
	return m.probabilities(c, score)[v], true
}

// Assess works out what the testimony on a claim comes to, on a day.
func (m *Model) Assess(i int, day underpin.Day) Assessment {
	sc := weighers.Get().(*weigher)
	defer weighers.Put(sc)
	u := m.lead[i]
	cl := m.claims[u]
	a := Assessment{Claim: cl.c.ID, On: day}
	a.Credence, a.Asserted = m.credence(sc, i, nil)
	a.Standing = m.standing(sc, i, weighOptions{day: day})
	m.stand(sc, u, &a)
	m.explain(sc, u, &a)
	a.CannotBe = m.outOfLife(u)
	m.explainReadings(sc, i, &a)
	a.SingleOrigin = a.Origins == 1
	y := YardstickOf(m.c.Settings.Yardstick)
	if a.Origins >= 2 {
		a.Word = y.Word(a.Credence)
	}
	m.publishable(sc, i, &a)
	m.leaveOut(sc, i, &a, y)
	a.DatesDisagree = cl.datesDisagree()
	a.CrowdedOut = m.CrowdedOut(i, day)
	a.Contested = a.Contested || len(a.CannotBe) > 0 || len(a.CrowdedOut) > 0
	a.Item = a.item(m, cl)
	a.Confidence = a.confidence(m, cl)
	return a
}

// stand fills in what competes with a unit on the day.
func (m *Model) stand(sc *weigher, i int, a *Assessment) {
	if c := m.rivalSets[m.rivalSetOf[i]]; a.Standing > 0 {
		v := slices.Index(c.claims, i)
		score := m.scores(sc, c, v, weighOptions{day: a.On})
		m.silenceDead(c, score, func(mt *mortal) bool { return m.lives(mt, a.On) == 0 })
		a.RivalsOn = m.rivalsOf(c, v, score)
	}
}

// publishable fills in what is left without what may not be published.
func (m *Model) publishable(sc *weigher, i int, a *Assessment) {
	a.Publishable = a.Credence
	if drop := func(s *compiledChain) bool { return !Concluding.allows(s.use) }; m.bearsOn(i, drop) {
		a.Publishable, _ = m.credence(sc, i, drop)
	}
	sc.weigh(m.claims[m.lead[i]], &weighOptions{told: true, drop: func(s *compiledChain) bool { return !Citing.allows(s.use) }})
	a.CitedOrigins = independent(&sc.pro)
}

// bearsOn reports whether leaving testimony out may bear on the credence of a claim: some
// of it is on what is weighed with the claim, or who is one hangs on testimony.
func (m *Model) bearsOn(i int, drop func(*compiledChain) bool) bool {
	return len(m.bundles[m.bundleOf[i]].clusters) > 0 || slices.ContainsFunc(m.spots[i], func(s spot) bool {
		return m.drops(m.rivalSets[s.rivalSet], drop)
	})
}

// leaveOut fills in the credence without each source of the claim in turn.
func (m *Model) leaveOut(sc *weigher, i int, a *Assessment, y Yardstick) {
	cl := m.claims[m.lead[i]]
	var seen []int
	for _, u := range m.bearing(i) {
		for k := range m.claims[u].says {
			for _, source := range m.claims[u].says[k].passed {
				if !slices.Contains(seen, source) {
					seen = append(seen, source)
				}
			}
		}
	}
	slices.SortFunc(seen, func(p, q int) int {
		return underpin.CompareIDs(string(m.c.Sources[p].ID), string(m.c.Sources[q].ID))
	})
	for _, source := range seen {
		out := LeaveOut{Source: m.c.Sources[source].ID}
		drop := func(s *compiledChain) bool { return slices.Contains(s.passed, source) }
		p, ok := m.credence(sc, i, drop)
		out.Credence, out.Nobody = p, !ok
		if ok {
			sc.weigh(cl, &weighOptions{told: true, drop: drop})
			out.Origins = independent(&sc.pro)
		}
		if w := y.Word(p); out.Origins >= 2 && w != a.Word {
			out.NewWord = w
		}
		a.LeaveOut = append(a.LeaveOut, out)
	}
}

// datesDisagree reports whether two affirmations are for times that do not meet.
func (cl *compiledClaim) datesDisagree() bool {
	stated := func(s *compiledChain) bool { return s.affirm && s.base > 0 && (s.span.start >= 0 || s.span.end >= 0) }
	for i := range cl.says {
		for j := range i {
			a, b := &cl.says[i], &cl.says[j]
			if !stated(a) || !stated(b) {
				continue
			}
			first, last := a.span.interval(cl.days)
			if from, to := b.span.interval(cl.days); last < from || to < first {
				return true
			}
		}
	}
	return false
}

// item derives the analyst's item number, 1 to 6; 6 where no voice can be judged.
func (a *Assessment) item(m *Model, cl *compiledClaim) int {
	judged := slices.ContainsFunc(a.Voices, func(v Voice) bool { return !m.unjudged(cl, v) })
	switch p := a.Credence; {
	case !a.Asserted || !judged:
		return 6
	case a.Origins >= 2 && p >= .9 && a.Conflict < .2:
		return 1
	case p >= .7:
		return 2
	case p >= .45:
		return 3
	case p >= .2:
		return 4
	}
	return 5
}

// confidence derives how good the basis is: independent origins, contradiction,
// and how much hangs on one source or on sources that cannot be judged.
func (a *Assessment) confidence(m *Model, cl *compiledClaim) string {
	largest, unjudged := 0.0, 0
	for _, l := range a.LeaveOut {
		largest = max(largest, math.Abs(a.Credence-l.Credence))
	}
	for _, v := range a.Voices {
		if m.unjudged(cl, v) {
			unjudged++
		}
	}
	switch {
	case a.Effective >= 2 && a.Origins >= 3 && a.Conflict < .2 && largest < .10 && 3*unjudged < len(a.Voices):
		return "high"
	case a.Origins >= 2 && a.Conflict < .5 && largest < .25:
		return "moderate"
	}
	return "low"
}

// unjudged reports whether a voice comes through a source that cannot be judged,
// or from nobody knows where.
func (m *Model) unjudged(cl *compiledClaim, v Voice) bool {
	s := &cl.says[v.says]
	return s.rumour || slices.ContainsFunc(s.passed, func(source int) bool {
		x := &m.c.Sources[source]
		return x.Kind != underpin.SourceAssumption && m.grading(x, cl.c.Topic).Grade == underpin.GradeF
	})
}
