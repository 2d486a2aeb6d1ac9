package chart

import (
	"slices"
	"sort"
	"strings"
)

// draw puts the network on c: ties from the palest to the darkest, their
// marks, nodes, and names on top.
func (s *sketch) draw(c *canvas) {
	order := make([]int, len(s.routes))
	for i := range order {
		order[i] = i
	}
	rank := func(i int) int {
		if t := s.net.Ties[i]; t.Lost || t.Turn == PaleLine {
			return -1
		}
		return int(s.routes[i].band)
	}
	sort.SliceStable(order, func(a, b int) bool { return rank(order[a]) < rank(order[b]) })
	for _, i := range order {
		s.drawTie(c, s.routes[i])
	}
	for _, i := range order {
		s.drawMarks(c, s.routes[i])
	}
	for i := range s.net.Nodes {
		s.drawNode(c, i)
	}
	if s.net.TieLabels {
		s.drawTieLabels(c)
	}
	for _, l := range s.labels {
		if l.shown && l.far {
			s.drawLeader(c, l)
		}
	}
	for _, l := range s.labels {
		if l.shown {
			s.drawLabel(c, l)
		}
	}
	if s.spare > 0 {
		note := count(s.spare, "name", "names") + " left out for lack of room"
		c.text("small halo", s.plot.x+12, s.plot.y+18, legendSize, rightOf, note)
	}
}

func (s *sketch) drawTie(c *canvas, r route) {
	t := s.net.Ties[r.tie]
	class := r.band.class()
	switch t.Turn {
	case PaleLine:
		class = standingStep(0).class()
	case CrossSign:
		class = "gone"
	}
	c.open("g")
	c.leaf("title", s.tieTitle(t))
	drawLine(c, class, r.line.path(), r.width, r.band)
	if r.arrow != nil {
		c.polygon("h-"+class, r.arrow)
	}
	for _, b := range r.bars {
		c.el("line", "class", class, "stroke-width", max(r.width, 1.8), "x1", b[0].x, "y1", b[0].y, "x2", b[1].x, "y2", b[1].y)
	}
	c.close("g")
}

func drawLine(c *canvas, class, path string, width float64, b standingStep) {
	if b == 0 {
		class += " dots"
		width = max(width, 1.6)
	}
	c.el("path", "class", class, "d", path, "stroke-width", width, "stroke-dasharray", b.dash(width))
}

// tieTitle is the tooltip of a tie. It gives the count of origins and no
// likelihood: with a single origin there is no word to say, and the sentence
// of the label is the caller's.
func (s *sketch) tieTitle(t NetworkTie) string {
	arrow := "–"
	if t.Directed {
		arrow = "→"
	}
	text := isolate(s.net.Nodes[t.From].Label) + " " + arrow + " " + isolate(s.net.Nodes[t.To].Label)
	if t.Label != "" {
		text += ": " + isolate(t.Label)
	}
	if t.Origins > 0 {
		text += "; " + count(t.Origins, "origin", "origins")
	}
	if t.Contested {
		text += "; contradicted"
	}
	if t.Reading && !strings.Contains(t.Label, "our reading") {
		text += "; our reading of a source"
	}
	if t.Lost {
		text += "; lost"
	}
	if t.Turn != "" {
		text += "; " + t.TurnWords
	}
	return text
}

func (s *sketch) drawMarks(c *canvas, r route) {
	t := s.net.Ties[r.tie]
	first, contested, reading := r.markedAt(t)
	if signed(t) {
		drawTurn(c, t.Turn, r.line.at(first))
	}
	if t.Lost {
		drawLostMark(c, r.line.at(first), r.line.heading(first))
	}
	if t.Contested {
		drawContested(c, r.line.at(contested))
	}
	if t.Reading {
		drawReading(c, r.line.at(reading))
	}
}

// markedAt is where on its line a tie has its marks: what became of it or that it is lost,
// that it is contested, and that it is a reading.
func (r *route) markedAt(t NetworkTie) (first, contested, reading float64) {
	first = r.middle
	if (t.Lost || signed(t)) && t.Contested {
		first -= .08
	}
	return first, 2*r.middle - first, min(r.middle+.16, .9)
}

// marks are the boxes of the marks of a tie, which no name may cover.
func (s *sketch) marks(r route) (boxes []rect) {
	t := s.net.Ties[r.tie]
	first, contested, reading := r.markedAt(t)
	if t.Lost || signed(t) {
		boxes = append(boxes, around(r.line.at(first), signRadius))
	}
	if t.Contested {
		boxes = append(boxes, around(r.line.at(contested), signRadius))
	}
	if t.Reading {
		boxes = append(boxes, around(r.line.at(reading), 4))
	}
	return boxes
}

// signed reports whether a tie has the sign of what became of it between two dates.
func signed(t NetworkTie) bool { return t.Turn != "" && t.Turn != PaleLine }

// signRadius is that of the disc of paper under a sign.
const signRadius = 6.4

// drawTurn draws what became of a tie, as the map on the screen does.
func drawTurn(c *canvas, t TurnSign, p xy) {
	class := "stroke"
	if t == CrossSign {
		class = "gone"
	}
	c.el("circle", "class", "paper", "cx", p.x, "cy", p.y, "r", signRadius)
	c.el("path", "class", class, "stroke-width", 1.6, "transform", "translate("+number(p.x)+" "+number(p.y)+")", "d", t.Path())
}

