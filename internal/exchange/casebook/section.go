package casebook

import (
	"fmt"
	"slices"
	"strings"

	"underpin"

	"go.yaml.in/yaml/v3"
)

// Version is the first value of every casebook.
const Version = "casebook/1"

// A section is a list of records under a top-level key.
type section struct {
	key string
	// read decodes some items of the list into the case.
	read func(d *decoder, items []*yaml.Node, c *underpin.Case)
	// write returns the records of the case in canonical order.
	write func(c *underpin.Case) []out
	// fields are the keys of a record, for the schema.
	fields []string
}

// sections are the lists of a casebook in canonical order.
func sections() []section {
	type c = underpin.Case
	return []section{
		records("relations", underpin.KindRelation, relationFields(), func(c *c) *[]underpin.Relation { return &c.Relations },
			func(r *underpin.Relation) *underpin.RelationName { return &r.Name }, needHalfLife),
		records("sources", underpin.KindSource, sourceFields(), func(c *c) *[]underpin.Source { return &c.Sources },
			func(s *underpin.Source) *underpin.SourceID { return &s.ID }, nil),
		records("origins", underpin.KindOrigin, originFields(), func(c *c) *[]underpin.Origin { return &c.Origins },
			func(o *underpin.Origin) *underpin.OriginID { return &o.ID }, nil),
		records("groups", underpin.KindGroup, groupFields(), func(c *c) *[]underpin.Group { return &c.Groups },
			func(g *underpin.Group) *string { return &g.ID }, nil),
		records("encounters", underpin.KindEncounter, encounterFields(), func(c *c) *[]underpin.Encounter { return &c.Encounters },
			func(e *underpin.Encounter) *string { return &e.ID }, nil),
		records("entities", underpin.KindEntity, entityFields(), func(c *c) *[]underpin.Entity { return &c.Entities },
			func(e *underpin.Entity) *underpin.EntityID { return &e.ID }, nil),
		records("sameness", underpin.KindSameness, samenessFields(), func(c *c) *[]underpin.Sameness { return &c.Samenesses },
			func(s *underpin.Sameness) *string { return &s.ID }, nil),
		claims(),
		records("requests", underpin.KindRequest, requestFields(), func(c *c) *[]underpin.Request { return &c.Requests },
			func(r *underpin.Request) *string { return &r.ID }, openByDefault),
		records("conclusions", underpin.KindConclusion, conclusionFields(), func(c *c) *[]underpin.Conclusion { return &c.Conclusions },
			func(k *underpin.Conclusion) *string { return &k.ID }, keepExpr),
		records("questions", underpin.KindQuestion, questionFields(), func(c *c) *[]underpin.Question { return &c.Questions },
			func(q *underpin.Question) *string { return &q.ID }, nil),
		records("estimates", underpin.KindEstimate, estimateFields(), func(c *c) *[]underpin.Estimate { return &c.Estimates },
			func(e *underpin.Estimate) *string { return &e.ID }, nil),
		records("method", underpin.KindFact, factFields(), func(c *c) *[]underpin.Fact { return &c.Method },
			func(f *underpin.Fact) *string { return &f.Item }, nil),
	}
}

// records is a section whose records stand in a slice of the case. The function
// after, if there is one, checks or completes a record that was read.
func records[T any, S ~string](key string, kind underpin.RecordKind, table []field[T], of func(*underpin.Case) *[]T,
	id func(*T) *S, after func(*decoder, *yaml.Node, *T)) section {
	return section{
		key: key, fields: keysOf(table),
		read: func(d *decoder, items []*yaml.Node, c *underpin.Case) {
			for _, n := range items {
				if d.errs.tooMany() {
					return
				}
				var r T
				d.begin(kind, table[0].key, n)
				fields(d, n, string(kind), table, &r)
				if after != nil && n.Kind == yaml.MappingNode {
					after(d, n, &r)
				}
				d.end()
				*id(&r) = S(d.at.ref.ID)
				*of(c) = append(*of(c), r)
				d.at = nil
			}
		},
		write: func(c *underpin.Case) []out {
			list := slices.Clone(*of(c))
			slices.SortStableFunc(list, func(a, b T) int { return compareIDs(string(*id(&a)), string(*id(&b))) })
			outs := make([]out, len(list))
			for i := range list {
				outs[i] = record(table, &list[i], true)
			}
			return outs
		},
	}
}

