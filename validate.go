package underpin

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Validate returns everything that is wrong with the case: ids that are missing
// or given twice, references to nothing, values outside their scale, chains of
// relays that go in a circle, protected sources that carry a name. A case
// without problems can be stored and computed with.
func (c *Case) Validate() []Problem {
	v := &validator{
		c: c, x: c.Index(), seen: map[RecordRef]bool{}, near: map[string]string{},
		judged: map[[2]EntityID]string{}, member: map[OriginID]string{},
	}
	for _, k := range Kinds {
		k.validate(v)
	}
	v.apart()
	v.lives()
	v.circles()
	v.shares()
	return v.problems
}

type validator struct {
	c        *Case
	x        *Index
	seen     map[RecordRef]bool
	near     map[string]string // hints given, by kind and word
	refs     []Reference       // of the record being checked
	problems []Problem

	judged map[[2]EntityID]string // the sameness by which two entities are judged
	member map[OriginID]string    // the group of each origin that is in one
}

// add notes a problem of a record.
func (v *validator) add(kind RecordKind, id, field, hint, format string, args ...any) {
	v.problems = append(v.problems, Problem{
		Record: RecordRef{kind, id}, Field: field, Message: fmt.Sprintf(format, args...), Hint: hint,
	})
}

// id checks that an id is there, well formed and not taken.
func (v *validator) id(kind RecordKind, id string) {
	ref := RecordRef{kind, id}
	switch {
	case id == "":
		v.add(kind, id, "id", "give it a short name of its own", "the %s has no id", kind)
	case !wellFormed(id):
		v.add(kind, id, "id", "use letters, digits, - . and _, and no spaces or characters that cannot be seen", "%q is not an id", id)
	case v.seen[ref]:
		v.add(kind, id, "id", "rename one of the two", "there are two records with the id %q", id)
	}
	v.seen[ref] = true
}

// wellFormed reports whether an id can be typed and told from others by eye: a
// character that is not seen, or that turns the direction of writing, makes one id
// look like another.
func wellFormed(id string) bool {
	if len(id) > 200 || !utf8.ValidString(id) {
		return false
	}
	for _, r := range id {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '-', r == '.', r == '_':
		case r <= 127, unicode.In(r, unicode.C, unicode.Z), r == utf8.RuneError:
			return false
		}
	}
	return visible(id)
}

// references checks that what a record refers to is there.
func (v *validator) references(k Kind, of RecordRef, record any) {
	v.refs = k.References(record, v.refs[:0])
	for _, r := range v.refs {
		if r.Bond == Mentioned || r.Satisfied(v.x.Has) {
			continue
		}
		missing := r.Kinds[0]
		hint := fmt.Sprintf("add the %s first", missing)
		if missing == KindRelation {
			hint = "name a relation of the case (underpin find --kind relation lists them), or add it first: under relations in a casebook, or with underpin add relation"
		}
		if missing == KindOrigin {
			hint += `, or write "unknown"`
		}
		v.add(of.Kind, of.ID, r.Field, v.meant(r, hint), "there is no %s %q", missing, r.ID)
	}
}

// oneOf checks a word against its list.
func oneOf[T ~string](v *validator, kind RecordKind, id, field string, word T, list []T) {
	if slices.Contains(list, word) {
		return
	}
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	v.add(kind, id, field, "one of "+strings.Join(words, ", "), "%q is not a valid value for %s", string(word), strings.ReplaceAll(field, "_", " "))
	v.problems[len(v.problems)-1].Unchosen = word == ""
}

// probability checks a number between 0 and 1, both excluded.
func (v *validator) probability(kind RecordKind, id, field string, p float64) {
	if !(p > 0 && p < 1) {
		v.add(kind, id, field, "write a number above 0 and below 1", "%g is not a probability", p)
	}
}

