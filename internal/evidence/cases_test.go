package evidence

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/synth/property"
)

// casesPerProperty is how many generated cases each invariant is tried on, and
// casesAtLength how many in the long runs of make faults.
const casesPerProperty, casesAtLength = 2000, 20_000

func TestMain(m *testing.M) {
	cases := casesPerProperty
	if property.Long() {
		cases = casesAtLength
	}
	property.Cases(cases)
	os.Exit(m.Run())
}

// holds checks a property on generated cases.
func holds(t *testing.T, invariant func(*rapid.T)) {
	t.Helper()
	property.Check(t, invariant)
}

// A world of claims for the generator: which relations it may use, and what its
// testimony may do.
type shape struct {
	relations []string
	// reversed, spans and denials allow for reversed sources, stated or vague
	// bounds, denials and doubts.
	reversed, spans, denials bool
	// identities allows for judgements and claims that two are one; they and lives take
	// up a part of the cases each.
	identities bool
}

// anything is the widest shape.
var anything = shape{relations: []string{"backs", "backs", "chairs", "chairs", "met", "listed", "berths"}, reversed: true, spans: true, denials: true, identities: true}

// plain has claims that neither compete nor have special dates, and sources that
// mean what they say.
var plain = shape{relations: []string{"backs"}, denials: true}

// chance and one draw evenly: integers of rapid's own are mostly small ones.
func chance(t *rapid.T, label string, percent int) bool {
	return rapid.Uint64Range(0, 1<<62).Draw(t, label)*2654435761>>13%100 < uint64(percent)
}

func one[T any](t *rapid.T, label string, list ...T) T { return rapid.SampledFrom(list).Draw(t, label) }

// someDay draws a day from 2015 to 2020.
func someDay(t *rapid.T, label string) underpin.Date {
	d := day(2015, 1, 1).First + underpin.Day(rapid.IntRange(0, 2000).Draw(t, label))
	return underpin.Date{EDTF: d.String(), First: d, Last: d}
}

