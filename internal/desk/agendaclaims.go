package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
)

// Contradictions are the claims that somebody or something is against, those first whose
// two sides are the most even.
type Contradictions struct {
	Head string          `json:"head"`
	Rows []Contradiction `json:"rows"`
	// More counts the claims that stand in no row, neither by themselves nor as a rival.
	More int `json:"more"`
}

// A Contradiction is a claim with what is against it: who denies or doubts it, in words,
// the claims that it competes with, and those of a beginning or an end that testimony
// for it lies outside of.
type Contradiction struct {
	Claim    underpin.ClaimID `json:"claim"`
	Sentence string           `json:"sentence"`
	Against  []string         `json:"against"`
	Rivals   []Resting        `json:"rivals"`
}

// WaitingTerms are the statements that may not be published yet.
type WaitingTerms struct {
	Head string       `json:"head"`
	Rows []WaitsTerms `json:"rows"`
}

// A WaitsTerms is a statement that waits for terms or for a day.
type WaitsTerms struct {
	Claim    underpin.ClaimID     `json:"claim"`
	Sentence string               `json:"sentence"`
	ID       underpin.TestimonyID `json:"id"`
	Why      string               `json:"why"`
}

// QuietClaims are the claims that were ties once and are no longer because nobody
// repeats them, and those of which the last word was withdrawn.
type QuietClaims struct {
	Head string       `json:"head"`
	Rows []QuietClaim `json:"rows"`
}

// A QuietClaim is one of them.
type QuietClaim struct {
	Claim     underpin.ClaimID `json:"claim"`
	Sentence  string           `json:"sentence"`
	Why       string           `json:"why"`
	Withdrawn bool             `json:"withdrawn,omitempty"`
}

// A disputedClaim is a claim by its number that something is against, with how even the
// sides are.
type disputedClaim struct {
	claim    int
	conflict float64
}

// disputes lists the claims that are contradicted on a day.
func (m *openModel) disputes(ctx context.Context, day underpin.Day) ([]disputedClaim, error) {
	return m.disputed.of(ctx, day, func() ([]disputedClaim, error) {
		var out []disputedClaim
		for i := range m.Case().Claims {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if m.Together(i, true)[0] != i {
				continue // told with the one that says the same
			}
			if a := m.Assess(i, day); a.Asserted && a.Contested {
				out = append(out, disputedClaim{i, a.Conflict})
			}
		}
		slices.SortStableFunc(out, func(x, y disputedClaim) int { return cmp.Compare(y.conflict, x.conflict) })
		return out, nil
	})
}

