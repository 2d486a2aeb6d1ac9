package casebook

import (
	"fmt"
	"slices"
	"sync"

	"underpin"

	"go.yaml.in/yaml/v3"
)

// Version is the first value of every casebook.
const Version = "casebook/1"

// A form says how the records of a kind are written: by which fields, and in which
// list of a casebook.
type form struct {
	kind underpin.RecordKind
	// key is the top-level key of the list. It is empty for the settings, which stand
	// under "case", and for testimony, which stands under its claim.
	key string
	// id is the key of the field that a record is known by; fields are all its fields.
	id     string
	fields []keyed
	// read decodes one record into the case, write returns a record as a map.
	read  func(d *decoder, n *yaml.Node, c *underpin.Case)
	write func(record any) outValue
}

// forms lists the form of each kind in the order of [underpin.Kinds], in which the
// lists of a casebook stand.
var forms = sync.OnceValue(func() []form {
	list := []form{
		settingsForm(),
		formFor("relations", relationFields(), needHalfLife),
		formFor("sources", sourceFields(), nil),
		formFor("origins", originFields(), nil),
		formFor("groups", groupFields(), nil),
		formFor("encounters", encounterFields(), nil),
		formFor("entities", entityFields(), nil),
		formFor("sameness", samenessFields(), nil),
		claimForm(),
		testimonyForm(),
		formFor("requests", requestFields(), openByDefault),
		formFor("conclusions", conclusionFields(), keepExpr),
		formFor("questions", questionFields(), nil),
		formFor("estimates", estimateFields(), nil),
		formFor("method", factFields(), nil),
		formFor("briefs", briefFields(), nil),
		formFor("views", mapViewFields(), nil),
		formFor("sealed", sealedFields(), nil),
	}
	slices.SortStableFunc(list, func(a, b form) int {
		return slices.Index(underpin.RecordKinds, a.kind) - slices.Index(underpin.RecordKinds, b.kind)
	})
	return list
})

func formOf(kind underpin.RecordKind) form {
	list := forms()
	return list[slices.IndexFunc(list, func(f form) bool { return f.kind == kind })]
}

// sections lists the forms that have a list of their own.
func sections() []form {
	return slices.DeleteFunc(slices.Clone(forms()), func(f form) bool { return f.key == "" })
}

// formFor is the form of records of a type. The function after, if there is one,
// checks or completes a record that was read.
func formFor[T any](key string, table []field[T], after func(*decoder, *yaml.Node, *T)) form {
	k, _ := underpin.KindOfRecord(new(T))
	return form{
		kind: k.Name(), key: key, id: table[0].key, fields: keyedOf(table),
		read: func(d *decoder, n *yaml.Node, c *underpin.Case) {
			var r T
			d.begin(k.Name(), table[0].key, n)
			fields(d, n, string(k.Name()), table, &r)
			if after != nil && n.Kind == yaml.MappingNode {
				after(d, n, &r)
			}
			d.end()
			k.SetID(&r, d.at.ref.ID)
			k.Append(c, &r)
			d.at = nil
		},
		write: func(r any) outValue { return record(table, r.(*T), true) },
	}
}

// settingsForm is the form of the settings, the part "case". The id of the case stands
// there too, and is no setting.
func settingsForm() form {
	table := settingsFields()
	return form{
		kind: underpin.KindSettings, id: table[0].key, fields: keyedOf(table),
		read: func(d *decoder, n *yaml.Node, c *underpin.Case) {
			var h heading
			d.at = &places{ref: underpin.RecordRef{Kind: underpin.KindSettings}, record: d.place(n)}
			fields(d, n, "case", table, &h)
			d.keep()
			d.at = nil
			c.ID, c.Settings = h.ID, h.Settings
		},
		write: func(r any) outValue { return record(table, &heading{Settings: *r.(*underpin.Settings)}, true) },
	}
}

// claimForm is the form of the claims, which are read with their testimony.
func claimForm() form {
	table, says := claimFields(), testimonyFields()
	return form{
		kind: underpin.KindClaim, key: "claims", id: table[0].key, fields: keyedOf(table),
		read: func(d *decoder, n *yaml.Node, c *underpin.Case) {
			var r claimWithTestimony
			d.begin(underpin.KindClaim, "id", n)
			fields(d, n, "claim", table, &r)
			d.end()
			r.ID = underpin.ClaimID(d.at.ref.ID)
			anonymous := d.at.anonymous
			d.at = nil
			c.Claims = append(c.Claims, r.Claim)
			if r.node == nil {
				return
			}
			for i, item := range d.items(r.node) {
				t := d.says(item, fmt.Sprintf("%s.%d", r.ID, i+1), anonymous, says)
				t.Claim = r.ID
				c.Testimonies = append(c.Testimonies, t)
			}
		},
		write: func(r any) outValue { return record(table, &claimWithTestimony{Claim: *r.(*underpin.Claim)}, true) },
	}
}

// testimonyForm is the form of testimony by itself: with its claim, under which it
// stands in a casebook.
func testimonyForm() form {
	of := text("claim", func(t *underpin.Testimony) *underpin.ClaimID { return &t.Claim })
	table := slices.Insert(testimonyFields(), 1, of)
	return form{
		kind: underpin.KindTestimony, id: table[0].key, fields: keyedOf(table),
		read: func(d *decoder, n *yaml.Node, c *underpin.Case) {
			c.Testimonies = append(c.Testimonies, d.says(n, "", false, table))
		},
		write: func(r any) outValue { return record(table, r.(*underpin.Testimony), true) },
	}
}

// says decodes one testimony. Without an id it is known as said: by its claim and its
// place in the list.
func (d *decoder) says(n *yaml.Node, otherwise string, anonymous bool, table []field[underpin.Testimony]) underpin.Testimony {
	t := underpin.Testimony{Polarity: underpin.Affirm}
	d.beginAs(underpin.KindTestimony, "id", n, otherwise)
	fields(d, n, "testimony", table, &t)
	d.at.anonymous = d.at.anonymous || anonymous && value(n, "id") == nil
	d.end()
	t.ID = underpin.TestimonyID(d.at.ref.ID)
	d.at = nil
	return t
}

func keyedOf[T any](table []field[T]) []keyed {
	list := make([]keyed, len(table))
	for i := range table {
		list[i] = table[i].keyed
	}
	return list
}

// halfLifeHint says how a half-life is written.
const halfLifeHint = "write 2y for two years, 0 for an act, none for what never fades"

func needHalfLife(d *decoder, n *yaml.Node, _ *underpin.Relation) {
	if value(n, "half_life") == nil {
		hint := "write half_life: 2y, 0 for an act, none for what never fades"
		if d.typed && d.at != nil {
			d.at.field, hint = "half_life", halfLifeHint
		}
		d.fail(n, hint, "the relation has no half-life")
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
