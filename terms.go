package underpin

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// TermsKind is what was agreed on the use of a statement.
type TermsKind string

// The kinds of terms.
const (
	TermsUnset          TermsKind = ""
	TermsOnRecord       TermsKind = "on_record"
	TermsBackground     TermsKind = "background"
	TermsDeepBackground TermsKind = "deep_background"
	TermsOffRecord      TermsKind = "off_record"
	TermsPublicDocument TermsKind = "public_document"
)

// TermsKinds lists the kinds of terms.
var TermsKinds = []TermsKind{TermsOnRecord, TermsBackground, TermsDeepBackground, TermsOffRecord, TermsPublicDocument}

// Terms are what was agreed with a source on the use of a statement.
type Terms struct {
	Kind TermsKind `json:"kind"`
	// Words are the description agreed for background ("a port official"); the source's
	// own where they are left out.
	Words string `json:"words,omitempty"`
	// Embargo: not before this date.
	Embargo Date `json:"embargo,omitzero"`
}

// IsZero reports whether no terms are stated.
func (t Terms) IsZero() bool { return t.Kind == TermsUnset && t.Words == "" && t.Embargo.IsZero() }

// A Use is what may be done with a statement in something published. It is decided
// in one place, [Terms.UseOf]: the publishable credence, the count of origins in a
// brief, the notes, the lint and every export ask it.
type Use string

// The uses of a statement.
const (
	// Cited: it carries the sentence and has a note.
	Cited Use = "cited"
	// Silent: it carries the sentence, which stands without attribution. What is
	// shown of a claim (number, word, count, row, line) never comes from it.
	Silent Use = "silent"
	// Barred: nothing published rests on it.
	Barred Use = "barred"
)

// Publishable reports whether something published may rest on the statement.
func (u Use) Publishable() bool { return u != Barred }

// The reasons for which a statement is not cited. They name no source.
const (
	WithoutTerms  = "without agreed terms"
	OffTheRecord  = "off the record"
	UnderEmbargo  = "under embargo"
	OnDeep        = "on deep background"
	WithoutWords  = "on background without agreed words"
	WordsGiveAway = "on background with words that hold the source's code name"
	WouldName     = "from a protected source on terms that would name it"
	WithoutATitle = "from a document without a title"
	WithoutAName  = "on the record from a source without a name"
)

// UseOf decides whether a statement of a source under these terms, as [Index.TermsOf]
// gives them, may be published on a day and how, and says why not. Who speaks needs
// terms: the word of a person or body that told us, or of a protected source, waits
// for them. What a document, list or dataset says, and what we saw, is public unless
// said otherwise; so is the word of a person that reached us through one, as that is
// then the source.
func (t Terms) UseOf(s *Source, on Day) (Use, string) {
	switch {
	case t.Kind == TermsUnset && s.needsTerms():
		return Barred, WithoutTerms
	case t.Kind == TermsOffRecord:
		return Barred, OffTheRecord
	case !t.Embargo.IsZero() && on < t.Embargo.Last:
		return Barred, UnderEmbargo
	case t.Kind == TermsDeepBackground:
		return Silent, OnDeep
	case t.Kind == TermsBackground:
		return t.backgroundUse(s)
	case s.Protected:
		return Barred, WouldName
	case t.Kind == TermsOnRecord && s.Kind.Speaks() && s.Name == "":
		return Barred, WithoutAName
	case !s.named():
		return Barred, WithoutATitle
	}
	return Cited, ""
}

// named reports whether a note can say what the source is.
func (s *Source) named() bool {
	return s.Kind == SourceObservation || s.Kind == SourceAssumption || strings.TrimSpace(s.Name) != "" || s.Author != ""
}

// needsTerms reports whether what the source tells us is not public of itself.
func (s *Source) needsTerms() bool { return s.Kind.Speaks() || s.Protected }

// backgroundUse checks the words agreed for a source on background.
func (t Terms) backgroundUse(s *Source) (Use, string) {
	words := t.WordsFor(s)
	switch {
	case words == "":
		return Barred, WithoutWords
	case s.Protected && hasWord(words, string(s.ID)):
		return Barred, WordsGiveAway
	}
	return Cited, ""
}

// WordsFor are the words by which a source on background may be called: those agreed
// for the statement, else the source's own description.
func (t Terms) WordsFor(s *Source) string {
	if words := strings.TrimSpace(t.Words); words != "" {
		return words
	}
	return strings.TrimSpace(s.Descriptor)
}

// TermsOf returns the terms that bind a statement: its own, else those of its
// encounter, else, for sources whose word is public of itself, those of a public
// document. It is the zero Terms where terms have yet to be agreed.
func (x *Index) TermsOf(t *Testimony) Terms {
	terms := t.Terms
	if e := x.Encounters[t.Encounter]; e != nil && terms.Kind == TermsUnset {
		embargo := terms.Embargo
		if terms = e.Terms; terms.Embargo.IsZero() || embargo.Last > terms.Embargo.Last {
			terms.Embargo = embargo
		}
	}
	if s := x.Sources[t.Source]; s != nil && terms.Kind == TermsUnset && !s.needsTerms() {
		terms.Kind = TermsPublicDocument
	}
	return terms
}

// UseOf decides whether a testimony may be published on a day and how, see
// [Terms.UseOf].
func (x *Index) UseOf(t *Testimony, on Day) (Use, string) {
	s := x.Sources[t.Source]
	if s == nil {
		return Barred, WithoutTerms
	}
	return x.TermsOf(t).UseOf(s, on)
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
		if !wordRune(before) && !wordRune(after) {
			return true
		}
		from = end
	}
	return false
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
