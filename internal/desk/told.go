package desk

import (
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/cite"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
)

// told is a claim as a sentence; where nobody says the claim and we read it out of a
// source, with that.
func (s *Study) told(c *underpin.Claim) string {
	return s.toldAs(c, s.reading(c.ID))
}

// toldAs is told where [Study.reading] has named whose words we read the claim out of.
func (s *Study) toldAs(c *underpin.Claim, reading string) string {
	text := s.Index.Sentence(c)
	if reading == "" || strings.Contains(strings.ToLower(text), "our reading") {
		return text
	}
	return strings.TrimSuffix(text, ".") + " (" + reading + ")"
}

// reading names whose words we read a claim out of: "our reading of Ana Ruiz". It is
// empty where somebody says so. What is to be published names nobody whose terms do
// not allow it.
func (s *Study) reading(claim underpin.ClaimID) string {
	inferred := func(t *underpin.Testimony) bool { return t.Basis == underpin.BasisInferred }
	if !slices.ContainsFunc(s.Index.ByClaim[claim], inferred) {
		return ""
	}
	said := cite.Statements(s.Index, s.model.Known(), claim)
	if !cite.Reading(said) {
		return ""
	}
	var names []string
	for _, st := range said {
		if st.Testimony.Polarity != underpin.Affirm {
			continue
		}
		name := s.Index.SourceLabel(st.Source.ID)
		if s.Query.purpose != evidence.Holding {
			name = cite.For(st, s.today).Who
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "our reading"
	}
	return underpin.Saying(list(names, len(names)), underpin.BasisInferred, underpin.Affirm)
}

// ofThemRead says which of several voices for a claim are our reading of a source.
func (s *Study) ofThemRead(a *evidence.Assessment) string {
	var names []string
	voices := 0
	for _, v := range a.Voices {
		if v.Denies {
			continue
		}
		voices++
		if t := s.Index.Testimonies[v.Testimony]; t != nil && t.Basis == underpin.BasisInferred {
			names = append(names, s.Index.SourceLabel(v.Reporter))
		}
	}
	if len(names) == 0 {
		return ""
	}
	part := "; in part "
	if len(names) == voices {
		part = "; "
	}
	return part + underpin.Saying(list(names, len(names)), underpin.BasisInferred, underpin.Affirm)
}

// readingsTried is how many readings are taken out to see whether an answer flips
// without one.
const readingsTried = 8

// readings lists the claims that nobody says, that we read out of a source, and
// without one of which a conclusion has another answer.
func (s *Study) readings(ctx context.Context, answers *hinge.Answers) ([]underpin.ClaimID, error) {
	var refs []hinge.Ref
	for i := range s.Case.Claims {
		id := s.Case.Claims[i].ID
		if len(refs) < readingsTried && s.reading(id) != "" && answers.MayHangOn(i) {
			refs = append(refs, hinge.Ref{Kind: hinge.Claim, ID: string(id)})
		}
	}
	if len(refs) == 0 {
		return nil, nil
	}
	tried, err := hinge.Find(ctx, answers, hinge.Config{Largest: -1, Named: refs, Flipping: true})
	if err != nil {
		return nil, err
	}
	var out []underpin.ClaimID
	for _, h := range tried.Hinges {
		if h.Flips {
			out = append(out, underpin.ClaimID(h.ID))
		}
	}
	slices.Sort(out)
	return out, nil
}

// hangsOnReadings says that an answer hangs on what we read out of a source.
func hangsOnReadings(claims []underpin.ClaimID) string {
	switch ids := wordsOf(claims); len(ids) {
	case 0:
		return ""
	case 1:
		return "; it hangs on a reading of ours (" + ids[0] + ")"
	default:
		return "; it hangs on readings of ours (" + strings.Join(ids, ", ") + ")"
	}
}

// dating says of an act, an appointment or a designation that no source dates it, and
// when its words place it; and of an act that does not stand on the date asked, for
// when it is told. It is empty for what else is dated, and for what fades.
func (s *Study) dating(c *underpin.Claim, standing float64) string {
	r := s.Index.Relations[c.Relation]
	if r == nil || !r.Act() && !r.HalfLife.Never || r.Class.Traits().Value || r.Class.Traits().Identity {
		return ""
	}
	attested := ""
	for _, st := range cite.Statements(s.Index, s.model.Known(), c.ID) {
		switch t := &st.Testimony; {
		case t.Polarity != underpin.Affirm:
		case !t.Held.IsZero() && r.Act() && standing == 0:
			return "an act, told " + heldWords(t.Held) + "; it has no standing on any other day"
		case !t.Held.IsZero():
			return ""
		case attested == "" && !t.Attested.IsZero():
			attested = "; attested " + onDate(t.Attested)
		}
	}
	return "not dated" + attested
}
