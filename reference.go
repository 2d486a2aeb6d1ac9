package underpin

import (
	"slices"
	"strings"
)

// A RecordRef points at one record of a case. The settings have an empty ID.
type RecordRef struct {
	Kind RecordKind `json:"kind"`
	ID   string     `json:"id,omitempty"`
}

// String writes the reference for a person: "claim c05".
func (r RecordRef) String() string {
	if r.ID == "" {
		return string(r.Kind)
	}
	return string(r.Kind) + " " + r.ID
}

// A Bond says what becomes of a record when that to which it refers is removed.
type Bond int

const (
	// Needed: the record does not stand without it, and goes with it. Evidence is
	// bound so in all its fields: a testimony without its origin would say
	// something else.
	Needed Bond = iota
	// Part: the record stands without it; the name is struck out of it.
	Part
	// Mentioned: a word that may be an id and may be something else. That nothing
	// has the id is no mistake; when what has it is removed, the record goes with it.
	Mentioned
)

// A Reference is what one field of a record points at.
type Reference struct {
	// Field is the name of the field in the casebook ("view_of").
	Field string
	ID    string
	// Kinds lists the kinds of which any one record with the ID satisfies it: an
	// origin, for example, may be a locator or a source.
	Kinds []RecordKind
	Bond  Bond
}

// Refs lists the records any one of which satisfies the reference.
func (r Reference) Refs() []RecordRef {
	refs := make([]RecordRef, len(r.Kinds))
	for i, k := range r.Kinds {
		refs[i] = RecordRef{k, r.ID}
	}
	return refs
}

// Satisfied reports whether any record that the reference allows is there.
func (r Reference) Satisfied(there func(RecordRef) bool) bool {
	return slices.ContainsFunc(r.Kinds, func(k RecordKind) bool { return there(RecordRef{k, r.ID}) })
}

// The kinds that references allow.
var (
	toEntity     = []RecordKind{KindEntity}
	toSource     = []RecordKind{KindSource}
	toOrigin     = []RecordKind{KindOrigin, KindSource}
	toRelation   = []RecordKind{KindRelation}
	toClaim      = []RecordKind{KindClaim}
	toEncounter  = []RecordKind{KindEncounter}
	toConclusion = []RecordKind{KindConclusion}
	toQuestion   = []RecordKind{KindQuestion}
	toSealed     = []RecordKind{KindSealed}
	toLoss       = []RecordKind{KindEntity, KindClaim}
)

func (s *Settings) refer(p *pointers) {
	list(p, "lose", toLoss, Part, &s.Lose)
	list(p, "roots", toEntity, Part, &s.Roots)
	one(p, "headline", toConclusion, Part, &s.Headline)
	one(p, "single_author", toSource, Part, &s.SingleAuthor)
}

func (s *Source) refer(p *pointers) { one(p, "entity", toEntity, Part, &s.Entity) }

func (o *Origin) refer(p *pointers) {
	one(p, "cited_by", toSource, Part, &o.CitedBy)
	if one(p, "resolved", toSource, Part, &o.Resolved) {
		o.ResolvedOn = Date{}
	}
}

func (g *Group) refer(p *pointers) { list(p, "members", toOrigin, Part, &g.Members) }

func (e *Encounter) refer(p *pointers) { one(p, "source", toSource, Needed, &e.Source) }

func (e *Entity) refer(p *pointers) {
	each(p, "aka", toSource, Part, &e.Aliases, func(a *Alias) *SourceID { return &a.Source })
}

func (s *Sameness) refer(p *pointers) {
	one(p, "a", toEntity, Needed, &s.A)
	one(p, "b", toEntity, Needed, &s.B)
}

