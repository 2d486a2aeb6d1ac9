package chart

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"
)

// labelled puts one label everywhere that a chart takes text.
func labelled(s string) map[string]drawer {
	f := Panel{ID: "x", Title: s, Description: s}
	e := Interval{Mean: .5, Low: .2, High: .9}
	return map[string]drawer{
		"network": Network{Panel: f, TieLabels: true,
			Nodes: []NetworkNode{{ID: s, Label: s, Kind: Person}, {Label: s, Kind: Asset, X: 1}},
			Ties:  []NetworkTie{{From: 0, To: 1, Label: s, Credence: .5}}},
		"bars":    Bars{Panel: f, Before: s, After: s, Axis: Axis{Label: s}, Rows: []BarRow{{s, e, e}}},
		"tornado": Tornado{Panel: f, Base: e, Axis: Axis{Label: s}, Hinges: []TornadoRow{{s, s, .3, .1, true}}},
		"lanes": Lanes{Panel: f, Dates: []DateMark{{date(2014, 1, 1), s}},
			Rows: []Lane{{s, []LaneSpan{{Label: s, Kind: Person, Start: date(2012, 1, 1), End: date(2019, 1, 1)}}}}},
	}
}

func TestHostileLabelsStayText(t *testing.T) {
	for _, s := range []string{
		`</text><script>alert(1)</script>`, `"><g onload="alert(1)">`, `]]> <!-- & &amp; &#0;`, "a\x00b\x1bc\u2028d\ufffe",
		"\xff\xfe broken", "\u202egnp.exe\u202c \u2066x", strings.Repeat("Maryam Dalal ", 400), strings.Repeat("ا", 3000), "\u0301\u0301", " ",
	} {
		for name, d := range labelled(s) {
			t.Run(name+fmt.Sprintf(" %.12q", s), func(t *testing.T) {
				text := parse(t, render(t, d))
				if strings.ContainsAny(text, "\u202a\u202b\u202d\u202e\u2066\u2067") {
					t.Error("an override or isolate of the label is left")
				}
			})
		}
	}
	if text := parse(t, render(t, labelled("R&D <West>")["network"])); strings.Count(text, "R&D <West>") < 5 {
		t.Errorf("label not found as text in %q", text)
	}
}

func FuzzLabel(f *testing.F) {
	f.Add("Harbour Authority")
	f.Add("ليلى \u202e<b>")
	f.Fuzz(func(t *testing.T, s string) {
		for _, d := range labelled(s) {
			parse(t, render(t, d))
		}
	})
}

func TestRightToLeftLabelsAreMarked(t *testing.T) {
	for s, want := range map[string]bool{
		"ليلى المنصور": true, "12 شارع": true, "הנמל": true, "Maryam Dalal": false, "Port of ليلى": false, "1990": false, "": false,
	} {
		if got := rightToLeft(s); got != want {
			t.Errorf("rightToLeft(%q) = %v", s, got)
		}
	}
	if got := render(t, labelled("ليلى")["network"]); strings.Count(got, `direction="rtl"`) != 3 {
		t.Errorf("want both nodes and the tie right to left:\n%s", got)
	}
	// A text to the left of its point ends there with its first letter, so
	// that for right-to-left text the anchor is its start.
	var c canvas
	c.text("", 10, 10, 12, leftOf, "ليلى")
	c.text("", 10, 10, 12, leftOf, "Layla")
	if got := c.b.String(); strings.Count(got, `text-anchor="end"`) != 1 || strings.Index(got, "text-anchor") < strings.Index(got, "Layla")-80 {
		t.Error(got)
	}
}

func TestEmptyChartsAreDrawn(t *testing.T) {
	for name, d := range map[string]drawer{"network": Network{}, "bars": Bars{}, "tornado": Tornado{}, "lanes": Lanes{},
		"lane without spans": Lanes{Rows: []Lane{{Label: "Dry dock"}}}, "node without name": Network{Nodes: []NetworkNode{{Kind: Event}}},
	} {
		t.Run(name, func(t *testing.T) { parse(t, render(t, d)) })
	}
}

