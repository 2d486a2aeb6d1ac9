package desk

import (
	"context"
	"strings"

	"underpin"
	"underpin/internal/shock"
)

// A Shock is what named losses do, before and after.
type Shock struct {
	*shock.Report
	// LostNames names what is lost, and Loss tells it with its event; Gone and Stays say
	// for each root which lines of command are gone and which lines are left.
	LostNames []string `json:"lost_names"`
	Loss      string   `json:"loss"`
	Gone      []string `json:"gone"`
	Stays     []string `json:"stays"`
	Caption   Caption  `json:"caption"`
}

// Shock sets the network before the losses beside the network after. From names
// the roots; the case's own where none are named.
func (d *Desk) Shock(ctx context.Context, q Query, from []underpin.EntityID) (_ *Shock, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, true)
	if err != nil {
		return nil, err
	}
	return s.shock(ctx, from)
}

func (s *Study) shock(ctx context.Context, from []underpin.EntityID) (*Shock, error) {
	cmp, err := s.compare(ctx, from)
	if err != nil {
		return nil, err
	}
	r, err := cmp.Report(ctx, s.run("before and after"))
	if err != nil {
		return nil, err
	}
	out := &Shock{Report: r, Caption: s.Caption(true)}
	out.LostNames = s.lostNames()
	out.Loss = s.lossTold(r.Lost, out.LostNames)
	s.withoutPersons(&r.Before)
	s.withoutPersons(&r.After)
	for i, root := range r.Roots {
		gone, stays := s.rootAfter(r, root, i == 0)
		out.Gone, out.Stays = append(out.Gone, gone), append(out.Stays, stays)
	}
	return out, nil
}

// lostNames names what is lost: an entity by its name, a claim by its sentence.
func (s *Study) lostNames() []string {
	var names []string
	for _, id := range s.lost {
		names = append(names, s.Index.NameOf(id))
	}
	for _, id := range s.lostClaims {
		names = append(names, "that "+strings.TrimSuffix(s.Index.Sentence(s.Index.Claims[id]), "."))
	}
	return names
}

// compare prepares the comparison of the study's losses on its date.
func (s *Study) compare(ctx context.Context, from []underpin.EntityID) (*shock.Comparison, error) {
	if !s.losing() {
		return nil, faultf(NothingLost, "", "no loss is named, and the case names none of its own")
	}
	roots, err := s.roots(from)
	if err != nil {
		return nil, err
	}
	f, err := s.Frame(ctx, s.At)
	if err != nil {
		return nil, err
	}
	standing := func(claim int) float64 { return s.model.Standing(claim, s.At) }
	return shock.Compare(f, shock.Config{Entities: s.lost, Claims: s.lostClaims, Roots: roots, Standing: standing, On: s.At})
}
