package synth

import (
	"fmt"
	"math"
	"math/rand/v2"

	"underpin"
)

// CaseConfig says how large a generated case is. The zero CaseConfig is a case
// about the size of a long article.
type CaseConfig struct {
	// Entities defaults to 40, at least 12.
	Entities int
	// Claims defaults to 120, at least 1.
	Claims int
	// Sources defaults to 12, at least 1.
	Sources int
	// MinTestimonies and MaxTestimonies bound the testimony of a claim; they
	// default to 1 and 6.
	MinTestimonies, MaxTestimonies int
	// Plain leaves out chains of quotations, denials without a time, handovers, claims of
	// who is one, lives, and shares that are drawn or known as intervals. All else is the
	// same with and without.
	Plain bool
	// Seed selects the case: equal configurations give equal cases.
	Seed uint64
}

func (c CaseConfig) withDefaults() CaseConfig {
	c.Entities = max(orDefault(c.Entities, 40), 12)
	c.Claims = max(orDefault(c.Claims, 120), 1)
	c.Sources = max(orDefault(c.Sources, 12), 1)
	c.MinTestimonies = max(orDefault(c.MinTestimonies, 1), 1)
	c.MaxTestimonies = max(orDefault(c.MaxTestimonies, 6), c.MinTestimonies)
	return c
}

func orDefault(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}

// Case returns a generated case: hubs and leaves among the entities, a few
// sources that say much and many that say little, relays, locators, rumours,
// dependence groups, denials, vague dates, views, acts, attributes, events, rival
// holders of posts, unsure samenesses and requests. Everything in it is invented
// and it passes [underpin.Case.Validate].
//
// Unless it is plain, of its claims 6 in 1,000 say that two entities are one, at most four
// of which hang together, and 15 in 1,000 date a birth, a death, a founding or a
// dissolution, a quarter of them another than was told before. Where somebody else has
// held a post, a command or a thing, every second claim to it takes over from the last on
// one day, month or year. Of testimony that can repeat an earlier one on its claim, 3 in
// 10 do so, most without a word on when; 4 in 10 denials name no time. Of shares of
// ownership 3 in 10 are intervals, or drawn where none is stated. A claim has 2.16
// testimonies in the mean, by the default bounds.
func Case(cfg CaseConfig) *underpin.Case {
	cfg = cfg.withDefaults()
	b := &caseGenerator{
		cfg:      cfg,
		rng:      rand.New(rand.NewPCG(cfg.Seed, 0x5e1f_ca5e)),
		byKind:   map[underpin.Schema][]underpin.EntityID{},
		locators: map[underpin.SourceID][]underpin.OriginID{},
		met:      map[underpin.SourceID][]string{},
		episodes: map[episodeLink]int{}, stated: map[underpin.EntityID]int{},
	}
	b.c = &underpin.Case{
		ID: underpin.CaseID(fmt.Sprintf("generated-%d", cfg.Seed)),
		Settings: underpin.Settings{
			Title:   "A generated case",
			Notice:  "Generated for tests: nobody and nothing in it exists.",
			AsOf:    dayDate(caseEnd),
			ShockAt: dayDate(caseEnd + 3),
		},
		Relations: caseVocabulary(),
	}
	b.entities()
	b.samenesses()
	b.sources()
	b.claims()
	b.groups()
	b.questions()
	if !cfg.Plain {
		b.c.Relations = append(b.c.Relations, ruleVocabulary()...)
		b.rules()
	}
	return b.c
}

// An episodeLink is what two claims have in common when one is an episode of the other.
type episodeLink struct {
	subject, object underpin.EntityID
	relation        underpin.RelationName
}

type caseGenerator struct {
	cfg      CaseConfig
	rng      *rand.Rand
	c        *underpin.Case
	byKind   map[underpin.Schema][]underpin.EntityID
	locators map[underpin.SourceID][]underpin.OriginID
	met      map[underpin.SourceID][]string // encounters by source
	place    map[underpin.SourceID]int
	episodes map[episodeLink]int
	// stated is what the shares of a company come to, in percent: one source's word
	// on them may not pass 100.
	stated map[underpin.EntityID]int
}

// chance reports true with probability p.
func (b *caseGenerator) chance(p float64) bool { return b.rng.Float64() < p }