// drawReading draws the mark of a reading, a ring.
func drawReading(c *canvas, p xy) {
	c.el("circle", "class", "mark", "cx", p.x, "cy", p.y, "r", 3.2)
}

// drawContested draws the mark of contradiction, a flash in a ring.
func drawContested(c *canvas, p xy) {
	c.el("circle", "class", "against", "cx", p.x, "cy", p.y, "r", 5.3)
	n := func(dx, dy float64) string { return number(p.x+dx) + " " + number(p.y+dy) }
	c.el("path", "class", "against", "d", "M"+n(.7, -3.8)+"L"+n(-1.4, .3)+"L"+n(1.4, .3)+"L"+n(-.7, 3.8))
}

// drawLostMark breaks a line: a gap between two strokes across it.
func drawLostMark(c *canvas, p, heading xy) {
	across := heading.normal().times(5)
	lean := heading.times(1.6)
	gap := heading.times(2.1)
	c.polygon("paper", []xy{p.add(gap).add(across).add(lean), p.add(gap).sub(across).sub(lean),
		p.sub(gap).sub(across).sub(lean), p.sub(gap).add(across).add(lean)})
	for _, side := range []xy{p.add(gap), p.sub(gap)} {
		c.line("stroke", side.add(across).add(lean), side.sub(across).sub(lean))
	}
}

func (s *sketch) drawNode(c *canvas, i int) {
	v := s.net.Nodes[i]
	style, _ := styleOf(v.Kind)
	text := isolate(v.Label) + ", " + style.legend
	if v.Collective {
		text += ", a collective"
	}
	if v.Lost {
		text += ", lost"
	}
	if v.Absent {
		text += ", without a tie then"
	}
	c.open("g")
	c.leaf("title", text)
	drawShape(c, v, s.at[i], s.radius)
	c.close("g")
}

func drawShape(c *canvas, v NetworkNode, p xy, r float64) {
	style, _ := styleOf(v.Kind)
	class := "k-" + string(v.Kind)
	if v.Lost {
		class += " t-" + string(v.Kind) + " lost"
	}
	if v.Collective {
		class += " dashed"
	}
	if v.Absent {
		class += " absent"
	}
	if style.shape == nil {
		c.el("circle", "class", class, "cx", p.x, "cy", p.y, "r", r)
	} else {
		pts := make([]xy, len(style.shape))
		for i, q := range style.shape {
			pts[i] = p.add(q.times(r))
		}
		c.polygon(class, pts)
	}
	if v.Lost {
		d := r * 1.25
		c.line("stroke", p.add(xy{-d, -d}), p.add(xy{d, d}))
		c.line("stroke", p.add(xy{-d, d}), p.add(xy{d, -d}))
	}
	if v.Pinned {
		c.el("circle", "class", "pin", "cx", p.x, "cy", p.y, "r", max(r*.3, 1.8))
	}
}

// drawLeader joins a name to its node where it stands off it.
func (s *sketch) drawLeader(c *canvas, l label) {
	p, b := s.at[l.node], l.box
	near := xy{min(max(p.x, b.x), b.x+b.w), min(max(p.y, b.y), b.y+b.h)}
	start := p.add(near.sub(p).unit().times(1.3 * s.radius))
	c.line("leader", start, near)
}

func (s *sketch) drawLabel(c *canvas, l label) {
	class := "halo"
	if v := s.net.Nodes[l.node]; v.Lost || v.Absent {
		class += " muted"
	}
	x := map[textSide]float64{rightOf: l.box.x, centred: l.box.x + l.box.w/2, leftOf: l.box.x + l.box.w}[l.side]
	c.text(class, x, l.box.y+.82*s.size, s.size, l.side, l.lines...)
}

// drawTieLabels writes the words of ties where they hide nothing.
func (s *sketch) drawTieLabels(c *canvas) {
	size := s.size - 1.5
	var taken []rect
	for _, p := range s.at {
		taken = append(taken, around(p, 1.3*s.radius))
	}
	for _, l := range s.labels {
		if l.shown {
			taken = append(taken, l.box)
		}
	}
	for _, r := range s.routes {
		text := shorten(tidy(s.net.Ties[r.tie].Label), size, 15*size)
		if strings.TrimSpace(text) == "" {
			continue
		}
		w := textWidth(text, size)
		if box, ok := s.tieLabelPlace(r, w, size, taken); ok {
			c.text("halo muted", box.x+w/2, box.y+.82*size, size, centred, text)
			taken = append(taken, box)
		}
	}
}

func (s *sketch) tieLabelPlace(r route, w, size float64, taken []rect) (rect, bool) {
	marks := s.marks(r)
	for _, t := range []float64{.5, .42, .58, .34, .66, .27, .73} {
		p := r.line.at(t)
		box := rect{p.x - w/2, p.y - size/2, w, size}
		free := box.within(s.plot) && !slices.ContainsFunc(marks, func(m rect) bool { return box.overlap(m) > 0 })
		for _, o := range taken {
			free = free && box.overlap(o) == 0
		}
		if free {
			return box, true
		}
	}
	return rect{}, false
}
