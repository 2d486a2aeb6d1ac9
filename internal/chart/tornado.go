package chart

import (
	"fmt"
	"io"
	"math"
	"sort"
	"strings"
)

// Tornado shows what a conclusion hangs on: for every source, origin or claim
// the value with it and without it, the largest change first. Its height
// follows from its rows.
type Tornado struct {
	Panel
	// Base is the value with all evidence. Its interval is drawn as a band if
	// it has one.
	Base   Interval
	Hinges []TornadoRow
	Axis   Axis
	// Thresholds are values at which the answer flips, such as .5.
	Thresholds []float64
}

// TornadoRow is what the value becomes when one thing is left out.
type TornadoRow struct {
	Label string
	// What it is: "source", "origin", "claim". Written before the label.
	What string
	// Without is the value when it is left out.
	Without float64
	// SE is the sampling error of the change; the error bar is twice that to
	// either side.
	SE float64
	// Flips says that the answer changes: drawn dark and said in words.
	Flips bool
}

const tornadoRow = 30.0

// SVG writes the chart. It fails with ErrInput, and writes nothing, when a
// number is not finite or an error is below zero.
func (t Tornado) SVG(w io.Writer) error {
	frame, err := t.Panel.framed(760)
	if err != nil {
		return err
	}
	t.Panel = frame
	values, err := t.values()
	if err != nil {
		return err
	}
	t.sort()
	key := newLegend(t.Width, t.legendRows())
	labels, column := rowLabels(t.labels(), t.Width)
	x0 := legendMargin + column + 12
	s, err := t.Axis.besides(values, x0, t.Width, t.numberColumn)
	if err != nil {
		return err
	}
	if t.Description == "" {
		t.Description = t.summary(s)
	}
	top := key.height + 20
	bottom := top + float64(len(t.Hinges))*tornadoRow + 4
	var c canvas
	key.draw(&c, 2)
	if len(t.Hinges) > 0 {
		t.ground(&c, s, top, bottom)
	}
	for i, h := range t.Hinges {
		y := top + 2 + (float64(i)+.5)*tornadoRow
		rowLabel(&c, x0-10, y, labels[i])
		t.hinge(&c, s, h, y)
	}
	for _, v := range t.Thresholds {
		if len(t.Hinges) > 0 {
			c.line("under", xy{s.x(v), top}, xy{s.x(v), bottom})
			c.line("threshold", xy{s.x(v), top}, xy{s.x(v), bottom})
		}
	}
	return t.write(w, bottom+axisHeight(t.Axis.Label), tornadoRules, &c)
}

const tornadoRules = `
.wash{fill=wash}
.after{fill=after}
.strong{fill=strong}
.whisker{stroke=ink;stroke-width:1.5px}
.under{stroke=paper;stroke-width:4px}
.base{stroke=ink;stroke-width:1.5px}
.threshold{stroke=ink;stroke-width:1.2px;stroke-dasharray:2 3}
`

func (t Tornado) values() ([]float64, error) {
	if err := t.Axis.check(); err != nil {
		return nil, err
	}
	if t.Base.Absent {
		return nil, unusable("base is absent")
	}
	if err := t.Base.check("base"); err != nil {
		return nil, err
	}
	all := []float64{t.Base.Mean}
	if t.Base.High > t.Base.Low {
		all = append(all, t.Base.Low, t.Base.High)
	}
	for i, v := range t.Thresholds {
		if !finite(v) {
			return nil, unusable("threshold %d: %v is not finite", i, v)
		}
		all = append(all, v)
	}
	for i, h := range t.Hinges {
		if !finite(h.Without, h.SE) || h.SE < 0 {
			return nil, unusable("hinge %d (%s): %v with error %v", i, h.Label, h.Without, h.SE)
		}
		all = append(all, h.Without-2*h.SE, h.Without+2*h.SE)
	}
	return all, nil
}

// sort puts the largest change first, in a copy.
func (t *Tornado) sort() {
	t.Hinges = append([]TornadoRow(nil), t.Hinges...)
	size := func(i int) float64 { return math.Abs(t.Hinges[i].Without - t.Base.Mean) }
	sort.SliceStable(t.Hinges, func(i, j int) bool { return size(i) > size(j) })
}

