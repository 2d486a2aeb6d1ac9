package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"underpin"
	"underpin/internal/store"
)

// A Conflict is a record that was changed after it was seen.
type Conflict struct {
	Record underpin.RecordRef `json:"record"`
	// Seen is the entry that wrote the version that was seen, 0 where there was none.
	Seen int64 `json:"seen"`
	// There is the entry that wrote the version that is there, or removed the record.
	There HistoryEntry `json:"there"`
	Gone  bool         `json:"gone,omitempty"`
}

// String names both versions.
func (c Conflict) String() string {
	saw := fmt.Sprintf("it was read as of entry %d", c.Seen)
	if c.Seen == 0 {
		saw = "it was not there when it was read"
	}
	did := "changed"
	switch {
	case c.Gone:
		did = "removed"
	case c.Seen == 0:
		did = "added"
	}
	return fmt.Sprintf("%s, and entry %d (%s, by %s) has %s it since", saw, c.There.Seq, c.There.Summary, c.There.Actor, did)
}

// conflicts refuses a change of records that were changed since they were seen; last is
// the last entry there is.
func (d *Desk) conflicts(ctx context.Context, id underpin.CaseID, last int64, seen map[underpin.RecordRef]int64) error {
	refs := slices.Collect(maps.Keys(seen))
	underpin.SortRefs(refs)
	var found []Conflict
	for _, ref := range refs {
		if at := seen[ref]; at < 1 || at > last {
			return faultf(NoEntry, "", "there is no entry %d: the last is %d", at, last)
		}
		versions, err := d.store.History(ctx, id, ref)
		if errors.Is(err, store.ErrNoRecord) {
			continue // it never was: the change itself says so
		}
		if err != nil {
			return err
		}
		c := Conflict{Record: ref}
		for _, v := range versions {
			if v.Entry.Seq <= seen[ref] {
				c.Seen = v.Entry.Seq
			}
			c.There, c.Gone = entry(v.Entry), v.Record.Gone()
		}
		if c.There.Seq > seen[ref] {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return nil
	}
	f := faultf(RecordChanged, "read it again and change what is there now", "%s: %s", found[0].Record, found[0])
	f.Conflicts = found
	if len(found) > 1 {
		f.Message = count(len(found), "record") + " changed since they were read; nothing was changed"
		for _, c := range found {
			f.Problems = append(f.Problems, Problem{Record: c.Record, Message: c.String()})
		}
	} else {
		f.Record = found[0].Record
	}
	return f
}
