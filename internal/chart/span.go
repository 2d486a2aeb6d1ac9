package chart

import (
	"fmt"
	"time"
)

// placedSpan is a span with its place in pixels along the lane.
type placedSpan struct {
	LaneSpan
	a0, a1, b0, b1 float64 // start from a0 to a1, end from b0 to b1
	fadeIn         bool
	fadeOut        bool
	level          int     // row within the lane
	free           float64 // up to where the lane is empty to the right
}

// place brings s onto the scale of dates. An unknown end fades over the time
// between the last date it is known for and the edge of the picture.
func (s LaneSpan) place(cal dateScale) placedSpan {
	p := placedSpan{LaneSpan: s}
	fade := .12 * (cal.x1 - cal.x0)
	first, last := s.Start, s.End
	if first.IsZero() {
		first = s.StartBy
	}
	if last.IsZero() {
		last = s.EndFrom
	}
	switch {
	case s.Start.IsZero():
		p.fadeIn = true
		p.a0, p.a1 = cal.x0, cal.x0+fade
		if !s.StartBy.IsZero() {
			p.a1 = cal.clip(s.StartBy)
		} else if !last.IsZero() {
			p.a1 = min(p.a1, (cal.x0+cal.clip(last))/2)
		}
	default:
		p.a0, p.a1 = cal.clip(first), cal.clip(first)
		if !s.StartBy.IsZero() {
			p.a1 = cal.clip(s.StartBy)
		}
	}
	switch {
	case s.End.IsZero():
		p.fadeOut = true
		p.b0, p.b1 = max(p.a1, cal.x1-fade), cal.x1
		if !s.EndFrom.IsZero() {
			p.b0 = max(cal.clip(s.EndFrom), p.a1)
		}
	default:
		p.b0, p.b1 = cal.clip(last), cal.clip(last)
		if !s.EndFrom.IsZero() {
			p.b0 = cal.clip(s.EndFrom)
		}
	}
	if p.b1-p.a0 < 3 { // a single day must still be seen
		p.b1, p.b0 = p.a0+3, max(p.b0, p.a0+3)
	}
	return p
}

// stack puts spans that overlap on different levels.
func stack(spans []LaneSpan, cal dateScale) []placedSpan {
	var out []placedSpan
	var ends []float64
	for _, s := range spans {
		p := s.place(cal)
		if !s.Start.IsZero() && s.Start.After(cal.to) || !s.End.IsZero() && s.End.Before(cal.from) {
			continue
		}
		p.level = len(ends)
		for level, end := range ends {
			if p.a0 >= end-.5 {
				p.level = level
				break
			}
		}
		if p.level == len(ends) {
			ends = append(ends, 0)
		}
		ends[p.level] = p.b1
		p.free = cal.x1
		for i := range out {
			if out[i].level == p.level {
				out[i].free = min(out[i].free, p.a0)
			}
		}
		out = append(out, p)
	}
	return out
}

func levels(spans []placedSpan) int {
	n := 0
	for _, p := range spans {
		n = max(n, p.level+1)
	}
	return n
}

// outline is the upper edge of the body from left to right, as heights from 0
// to 1 over x. Where a vague start meets a vague end the body never reaches
// its full height.
func (p placedSpan) outline() []xy {
	a0, a1, b0, b1 := p.a0, p.a1, p.b0, p.b1
	if p.fadeIn {
		a0 = a1
	}
	if p.fadeOut {
		b1 = b0
	}
	if a1 <= b0 {
		return []xy{{a0, tip(a0, a1)}, {a1, 1}, {b0, 1}, {b1, tip(b0, b1)}}
	}
	rise, fall := a1-a0, b1-b0
	if rise+fall <= 0 {
		return []xy{{a0, 1}, {b1, 1}}
	}
	h := max((b1-a0)/(rise+fall), .25)
	return []xy{{a0, .08}, {a0 + h*rise, h}, {b1, .08}}
}

// tip is the height at a soft end; a sharp end keeps the full height.
func tip(from, to float64) float64 {
	if to-from < .5 {
		return 1
	}
	return .08
}