func (t Tornado) labels() []string {
	var out []string
	for _, h := range t.Hinges {
		if h.What != "" {
			out = append(out, h.What+": "+h.Label)
			continue
		}
		out = append(out, h.Label)
	}
	return out
}

// change is the text at the right of a row: the new value and the change.
func (t Tornado) change(s scale, h TornadoRow) string {
	more := 1
	if s.percent {
		more = 0
	}
	text := s.write(h.Without, more) + " (" + s.change(t.Base.Mean, h.Without, more) + ")"
	if h.Flips {
		text += ", flips"
	}
	return text
}

func (t Tornado) numberColumn(s scale) float64 {
	wide := 40.0
	for _, h := range t.Hinges {
		wide = max(wide, textWidth(t.change(s, h), legendSize))
	}
	return wide
}

// ground draws all that rows stand on: band, axis, thresholds, base.
func (t Tornado) ground(c *canvas, s scale, top, bottom float64) {
	if t.Base.High > t.Base.Low {
		a, b := s.x(t.Base.Low), s.x(t.Base.High)
		c.el("rect", "class", "wash", "x", a, "y", top, "width", b-a, "height", bottom-top)
	}
	s.draw(c, t.Axis.Label, top, bottom)
	x := s.x(t.Base.Mean)
	c.line("base", xy{x, top - 3}, xy{x, bottom})
	more := 1
	if s.percent {
		more = 0
	}
	text := "all evidence: " + s.write(t.Base.Mean, more)
	half := textWidth(text, legendSize) / 2
	c.text("bold", min(max(x, s.x0+half), t.Width-half-4), top-8, legendSize, centred, text)
}

func (t Tornado) hinge(c *canvas, s scale, h TornadoRow, y float64) {
	class, words := "after", "muted"
	if h.Flips {
		class, words = "strong", "bold"
	}
	a, b := s.x(t.Base.Mean), s.x(h.Without)
	c.el("rect", "class", class, "x", min(a, b), "y", y-7.0, "width", max(a, b)-min(a, b), "height", 14.0)
	if h.SE > 0 {
		e := Interval{Low: h.Without - 2*h.SE, High: h.Without + 2*h.SE}
		if h.Flips {
			// On a dark bar an ink whisker needs a paper edge to be seen.
			c.line("under", xy{s.x(e.Low), y}, xy{s.x(e.High), y})
		}
		s.whisker(c, e, y, 4)
	}
	c.text(words, s.x1+14, y+.35*legendSize, legendSize, rightOf, shorten(t.change(s, h), legendSize, t.Width-s.x1-18))
}

func (t Tornado) legendRows() [][]legendItem {
	if len(t.Hinges) == 0 {
		return [][]legendItem{{{text: "Nothing that was tried changes it."}}}
	}
	swatch := func(class string) func(c *canvas, x, y float64) {
		return func(c *canvas, x, y float64) {
			c.el("rect", "class", class, "x", x, "y", y-5, "width", 22.0, "height", 10.0)
		}
	}
	items := []legendItem{{"value without it", 22, swatch("after")}}
	var flips, errors bool
	for _, h := range t.Hinges {
		flips, errors = flips || h.Flips, errors || h.SE > 0
	}
	if flips {
		items = append(items, legendItem{"without it the answer flips", 22, swatch("strong")})
	}
	if errors {
		items = append(items, legendItem{"sampling error, twice", 22, func(c *canvas, x, y float64) {
			scale{hi: 1, x0: x + 1, x1: x + 21}.whisker(c, Interval{High: 1}, y, 4)
		}})
	}
	if t.Base.High > t.Base.Low {
		items = append(items, legendItem{"5 to 95 % of worlds, all evidence", 22, swatch("wash")})
	}
	if len(t.Thresholds) > 0 {
		items = append(items, legendItem{"where it flips", 14, func(c *canvas, x, y float64) {
			c.line("threshold", xy{x + 7, y - 7}, xy{x + 7, y + 7})
		}})
	}
	return [][]legendItem{items}
}

func (t Tornado) summary(s scale) string {
	parts := []string{"With all evidence " + s.interval(t.Base) + "."}
	for i, label := range t.labels() {
		parts = append(parts, fmt.Sprintf("Without %s: %s.", isolate(label), t.change(s, t.Hinges[i])))
	}
	return strings.Join(parts, " ")
}
