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
	k, _ := underpin.KindOf(l.from)
	type link struct {
		to, relation string
		from         int
	}
	var links []link
	var refs []underpin.Reference
	for i := range k.Len(c) {
		record := k.At(c, i)
		first := len(links)
		refs = k.References(record, refs[:0])
		for _, r := range refs {
			if slices.Contains(r.Kinds, l.to) && !slices.ContainsFunc(links[first:], func(o link) bool { return o.to == r.ID }) {
				links = append(links, link{r.ID, relationOf(record), i})
			}
		}
	}
	slices.SortFunc(links, func(a, b link) int {
		return cmp.Or(strings.Compare(a.to, b.to), strings.Compare(a.relation, b.relation), cmp.Compare(a.from, b.from))
	})
	var out []posting
	for _, link := range links {
		last := len(out) - 1
		if last < 0 || out[last].To != link.to || out[last].Relation != link.relation {
			out = append(out, posting{To: link.to, Relation: link.relation})
			last++
		}
		out[last].From = append(out[last].From, k.ID(k.At(c, link.from)))
	}
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
func wordPieces(c *underpin.Case, x *underpin.Index, kind underpin.RecordKind) iter.Seq2[snapshotRow, error] {
	return func(yield func(snapshotRow, error) bool) {
		k, _ := underpin.KindOf(kind)
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
