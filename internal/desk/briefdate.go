package desk

import (
	"context"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/evidence"
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

// onDates prepares what references with a date ask for, and finds which claims are
// absent on the days of conclusions.
func (s *Study) onDates(ctx context.Context, m *brief.Material, shown, held *Study, asked []brief.DatedReference) error {
	m.On = map[underpin.Day]brief.Dated{}
	for _, a := range asked {
		d := m.On[a.On]
		if out := s.Case.Tells(a.On); out != nil {
			m.On[a.On] = brief.Dated{Outside: out.Message, Hint: out.Hint}
			continue
		}
		if err := s.onDate(ctx, &d, shown, held, a); err != nil {
			return err
		}
		m.On[a.On] = d
	}
	absent := func(k brief.Conclusion) {
		for _, day := range k.On {
			if d := m.On[day]; d.Absent == nil {
				d.Absent = s.absent(day)
				m.On[day] = d
			}
		}
	}
	for _, k := range m.Conclusions {
		absent(k)
	}
	for _, a := range asked {
		absent(m.On[a.On].Conclusions[a.ID])
		absent(brief.Conclusion{On: []underpin.Day{a.On}})
	}
	return nil
}

// onDate adds what one reference asks for to what its date has.
func (s *Study) onDate(ctx context.Context, d *brief.Dated, shown, held *Study, a brief.DatedReference) (err error) {
	if d.Claims == nil {
		*d = brief.Dated{Claims: map[underpin.ClaimID]brief.Claim{}, Conclusions: map[string]brief.Conclusion{}, Exhibits: map[string]brief.Exhibit{}}
	}
	all := s.on(a.On)
	on := all
	if shown != s {
		on = shown.on(a.On)
	}
	switch a.Verb {
	case "credence":
		if i, ok := s.model.Claim(underpin.ClaimID(a.ID)); ok {
			d.Claims[underpin.ClaimID(a.ID)] = on.standingClaim(held.on(a.On), i)
		}
	case "conclusion", "hinges":
		if s.Index.Conclusions[a.ID] != nil {
			d.Conclusions[a.ID], err = all.concludedFor(ctx, on, a.ID)
		}
	case "network":
		d.Exhibits[a.Verb], err = on.network()
	case "shock":
		if s.losing() {
			d.Exhibits[a.Verb], err = on.shockExhibit(ctx)
		}
	}
	return err
}

// standingClaim prepares a claim as it stands on the day of the study.
func (s *Study) standingClaim(held *Study, i int) brief.Claim {
	c := s.briefClaim(held, i)
	c.Shown, c.Held = c.Standing, held.model.Standing(i, s.At)
	if c.Word != "" {
		c.Word = evidence.YardstickOf(s.Case.Settings.Yardstick).Word(c.Shown)
	}
	return c
}

// absent lists the claims of which nobody says that they held on a day.
func (s *Study) absent(day underpin.Day) map[underpin.ClaimID]bool {
	out := map[underpin.ClaimID]bool{}
	for i := range s.Case.Claims {
		if s.model.Standing(i, day) == 0 {
			out[s.Case.Claims[i].ID] = true
		}
	}
	return out
}
