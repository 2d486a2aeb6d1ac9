package desk

import (
	"context"
	"fmt"
	"slices"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/cite"
	"underpin/internal/edtf"
	"underpin/internal/evidence"
	"underpin/internal/register"
)

// A preparation is what a brief is prepared from: the case as it is held, as it may be
// published, which is what conclusions are computed from, and as a note may cite it,
// which is what is shown of a claim and in every figure and table; both as
// [cite.Disclosed] tells it. The case as it is held goes along only so that the lint can
// find text that leans on it.
type preparation struct {
	held, public, cited *Study
	query               string // by what it is prepared
	asked               []brief.AskedReference
	m                   *brief.Material
}

// material prepares what a brief refers to, and nothing that it does not.
func (d *Desk) material(ctx context.Context, q Query, asked []brief.AskedReference) (*brief.Material, error) {
	o, err := d.load(ctx, q.Case)
	if err != nil {
		return nil, err
	}
	named := q
	named.Progress = nil
	p := &preparation{asked: asked, query: fmt.Sprintf("%+v %d ", named, d.Today().Last)}
	if p.held, err = newStudy(ctx, o, q, d.cfg.Now(), true); err != nil {
		return nil, err
	}
	if p.held.places, err = d.placesOf(ctx, p.held); err != nil {
		return nil, err
	}
	if err := p.publish(ctx); err != nil {
		return nil, err
	}
	p.m = p.public.aboutCase()
	p.m.Sealed = p.held.sealed()
	for _, e := range p.held.Case.Estimates {
		p.m.Estimates = append(p.m.Estimates, p.held.estimate(e))
	}
	if p.m.Frozen, err = d.frozen(ctx, p.public, o.head); err != nil {
		return nil, err
	}
	for _, prepare := range []func(context.Context) error{p.exhibits, p.conclusions, p.asks, p.onDates, p.claims} {
		if err := prepare(ctx); err != nil {
			return nil, err
		}
	}
	return p.m, nil
}

// publish reads what is held as it may be published and as a note may cite it.
func (p *preparation) publish(ctx context.Context) (err error) {
	if p.public, err = p.held.publishing(ctx, evidence.Concluding); err != nil {
		return err
	}
	if p.cited = p.public; p.held.silent() {
		p.cited, err = p.held.publishing(ctx, evidence.Citing)
	}
	return err
}

// publishing is the study of the case as it may be told for a purpose.
func (s *Study) publishing(ctx context.Context, p evidence.Purpose) (*Study, error) {
	d := cite.Disclosure{Known: s.Known, Published: s.today, Silent: p == evidence.Concluding}
	told, err := s.open.told.of(ctx, d, func() (*toldCase, error) {
		c, renamed := cite.Disclosed(s.open.index(), s.open.Case, d)
		return &toldCase{newOpenCase(c, s.open.head), renamed}, nil
	})
	if err != nil {
		return nil, err
	}
	out := *s
	out.open, out.Case, out.Query.purpose = told.openCase, told.Case, p
	out.Query.Edits = s.Query.Edits.Renamed(told.renamed)
	if err := out.date(true); err != nil {
		return nil, err
	}
	return &out, out.weigh(ctx)
}

// aboutCase is what every brief of the case has, whatever it refers to.
func (s *Study) aboutCase() *brief.Material {
	c := s.Case
	m := &brief.Material{
		Title: c.Settings.Title, Notice: c.Settings.Notice, Publish: s.today, Yardstick: evidence.YardstickOf(c.Settings.Yardstick),
		NoHeirs: c.Settings.NoHeirs, Names: s.names(), Questions: c.Questions, Method: c.Method,
		Claims: map[underpin.ClaimID]brief.Claim{}, Conclusions: map[string]brief.Conclusion{}, Exhibits: map[string]brief.Exhibit{}, Refused: map[string]underpin.Outside{},
		SingleAuthor: s.Index.Sources[c.Settings.SingleAuthor], Described: s.described(), Grades: map[underpin.SourceID]string{},
		Has: brief.Has{Claims: make(map[underpin.ClaimID]string, len(c.Claims)), Conclusions: map[string]string{}, Lacking: map[string]string{}},
	}
	for i := range c.Claims {
		m.Has.Claims[c.Claims[i].ID] = s.told(&c.Claims[i])
	}
	for _, k := range c.Conclusions {
		m.Has.Conclusions[k.ID] = k.Text
	}
	for _, x := range exhibitKinds {
		if x.has == nil || x.has(s) {
			m.Has.Exhibits = append(m.Has.Exhibits, x.name)
		} else {
			m.Has.Lacking[x.name] = x.lacks
		}
	}
	for i := range c.Sources {
		if src := &c.Sources[i]; !src.Protected {
			m.Grades[src.ID] = s.gradedBy(src)
		}
	}
	return m
}

