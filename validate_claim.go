package underpin

import (
	"fmt"
	"slices"
	"strings"
)

func (v *validator) claim(c *Claim) {
	id := string(c.ID)
	if c.Subject == "" {
		v.add(KindClaim, id, "subject", "name the entity it is about", "the claim has no subject")
	}
	if c.Relation == "" {
		v.add(KindClaim, id, "relation", "name a word of the vocabulary", "the claim has no relation")
	}
	if len(c.Holders) > 1 && slices.Contains(c.Holders, HolderUnstated) {
		v.add(KindClaim, id, "view_of", fmt.Sprintf("leave out %q", HolderUnstated), "holders are named, and so is %q", HolderUnstated)
	}
	if c.Prior != 0 {
		v.probability(KindClaim, id, "prior", c.Prior)
	}
	if r := v.x.Relations[c.Relation]; r != nil {
		v.ends(c, r)
	}
}

// ends checks that a claim has the ends its relation asks for.
func (v *validator) ends(c *Claim, r *Relation) {
	id, traits := string(c.ID), r.Class.Traits()
	switch {
	case traits.Value && c.Value.IsZero():
		v.add(KindClaim, id, "value", "write value: 60000", "%q is an attribute and the claim has no value", r.Name)
	case traits.Value && r.Bound != "" && !dated(c.Value):
		v.add(KindClaim, id, "value", "write value: 2014-05-02, 2014-05 or 2014", "%q tells when something begins or ends, and %q is not a date", r.Name, c.Value.Text)
	case traits.Value && c.Object != "":
		v.add(KindClaim, id, "object", "use value alone", "%q is an attribute and takes no object", r.Name)
	case traits.Pays && c.Object == "":
		v.add(KindClaim, id, "object", "name who was paid; the value is the amount", "the payment has no payee")
	case traits.Pays && (c.Value.High < 0 && !c.Value.NoHigh || c.Value.Low < 0 && !c.Value.NoLow):
		v.add(KindClaim, id, "value", "say who paid whom, and write the amount without a sign", "%q is less than nothing", c.Value.Text)
	case !traits.Value && !traits.Bare && c.Object == "":
		v.add(KindClaim, id, "object", "name the entity at the other end", "the claim has no object")
	case c.Object != "" && c.Object == c.Subject:
		v.add(KindClaim, id, "object", "name two different entities", "%q is at both ends", c.Subject)
	}
}

func dated(q Quantity) bool { _, ok := q.AsDate(); return ok }

func (v *validator) request(r *Request) {
	if r.Source == "" {
		v.add(KindRequest, r.ID, "source", "name who is asked", "the request does not say who is asked")
	}
	oneOf(v, KindRequest, r.ID, "state", r.State, RequestStates)
}

func (v *validator) conclusion(c *Conclusion) {
	if strings.TrimSpace(c.Expr) == "" {
		v.add(KindConclusion, c.ID, "expr", `write an expression, for example after.command("a", "b")`, "the conclusion has no expression")
	}
	if !c.At.IsZero() {
		if err := v.c.Tells(c.At.Last); err != nil {
			v.add(KindConclusion, c.ID, "at", err.Hint, "%s", err.Message)
		}
	}
}

func (v *validator) question(q *Question) {
	if strings.TrimSpace(q.Text) == "" {
		v.add(KindQuestion, q.ID, "text", "write what the case is to answer", "the question has no text")
	}
}

func (v *validator) estimate(e *Estimate) {
	if e.P != 0 {
		v.probability(KindEstimate, e.ID, "p", e.P)
	}
}
