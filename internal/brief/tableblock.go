package brief

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tableBlocks makes a table of a paragraph in which a line of dashes and bars stands
// below a line with no more cells, as GitHub's Markdown has it.
//
// Goldmark's own tables and footnotes would do; but the package in which they are compiles
// the patterns of all its extensions at every start of the program, and one that matches
// addresses took a twelfth of the time of a short verb.
type tableBlocks struct{}

func (tableBlocks) Transform(node *ast.Paragraph, r text.Reader, _ parser.Context) {
	lines, src := node.Lines(), r.Source()
	for i := 1; i < lines.Len(); i++ {
		below := lines.At(i)
		align := alignments(below.Value(src))
		if align == nil {
			continue
		}
		head := lines.At(i - 1)
		if len(splitRow(head, src)) > len(align) {
			return
		}
		table := east.NewTable()
		table.Alignments = align
		table.SetPos(node.Pos())
		table.AppendChild(table, east.NewTableHeader(tableRow(head, align, src)))
		for j := i + 1; j < lines.Len(); j++ {
			table.AppendChild(table, tableRow(lines.At(j), align, src))
		}
		parent := node.Parent()
		parent.InsertAfter(parent, node, table)
		lines.SetSliced(0, i-1)
		if i == 1 {
			parent.RemoveChild(parent, node)
			return
		}
		last := lines.At(i - 2)
		last.Stop-- // its end of line
		lines.Set(i-2, last)
		return
	}
}

// alignments reads the line below the head of a table, nil where it is none: cells of
// dashes, with a colon at the side to which the column is set.
func alignments(line []byte) []east.Alignment {
	if indent, _ := util.IndentWidth(line, 0); indent > 3 || len(bytes.Trim(line, "-")) == 0 {
		return nil
	}
	cells := bytes.Split(line, []byte("|"))
	if util.IsBlank(cells[0]) {
		cells = cells[1:]
	}
	if n := len(cells); n > 0 && util.IsBlank(cells[n-1]) {
		cells = cells[:n-1]
	}
	var out []east.Alignment
	for _, cell := range cells {
		cell = util.TrimRightSpace(util.TrimLeftSpace(cell))
		dashes := bytes.TrimSuffix(bytes.TrimPrefix(cell, []byte(":")), []byte(":"))
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 {
			return nil
		}
		left, right := cell[0] == ':', cell[len(cell)-1] == ':'
		switch {
		case left && right:
			out = append(out, east.AlignCenter)
		case left:
			out = append(out, east.AlignLeft)
		case right:
			out = append(out, east.AlignRight)
		default:
			out = append(out, east.AlignNone)
		}
	}
	return out
}

// tableRow reads a line as a row of as many cells as there are columns: what is more is
// left out, what is missing is empty.
func tableRow(line text.Segment, align []east.Alignment, src []byte) *east.TableRow {
	row := east.NewTableRow(align)
	row.SetPos(line.Start)
	cells := splitRow(line, src)
	for i, a := range align {
		cell := east.NewTableCell()
		if i < len(cells) {
			cell.Alignment = a
			cell.SetPos(cells[i].Start)
			cell.Lines().Append(cells[i])
		}
		row.AppendChild(row, cell)
	}
	return row
}

// splitRow is where the cells of a line stand, without the spaces around them. A bar
// behind a backslash belongs to its cell.
func splitRow(line text.Segment, src []byte) []text.Segment {
	line = line.TrimLeftSpace(src)
	line = line.TrimRightSpace(src)
	row := line.Value(src)
	from, to := 0, len(row)
	if bytes.HasPrefix(row, []byte("|")) {
		from = 1
	}
	if bytes.HasSuffix(row, []byte("|")) {
		to--
	}
	var cells []text.Segment
	for from < to {
		end := from
		for end < to && (row[end] != '|' || end > 0 && row[end-1] == '\\') {
			end++
		}
		cell := text.NewSegment(line.Start+from, line.Start+end)
		cell = cell.TrimLeftSpace(src)
		cells = append(cells, cell.TrimRightSpace(src))
		from = end + 1
	}
	return cells
}
