package edtf

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"underpin"
)

// ReadQuantity reads a quantity as a person types it: as [ParseQuantity] does, or with
// thousands set apart as in any country ("1,000,000", "1.000.000,50", "1 000 000",
// "1'000'000"), with the unit or a sign of money before the number ("USD 3,000,000",
// "$1.5m"), with words for the bounds ("about 40", "more than 50%", "between 40 and 60")
// and in the digits of Arabic and Persian. A lone group of three digits behind a point or a
// comma may be thousands or decimals: "1.000" is refused, and the hint names both. The
// error is an [*Error].
func ReadQuantity(text string) (underpin.Quantity, error) { return readQuantity(text, grouping(text)) }

// ReadShare reads a share in percent as a person types it, as [ReadQuantity] does: its
// points and commas are those of decimals.
func ReadShare(text string) (underpin.Quantity, error) { return readQuantity(text, false) }

func readQuantity(text string, doubted bool) (underpin.Quantity, error) {
	q, err := ParseQuantity(text)
	if err == nil && !doubted && !noUnit().MatchString(q.Unit) || len(text) > longest {
		return q, err
	}
	plain, f := plainQuantity(text, doubted)
	if f != nil {
		return underpin.Quantity{}, f.as("quantity", text)
	}
	q, again := ParseQuantity(plain)
	if again == nil {
		return q, nil
	}
	if e := (*Error)(nil); errors.As(again, &e) { // it is told of the text as it was typed
		return underpin.Quantity{}, (&syntaxError{what: strings.TrimPrefix(e.Message, fmt.Sprintf("%q is not a quantity: ", plain)), how: e.Hint}).as("quantity", text)
	}
	return q, err
}

// grouping reports whether a text that can be read as it stands has a number in it whose
// last three digits may be thousands.
func grouping(text string) bool {
	return !percentWords().MatchString(strings.TrimSpace(text)) && slices.ContainsFunc(numbers().FindAllString(text, -1), doubtful().MatchString)
}

// plainQuantity writes a quantity as [ParseQuantity] reads it.
func plainQuantity(text string, doubted bool) (string, *syntaxError) {
	s := strings.Map(seen, strings.Map(latinDigit, text))
	s = strings.Join(strings.Fields(s), " ")
	s, f := plainNumbers(s, doubted)
	if f != nil {
		return "", f
	}
	low := strings.ToLower(s)
	for _, w := range boundWords {
		if rest, ok := strings.CutPrefix(low, w.words); ok {
			s = w.sign + s[len(s)-len(rest):]
			break
		}
	}
	if m := unitFirst().FindStringSubmatch(s); m != nil {
		s = m[1] + m[3] + " " + strings.TrimSpace(m[2])
	}
	for _, w := range ranges() {
		if m := w.FindStringSubmatch(s); m != nil {
			s = m[1] + ".." + m[2] + m[3]
			break
		}
	}
	s = percentWords().ReplaceAllString(s, " %")
	if m := shortNumber().FindStringSubmatch(s); m != nil {
		s = m[1] + " " + magnitudes[strings.ToLower(m[2]+m[4])] + " " + strings.TrimSpace(m[3]+m[5])
	}
	if m := runsOn().FindStringSubmatch(s); m != nil {
		s = m[1] + " " + m[2]
	}
	return strings.TrimSpace(s), nil
}

// plainNumbers takes the marks between thousands out of the numbers of a text, and puts a
// point before decimals.
func plainNumbers(s string, doubted bool) (string, *syntaxError) {
	var fault *syntaxError
	out := numbers().ReplaceAllStringFunc(s, func(n string) string {
		plain, f := plainNumber(n, doubted)
		if f != nil && fault == nil {
			fault = f
		}
		return plain
	})
	return out, fault
}

