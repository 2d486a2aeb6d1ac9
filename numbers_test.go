package underpin

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// byHand are the files that may write a number or a date in a form of their own, and
// why.
var byHand = map[string]string{
	"format.go":                                    "the one home of the formats",
	"quantity.go":                                  "amounts in words, which format.go asks for",
	"internal/edtf/quantity.go":                    "the canonical form of a value, which is read again",
	"internal/exchange/casebook/value.go":          "the canonical form of a value, which is read again",
	"datewords.go":                                 "the one home of dates in words",
	"cmd/underpin/memory.go":                       "what the system tells of its memory, which is read",
	"internal/edtf/rewrite.go":                     "what people type, which is read",
	"internal/network/graph.go":                    "a room that knows nothing of the house",
	"internal/chart/network.go":                    "a room that knows nothing of the house",
	"internal/chart/canvas.go":                     "coordinates of a picture",
	"internal/chart/axis.go":                       "labels of ticks, whose digits follow their distance",
	"internal/desk/graphtable.go":                  "a table for a spreadsheet, to full precision",
	"internal/desk/amount.go":                      "rounding, not writing",
	"internal/exchange/graphfile/memory.go":        "sizes of memory",
	"internal/exchange/graphfile/graphmlwriter.go": "a file that is read again, to full precision",
}

// digitsByHand is a verb of fmt that sets the digits of a number.
var digitsByHand = regexp.MustCompile(`%[-+ #0-9]*\.[0-9]+[efgEFG]`)

// Before an ordinal stands one of the one words, or after it one of the others; any other
// number before a word in small letters is a count of something.
var (
	beforeOrdinal = regexp.MustCompile(`(?i)\b(entry|entries|row|line|column|version|seed|number|node|tie|note|mention|character|share|at|top|want|from|to|and|%s) $`)
	afterOrdinal  = regexp.MustCompile(`^ (has|is|bears|lie|lies|to|would|id)\b`)
	counted       = regexp.MustCompile(`^ (of )?[a-z]+`)
)

// bareCount finds a count that is not written by FormatCount or FormatCounted.
func bareCount(s string) string {
	for at, rest := 0, s; ; {
		k := strings.Index(rest, "%d")
		if k < 0 {
			return ""
		}
		at += k + len("%d")
		rest = s[at:]
		if noun := counted.FindString(rest); noun != "" && !afterOrdinal.MatchString(rest) && !beforeOrdinal.MatchString(s[:at-len("%d")]) {
			return "%d" + noun
		}
	}
}

func TestNumbersAndDatesAreWrittenByTheFormatsOfThisPackage(t *testing.T) {
	met := map[string]bool{}
	eachSource(t, func(path string, set *token.FileSet, file *ast.File) {
		if strings.HasPrefix(path, "bench/") || strings.HasPrefix(path, "internal/store/storetest/") || strings.HasPrefix(path, "internal/store/columns/") || strings.HasPrefix(path, "internal/envelope/") {
			return // a report and a suite for developers; errors that make the store read the register instead; a room that knows nothing of the house
		}
		ast.Inspect(file, func(n ast.Node) bool {
			what := ""
			switch n := n.(type) {
			case *ast.BasicLit:
				s, err := strconv.Unquote(n.Value)
				if err != nil || n.Kind != token.STRING {
					break
				}
				if what = digitsByHand.FindString(s); what == "" {
					what = bareCount(s)
				}
				if strings.Contains(s, "January 2006") {
					what = s
				}
			case *ast.SelectorExpr:
				if n.Sel.Name == "FormatFloat" {
					what = "FormatFloat"
				}
			}
			if what == "" {
				return true
			}
			met[path] = true
			if byHand[path] == "" {
				t.Errorf("%s: %s: write numbers and dates with the formats of format.go", set.Position(n.Pos()), what)
			}
			return true
		})
	})
	for path := range byHand {
		if !met[path] {
			t.Errorf("%s writes nothing by hand any more: take it off the list", path)
		}
	}
}
