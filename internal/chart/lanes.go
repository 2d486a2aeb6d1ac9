package chart

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// Lanes is a timeline: a lane for each post or relation, and in it the spans
// for which something held. Vague dates have soft ends, unknown ones fade.
// Its height follows from its lanes.
type Lanes struct {
	Panel
	Rows []Lane
	// From and To bound the time shown. Zero: the years that hold all dates
	// given.
	From, To time.Time
	// Dates are marked by a line across all lanes.
	Dates []DateMark
}

// Lane is a row of spans. Spans that overlap in time are stacked.
type Lane struct {
	Label string
	Spans []LaneSpan
}

// LaneSpan is a stretch of time for which something held. The start lies from
// Start to StartBy and the end from EndFrom to End: where the two differ the
// bar runs to a point, so that its full height is where it surely held.
type LaneSpan struct {
	Label string
	// Kind gives the colour; empty is grey, for a vacancy.
	Kind EntityKind
	// Start zero: not known when it began; fades in up to StartBy. StartBy
	// zero: the same as Start.
	Start, StartBy time.Time
	// End zero: no end is known; fades out after EndFrom. EndFrom zero: the
	// same as End.
	EndFrom, End time.Time
	// Credence from 0 to 1 is told by how dark and how broken the edges are.
	Credence  float64
	Contested bool
}

// DateMark is a date that the lanes are read against, such as that of a loss.
type DateMark struct {
	At    time.Time
	Label string
}

const (
	spanThick = 18.0
	spanStep  = 23.0
	lanePad   = 6.0
)

// SVG writes the timeline. It fails with ErrInput, and writes nothing, when
// dates run backwards, a credence is out of range or a kind is unknown.
func (l Lanes) SVG(w io.Writer) error {
	frame, err := l.Panel.framed(760)
	if err != nil {
		return err
	}
	l.Panel = frame
	if err := l.check(); err != nil {
		return err
	}
	if l.Description == "" {
		l.Description = l.summary()
	}
	var names []string
	for _, r := range l.Rows {
		names = append(names, r.Label)
	}
	labels, column := rowLabels(names, l.Width)
	cal, err := l.dateScale(legendMargin+column+12, l.Width-legendMargin)
	if err != nil {
		return err
	}
	rows := make([][]placedSpan, len(l.Rows))
	for i, r := range l.Rows {
		rows[i] = stack(r.Spans, cal)
	}

	var c canvas
	gradients(&c, l.ID, l.usedKinds())
	top := 10.0
	if len(l.Dates) > 0 {
		top = 30
	}
	bottom := top
	for i := range rows {
		bottom += laneHeight(rows[i], labels[i])
	}
	cal.draw(&c, top, bottom)
	y := top
	for i := range rows {
		h := laneHeight(rows[i], labels[i])
		c.line("rule", xy{legendMargin, y}, xy{l.Width - legendMargin, y})
		rowLabel(&c, cal.x0-10, y+h/2, labels[i])
		for _, p := range rows[i] {
			p.draw(&c, spanY(rows[i], p, y, h))
		}
		y += h
	}
	l.drawDates(&c, cal, top, bottom)
	y = top
	for i := range rows {
		h := laneHeight(rows[i], labels[i])
		for _, p := range rows[i] {
			p.drawLabel(&c, spanY(rows[i], p, y, h))
		}
		y += h
	}
	key := newLegend(l.Width, l.legendRows())
	key.draw(&c, bottom+24)
	return l.write(w, bottom+24+key.height, laneRules(l.ID, l.usedKinds()), &c)
}

func laneHeight(spans []placedSpan, lines []string) float64 {
	return max(float64(levels(spans))*spanStep, float64(len(lines))*textSize*lineSpacing+2, spanStep) + 2*lanePad
}

// spanY is the middle of p in a lane that starts at y and is h high.
func spanY(lane []placedSpan, p placedSpan, y, h float64) float64 {
	return y + h/2 + (float64(p.level)-float64(levels(lane)-1)/2)*spanStep
}

func (l Lanes) check() error {
	for i, r := range l.Rows {
		for j, s := range r.Spans {
			if err := s.check(); err != nil {
				return fmt.Errorf("lane %d (%s), span %d: %w", i, r.Label, j, err)
			}
		}
	}
	for i, d := range l.Dates {
		if d.At.IsZero() {
			return unusable("date %d (%s) is not set", i, d.Label)
		}
	}
	return nil
}

