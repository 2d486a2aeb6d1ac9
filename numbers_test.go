package underpin

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// byHand are the files that may write a number with digits of their own, and why.
var byHand = map[string]string{
	"format.go":                                    "the one home of the formats",
	"quantity.go":                                  "amounts in words, which format.go asks for",
	"internal/edtf/quantity.go":                    "the canonical form of a value, which is read again",
	"internal/exchange/casebook/value.go":          "the canonical form of a value, which is read again",
	"internal/chart/canvas.go":                     "coordinates of a picture",
	"internal/chart/axis.go":                       "labels of ticks, whose digits follow their distance",
	"internal/desk/graphtable.go":                  "a table for a spreadsheet, to full precision",
	"internal/desk/payments.go":                    "rounding, not writing",
	"internal/exchange/graphfile/memory.go":        "sizes of memory",
	"internal/exchange/graphfile/graphmlwriter.go": "a file that is read again, to full precision",
}

// digitsByHand is a verb of fmt that sets the digits of a number.
var digitsByHand = regexp.MustCompile(`%[-+ #0-9]*\.[0-9]+[efgEFG]`)

func TestNumbersAreWrittenByTheFormatsOfThisPackage(t *testing.T) {
	files := token.NewFileSet()
	met := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		path = filepath.ToSlash(path)
		switch {
		case err != nil:
			return err
		case d.IsDir() && (path == "bench" || d.Name() == "testdata" || path != "." && strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			what := ""
			switch n := n.(type) {
			case *ast.BasicLit:
				if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
					what = digitsByHand.FindString(s)
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
				t.Errorf("%s: %s: write numbers with the formats of format.go", files.Position(n.Pos()), what)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for path := range byHand {
		if !met[path] {
			t.Errorf("%s writes no number by hand any more: take it off the list", path)
		}
	}
}