func seq(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// someDate draws a day, a month or a one-of set.
func someDate(t *rapid.T, label string) underpin.Date {
	d := someDay(t, label)
	switch one(t, label+" kind", seq(4)...) {
	case 0:
		d.Last += 30
		d.EDTF += "~"
	case 1:
		d.Set = &[]underpin.DayRange{{First: d.First, Last: d.First}, {First: d.First + 40, Last: d.First + 45}}
		d.Last = d.First + 45
		d.EDTF = "[" + d.EDTF + "]"
	}
	return d
}

// draw generates a case of one to six claims and up to eight testimonies.
func (sh shape) draw(t *rapid.T) *fixture {
	f := newFixture()
	f.c.Claims = nil
	if sh.identities {
		sh.drawIdentities(t, f)
	}
	for i := range one(t, "claims", 1, 2, 3, 4, 5, 6) {
		sh.drawClaim(t, f, i)
	}
	f.c.Entities = append(f.c.Entities, underpin.Entity{ID: "self", Schema: underpin.Person, Name: "The speaker"})
	for i := range one(t, "sources", 1, 2, 4, 6, 6) {
		sh.drawSource(t, f, i)
	}
	for i := range one(t, "locators", 0, 1, 2, 4) {
		o := underpin.Origin{ID: underpin.OriginID(fmt.Sprintf("N%d", i))}
		if chance(t, "resolved", 40) {
			o.Resolved = one(t, "resolved to", f.c.Sources...).ID
			if chance(t, "resolved late", 30) {
				o.ResolvedOn = day(2040, 1, 1)
			}
		}
		f.c.Origins = append(f.c.Origins, o)
	}
	drawGroups(t, f)
	busy := one(t, "busy", 0, 50, 90)
	for range one(t, "testimonies", 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8) {
		claim := f.c.Claims[0].ID
		if !chance(t, "on the busy one", busy) {
			claim = one(t, "on", f.c.Claims...).ID
		}
		sh.drawTestimony(t, f, claim)
	}
	if chance(t, "quotations", 40) {
		f.quotes(t)
	}
	if sh.spans {
		f.drawTurns(t)
	}
	f.breakCircles()
	return f
}

// breakCircles takes out testimony that is its own origin, which no case can hold:
// import refuses it.
func (f *fixture) breakCircles() {
	for {
		circular := map[string]bool{}
		for _, p := range f.c.Validate() {
			if p.Record.Kind == underpin.KindTestimony && strings.Contains(p.Message, "circular") {
				circular[p.Record.ID] = true
			}
		}
		if len(circular) == 0 {
			return
		}
		f.c.Testimonies = slices.DeleteFunc(f.c.Testimonies, func(t underpin.Testimony) bool { return circular[string(t.ID)] })
	}
}

// drawTurns adds, each to some of the cases, what was said of a bound: a denial
// without a span, a stated end beside "is", and holders of one post in turn.
func (f *fixture) drawTurns(t *rapid.T) {
	claim := func(label string) string { return string(one(t, label, f.c.Claims...).ID) }
	source := func(label string) string { return string(one(t, label, f.c.Sources...).ID) }
	if chance(t, "denied without a span", 30) {
		f.says(claim("denied"), source("denier"), "", func(s *underpin.Testimony) {
			deny(s)
			s.Attested, s.Said = underpin.Date{}, someDay(t, "denied on")
		})
	}
	if chance(t, "ended beside is", 30) {
		id, finish := claim("ended"), someDate(t, "ended on")
		f.says(id, source("of the end"), "", func(s *underpin.Testimony) {
			s.Attested = underpin.Date{}
			s.Held = underpin.Span{EDTF: "ended", End: underpin.Bound{Kind: underpin.Stated, Date: finish}}
			s.Said = someDay(t, "end told on")
		})
		f.says(id, source("of is"), "", func(s *underpin.Testimony) { s.Attested = someDay(t, "is on") })
	}
	if !chance(t, "in turn", 30) {
		return
	}
	begin := underpin.Date{EDTF: "begin", First: day(2014, 1, 1).First, Last: day(2014, 1, 1).First}
	for i := range one(t, "holders", 2, 3, 4) {
		id := fmt.Sprintf("turn%d", i)
		f.claim(id, fmt.Sprintf("e%d", 4+i), "chairs", "e9")
		finish := someDate(t, "handed over on")
		if chance(t, "within", 25) {
			finish = begin
		}
		if finish.First < begin.First {
			begin, finish = finish, begin
		}
		for range one(t, "tellers", 1, 1, 2) {
			f.says(id, source("of the turn"), "", func(s *underpin.Testimony) {
				s.Attested, s.Said = underpin.Date{}, someDay(t, "turn told on")
				s.Held = underpin.Span{EDTF: "turn", Start: underpin.Bound{Kind: underpin.Stated, Date: begin}, End: underpin.Bound{Kind: underpin.Stated, Date: finish}}
			})
		}
		begin = finish
	}
}

func (sh shape) drawClaim(t *rapid.T, f *fixture, i int) {
	relation := one(t, "relation", sh.relations...)
	c := f.claim(fmt.Sprintf("c%d", i), one(t, "subject", "e0", "e2", "e3"), relation, "e9")
	drawValue(t, c, relation)
	if c.Episode = i; len(f.c.Samenesses) > 0 && chance(t, "one episode", 70) {
		c.Episode = 0
	}
	// Of differing priors of what is one claim, or one date, the first in order of ids counts.
	if chance(t, "prior", 30) && len(f.c.Samenesses) == 0 && !slices.Contains(sh.relations, "same_as") && relation != "born" && relation != "died" {
		c.Prior = rapid.Float64Range(.05, .95).Draw(t, "pi")
	}
	if chance(t, "view", 10) {
		c.Holders = []underpin.EntityID{"e4"}
	}
}

// drawIdentities judges some of e0, e2 and e3 to be one or not, and adds the relations
// that say so, that date lives, and timeless values, to those that claims are drawn of.
func (sh *shape) drawIdentities(t *rapid.T, f *fixture) {
	sh.relations = slices.Clone(sh.relations)
	for _, r := range []string{"same_as", "died", "born", "colour"} {
		if chance(t, "with "+r, 40) {
			sh.relations = append(sh.relations, r, r, r, r)
		}
	}
	for k, pair := range [][2]underpin.EntityID{{"e0", "e2"}, {"e2", "e3"}, {"e3", "e0"}} {
		s := underpin.Sameness{ID: fmt.Sprintf("j%d", k), A: pair[0], B: pair[1]}
		switch one(t, "judged", seq(12)...) {
		case 0:
			if s.Verdict = underpin.Same; k == 2 {
				s.Verdict = underpin.Unsure
			}
		case 1:
			if s.Verdict = underpin.NotSame; k == 2 {
				s.Verdict = underpin.Unsure
			}
		case 2, 3:
			s.Verdict, s.P = underpin.Unsure, rapid.Float64Range(.05, .95).Draw(t, "p")
		case 4:
			s.Verdict = underpin.Unsure
		default:
			continue
		}
		f.c.Samenesses = append(f.c.Samenesses, s)
	}
}

// drawValue draws the value of a claim of a relation that asks for one, or the other
// end of one that says who is one.
func drawValue(t *rapid.T, c *underpin.Claim, relation string) {
	number := func(low float64) underpin.Quantity {
		return underpin.Quantity{Text: fmt.Sprint(low), Low: low, High: low}
	}
	switch relation {
	case "berths":
		c.Subject, c.Object = "e0", ""
		c.Value = number(float64(rapid.IntRange(1, 4).Draw(t, "value") * 10))
		c.Value.NoHigh = chance(t, "at least", 20)
	case "colour":
		c.Object, c.Value = "", number(float64(rapid.IntRange(1, 3).Draw(t, "value")))
	case "born", "died":
		c.Subject, c.Object = one[underpin.EntityID](t, "of", "e0", "e2", "e3", "e9"), ""
		date := someDate(t, "date")
		if relation == "born" && chance(t, "early", 50) {
			date = day(2014, 1, 1)
		}
		c.Value = underpin.Quantity{Text: date.EDTF, Date: date}
	case "same_as":
		c.Object = one[underpin.EntityID](t, "one with", "e0", "e2", "e3")
		if c.Object == c.Subject {
			c.Object = "e4"
		}
	}
}

func (sh shape) drawSource(t *rapid.T, f *fixture, i int) {
	s := underpin.Source{ID: underpin.SourceID(fmt.Sprintf("s%d", i)), Kind: underpin.SourceDocument, Name: "A source"}
	s.Gradings = []underpin.Grading{{Grade: one(t, "grade", underpin.GradeLetters...)}}
	switch one(t, "kind of source", seq(10)...) {
	case 0:
		s.Kind, s.Gradings = underpin.SourceAssumption, nil
		s.Probability = rapid.Float64Range(.01, .99).Draw(t, "assumed")
	case 1:
		n := rapid.IntRange(1, 9).Draw(t, "checked")
		s.Gradings[0].Checked, s.Gradings[0].Right = n, rapid.IntRange(0, n).Draw(t, "right")
	case 2:
		s.Reversed = sh.reversed
	case 3:
		s.Entity = "self"
	case 4:
		s.Gradings = nil
	}
	f.c.Sources = append(f.c.Sources, s)
}

// drawGroups puts some origins into up to three groups; each is in one at most.
func drawGroups(t *rapid.T, f *fixture) {
	n := one(t, "groups", 0, 1, 2, 3)
	for g := range n {
		f.c.Groups = append(f.c.Groups, underpin.Group{ID: fmt.Sprintf("g%d", g), Delta: one(t, "delta", 0, .4, .6, .8, 1)})
	}
	for _, o := range f.origins() {
		if g := one(t, "group", seq(2*n+1)...); g < n {
			f.c.Groups[g].Members = append(f.c.Groups[g].Members, o)
		}
	}
}

// origins lists what a testimony can have as its origin, "unknown" excepted.
func (f *fixture) origins() []underpin.OriginID {
	var out []underpin.OriginID
	for _, s := range f.c.Sources {
		out = append(out, underpin.OriginID(s.ID))
	}
	for _, o := range f.c.Origins {
		out = append(out, o.ID)
	}
	return out
}

func (sh shape) drawTestimony(t *rapid.T, f *fixture, claim underpin.ClaimID) {
	s := one(t, "source", f.c.Sources...)
	f.says(string(claim), string(s.ID), "", func(out *underpin.Testimony) {
		switch one(t, "origin", seq(6)...) {
		case 0, 1:
			out.Origin = one(t, "cites", f.origins()...)
		case 2:
			out.Origin = underpin.OriginUnknown
		}
		if out.Origin != "" && chance(t, "relayed", 25) {
			via, from := one(t, "via", f.c.Sources...).ID, f.c.Index().KnownOn(underpin.MaxDay).SourceOf(out.Origin)
			if via != s.ID && via != from && from != s.ID {
				out.Via = []underpin.SourceID{via}
			}
		}
		out.Polarity = underpin.Affirm
		if sh.denials {
			out.Polarity = one(t, "polarity", underpin.Affirm, underpin.Affirm, underpin.Affirm, underpin.Deny, underpin.Doubt)
		}
		out.Hedge = one(t, "hedge", "", "", underpin.HedgeCertain, underpin.HedgeBelieves, underpin.HedgeHeard)
		out.Basis = one(t, "basis", "", underpin.BasisReported, underpin.BasisAssessed)
		out.Interest = one(t, "interest", "", "", underpin.InterestAgainst, underpin.InterestSelfServing)
		if chance(t, "off the record", 20) {
			out.Terms.Kind = underpin.TermsOffRecord
		}
		if sh.spans {
			drawSpan(t, out)
		}
	})
}

// drawSpan dates a testimony in one of the ways a source can.
func drawSpan(t *rapid.T, out *underpin.Testimony) {
	out.Attested = underpin.Date{}
	if chance(t, "attested", 80) {
		out.Attested = someDate(t, "attested on")
	}
	if chance(t, "said", 50) {
		out.Said = someDay(t, "said on")
	}
	held := underpin.Span{EDTF: "drawn"}
	for _, b := range []*underpin.Bound{&held.Start, &held.End} {
		b.Kind = one(t, "bound", underpin.Unstated, underpin.Unstated, underpin.Open, underpin.Stated)
		if b.Kind == underpin.Stated {
			b.Date = someDate(t, "bound on")
		}
	}
	if held.Start.Kind == underpin.Stated && held.End.Kind == underpin.Stated {
		if held.End.Date.First < held.Start.Date.First {
			held.Start, held.End = held.End, held.Start
		}
		if chance(t, "single", 30) {
			held.End, held.Single = held.Start, true
		}
	}
	if held.Start.Kind != underpin.Unstated || held.End.Kind != underpin.Unstated {
		out.Held = held
	}
}

// clone copies a case so deep that records and their lists can be changed.
func (f *fixture) clone() *fixture {
	c := *f.c
	c.Claims = slices.Clone(c.Claims)
	c.Testimonies = slices.Clone(c.Testimonies)
	c.Sources = slices.Clone(c.Sources)
	for i := range c.Sources {
		c.Sources[i].Gradings = slices.Clone(c.Sources[i].Gradings)
	}
	c.Origins = slices.Clone(c.Origins)
	c.Groups = slices.Clone(c.Groups)
	for i := range c.Groups {
		c.Groups[i].Members = slices.Clone(c.Groups[i].Members)
	}
	return &fixture{c: &c, n: f.n}
}

func TestTheGeneratorDrawsEachKindOfTestimonyInATenthOfItsCases(t *testing.T) {
	kinds, cases := map[string]int{}, 0
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		m := f.compile()
		drawn := map[string]bool{}
		for i, cl := range m.claims {
			if cl == nil {
				continue // counted in another's place in every reading
			}
			ends, open := false, false
			for k := range cl.says {
				s := &cl.says[k]
				drawn["chains of two links or more"] = drawn["chains of two links or more"] || len(s.Links) > 1
				d := s.Dated()
				drawn["denials without a span"] = drawn["denials without a span"] || d.Polarity != underpin.Affirm && d.Held.IsZero() && d.Attested.IsZero()
				ends = ends || s.affirm && s.span.end >= 0
				open = open || s.affirm && s.span.end < 0
			}
			drawn["stated ends beside is"] = drawn["stated ends beside is"] || ends && open
			drawn["handovers"] = drawn["handovers"] || m.turns[m.rivalSetOf[i]] != nil
		}
		for _, p := range m.listed {
			drawn["verdicts on who is one"] = drawn["verdicts on who is one"] || p.Sameness != nil
			drawn["testimony on who is one"] = drawn["testimony on who is one"] || slices.ContainsFunc(p.Claims, m.spokenOf)
		}
		for i := range m.c.Claims {
			r := m.x.Relations[m.c.Claims[i].Relation]
			spoken := m.spokenOf(m.c.Claims[i].ID)
			drawn["lives"] = drawn["lives"] || spoken && r.Bound != ""
			drawn["timeless values"] = drawn["timeless values"] || spoken && r.Name == "colour"
		}
		cases++
		for kind, is := range drawn {
			if is {
				kinds[kind]++
			}
		}
	})
	for _, kind := range []string{"chains of two links or more", "denials without a span", "stated ends beside is", "handovers",
		"verdicts on who is one", "testimony on who is one", "lives", "timeless values"} {
		if 10*kinds[kind] < cases {
			t.Errorf("%s in %d of %d cases", kind, kinds[kind], cases)
		}
	}
}
