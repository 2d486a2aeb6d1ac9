package casebook

import (
	"fmt"
	"slices"

	"underpin"

	"go.yaml.in/yaml/v3"
)

// Version is the first value of every casebook.
const Version = "casebook/1"

// A section is a list of records under a top-level key.
type section struct {
	kind underpin.RecordKind
	key  string
	// read decodes some items of the list into the case.
	read func(d *decoder, items []*yaml.Node, c *underpin.Case)
	// write returns the records of the case in their order.
	write func(c *underpin.Case) []out
	// fields are the keys of a record, for the schema.
	fields []string
}

// forms say how the records of each kind are written that have a list of their own.
// The settings stand under "case", testimony under its claim.
func forms() []section {
	return []section{
		records("relations", relationFields(), needHalfLife),
		records("sources", sourceFields(), nil),
		records("origins", originFields(), nil),
		records("groups", groupFields(), nil),
		records("encounters", encounterFields(), nil),
		records("entities", entityFields(), nil),
		records("sameness", samenessFields(), nil),
		claims(),
		records("requests", requestFields(), openByDefault),
		records("conclusions", conclusionFields(), keepExpr),
		records("questions", questionFields(), nil),
		records("estimates", estimateFields(), nil),
		records("method", factFields(), nil),
	}
}

// sections are the lists of a casebook in canonical order, that of the kinds.
func sections() []section {
	list := forms()
	slices.SortStableFunc(list, func(a, b section) int {
		return slices.Index(underpin.RecordKinds, a.kind) - slices.Index(underpin.RecordKinds, b.kind)
	})
	return list
}

// records is a section whose records stand in a slice of the case. The function
// after, if there is one, checks or completes a record that was read.
func records[T any](key string, table []field[T], after func(*decoder, *yaml.Node, *T)) section {
	k, _ := underpin.KindOfRecord(new(T))
	kind := k.Name()
	return section{
		kind: kind, key: key, fields: keysOf(table),
		read: func(d *decoder, items []*yaml.Node, c *underpin.Case) {
			list := underpin.RecordsOf[T](c)
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
				k.SetID(&r, d.at.ref.ID)
				*list = append(*list, r)
				d.at = nil
			}
		},
		write: func(c *underpin.Case) []out {
			list := *underpin.RecordsOf[T](c)
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
		kind: underpin.KindClaim, key: "claims", fields: keysOf(table),
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
