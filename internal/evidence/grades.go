package evidence

import "underpin"

// maxReliability caps what a track record or an assumption can reach: nobody is
// right for certain.
const maxReliability = .97

// soundScale is the correlation of a sound report: a sound source is right with
// probability .97, the cap of the scale.
const soundScale = 2*maxReliability - 1

// rumourReliability is the reliability of hearsay without any anchor.
const rumourReliability = .60

// DefaultGrades is the probability that a lone, direct, certain report is right,
// by grade of its source. A case can override it.
var DefaultGrades = map[underpin.Grade]float64{
	underpin.GradeA: .95, underpin.GradeB: .85, underpin.GradeC: .70,
	underpin.GradeD: .55, underpin.GradeE: .50, underpin.GradeF: .60,
}

// GradeTable returns the grade table of a case: the defaults with the case's own.
func GradeTable(s underpin.Settings) map[underpin.Grade]float64 {
	table := make(map[underpin.Grade]float64, len(DefaultGrades))
	for g, p := range DefaultGrades {
		table[g] = p
	}
	for g, p := range s.GradeTable {
		table[g] = p
	}
	return table
}

// grading returns the grading of a source on a topic, or that of a what-if.
func (m *Model) grading(s *underpin.Source, topic string) underpin.Grading {
	if grade, ok := m.edits.Regrade[s.ID]; ok {
		return underpin.Grading{Grade: grade}
	}
	return m.known.Grading(s, topic)
}

// reliability returns r of a source on a topic: the grade's probability, moved by
// a checked record of right and wrong claims, within [.5, .97]. Of a reversed source
// it is how reliably the opposite of what it says is so.
func (m *Model) reliability(s *underpin.Source, topic string) float64 {
	if s.Kind == underpin.SourceAssumption {
		return min(max(s.Probability, .5), maxReliability)
	}
	g := m.grading(s, topic)
	r := m.table[g.Grade]
	if g.Checked > 0 {
		weight := 8.0
		if g.Grade == underpin.GradeF {
			weight = 2
		}
		right := g.Right
		if s.Reversed {
			right = g.Checked - g.Right // the opposite of what it said proved right
		}
		r = (weight*r + float64(right)) / (weight + float64(g.Checked))
	}
	return min(max(r, .5), maxReliability)
}

// soundness returns h, the probability that a source of reliability r is sound.
func soundness(r float64) float64 {
	return min(max((2*r-1)/soundScale, 0), 1)
}

// Grade returns the grade of a source on no topic in particular, as known and
// under the what-if; empty for an assumption, which has a probability instead.
func (m *Model) Grade(id underpin.SourceID) underpin.Grade {
	s := m.x.Sources[id]
	if s == nil || s.Kind == underpin.SourceAssumption {
		return ""
	}
	if g, ok := m.edits.Regrade[id]; ok {
		return g
	}
	return m.known.Grading(s, "").Grade
}
