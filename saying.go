package underpin

import "strings"

// A basisWording is how it is said, on a basis, that somebody affirms, denies or doubts
// a claim, with % for who it is; and the remark that a note ends on.
type basisWording struct{ affirms, denies, doubts, remark string }

// wordings is the one place that words who says what by its basis. What is inferred
// was said by nobody: it is our reading of a source, on every surface.
var wordings = map[Basis]basisWording{
	"":              {"% says so", "% denies it", "% doubts it", ""},
	BasisReported:   {"% reports it", "% denies it", "% doubts it", ""},
	BasisInterviews: {"% reports it from interviews", "% denies it", "% doubts it", "on the strength of interviews"},
	BasisAssessed:   {"% assesses that it is so", "% assesses that it is not so", "% doubts it", "as an assessment"},
	BasisPerceived:  {"% reports it as a view", "% denies the view", "% doubts the view", "reporting a view"},
	BasisInferred:   {"our reading of %", "not so in our reading of %", "doubtful in our reading of %", ""},
	BasisOfficial:   {"% reports it as an official act", "% denies it", "% doubts it", "as an official act"},
	BasisBackground: {"% takes it as known", "% denies it", "% doubts it", "taken as general knowledge"},
}

// Says words who says what of a claim on the basis: "Ana Ruiz reports it", "our reading
// of Ana Ruiz". What stands before the name, and what behind it, is given apart.
func (b Basis) Says(p Polarity) (before, after string) {
	w, ok := wordings[b]
	if !ok {
		w = wordings[""]
	}
	form := w.affirms
	switch p {
	case Deny:
		form = w.denies
	case Doubt:
		form = w.doubts
	}
	before, after, _ = strings.Cut(form, "%")
	return before, after
}

// Remark is what a note on a statement of the basis ends on: "as an assessment"; empty
// where the note says it already.
func (b Basis) Remark() string { return wordings[b].remark }

// Saying is [Basis.Says] with the name.
func Saying(who string, b Basis, p Polarity) string {
	before, after := b.Says(p)
	return before + who + after
}
