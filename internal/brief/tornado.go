package brief

import (
	"fmt"
	"strings"

	"underpin/internal/chart"
)

// tornado draws what a conclusion becomes without each of its hinges: those of a
// table whose rows they are, under the names that the table gives them, so that the
// picture tells no more than the table does. It is empty where nothing can be drawn.
func tornado(k Conclusion, hinges []Hinge, rows [][][]inline, number int) (string, error) {
	t := chart.Tornado{
		Panel: chart.Panel{ID: fmt.Sprintf("hinges-%d", number), Title: "What “" + sentenceText(k.Text) + "” hangs on"},
		Axis:  chart.Axis{Label: "share of worlds", Percent: true},
		Base:  chart.Interval{Mean: k.P, Low: k.P, High: k.P},
	}
	switch k.Kind {
	case Number:
		t.Axis = chart.Axis{Label: strings.TrimSpace("value " + k.Unit)}
		t.Base = chart.Interval{Mean: k.Mean, Low: k.Low, High: k.High}
	case Truth:
		t.Thresholds = []float64{.5}
	}
	for i, h := range hinges {
		if !h.Gone {
			t.Hinges = append(t.Hinges, chart.TornadoRow{Label: plainText(rows[i][0]), Without: h.Without, SE: h.SE, Flips: h.Flips})
		}
	}
	if len(t.Hinges) == 0 {
		return "", nil
	}
	var b strings.Builder
	err := t.SVG(&b)
	return b.String(), err
}