func (a agenda) contradicted(ctx context.Context) (Contradictions, error) {
	out := Contradictions{Head: "nothing is contradicted", Rows: []Contradiction{}}
	list, err := a.model.disputes(ctx, a.At)
	if err != nil || len(list) == 0 {
		return out, err
	}
	out.Head = count(len(list), "claim")
	told := map[underpin.ClaimID]bool{}
	for _, x := range list {
		c := &a.Case.Claims[x.claim]
		switch {
		case told[c.ID]:
			continue
		case len(out.Rows) == agendaRows:
			out.More++
			continue
		}
		row := a.contradiction(x.claim, c)
		told[c.ID] = true
		for _, r := range row.Rivals {
			told[r.Claim] = true
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// contradiction tells what is against a claim.
func (a agenda) contradiction(i int, c *underpin.Claim) Contradiction {
	out := Contradiction{Claim: c.ID, Sentence: a.told(c), Against: []string{}, Rivals: []Resting{}}
	for _, t := range a.said(i) {
		if t.Polarity == underpin.Affirm || !a.model.Known().Counts(t) {
			continue
		}
		if says := a.whoSpeaks(t); !slices.Contains(out.Against, says) {
			out.Against = append(out.Against, says)
		}
	}
	how := a.model.Assess(i, a.At)
	for _, id := range slices.Concat(how.Rivals, how.RivalsOn, how.CannotBe) {
		other, ok := a.model.Claim(id)
		if !ok || slices.ContainsFunc(out.Rivals, func(r Resting) bool { return r.Claim == id }) {
			continue
		}
		assessed := a.model.Assess(other, a.At)
		out.Rivals = append(out.Rivals, Resting{id, a.told(&a.Case.Claims[other]), a.says(&a.Case.Claims[other], &assessed)})
	}
	return out
}

// terms lists what may not be published for want of terms or before a day. What is off
// the record waits for nothing.
func (a agenda) terms() WaitingTerms {
	out := WaitingTerms{Rows: []WaitsTerms{}}
	reasons, of := []string{}, map[string]int{}
	for i := range a.Case.Testimonies {
		t := &a.Case.Testimonies[i]
		use, why := a.Index.UseOf(t, a.on)
		c := a.Index.Claims[t.Claim]
		if use.Publishable() || why == underpin.OffTheRecord || c == nil || !a.model.Known().Counts(t) {
			continue
		}
		if of[why]++; of[why] == 1 {
			reasons = append(reasons, why)
		}
		if len(out.Rows) < agendaRows {
			out.Rows = append(out.Rows, WaitsTerms{t.Claim, a.told(c), t.ID, a.waits(t, why)})
		}
	}
	var parts []string
	for _, why := range reasons {
		parts = append(parts, underpin.FormatCount(of[why])+" "+why)
	}
	if out.Head = strings.Join(parts, ", "); out.Head == "" {
		out.Head = "nothing waits for terms or for a day"
	}
	return out
}

// waits says why a statement may not be published, and until when.
func (a agenda) waits(t *underpin.Testimony, why string) string {
	out := "The statement of " + a.Index.SourceLabel(t.Source) + " is " + why
	if why == underpin.UnderEmbargo {
		out += " until " + underpin.FormatDate(a.Index.TermsOf(t).Embargo)
	}
	return out + "; nothing published rests on it."
}

// quiet lists the claims that have gone quiet by the date of the study and those of
// which nobody is left who says so.
func (a agenda) quiet() QuietClaims {
	out := QuietClaims{Head: "no claim has gone quiet and none was withdrawn", Rows: []QuietClaim{}}
	n := 0
	for i, standing := range a.model.Standings(a.At) {
		c := &a.Case.Claims[i]
		if standing > 0 || a.model.Together(i, true)[0] != i {
			continue
		}
		why, withdrawn := a.withdrawn(i), true
		if why == "" {
			why, withdrawn = a.fallenQuiet(i), false
		}
		if why == "" {
			continue
		}
		if n++; len(out.Rows) < agendaRows {
			out.Rows = append(out.Rows, QuietClaim{c.ID, a.told(c), why, withdrawn})
		}
	}
	if n > 0 {
		out.Head = count(n, "claim")
	}
	return out
}

// withdrawn says who withdrew the last word for a claim; empty where somebody still says
// so, or nobody ever did.
func (a agenda) withdrawn(i int) string {
	var last *underpin.Testimony
	for _, t := range a.said(i) {
		switch known := a.model.Known(); {
		case t.Polarity != underpin.Affirm || !known.Learned(t):
		case !known.Withdrawn(t):
			return ""
		case last == nil || t.Retracted.On.Last > last.Retracted.On.Last:
			last = t
		}
	}
	if last == nil {
		return ""
	}
	out := "Nobody says so: " + cmp.Or(last.Retracted.By, a.Index.SourceLabel(last.Source)) + " withdrew it"
	if !last.Retracted.On.IsZero() {
		out += " " + onDate(last.Retracted.On)
	}
	out += "."
	if last.Retracted.Why != "" {
		out += " " + strings.TrimSuffix(last.Retracted.Why, ".") + "."
	}
	return out
}

// fallenQuiet says since when nobody has repeated a claim that fades; empty where it does
// not fade, an end is stated, or it has not faded yet.
func (a agenda) fallenQuiet(i int) string {
	r := a.Index.Relations[a.Case.Claims[i].Relation]
	if r == nil || r.Act() || r.HalfLife.Never || !r.Ties() {
		return ""
	}
	// Who states an end says nothing of later days; the others do until they have faded.
	var last underpin.Date
	open := underpin.MinDay
	for _, t := range a.said(i) {
		if t.Polarity != underpin.Affirm || !a.model.Known().Counts(t) {
			continue
		}
		on, said := a.Index.Placed(t)
		switch {
		case t.Held.End.Kind == underpin.Stated:
			on = t.Held.End.Date
		case t.Held.End.Kind == underpin.Open && said.Last > on.Last:
			on = said
		}
		if t.Held.End.Kind != underpin.Stated {
			open = max(open, on.Last)
		}
		if last.IsZero() || on.Last > last.Last {
			last = on
		}
	}
	if open == underpin.MinDay || a.At <= open+underpin.Day(2*365.25*r.HalfLife.Years) {
		return ""
	}
	return "Last said for " + underpin.FormatDate(last) + ". Twice its half-life is past: it is no longer a tie."
}
