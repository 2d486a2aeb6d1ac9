package store

import (
	"cmp"
	"iter"
	"slices"

	"underpin"
	"underpin/internal/store/columns"
)

// countedDays are days, as known, on which something that a source has told counts.
type countedDays struct {
	Source      underpin.SourceID
	First, Last underpin.Day
}

// spokenBy appends when a testimony counts, if ever; recorded is the day on which it was
// recorded, nil where the testimony has that.
func spokenBy(list []countedDays, t *underpin.Testimony, recorded *underpin.Day) []countedDays {
	if recorded != nil {
		dated := *t
		dated.Recorded = *recorded
		t = &dated
	}
	if first, last := t.Counted(); first <= last {
		list = append(list, countedDays{t.Source, first, last})
	}
	return list
}

// spokenPieces yields when each source of a case has told something that counts: days
// that hang together as one.
func spokenPieces(c *underpin.Case, recorded *underpin.Day) iter.Seq2[snapshotRow, error] {
	return func(yield func(snapshotRow, error) bool) {
		var all []countedDays
		for i := range c.Testimonies {
			if all = spokenBy(all, &c.Testimonies[i], recorded); len(all) >= 2*packed {
				all = united(all)
			}
		}
		yield(snapshotRow{data: columns.Pack(united(all))}, nil)
	}
}

// united puts days that hang together as one.
func united(all []countedDays) []countedDays {
	slices.SortFunc(all, func(a, b countedDays) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last))
	})
	var out []countedDays
	for _, s := range all {
		if last := len(out) - 1; last >= 0 && out[last].Source == s.Source && s.First <= out[last].Last+1 {
			out[last].Last = max(out[last].Last, s.Last)
			continue
		}
		out = append(out, s)
	}
	return out
}

// Spoken returns the sources that have told something that counts as known on a day. It
// fails with [ErrWhole] where testimony that was there has since been removed, or changed
// so that it counts on other days.
func (r *Reader) Spoken(known underpin.Day) (map[underpin.SourceID]bool, error) {
	var all []countedDays
	err := r.part(partSpoken, func(_ string, data []byte) error {
		return columns.Unpack(data, &all)
	})
	if err != nil {
		return nil, err
	}
	for ref := range r.touched {
		if ref.Kind != underpin.KindTestimony {
			continue
		}
		var was, is []countedDays
		before, err := r.recordBefore(ref)
		if err != nil {
			return nil, err
		}
		if before != nil {
			was = spokenBy(was, &before.Testimonies[0], nil)
		}
		if t := r.x.Testimonies[underpin.TestimonyID(ref.ID)]; t != nil {
			is = spokenBy(is, t, nil)
		}
		if len(was) > 0 && !slices.Equal(was, is) {
			return nil, ErrWhole
		}
		all = append(all, is...)
	}
	out := map[underpin.SourceID]bool{}
	for _, s := range all {
		if s.First <= known && known <= s.Last {
			out[s.Source] = true
		}
	}
	return out, nil
}
