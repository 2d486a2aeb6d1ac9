package chart

import (
	"math"
	"strconv"
	"strings"
)

// Interval is a value over the worlds: its mean and the interval that holds
// the middle 90 % of worlds (5 to 95 %). The mean may lie outside it.
type Interval struct {
	Mean, Low, High float64
	// Absent says that there is no value, for instance after a loss.
	Absent bool
}

func (e Interval) check(what string) error {
	switch {
	case e.Absent:
		return nil
	case !finite(e.Mean, e.Low, e.High):
		return unusable("%s: %v (%v to %v) is not finite", what, e.Mean, e.Low, e.High)
	case e.Low > e.High:
		return unusable("%s: interval from %v to %v is upside down", what, e.Low, e.High)
	}
	return nil
}

// Axis says how values are written and over which range they are drawn.
type Axis struct {
	// Label names the quantity below the axis, with its unit.
	Label string
	// Percent writes values as percentages: .62 as 62 %.
	Percent bool
	// Min and Max of the axis; both 0 for a range that fits the values.
	// Values beyond them widen the range.
	Min, Max float64
}

func (a Axis) check() error {
	if !finite(a.Min, a.Max) || a.Min > a.Max {
		return unusable("axis from %v to %v", a.Min, a.Max)
	}
	return nil
}

// scale carries values to pixels.
type scale struct {
	lo, hi   float64 // of the axis
	x0, x1   float64 // in pixels
	step     float64
	decimals int
	percent  bool
}

// fitted makes a scale that holds all values and ends on ticks.
func (a Axis) fitted(values []float64, x0, x1 float64) (scale, error) {
	s := scale{x0: x0, x1: x1, percent: a.Percent}
	lo, hi := a.Min, a.Max
	if lo == hi && len(values) > 0 {
		lo, hi = values[0], values[0]
	}
	for _, v := range values {
		lo, hi = min(lo, v), max(hi, v)
	}
	if hi-lo < 1e-12*max(math.Abs(lo), math.Abs(hi), 1e-3) {
		pad := max(math.Abs(lo)*.1, .5)
		if a.Percent {
			pad = .05
		}
		lo, hi = lo-pad, hi+pad
	}
	if !finite(hi-lo) || max(math.Abs(lo), math.Abs(hi)) > 1e15 {
		return s, unusable("values from %v to %v do not fit one axis", lo, hi)
	}
	s.step = niceStep((hi - lo) / max(2, math.Round((x1-x0)/95)))
	s.lo, s.hi = math.Floor(lo/s.step+1e-9)*s.step, math.Ceil(hi/s.step-1e-9)*s.step
	shown := s.step
	if a.Percent {
		shown *= 100
	}
	s.decimals = max(0, int(-math.Floor(math.Log10(shown)+1e-9)))
	return s, nil
}

// besides makes a scale that leaves room at its right for a column of
// numbers. How wide they are depends on the scale's decimals and those hardly
// on the width, so two passes do. A quarter of the width is kept for the bars
// however long the numbers are.
func (a Axis) besides(values []float64, x0, width float64, column func(scale) float64) (scale, error) {
	s, err := a.fitted(values, x0, width-150)
	if err != nil {
		return s, err
	}
	return a.fitted(values, x0, max(width-legendMargin-column(s)-14, x0+width/4))
}

// niceStep is the least of 1, 2, 5 times a power of ten that is not below v.
func niceStep(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, k := range []float64{1, 2, 5} {
		if k*power >= v*(1-1e-9) {
			return k * power
		}
	}
	return 10 * power
}

func (s scale) x(v float64) float64 {
	return s.x0 + (v-s.lo)/(s.hi-s.lo)*(s.x1-s.x0)
}

// write gives v with more decimals than the ticks have.
func (s scale) write(v float64, more int) string {
	decimals, unit := s.decimals+more, ""
	if s.percent {
		v, unit = v*100, " %"
		decimals = min(decimals, 1)
	}
	// Rounded first, half away from zero as people do; FormatFloat alone
	// would round the binary value, and .705 to 70 %.
	unit10 := math.Pow(10, float64(decimals))
	t := strconv.FormatFloat(math.Round(v*unit10*(1+1e-14))/unit10, 'f', decimals, 64)
	if strings.Trim(t, "-0.") == "" {
		t = strings.TrimPrefix(t, "-")
	}
	return strings.Replace(t, "-", "−", 1) + unit
}

// change is the signed step from a to b as they are written, so that a reader
// who subtracts the two gets the same.
func (s scale) change(a, b float64, more int) string {
	unit := math.Pow(10, float64(s.decimals+more))
	if s.percent {
		unit = 100 * math.Pow(10, float64(min(s.decimals+more, 1)))
	}
	t := strings.TrimSuffix(s.write((math.Round(b*unit)-math.Round(a*unit))/unit, more), " %")
	switch {
	case strings.HasPrefix(t, "−"):
		return t
	case strings.Trim(t, "0.") == "":
		return "±" + t
	}
	return "+" + t
}

// interval is an estimate in words: mean, then the interval in brackets.
func (s scale) interval(e Interval) string {
	if e.Absent {
		return "none"
	}
	more := 1
	if s.percent {
		more = 0
	}
	if e.Low == e.High && e.Low == e.Mean {
		return s.write(e.Mean, more)
	}
	low := strings.TrimSuffix(s.write(e.Low, more), " %")
	return s.write(e.Mean, more) + " (" + low + " to " + s.write(e.High, more) + ")"
}

// draw sets the rules from top to bottom, the ticks and the label below.
func (s scale) draw(c *canvas, label string, top, bottom float64) {
	n := int(math.Round((s.hi - s.lo) / s.step))
	for i := 0; i <= n; i++ {
		v := s.lo + float64(i)*s.step
		x := s.x(v)
		c.line("rule", xy{x, top}, xy{x, bottom})
		c.text("muted", x, bottom+15, legendSize-.5, centred, s.write(v, 0))
	}
	c.newline()
	if label != "" {
		c.text("muted", (s.x0+s.x1)/2, bottom+32, legendSize, centred, tidy(label))
	}
}

// axisHeight is the room that draw takes below bottom.
func axisHeight(label string) float64 {
	if label == "" {
		return 22
	}
	return 40
}

// whisker draws the interval of e about y, with its ends and its mean.
func (s scale) whisker(c *canvas, e Interval, y, half float64) {
	a, b := s.x(e.Low), s.x(e.High)
	if e.High > e.Low {
		c.line("whisker", xy{a, y}, xy{b, y})
		c.line("whisker", xy{a, y - half}, xy{a, y + half})
		c.line("whisker", xy{b, y - half}, xy{b, y + half})
	}
	c.newline()
}

// rowLabels wraps the labels of rows and says how wide their column is.
func rowLabels(labels []string, width float64) (lines [][]string, column float64) {
	limit := .3 * width
	for _, l := range labels {
		w := wrap(l, textSize, limit, 2)
		for _, t := range w {
			column = max(column, textWidth(t, textSize))
		}
		lines = append(lines, w)
	}
	return lines, column
}

// rowLabel sets lines right-aligned at x, centred on y.
func rowLabel(c *canvas, x, y float64, lines []string) {
	first := y + .35*textSize - float64(len(lines)-1)*lineSpacing*textSize/2
	c.text("", x, first, textSize, leftOf, lines...)
}
