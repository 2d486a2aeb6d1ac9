package chart

// legendItem is a sign and what it means.
type legendItem struct {
	text string
	icon float64 // width of the sign
	draw func(c *canvas, x, y float64)
}

// legend is rows of items, broken where the width ends.
type legend struct {
	rows   [][]legendItem
	height float64
}

const (
	legendMargin = 16.0
	legendRow    = 19.0
	legendSpace  = 18.0
)

func newLegend(width float64, groups [][]legendItem) legend {
	var l legend
	for _, g := range groups {
		var row []legendItem
		x := legendMargin
		for _, it := range g {
			if len(row) > 0 && x+it.width() > width-legendMargin {
				l.rows = append(l.rows, row)
				row, x = nil, legendMargin
			}
			row = append(row, it)
			x += it.width() + legendSpace
		}
		if len(row) > 0 {
			l.rows = append(l.rows, row)
		}
	}
	if len(l.rows) > 0 {
		l.height = float64(len(l.rows))*legendRow + 14
	}
	return l
}

func (it legendItem) width() float64 {
	w := textWidth(it.text, legendSize)
	if it.icon > 0 {
		w += it.icon + 5
	}
	return w
}

// draw sets the legend with its upper edge at y.
func (l legend) draw(c *canvas, y float64) {
	for i, row := range l.rows {
		x, mid := legendMargin, y+5+(float64(i)+.5)*legendRow
		for _, it := range row {
			at := x
			if it.draw != nil {
				it.draw(c, x, mid)
				at += it.icon + 5
			}
			c.text("", at, mid+.35*legendSize, legendSize, rightOf, it.text)
			x += it.width() + legendSpace
		}
	}
}
