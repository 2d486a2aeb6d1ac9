package desk

import (
	"fmt"
	"slices"

	"underpin"
)

// whoIsOneRemarks says of a case what comes of its judgements and claims on who is one:
// claims whose two ends become one, and priors that differ where claims become one.
func whoIsOneRemarks(c *underpin.Case, x *underpin.Index) []string {
	one := x.JudgedSame(x.KnownOn(underpin.MaxDay))
	for _, p := range x.Pairs() {
		if p.Sameness == nil || p.Sameness.Verdict != underpin.NotSame {
			one.Join(p.A, p.B)
		}
	}
	if len(one) == 0 {
		return nil
	}
	claims := make([]*underpin.Claim, len(c.Claims))
	for i := range c.Claims {
		claims[i] = &c.Claims[i]
	}
	slices.SortFunc(claims, func(a, b *underpin.Claim) int { return underpin.CompareIDs(string(a.ID), string(b.ID)) })
	type key struct {
		subject, object underpin.EntityID
		relation        underpin.RelationName
		value           string
		episode         int
	}
	var out []string
	first := map[key]*underpin.Claim{}
	for _, cl := range claims {
		r := x.Relations[cl.Relation]
		if r == nil || r.Class.Traits().Identity || cl.View() || len(cl.Roles) > 0 {
			continue
		}
		k := key{one.Of(cl.Subject), one.Of(cl.Object), cl.Relation, cl.Value.Text, cl.Episode}
		if cl.Object != "" && k.subject == k.object {
			out = append(out, fmt.Sprintf("If %s is %s, both ends of %s are the same, and it forms no tie", x.NameOf(cl.Subject), x.NameOf(cl.Object), cl.ID))
		}
		o := first[k]
		if o == nil {
			first[k] = cl
			continue
		}
		if cl.Prior != o.Prior && (cl.Subject != o.Subject || cl.Object != o.Object) {
			out = append(out, fmt.Sprintf("%s and %s say the same if the entities that they name are one, but their priors differ: then that of %s (%s) counts",
				o.ID, cl.ID, o.ID, priorWords(o.Prior)))
		}
	}
	return out
}

// priorWords writes a prior, also none.
func priorWords(p float64) string {
	if p == 0 {
		return "no view"
	}
	return underpin.FormatProbability(p)
}
