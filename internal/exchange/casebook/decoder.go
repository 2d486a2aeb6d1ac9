package casebook

import (
	"fmt"
	"strings"

	"underpin"
	"underpin/internal/exchange"

	"go.yaml.in/yaml/v3"
)

// A decoder turns nodes into records, keeps the place of every field, and
// collects what is wrong.
type decoder struct {
	file string
	errs exchange.Errors
	c    *underpin.Case
	// seen are the top-level keys with their lines.
	seen map[string]int
	// typed says that the values were typed by a person one by one, who sees what was
	// read: words that can mean one date only are dates.
	typed bool
	// standing are the values that the record had before it was typed in: they are no
	// longer as a person types them.
	standing map[string]bool
	// unparsed: a piece is no YAML. broken: something was left out of the case.
	unparsed, broken bool

	shift int    // lines before the piece that is being decoded
	text  []byte // of that piece
	// lines says on which line each record begins. records are the places of those that
	// are wanted: of all they would be larger than the case.
	lines   map[underpin.RecordKind]map[string]int32
	wanted  map[underpin.RecordRef]bool
	records map[underpin.RecordRef]*places
	at      *places      // the record that is being decoded
	spare   []fieldPlace // room for those of the next
	exprs   map[underpin.RecordRef]written
	words   map[string]string
	dates   map[string]underpin.Date
	spans   map[string]underpin.Span
}

// places are where a record and its fields stand.
type places struct {
	ref    underpin.RecordRef
	record exchange.Position
	fields []fieldPlace
	// faulty are the fields that were refused already.
	faulty []string
	// anonymous marks a record whose id is missing or taken.
	anonymous bool
	// shapeless marks a record that is no map.
	shapeless bool
	field     string // the field that is being decoded
}

// A written is a text as it stands in the file, for mistakes within it.
type written struct {
	node *yaml.Node
	text []byte // of the piece in which it stands
}

// A fieldPlace is where a field stands, or one element of its list.
type fieldPlace struct {
	key, element string
	place        exchange.Position
}

func newDecoder(file string) *decoder {
	return &decoder{
		file: file, c: &underpin.Case{}, seen: map[string]int{}, records: map[underpin.RecordRef]*places{}, lines: map[underpin.RecordKind]map[string]int32{}, words: map[string]string{}, exprs: map[underpin.RecordRef]written{},
		dates: map[string]underpin.Date{}, spans: map[string]underpin.Span{},
	}
}

func (d *decoder) place(n *yaml.Node) exchange.Position {
	return exchange.Position{Line: int32(n.Line + d.shift), Column: int32(n.Column)}
}

// fail notes an error at a node.
func (d *decoder) fail(n *yaml.Node, hint, format string, args ...any) {
	e := exchange.Error{Line: n.Line + d.shift, Column: n.Column, Message: fmt.Sprintf(format, args...), Hint: hint}
	if d.at != nil {
		e.Field = d.at.field
		d.at.faulty = append(d.at.faulty, d.at.field)
		if !d.at.anonymous {
			e.Record = d.at.ref
		}
	}
	d.errs.Add(e)
}

// element notes the place of an element of a list.
func (d *decoder) element(key, s string, n *yaml.Node) {
	if d.at != nil {
		d.at.fields = append(d.at.fields, fieldPlace{key, s, d.place(n)})
	}
}

// intern keeps one copy of texts that come again and again: ids and words.
func (d *decoder) intern(s string) string {
	if len(s) > 40 || strings.Contains(s, " ") {
		return s
	}
	if w, ok := d.words[s]; ok {
		return w
	}
	d.words[s] = s
	return s
}

// plain refuses what YAML has and casebooks have not: anchors, aliases, tags, and
// nesting without end.
func (d *decoder) plain(n *yaml.Node, depth int) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		d.fail(n, "write it out, or put text that begins with * in double quotes", "there is an alias here")
	case n.Anchor != "":
		d.fail(n, "remove it, or put text that begins with & in double quotes", "there is an anchor here")
	case n.Style&yaml.TaggedStyle != 0:
		d.fail(n, "remove it, or put text that begins with ! in double quotes", "there is a tag here")
	case depth > maxDepth:
		d.fail(n, "no casebook needs to be nested that deeply", "lists and maps are nested more than %s deep", underpin.FormatCount(maxDepth))
	default:
		fine := true
		for _, c := range n.Content {
			fine = d.plain(c, depth+1) && fine
		}
		return fine
	}
	return false
}

// fields decodes a map into r by a table. The name says what r is ("claim").
func fields[T any](d *decoder, n *yaml.Node, what string, table []field[T], r *T) {
	if n.Kind != yaml.MappingNode {
		d.fail(n, "write key: value, one per line", "%s is a map of keys and values, not a %s", article(what), kindName(n))
		if d.at != nil && d.at.field == "" {
			d.at.shapeless = true
		}
		return
	}
	nested := d.at != nil && d.at.field != ""
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if d.duplicate(n, i) {
			continue
		}
		f := find(table, key.Value)
		if f == nil || key.Kind != yaml.ScalarNode {
			unknownKey(d, key, what, table)
			continue
		}
		if value.Kind == yaml.ScalarNode && value.Tag == "!!null" && value.Style == 0 {
			continue
		}
		if d.at != nil && !nested {
			d.at.field = f.key
		}
		if d.at != nil {
			d.at.fields = append(d.at.fields, fieldPlace{f.key, "", d.place(value)})
		}
		f.read(d, value, r)
		if d.at != nil && !nested {
			d.at.field = ""
		}
	}
}

// duplicate reports, as an error too, whether a key of a map came before. Maps
// are small: most have fewer than twenty keys.
func (d *decoder) duplicate(n *yaml.Node, i int) bool {
	key := n.Content[i]
	for k := 0; k < i && k < 400; k += 2 {
		if first := n.Content[k]; first.Kind == key.Kind && first.Value == key.Value {
			d.fail(key, "keep one of the two", "the key %q appears twice; the first is on line %d", short(key.Value), first.Line+d.shift)
			return true
		}
	}
	return false
}

func find[T any](table []field[T], key string) *field[T] {
	for i := range table {
		if table[i].key == key {
			return &table[i]
		}
	}
	return nil
}

// unknownKey refuses a key that the table has not.
func unknownKey[T any](d *decoder, key *yaml.Node, what string, table []field[T]) {
	if key.Kind != yaml.ScalarNode {
		d.fail(key, "write key: value", "a key is a word, not a %s", kindName(key))
		return
	}
	if identifying(key.Value) {
		d.fail(key, identityHint, "a casebook has no field %q, nor any other for an identity or a contact", short(key.Value))
		return
	}
	keys := make([]string, len(table))
	for i := range table {
		keys[i] = table[i].key
	}
	hint := article(what) + " has " + strings.Join(keys, ", ")
	if near, ok := underpin.Nearest(key.Value, keys); ok {
		hint = "did you mean " + near + "?"
	}
	d.fail(key, hint, "%s has no field %q", article(what), short(key.Value))
}

// article writes a noun with its article: "a claim", "an entity", "terms".
func article(noun string) string {
	if strings.HasSuffix(noun, "s") {
		return noun
	}
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}
