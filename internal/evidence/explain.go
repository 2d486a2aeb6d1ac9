package evidence

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"underpin"
)

// explain fills in the lines of the ledger, which sum to the log-odds, the voices,
// and what is counted already.
func (m *Model) explain(sc *weigher, i int, a *Assessment) {
	cl := m.claims[i]
	c := m.rivalSets[m.rivalSetOf[i]]
	v := slices.Index(c.claims, i)
	score := m.scores(sc, c, v, weighOptions{told: true})
	w := sc.weigh(cl, &weighOptions{told: true})
	text := "prior: no view"
	if cl.prior != 0 {
		text = fmt.Sprintf("prior: %s", underpin.FormatProbability(cl.c.Prior))
	}
	a.Lines = append(a.Lines, Line{text, cl.prior})
	pro, con := sc.pro.voices(m, cl, false), sc.con.voices(m, cl, true)
	for _, voice := range slices.Concat(pro, con) {
		a.Lines = append(a.Lines, Line{m.describe(cl, voice), voice.Value})
	}
	a.Voices = slices.Concat(pro, con)
	a.Origins = independent(&sc.pro)
	a.Greedy = sc.pro.greedy || sc.con.greedy
	a.Asides = m.asides(cl, i, a.Voices)
	rivals := 0.0
	if a.Asserted {
		rivals = m.contest(c, v, score)
	}
	if rivals != 0 {
		a.Rivals = m.rivalsOf(c, v, score)
		a.Lines = append(a.Lines, Line{rivalText(c, a.Rivals), -rivals})
	}
	a.LogOdds = w.score - rivals
	against := w.denial
	if len(a.Rivals) > 0 {
		against += rivals
	}
	if w.support+against > 0 {
		a.Conflict = 2 * min(w.support, against) / (w.support + against)
	}
	a.Contested = m.contested(c, v, &w, score)
	if strongest := sc.pro.strongest(); strongest > 0 {
		a.Effective = w.support / strongest
	}
}

func rivalText(c *rivalSet, rivals []underpin.ClaimID) string {
	if len(rivals) == 0 {
		return "other values it might be"
	}
	names := make([]string, len(rivals))
	for i, r := range rivals {
		names[i] = string(r)
	}
	return "rivals: " + strings.Join(names, ", ")
}

// rivalsOf lists the asserted claims that exclude claim v, strongest first.
func (m *Model) rivalsOf(c *rivalSet, v int, score []float64) []underpin.ClaimID {
	var at []int
	for u := range score {
		if u != v && !math.IsInf(score[u], -1) && m.compete(c, v, u) {
			at = append(at, u)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	out := make([]underpin.ClaimID, len(at))
	for k, u := range at {
		out[k] = m.claims[c.claims[u]].c.ID
	}
	return out
}

// Opposite is said of what comes by way of a source that is reversed on purpose.
const Opposite = ", taken to mean the opposite"

// describe says in words whose voice it is and how it came.
func (m *Model) describe(cl *compiledClaim, v Voice) string {
	verb, told := "", cl.says[v.says].t.Polarity
	reversed := (told == underpin.Affirm) == v.Denies
	switch {
	case told == underpin.Doubt:
		verb = " doubts"
	case told == underpin.Deny:
		verb = " denies"
	case reversed:
		verb = " affirms"
	}
	reporter := m.x.SourceLabel(v.Reporter)
	text := reporter + verb
	if v.Origin != underpin.OriginID(v.Reporter) {
		text = m.originName(v.Origin) + verb + ", through " + m.through(v)
	}
	if reversed {
		text += Opposite
	}
	s := m.x.Sources[v.Reporter]
	if s.Kind == underpin.SourceAssumption {
		return text + " (an assumption)"
	}
	return text + " (" + m.grading(s, cl.c.Topic).Whose() + ")"
}

// originName returns what an origin is called on the analyst's own screen.
func (m *Model) originName(o underpin.OriginID) string {
	if o == underpin.OriginUnknown {
		return "hearsay of unknown origin"
	}
	if loc := m.x.Origins[o]; loc != nil {
		return cmp.Or(loc.Label, string(o))
	}
	return m.x.SourceName(underpin.SourceID(o))
}

// through names the sources by which a voice reached us, after its origin.
func (m *Model) through(v Voice) string {
	var names []string
	for _, s := range v.Chain.Sources {
		if underpin.OriginID(s) != v.Chain.Origin {
			names = append(names, m.x.SourceLabel(s))
		}
	}
	return strings.Join(names, ", then ")
}

// voices lists the chosen edges with their share in L: the strongest its own
// weight, every other its part of .7 ln(1 + S - M).
func (pk *setPacking) voices(m *Model, cl *compiledClaim, denies bool) []Voice {
	terms, parts := pk.shares()
	if len(terms) == 0 {
		return nil
	}
	top := 0
	for k := range terms {
		if terms[k].l > terms[top].l {
			top = k
		}
	}
	strongest := terms[top].l
	rest := -strongest
	for _, p := range parts {
		rest += p
	}
	out := make([]Voice, len(terms))
	for k, e := range terms {
		value := 0.0
		if k == top {
			value = strongest
		} else if rest > 0 {
			value = (saturate(strongest, strongest+rest) - strongest) * parts[k] / rest
		}
		if denies {
			value = -value
		}
		s := &cl.says[e.says]
		out[k] = Voice{
			Origin: s.origin, Reporter: s.t.Source, Group: s.group.String(), Testimony: s.t.ID, Chain: s.Chain,
			Denies: denies, L: e.l, Value: value, says: e.says,
		}
	}
	slices.SortStableFunc(out, func(a, b Voice) int { return cmp.Compare(math.Abs(b.Value), math.Abs(a.Value)) })
	return out
}

// shares returns the chosen edges and their weight after group discounts. The
// strongest of all is the first of its group and not discounted.
func (pk *setPacking) shares() (terms []edge, parts []float64) {
	for i := range pk.edges {
		if pk.best[i] {
			terms = append(terms, pk.edges[i])
		}
	}
	slices.SortFunc(terms, byGroup)
	factor := 1.0
	for i := range terms {
		if i == 0 || terms[i].group != terms[i-1].group {
			factor = 1
		} else {
			factor *= 1 - terms[i].delta
		}
		parts = append(parts, grains(factor*terms[i].l))
	}
	return terms, parts
}

// byGroup orders edges by group, the strongest of each first.
func byGroup(a, b edge) int {
	return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(b.l, a.l), cmp.Compare(a.says, b.says))
}

// strongest returns M of the voices.
func (pk *setPacking) strongest() float64 {
	m := 0.0
	for i, on := range pk.best {
		if on {
			m = max(m, pk.edges[i].l)
		}
	}
	return m
}

// independent counts the dependence groups among the voices.
func independent(pk *setPacking) int {
	var groups []int
	for i, on := range pk.best {
		if on && !slices.Contains(groups, pk.edges[i].group) {
			groups = append(groups, pk.edges[i].group)
		}
	}
	return len(groups)
}