// exhibitKinds are what a brief can show on a line of its own, those that take a date
// marked; has is nil where every case has one, and lacks says what is needed for it.
var exhibitKinds = []struct {
	name  string
	dated bool
	has   func(*Study) bool
	lacks string
	make  func(*Study, context.Context) (brief.Exhibit, error)
}{
	{"network", true, nil, "", (*Study).network},
	{"payments", false, nil, "", (*Study).paymentExhibit},
	{"requests", false, nil, "", func(s *Study, _ context.Context) (brief.Exhibit, error) { return s.requestExhibit(), nil }},
	{"shock", true, (*Study).losing, "name who or what is lost with --lose, or once and for all with: underpin edit settings shock.lose+=ID", (*Study).shockExhibit},
}

// frozen is what a brief can be made again from.
func (d *Desk) frozen(ctx context.Context, s *Study, last register.Entry) (brief.Frozen, error) {
	f := brief.Frozen{Version: d.cfg.Version, Seed: s.Query.Seed, Worlds: s.Query.Worlds, AsOf: edtf.Of(s.At), KnownOn: s.Known}
	if as := s.Case.Settings.AsOf; s.Query.At == "" && !as.IsZero() {
		f.AsOf = as // and not the day of the losses
	}
	points, err := d.store.Checkpoints(ctx, s.Case.ID)
	if err != nil {
		return f, err
	}
	points = slices.DeleteFunc(points, func(c register.Checkpoint) bool { return c.Size > last.Seq }) // of a page that is made again
	if n := len(points); n > 0 {
		f.Checkpoint = fmt.Sprintf("%d · %s", points[n-1].Size, shortRoot(points[n-1].Root))
	}
	if n := len(points); n > 0 && points[n-1].Size != last.Seq {
		f.Checkpoint += fmt.Sprintf(" and %s since", count(int(last.Seq-points[n-1].Size), "entry"))
	}
	return f, nil
}

// exhibits prepares the figures and tables that are asked for without a date.
func (p *preparation) exhibits(ctx context.Context) error {
	for _, a := range p.asked {
		for _, x := range exhibitKinds {
			if a.Dated || a.Exhibit() != x.name || !slices.Contains(p.m.Has.Exhibits, x.name) {
				continue
			}
			made, err := kept(ctx, p, x.name, func() (brief.Exhibit, error) { return x.make(p.cited, ctx) })
			if err == nil {
				p.m.Exhibits[x.name] = made
			} else if err = p.refuse(a, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// conclusions prepares the conclusions that are asked for on their own dates, with
// their hinges.
func (p *preparation) conclusions(ctx context.Context) error {
	for _, a := range p.asked {
		if _, done := p.m.Conclusions[a.ID]; done || a.Dated || !brief.OfConclusion(a.Verb) || p.public.Index.Conclusions[a.ID] == nil {
			continue
		}
		made, err := kept(ctx, p, "conclusion "+a.ID, func() (brief.Conclusion, error) { return p.public.concludedFor(ctx, p.cited, a.ID) })
		if err == nil {
			p.m.Conclusions[a.ID] = made
		} else if err = p.refuse(a, err); err != nil {
			return err
		}
	}
	return nil
}

// kept returns what was prepared before from the same case by the same query, so that a
// brief that is rendered again at each pause of its author computes only what is new in it.
func kept[T any](ctx context.Context, p *preparation, what string, work func() (T, error)) (T, error) {
	v, err := p.held.whole.prepared.of(ctx, p.query+what, func() (any, error) { return work() })
	if err != nil {
		var none T
		return none, err
	}
	return v.(T), nil
}

// asks prepares what to ask next, where it is asked for.
func (p *preparation) asks(ctx context.Context) (err error) {
	ask := brief.AskedReference{Verb: "ask"}
	if !slices.Contains(p.asked, ask) {
		return nil
	}
	if p.m.Ask, err = kept(ctx, p, "ask", func() ([]brief.Ask, error) { return p.briefAsks(ctx) }); err != nil {
		return p.refuse(ask, err)
	}
	return nil
}

// claims prepares the claims that the brief refers to, and those that go with what it
// shows.
func (p *preparation) claims(context.Context) error {
	for _, id := range p.m.Cites(p.asked) {
		if i, ok := p.held.model.Claim(id); ok {
			p.m.Claims[id] = p.claim(p.cited, p.held, i)
		}
	}
	return nil
}
