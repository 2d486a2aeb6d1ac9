package synth

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"underpin"
)

// The shares of claims that are turned into a claim of who is one, and into a date of a
// life.
const identityShare, lifeShare = .006, .015

// The chances of what else the rules are about: that a claim of a post or a command takes
// over from the last one, a testimony repeats one before it on its claim where one can, a
// denial names no time, and a share is an interval or, where none is stated, drawn.
const handoverChance, quotationChance, spanlessChance, intervalChance = .5, .3, .4, .3

// rules turns a part of a plain case into what the rules on chains, denials, handovers,
// identity, lives and shares are about. It draws from numbers of its own and adds no
// claim and no testimony, so that all else stays as it was.
func (b *caseGenerator) rules() {
	b.rng = rand.New(rand.NewPCG(b.cfg.Seed, 0x7275_6c65))
	b.place = map[underpin.SourceID]int{}
	for i := range b.c.Sources {
		b.place[b.c.Sources[i].ID] = i
	}
	r := ruleDrawer{caseGenerator: b, last: map[episodeLink]*lastHolder{}, pairs: map[underpin.Schema]int{}}
	said := b.c.Testimonies
	for i := range b.c.Claims {
		c := &b.c.Claims[i]
		n := 0
		for n < len(said) && said[n].Claim == c.ID {
			n++
		}
		r.turn(c, said[:n])
		said = said[n:]
	}
}

// A ruleDrawer keeps what claims before have to do with those that come.
type ruleDrawer struct {
	*caseGenerator
	last    map[episodeLink]*lastHolder // of a relation to an object
	pairs   map[underpin.Schema]int
	judged  int
	subject underpin.EntityID // of the last date of a life, with its relation
	bound   underpin.RelationName
}

// A lastHolder is who holds something by the last claim, with what is said of it first.
type lastHolder struct {
	subject underpin.EntityID
	first   *underpin.Testimony
}

func (r *ruleDrawer) turn(c *underpin.Claim, said []underpin.Testimony) {
	relation := r.relation(c.Relation)
	switch u := r.rng.Float64(); {
	case u < identityShare && r.identity(c):
		timeless(said)
	case u >= identityShare && u < identityShare+lifeShare && r.life(c):
		timeless(said)
	case relation.Exclusive && !c.View():
		r.handover(c, said)
	case relation.Control == underpin.ControlShare:
		r.share(c)
	}
	r.quotations(said)
}

// become makes another claim of one.
func become(c *underpin.Claim, subject underpin.EntityID, relation underpin.RelationName, object underpin.EntityID) {
	*c = underpin.Claim{ID: c.ID, Subject: subject, Relation: relation, Object: object, Topic: c.Topic}
}

// timeless lets testimony speak of all days.
func timeless(said []underpin.Testimony) {
	for k := range said {
		said[k].Held, said[k].Attested = underpin.Span{}, said[k].Said
	}
}

// identity says of two neighbours in the middle of their kind that they are one, so that
// at most four hang together; of a third of them somebody has judged that it is unsure.
func (r *ruleDrawer) identity(c *underpin.Claim) bool {
	kind := []underpin.Schema{underpin.Person, underpin.Company, underpin.Organization}[r.rng.IntN(3)]
	list, k := r.byKind[kind], r.pairs[kind]
	at := len(list)/2 + 4*(k/3) + []int{0, 2, 1}[k%3]
	if at+1 >= len(list)*3/4 {
		return false
	}
	r.pairs[kind]++
	become(c, list[at], sameAs, list[at+1])
	if r.chance(1. / 3) {
		r.c.Samenesses = append(r.c.Samenesses, underpin.Sameness{
			ID: fmt.Sprintf("unsure-%d", r.judged), A: c.Subject, B: c.Object, Verdict: underpin.Unsure,
		})
		r.judged++
	}
	return true
}