// skewed returns a number from 0 to n-1, small ones far more often: a tenth of
// the numbers takes about half of the draws.
func (b *caseGenerator) skewed(n int) int {
	return min(int(float64(n)*math.Pow(b.rng.Float64(), 3.3)), n-1)
}

// pick returns an entity of one of the schemata, hubs more often.
func (b *caseGenerator) pick(schemata ...underpin.Schema) underpin.EntityID {
	list := b.byKind[schemata[b.rng.IntN(len(schemata))]]
	return list[b.skewed(len(list))]
}

// schemaShares are the shares of the schemata among the entities. Each has at
// least one.
var schemaShares = []struct {
	schema underpin.Schema
	prefix string
	share  float64
}{
	{underpin.Person, "person", .38}, {underpin.Organization, "group", .2}, {underpin.Company, "company", .12},
	{underpin.PublicBody, "body", .08}, {underpin.Position, "post", .1}, {underpin.Asset, "asset", .09},
	{underpin.Event, "event", .03},
}

func (b *caseGenerator) entities() {
	left := b.cfg.Entities
	for i, s := range schemaShares {
		n := max(int(s.share*float64(b.cfg.Entities)), 1)
		if i == len(schemaShares)-1 {
			n = left
		}
		left -= n
		for k := range n {
			e := underpin.Entity{
				ID:     underpin.EntityID(fmt.Sprintf("%s-%d", s.prefix, k)),
				Schema: s.schema,
				Name:   fmt.Sprintf("The %s number %d", s.prefix, k),
			}
			e.Collective = s.schema == underpin.Organization && k%9 == 4
			if k%7 == 3 {
				e.Aliases = []underpin.Alias{{Name: fmt.Sprintf("%s %d, also called", s.prefix, k)}}
			}
			b.c.Entities = append(b.c.Entities, e)
			b.byKind[s.schema] = append(b.byKind[s.schema], e.ID)
		}
	}
	b.c.Settings.Roots = b.byKind[underpin.Organization][:1:1]
	b.c.Settings.Lose = []underpin.LossID{underpin.LossID(b.byKind[underpin.Person][0])}
}

// samenesses judges a few pairs of persons, half of them unsure.
func (b *caseGenerator) samenesses() {
	persons := b.byKind[underpin.Person]
	for k := 0; 2*k+1 < len(persons) && k < len(persons)/40; k++ {
		s := underpin.Sameness{
			ID:      fmt.Sprintf("same-%d", k),
			A:       persons[len(persons)-1-2*k],
			B:       persons[len(persons)-2-2*k],
			Verdict: underpin.Unsure, P: .2 + .6*b.rng.Float64(),
		}
		switch k % 4 {
		case 1:
			s.Verdict, s.P = underpin.Same, 0
		case 3:
			s.Verdict, s.P = underpin.NotSame, 0
		}
		b.c.Samenesses = append(b.c.Samenesses, s)
	}
}

// questions adds requests and conclusions.
func (b *caseGenerator) questions() {
	states := []underpin.RequestState{underpin.RequestOpen, underpin.RequestOpen, underpin.RequestAnswered, underpin.RequestRefused}
	for k := range min(len(b.c.Claims)/15, 400) {
		asked := b.day()
		r := underpin.Request{
			ID: fmt.Sprintf("request-%d", k), State: states[b.rng.IntN(len(states))],
			Source: b.c.Sources[b.skewed(len(b.c.Sources))].ID,
			Claim:  b.c.Claims[b.rng.IntN(len(b.c.Claims))].ID, Question: "Is it so?",
			Asked: dayDate(asked), Due: dayDate(asked + 60),
		}
		if r.State == underpin.RequestAnswered {
			r.Answered = dayDate(asked + 20)
		}
		b.c.Requests = append(b.c.Requests, r)
	}
	group := b.byKind[underpin.Organization]
	root, other := group[0], group[min(1, len(group)-1)]
	b.c.Conclusions = []underpin.Conclusion{
		{ID: "centre", Text: "Who is at the centre", Expr: `before.top("betweenness", "Person")`},
		{ID: "command-lost", Text: "The command is lost", Expr: fmt.Sprintf("before.command(%q, %q) && !after.command(%q, %q)", root, other, root, other)},
		{ID: "falls-apart", Text: "It falls apart", Expr: "after.components - before.components >= 1"},
	}
}
