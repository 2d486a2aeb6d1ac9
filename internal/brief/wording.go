package brief

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"underpin"
)

var (
	confidenceLevel = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(?:(?:high|moderate|medium|low|full|great|some|limited)(?:ly)? (?:degree of )?(?:analytic(?:al)? )?confiden(?:ce|t)|confident(?:ly)?|confidence)\b`)
	})
	offScale = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(?:possibly|might|perhaps|maybe|conceivably|presumably|apparently|seemingly)\b`)
	})
	certainty = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(?:certainly|definitely|undoubtedly|undeniably|indisputably|without (?:a |any )?doubt|beyond doubt|clearly|obviously|proves?|proved|proven|is certain|no doubt|confirmed|always|never|inevitabl[ey])\b`)
	})
	neverSafe  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:safe|safely)\b`) })
	bareSource = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(?:(?:an?|one|two|three|some|several|many|multiple|various|other|our|the) )?(?:(?:unnamed|anonymous|reliable|credible|trusted|informed|well[- ]placed|well[- ]informed|confidential|good) )?sources? (?:said|says?|told|tells?|claim(?:s|ed)?|report(?:s|ed)?|confirm(?:s|ed)?|indicated?s?|believed?s?|stated?s?|alleged?s?)\b|\baccording to (?:an?|one|some|several|two|three|our|multiple|unnamed|anonymous) (?:[\w-]+ )?sources?\b|\bit (?:is|was|has been) (?:said|reported|understood|believed|alleged|claimed) that\b`)
	})
)

// likelihood reads the words of likelihood of one sentence.
func (l *linter) likelihood(s sentence) {
	found := l.words.find(s.authored)
	for _, w := range found {
		if w.band == nil {
			l.add(s.pos(w.start), RuleOffScale, Warning, fmt.Sprintf("“%s” belongs to a different yardstick from the case's", w.word), "use a word of the case's own scale")
			continue
		}
		if w.row < len(l.byRow) {
			l.byRow[w.row] = append(l.byRow[w.row], placedWord{w.word, s.pos(w.start)})
		}
	}
	l.confidence(s, found)
	l.againstNumbers(s, found)
	for _, at := range offScale().FindAllStringIndex(s.authored, -1) {
		l.add(s.pos(at[0]), RuleOffScale, Remark, fmt.Sprintf("“%s” says only that it cannot be ruled out", s.authored[at[0]:at[1]]), "use a word of the scale if you mean a likelihood")
	}
}

// confidence finds a likelihood and a level of confidence in one sentence, words
// that a reference wrote included.
func (l *linter) confidence(s sentence, found []likelihood) {
	at := confidenceLevel().FindStringIndex(s.authored)
	if at == nil {
		return
	}
	word := ""
	if len(found) > 0 {
		word = found[0].word
	} else if all := l.words.find(s.text); len(all) > 0 {
		word = all[0].word
	}
	if word == "" {
		return
	}
	l.add(s.pos(at[0]), RuleConfidence, Warning,
		fmt.Sprintf("a likelihood (“%s”) and a confidence (“%s”) are in one sentence: a reader cannot tell how likely it is from how well founded it is (ICD 203)", word, s.authored[at[0]:at[1]]),
		"make two sentences: first how likely it is, then how well founded the judgement is")
}

// againstNumbers compares the words of a sentence with the numbers of what it
// refers to.
func (l *linter) againstNumbers(s sentence, found []likelihood) {
	sure := certainty().FindStringIndex(s.authored)
	for _, r := range s.refs {
		b, ok := l.bears(r)
		if !ok {
			continue
		}
		for _, w := range found {
			l.oneWord(s, w, b)
		}
		if sure != nil {
			word := s.authored[sure[0]:sure[1]]
			l.add(s.pos(sure[0]), RuleStronger, Warning, fmt.Sprintf("“%s” is stronger than what supports %s: %s", word, b.what, b.says), "leave the word out; the reference says how sure it is")
		}
	}
}

// borne is what a reference bears.
type borne struct {
	what, says string
	written    string // the number, as it is printed
	p, held    float64
	one        bool
	untried    bool // it may hang on one voice: not all were tried
	number     bool // a number, with no likelihood
}

func (l *linter) bears(r *textReference) (borne, bool) {
	if r.verb == "conclusion" {
		k, ok := l.m.conclusion(r)
		b := borne{what: "conclusion " + r.id, p: k.P, held: k.P, one: k.SingleOrigin || k.Rests != nil || k.Bare, untried: k.Untried > 0, number: k.Kind == Number, says: "so in " + percent(k.P) + " of worlds", written: percent(k.P)}
		if b.number {
			b.says = "it is a number, with an interval"
		}
		return b, ok
	}
	c, ok := l.m.claim(r)
	b := borne{what: "claim " + r.id, p: c.Shown, held: c.Held, one: c.SingleOrigin(), says: "its credence is " + underpin.FormatProbability(c.Shown), written: underpin.FormatProbability(c.Shown)}
	if b.one {
		b.says = "one origin says so, uncorroborated"
	}
	return b, ok
}

func (l *linter) oneWord(s sentence, w likelihood, b borne) {
	switch {
	case b.number:
	case b.untried:
		l.add(s.pos(w.start), RuleOneOrigin, Warning, fmt.Sprintf("“%s” is used of %s, but not every voice was tried on which it may hang", w.word, b.what),
			"say in how many worlds it is so, as [[conclusion …]] does")
	case b.one:
		l.add(s.pos(w.start), RuleOneOrigin, Warning, fmt.Sprintf("“%s” is used of %s, which rests on one origin: there is nothing to weigh it against", w.word, b.what),
			"say who says so and that it is uncorroborated, as [[credence …]] does")
	case w.band == nil:
	case stronger(w.band, b.p) && b.held != b.p && !stronger(w.band, b.held):
		l.add(s.pos(w.start), RuleHeld, Warning, fmt.Sprintf("“%s” relies on what may not be published: without it %s supports less (%s)", w.word, b.what, b.written),
			"use the word for the publishable number, as [[credence …]] does")
	case stronger(w.band, b.p):
		l.add(s.pos(w.start), RuleStronger, Warning, fmt.Sprintf("“%s” is stronger than the number of %s (%s)", w.word, b.what, b.written),
			"use the word for that number, or let the reference write it")
	}
}

// phrases finds what is never said.
func (l *linter) phrases(s sentence) {
	for _, at := range neverSafe().FindAllStringIndex(s.authored, -1) {
		l.add(s.pos(at[0]), RuleSafe, Warning, "“"+s.authored[at[0]:at[1]]+"” promises too much: nobody can know that no one is exposed", "say what was looked for and that nothing was found")
	}
	if at := bareSource().FindStringIndex(s.authored); at != nil {
		l.add(s.pos(at[0]), RuleBareSource, Warning, "“"+strings.TrimSpace(s.authored[at[0]:at[1]])+"” tells a reader nothing about who says so",
			"name who says so, or use the words agreed; the note of [[claim …]] writes them")
	}
}

// rows finds words of both rows of the yardstick in one brief; those of the row
// used less are pointed out.
func (l *linter) rows() {
	first, second := l.byRow[0], l.byRow[1]
	if len(first) == 0 || len(second) == 0 {
		return
	}
	few, example := second, first[0].word
	if len(first) < len(second) {
		few, example = first, second[0].word
	}
	for _, w := range few {
		l.add(w.pos, RuleRows, Warning, fmt.Sprintf("“%s” and “%s” are from different rows of the yardstick: readers take different words for different degrees", w.word, example), "keep to one row")
	}
}
