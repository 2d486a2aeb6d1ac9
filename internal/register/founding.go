package register

import "fmt"

// A FoundingError is returned for an undo that would take back the entry with which the
// case came in whole, its start or the import that made it, and so leave nothing of the
// case to be seen.
type FoundingError struct {
	// Entry is the one that brought the case in.
	Entry Entry
}

// Error names the entry.
func (e *FoundingError) Error() string {
	return fmt.Sprintf("entry %d brought the whole case in", e.Entry.Seq)
}

// founding returns the entry that brought the case in, of those in force: the first that
// changed records, if that is an import; else 0. An import into a case that holds records
// is none.
func (c *compensation) founding(live []bool) int64 {
	for _, e := range c.h.Entries {
		if live[e.Seq] && c.doing(e.Seq) && len(c.touched[e.Seq]) > 0 {
			if e.Op == OpImport {
				return e.Seq
			}
			return 0
		}
	}
	return 0
}

// unfounded returns the entry that brought the case in where the settled compensation takes
// it back; 0 where it stays, or makes room for another one that comes back.
func (c *compensation) unfounded() int64 {
	first := c.founding(c.before)
	if first == 0 || c.after[first] {
		return 0
	}
	if other := c.founding(c.after); other > 0 && !c.before[other] {
		return 0
	}
	return first
}
