package hinge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/evidence"
)

// A Placed is a source placed to know about a claim, or a party to it.
type Placed struct {
	// Source is empty for a party that the case has no source for.
	Source underpin.SourceID `json:"source,omitempty"`
	// Name is what it is called, or described as where it is protected.
	Name string `json:"name"`
	// Why says what places it there, for a person; empty for a party that has said
	// nothing yet.
	Why string `json:"why"`
	// Read: it is looked up and does not answer.
	Read bool `json:"read,omitempty"`
	// Spoke: its word on this claim has reached us already, so that its answer is no
	// new voice.
	Spoke bool `json:"spoke,omitempty"`
	// Terms are the kinds of terms it has spoken under, in order.
	Terms []underpin.TermsKind `json:"terms,omitempty"`
	// Protected and AtRisk as the source has them.
	Protected bool `json:"protected,omitempty"`
	AtRisk    bool `json:"at_risk,omitempty"`
	// Request says how a request to it about this claim stands: open, overdue,
	// answered, refused, declined; empty where there is none. Answered is the day of
	// the answer.
	Request  string        `json:"request,omitempty"`
	Answered underpin.Date `json:"answered,omitzero"`
	// Elsewhere is the other claim that the request was about, where it was refused or
	// declined.
	Elsewhere underpin.ClaimID `json:"elsewhere,omitempty"`
	// Burden counts what it has been asked for already: encounters and requests
	// that are open.
	Burden int `json:"burden"`
	// Warning says what asking it could give away.
	Warning string `json:"warning,omitempty"`
}

// AskedInVain reports whether it was asked about this claim, and gave nothing.
func (s Placed) AskedInVain() bool {
	return s.Elsewhere == "" && underpin.RequestState(s.Request).InVain()
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
	spokeOf map[underpin.EntityID]map[underpin.SourceID]underpin.SourceID // through whom a source's word on an entity came; empty for itself
	asked   map[underpin.ClaimID][]*underpin.Request
	vain    map[underpin.SourceID]*underpin.Request // the last that was asked in vain
	bound   map[[2]underpin.EntityID]bool           // in a line of control, either way round
	ended   map[underpin.EntityID]bool
}

func newPlacement(m *evidence.Model, cfg AskConfig) *placement {
	p := &placement{
		c: m.Case(), x: m.Index(), cfg: cfg, known: m.Index().KnownOn(cfg.Known), now: m.Index().KnownOn(max(cfg.Known, cfg.Today)),
		burden:  map[underpin.SourceID]int{},
		terms:   map[underpin.SourceID][]underpin.TermsKind{},
		spokeOf: map[underpin.EntityID]map[underpin.SourceID]underpin.SourceID{},
		asked:   map[underpin.ClaimID][]*underpin.Request{},
		vain:    map[underpin.SourceID]*underpin.Request{},
		bound:   map[[2]underpin.EntityID]bool{},
		ended:   map[underpin.EntityID]bool{},
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
		if last := p.vain[r.Source]; r.State.InVain() && (last == nil || last.Answered.Last <= r.Answered.Last) {
			p.vain[r.Source] = r
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
		if r := p.x.Relations[c.Relation]; r != nil && t.Polarity == underpin.Affirm {
			if tr := r.Class.Traits(); r.Command() && !tr.Contains || tr.Identity {
				p.bound[[2]underpin.EntityID{c.Subject, c.Object}] = true
				p.bound[[2]underpin.EntityID{c.Object, c.Subject}] = true
			}
			p.ended[c.Subject] = p.ended[c.Subject] || r.Bound == underpin.LifeEnds
		}
		for _, e := range ends(c) {
			p.heard(e, t)
		}
	}
	for s := range p.terms {
		slices.Sort(p.terms[s])
	}
	return p
}

// heard notes whose word on an entity a testimony is, and through whom it came.
func (p *placement) heard(e underpin.EntityID, t *underpin.Testimony) {
	if p.spokeOf[e] == nil {
		p.spokeOf[e] = map[underpin.SourceID]underpin.SourceID{}
	}
	for _, s := range p.known.Chain(t) {
		if s == t.Source {
			p.spokeOf[e][s] = ""
		} else if _, known := p.spokeOf[e][s]; !known {
			p.spokeOf[e][s] = t.Source
		}
	}
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
	q.Obtain = p.record(c)
	for _, s := range found {
		s.Warning = b.of(s.Source, p, c)
		if p.party(c, s.Source) {
			q.Parties = append(q.Parties, *s)
		} else {
			q.Sources = append(q.Sources, *s)
		}
	}
	q.Parties = append(q.Parties, p.unheard(c, b, q.Parties)...)
	slices.SortFunc(q.Sources, p.compare)
	slices.SortFunc(q.Parties, func(a, b Placed) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Source, b.Source)) })
	n := 0 // who would not answer is named however many others there are
	q.Sources = slices.DeleteFunc(q.Sources, func(s Placed) bool {
		n++
		return n > p.cfg.Sources && !s.AskedInVain()
	})
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
	if s.Entity != "" && p.gone(s.Entity) {
		return nil
	}
	if found[id] == nil {
		found[id] = &Placed{
			Source: id, Name: cmp.Or(s.Name, s.Descriptor, string(id)), Why: why, Read: !p.answers(id), Terms: p.terms[id], Protected: s.Protected, AtRisk: s.AtRisk, Burden: p.burden[id],
		}
	}
	return found[id]
}

