package brief

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// longestLabel is how many bytes the label of a footnote may have, as that of a link.
const longestLabel = 999

// ownNotesKey is under which the parser keeps the footnotes that it has read.
var ownNotesKey = parser.NewContextKey()

func readNotes(pc parser.Context) *east.FootnoteList {
	list, _ := pc.Get(ownNotesKey).(*east.FootnoteList)
	return list
}

// noteLabel reads "[^label]" where a text begins with it, with how many bytes it takes. A
// label ends with its line and holds no bracket but behind a backslash.
func noteLabel(line []byte) (label []byte, length int, ok bool) {
	const opens = "[^"
	if !bytes.HasPrefix(line, []byte(opens)) {
		return nil, 0, false
	}
	inside := line[len(opens):min(len(line), len(opens)+longestLabel)]
	for i := 0; i < len(inside); i++ {
		switch c := inside[i]; {
		case c == '\\' && i+1 < len(inside) && util.IsPunct(inside[i+1]):
			i++
		case c == '[':
			return nil, 0, false
		case c == ']':
			return inside[:i], len(opens) + i + 1, true
		}
	}
	return nil, 0, false
}

// ownNoteBlocks reads "[^label]: words" with what is indented below it, and keeps it in a
// list, out of the text.
type ownNoteBlocks struct{}

func (ownNoteBlocks) Trigger() []byte             { return []byte{'['} }
func (ownNoteBlocks) CanInterruptParagraph() bool { return true }
func (ownNoteBlocks) CanAcceptIndentedLine() bool { return false }

func (ownNoteBlocks) Open(_ ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	label, length, ok := noteLabel(line[at:])
	at += length
	if !ok || util.IsBlank(label) || at >= len(line) || line[at] != ':' {
		return nil, parser.NoChildren
	}
	note := east.NewFootnote(bytes.Clone(label))
	if at += 1 - segment.Padding; at >= len(line) {
		r.Advance(at)
		return note, parser.NoChildren
	}
	r.AdvanceAndSetPadding(at, segment.Padding)
	return note, parser.HasChildren
}

func (ownNoteBlocks) Continue(_ ast.Node, r text.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if !util.IsBlank(line) {
		at, padding := util.IndentPosition(line, r.LineOffset(), 4)
		if at < 0 {
			return parser.Close
		}
		r.AdvanceAndSetPadding(at, padding)
	}
	return parser.Continue | parser.HasChildren
}

func (ownNoteBlocks) Close(note ast.Node, _ text.Reader, pc parser.Context) {
	parent, list := note.Parent(), readNotes(pc)
	if list == nil {
		list = east.NewFootnoteList()
		pc.Set(ownNotesKey, list)
		parent.InsertBefore(parent, note, list)
	}
	parent.RemoveChild(parent, note)
	list.AppendChild(list, note)
}

// ownNoteMarks reads "[^label]" within a line, where there is a note of that label: all
// blocks are read before the first line. A note gets its number when it is first met.
type ownNoteMarks struct{}

// Trigger is ! too, lest "![^label]" be read as a picture.
func (ownNoteMarks) Trigger() []byte { return []byte{'!', '['} }

func (ownNoteMarks) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	line, segment := r.PeekLine()
	rest := bytes.TrimPrefix(line, []byte("!"))
	label, length, ok := noteLabel(rest)
	list := readNotes(pc)
	if !ok || list == nil {
		return nil
	}
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		note := n.(*east.Footnote)
		if !bytes.Equal(note.Ref, label) {
			continue
		}
		if note.Index < 0 {
			list.Count++
			note.Index = list.Count
		}
		if len(rest) < len(line) {
			parent.AppendChild(parent, ast.NewTextSegment(segment.WithStop(segment.Start+1)))
			length++
		}
		r.Advance(length)
		return east.NewFootnoteLink(note.Index)
	}
	return nil
}
