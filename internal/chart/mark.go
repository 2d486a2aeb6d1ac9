package chart

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// headOf is how [Panel.write] begins a picture, up to its height.
var headOf = regexp.MustCompile(`viewBox="0 0 ([0-9.]+) ([0-9.]+)" width="[0-9.]+" height="[0-9.]+"`)

// markHeight is the room that a mark takes under a picture.
const markHeight = 26

// Marked writes a line under a picture of this package that goes wherever it goes: that it
// is not for others, for example. It fails with [ErrInput] for any other picture.
func Marked(svg, mark string) (string, error) {
	return under(svg, func(c *canvas, width, top float64) float64 {
		c.el("rect", "x", 0.0, "y", top, "width", width, "height", float64(markHeight), "class", "paper")
		c.leaf("text", mark, "x", 8.0, "y", top+markHeight-9, "font-weight", "600", "class", "mark-of-use")
		return markHeight
	})
}

// captionLines is how many lines a caption has at most.
const captionLines = 24

// Captioned writes a text under a picture of this package, so that it goes wherever the
// picture goes. It fails with [ErrInput] for any other picture.
func Captioned(svg, text string) (string, error) {
	return under(svg, func(c *canvas, width, top float64) float64 {
		lines := filled(text, legendSize, width-2*legendMargin, captionLines)
		high := float64(len(lines))*legendSize*1.35 + 12
		c.el("rect", "x", 0.0, "y", top, "width", width, "height", high, "class", "paper")
		for i, line := range lines {
			c.text("muted", legendMargin, top+4+(float64(i)+.8)*legendSize*1.35, legendSize, rightOf, line)
		}
		return high
	})
}

// under draws something below a picture, which grows by the height that is returned.
func under(svg string, draw func(c *canvas, width, top float64) (height float64)) (string, error) {
	at := headOf.FindStringSubmatchIndex(svg)
	if at == nil {
		return "", unusable("a picture that was not drawn here")
	}
	width, _ := strconv.ParseFloat(svg[at[2]:at[3]], 64)
	height, _ := strconv.ParseFloat(svg[at[4]:at[5]], 64)
	var c canvas
	tall := height + draw(&c, width, height)
	head := fmt.Sprintf(`viewBox="0 0 %s %s" width="%s" height="%s"`, number(width), number(tall), number(width), number(tall))
	end := strings.LastIndex(svg, "</svg>")
	return svg[:at[0]] + head + svg[at[1]:end] + c.b.String() + svg[end:], nil
}
