package casebook

import (
	"underpin"

	"go.yaml.in/yaml/v3"
)

func entityFields() []field[underpin.Entity] {
	type T = underpin.Entity
	return []field[T]{
		text("id", func(e *T) *underpin.EntityID { return &e.ID }),
		text("schema", func(e *T) *underpin.Schema { return &e.Schema }),
		text("name", func(e *T) *string { return &e.Name }),
		text("label", func(e *T) *string { return &e.Label }),
		{keyed{"aka", nested, "name"}, readAliases, writeAliases},
		flagged("collective", func(e *T) *bool { return &e.Collective }),
		text("pin", func(e *T) *underpin.MapPin { return &e.Pin }),
		text("note", func(e *T) *string { return &e.Note }),
	}
}

// aliasFields are the fields of a name with the source that spells it so.
func aliasFields() []field[underpin.Alias] {
	type T = underpin.Alias
	return []field[T]{
		text("name", func(a *T) *string { return &a.Name }),
		text("source", func(a *T) *underpin.SourceID { return &a.Source }),
	}
}

func readAliases(d *decoder, n *yaml.Node, e *underpin.Entity) {
	for _, item := range d.items(n) {
		var a underpin.Alias
		if item.Kind == yaml.MappingNode {
			before := len(d.at.faulty)
			fields(d, item, "name", aliasFields(), &a)
			d.element("aka", string(a.Source), item)
			if a.Name == "" && len(d.at.faulty) == before {
				d.fail(item, "write {name: ..., source: ...}", "a name is missing")
			}
		} else if s, ok := d.scalar(item); ok {
			a.Name = s
		}
		e.Aliases = append(e.Aliases, a)
	}
}

func writeAliases(e *underpin.Entity) outValue {
	o := outValue{kind: outList}
	for i := range e.Aliases {
		if a := &e.Aliases[i]; a.Source != "" {
			o.items = append(o.items, record(aliasFields(), a, false))
		} else {
			o.items = append(o.items, scalarOut(a.Name))
		}
	}
	return o.orNone()
}

func samenessFields() []field[underpin.Sameness] {
	type T = underpin.Sameness
	return []field[T]{
		text("id", func(s *T) *string { return &s.ID }),
		text("a", func(s *T) *underpin.EntityID { return &s.A }),
		text("b", func(s *T) *underpin.EntityID { return &s.B }),
		text("verdict", func(s *T) *underpin.Verdict { return &s.Verdict }),
		chance("p", func(s *T) *float64 { return &s.P }),
		text("by", func(s *T) *string { return &s.By }),
		date("on", func(s *T) *underpin.Date { return &s.On }),
		text("note", func(s *T) *string { return &s.Note }),
	}
}

// A claimWithTestimony is a claim with the testimony that stands under it.
type claimWithTestimony struct {
	underpin.Claim
	says []underpin.Testimony
	node *yaml.Node // of says, while reading
}

func claimFields() []field[claimWithTestimony] {
	type T = claimWithTestimony
	return []field[T]{
		text("id", func(c *T) *underpin.ClaimID { return &c.ID }),
		text("subject", func(c *T) *underpin.EntityID { return &c.Subject }),
		text("relation", func(c *T) *underpin.RelationName { return &c.Relation }),
		text("object", func(c *T) *underpin.EntityID { return &c.Object }),
		worth("value", func(c *T) *underpin.Quantity { return &c.Value }),
		percent("share", func(c *T) *underpin.Quantity { return &c.Share }),
		{keyed{"roles", nested, ""}, readRoles, writeRoles},
		list("view_of", func(c *T) *[]underpin.EntityID { return &c.Holders }),
		flagged("tie", func(c *T) *bool { return &c.Tie }),
		text("topic", func(c *T) *string { return &c.Topic }),
		chance("prior", func(c *T) *float64 { return &c.Prior }),
		count("episode", func(c *T) *int { return &c.Episode }),
		text("text", func(c *T) *string { return &c.Text }),
		text("note", func(c *T) *string { return &c.Note }),
		{keyed{"says", apart, ""}, func(_ *decoder, n *yaml.Node, c *T) { c.node = n }, writeSays},
	}
}

