package chart

import (
	"io"
)

// Grid is a table drawn as a picture, for a page that takes pictures alone.
type Grid struct {
	Panel
	Head []string
	// Rows are as long as Head.
	Rows [][]string
}

const (
	gridMost    = 400.0 // a column is never asked to be wider
	gridLeast   = 54.0
	gridGap     = 14.0
	gridLines   = 6
	gridLine    = textSize * lineSpacing
	gridPadding = 6.0
)

// SVG writes the table. It fails with ErrInput, and writes nothing, when a row is not as
// long as the head or the table is too long for one picture.
func (g Grid) SVG(w io.Writer) error {
	frame, err := g.Panel.framed(1000)
	if err != nil {
		return err
	}
	g.Panel = frame
	for i, row := range g.Rows {
		if len(row) != len(g.Head) {
			return unusable("row %d is not as long as the head", i)
		}
	}
	if g.Description == "" {
		g.Description = "A table of " + count(len(g.Rows), "row", "rows") + "."
	}
	widths := g.widths()
	var c canvas
	y := 4.0
	y = g.row(&c, "bold", g.Head, widths, y)
	c.line("axis", xy{8, y}, xy{g.Width - 8, y})
	for _, row := range g.Rows {
		y = g.row(&c, "", row, widths, y)
		c.line("rule", xy{8, y}, xy{g.Width - 8, y})
	}
	height := max(y+8, 40)
	if height > maxSide {
		return unusable("a table that is too long for one picture")
	}
	return g.write(w, height, "", &c)
}

// widths shares the width of the picture out by what the columns hold.
func (g *Grid) widths() []float64 {
	out := make([]float64, len(g.Head))
	sum := 0.0
	for i := range out {
		out[i] = textWidth(g.Head[i], textSize)
		for _, row := range g.Rows {
			out[i] = max(out[i], textWidth(row[i], textSize))
		}
		out[i] = min(gridMost, max(gridLeast, out[i]))
		sum += out[i]
	}
	room := g.Width - 16 - gridGap*float64(len(out))
	if sum > room {
		for i := range out {
			out[i] *= room / sum
		}
	}
	return out
}

// row writes one row below y and returns where the next begins.
func (g *Grid) row(c *canvas, class string, cells []string, widths []float64, y float64) float64 {
	x, lines := 8.0, 1
	for i, cell := range cells {
		text := wrap(cell, textSize, widths[i], gridLines)
		lines = max(lines, len(text))
		at, side := x, rightOf
		if rightToLeft(cell) {
			at, side = x+widths[i], leftOf
		}
		c.text(class, at, y+gridPadding+textSize, textSize, side, text...)
		x += widths[i] + gridGap
	}
	return y + 2*gridPadding + gridLine*float64(lines)
}
