package chart

import (
	"fmt"
	"io"
	"strings"
)

// Bars sets a value before against the same value after, row by row, each as
// a bar to its mean with a whisker over its 5 to 95 % interval. Its height
// follows from its rows.
type Bars struct {
	Panel
	Rows []BarRow
	Axis Axis
	// Before and After name the two sides. Default "before" and "after".
	Before, After string
}

// BarRow is one quantity before and after.
type BarRow struct {
	Label         string
	Before, After Interval
}

const (
	barThick = 12.0
	barRow   = 42.0
)

// SVG writes the chart. It fails with ErrInput, and writes nothing, when a
// number is not finite or an interval is upside down.
func (b Bars) SVG(w io.Writer) error {
	frame, err := b.Panel.framed(760)
	if err != nil {
		return err
	}
	b.Panel = frame
	if b.Before == "" {
		b.Before = "before"
	}
	if b.After == "" {
		b.After = "after"
	}
	key := newLegend(b.Width, b.legendRows())
	labels, column := rowLabels(b.labels(), b.Width)
	values, err := b.values()
	if err != nil {
		return err
	}
	x0 := legendMargin + column + 12
	s, err := b.Axis.besides(values, x0, b.Width, b.numberColumn)
	if err != nil {
		return err
	}
	if b.Description == "" {
		b.Description = b.summary(s)
	}
	top := key.height + 4
	bottom := top + float64(len(b.Rows))*barRow
	var c canvas
	key.draw(&c, 2)
	if len(b.Rows) > 0 {
		s.draw(&c, b.Axis.Label, top, bottom)
		c.line("axis", xy{s.x(max(s.lo, min(0, s.hi))), top}, xy{s.x(max(s.lo, min(0, s.hi))), bottom})
	}
	for i, r := range b.Rows {
		y := top + (float64(i)+.5)*barRow
		rowLabel(&c, x0-10, y, labels[i])
		b.bar(&c, s, r.Before, "before", y-barThick/2-1.5)
		b.bar(&c, s, r.After, "after", y+barThick/2+1.5)
	}
	return b.write(w, bottom+axisHeight(b.Axis.Label), barRules, &c)
}

const barRules = `
.before{fill=before}
.after{fill=after}
.edge{stroke=ink;stroke-width:.8px}
.whisker{stroke=ink;stroke-width:1.5px}
`

func (b Bars) labels() []string {
	var out []string
	for _, r := range b.Rows {
		out = append(out, r.Label)
	}
	return out
}

// values are all numbers of the chart, and zero, from which bars rise.
func (b Bars) values() ([]float64, error) {
	if err := b.Axis.check(); err != nil {
		return nil, err
	}
	all := []float64{0}
	for i, r := range b.Rows {
		for _, e := range []Interval{r.Before, r.After} {
			if err := e.check(fmt.Sprintf("row %d (%s)", i, r.Label)); err != nil {
				return nil, err
			}
			if !e.Absent {
				all = append(all, e.Mean, e.Low, e.High)
			}
		}
	}
	return all, nil
}

func (b Bars) numberColumn(s scale) float64 {
	wide := 40.0
	for _, r := range b.Rows {
		wide = max(wide, textWidth(s.interval(r.Before), legendSize), textWidth(s.interval(r.After), legendSize))
	}
	return wide
}

func (b Bars) bar(c *canvas, s scale, e Interval, class string, y float64) {
	text := shorten(s.interval(e), legendSize, b.Width-s.x1-18)
	c.text("muted", s.x1+14, y+.35*legendSize, legendSize, rightOf, text)
	if e.Absent {
		return
	}
	zero := s.x(max(s.lo, min(0, s.hi)))
	x := s.x(e.Mean)
	c.el("rect", "class", class, "x", min(zero, x), "y", y-barThick/2, "width", max(zero, x)-min(zero, x), "height", barThick)
	c.line("edge", xy{x, y - barThick/2}, xy{x, y + barThick/2})
	s.whisker(c, e, y, 3.5)
}

func (b Bars) legendRows() [][]legendItem {
	if len(b.Rows) == 0 {
		return [][]legendItem{{{text: "Nothing to compare."}}}
	}
	swatch := func(class string) func(c *canvas, x, y float64) {
		return func(c *canvas, x, y float64) {
			c.el("rect", "class", class, "x", x, "y", y-5, "width", 22.0, "height", 10.0)
			c.line("edge", xy{x + 22, y - 5}, xy{x + 22, y + 5})
		}
	}
	items := []legendItem{{tidy(b.Before), 22, swatch("before")}, {tidy(b.After), 22, swatch("after")}}
	if b.hasIntervals() {
		items = append(items, legendItem{"5 to 95 % of worlds", 22, func(c *canvas, x, y float64) {
			scale{hi: 1, x0: x + 1, x1: x + 21}.whisker(c, Interval{High: 1}, y, 3.5)
		}})
	}
	return [][]legendItem{items}
}

// hasIntervals reports whether any value has an interval: a share of worlds has none.
func (b Bars) hasIntervals() bool {
	for _, r := range b.Rows {
		if r.Before.High > r.Before.Low || r.After.High > r.After.Low {
			return true
		}
	}
	return false
}

func (b Bars) summary(s scale) string {
	var parts []string
	for _, r := range b.Rows {
		parts = append(parts, fmt.Sprintf("%s: %s %s, %s %s.", isolate(r.Label), isolate(b.Before), s.interval(r.Before), isolate(b.After), s.interval(r.After)))
	}
	return strings.Join(parts, " ")
}
