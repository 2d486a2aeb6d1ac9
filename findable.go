package underpin

import "strings"

// Findable are the kinds of records that can be found by their words, in the order in
// which they are shown.
var Findable = []RecordKind{
	KindEntity, KindClaim, KindSource, KindOrigin, KindRequest, KindConclusion, KindQuestion, KindRelation,
}

// FoundBy returns the words by which a record can be found, its id first; empty for what
// is not [Findable]. Of a claim the names of its ends are among them, of a request that of
// its source; a protected source has none but its code name.
func (x *Index) FoundBy(ref RecordRef) string {
	words := []string{ref.ID}
	switch r := x.Find(ref).(type) {
	case *Entity:
		words = append(words, r.Name, r.Label, string(r.Schema))
		for _, a := range r.Aliases {
			words = append(words, a.Name)
		}
	case *Claim:
		words = append(words, x.Sentence(r), x.NameOf(r.Subject), x.NameOf(r.Object), string(r.Relation))
	case *Source:
		words = append(words, x.SourceName(r.ID), r.Descriptor, r.Author)
	case *Origin:
		words = append(words, r.Label)
	case *Request:
		words = append(words, r.Question, x.SourceName(r.Source), string(r.Source), string(r.State), r.Note)
	case *Conclusion:
		words = append(words, r.Text, r.Expr)
	case *Question:
		words = append(words, r.Text)
	case *Relation:
		words = append(words, r.Reads, string(r.Class), r.Note)
	default:
		return ""
	}
	return strings.Join(words, " ")
}
