package desk

import (
	"context"

	"underpin"
	"underpin/internal/hinge"
)

// An AskableClaim is a claim on which a word more would count, with who could give it.
type AskableClaim struct {
	ToldClaim
	Whom hinge.Inquiry `json:"whom"`
}

// mostAskable is how many claims a dossier offers to ask about.
const mostAskable = 6

// askable lists the first of some claims that hang on one voice or are disputed, and how
// many there are. In a case that rests on one author that is every one, and none is listed.
func (s *Study) askable(claims []int) ([]AskableClaim, int) {
	out := []AskableClaim{}
	var ids []underpin.ClaimID
	var told []ToldClaim
	for _, i := range claims {
		c := s.toldClaim(i)
		if c.Origins == 0 || c.Origins > 1 && !c.Contested || s.Case.Settings.SingleAuthor != "" {
			continue
		}
		ids, told = append(ids, c.Claim), append(told, c)
	}
	open := len(ids)
	ids = ids[:min(open, mostAskable)]
	for k, q := range s.whom(ids) {
		out = append(out, AskableClaim{told[k], q})
	}
	return out, open
}

// whom tells of claims where each could be found out.
func (s *Study) whom(claims []underpin.ClaimID) []hinge.Inquiry {
	if len(claims) == 0 {
		return nil
	}
	return hinge.Whom(s.model.Model, claims, hinge.AskConfig{Known: s.Known, Today: s.today, Lost: s.lost})
}

// Whom tells where a claim could be found out: in which record, from whom, and what asking
// could give away.
func (d *Desk) Whom(ctx context.Context, q Query, id underpin.ClaimID) (_ *hinge.Inquiry, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	i, err := s.claim(id)
	if err != nil {
		return nil, err
	}
	return &s.whom([]underpin.ClaimID{s.Case.Claims[i].ID})[0], nil
}
