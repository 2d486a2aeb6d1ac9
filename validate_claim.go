package underpin

import "strings"

func (v *validator) claims() {
	for i := range v.c.Claims {
		v.oneClaim(&v.c.Claims[i])
	}
}

func (v *validator) oneClaim(c *Claim) {
	id := string(c.ID)
	v.id(KindClaim, id)
	if c.Subject == "" {
		v.add(KindClaim, id, "subject", "name the entity it is about", "the claim has no subject")
	}
	v.entity(KindClaim, id, "subject", c.Subject)
	v.entity(KindClaim, id, "object", c.Object)
	for _, h := range c.Holders {
		v.entity(KindClaim, id, "view_of", h)
	}
	for _, r := range c.Roles {
		v.entity(KindClaim, id, "roles", r.Entity)
	}
	if c.Prior != 0 {
		v.probability(KindClaim, id, "prior", c.Prior)
	}
	r := v.x.Relations[c.Relation]
	if r == nil {
		v.add(KindClaim, id, "relation", v.didYouMean(string(c.Relation), keysOf(v.x.Relations), "add it to the vocabulary"), "unknown relation %q", c.Relation)
		return
	}
	v.ends(c, r)
}

// ends checks that a claim has the ends its relation asks for.
func (v *validator) ends(c *Claim, r *Relation) {
	id := string(c.ID)
	switch {
	case r.Class == ClassAttribute && c.Value.IsZero():
		v.add(KindClaim, id, "value", "write value: 60000", "%q is an attribute and the claim has no value", r.Name)
	case r.Class == ClassAttribute && c.Object != "":
		v.add(KindClaim, id, "object", "use value alone", "%q is an attribute and takes no object", r.Name)
	case r.Class != ClassAttribute && r.Class != ClassEvent && c.Object == "":
		v.add(KindClaim, id, "object", "name the entity at the other end", "the claim has no object")
	case c.Object != "" && c.Object == c.Subject:
		v.add(KindClaim, id, "object", "name two different entities", "%q stands at both ends", c.Subject)
	}
}

func (v *validator) rest() {
	for _, r := range v.c.Requests {
		v.id(KindRequest, r.ID)
		v.source(KindRequest, r.ID, "source", r.Source)
		if r.Claim != "" && v.x.Claims[r.Claim] == nil {
			v.add(KindRequest, r.ID, "claim", v.didYouMean(string(r.Claim), keysOf(v.x.Claims), "add the claim first"), "there is no claim %q", r.Claim)
		}
		oneOf(v, KindRequest, r.ID, "state", r.State, []RequestState{RequestOpen, RequestAnswered, RequestRefused})
	}
	for _, c := range v.c.Conclusions {
		v.id(KindConclusion, c.ID)
		if strings.TrimSpace(c.Expr) == "" {
			v.add(KindConclusion, c.ID, "expr", `write an expression, for example after.command("a", "b")`, "the conclusion has no expression")
		}
	}
	for _, q := range v.c.Questions {
		v.id(KindQuestion, q.ID)
	}
	for _, e := range v.c.Estimates {
		v.id(KindEstimate, e.ID)
		for _, a := range e.About {
			v.entity(KindEstimate, e.ID, "about", a)
		}
		v.source(KindEstimate, e.ID, "source", e.Source)
		if e.P != 0 {
			v.probability(KindEstimate, e.ID, "p", e.P)
		}
	}
	for _, f := range v.c.Method {
		v.id(KindFact, f.Item)
	}
}
