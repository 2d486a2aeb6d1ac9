package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"underpin"
)

// A Use says what may be done with a statement in something published.
type Use string

// The uses of a statement.
const (
	// Cited: it carries the sentence and has a note.
	Cited Use = "cited"
	// Silent: it carries the sentence, which stands without attribution.
	Silent Use = "silent"
	// Barred: the sentence must not rest on it.
	Barred Use = "barred"
)

// A Note is what a reader is told about who says so.
type Note struct {
	Use Use
	// Full is the note at its first mention, Short the form for later ones.
	// Both are empty unless the use is Cited.
	Full, Short []Run
	// Who names the one who says so in a sentence: "Maryam Dalal", "a port
	// official"; empty where nobody may be named or described.
	Who string
	// Against marks testimony that denies or doubts the claim.
	Against bool
	// Assumed marks an assumption: nobody says so.
	Assumed bool
	// Work is the source, for a public document only.
	Work underpin.SourceID
	// Unseen marks a document that cites an origin known by its place alone.
	Unseen bool
	// Alike counts further people on background whose note reads the same, see
	// [Arrange].
	Alike int
	// Reason says why a statement is barred, for the analyst; it names no source.
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
	n := Note{
		Against: s.Testimony.Polarity != underpin.Affirm && s.Testimony.Polarity != "",
		sources: []underpin.SourceID{s.Source.ID},
	}
	terms := s.Terms.Kind
	switch {
	case s.Testimony.Retracted != nil:
		return n.barred("withdrawn")
	case terms == underpin.TermsOffRecord:
		return n.barred("off the record")
	case !s.Terms.Publishable(on):
		return n.barred("under embargo until " + Date(s.Terms.Embargo))
	case terms == underpin.TermsDeepBackground:
		n.Use = Silent
		return n
	case terms == underpin.TermsBackground:
		return background(n, s)
	case s.Source.Protected:
		return n.barred("from a protected source on terms that would name it")
	case s.Source.Kind == underpin.SourceAssumption:
		return assumption(n, s)
	case s.Source.Kind == underpin.SourceObservation:
		return n.cited("own observation", rankObservation, run("Own observation"), after(year(saidOrAttested(s))))
	case terms == underpin.TermsOnRecord && s.Source.Kind.Speaks():
		return onRecord(n, s)
	case terms == underpin.TermsUnset && s.Source.Kind.Speaks():
		return n.barred("without agreed terms")
	}
	return document(n, s)
}

func (n Note) barred(reason string) Note {
	n.Use, n.Reason = Barred, reason
	return n
}

// cited makes a note of runs; its short form is the same.
func (n Note) cited(who string, rank int, runs ...Run) Note {
	n.Use, n.Who, n.rank = Cited, who, rank
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

// background writes the agreed words, and for a source that is not at risk the
// year. The words are no licence to write the source's code name.
func background(n Note, s Statement) Note {
	words := strings.TrimSpace(s.Terms.Words)
	if words == "" {
		words = strings.TrimSpace(s.Source.Descriptor)
	}
	if words == "" {
		return n.barred("on background without agreed words")
	}
	if s.Source.Protected && hasWord(words, string(s.Source.ID)) {
		return n.barred("on background with words that hold the source's code name")
	}
	said := year(s.Testimony.Said)
	if s.Source.AtRisk {
		said = ""
	}
	return n.cited(words, rankBackground, run(upperFirst(words)+", speaking on background"), after(said))
}

func assumption(n Note, s Statement) Note {
	text := s.Source.Name
	if text == "" {
		text = "general knowledge, not in the excerpt"
	}
	n.Assumed = true
	return n.cited("", rankAssumption, run("Assumption, not testimony: "+lowerFirst(text)))
}

func onRecord(n Note, s Statement) Note {
	if s.Source.Name == "" {
		return n.barred("on the record from a source without a name")
	}
	n = n.cited(s.Source.Name, rankOnRecord, Run{Text: s.Source.Name, Style: Name}, run(", on the record"), after(month(s.Testimony.Said)))
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

// hasWord reports whether text holds word as a whole, in any case of letters.
func hasWord(text, word string) bool {
	text, word = strings.ToLower(text), strings.ToLower(word)
	for from := 0; word != ""; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			break
		}
		start, end := from+i, from+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !letter(before) && !letter(after) {
			return true
		}
		from = end
	}
	return false
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowerFirst lowers the first letter unless the word is a name or abbreviation.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