func (s LaneSpan) check() error {
	if _, ok := styleOf(s.Kind); !ok && s.Kind != "" {
		return unusable("unknown kind %q", s.Kind)
	}
	if !(s.Credence >= 0 && s.Credence <= 1) {
		return unusable("credence %v: want 0 to 1", s.Credence)
	}
	known := func(t time.Time) bool { return !t.IsZero() }
	for _, p := range [][2]time.Time{{s.Start, s.StartBy}, {s.EndFrom, s.End}, {s.Start, s.End}, {s.Start, s.EndFrom}, {s.StartBy, s.End}} {
		if known(p[0]) && known(p[1]) && p[1].Before(p[0]) {
			return unusable("%s comes after %s", day(p[0]), day(p[1]))
		}
	}
	return nil
}

// tint is the name of the colour of spans of kind k.
func tint(k EntityKind) string {
	if k == "" {
		return "plain"
	}
	return string(k)
}

// usedKinds are the kinds that occur, in the order of the palette.
func (l Lanes) usedKinds() []EntityKind {
	used := map[EntityKind]bool{}
	for _, r := range l.Rows {
		for _, s := range r.Spans {
			used[s.Kind] = true
		}
	}
	var out []EntityKind
	for _, k := range kindStyles() {
		if used[k.kind] {
			out = append(out, k.kind)
		}
	}
	if used[""] {
		out = append(out, "")
	}
	return out
}

func (l Lanes) drawDates(c *canvas, cal dateScale, top, bottom float64) {
	end := cal.x0 - 10
	for _, d := range l.Dates {
		x := cal.x(d.At)
		if x < cal.x0 || x > cal.x1 {
			continue
		}
		c.line("date", xy{x, top - 4}, xy{x, bottom})
		text := tidy(d.Label)
		if text == "" {
			text = day(d.At)
		}
		half := textWidth(text, legendSize) / 2
		mid := min(max(x, legendMargin+half), l.Width-4-half)
		if mid-half > end {
			c.text("bold", mid, top-9, legendSize, centred, text)
			end = mid + half + 8
		}
	}
}

func (l Lanes) legendRows() [][]legendItem {
	if len(l.Rows) == 0 {
		return [][]legendItem{{{text: "Nothing to show in time."}}}
	}
	var kinds, signs []legendItem
	var bands [4]bool
	var vague, open, contested bool
	for _, k := range l.usedKinds() {
		style, ok := styleOf(k)
		if !ok {
			continue // what grey stands for is written in the span
		}
		kinds = append(kinds, legendItem{style.legend, 22, func(c *canvas, x, y float64) {
			c.el("rect", "class", "t-"+string(k), "x", x, "y", y-5, "width", 22.0, "height", 10.0)
		}})
	}
	for _, r := range l.Rows {
		for _, s := range r.Spans {
			bands[bandOf(s.Credence)] = true
			vague = vague || !s.Start.IsZero() && s.StartBy.After(s.Start) || !s.EndFrom.IsZero() && s.End.After(s.EndFrom)
			open = open || s.Start.IsZero() || s.End.IsZero()
			contested = contested || s.Contested
		}
	}
	add := func(show bool, text string, draw func(c *canvas, x, y float64)) {
		if show {
			signs = append(signs, legendItem{text, 26, draw})
		}
	}
	prefix := "edge: standing "
	for b := standingStep(3); b >= 0; b-- {
		add(bands[b], prefix+b.legend(), func(c *canvas, x, y float64) {
			drawLine(c, b.class(), bow(xy{x, y}, xy{x + 26, y}, 0).path(), 1.6, b)
		})
		if bands[b] {
			prefix = ""
		}
	}
	add(vague, "vague date", func(c *canvas, x, y float64) {
		c.polygon("plain", []xy{{x, y}, {x + 14, y - 5}, {x + 26, y - 5}, {x + 26, y + 5}, {x + 14, y + 5}})
	})
	add(open, "fades: date not known", func(c *canvas, x, y float64) {
		for i := range 4 {
			c.el("rect", "class", fmt.Sprintf("f%d", i), "x", x+float64(i)*6.5, "y", y-5, "width", 6.5, "height", 10.0)
		}
	})
	add(contested, "contradicted", func(c *canvas, x, y float64) { drawContested(c, xy{x + 18, y}) })
	return [][]legendItem{kinds, signs}
}

func (l Lanes) summary() string {
	var parts []string
	for _, r := range l.Rows {
		for _, s := range r.Spans {
			text := isolate(r.Label) + ": " + isolate(s.Label) + ", " + s.words()
			if s.Contested {
				text += ", contradicted"
			}
			parts = append(parts, text+".")
		}
	}
	return strings.Join(parts, " ")
}
