package brief

import (
	"reflect"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"pgregory.net/rapid"

	"underpin/internal/synth/property"
)

// TestTablesAndFootnotesAreReadAsGoldmarkReadsThem compares our tables and footnotes with
// those that goldmark brings.
func TestTablesAndFootnotesAreReadAsGoldmarkReadsThem(t *testing.T) {
	theirs := goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(
			parser.WithInlineParsers(util.Prioritized(extension.NewFootnoteParser(), 101), util.Prioritized(inlineReferences{}, 150)),
			parser.WithBlockParsers(util.Prioritized(blockReferences{}, 250), util.Prioritized(extension.NewFootnoteBlockParser(), 999)),
		),
	).Parser()
	pieces := []string{
		"|", "|", "|", "a", "bé", "-", "--", ":-", "-:", ":-:", " ", "  ", "\t", "\n", "\n", "\n", "\n\n", `\`, "`", "*", "[^a]", "[^b]", "[^a]: ", "[^a\\]]", "!",
		"\n[^b]: ", "[^", "]", ":", "\n    ", "> ", "- ", "1. ", "[[claim c1]]", "{{ask}}", "| a | b |\n|---|:-:|\n| c | d |\n", "a\n|:--|--|\n", "a|b|c\n-|-\n", "# ", "\n---\n",
	}
	read := func(p parser.Parser, source string) (d Doc) {
		d.source = []byte(source)
		r := &mdReader{doc: &d}
		tree := p.Parse(text.NewReader(d.source))
		d.blocks, d.own = r.blocks(tree), r.ownNotes(tree)
		return d
	}
	property.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 40).Draw(t, "source"), "")
		if got, want := read(newParser(), source), read(theirs, source); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q is read as\n%+v\nand by goldmark as\n%+v", source, got, want)
		}
	})
}
