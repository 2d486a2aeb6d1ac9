package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// EntityKind says what an entity is; it decides shape and colour. The zero Kind is
// not one.
type EntityKind string

// The kinds. Public bodies are drawn as offices, places as assets.
const (
	Person  EntityKind = "person"  // ● blue
	Group   EntityKind = "group"   // ■ vermilion
	Office  EntityKind = "office"  // ◆ green
	Company EntityKind = "company" // ▲ purple
	Asset   EntityKind = "asset"   // ⬟ orange
	Event   EntityKind = "event"   // ✚ grey
)

type kindStyle struct {
	kind   EntityKind
	legend string
	fill   string
	shape  []xy // corners in units of the node's radius; nil is a circle
}

// kindStyles returns the kinds in the order of the legend. Corners are scaled so
// that all shapes look equally large.
func kindStyles() []kindStyle {
	return []kindStyle{
		{Person, "person", "#0072b2", nil},
		{Group, "group", "#d55e00", regular(4, 1.24, math.Pi/4)},
		{Office, "office or public body", "#009e73", regular(4, 1.27, 0)},
		{Company, "company", "#cc79a7", regular(3, 1.42, 0)},
		{Asset, "asset or place", "#e69f00", regular(5, 1.17, 0)},
		{Event, "event", "#999999", plus(1.15, .44)},
	}
}

func styleOf(k EntityKind) (kindStyle, bool) {
	for _, s := range kindStyles() {
		if s.kind == k {
			return s, true
		}
	}
	return kindStyle{}, false
}

// Words says a kind in words, as the legend has it; empty for one that is not there.
func (k EntityKind) Words() string {
	s, _ := styleOf(k)
	return s.legend
}

// regular gives the corners of a regular polygon, the first straight up and
// turned by turn.
func regular(n int, radius, turn float64) []xy {
	pts := make([]xy, n)
	for i := range pts {
		a := -math.Pi/2 + turn + 2*math.Pi*float64(i)/float64(n)
		pts[i] = xy{radius * math.Cos(a), radius * math.Sin(a)}
	}
	return pts
}

func plus(arm, half float64) []xy {
	return []xy{{-half, -arm}, {half, -arm}, {half, -half}, {arm, -half}, {arm, half}, {half, half},
		{half, arm}, {-half, arm}, {-half, half}, {-arm, half}, {-arm, -half}, {-half, -half}}
}

// A standingStep is a step of standing, from 0 (under .20) to 3 (.80 and over). Steps
// and not a continuum, so that a reader can name what is seen.
type standingStep int

func bandOf(p float64) standingStep {
	switch {
	case p >= .8:
		return 3
	case p >= .5:
		return 2
	case p >= .2:
		return 1
	}
	return 0
}

// StandingBands is how many steps of standing are told apart.
const StandingBands = 4

// StandingBand returns the step of a standing, from 0 (under .20) to 3 (.80 and over), by
// which its line is drawn.
func StandingBand(p float64) int { return int(bandOf(p)) }

// StandingWords says a step of standing in words.
func StandingWords(band int) string { return standingStep(band).legend() }

func (b standingStep) class() string { return "b" + strconv.Itoa(int(b)) }

func (b standingStep) legend() string {
	return [...]string{"under 0.20", "0.20 to 0.50", "0.50 to 0.80", "0.80 and over"}[b]
}

// dash is the broken pattern of a line of the given width.
func (b standingStep) dash(width float64) string {
	on, off := 0.0, 0.0
	switch b {
	case 2:
		on, off = 7+width, 3+width/2
	case 1:
		on, off = 2.5+width, 2.5+width
	case 0:
		on, off = .1, 2.2+width*1.2
	default:
		return ""
	}
	return number(on) + " " + number(off)
}

// originWidth is the width of a line that rests on n independent origins.
func originWidth(n int) float64 {
	return [...]float64{1.1, 1.1, 2.3, 3.6}[min(max(n, 0), 3)]
}

// A tone is a colour in light and in dark.
type tone struct{ name, light, dark string }

const (
	lightPaper = "#ffffff"
	darkPaper  = "#15181c"
)

func tones() []tone {
	ts := []tone{
		{"paper", lightPaper, darkPaper},
		{"ink", "#1b1f24", "#e9ecef"},
		{"muted", "#59616a", "#a4abb3"},
		{"rule", "#dde1e5", "#31373e"},
		{"accent", "#8a3b12", "#f0a77c"},
		{"b3", "#1b1f24", "#e9ecef"},
		{"b2", "#50575f", "#b3bac1"},
		{"b1", "#747b83", "#8b929a"},
		{"b0", "#8b9299", "#727981"},
		{"before", "#c3cad1", "#4d555e"},
		{"after", "#56b4e9", "#2474a3"},
		{"strong", "#1b1f24", "#e9ecef"},
		{"plain-tint", "#d5dade", "#454c54"},
		{"wash", "#eef1f4", "#272e36"},
	}
	for _, k := range kindStyles() {
		ts = append(ts, tone{string(k.kind), k.fill, k.fill},
			tone{string(k.kind) + "-tint", mix(k.fill, lightPaper, .38), mix(k.fill, darkPaper, .5)})
	}
	return ts
}

// mix gives the opaque colour of share of a over paper.
func mix(a, paper string, share float64) string {
	channel := func(s string, i int) float64 {
		v, _ := strconv.ParseUint(s[i:i+2], 16, 8)
		return float64(v)
	}
	var b strings.Builder
	b.WriteByte('#')
	for i := 1; i < 7; i += 2 {
		fmt.Fprintf(&b, "%02x", int(math.Round(share*channel(a, i)+(1-share)*channel(paper, i))))
	}
	return b.String()
}
