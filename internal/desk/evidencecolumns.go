package desk

import (
	"slices"
	"strings"

	"underpin"
)

// A sourceHeading heads sources of a kind: of columns and of lists.
type sourceHeading struct {
	words string
	has   func(s *underpin.Source) bool
}

// columnKinds are the headings in their order.
var columnKinds = []sourceHeading{
	{"Protected people", func(s *underpin.Source) bool { return s.Protected }},
	{"People and bodies", func(s *underpin.Source) bool { return s.Kind.Speaks() }},
	{"Papers", func(s *underpin.Source) bool { return s.Kind == underpin.SourceDocument }},
	{"Registers and lists", func(s *underpin.Source) bool {
		return s.Kind == underpin.SourceDataset || s.Kind == underpin.SourceOfficialList
	}},
	{"Our own", func(*underpin.Source) bool { return true }},
}

// columnKind is the heading of a source, with its place among the others.
func columnKind(src *underpin.Source) (string, int) {
	at := slices.IndexFunc(columnKinds, func(h sourceHeading) bool { return h.has(src) })
	return columnKinds[at].words, at
}

// evidenceColumns lists the sources that speak on claims, and notes where each stands.
func (s *Study) evidenceColumns(claims []int, column map[underpin.SourceID]int) []EvidenceColumn {
	out := []EvidenceColumn{}
	met := map[underpin.SourceID]bool{}
	for _, i := range claims {
		for _, t := range s.said(i) {
			if src := s.Index.Sources[t.Source]; src != nil && !met[t.Source] {
				met[t.Source] = true
				out = append(out, s.evidenceColumn(src))
			}
		}
	}
	// Those of one group stand where the first of them does.
	first := map[string]int{}
	place := make(map[underpin.SourceID]int, len(out))
	for k, c := range out {
		place[c.Source] = k
		if at, ok := first[c.group]; c.group != "" && ok && out[at].rank == c.rank {
			place[c.Source] = at
		} else if c.group != "" {
			first[c.group] = k
		}
	}
	slices.SortStableFunc(out, func(a, b EvidenceColumn) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return place[a.Source] - place[b.Source]
	})
	for k := range out {
		column[out[k].Source] = k
	}
	return out
}

func (s *Study) evidenceColumn(src *underpin.Source) EvidenceColumn {
	out := EvidenceColumn{Source: src.ID, Name: s.Index.SourceLabel(src.ID), Grade: s.model.Grade(src.ID)}
	out.Kind, out.rank = columnKind(src)
	parts := []string{s.Index.SourceName(src.ID)}
	if g := s.gradedBy(src); g != "" {
		parts = append(parts, g)
	}
	if g := s.Index.GroupOf[underpin.OriginID(src.ID)]; g != nil {
		var others []string
		for _, o := range g.Members {
			if other := underpin.SourceID(o); other != src.ID && s.Index.Sources[other] != nil {
				others = append(others, s.Index.SourceLabel(other))
			}
		}
		if len(others) > 0 {
			out.group = g.ID
			out.Depends = "depends on " + list(others, len(others))
			if g.Why != "" {
				out.Depends += ": " + g.Why
			}
			parts = append(parts, out.Depends)
		}
	}
	out.Says = strings.Join(parts, "; ")
	return out
}
