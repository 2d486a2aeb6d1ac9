package cite

import (
	"cmp"
	"slices"

	"underpin"
)

// Arrange puts the notes of one claim in the order in which they are shown, and
// joins those that read the same ([Note.Alike]). Notes for come before notes
// against; then those who only pass on another's word come last; then documents,
// people on the record, own observation, people on background and assumptions;
// then the alphabet. The order depends on nothing that is not shown.
func Arrange(notes []Note) []Note {
	var out []Note
	for _, n := range notes {
		i := slices.IndexFunc(out, func(o Note) bool {
			return o.Use == n.Use && o.Against == n.Against && o.Reason == n.Reason && Text(o.Full) == Text(n.Full)
		})
		if i < 0 {
			out = append(out, n)
			continue
		}
		out[i].sources = union(out[i].sources, n.sources)
		if n.rank == rankBackground && n.Use == underpin.Cited {
			out[i].Alike = len(out[i].sources) - 1
		}
	}
	slices.SortStableFunc(out, compare)
	return out
}

func compare(a, b Note) int {
	if a.Against != b.Against {
		if b.Against {
			return -1
		}
		return 1
	}
	if a.Repeats != b.Repeats {
		if b.Repeats {
			return -1
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(a.rank, b.rank),
		cmp.Compare(Text(a.Full), Text(b.Full)),
		cmp.Compare(a.Use, b.Use),
		cmp.Compare(a.Reason, b.Reason),
	)
}

func union(a, b []underpin.SourceID) []underpin.SourceID {
	a = slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
