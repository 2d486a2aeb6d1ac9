package store

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/name"
	"underpin/internal/store/columns"
)

// The parts of a snapshot that records are found by.
const (
	partLookup = "lookup "
	partWords  = "words "
)

// A lookup finds the records of a kind by what they refer to. Claims are told apart by
// their relation.
type lookup struct{ from, to underpin.RecordKind }

// lookups lists what cold reads find records by.
var lookups = []lookup{
	{underpin.KindClaim, underpin.KindEntity},
	{underpin.KindSameness, underpin.KindEntity},
	{underpin.KindTestimony, underpin.KindClaim},
}

func (l lookup) part() string { return partLookup + string(l.from) + " by " + string(l.to) }

// A posting lists the records that refer to something, in the order of the case. In a
// piece they lie in byte order of To and Relation; the last of a piece holds nothing, and
// its To is where the next piece begins, empty where there is none.
type posting struct {
	To, Relation string
	From         []string
}

// mostPostings is the number of references in a piece, unless one record has more.
const mostPostings = 512

// pointing lists the postings of a lookup, sorted.
func (l lookup) pointing(c *underpin.Case) []posting {
	type key struct{ to, relation string }
	k, _ := underpin.KindOf(l.from)
	to, _ := underpin.KindOf(l.to)
	out := make([]posting, 0, to.Len(c))
	at := make(map[key]int, to.Len(c))
	var refs []underpin.Reference
	for i := range k.Len(c) {
		record := k.At(c, i)
		id, relation := k.ID(record), relationOf(record)
		refs = k.References(record, refs[:0])
		for _, r := range refs {
			if !slices.Contains(r.Kinds, l.to) {
				continue
			}
			n, there := at[key{r.ID, relation}]
			if !there {
				n = len(out)
				at[key{r.ID, relation}] = n
				out = append(out, posting{To: r.ID, Relation: relation})
			}
			if from := out[n].From; len(from) == 0 || from[len(from)-1] != id {
				out[n].From = append(from, id)
			}
		}
	}
	slices.SortFunc(out, func(a, b posting) int {
		return cmp.Or(strings.Compare(a.To, b.To), strings.Compare(a.Relation, b.Relation))
	})
	return out
}

func relationOf(record any) string {
	if c, ok := record.(*underpin.Claim); ok {
		return string(c.Relation)
	}
	return ""
}

// pieces yields the pieces of a lookup. All that refers to one record lies in one piece.
func (l lookup) pieces(c *underpin.Case) iter.Seq2[snapshotRow, error] {
	return func(yield func(snapshotRow, error) bool) {
		all := l.pointing(c)
		first := "" // so that every record lies in some piece
		for len(all) > 0 {
			n, size := 0, 0
			for n < len(all) && (size < mostPostings || n > 0 && all[n].To == all[n-1].To) {
				size += len(all[n].From)
				n++
			}
			next := ""
			if n < len(all) {
				next = all[n].To
			}
			data := columns.Pack(append(slices.Clone(all[:n]), posting{To: next}))
			if !yield(snapshotRow{first: first, data: data}, nil) {
				return
			}
			first, all = next, all[n:]
		}
	}
}

// wordPieces yields the words by which the records of a kind are found, a line of each as
// [name.AppendLine] writes it.
func wordPieces(c *underpin.Case, index func() *underpin.Index, kind underpin.RecordKind) iter.Seq2[snapshotRow, error] {
	return func(yield func(snapshotRow, error) bool) {
		k, _ := underpin.KindOf(kind)
		x := index()
		for from := 0; from < k.Len(c); from += packed {
			var b []byte
			for i := from; i < min(from+packed, k.Len(c)); i++ {
				ref := underpin.RecordRef{Kind: kind, ID: k.ID(k.At(c, i))}
				b = name.AppendLine(b, x.FoundBy(ref), ref.ID)
			}
			if !yield(snapshotRow{first: place(from / packed), data: b}, nil) {
				return
			}
		}
	}
}
