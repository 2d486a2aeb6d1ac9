package chart

import (
	"errors"
	"fmt"
	"io"
	"math"
)

// ErrInput says that a chart was given something that cannot be drawn: a
// number that is not finite or out of range, a tie to a node that is not
// there, an unknown kind, an ID that is no XML name. The wrapping error names
// the place. Nothing has been written when it is returned.
var ErrInput = errors.New("chart input cannot be drawn")

func unusable(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInput, fmt.Sprintf(format, args...))
}

// Panel is what all charts have in common.
type Panel struct {
	// ID is the id of the <svg> element and the prefix of every id and style
	// rule in it, so it must be unique on the page: a letter, then letters,
	// digits, hyphens or underscores. Defaults to "chart".
	ID string
	// Title names the chart in a few words for screen readers and as a
	// tooltip. It is not drawn: the caption belongs to the page.
	Title string
	// Description tells in sentences what the chart shows. Defaults to a
	// summary of its contents.
	Description string
	// Width of the view box in pixels. Defaults to 1000 for a network and to
	// 760 for the other charts. A page may show the chart smaller.
	Width float64
}

const (
	maxSide     = 20000
	minWidth    = 320
	textSize    = 12.0
	legendSize  = 11.5
	lineSpacing = 1.2
)

// framed gives f with its defaults, or says what is wrong with it.
func (f Panel) framed(width float64) (Panel, error) {
	if f.ID == "" {
		f.ID = "chart"
	}
	if !validID(f.ID) {
		return f, unusable("id %q: want a letter, then letters, digits, - or _", f.ID)
	}
	if f.Width == 0 {
		f.Width = width
	}
	if !(f.Width >= minWidth && f.Width <= maxSide) {
		return f, unusable("width %v: want %d to %d", f.Width, minWidth, maxSide)
	}
	return f, nil
}

func validID(id string) bool {
	for i, r := range id {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		other := r >= '0' && r <= '9' || r == '-' || r == '_'
		if !letter && (i == 0 || !other) {
			return false
		}
	}
	return id != ""
}

// write sends the finished drawing c to w inside its <svg> element.
func (f Panel) write(w io.Writer, height float64, rules string, c *canvas) error {
	var out canvas
	out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "id", f.ID,
		"viewBox", fmt.Sprintf("0 0 %s %s", number(f.Width), number(height)),
		"width", f.Width, "height", height, "role", "img", "direction", "ltr",
		"aria-labelledby", f.ID+"-title "+f.ID+"-desc")
	out.leaf("title", f.Title, "id", f.ID+"-title")
	out.leaf("desc", f.Description, "id", f.ID+"-desc")
	out.leaf("style", styleSheet(f.ID, rules))
	out.el("rect", "class", "paper", "width", f.Width, "height", height)
	out.newline()
	out.b.Write(c.b.Bytes())
	out.close("svg")
	_, err := w.Write(out.b.Bytes())
	return err
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
