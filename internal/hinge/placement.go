package hinge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/evidence"
)

// A Placed is a source placed to know about a claim.
type Placed struct {
	Source underpin.SourceID `json:"source"`
	// Why says what places it there, for a person.
	Why string `json:"why"`
	// Spoke: it has spoken on this claim already, so that its answer is no new
	// voice.
	Spoke bool `json:"spoke,omitempty"`
	// Terms are the kinds of terms it has spoken under, in order.
	Terms []underpin.TermsKind `json:"terms,omitempty"`
	// Protected and AtRisk as the source has them.
	Protected bool `json:"protected,omitempty"`
	AtRisk    bool `json:"at_risk,omitempty"`
	// Request says how a request to it about this claim stands: open, overdue,
	// answered, refused; empty where there is none.
	Request string `json:"request,omitempty"`
	// Burden counts what it has been asked for already: encounters and requests
	// that are open.
	Burden int `json:"burden"`
	// Warning says what asking it could give away.
	Warning string `json:"warning,omitempty"`
}

// A placement finds who is placed to know.
type placement struct {
	c     *underpin.Case
	x     *underpin.Index
	cfg   AskConfig
	known underpin.Knowledge
	// now is all that is known: what a question could give away does not depend on
	// the day whose knowledge gave rise to it.
	now     underpin.Knowledge
	burden  map[underpin.SourceID]int
	terms   map[underpin.SourceID][]underpin.TermsKind
	spokeOf map[underpin.EntityID][]underpin.SourceID // who has spoken of an entity
	asked   map[underpin.ClaimID][]*underpin.Request
}

func newPlacement(m *evidence.Model, cfg AskConfig) *placement {
	p := &placement{
		c: m.Case(), x: m.Index(), cfg: cfg, known: m.Index().KnownOn(cfg.Known), now: m.Index().KnownOn(max(cfg.Known, cfg.Today)),
		burden:  map[underpin.SourceID]int{},
		terms:   map[underpin.SourceID][]underpin.TermsKind{},
		spokeOf: map[underpin.EntityID][]underpin.SourceID{},
		asked:   map[underpin.ClaimID][]*underpin.Request{},
	}
	for i := range p.c.Encounters {
		p.burden[p.c.Encounters[i].Source]++
	}
	for i := range p.c.Requests {
		r := &p.c.Requests[i]
		p.asked[r.Claim] = append(p.asked[r.Claim], r)
		if r.State == underpin.RequestOpen {
			p.burden[r.Source]++
		}
	}
	for i := range p.c.Testimonies {
		t := &p.c.Testimonies[i]
		if !p.known.Counts(t) {
			continue
		}
		if k := p.x.TermsOf(t).Kind; k != underpin.TermsUnset && !slices.Contains(p.terms[t.Source], k) {
			p.terms[t.Source] = append(p.terms[t.Source], k)
		}
		c := p.x.Claims[t.Claim]
		for _, e := range ends(c) {
			for _, s := range p.known.Chain(t) {
				if !slices.Contains(p.spokeOf[e], s) {
					p.spokeOf[e] = append(p.spokeOf[e], s)
				}
			}
		}
	}
	for s := range p.terms {
		slices.Sort(p.terms[s])
	}
	return p
}

// ends lists the entities that a claim is about.
func ends(c *underpin.Claim) []underpin.EntityID {
	out := []underpin.EntityID{c.Subject}
	if c.Object != "" {
		out = append(out, c.Object)
	}
	for _, r := range c.Roles {
		out = append(out, r.Entity)
	}
	return out
}

// fill adds to a question who is placed to know, the warning and the text.
func (p *placement) fill(q *Inquiry) {
	c := p.x.Claims[q.Claim]
	b := p.disclosureRisk(c)
	q.Warning = b.warning
	found := map[underpin.SourceID]*Placed{}
	p.spoken(c, found)
	p.acquainted(c, found)
	p.requested(c, found)
	for _, s := range found {
		s.Warning = b.of(s.Source, p, c)
		q.Sources = append(q.Sources, *s)
	}
	slices.SortFunc(q.Sources, p.compare)
	q.Sources = q.Sources[:min(p.cfg.Sources, len(q.Sources))]
	if q.Sources == nil {
		q.Sources = []Placed{}
	}
	q.Text = p.text(q, c)
}

