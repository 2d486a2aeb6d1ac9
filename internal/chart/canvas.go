package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// canvas collects SVG text. Attributes are given as name, value pairs; a
// value is a string, escaped here, or a float64 in pixels.
type canvas struct {
	b bytes.Buffer
}

// number writes pixels with one decimal and no trailing zero: a tenth of a
// pixel is finer than any eye, and a fixed form keeps the output the same to
// the byte.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

func (c *canvas) tag(name string, attrs []any) {
	c.b.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		var value string
		switch v := attrs[i+1].(type) {
		case float64:
			value = number(v)
		case string:
			value = v
		default:
			panic(fmt.Sprintf("chart: attribute %v of <%s> is a %T", attrs[i], name, v))
		}
		if value == "" {
			continue
		}
		c.b.WriteString(" " + attrs[i].(string) + `="`)
		c.escape(value)
		c.b.WriteByte('"')
	}
}

func (c *canvas) escape(s string) {
	// EscapeText fails only when the writer does, and a buffer does not.
	_ = xml.EscapeText(&c.b, []byte(s))
}

// open starts an element that will have content.
func (c *canvas) open(name string, attrs ...any) {
	c.tag(name, attrs)
	c.b.WriteByte('>')
}

func (c *canvas) close(name string) {
	c.b.WriteString("</" + name + ">\n")
}

// el writes an empty element.
func (c *canvas) el(name string, attrs ...any) {
	c.tag(name, attrs)
	c.b.WriteString("/>")
}

// leaf writes an element that holds only text.
func (c *canvas) leaf(name, text string, attrs ...any) {
	c.open(name, attrs...)
	c.escape(tidy(text))
	c.close(name)
}

func (c *canvas) newline() { c.b.WriteByte('\n') }

func (c *canvas) line(class string, a, b xy) {
	c.el("line", "class", class, "x1", a.x, "y1", a.y, "x2", b.x, "y2", b.y)
}

func (c *canvas) polygon(class string, pts []xy) {
	c.el("polygon", "class", class, "points", pointList(pts))
}

func pointList(pts []xy) string {
	var b strings.Builder
	for i, p := range pts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(number(p.x) + "," + number(p.y))
	}
	return b.String()
}

// textSide is where a text stands with respect to the x it is given, in the
// picture: a right-to-left text that stands to the left of x still ends
// there with its first letter.
type textSide int

const (
	rightOf textSide = iota // the text's left edge is at x
	centred                 // its middle is at x
	leftOf                  // its right edge is at x
)

// text writes lines of text, the baseline of the first at y.
func (c *canvas) text(class string, x, y, size float64, s textSide, lines ...string) {
	anchors := [...]string{"", "middle", "end"}
	direction := ""
	if rightToLeft(strings.Join(lines, " ")) {
		anchors = [...]string{"end", "middle", ""}
		direction = "rtl"
	}
	attrs := []any{"class", class, "x", x, "y", y, "font-size", size, "text-anchor", anchors[s]}
	if direction != "" {
		attrs = append(attrs, "direction", direction, "unicode-bidi", "embed")
	}
	if len(lines) == 1 {
		c.leaf("text", lines[0], attrs...)
		return
	}
	c.open("text", attrs...)
	for i, l := range lines {
		dy := 0.0
		if i > 0 {
			dy = size * lineSpacing
		}
		c.open("tspan", "x", x, "dy", dy)
		c.escape(tidy(l))
		c.b.WriteString("</tspan>")
	}
	c.close("text")
}
