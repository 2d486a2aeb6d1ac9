package casebook

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"underpin"
	"underpin/internal/exchange"

	"go.yaml.in/yaml/v3"
)

// Read reads a casebook. The name, as a rule the path of the file, stands in its
// errors. What is wrong with the casebook is returned as [*exchange.Errors], all of it,
// and then no case; any other error comes from the reader. Beside the case's own rules
// the case is put to the checks.
func Read(r io.Reader, name string, checks ...exchange.Check) (*underpin.Case, error) {
	return readIn(r, name, wholeLimit, checks...)
}

// readIn is Read with the length up to which a text is parsed in one piece.
func readIn(r io.Reader, name string, size int, checks ...exchange.Check) (*underpin.Case, error) {
	d := newDecoder(name)
	text, tooLong, err := slurp(r)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if tooLong == nil {
		tooLong = readable(text)
	}
	m := newManuscript(r, text)
	text = nil
	if tooLong != nil {
		d.errs.Add(*tooLong)
	} else if d.document(m, size) {
		if found := d.checked(m, checks); len(found) > 0 {
			if err := d.locate(m, size, found); err != nil {
				return nil, fmt.Errorf("read %s: %w", name, err)
			}
			d.problems(found)
		}
	}
	if len(d.errs.List) > 0 {
		return nil, d.errs.In(name)
	}
	return d.c, nil
}

// checked finds what is wrong with the case as a whole. What decoding kept is let go
// before, as it is as large as the case.
func (d *decoder) checked(m *manuscript, checks []exchange.Check) []underpin.Problem {
	d.text, d.lines, d.words, d.dates, d.spans = nil, nil, nil, nil, nil
	clear(d.exprs) // they hold the text; locate finds them again
	if m.text == nil {
		debug.FreeOSMemory() // the case was long enough to be decoded without its text
	}
	found := d.c.Validate()
	for _, check := range checks {
		found = append(found, check(d.c)...)
	}
	return found
}

// document decodes a text, a long one in pieces. It reports false if what was
// found makes it pointless to check the case.
func (d *decoder) document(m *manuscript, size int) bool {
	if len(m.text) <= size {
		return d.decode(m, []piece{{text: m.text}})
	}
	whole := []piece{{text: m.text}}
	pieces, ok := split(m.text, size/4)
	switch {
	case !ok && m.size <= maxWhole:
		return d.decode(m, whole)
	case !ok:
		d.errs.Add(exchange.Error{Line: 1, Column: 1, Message: "a casebook of more than 8 MiB has to be in block style, indented with spaces",
			Hint: "put each record on lines of its own, as in the canonical form"})
		return false
	}
	if m.size > maxWhole {
		whole = nil
		m.release(pieces)
		return d.decode(m, pieces)
	}
	if fine := d.decode(m, pieces); fine || !d.unparsed {
		return fine
	}
	// A quoted text or a list in brackets crosses a cut, or the syntax is wrong.
	again := newDecoder(d.file)
	again.wanted = d.wanted
	if fine := again.decode(m, whole); fine || !again.unparsed {
		*d = *again
		return fine
	}
	return false
}

// decode decodes the pieces of a text. It reports false if a piece could not be
// parsed, or has something in it that no casebook has.
func (d *decoder) decode(m *manuscript, pieces []piece) bool {
	lists := sections()
	sizes := map[string]int{} // in bytes, of the lists that have not begun
	for _, p := range pieces {
		sizes[p.key] += p.length()
	}
	for _, p := range pieces {
		had := d.lengths()
		if p.length() > maxWhole {
			d.errs.Add(exchange.Error{Line: p.line + 1, Column: 1, Message: "one record is longer than 8 MiB", Hint: "shorten its texts"})
			return false
		}
		text, err := m.of(p)
		if err != nil {
			d.errs.Add(exchange.Error{Line: p.line + 1, Column: 1, Message: err.Error(), Hint: "read it once more"})
			return false
		}
		root, err := parse(text)
		if err != nil {
			d.errs, d.unparsed = exchange.Errors{}, true
			d.errs.Add(syntaxError(text, p.line, err))
			return false
		}
		if d.shift, d.text = p.line, text; d.errs.TooMany() {
			return false
		}
		switch {
		case root == nil:
		case p.key != "":
			d.section(root, p.key, lists)
		case !d.top(root, lists):
			return false
		}
		if p.key != "" {
			d.makeRoom(had, p.length(), sizes[p.key])
			delete(sizes, p.key)
		}
	}
	d.complete()
	return !d.broken && !d.errs.TooMany()
}