func (v *validator) settings() {
	s := v.c.Settings
	if v.c.ID == "" || !wellFormed(string(v.c.ID)) {
		v.add(KindSettings, "", "id", "use letters, digits, - . and _", "the case needs an id, and %q is not one", v.c.ID)
	}
	if s.Yardstick != "" {
		oneOf(v, KindSettings, "", "yardstick", s.Yardstick, Yardsticks)
	}
	for g, p := range s.GradeTable {
		oneOf(v, KindSettings, "", "grade_table", g, GradeLetters)
		if !(p >= .5 && p <= .97) {
			v.add(KindSettings, "", "grade_table", "write a number from 0.5 to 0.97", "a grade cannot stand for %g", p)
		}
	}
}

func (v *validator) relation(r *Relation) {
	id := string(r.Name)
	oneOf(v, KindRelation, id, "class", r.Class, RelationClasses)
	if r.Power != "" {
		oneOf(v, KindRelation, id, "power", r.Power, Powers)
	}
	if r.Control != "" {
		oneOf(v, KindRelation, id, "control", r.Control, Controls)
	}
	if r.Sign != "" {
		oneOf(v, KindRelation, id, "sign", r.Sign, Signs)
	}
	if !(r.HalfLife.Years >= 0 && r.HalfLife.Years <= 1000) {
		v.add(KindRelation, id, "half_life", "write 2y, 0 for an act, or none", "%g years is not a half-life", r.HalfLife.Years)
	}
	v.meaning(r)
}

func (v *validator) entity(e *Entity) {
	id := string(e.ID)
	oneOf(v, KindEntity, id, "schema", e.Schema, Schemata)
	switch {
	case strings.TrimSpace(e.Name) == "":
		v.add(KindEntity, id, "name", "give the name it is known by", "the entity has no name")
	case !visible(e.Name):
		v.add(KindEntity, id, "name", "give the name it is known by", "the name of the entity has nothing in it that can be read")
	}
	v.oneLine(KindEntity, id, "name", e.Name)
	v.oneLine(KindEntity, id, "label", e.Label)
	for _, a := range e.Aliases {
		v.oneLine(KindEntity, id, "aka", a.Name)
	}
	if e.ID == HolderUnstated {
		v.add(KindEntity, id, "id", "rename it", "%q is reserved for views whose holder is not stated", id)
	}
	if _, _, ok := e.Pin.At(); e.Pin != "" && !ok {
		v.add(KindEntity, id, "pin", "write how far across and down it stands: 412,96", "%q is not a place on the map", e.Pin)
	}
	if n := utf8.RuneCountInString(e.Label); n > LabelMost {
		v.add(KindEntity, id, "label", "shorten it to "+FormatCount(LabelMost), "the label has %s", FormatCounted(n, "character"))
	}
}

// oneLine checks that what stands within a line of a page, a drawing or a table breaks
// none, and turns around nothing of what follows it there.
func (v *validator) oneLine(kind RecordKind, id, field, text string) {
	at := strings.IndexFunc(text, func(r rune) bool {
		turns := '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
		return turns || unicode.Is(unicode.Cc, r) || r == '\u2028' || r == '\u2029' || r&0xfffe == 0xfffe || r == utf8.RuneError
	})
	if at < 0 {
		return
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	if r == '\n' || r == '\r' {
		v.add(kind, id, field, "write it on one line", "there is a line break in it")
		return
	}
	v.add(kind, id, field, "type it by hand where it was pasted", "there is a character in it that cannot be seen, %U", r)
}

// visible reports whether a text has more than spaces and marks that stand on a letter.
func visible(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return !unicode.In(r, unicode.M, unicode.Z, unicode.C) })
}

func (v *validator) group(g *Group) {
	if !(g.Delta >= 0 && g.Delta <= 1) {
		v.add(KindGroup, g.ID, "delta", "write a number from 0 (independent) to 1 (one voice)", "%g is not a dependence", g.Delta)
	}
	for _, o := range g.Members {
		if other, ok := v.member[o]; ok {
			v.add(KindGroup, g.ID, "members", "leave it in one of them", "%q is already in the group %q", o, other)
		}
		v.member[o] = g.ID
	}
}