func TestUnusableInputIsRefusedAndNothingWritten(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	two := []NetworkNode{{Kind: Person}, {Kind: Office, X: 1}}
	tie := func(t NetworkTie) Network { return Network{Nodes: two, Ties: []NetworkTie{t}} }
	span := func(s LaneSpan) Lanes { return Lanes{Rows: []Lane{{"a", []LaneSpan{s}}}} }
	d1, d2 := date(2014, 1, 1), date(2016, 1, 1)
	for name, d := range map[string]drawer{
		"position is NaN":          Network{Nodes: []NetworkNode{{Kind: Person, X: nan}}},
		"position is infinite":     Network{Nodes: []NetworkNode{{Kind: Person, Y: -inf}}},
		"unknown kind":             Network{Nodes: []NetworkNode{{Kind: "ship"}}},
		"no kind":                  Network{Nodes: []NetworkNode{{}}},
		"credence is NaN":          tie(NetworkTie{To: 1, Credence: nan}),
		"credence above one":       tie(NetworkTie{To: 1, Credence: 1.1}),
		"tie to nowhere":           tie(NetworkTie{To: 2}),
		"tie from below zero":      tie(NetworkTie{From: -1}),
		"sign that is none":        tie(NetworkTie{To: 1, Sign: 'x'}),
		"fewer than no origins":    tie(NetworkTie{To: 1, Origins: -1}),
		"width is NaN":             Network{Panel: Panel{Width: nan}},
		"width too small":          Bars{Panel: Panel{Width: 10}},
		"height is NaN":            Network{Height: nan},
		"id with a bracket":        Network{Panel: Panel{ID: "a>b"}},
		"id with a leading digit":  Bars{Panel: Panel{ID: "1a"}},
		"mean is NaN":              Bars{Rows: []BarRow{{"a", Interval{Mean: nan}, Interval{}}}},
		"interval upside down":     Bars{Rows: []BarRow{{"a", Interval{}, Interval{Low: 2, High: 1}}}},
		"axis is infinite":         Bars{Axis: Axis{Max: inf}},
		"values beyond any axis":   Bars{Rows: []BarRow{{"a", Interval{Mean: 1e300, High: 1e300}, Interval{}}}},
		"base is NaN":              Tornado{Base: Interval{Mean: nan}},
		"base is absent":           Tornado{Base: Interval{Absent: true}},
		"hinge is NaN":             Tornado{Hinges: []TornadoRow{{Without: nan}}},
		"error below zero":         Tornado{Hinges: []TornadoRow{{SE: -1}}},
		"threshold is NaN":         Tornado{Thresholds: []float64{nan}},
		"end before start":         span(LaneSpan{Kind: Person, Start: d2, End: d1}),
		"start by before start":    span(LaneSpan{Kind: Person, Start: d2, StartBy: d1}),
		"span of unknown kind":     span(LaneSpan{Kind: "ship", Start: d1, End: d2}),
		"span's credence is NaN":   span(LaneSpan{Kind: Person, Credence: nan}),
		"date that is not set":     Lanes{Dates: []DateMark{{Label: "loss"}}},
		"time that runs backwards": Lanes{From: d2, To: d1},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := d.SVG(&b); !errors.Is(err, ErrInput) {
				t.Errorf("error %v, want ErrInput", err)
			}
			if b.Len() > 0 {
				t.Errorf("%d bytes written", b.Len())
			}
		})
	}
}

func TestStyleRulesHoldOnlyInsideTheChart(t *testing.T) {
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	for name, d := range labelled("Old Mole") {
		css := style.FindStringSubmatch(render(t, d))[1]
		css = strings.ReplaceAll(css, "@media screen and (prefers-color-scheme:dark){", "")
		for _, rule := range strings.Split(css, "}") {
			selectors, _, ok := strings.Cut(rule, "{")
			for _, s := range strings.Split(selectors, ",") {
				if ok && s != "#x" && !strings.HasPrefix(s, "#x ") {
					t.Errorf("%s: rule for %q", name, s)
				}
			}
		}
		for _, use := range regexp.MustCompile(`url\([^)]*\)`).FindAllString(css, -1) {
			if !strings.HasPrefix(use, "url(#x-") {
				t.Errorf("%s: %s", name, use)
			}
		}
		for _, v := range regexp.MustCompile(`var\((--[a-z0-9-]+)\)`).FindAllStringSubmatch(css, -1) {
			if !strings.Contains(css, v[1]+":#") {
				t.Errorf("%s: %s is used and not set", name, v[1])
			}
		}
	}
}