// life dates a birth, a death, a founding or a dissolution, before the days of the case
// or late in them; at times another date of the last one. Hubs live throughout.
func (r *ruleDrawer) life(c *underpin.Claim) bool {
	kind := []underpin.Schema{underpin.Person, underpin.Company, underpin.Organization}[r.rng.IntN(3)]
	list := r.byKind[kind]
	first := (len(list) + 3) / 4
	if first >= len(list) {
		return false
	}
	if r.subject == "" || !r.chance(.25) {
		r.subject = list[first+r.rng.IntN(len(list)-first)]
		r.bound = map[bool][]underpin.RelationName{true: {"born", "died"}, false: {"founded", "dissolved"}}[kind == underpin.Person][r.rng.IntN(2)]
	}
	day := caseEnd - underpin.Day(r.rng.IntN(1400))
	switch r.bound {
	case "born":
		day = underpin.DayOf(1930+r.rng.IntN(55), time.June, 15)
	case "founded":
		day = underpin.DayOf(1985+r.rng.IntN(23), time.June, 15)
	}
	become(c, r.subject, r.bound, "")
	d := r.vague(day)
	c.Value = underpin.Quantity{Text: d.EDTF, Low: float64(d.First), High: float64(d.Last), Date: d}
	return true
}

// handover lets a claim take over, on one day, month or year, from the last that holds
// the same thing by the same relation: that one ends and this one begins.
func (r *ruleDrawer) handover(c *underpin.Claim, said []underpin.Testimony) {
	key := episodeLink{relation: c.Relation, object: c.Object}
	before := r.last[key]
	mine := &lastHolder{c.Subject, &said[0]}
	r.last[key] = mine
	if before == nil || before.subject == c.Subject || !r.chance(handoverChance) {
		return
	}
	start := before.first.Held.Start
	day := caseStart + 400 + underpin.Day(r.rng.IntN(2800))
	if start.Kind == underpin.Stated {
		day = start.Date.Last + 100 + underpin.Day(r.rng.IntN(900))
	}
	end := r.vague(day)
	if start.Kind == underpin.Stated && end.First <= start.Date.Last || end.Last > caseEnd {
		return
	}
	begin := end
	if !end.Vague() && r.chance(.2) { // the two overlap by some days
		begin = dayDate(end.First - underpin.Day(r.rng.IntN(25)))
	}
	before.first.Held = span(start, stated(end))
	mine.first.Held = span(stated(begin), underpin.Bound{Kind: underpin.Open})
	for _, t := range []*underpin.Testimony{before.first, mine.first} {
		t.Attested = underpin.Date{}
		t.Said = dayDate(min(max(t.Said.Last, end.Last+underpin.Day(r.rng.IntN(90))), caseEnd))
		t.Learned = dayDate(max(t.Learned.Last, t.Said.Last))
	}
}

// share makes an interval of a stated share, with a lower bound of no more than that; of
// one that is not stated, at times, one that is drawn.
func (r *ruleDrawer) share(c *underpin.Claim) {
	if !r.chance(intervalChance) {
		return
	}
	n := c.Share.Low
	low, high := max(n-10, 0), min(n+10, 100)
	write := func(x float64) string { return strconv.Itoa(int(x)) }
	switch draw := r.rng.IntN(3); {
	case c.Share.IsZero():
		c.Relation = drawnShares
	case draw == 0:
		c.Share = underpin.Quantity{Text: "~" + write(n), Low: n, High: n, About: true}
	case draw == 1:
		c.Share = underpin.Quantity{Text: ">" + write(low), Low: low, NoHigh: true, LowOpen: true}
	default:
		c.Share = underpin.Quantity{Text: write(low) + ".." + write(high), Low: low, High: high}
	}
}

// quotations lets testimony repeat another of its side on its claim, mostly without a
// word on when, and denials name no time. Who is repeated comes before who repeats in
// the order of the sources, so that no chain goes in a circle.
func (r *ruleDrawer) quotations(said []underpin.Testimony) {
	for k := range said {
		t := &said[k]
		var earlier []underpin.SourceID
		for _, o := range said[:k] {
			if (o.Polarity == underpin.Affirm) == (t.Polarity == underpin.Affirm) && r.place[o.Source] < r.place[t.Source] {
				earlier = append(earlier, o.Source)
			}
		}
		if len(earlier) > 0 && r.chance(quotationChance) {
			t.Origin, t.Via = underpin.OriginID(earlier[r.rng.IntN(len(earlier))]), nil
			if r.chance(.6) {
				t.Held, t.Attested = underpin.Span{}, underpin.Date{}
			}
		}
		if t.Polarity != underpin.Affirm && r.chance(spanlessChance) {
			t.Held, t.Attested = underpin.Span{}, underpin.Date{}
		}
	}
}
