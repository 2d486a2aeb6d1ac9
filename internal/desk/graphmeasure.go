package desk

import (
	"cmp"
	"strings"

	"underpin/internal/measure"
)

// graphMeasure finds a measure of the nodes of a bare graph.
func graphMeasure(name string) (*measure.Measure, error) {
	m, err := measure.GraphNode(name)
	if err != nil {
		known := measure.Names(measure.GraphNodes)
		hint := cmp.Or(nearest(name, known), "one of "+strings.Join(known, ", "))
		return nil, faultf(NoGraphMeasure, hint, "there is no measure %q of the nodes of a graph", name)
	}
	return m, nil
}