func (p placedSpan) draw(c *canvas, y float64) {
	kind := tint(p.Kind)
	c.open("g")
	c.leaf("title", isolate(p.Label)+", "+p.words())
	half := spanThick / 2
	if p.fadeIn && p.a1 > p.a0 {
		c.el("rect", "class", "in-"+kind, "x", p.a0, "y", y-half, "width", p.a1-p.a0+.5, "height", spanThick)
	}
	if p.fadeOut && p.b1 > p.b0 {
		c.el("rect", "class", "out-"+kind, "x", p.b0-.5, "y", y-half, "width", p.b1-p.b0+.5, "height", spanThick)
	}
	edge := p.outline()
	var upper, lower []xy
	for _, q := range edge {
		upper = append(upper, xy{q.x, y - half*q.y})
		lower = append(lower, xy{q.x, y + half*q.y})
	}
	body := append([]xy(nil), upper...)
	for i := len(lower) - 1; i >= 0; i-- {
		body = append(body, lower[i])
	}
	c.polygon("t-"+kind, body)
	b := bandOf(p.Credence)
	for _, side := range [][]xy{upper, lower} {
		drawLine(c, b.class(), polyline(side), 1.4, b)
	}
	c.close("g")
}

func polyline(pts []xy) string {
	s := ""
	for i, p := range pts {
		s += map[bool]string{true: "M", false: "L"}[i == 0] + number(p.x) + " " + number(p.y)
	}
	return s
}

// drawLabel sets the name in the bar where the bar is high enough, else to
// the right of it if the lane is free there, else cut; it is whole in the
// tooltip.
func (p placedSpan) drawLabel(c *canvas, y float64) {
	text := tidy(p.Label)
	left, right := p.high()
	if p.Contested {
		drawContested(c, xy{left + 5, y})
		left += 14
	}
	base := y + .35*legendSize
	wide := textWidth(text, legendSize)
	switch {
	case wide > right-left && wide < p.free-p.b1-10:
		c.text("halo", p.b1+6, base, legendSize, rightOf, text)
	case right-left > 16:
		c.text("halo h-"+tint(p.Kind), left, base, legendSize, rightOf, shorten(text, legendSize, right-left))
	}
}

// high is the stretch of the bar that has room for letters.
func (p placedSpan) high() (left, right float64) {
	const enough = .7
	left, right = p.a1, p.b0
	if p.fadeOut {
		right = p.b1 - 4
	}
	if p.fadeIn && p.b0-p.a1 < textWidth(tidy(p.Label), legendSize) {
		left = p.a0 + 6
	}
	if rise := p.a1 - p.a0; !p.fadeIn {
		left = min(left, p.a0+rise*enough)
	}
	if fall := p.b1 - p.b0; !p.fadeOut {
		right = max(right, p.b1-fall*enough)
	}
	return left + 5, right - 3
}

// words tell the span in dates.
func (s LaneSpan) words() string {
	edge := func(a, b time.Time) string {
		switch {
		case a.IsZero() && b.IsZero():
			return ""
		case a.IsZero():
			return day(b)
		case b.IsZero() || a.Equal(b):
			return day(a)
		}
		return "between " + day(a) + " and " + day(b)
	}
	from, to := "start not known", "end not known"
	switch e := edge(s.Start, s.StartBy); {
	case s.Start.IsZero() && e != "":
		from = "from " + e + " or before"
	case e != "":
		from = "from " + e
	}
	switch e := edge(s.EndFrom, s.End); {
	case s.End.IsZero() && e != "":
		to = "to " + e + " at least"
	case e != "":
		to = "to " + e
	}
	return from + ", " + to
}

func day(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), t.Month().String()[:3], t.Year())
}

// gradients define the fades of the kinds; laneRules use them.
func gradients(c *canvas, id string, kinds []EntityKind) {
	if len(kinds) == 0 {
		return
	}
	c.open("defs")
	for _, k := range kinds {
		for _, way := range []string{"in", "out"} {
			c.open("linearGradient", "id", id+"-"+way+"-"+tint(k))
			stops := []string{"s-paper", "s-" + tint(k)}
			if way == "out" {
				stops[0], stops[1] = stops[1], stops[0]
			}
			c.el("stop", "offset", "0", "class", stops[0])
			c.el("stop", "offset", "1", "class", stops[1])
			c.close("linearGradient")
		}
	}
	c.close("defs")
}

func laneRules(id string, kinds []EntityKind) string {
	rules := bandRules() + contestedRule + `
.s-paper{stop-color=paper}
.date{stroke=ink;stroke-width:1.4px;stroke-dasharray:4 3}
.dots{stroke-linecap:round}
.plain{fill=before}
.f0{fill=before}
.f1{fill=rule}
.f2{fill=wash}
.f3{fill=paper}
`
	for _, k := range kinds {
		name := tint(k)
		rules += ".t-" + name + "{fill=" + name + "-tint}\n.s-" + name + "{stop-color=" + name + "-tint}\n" +
			".in-" + name + "{fill:url(#" + id + "-in-" + name + ")}\n.out-" + name + "{fill:url(#" + id + "-out-" + name + ")}\n" +
			".h-" + name + "{stroke=" + name + "-tint}\n"
	}
	return rules
}