// add notes a source that can be asked, once: no assumption, and nobody who is lost.
func (p *placement) add(found map[underpin.SourceID]*Placed, id underpin.SourceID, why string) *Placed {
	s := p.x.Sources[id]
	if s == nil || s.Kind == underpin.SourceAssumption {
		return nil
	}
	if s.Entity != "" && (slices.Contains(p.c.Settings.Lose, underpin.LossID(s.Entity)) || slices.Contains(p.cfg.Lost, s.Entity)) {
		return nil
	}
	if found[id] == nil {
		found[id] = &Placed{Source: id, Why: why, Terms: p.terms[id], Protected: s.Protected, AtRisk: s.AtRisk, Burden: p.burden[id]}
	}
	return found[id]
}

func (p *placement) spoken(c *underpin.Claim, found map[underpin.SourceID]*Placed) {
	verbs := map[underpin.Polarity]string{underpin.Affirm: "says so", underpin.Deny: "denies it", underpin.Doubt: "doubts it"}
	for _, t := range p.x.ByClaim[c.ID] {
		if !p.known.Counts(t) {
			continue
		}
		for _, id := range p.known.Chain(t) {
			if s := p.add(found, id, verbs[t.Polarity]); s != nil {
				s.Spoke = true
			}
		}
	}
}

func (p *placement) acquainted(c *underpin.Claim, found map[underpin.SourceID]*Placed) {
	for i := range p.c.Sources {
		if s := &p.c.Sources[i]; s.Entity != "" && slices.Contains(ends(c), s.Entity) {
			p.add(found, s.ID, "is itself involved")
		}
	}
	for _, e := range ends(c) {
		for _, id := range p.spokeOf[e] {
			verb := "has spoken about "
			if !p.answers(id) {
				verb = "mentions "
			}
			p.add(found, id, verb+p.x.NameOf(e))
		}
	}
}

// answers reports whether a source can be asked, and does not have to be looked up.
func (p *placement) answers(id underpin.SourceID) bool {
	k := p.x.Sources[id].Kind
	return k.Speaks() || k == underpin.SourceObservation
}

func (p *placement) requested(c *underpin.Claim, found map[underpin.SourceID]*Placed) {
	for _, r := range p.asked[c.ID] {
		s := p.add(found, r.Source, "has been asked about it")
		if s == nil {
			continue
		}
		s.Request = string(r.State)
		if r.State == underpin.RequestOpen && !r.Due.IsZero() && r.Due.Last < p.cfg.Today {
			s.Request = "overdue"
		}
	}
}

// compare orders sources: persons who have not spoken on the claim first, then those
// who have, then what can be looked up, then whoever should better not be asked, and
// those at risk last; among equals who bears least.
func (p *placement) compare(a, b Placed) int {
	order := func(s Placed) (n int) {
		if s.AtRisk {
			n += 8
		}
		if s.Warning != "" {
			n += 4
		}
		if s.Spoke || s.Request == string(underpin.RequestRefused) || s.Request == string(underpin.RequestDeclined) {
			n += 2
		}
		if !p.answers(s.Source) {
			n += 3
		}
		return n
	}
	return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(a.Burden, b.Burden), cmp.Compare(a.Source, b.Source))
}

// textSources is how many sources the text of a question names.
const textSources = 3

// text says a question in sentences.
func (p *placement) text(q *Inquiry, c *underpin.Claim) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Find out whether %s is so (%s): that would remove about %s of the uncertainty.",
		quoted(p.x.Sentence(c)), c.ID, underpin.FormatShare(q.Share))
	if q.Indirect {
		b.WriteString(" It is not part of the answer itself, but would show how far those who vouch for it can be relied on.")
	}
	var who []string
	for _, s := range q.Sources[:min(textSources, len(q.Sources))] {
		line := p.x.SourceName(s.Source) + " " + s.Why
		if s.Request != "" {
			line += ", request " + s.Request
		}
		who = append(who, line)
	}
	if len(who) > 0 {
		fmt.Fprintf(&b, " Placed to know: %s.", strings.Join(who, "; "))
	} else {
		b.WriteString(" Nobody in the case is placed to know.")
	}
	if q.Warning != "" {
		b.WriteString(" " + q.Warning)
	}
	return b.String()
}

func quoted(sentence string) string { return "“" + strings.TrimSuffix(sentence, ".") + "”" }
