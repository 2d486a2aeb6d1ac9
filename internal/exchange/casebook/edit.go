package casebook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"underpin"

	"go.yaml.in/yaml/v3"
)

// An Assignment gives a field of a record another value, as [ParseAssignment] reads
// it.
type Assignment struct {
	// Field is the name of a field as casebooks have it ("held"). Dots lead on into
	// its value: "terms.embargo", "grades.2.why" with lists counted from 1.
	Field string
	Op    Operator
	// Value is what a casebook would have there. Of a field that holds one value it is
	// taken as it stands, so that no text needs quotes; lists and maps are written in
	// brackets. Empty, it empties the field.
	Value string
}

// An Operator says what an assignment does with its value.
type Operator string

// The operations. Add and Take are for lists: they add one element or several, or
// take out what is equal.
const (
	Set  Operator = "="
	Add  Operator = "+="
	Take Operator = "-="
)

// ParseAssignment reads FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE. It reports false
// for a text that is none of them.
func ParseAssignment(text string) (Assignment, bool) {
	field, value, ok := strings.Cut(text, "=")
	a := Assignment{Field: field, Op: Set, Value: value}
	if before, found := strings.CutSuffix(field, "+"); found {
		a.Field, a.Op = before, Add
	} else if before, found := strings.CutSuffix(field, "-"); found {
		a.Field, a.Op = before, Take
	}
	return a, ok && a.Field != ""
}

// Fields lists the fields of a kind of record that can be edited, in the order of a
// casebook.
func Fields(kind underpin.RecordKind) []string {
	f := formOf(kind)
	var names []string
	for _, x := range f.fields {
		if x.key != f.id && x.shape != apart {
			names = append(names, x.key)
		}
	}
	return names
}

// Text returns a record as it stands in a casebook, its fields one below the other.
// The record is a pointer to its domain type.
func Text(record any) string {
	k, _ := underpin.KindOfRecord(record)
	var b strings.Builder
	o := formOf(k.Name()).write(record)
	o.entries(&b, 0)
	return b.String()
}

// Edit returns a record with other values in some of its fields, read as a casebook
// would be; the record itself, a pointer to its domain type, stays as it is. What is
// wrong with the assignments is returned, all of it, and then no record. Whether the
// record fits its case is not asked here.
func Edit(record any, assignments []Assignment) (any, []underpin.Problem) {
	k, _ := underpin.KindOfRecord(record)
	node, err := parse([]byte(Text(record)))
	if err != nil || node == nil {
		node = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	}
	id := k.ID(record)
	nameless := id == "" && k.Name() != underpin.KindSettings
	if nameless { // it gets its id when it is recorded, and no casebook is without
		node.Content = append(node.Content, wordNode(formOf(k.Name()).id), wordNode("new"))
	}
	edited, found := edit(k, id, node, assignments)
	if nameless && edited != nil {
		k.SetID(edited, "")
	}
	if t, ok := edited.(*underpin.Testimony); ok {
		t.Recorded = record.(*underpin.Testimony).Recorded
	}
	return edited, found
}

// New returns a record of a kind that is known by an id and has the values that are
// assigned, read as a casebook would be. What is wrong is returned as by [Edit].
func New(kind underpin.RecordKind, id string, assignments []Assignment) (any, []underpin.Problem) {
	k, _ := underpin.KindOf(kind)
	node := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	if id != "" {
		node.Content = []*yaml.Node{wordNode(formOf(kind).id), wordNode(id)}
	}
	return edit(k, id, node, assignments)
}

// edit makes assignments to the node of a record and reads the record from it.
func edit(k underpin.Kind, id string, node *yaml.Node, assignments []Assignment) (any, []underpin.Problem) {
	e := editor{form: formOf(k.Name()), ref: underpin.RecordRef{Kind: k.Name(), ID: id}}
	d := newDecoder("")
	d.typed, d.standing = true, map[string]bool{}
	for _, n := range node.Content {
		d.standing[n.Value] = true
	}
	for _, a := range assignments {
		e.assign(node, a)
	}
	if len(e.problems) > 0 {
		return nil, e.problems
	}
	paths := numbered(node, "", nil)
	var c underpin.Case
	if d.plain(node, 1) {
		e.form.read(d, node, &c)
	}
	for _, found := range d.errs.List {
		e.problems = append(e.problems, underpin.Problem{Record: e.ref, Field: within(found.Field, paths, found.Line), Message: found.Message, Hint: found.Hint})
	}
	if len(e.problems) > 0 {
		return nil, e.problems
	}
	return k.At(&c, 0), nil
}