func (p *placement) spoken(c *underpin.Claim, found map[underpin.SourceID]*Placed) {
	says := map[underpin.Polarity]string{underpin.Affirm: "says so", underpin.Deny: "denies it", underpin.Doubt: "doubts it"}
	saying := map[underpin.Polarity]string{underpin.Affirm: "saying so", underpin.Deny: "denying it", underpin.Doubt: "doubting it"}
	var told []*underpin.Testimony
	for _, t := range p.x.ByClaim[c.ID] {
		if !p.known.Counts(t) {
			continue
		}
		told = append(told, t)
		if s := p.add(found, t.Source, says[t.Polarity]); s != nil {
			s.Spoke = true
		}
	}
	for _, t := range told {
		for _, id := range p.known.Chain(t) {
			if s := p.add(found, id, p.quoted(id)+" as "+saying[t.Polarity]+" by "+p.x.SourceLabel(t.Source)); s != nil {
				s.Spoke = true
			}
		}
	}
}

// quoted is how the word of a source is passed on.
func (p *placement) quoted(id underpin.SourceID) string {
	if p.answers(id) {
		return "is quoted"
	}
	return "is cited"
}

func (p *placement) acquainted(c *underpin.Claim, found map[underpin.SourceID]*Placed) {
	for i := range p.c.Sources {
		if s := &p.c.Sources[i]; s.Entity != "" && slices.Contains(ends(c), s.Entity) {
			p.add(found, s.ID, "")
		}
	}
	for _, direct := range []bool{true, false} {
		for _, e := range ends(c) {
			for id, through := range p.spokeOf[e] {
				if direct == (through == "") {
					p.add(found, id, p.spokeAs(id, through, p.x.NameOf(e)))
				}
			}
		}
	}
}

// spokeAs says what a source has to do with a matter that its word is on, which came to
// us through another or, where that is empty, from itself.
func (p *placement) spokeAs(id, through underpin.SourceID, matter string) string {
	switch {
	case through != "":
		return p.quoted(id) + " on " + matter + " by " + p.x.SourceLabel(through)
	case p.answers(id):
		return "has spoken about " + matter
	}
	return "mentions " + matter
}

// answers reports whether a source can be asked, and does not have to be looked up.
func (p *placement) answers(id underpin.SourceID) bool {
	return p.x.Sources[id].Kind.Speaks()
}

func (p *placement) requested(c *underpin.Claim, found map[underpin.SourceID]*Placed) {
	for _, r := range p.asked[c.ID] {
		s := p.add(found, r.Source, "has been asked about it")
		if s == nil || s.AskedInVain() && r.State == underpin.RequestOpen { // to ask again takes no refusal back
			continue
		}
		s.Request, s.Answered = string(r.State), r.Answered
		if r.State == underpin.RequestOpen && !r.Due.IsZero() && r.Due.Last < p.cfg.Today {
			s.Request = "overdue"
		}
	}
	for id, s := range found {
		if r := p.vain[id]; r != nil && s.Request == "" {
			s.Request, s.Answered, s.Elsewhere = string(r.State), r.Answered, r.Claim
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
		if s.Spoke || s.AskedInVain() {
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
	b.WriteString(" " + q.whom())
	return b.String()
}

// whom says where a claim could be found out: in which record, from whom, and what to
// beware of.
func (q *Inquiry) whom() string {
	var parts []string
	if q.Obtain != "" {
		parts = append(parts, "To obtain: "+q.Obtain+".")
	}
	if len(q.Sources) > 0 {
		named := listed(q.Sources[:min(textSources, len(q.Sources))])
		if more := len(q.Sources) - textSources; more > 0 {
			named += "; and " + underpin.FormatCount(more) + " more"
		}
		parts = append(parts, "Placed to know: "+named+".")
	} else {
		parts = append(parts, "Nobody in the case is placed to know.")
	}
	if len(q.Parties) > 0 {
		parts = append(parts, "Right of reply: "+listed(q.Parties)+".")
	}
	if q.Warning != "" {
		parts = append(parts, q.Warning)
	}
	return strings.Join(parts, " ")
}

func listed(sources []Placed) string {
	out := make([]string, len(sources))
	for i, s := range sources {
		out[i] = strings.TrimSpace(s.Name + " " + s.Why)
		if s.Request != "" {
			out[i] += ", request " + s.Request
		}
	}
	return strings.Join(out, "; ")
}

func quoted(sentence string) string { return "“" + strings.TrimSuffix(sentence, ".") + "”" }