// claims is the section of the claims with their testimony.
func claims() section {
	table, says := claimFields(), testimonyFields()
	return section{
		key: "claims", fields: keysOf(table),
		read: func(d *decoder, items []*yaml.Node, c *underpin.Case) {
			for _, n := range items {
				if d.errs.tooMany() {
					return
				}
				var r claim
				d.begin(underpin.KindClaim, "id", n)
				fields(d, n, "claim", table, &r)
				d.end()
				r.ID = underpin.ClaimID(d.at.ref.ID)
				anonymous := d.at.anonymous
				d.at = nil
				c.Claims = append(c.Claims, r.Claim)
				if r.node != nil {
					c.Testimonies = append(c.Testimonies, d.says(r.node, r.ID, anonymous, says)...)
				}
			}
		},
		write: func(c *underpin.Case) []out {
			list := gather(c)
			outs := make([]out, len(list))
			for i := range list {
				outs[i] = record(table, &list[i], true)
			}
			return outs
		},
	}
}

// says decodes the testimony under a claim. A testimony without an id is named
// after its claim and its place in the list.
func (d *decoder) says(n *yaml.Node, of underpin.ClaimID, anonymous bool, table []field[underpin.Testimony]) []underpin.Testimony {
	items := d.items(n)
	list := make([]underpin.Testimony, len(items))
	for i, item := range items {
		t := &list[i]
		d.beginAs(underpin.KindTestimony, "id", item, fmt.Sprintf("%s.%d", of, i+1))
		t.Polarity = underpin.Affirm
		fields(d, item, "testimony", table, t)
		d.at.anonymous = d.at.anonymous || anonymous && value(item, "id") == nil
		d.end()
		t.ID, t.Claim = underpin.TestimonyID(d.at.ref.ID), of
		d.at = nil
	}
	return list
}

func keysOf[T any](table []field[T]) []string {
	keys := make([]string, len(table))
	for i := range table {
		keys[i] = table[i].key
	}
	return keys
}

func needHalfLife(d *decoder, n *yaml.Node, _ *underpin.Relation) {
	if value(n, "half_life") == nil {
		d.fail(n, "write half_life: 2y, 0 for an act, none for what never fades", "the relation has no half-life")
	}
}

// keepExpr keeps an expression as it is written, for the place of a mistake in it.
func keepExpr(d *decoder, n *yaml.Node, _ *underpin.Conclusion) {
	if expr := value(n, "expr"); expr != nil {
		d.exprs[d.at.ref] = written{expr, d.text}
	}
}

func openByDefault(_ *decoder, n *yaml.Node, r *underpin.Request) {
	if value(n, "state") == nil {
		r.State = underpin.RequestOpen
	}
}

// value returns the value of a key of a map, or nil.
func value(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// compareIDs orders ids with the numbers in them by value: c2 before c10.
func compareIDs(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		m, n := digits(x), digits(y)
		if m == 0 || n == 0 {
			if x[0] != y[0] {
				return int(x[0]) - int(y[0])
			}
			x, y = x[1:], y[1:]
			continue
		}
		p, q := strings.TrimLeft(x[:m], "0"), strings.TrimLeft(y[:n], "0")
		if len(p) != len(q) {
			return len(p) - len(q)
		}
		if p != q {
			return strings.Compare(p, q)
		}
		x, y = x[m:], y[n:]
	}
	if len(x) != len(y) {
		return len(x) - len(y)
	}
	return strings.Compare(a, b)
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