// numbered counts the lines of the values of a record, which stands in no file, each by
// itself, and returns the paths of all of them in that order: an error of a part is told
// beside the part.
func numbered(n *yaml.Node, path string, paths []string) []string {
	n.Line = len(paths)
	paths = append(paths, path)
	join := func(step string) string { return strings.TrimPrefix(path+"."+step, ".") }
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			n.Content[i].Line = len(paths) - 1
			paths = numbered(n.Content[i+1], join(n.Content[i].Value), paths)
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			paths = numbered(item, join(strconv.Itoa(i+1)), paths)
		}
	}
	return paths
}

// within returns the path of an error of a field: that of its line, where it is a part.
func within(field string, paths []string, line int) string {
	if field != "" && line > 0 && line < len(paths) && strings.HasPrefix(paths[line], field+".") {
		return paths[line]
	}
	return field
}

// An editor makes assignments to the node of a record.
type editor struct {
	form     form
	ref      underpin.RecordRef
	problems []underpin.Problem
}

func (e *editor) fail(a Assignment, hint, format string, args ...any) {
	e.problems = append(e.problems, underpin.Problem{Record: e.ref, Field: a.Field, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// assign makes one assignment.
func (e *editor) assign(record *yaml.Node, a Assignment) {
	path := strings.Split(a.Field, ".")
	f := e.field(a, path[0])
	if f == nil || !e.allowed(a, *f, path) {
		return
	}
	if f.shape == shorthand {
		if path = e.shorthand(record, a, *f); path == nil {
			return
		}
		f = e.field(a, path[0])
	}
	value, ok := e.value(a, *f, len(path) == 1)
	if !ok {
		return
	}
	at := record
	for i, step := range path[:len(path)-1] {
		if at = e.into(a, at, step, path[i+1], f.word); at == nil {
			return
		}
	}
	e.put(a, at, path[len(path)-1], value, f.word)
}

// field finds a field of the record that can be edited.
func (e *editor) field(a Assignment, key string) *keyed {
	i := slices.IndexFunc(e.form.fields, func(f keyed) bool { return f.key == key })
	known := Fields(e.ref.Kind)
	switch {
	case i < 0 && identifying(key):
		e.fail(a, identityHint, "a casebook has no field %q, nor any other for an identity or a contact", short(key))
	case i < 0:
		hint := article(string(e.ref.Kind)) + " has " + strings.Join(known, ", ")
		if near, ok := underpin.Nearest(key, known); ok {
			hint = "did you mean " + near + "?"
		}
		e.fail(a, hint, "%s has no field %q", article(string(e.ref.Kind)), short(key))
	case key == e.form.id:
		e.fail(a, "add the record again under the other id, and remove this one", "the %s by which a record is known cannot be edited", key)
	case e.form.fields[i].shape == apart:
		e.fail(a, "edit each of them by its own id", "%s holds separate records", key)
	default:
		return &e.form.fields[i]
	}
	return nil
}

// allowed checks that what is asked fits the shape of a field.
func (e *editor) allowed(a Assignment, f keyed, path []string) bool {
	switch {
	case f.shape == lone && len(path) > 1, f.shape == shorthand && len(path) > 1, f.shape == several && len(path) > 2:
		e.fail(a, fmt.Sprintf("write %s=...", f.key), "%s has no parts", f.key)
	case a.Op != Set && (f.shape == lone || f.shape == shorthand || len(path) > 1):
		e.fail(a, fmt.Sprintf("write %s=...", a.Field), "%s is not a list", a.Field)
	case a.Op != Set && a.Value == "":
		e.fail(a, fmt.Sprintf("write a value, or %s= to empty the list", a.Field), "there is nothing to add or remove")
	default:
		return true
	}
	return false
}

// shorthand returns the path that a field stands for which casebooks read and never
// write: the lone grade of a source is the grade of its only grading.
func (e *editor) shorthand(record *yaml.Node, a Assignment, f keyed) []string {
	list := value(record, f.word)
	n := 0
	if list != nil {
		n = len(list.Content)
	}
	switch {
	case n > 1:
		e.fail(a, fmt.Sprintf("name the one you mean, as in %s.%d.%s=..., or give a new one from today with the verb grade", f.word, n, f.key), "there are %s of them", underpin.FormatCount(n))
		return nil
	case a.Value == "":
		return []string{f.word}
	}
	return []string{f.word, "1", f.key}
}

// value returns the node of an assigned value; nil where the field is to be emptied.
func (e *editor) value(a Assignment, f keyed, whole bool) (*yaml.Node, bool) {
	text := strings.TrimSpace(a.Value)
	switch {
	case a.Value == "":
		return nil, true
	case f.shape != lone && text != "" && strings.ContainsRune("[{", rune(text[0])):
		n, err := parse([]byte(text))
		if err != nil {
			place := syntaxError([]byte(text), 0, err)
			e.fail(a, place.Hint, "%s (at character %d of the value)", place.Message, place.Column)
			return nil, false
		}
		return n, true
	case f.shape == several && whole && strings.Contains(text, ","):
		list := &yaml.Node{Kind: yaml.SequenceNode}
		for part := range strings.SplitSeq(text, ",") {
			list.Content = append(list.Content, wordNode(strings.TrimSpace(part)))
		}
		return list, true
	}
	return wordNode(a.Value), true
}

// wordNode is a text as a node, never taken for anything else.
func wordNode(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s, Style: yaml.DoubleQuotedStyle}
}

// into goes one step into the value of a field, which is made where it is missing. A
// lone word that stands for a map becomes that map.
func (e *editor) into(a Assignment, at *yaml.Node, step, further, word string) *yaml.Node {
	child, _, ok := e.find(a, at, step, true)
	if !ok {
		return nil
	}
	if child == nil {
		child = &yaml.Node{Kind: yaml.MappingNode}
		if _, err := strconv.Atoi(further); err == nil {
			child.Kind = yaml.SequenceNode
		}
		e.put(a, at, step, child, "")
	}
	_, err := strconv.Atoi(further)
	if child.Kind == yaml.ScalarNode && err != nil && word != "" {
		*child = yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{wordNode(word), wordNode(child.Value)}}
	}
	return child
}

// find looks for a part of a map or a list, and returns it with its place among the
// nodes: nil and the number of nodes where it is missing and may be made. Of a list
// the next element may be made.
func (e *editor) find(a Assignment, at *yaml.Node, step string, made bool) (part *yaml.Node, place int, ok bool) {
	switch at.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(at.Content); i += 2 {
			if at.Content[i].Value == step {
				return at.Content[i+1], i + 1, true
			}
		}
		return nil, len(at.Content), true
	case yaml.SequenceNode:
		n, err := strconv.Atoi(step)
		switch {
		case err == nil && n >= 1 && n <= len(at.Content):
			return at.Content[n-1], n - 1, true
		case err == nil && n == len(at.Content)+1 && made:
			return nil, n - 1, true
		}
		e.fail(a, fmt.Sprintf("count from 1 to %d", max(1, len(at.Content))), "there is no number %s in this list", short(step))
	default:
		e.fail(a, "write the field whole", "%s has no parts", a.Field)
	}
	return nil, 0, false
}

