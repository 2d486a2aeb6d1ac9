package casebook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"underpin"
	"underpin/internal/exchange"

	"go.yaml.in/yaml/v3"
)

// begin starts a record: it finds its id, which stands under a key, and keeps the
// places of what follows. A record without an id of its own gets a stand-in, so
// that all else in it can be checked.
func (d *decoder) begin(kind underpin.RecordKind, key string, n *yaml.Node) {
	d.beginAs(kind, key, n, "")
}

// beginAs is begin with the id that is meant where none is given.
func (d *decoder) beginAs(kind underpin.RecordKind, key string, n *yaml.Node, otherwise string) {
	d.at = &places{ref: underpin.RecordRef{Kind: kind, ID: otherwise}, record: d.place(n), fields: d.spare[:0]}
	at := n
	if v := value(n, key); v != nil && v.Kind == yaml.ScalarNode && !(v.Tag == "!!null" && v.Style == 0) {
		if d.at.ref.ID, at = v.Value, v; kind != underpin.KindTestimony { // which nothing refers to
			d.at.ref.ID = d.intern(v.Value)
		}
	}
	if kind == underpin.KindSource {
		d.shield(n)
	}
	if d.at.ref.ID == "" {
		d.at.anonymous = true
		if n.Kind == yaml.MappingNode {
			d.at.field = key
			d.fail(n, "give it a short name of its own: "+key+": ...", "the %s has no %s", kind, key)
		}
	} else if first, taken := d.lines[kind][d.at.ref.ID]; taken {
		d.at.field = key
		d.fail(at, "rename one of the two", "the id %q is already taken, on line %d", short(d.at.ref.ID), first)
		d.at.anonymous = true
	}
	d.at.field = ""
}

// end closes the record that is being decoded.
func (d *decoder) end() {
	if d.at.anonymous {
		d.at.ref.ID = fmt.Sprintf("_%d.%d", d.at.record.Line, d.at.record.Column)
	}
	d.keep()
}

// keep keeps where the record that is being decoded stands, if that is wanted.
func (d *decoder) keep() {
	of := d.lines[d.at.ref.Kind]
	if of == nil {
		of = map[string]int32{}
		d.lines[d.at.ref.Kind] = of
	}
	of[d.at.ref.ID] = d.at.record.Line
	if d.spare = d.at.fields; d.wanted[d.at.ref] {
		d.records[d.at.ref], d.spare = d.at, nil
	}
}

// locate decodes the text once more, for the places of the records that have problems.
func (d *decoder) locate(m *manuscript, size int, problems []underpin.Problem) error {
	again := newDecoder(d.file)
	again.wanted = map[underpin.RecordRef]bool{}
	for _, p := range problems {
		again.wanted[p.Record] = true
	}
	if err := m.restore(); err != nil {
		return err
	}
	again.document(m, size)
	d.records, d.exprs = again.records, again.exprs
	return nil
}

// problems adds what the case's own rules object to, at the places of the fields.
// A field that was refused already is not spoken of twice.
func (d *decoder) problems(problems []underpin.Problem) {
	for _, p := range problems {
		at := d.records[p.Record]
		p.Field, _, _ = strings.Cut(p.Field, ".") // a part has the place of the whole
		e := exchange.Error{Line: 1, Column: 1, Record: p.Record, Field: p.Field, Message: p.Message, Hint: p.Hint}
		if at != nil {
			if at.silent(p.Field) {
				continue
			}
			where := at.find(p.Field, p.Message)
			e.Line, e.Column = int(where.Line), int(where.Column)
			if p.Column > 0 {
				e.Column += d.exprs[p.Record].before(p.Column)
			}
			if at.anonymous {
				e.Record = underpin.RecordRef{}
			}
		}
		d.errs.Add(e)
	}
}

// before counts the characters that stand in the file from the beginning of a text
// to one of its columns: an escape is more than it stands for. A text that goes
// over several lines has its mistakes at its beginning.
func (w written) before(column int) int {
	if w.node == nil {
		return 0
	}
	at := 0
	for range w.node.Line - 1 {
		at = lineEnd(w.text, at)
	}
	raw := []rune(string(w.text[at:lineEnd(w.text, at)]))
	from := min(w.node.Column-1, len(raw))
	raw = raw[from:]
	quoted := w.node.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	i := 0
	if quoted {
		i = 1
	}
	for n, r := range []rune(w.node.Value) {
		switch {
		case n == column-1:
			return i
		case i+1 < len(raw) && quoted && (raw[i] == '\\' || raw[i] == '\'' && r == '\'') && raw[i+1] == r:
			i += 2
		case i < len(raw) && raw[i] == r:
			i++
		default:
			return 0
		}
	}
	return i
}

// silent reports whether nothing is to be said of a field any more. Of a list the
// elements that were read may have problems of their own.
func (p *places) silent(field string) bool {
	switch field {
	case "id":
		return p.anonymous || p.shapeless
	case "grade": // the reader knows the letters
		return slices.Contains(p.faulty, "grade") || slices.Contains(p.faulty, "grades")
	case "lose", "roots", "grade_table", "roles", "aka", "view_of", "via", "members", "about", "only", "hide", "expanded", "picked", "without", "reject", "regrade":
		return p.shapeless
	}
	return p.shapeless || slices.Contains(p.faulty, field)
}

// find returns the place of a field: of the element that the message quotes, where
// it is a list, else of its value; where it is not given, of the record.
func (p *places) find(field, message string) exchange.Position {
	where := p.record
	found := false
	for _, f := range p.fields {
		if f.key != field {
			continue
		}
		if f.element != "" && strings.Contains(message, strconv.Quote(f.element)) {
			return f.place
		}
		if f.element == "" && !found {
			where, found = f.place, true
		}
	}
	return where
}
