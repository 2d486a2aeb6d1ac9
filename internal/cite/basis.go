package cite

import (
	"slices"
	"strings"

	"underpin"
)

// A basisWording is how it is said, on a basis, that somebody affirms, denies or doubts
// a claim, with % for who it is; and the remark that a note ends on.
type basisWording struct{ affirms, denies, doubts, remark string }

// wordings is the one place that words who says what by its basis. What is inferred
// was said by nobody: it is our reading of a source, on every surface.
var wordings = map[underpin.Basis]basisWording{
	"":                       {"% says so", "% denies it", "% doubts it", ""},
	underpin.BasisReported:   {"% reports it", "% denies it", "% doubts it", ""},
	underpin.BasisInterviews: {"% reports it from interviews", "% denies it", "% doubts it", "on the strength of interviews"},
	underpin.BasisAssessed:   {"% assesses it so", "% assesses that it is not so", "% doubts it", "as an assessment"},
	underpin.BasisPerceived:  {"% reports it as a view", "% denies the view", "% doubts the view", "reporting a view"},
	underpin.BasisInferred:   {"our reading of %", "not so in our reading of %", "doubtful in our reading of %", ""},
	underpin.BasisOfficial:   {"% reports it as an official act", "% denies it", "% doubts it", "as an official act"},
	underpin.BasisBackground: {"% takes it as known", "% denies it", "% doubts it", "taken as general knowledge"},
}

// Says words who says what of a claim: "Ana Ruiz reports it", "our reading of Ana
// Ruiz". What stands before the name, and what behind it, is given apart.
func Says(b underpin.Basis, p underpin.Polarity) (before, after string) {
	w, ok := wordings[b]
	if !ok {
		w = wordings[""]
	}
	form := w.affirms
	switch p {
	case underpin.Deny:
		form = w.denies
	case underpin.Doubt:
		form = w.doubts
	}
	before, after, _ = strings.Cut(form, "%")
	return before, after
}

// Saying is [Says] with the name.
func Saying(who string, b underpin.Basis, p underpin.Polarity) string {
	before, after := Says(b, p)
	return before + who + after
}

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
