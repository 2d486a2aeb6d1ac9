package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"underpin"
)

// A Severity says what a finding means for the brief.
type Severity uint8

// The severities. An Error keeps the brief from being written.
const (
	Error Severity = iota
	Warning
	Remark
)

// String returns "error", "warning" or "remark".
func (s Severity) String() string { return [...]string{"error", "warning", "remark"}[s] }

// MarshalText writes the severity as its word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Finding is one thing the lint found: where, what is wrong and why, and the
// cheapest mend.
type Finding struct {
	// Line and Column count from 1, columns in characters.
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint"`

	pos int
}

// String writes the finding on one line: "12:4: warning: … (hint)".
func (f Finding) String() string {
	return fmt.Sprintf("%d:%d: %s: %s (%s)", f.Line, f.Column, f.Severity, f.Message, f.Hint)
}

// The rules of the lint.
const (
	RuleReference      = "unknown-reference"
	RulePlacement      = "placement"
	RulePicture        = "picture"
	RuleLink           = "link"
	RuleFigure         = "figure"
	RuleNotPublishable = "not-publishable"
	RulePersonNote     = "person-without-note"
	RuleSealed         = "sealed-word"
	RuleHeir           = "heir-named"
	RuleConfidence     = "likelihood-with-confidence"
	RuleRows           = "mixed-rows"
	RuleOneOrigin      = "word-on-one-origin"
	RuleStronger       = "stronger-than-number"
	RuleHeld           = "leans-on-held"
	RuleOffScale       = "off-the-scale"
	RuleSafe           = "never-safe"
	RuleBareSource     = "bare-source"
	RuleUnattributed   = "flips-without-a-silent-source"
	RuleWithheld       = "denial-withheld"
	RuleDate           = "date"
	RuleLoss           = "loss-not-there"
	RuleEmpty          = "nothing-to-print"
	RuleUncovered      = "claim-not-of-that-date"
	RuleOutOfLife      = "told-outside-a-life"
	RuleOtherSide      = "other-side-than-the-case"
)

// Refused is the error of [HTML] and [Markdown] for a brief with findings of
// severity Error. Nothing is written.
type Refused struct {
	Name     string
	Findings []Finding
}

// Error lists the findings, a line each.
func (r *Refused) Error() string {
	var b strings.Builder
	for i, f := range r.Findings {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(r.Name + ":" + f.String())
	}
	return b.String()
}

// Summary says in a sentence what the lint found. It never says "safe".
func Summary(findings []Finding) string {
	if len(findings) == 0 {
		return "no finding"
	}
	var n [3]int
	for _, f := range findings {
		n[f.Severity]++
	}
	var parts []string
	for s, word := range []string{"error", "warning", "remark"} {
		if n[s] > 0 {
			parts = append(parts, underpin.FormatCounted(n[s], word))
		}
	}
	return strings.Join(parts, ", ")
}

// placed fills in lines and columns, sorts, and drops doubles.
func placed(source []byte, findings []Finding) []Finding {
	for i := range findings {
		f := &findings[i]
		at := min(max(f.pos, 0), len(source))
		before := source[:at]
		f.Line = strings.Count(string(before), "\n") + 1
		f.Column = utf8.RuneCount(before[strings.LastIndexByte(string(before), '\n')+1:]) + 1
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.pos, b.pos), cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(findings, func(a, b Finding) bool {
		return a.pos == b.pos && a.Rule == b.Rule && a.Message == b.Message
	})
}
