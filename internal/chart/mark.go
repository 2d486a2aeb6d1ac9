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
	at := headOf.FindStringSubmatchIndex(svg)
	if at == nil {
		return "", unusable("a picture that was not drawn here")
	}
	width, _ := strconv.ParseFloat(svg[at[2]:at[3]], 64)
	height, _ := strconv.ParseFloat(svg[at[4]:at[5]], 64)
	taller := fmt.Sprintf(`viewBox="0 0 %s %s" width="%s" height="%s"`, number(width), number(height+markHeight), number(width), number(height+markHeight))
	var c canvas
	c.el("rect", "x", 0.0, "y", height, "width", width, "height", float64(markHeight), "class", "paper")
	c.leaf("text", mark, "x", 8.0, "y", height+markHeight-9, "font-weight", "600", "class", "mark-of-use")
	end := strings.LastIndex(svg, "</svg>")
	return svg[:at[0]] + taller + svg[at[1]:end] + c.b.String() + svg[end:], nil
}