func (c *Claim) refer(p *pointers) {
	one(p, "subject", toEntity, Needed, &c.Subject)
	one(p, "relation", toRelation, Needed, &c.Relation)
	one(p, "object", toEntity, Needed, &c.Object)
	if !slices.Contains(c.Holders, HolderUnstated) {
		list(p, "view_of", toEntity, Needed, &c.Holders)
	}
	each(p, "roles", toEntity, Needed, &c.Roles, func(r *Role) *EntityID { return &r.Entity })
}

func (t *Testimony) refer(p *pointers) {
	one(p, "claim", toClaim, Needed, &t.Claim)
	one(p, "source", toSource, Needed, &t.Source)
	list(p, "via", toSource, Needed, &t.Via)
	if t.Origin != OriginUnknown {
		one(p, "origin", toOrigin, Needed, &t.Origin)
	}
	one(p, "encounter", toEncounter, Needed, &t.Encounter)
}

func (r *Request) refer(p *pointers) {
	one(p, "source", toSource, Needed, &r.Source)
	one(p, "claim", toClaim, Part, &r.Claim)
}

// refer names the words between quotation marks of the expression, which may be
// entities or, where they are lost, claims. The text is not read.
func (c *Conclusion) refer(p *pointers) {
	was := quotedWords(c.Expr)
	words := was
	list(p, "expr", toLoss, Mentioned, &words)
	for i, w := range words {
		if w == was[i] {
			continue
		}
		for _, mark := range []string{`"`, `'`} {
			c.Expr = strings.ReplaceAll(c.Expr, mark+was[i]+mark, mark+w+mark)
		}
	}
	one(p, "about", toQuestion, Part, &c.About)
}

func (e *Estimate) refer(p *pointers) {
	list(p, "about", toEntity, Part, &e.About)
	one(p, "source", toSource, Needed, &e.Source)
}

// quotedWords returns what stands between quotation marks, each word once.
func quotedWords(expr string) []string {
	var words []string
	for {
		at := strings.IndexAny(expr, `"'`)
		if at < 0 {
			return words
		}
		word, rest, closed := strings.Cut(expr[at+1:], expr[at:at+1])
		if !closed {
			return words
		}
		if word != "" && !slices.Contains(words, word) {
			words = append(words, word)
		}
		expr = rest
	}
}

// pointers goes through the references of a record: it collects them, strikes out the
// parts that are gone, or writes other ids.
type pointers struct {
	out  []Reference
	gone func(Reference) bool
	to   func(Reference) string
}

// one goes to a field that refers to one record, and reports whether it was struck
// out.
func one[I ~string](p *pointers, field string, kinds []RecordKind, bond Bond, at *I) bool {
	if *at == "" {
		return false
	}
	r := Reference{field, string(*at), kinds, bond}
	if p.to != nil {
		*at = I(p.to(r))
		return false
	}
	if p.gone == nil {
		p.out = append(p.out, r)
		return false
	}
	if bond != Part || !p.gone(r) {
		return false
	}
	*at = ""
	return true
}

// list goes to a field that refers to several records. What is struck out of a list
// leaves it, and the array that was read stays as it is.
func list[I ~string](p *pointers, field string, kinds []RecordKind, bond Bond, at *[]I) {
	if p.to != nil {
		*at = slices.Clone(*at)
		for i := range *at {
			one(p, field, kinds, bond, &(*at)[i])
		}
		return
	}
	left := (*at)[:0:0]
	struck := false
	for _, id := range *at {
		if one(p, field, kinds, bond, &id) {
			struck = true
		} else if p.gone != nil {
			left = append(left, id)
		}
	}
	switch {
	case struck && len(left) == 0:
		*at = nil
	case struck:
		*at = left
	}
}

// each goes to a field with several parts, each of which refers to a record. A part
// stays when its reference is struck out.
func each[T any, I ~string](p *pointers, field string, kinds []RecordKind, bond Bond, at *[]T, id func(*T) *I) {
	if p.gone != nil || p.to != nil {
		*at = slices.Clone(*at)
	}
	for i := range *at {
		one(p, field, kinds, bond, id(&(*at)[i]))
	}
}
