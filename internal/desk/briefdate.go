package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/shock"
)

// on is the study on another day, from the same testimony and the same worlds.
func (s *Study) on(day underpin.Day) *Study {
	out := *s
	out.At, out.dated = day, true
	return &out
}

// panel is the id of a figure: of one with a date of its own unlike that of others.
func (s *Study) panel(name string) string {
	if s.dated {
		return name + "-" + s.At.String()
	}
	return name
}

// onDates prepares what references with a date ask for, and finds which of the claims
// that the brief cites are absent on the days of conclusions.
func (p *preparation) onDates(ctx context.Context) error {
	p.m.On = map[underpin.Day]brief.Dated{}
	for _, a := range p.asked {
		if !a.Dated {
			continue
		}
		d := p.m.On[a.On]
		if out := p.public.Case.Tells(a.On); out != nil {
			p.m.On[a.On] = brief.Dated{Outside: out.Message, Hint: out.Hint}
			continue
		}
		if err := p.onDate(ctx, &d, a); err != nil {
			return err
		}
		p.m.On[a.On] = d
	}
	for _, k := range p.m.Conclusions {
		p.absent(k.On...)
	}
	for _, a := range p.asked {
		if a.Dated {
			p.absent(p.m.On[a.On].Conclusions[a.ID].On...)
			p.absent(a.On)
		}
	}
	return nil
}

// absent notes which of the claims that the brief cites nobody says to have held on
// some days.
func (p *preparation) absent(days ...underpin.Day) {
	for _, day := range days {
		d := p.m.On[day]
		if d.Absent != nil {
			continue
		}
		d.Absent, d.Unattributed = map[underpin.ClaimID]bool{}, map[underpin.ClaimID]bool{}
		for _, a := range p.asked {
			id := underpin.ClaimID(a.ID)
			if i, ok := p.public.model.Claim(id); ok && !brief.OfConclusion(a.Verb) && p.cited.model.Standing(i, day) == 0 {
				d.Absent[id] = true
				d.Unattributed[id] = p.public.model.Standing(i, day) > 0
			}
		}
		p.m.On[day] = d
	}
}

// onDate adds what one reference asks for to what its date has.
func (p *preparation) onDate(ctx context.Context, d *brief.Dated, a brief.AskedReference) (err error) {
	if d.Claims == nil {
		*d = brief.Dated{Claims: map[underpin.ClaimID]brief.Claim{}, Conclusions: map[string]brief.Conclusion{}, Exhibits: map[string]brief.Exhibit{}, Refused: map[string]underpin.Outside{}}
	}
	public := p.public.on(a.On)
	cited := public
	if p.cited != p.public {
		cited = p.cited.on(a.On)
	}
	switch {
	case a.Verb == "credence":
		if i, ok := p.public.model.Claim(underpin.ClaimID(a.ID)); ok {
			d.Claims[underpin.ClaimID(a.ID)] = p.standingClaim(cited, p.held.on(a.On), i)
		}
	case brief.OfConclusion(a.Verb):
		if public.Index.Conclusions[a.ID] != nil {
			d.Conclusions[a.ID], err = kept(ctx, p, "conclusion "+a.ID+" "+a.On.String(), func() (brief.Conclusion, error) { return public.concludedFor(ctx, cited, a.ID) })
		}
	default:
		for _, x := range exhibitKinds {
			if x.dated && x.name == a.Exhibit() && slices.Contains(p.m.Has.Exhibits, x.name) {
				d.Exhibits[x.name], err = kept(ctx, p, x.name+" "+a.On.String(), func() (brief.Exhibit, error) { return x.make(cited, ctx) })
			}
		}
	}
	if no, ok := p.refusal(err); ok {
		d.Refused[a.Exhibit()] = no
		return nil
	}
	return err
}

// refusal says of a reference why it cannot be computed and what to do, where that lies in
// what is lost or in the expression of a conclusion, and not in the brief as a whole.
func (p *preparation) refusal(err error) (underpin.Outside, bool) {
	if no, ok := errors.AsType[*conclusion.Mistake](err); ok {
		sentence, _, _ := strings.Cut(no.Error(), "\n")
		return underpin.Outside{Message: "from what may be published this conclusion cannot be computed: " + sentence, Hint: "ask in its expression for what may be published, or leave it out"}, true
	}
	no, ok := errors.AsType[*shock.Error](err)
	if !ok {
		return underpin.Outside{}, false
	}
	hint := no.Hint
	if slices.Equal(p.held.Query.Lose, p.held.whole.Settings.Lose) {
		hint = "the settings of the case name who is lost and on which day: change them, ask for a day with ties, as in at=2019-12-31, or leave this out"
	}
	return underpin.Outside{Message: no.Message, Hint: hint}, true
}

// refuse notes why a reference without a date cannot be computed. Any other error is the
// answer.
func (p *preparation) refuse(a brief.AskedReference, err error) error {
	no, ok := p.refusal(err)
	if ok {
		p.m.Refused[a.Exhibit()] = no
		return nil
	}
	return err
}

// standingClaim prepares a claim as it stands on the day of the studies.
func (p *preparation) standingClaim(cited, held *Study, i int) brief.Claim {
	c := p.claim(cited, held, i)
	c.Shown, c.Held = c.Standing, held.model.Standing(i, held.At)
	if c.Word != "" {
		c.Word = evidence.YardstickOf(cited.Case.Settings.Yardstick).Word(c.Shown)
	}
	return c
}
