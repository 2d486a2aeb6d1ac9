package register

import (
	"slices"
	"strings"

	"underpin"
)

// A Reference is what one field of a record points at: any one of the records
// listed satisfies it. An origin, for example, may be a source or a locator.
type Reference []underpin.RecordRef

// References returns what a record points at. Words between quotation marks in a
// conclusion's expression may be entities: those that are none are never satisfied,
// which binds nobody. The text of notes is not read. A tombstone points at nothing.
func References(r Record) ([]Reference, error) {
	if r.Gone() {
		return nil, nil
	}
	v, err := r.Value()
	if err != nil {
		return nil, err
	}
	var p pointers
	p.read(v)
	return p.out, nil
}

type pointers struct{ out []Reference }

func (p *pointers) read(v any) {
	switch v := v.(type) {
	case underpin.Settings:
		p.entity(v.Lose...)
		p.entity(v.Roots...)
		p.point(underpin.KindConclusion, v.Headline)
		p.source(v.SingleAuthor)
	case underpin.Entity:
		for _, a := range v.Aliases {
			p.source(a.Source)
		}
	case underpin.Sameness:
		p.entity(v.A, v.B)
	case underpin.Source:
		p.entity(v.Entity)
	case underpin.Origin:
		p.source(v.CitedBy, v.Resolved)
	case underpin.Group:
		p.origin(v.Members...)
	case underpin.Encounter:
		p.source(v.Source)
	case underpin.Claim:
		p.claim(v)
	case underpin.Testimony:
		p.point(underpin.KindClaim, string(v.Claim))
		p.source(v.Source)
		p.source(v.Via...)
		p.origin(v.Origin)
		p.point(underpin.KindEncounter, v.Encounter)
	case underpin.Request:
		p.source(v.Source)
		p.point(underpin.KindClaim, string(v.Claim))
	case underpin.Conclusion:
		for _, word := range quotedWords(v.Expr) {
			p.entity(underpin.EntityID(word))
		}
	case underpin.Estimate:
		p.entity(v.About...)
		p.source(v.Source)
	}
}

func (p *pointers) claim(c underpin.Claim) {
	p.entity(c.Subject, c.Object)
	p.entity(c.Holders...)
	for _, r := range c.Roles {
		p.entity(r.Entity)
	}
	p.point(underpin.KindRelation, string(c.Relation))
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

func (p *pointers) point(kind underpin.RecordKind, id string) {
	if id != "" {
		p.out = append(p.out, Reference{{Kind: kind, ID: id}})
	}
}

func (p *pointers) entity(ids ...underpin.EntityID) {
	for _, id := range ids {
		p.point(underpin.KindEntity, string(id))
	}
}

func (p *pointers) source(ids ...underpin.SourceID) {
	for _, id := range ids {
		p.point(underpin.KindSource, string(id))
	}
}

func (p *pointers) origin(ids ...underpin.OriginID) {
	for _, id := range ids {
		if id != "" && id != underpin.OriginUnknown {
			p.out = append(p.out, Reference{{Kind: underpin.KindOrigin, ID: string(id)}, {Kind: underpin.KindSource, ID: string(id)}})
		}
	}
}
