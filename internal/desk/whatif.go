package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/evidence"
)

// describeEdits says a what-if on the evidence in words; empty for none.
func describeEdits(e evidence.Edits) string {
	var parts []string
	for _, s := range e.Without {
		parts = append(parts, "without "+string(s))
	}
	for _, s := range slices.Sorted(maps.Keys(e.Regrade)) {
		parts = append(parts, fmt.Sprintf("%s graded %s", s, e.Regrade[s]))
	}
	for _, c := range e.Reject {
		parts = append(parts, string(c)+" rejected")
	}
	for _, p := range e.MergeOrigins {
		parts = append(parts, fmt.Sprintf("%s and %s taken as one origin", p[0], p[1]))
	}
	return strings.Join(parts, ", ")
}

// ParseEdits reads a what-if on the evidence as a person writes it: sources to
// leave out, SOURCE=GRADE pairs, claims to reject, and A,B pairs of origins.
func ParseEdits(without, regrade, reject, merge []string) (_ evidence.Edits, err error) {
	defer settle(context.Background(), &err)
	e := evidence.Edits{Regrade: map[underpin.SourceID]underpin.Grade{}}
	for _, s := range without {
		e.Without = append(e.Without, underpin.SourceID(s))
	}
	for _, r := range regrade {
		source, grade, ok := strings.Cut(r, "=")
		if !ok || source == "" || grade == "" {
			return e, faultf(NotARegrading, "", "%q is not a regrading", r)
		}
		e.Regrade[underpin.SourceID(source)] = underpin.Grade(strings.ToUpper(grade))
	}
	for _, c := range reject {
		e.Reject = append(e.Reject, underpin.ClaimID(c))
	}
	for _, m := range merge {
		a, b, ok := strings.Cut(m, ",")
		if !ok || a == "" || b == "" {
			return e, faultf(NotAPair, "", "%q does not name two origins", m)
		}
		e.MergeOrigins = append(e.MergeOrigins, [2]underpin.OriginID{underpin.OriginID(a), underpin.OriginID(b)})
	}
	return e, nil
}
