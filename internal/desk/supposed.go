package desk

import (
	"maps"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/evidence"
)

// A Supposition is one thing that a question supposes of the evidence.
type Supposition struct {
	// Param is the list of the question that has it: without, regrade or reject. One of
	// Source and Claim is what it is about.
	Param  string            `json:"param"`
	Source underpin.SourceID `json:"source,omitempty"`
	Claim  underpin.ClaimID  `json:"claim,omitempty"`
	Words  string            `json:"words"`
}

// supposed lists what the study supposes of the evidence, in words.
func (s *Study) supposed(e evidence.Edits) []Supposition {
	out := []Supposition{}
	for _, id := range e.Without {
		out = append(out, Supposition{Param: "without", Source: id, Words: "without " + s.Index.SourceName(id)})
	}
	for _, id := range slices.Sorted(maps.Keys(e.Regrade)) {
		out = append(out, Supposition{Param: "regrade", Source: id, Words: s.Index.SourceName(id) + " graded " + string(e.Regrade[id])})
	}
	for _, id := range e.Reject {
		words := string(id)
		if c := s.Index.Claims[id]; c != nil {
			words = s.told(c)
		}
		out = append(out, Supposition{Param: "reject", Claim: id, Words: "nobody says: " + words})
	}
	return out
}

// supposed says what is supposed of the evidence of what is taken; empty for nothing. To
// pass on it names those sources and claims alone that a brief may name.
func (p *preparation) supposed(own bool) string {
	var words []string
	unnamed := false
	for _, x := range p.cited.supposed(p.held.Query.Edits) {
		if own || x.Source != "" && p.cites(x.Source) || x.Claim != "" && p.whoSays(x.Claim) != "" {
			words = append(words, x.Words)
		} else {
			unnamed = true
		}
	}
	if unnamed {
		words = append(words, "something that may not be named here")
	}
	if len(words) == 0 {
		return ""
	}
	return "Supposed of the evidence: " + strings.Join(words, "; ") + "."
}

// cites reports whether a brief may name a source.
func (p *preparation) cites(id underpin.SourceID) bool {
	src := p.cited.Index.Sources[id]
	return src != nil && slices.ContainsFunc(p.cited.Case.Testimonies, func(t underpin.Testimony) bool {
		return t.Source == id && p.cited.namedInPrint(src, &t)
	})
}
