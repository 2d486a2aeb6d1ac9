package desk

import (
	"context"
	"fmt"
	"io"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/chart"
	"underpin/internal/measure"
	"underpin/internal/shock"
)

// pictureOf runs a chart's writer.
func pictureOf(svg func(io.Writer) error) (string, error) {
	var b strings.Builder
	err := svg(&b)
	return b.String(), err
}

// shockExhibit draws what the losses do: reach before and after, what is left
// vacant, and what happens to each asset, office and body.
func (s *Study) shockExhibit(ctx context.Context) (brief.Exhibit, error) {
	r, err := s.shock(ctx, nil)
	if err != nil {
		return brief.Exhibit{}, err
	}
	out := brief.Exhibit{Title: "Before and after"}
	for i, root := range r.Roots {
		fig, drawn, err := s.reachFigure(r.Report, root, i+1)
		if err != nil {
			return out, err
		}
		if drawn {
			out.Figures = append(out.Figures, fig)
			continue
		}
		out.Words = append(out.Words, "From "+s.Index.NameOf(root)+" no line of command leads to anything, "+s.account()+", before the losses of "+onDay(s.At)+".")
		if len(fig.Data.Rows) > 0 {
			out.Tables = append(out.Tables, fig.Data)
		}
	}
	fig, err := s.cohesionFigure(r.Report)
	if err != nil {
		return out, err
	}
	out.Figures = append(out.Figures, fig)
	posts, items := s.postTable(r.Report), s.itemTable(r.Report)
	if len(posts.Rows) == 0 {
		out.Words = append(out.Words, capital(s.account())+", these losses leave no post and no command without a name.")
	} else {
		out.Tables = append(out.Tables, posts)
	}
	if len(items.Rows) == 0 {
		out.Words = append(out.Words, capital(s.account())+", the losses take no holder and no line of command from any asset, office or body.")
	} else {
		out.Tables = append(out.Tables, items)
	}
	return out, nil
}

// rowsShown is how many rows of reach a figure has room for.
const rowsShown = 12

// reachFigure sets what a root, the nth of the case, reaches by command beside what it
// reaches after. Where it reaches nothing of note there is only the table.
func (s *Study) reachFigure(r *shock.Report, root underpin.EntityID, nth int) (_ brief.Figure, drawn bool, _ error) {
	name := s.Index.NameOf(root)
	bars := chart.Bars{
		Panel: chart.Panel{ID: s.panel(fmt.Sprintf("reach-%d", nth)), Title: "Lines of command from " + name + ", before and after"},
		Axis:  chart.Axis{Label: "share of worlds in which a line of command leads there", Percent: true, Min: 0, Max: 1},
	}
	table := brief.Table{Caption: "Where the lines from " + name + " lead, " + s.account(), Head: []string{"", "command before", "command after", "support before", "support after"}}
	before, after := s.reachOf(r.Before, root), s.reachOf(r.After, root)
	for _, b := range before.order {
		a := after.at[b.entity]
		if len(bars.Rows) < rowsShown && b.command >= .05 {
			bars.Rows = append(bars.Rows, chart.BarRow{Label: s.Index.LabelOf(b.entity), Before: whole(b.command), After: whole(a.command)})
		}
		table.Rows = append(table.Rows, brief.TableRow{Cells: []string{
			s.Index.NameOf(b.entity), underpin.FormatShare(b.command), underpin.FormatShare(a.command), underpin.FormatShare(b.support), underpin.FormatShare(a.support),
		}})
	}
	if len(bars.Rows) == 0 {
		return brief.Figure{Data: table}, false, nil
	}
	svg, err := pictureOf(bars.SVG)
	caption := "To whom lines of command lead from " + name + ", " + s.account() + ", before and after the losses of " + onDay(s.At) + ". Not a forecast."
	return brief.Figure{SVG: svg, Caption: caption, Data: table}, true, err
}

// whole is a value without an interval: a share of worlds has none.
func whole(x float64) chart.Interval { return chart.Interval{Mean: x, Low: x, High: x} }

// cohesionFigure sets how the network holds together before beside after, with
// the uncertainty of the evidence.
func (s *Study) cohesionFigure(r *shock.Report) (brief.Figure, error) {
	bars := chart.Bars{
		Panel: chart.Panel{ID: s.panel("cohesion"), Title: "How the network holds together, before and after"},
		Axis:  chart.Axis{Label: "from 0 to 1"},
	}
	table := brief.Table{Caption: "The network as a whole", Head: []string{"", "before", "5–95 %", "after", "5–95 %"}}
	row := func(name string, before, after measure.Distribution, drawn bool) {
		if drawn {
			bars.Rows = append(bars.Rows, chart.BarRow{Label: name, Before: estimate(before), After: estimate(after)})
		}
		table.Rows = append(table.Rows, brief.TableRow{Cells: []string{name, underpin.FormatMean(before.Mean), spread(before), underpin.FormatMean(after.Mean), spread(after)}})
	}
	row("fragmentation (F)", r.Before.F, r.After.F, true)
	row("distance-weighted fragmentation (DF)", r.Before.DF, r.After.DF, true)
	row("efficiency", r.Before.Efficiency, r.After.Efficiency, true)
	row("components", r.Before.Components, r.After.Components, false)
	row("largest component", r.Before.Largest, r.After.Largest, false)
	svg, err := pictureOf(bars.SVG)
	caption := "How the network holds together before and after, " + s.account() + ". Not a forecast. The whiskers span nine worlds out of ten: the uncertainty of the evidence."
	if part := s.firstWorlds(r.Distances); part != "" {
		caption += " " + part
		table.Caption += ". " + part
	}
	return brief.Figure{SVG: svg, Caption: caption, Data: table}, err
}

// firstWorlds says where distances were computed in some of the worlds only; empty
// where it was in all.
func (s *Study) firstWorlds(d shock.Distances) string {
	if d.Worlds >= s.Query.Worlds {
		return ""
	}
	return fmt.Sprintf("DF and efficiency are computed in the first %s of %s; the sampling error of their means is ±%s, of the change ±%s.",
		underpin.FormatCount(d.Worlds), count(s.Query.Worlds, "world"), underpin.FormatFigure(d.SE), underpin.FormatFigure(d.Change))
}

func estimate(d measure.Distribution) chart.Interval {
	return chart.Interval{Mean: d.Mean, Low: d.Low, High: d.High}
}

func spread(d measure.Distribution) string {
	return underpin.FormatMean(d.Low) + " to " + underpin.FormatMean(d.High)
}
