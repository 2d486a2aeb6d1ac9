package edtf

import (
	"strings"

	"underpin"
)

// ParseSpan reads a span: a lone date, or an interval "a/b" of which either end may
// be ".." (open) or empty (not stated). Blanks around it are ignored. An interval
// whose end lies wholly before its start is an error. The error is an [*Error].
func ParseSpan(text string) (underpin.Span, error) {
	body, offset := trim(text)
	s, f := parseSpan(body)
	if f != nil {
		f.near(body, rewriteSpan(body))
		return underpin.Span{}, f.shift(offset).as("span of time", text)
	}
	return s, nil
}

func parseSpan(s string) (underpin.Span, *syntaxError) {
	if len(s) > longest {
		return underpin.Span{}, faultAt(longest, general, "it is longer than %s", underpin.FormatCounted(longest, "byte"))
	}
	from, to, interval := strings.Cut(s, "/")
	if !interval {
		d, f := parseDate(s)
		if f != nil {
			return underpin.Span{}, f
		}
		b := underpin.Bound{Kind: underpin.Stated, Date: d}
		return underpin.Span{EDTF: d.EDTF, Start: b, End: b, Single: true}, nil
	}
	if at := strings.Index(to, "/"); at >= 0 {
		return underpin.Span{}, faultAt(len(from)+1+at, "write start/end, for example 2014-03/2016", "it has more than two ends")
	}
	return parseInterval(from, to)
}

// parseInterval reads an interval from its two ends.
func parseInterval(from, to string) (underpin.Span, *syntaxError) {
	if strings.TrimSpace(from) == "" && strings.TrimSpace(to) == "" {
		return underpin.Span{}, faultAt(0, "name a start or an end, or leave the span out", "it states neither start nor end")
	}
	start, f := parseBound(from)
	if f != nil {
		return underpin.Span{}, f
	}
	end, f := parseBound(to)
	if f != nil {
		return underpin.Span{}, f.shift(len(from) + 1)
	}
	if start.Kind == underpin.Stated && end.Kind == underpin.Stated && end.Date.Last < start.Date.First {
		return underpin.Span{}, faultAt(len(from)+1, "write the earlier date first", "its end is before its start")
	}
	within(&start, &end)
	return underpin.Span{EDTF: boundText(start) + "/" + boundText(end), Start: start, End: end}, nil
}

// within gives a run that is open on one side the other end of the span, as nothing
// ends before it begins: 2014/[..2016] is 2014/[2014..2016].
func within(start, end *underpin.Bound) {
	if start.Kind != underpin.Stated || end.Kind != underpin.Stated {
		return
	}
	from, to := start.Date, end.Date
	if rest, ok := strings.CutPrefix(to.EDTF, "[.."); ok && from.EDTF[0] != '[' {
		if d, f := parseDate("[" + from.EDTF + ".." + rest); f == nil {
			end.Date = d
		}
	}
	if rest, ok := strings.CutSuffix(from.EDTF, "..]"); ok && to.EDTF[0] != '[' {
		if d, f := parseDate(rest + ".." + to.EDTF + "]"); f == nil {
			start.Date = d
		}
	}
}

// parseBound reads one end of an interval.
func parseBound(s string) (underpin.Bound, *syntaxError) {
	body, offset := trim(s)
	switch body {
	case "":
		return underpin.Bound{Kind: underpin.Unstated}, nil
	case "..":
		return underpin.Bound{Kind: underpin.Open}, nil
	}
	d, f := parseDate(body)
	if f != nil {
		return underpin.Bound{}, f.shift(offset)
	}
	return underpin.Bound{Kind: underpin.Stated, Date: d}, nil
}

func boundText(b underpin.Bound) string {
	switch b.Kind {
	case underpin.Stated:
		return b.Date.EDTF
	case underpin.Open:
		return ".."
	}
	return ""
}
