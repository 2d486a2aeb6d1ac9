package brief

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"underpin"
)

// A textReference is [[verb id at=date | words]] or {{verb id at=date}} in the source.
type textReference struct {
	verb, id, words string
	pos             int // of the opening brackets
	wordsPos        int
	block           bool
	open            bool // it does not end on its line
	// dated: it has a date, on, or what is wrong with the one written at datePos.
	dated   bool
	on      underpin.Day
	dateErr error
	datePos int
}

// carriesNote reports whether the reference tells who says so.
func (r *textReference) carriesNote() bool {
	return r != nil && (r.verb == "claim" || r.verb == "sentence" || r.verb == "conclusion")
}

// bare reports whether the reference adds a note and no words.
func (r *textReference) bare() bool { return r != nil && r.verb == "claim" && r.words == "" }

// inlineVerbs and blockVerbs are the words a reference can begin with, claimVerbs those
// of references to a claim.
var (
	claimVerbs  = []string{"claim", "sentence", "credence"}
	inlineVerbs = append(slices.Clone(claimVerbs), "conclusion")
	blockVerbs  = []string{"hinges", "ask", "questions", "estimates", "method", "sources", "not-said"}
)

func readReference(inside string, pos int, block bool) *textReference {
	r := &textReference{pos: pos, block: block}
	head := inside
	if i := strings.IndexByte(inside, '|'); i >= 0 && !block {
		head = strings.TrimSuffix(inside[:i], `\`)
		r.words = strings.TrimSpace(inside[i+1:])
		r.wordsPos = pos + 2 + i + 1 + strings.Index(inside[i+1:], r.words)
	}
	fields := r.takeDate(head, strings.Fields(head))
	if len(fields) > 0 {
		r.verb = fields[0]
		r.id = strings.Join(fields[1:], " ")
	}
	return r
}

var (
	kindInlineReference = ast.NewNodeKind("InlineReference")
	kindBlockReference  = ast.NewNodeKind("BlockReference")
)

type inlineReference struct {
	ast.BaseInline
	ref *textReference
}

func (n *inlineReference) Kind() ast.NodeKind         { return kindInlineReference }
func (n *inlineReference) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

type blockReference struct {
	ast.BaseBlock
	ref *textReference
}

func (n *blockReference) Kind() ast.NodeKind         { return kindBlockReference }
func (n *blockReference) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// inlineReferences reads [[…]] within a line, and {{…}}, which is then out of place.
type inlineReferences struct{}

func (inlineReferences) Trigger() []byte { return []byte{'[', '{'} }

func (inlineReferences) Parse(_ ast.Node, r text.Reader, _ parser.Context) ast.Node {
	line, segment := r.PeekLine()
	closing, block := "]]", false
	switch {
	case bytes.HasPrefix(line, []byte("{{")):
		closing, block = "}}", true
	case !bytes.HasPrefix(line, []byte("[[")):
		return nil
	}
	end := bytes.Index(line, []byte(closing))
	if end < 0 {
		if !slices.Contains(slices.Concat(inlineVerbs, blockVerbs), firstWord(strings.TrimSpace(string(line[2:])))) {
			return nil
		}
		r.Advance(2)
		return &inlineReference{ref: &textReference{pos: segment.Start, block: block, open: true}}
	}
	r.Advance(end + 2)
	return &inlineReference{ref: readReference(string(line[2:end]), segment.Start, block)}
}

// asReference is what a reference looks like where none is read: within code or HTML.
var asReference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[\[\s*[a-z][^\[\]]*\]\]|\{\{\s*[a-z][^{}]*\}\}`) })

// unread finds what looks like a reference in a text that begins at a place and in
// which none is read.
func (r *mdReader) unread(text string, pos int, where string) {
	for _, at := range asReference().FindAllStringIndex(text, -1) {
		r.find(pos+at[0], RulePlacement, text[at[0]:at[1]]+" is inside "+where+", where no reference is read", "take it out of "+where+", or write it in words")
	}
}

// blockReferences reads {{…}} on a line of its own.
type blockReferences struct{}

func (blockReferences) Trigger() []byte { return []byte{'{'} }

func (blockReferences) Open(_ ast.Node, r text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	trimmed := bytes.TrimSpace(line)
	if !bytes.HasPrefix(trimmed, []byte("{{")) || !bytes.HasSuffix(trimmed, []byte("}}")) || len(trimmed) < 4 {
		return nil, parser.NoChildren
	}
	at := segment.Start + bytes.IndexByte(line, '{')
	r.AdvanceToEOL()
	inside := string(trimmed[2 : len(trimmed)-2])
	return &blockReference{ref: readReference(inside, at, true)}, parser.NoChildren
}

func (blockReferences) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}
func (blockReferences) Close(ast.Node, text.Reader, parser.Context) {}
func (blockReferences) CanInterruptParagraph() bool                 { return true }
func (blockReferences) CanAcceptIndentedLine() bool                 { return false }