// TestLinesAreSeenOnPaper holds WCAG 2.2, 1.4.11: 3 to 1 for graphics, and
// 1.4.3: 4.5 to 1 for text.
func TestLinesAreSeenOnPaper(t *testing.T) {
	least := map[string]float64{"ink": 7, "muted": 4.5, "b3": 4.5, "b2": 4.5, "b1": 3, "b0": 3}
	for _, c := range tones() {
		for paper, colour := range map[string]string{lightPaper: c.light, darkPaper: c.dark} {
			if got := contrast(colour, paper); got < least[c.name] {
				t.Errorf("%s %s on %s: %.2f, want %.1f", c.name, colour, paper, got, least[c.name])
			}
		}
	}
}

func contrast(a, b string) float64 {
	luminance := func(s string) float64 {
		var rgb [3]int
		if _, err := fmt.Sscanf(s, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
			panic(err)
		}
		var l float64
		for i, k := range []float64{.2126, .7152, .0722} {
			v := float64(rgb[i]) / 255
			if v <= .04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+.055)/1.055, 2.4)
			}
			l += k * v
		}
		return l
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func TestAxisEndsOnRoundNumbers(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   string // first tick, last tick, step
	}{
		{[]float64{0, 4.9}, "0 5 1"},
		{[]float64{0, 1}, "0 1 0.2"},
		{[]float64{.38, .79}, "0.3 0.8 0.1"},
		{[]float64{-3, 12}, "-5 15 5"},
		{[]float64{0, 123456}, "0 140000 20000"},
		{[]float64{7, 7}, "6.2 7.8 0.2"},
		{[]float64{0, 1e-9}, "0 1.0000000000000001e-09 2e-10"},
	} {
		s, err := Axis{}.fitted(c.values, 0, 700)
		if err != nil {
			t.Error(err)
		}
		round := func(v float64) float64 { return math.Round(v*1e12) / 1e12 }
		if got := fmt.Sprint(round(s.lo), round(s.hi), round(s.step)); got != strings.ReplaceAll(c.want, "1.0000000000000001e-09", "1e-09") {
			t.Errorf("%v: %s, want %s", c.values, got, c.want)
		}
	}
}

func TestChangeIsTheDifferenceOfWhatIsWritten(t *testing.T) {
	s := scale{decimals: 0, percent: true}
	for _, c := range []struct {
		a, b float64
		want string
	}{{.71, .38, "−33"}, {.71, .705, "±0"}, {.704, .705, "+1"}, {.2, .25, "+5"}} {
		if got := s.change(c.a, c.b, 0); got != c.want {
			t.Errorf("from %v to %v: %s, want %s", c.a, c.b, got, c.want)
		}
	}
	if got := s.write(.705, 0); got != "71 %" {
		t.Errorf(".705 is written %s", got)
	}
}

func TestSpansOutsideTheTimeShownAreLeftOut(t *testing.T) {
	l := Lanes{From: date(2015, 1, 1), To: date(2016, 1, 1), Rows: []Lane{{"Dry dock", []LaneSpan{
		{Label: "too early", Kind: Person, Start: date(2010, 1, 1), End: date(2014, 1, 1)},
		{Label: "too late", Kind: Person, Start: date(2017, 1, 1)},
		{Label: "seen", Kind: Person, Start: date(2014, 1, 1), End: date(2015, 7, 1)},
	}}}}
	cal, err := l.dateScale(0, 100)
	if err != nil {
		t.Fatal(err)
	}
	got := stack(l.Rows[0].Spans, cal)
	if len(got) != 1 || got[0].Label != "seen" || got[0].a0 != 0 {
		t.Errorf("%+v", got)
	}
}

func TestOverlappingSpansAreStacked(t *testing.T) {
	at := func(from, to int) LaneSpan {
		return LaneSpan{Kind: Person, Start: year(from), End: year(to)}
	}
	got := stack([]LaneSpan{at(2010, 2014), at(2012, 2016), at(2014, 2015), {Kind: Group}}, dateScale{year(2010), year(2020), 0, 1000})
	var levels []int
	for _, p := range got {
		levels = append(levels, p.level)
	}
	if fmt.Sprint(levels) != "[0 1 0 2]" {
		t.Error(levels)
	}
}

func TestYearsFarApartFitOneTimeline(t *testing.T) {
	parse(t, render(t, Lanes{Rows: []Lane{{"House of Fenn", []LaneSpan{
		{Label: "founded", Kind: Group, Start: time.Date(-400, 1, 1, 0, 0, 0, 0, time.UTC), End: year(2020)}}}}}))
}