// lengths counts the records of each kind.
func (d *decoder) lengths() []int {
	out := make([]int, len(underpin.Kinds))
	for i, k := range underpin.Kinds {
		out[i] = k.Len(d.c)
	}
	return out
}

// makeRoom makes room for the rest of a list once its first piece is decoded, by how many
// records came out of that: a slice that grows bit by bit is copied again and again, and
// is then held twice.
func (d *decoder) makeRoom(had []int, piece, list int) {
	for i, k := range underpin.Kinds {
		if came := k.Len(d.c) - had[i]; came > 0 && list > piece {
			k.Grow(d.c, int(float64(came)*float64(list-piece)/float64(piece)*1.05)+16)
		}
	}
}

// top decodes the top-level keys that stand in a map. It reports false if this is
// no casebook at all.
func (d *decoder) top(root *yaml.Node, lists []form) bool {
	if root.Kind != yaml.MappingNode {
		d.fail(root, emptyHint, "this is not a casebook but a %s", kindName(root))
		return false
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if len(d.seen) == 0 && key.Value != "underpin" {
			d.fail(key, emptyHint, "this is not a casebook: its first key is %q", short(key.Value))
			return false
		}
		if first := d.seen[key.Value]; first != 0 {
			d.fail(key, "put everything under the first", "the key %q appears twice; the first is on line %d", short(key.Value), first)
			d.broken = true
			continue
		}
		d.seen[key.Value] = key.Line + d.shift
		switch key.Value {
		case "underpin":
			if !d.version(value) {
				return false
			}
		case "case":
			d.settings(value)
		default:
			if !d.section(value, key.Value, lists) {
				unknownKey(d, key, "casebook", topFields(lists))
				d.broken = true
			}
		}
	}
	return true
}

// version checks that the format is the one that is read here.
func (d *decoder) version(n *yaml.Node) bool {
	if n.Value == Version {
		return true
	}
	hint := "write underpin: " + Version
	if strings.HasPrefix(n.Value, "casebook/") {
		hint = "it was written by a newer program; this one reads " + Version
	}
	d.fail(n, hint, "the format %q is not known", short(n.Value))
	return false
}

// settings decodes the part "case".
func (d *decoder) settings(n *yaml.Node) {
	if !d.plain(n, 1) {
		d.broken = true
		return
	}
	settingsForm().read(d, n, d.c)
}

// section decodes items of a list. It reports false if there is no such list.
func (d *decoder) section(n *yaml.Node, key string, lists []form) bool {
	for _, s := range lists {
		if s.key != key {
			continue
		}
		if n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style == 0 {
			return true
		}
		if n.Kind != yaml.SequenceNode {
			d.fail(n, "begin each record with a dash", "%s is a list of records, not a %s", key, kindName(n))
			d.broken = true
			return true
		}
		items := n.Content[:0:0]
		for _, item := range n.Content {
			if d.plain(item, 2) {
				items = append(items, item)
			} else {
				d.broken = true
			}
		}
		for _, item := range items {
			if d.errs.TooMany() {
				break
			}
			s.read(d, item, d.c)
		}
		return true
	}
	return false
}

// complete checks that the parts every casebook has are there.
func (d *decoder) complete() {
	if d.seen["underpin"] == 0 {
		d.errs.Add(exchange.Error{Line: 1, Column: 1, Message: "the file is empty", Hint: emptyHint})
		d.broken = true
	} else if d.seen["case"] == 0 {
		d.errs.Add(exchange.Error{Line: d.seen["underpin"], Column: 1,
			Message: "the casebook does not say which case it is", Hint: "add case: {id: ..., title: ...}"})
		d.broken = true
	}
}

// topFields are the top-level keys, for messages.
func topFields(lists []form) []field[struct{}] {
	table := []field[struct{}]{{keyed: keyed{key: "underpin"}}, {keyed: keyed{key: "case"}}}
	for _, s := range lists {
		table = append(table, field[struct{}]{keyed: keyed{key: s.key}})
	}
	return table
}
