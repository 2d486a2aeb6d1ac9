package store

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// queries returns the text of every constant of query.go.
func queries(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "query.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	var text func(e ast.Expr) string
	text = func(e ast.Expr) string {
		switch e := e.(type) {
		case *ast.BasicLit:
			s, err := strconv.Unquote(e.Value)
			if err != nil {
				return ""
			}
			return s
		case *ast.Ident:
			return out[e.Name]
		case *ast.BinaryExpr:
			return text(e.X) + text(e.Y)
		}
		return ""
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
			if s := text(v.Values[0]); s != "" {
				out[v.Names[0].Name] = s
			}
		}
		return true
	})
	delete(out, "insertRecordHead")
	out["insertRecords"] = insertRecords(3)
	return out
}

func TestEveryQueryIsUnderstood(t *testing.T) {
	s, err := Open(t.Context(), newFile(t), Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all := queries(t)
	if len(all) < 25 {
		t.Fatalf("only %d queries were found", len(all))
	}
	for name, query := range all {
		stmt, err := s.writer.Prepare(query)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		stmt.Close()
	}
}

// SQLite numbers placeholders by their first mention, PostgreSQL by their number.
func TestPlaceholdersAreFirstMentionedInOrder(t *testing.T) {
	placeholder := regexp.MustCompile(`\$(\d+)`)
	for name, query := range queries(t) {
		last := 0
		for _, m := range placeholder.FindAllStringSubmatch(query, -1) {
			n, err := strconv.Atoi(m[1])
			if err != nil || n > last+1 {
				t.Errorf("%s mentions $%s after $%d", name, m[1], last)
			}
			last = max(last, n)
		}
		if strings.Contains(query, "?") {
			t.Errorf("%s has a placeholder that PostgreSQL does not know", name)
		}
	}
}