// put sets, extends or empties a part of a map or a list.
func (e *editor) put(a Assignment, at *yaml.Node, step string, v *yaml.Node, word string) {
	old, place, ok := e.find(a, at, step, v != nil)
	if !ok {
		return
	}
	if a.Op != Set {
		if v = e.changed(a, old, v, word); v == nil && old == nil {
			return
		}
	}
	inMap := at.Kind == yaml.MappingNode
	switch {
	case old == nil && v == nil:
	case old == nil && inMap:
		at.Content = append(at.Content, wordNode(step), v)
	case old == nil:
		at.Content = append(at.Content, v)
	case v == nil && inMap:
		at.Content = slices.Delete(at.Content, place-1, place+1)
	case v == nil:
		at.Content = slices.Delete(at.Content, place, place+1)
	default:
		at.Content[place] = v
	}
}

// changed is a list with what is added to it, or without what is taken out; nil when
// nothing is left.
func (e *editor) changed(a Assignment, old, v *yaml.Node, word string) *yaml.Node {
	var d decoder
	list := &yaml.Node{Kind: yaml.SequenceNode}
	if old != nil {
		list.Content = slices.Clone(d.items(old))
	}
	if a.Op == Add {
		list.Content = append(list.Content, d.items(v)...)
		return list
	}
	for _, gone := range d.items(v) {
		at := slices.IndexFunc(list.Content, func(n *yaml.Node) bool { return wordOf(n, word) == wordOf(gone, word) })
		if at < 0 {
			var has []string
			for _, n := range list.Content {
				has = append(has, wordOf(n, word))
			}
			hint := "it is empty"
			if len(has) > 0 {
				hint = "it has " + strings.Join(has, ", ")
			}
			e.fail(a, hint, "%s has no %q to remove", a.Field, short(wordOf(gone, word)))
			return nil
		}
		list.Content = slices.Delete(list.Content, at, at+1)
	}
	if len(list.Content) == 0 {
		return nil
	}
	return list
}

// wordOf is what an element of a list is known by: itself, or the value that a lone
// word would stand for.
func wordOf(n *yaml.Node, word string) string {
	if v := value(n, word); v != nil {
		return v.Value
	}
	return n.Value
}