// plainNumber writes one number with digits and a point.
func plainNumber(n string, doubted bool) (string, *syntaxError) {
	marks := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, n)
	doubted = doubted && doubtful().MatchString(n)
	if marks == "" || marks == "." && !doubted {
		return n, nil
	}
	last := strings.LastIndexAny(n, ".,")
	if thousands().MatchString(n) && oneMark(n) && strings.Count(n, ".")+strings.Count(n, ",") != 1 {
		return digitsOf(n), nil
	}
	if doubted {
		return n, faultAt(0, fmt.Sprintf("write %s for thousands, or %s.%s0 for decimals", digitsOf(n), n[:last], n[last+1:]), "three digits behind %s can be thousands or decimals", markName(n[last]))
	}
	if last > 0 && strings.Count(marks, n[last:last+1]) == 1 {
		whole, decimals := n[:last], n[last+1:]
		if notDigit(whole) < 0 || thousands().MatchString(whole) && !strings.Contains(whole, n[last:last+1]) && oneMark(whole) {
			return digitsOf(whole) + "." + decimals, nil
		}
	}
	return n, faultAt(0, "set every three digits apart by one and the same mark, or write the digits alone: 1500000", "the marks between its digits are not those of thousands")
}

// oneMark reports whether no two marks between digits differ.
func oneMark(n string) bool {
	mark := ""
	for _, r := range n {
		if unicode.IsDigit(r) {
			continue
		}
		if mark != "" && mark != string(r) {
			return false
		}
		mark = string(r)
	}
	return true
}

func markName(c byte) string {
	if c == ',' {
		return "a comma"
	}
	return "a point"
}

func digitsOf(n string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, n)
}

// boundWords are the words before a number that say how it is bound.
var boundWords = []struct{ words, sign string }{
	{"about ", "~"}, {"around ", "~"}, {"approximately ", "~"}, {"circa ", "~"}, {"ca. ", "~"}, {"roughly ", "~"}, {"more than ", ">"}, {"over ", ">"},
	{"at least ", ">="}, {"less than ", "<"}, {"under ", "<"}, {"at most ", "<="}, {"up to ", "<="}, {"no more than ", "<="},
}

// magnitudes are the letters that stand for the words of large numbers.
var magnitudes = map[string]string{"k": "thousand", "m": "million", "mn": "million", "mio": "million", "bn": "billion", "mrd": "billion", "tn": "trillion"}

var (
	numbers = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\d{1,3}(?:[ '’_٬]\d{3})+(?:[.,]\d+)?\b|\d+(?:[.,]\d+)+\b`)
	})
	thousands = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[1-9]\d{0,2}(?:[., '’_٬]\d{3})+$`) })
	doubtful  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[1-9]\d{0,2}[.,]\d{3}$`) })
	// noUnit are words that no unit is.
	noUnit = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:(?i:per ?cent|pct|to [\d.].*|(?:bn|mn|mio|mrd)\.?(?: .*)?)|[mM] (?:\p{Sc}|[A-Z]{3}))$`)
	})
	ranges = sync.OnceValue(func() []*regexp.Regexp {
		return []*regexp.Regexp{
			regexp.MustCompile(`^(?i:between )([\d.]+) (?i:and) ([\d.]+)(.*)$`), regexp.MustCompile(`^(?i:from )?([\d.]+) (?i:to) ([\d.]+)(.*)$`), regexp.MustCompile(`^([\d.]+) ?[-–] ?([\d.]+)(.*)$`),
		}
	})
	unitFirst = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^([~<>=]*)(\p{Sc}|[A-Z]{1,2}\p{Sc}|[A-Z]{3}) ?(\d.*)$`)
	})
	percentWords = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i) ?(?:per ?cent|pct|%)$`) })
	shortNumber  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^([~<>=]*[\d.]+) ?(?i:(?:(k|mn|mio|bn|mrd|tn)\.?)((?: .*)?)|(m)\.?( (?:\p{Sc}|[A-Z]{3})))$`) // "5m" alone may be metres
	})
	runsOn = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([~<>=]*[\d.]+)(\p{Sc}|[A-Z]{3})$`) })
)
