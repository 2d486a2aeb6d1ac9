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
	v := &validator{c: c, x: c.Index(), seen: map[RecordRef]bool{}, near: map[string]string{}}
	v.settings()
	v.vocabulary()
	v.entities()
	v.samenesses()
	v.sources()
	v.groups()
	v.claims()
	v.testimonies()
	v.circles()
	v.rest()
	return v.problems
}

type validator struct {
	c        *Case
	x        *Index
	seen     map[RecordRef]bool
	near     map[string]string // hints given, by kind and word
	problems []Problem
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
	return true
}

// entity checks a reference to an entity.
func (v *validator) entity(kind RecordKind, id, field string, e EntityID) {
	if e == "" || v.x.Entities[e] != nil {
		return
	}
	v.add(kind, id, field, v.didYouMean(string(e), keysOf(v.x.Entities), "add the entity first"), "there is no entity %q", e)
}

// source checks a reference to a source.
func (v *validator) source(kind RecordKind, id, field string, s SourceID) {
	if s == "" || v.x.Sources[s] != nil {
		return
	}
	v.add(kind, id, field, v.didYouMean(string(s), keysOf(v.x.Sources), "add the source first"), "there is no source %q", s)
}

// origin checks a reference to an origin: a locator or a source.
func (v *validator) origin(kind RecordKind, id, field string, o OriginID) {
	if o == "" || o == OriginUnknown || v.x.Origins[o] != nil || v.x.Sources[SourceID(o)] != nil {
		return
	}
	hint := v.didYouMean(string(o), func() []string { return append(keys(v.x.Origins), keys(v.x.Sources)...) }, "add the origin first, or write \"unknown\"")
	v.add(kind, id, field, hint, "there is no origin %q", o)
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
	v.add(kind, id, field, "one of "+strings.Join(words, ", "), "%q is no %s", string(word), strings.ReplaceAll(field, "_", " "))
}

// probability checks a number between 0 and 1, both excluded.
func (v *validator) probability(kind RecordKind, id, field string, p float64) {
	if !(p > 0 && p < 1) {
		v.add(kind, id, field, "write a number above 0 and below 1", "%g is no probability", p)
	}
}

func (v *validator) settings() {
	s := v.c.Settings
	if v.c.ID == "" || !wellFormed(string(v.c.ID)) {
		v.add(KindSettings, "", "id", "use letters, digits, - . and _", "the case needs an id, and %q is none", v.c.ID)
	}
	for _, e := range s.Lose {
		v.entity(KindSettings, "", "lose", e)
	}
	for _, e := range s.Roots {
		v.entity(KindSettings, "", "roots", e)
	}
	v.headline(s.Headline)
	v.source(KindSettings, "", "single_author", s.SingleAuthor)
	if s.Yardstick != "" {
		oneOf(v, KindSettings, "", "yardstick", s.Yardstick, []string{"icd203", "phia"})
	}
	for g, p := range s.GradeTable {
		oneOf(v, KindSettings, "", "grade_table", g, GradeLetters)
		if !(p >= .5 && p <= .97) {
			v.add(KindSettings, "", "grade_table", "write a number from .5 to .97", "a grade cannot stand for %g", p)
		}
	}
}

// headline checks the reference to the conclusion that is shown first.
func (v *validator) headline(id string) {
	known := make([]string, len(v.c.Conclusions))
	for i, c := range v.c.Conclusions {
		known[i] = c.ID
	}
	if id != "" && !slices.Contains(known, id) {
		v.add(KindSettings, "", "headline", v.didYouMean(id, func() []string { return known }, "name a conclusion of the case"), "there is no conclusion %q", id)
	}
}

func (v *validator) vocabulary() {
	for _, r := range v.c.Relations {
		id := string(r.Name)
		v.id(KindRelation, id)
		oneOf(v, KindRelation, id, "class", r.Class, RelationClasses)
		if r.Power != "" {
			oneOf(v, KindRelation, id, "power", r.Power, []Power{PowerSubject, PowerObject, PowerBoth, PowerNone})
		}
		if r.Control != "" {
			oneOf(v, KindRelation, id, "control", r.Control, []Control{ControlFull, ControlPartial, ControlNone, ControlShare})
		}
		if r.Sign != "" {
			oneOf(v, KindRelation, id, "sign", r.Sign, []string{"+", "-"})
		}
		if !(r.HalfLife.Years >= 0 && r.HalfLife.Years <= 1000) {
			v.add(KindRelation, id, "half_life", "write 2y, 0 for an act, or none", "%g years is no half-life", r.HalfLife.Years)
		}
	}
}

func (v *validator) entities() {
	for _, e := range v.c.Entities {
		id := string(e.ID)
		v.id(KindEntity, id)
		oneOf(v, KindEntity, id, "schema", e.Schema, Schemata)
		if strings.TrimSpace(e.Name) == "" {
			v.add(KindEntity, id, "name", "give the name it is known by", "the entity has no name")
		}
		for _, a := range e.Aliases {
			v.source(KindEntity, id, "aka", a.Source)
		}
	}
}

func (v *validator) groups() {
	member := map[OriginID]string{}
	for _, g := range v.c.Groups {
		v.id(KindGroup, g.ID)
		if !(g.Delta >= 0 && g.Delta <= 1) {
			v.add(KindGroup, g.ID, "delta", "write a number from 0 (independent) to 1 (one voice)", "%g is no dependence", g.Delta)
		}
		for _, o := range g.Members {
			v.origin(KindGroup, g.ID, "members", o)
			if other, ok := member[o]; ok {
				v.add(KindGroup, g.ID, "members", "leave it in one of them", "%q is in the group %q already", o, other)
			}
			member[o] = g.ID
		}
	}
}
