package cite

import (
	"slices"

	"underpin"
)

// Reading reports whether all that affirms a claim is our reading of what sources say:
// nobody says the claim itself.
func Reading(list []Statement) bool {
	affirms := func(s Statement) bool {
		return s.Testimony.Polarity == underpin.Affirm || s.Testimony.Polarity == ""
	}
	return slices.ContainsFunc(list, affirms) && !slices.ContainsFunc(list, func(s Statement) bool {
		return affirms(s) && s.Testimony.Basis != underpin.BasisInferred
	})
}

// asReading begins a note to what we read out of a source with that. A name keeps its
// capital.
func (n Note) asReading() Note {
	begin := func(runs []Run) []Run {
		if len(runs) == 0 {
			return runs
		}
		first := runs[0]
		if first.Style == Plain {
			first.Text = lowerFirst(first.Text)
		}
		return append([]Run{run("Our reading of "), first}, runs[1:]...)
	}
	n.Full, n.Short = begin(n.Full), begin(n.Short)
	return n
}
