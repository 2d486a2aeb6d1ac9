package cite

import (
	"regexp"
	"sync"
	"unicode"
	"unicode/utf8"

	"underpin"
)

// A Note is what a reader is told about who says so.
type Note struct {
	Use underpin.Use
	// Full is the note at its first mention, Short the form for later ones.
	// Both are empty unless the use is [underpin.Cited].
	Full, Short []Run
	// Who names the one who says so in a sentence: "Maryam Dalal", "a port
	// official"; empty where nobody may be named or described.
	Who string
	// Basis is on what ground, see [underpin.Basis.Says].
	Basis underpin.Basis
	// Against marks testimony that denies or doubts the claim.
	Against bool
	// Repeats marks what only passes on the word of another who is cited, see
	// [Statement.Repeats].
	Repeats bool
	// Assumed marks an assumption: nobody says so.
	Assumed bool
	// Work is the source, for a public document only.
	Work underpin.SourceID
	// Unseen marks a document that cites an origin known by its place alone.
	Unseen bool
	// Alike counts further people on background whose note reads the same, see
	// [Arrange].
	Alike int
	// Reason says why a statement is barred, for the analyst, without naming a source.
	Reason string

	rank    int
	sources []underpin.SourceID // never shown; tells alike people apart
}

// The ranks of notes in the order of [Arrange].
const (
	rankDocument = iota
	rankOnRecord
	rankObservation
	rankBackground
	rankAssumption
)

// For writes the note to a statement that is to be published on a day.
func For(s Statement, on underpin.Day) Note {
	n := noteOf(s, on)
	if s.Testimony.Basis == underpin.BasisInferred && n.Use == underpin.Cited && !n.Assumed {
		n = n.asReading()
	}
	return n
}

func noteOf(s Statement, on underpin.Day) Note {
	n := Note{
		Basis:   s.Testimony.Basis,
		Against: s.Testimony.Polarity != underpin.Affirm && s.Testimony.Polarity != "",
		sources: []underpin.SourceID{s.Source.ID},
	}
	if s.Testimony.Retracted != nil {
		return n.barred("withdrawn")
	}
	use, why := s.Terms.UseOf(&s.Source, on)
	switch {
	case use == underpin.Barred && why == underpin.UnderEmbargo:
		return n.barred(why + " until " + underpin.FormatDate(s.Terms.Embargo))
	case use == underpin.Barred:
		return n.barred(why)
	case use == underpin.Silent:
		n.Use = underpin.Silent
		return n
	case s.Terms.Kind == underpin.TermsBackground:
		return background(n, s)
	case s.Source.Kind == underpin.SourceAssumption:
		return assumption(n, s)
	case s.Source.Kind == underpin.SourceObservation:
		return n.cited("own observation", rankObservation, run("Own observation"), after(underpin.FormatYear(saidOrAttested(s))))
	case s.Terms.Kind == underpin.TermsOnRecord && s.Source.Kind.Speaks():
		return onRecord(n, s)
	case s.Source.Kind == underpin.SourcePerson:
		return inPublic(n, s)
	}
	return document(n, s)
}

func (n Note) barred(reason string) Note {
	n.Use, n.Reason = underpin.Barred, reason
	return n
}

// cited makes a note of runs; its short form is the same.
func (n Note) cited(who string, rank int, runs ...Run) Note {
	n.Use, n.Who, n.rank = underpin.Cited, who, rank
	for _, r := range runs {
		if r.Text != "" {
			n.Full = append(n.Full, r)
		}
	}
	n.Short = n.Full
	return n
}

func run(text string) Run { return Run{Text: text} }

func after(text string) Run {
	if text == "" {
		return Run{}
	}
	return Run{Text: ", " + text}
}

// background writes the agreed words, without a date: that one is left out would say
// who is at risk. The words are no licence to write the source's code name.
func background(n Note, s Statement) Note {
	words := s.Terms.WordsFor(&s.Source)
	return n.cited(words, rankBackground, run(upperFirst(words)+", speaking on background"))
}

func assumption(n Note, s Statement) Note {
	text := s.Source.Name
	if text == "" {
		text = "general knowledge, not in the excerpt"
	}
	n.Assumed = true
	return n.cited("", rankAssumption, run("Assumption, not testimony: "+lowerFirst(text)))
}

// inPublic cites what a person has said where everybody could hear or read it: by the
// name, and where, else when.
func inPublic(n Note, s Statement) Note {
	n = n.cited(s.Source.Name, rankOnRecord, Run{Text: s.Source.Name, Style: Name})
	if s.Testimony.Locator == "" {
		n.Full = append(n.Full, run(", in public"), after(underpin.FormatMonth(s.Testimony.Said)))
	}
	n.Full = append(n.Full, trail(s)...)
	n.Short = n.Full
	return n
}

func onRecord(n Note, s Statement) Note {
	n = n.cited(s.Source.Name, rankOnRecord, Run{Text: s.Source.Name, Style: Name}, run(", on the record"), after(underpin.FormatMonth(s.Testimony.Said)))
	n.Full = append(n.Full, remarks(s)...)
	n.Short = n.Full
	return n
}

func saidOrAttested(s Statement) underpin.Date {
	if s.Testimony.Said.IsZero() {
		return s.Testimony.Attested
	}
	return s.Testimony.Said
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// phrase is what begins with a common word and not with a name, which is all that can be
// told without knowing the names: an article, or a word of the trade that no capital
// follows. "The Quays" and "General Staff" are names; so, for all one knows, is any other
// word.
var phrase = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:An? |(?:The|Its|Our|Their|One|Two|Three|Several|Some|Many|Most|All|Both|No|` +
		`Annex|Appendix|Article|Chapter|Endnote|Footnote|Interview|Letter|Line|Note|Page|Paragraph|Section|Table|` +
		`Unnamed|Anonymous|Former|Senior|Local|General|Officials?|Person|People|Somebody|Someone|Who|What|That)(?:[ ,:;.]+[^\p{Lu}]|$))`)
})

// lowerFirst lowers the first letter of a phrase, and leaves a name as it is.
func lowerFirst(s string) string {
	if !phrase().MatchString(s) {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