// roleFields are the fields of a further end of a claim.
func roleFields() []field[underpin.Role] {
	type T = underpin.Role
	return []field[T]{
		text("role", func(r *T) *string { return &r.Role }),
		text("entity", func(r *T) *underpin.EntityID { return &r.Entity }),
	}
}

func readRoles(d *decoder, n *yaml.Node, c *claimWithTestimony) {
	c.Roles = mapList(d, n, "role", roleFields(), func(n *yaml.Node, r *underpin.Role) {
		d.element("roles", string(r.Entity), n)
		if r.Role == "" || r.Entity == "" {
			hint := "write {role: actor, entity: ...}"
			if d.typed {
				hint = "say both, as what it takes part and who it is"
			}
			d.fail(n, hint, "a role or its entity is missing")
		}
	})
}

func writeRoles(c *claimWithTestimony) outValue {
	o := outValue{kind: outList}
	for i := range c.Roles {
		o.items = append(o.items, record(roleFields(), &c.Roles[i], false))
	}
	return o.orNone()
}

func writeSays(c *claimWithTestimony) outValue {
	o := outValue{kind: outList, block: true}
	table := testimonyFields()
	for i := range c.says {
		o.items = append(o.items, record(table, &c.says[i], true))
	}
	return o.orNone()
}

// testimonyFields are the fields of a testimony, which stands under its claim.
func testimonyFields() []field[underpin.Testimony] {
	type T = underpin.Testimony
	polarity := text("polarity", func(t *T) *underpin.Polarity { return &t.Polarity })
	plain := polarity.write
	polarity.write = func(t *T) outValue {
		if t.Polarity == underpin.Affirm {
			return outValue{}
		}
		return plain(t)
	}
	// What we read out of a source says so to whoever reads the file, too.
	basis := text("basis", func(t *T) *underpin.Basis { return &t.Basis })
	bare := basis.write
	basis.write = func(t *T) outValue {
		o := bare(t)
		if t.Basis == underpin.BasisInferred {
			o.remark = underpin.Saying(string(t.Source), t.Basis, t.Polarity)
		}
		return o
	}
	return []field[T]{
		text("id", func(t *T) *underpin.TestimonyID { return &t.ID }),
		text("source", func(t *T) *underpin.SourceID { return &t.Source }),
		list("via", func(t *T) *[]underpin.SourceID { return &t.Via }),
		text("origin", func(t *T) *underpin.OriginID { return &t.Origin }),
		polarity,
		span("held", func(t *T) *underpin.Span { return &t.Held }),
		date("attested", func(t *T) *underpin.Date { return &t.Attested }),
		date("said", func(t *T) *underpin.Date { return &t.Said }),
		date("learned", func(t *T) *underpin.Date { return &t.Learned }),
		basis,
		text("hedge", func(t *T) *underpin.Hedge { return &t.Hedge }),
		text("interest", func(t *T) *underpin.Interest { return &t.Interest }),
		terms(func(t *T) *underpin.Terms { return &t.Terms }),
		text("encounter", func(t *T) *string { return &t.Encounter }),
		text("locator", func(t *T) *string { return &t.Locator }),
		text("wording", func(t *T) *string { return &t.Wording }),
		text("passage", func(t *T) *string { return &t.Passage }),
		text("by", func(t *T) *string { return &t.By }),
		text("note", func(t *T) *string { return &t.Note }),
		{keyed{"retracted", nested, ""}, readRetraction, writeRetraction},
	}
}

func retractionFields() []field[underpin.Retraction] {
	type T = underpin.Retraction
	return []field[T]{
		date("on", func(r *T) *underpin.Date { return &r.On }),
		text("by", func(r *T) *string { return &r.By }),
		text("why", func(r *T) *string { return &r.Why }),
	}
}

func readRetraction(d *decoder, n *yaml.Node, t *underpin.Testimony) {
	t.Retracted = &underpin.Retraction{}
	fields(d, n, "retraction", retractionFields(), t.Retracted)
}

// writeRetraction writes braces even around nothing: the retraction itself counts.
func writeRetraction(t *underpin.Testimony) outValue {
	if t.Retracted == nil {
		return outValue{}
	}
	return record(retractionFields(), t.Retracted, false)
}
