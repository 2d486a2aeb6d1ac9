package desk

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"underpin"
	"underpin/internal/name"
)

// heldLines finds records of a case that is held by their words, as a [store.Reader] does
// of one that is not: it holds a line for each record, written when they are first needed.
// What has changed since is looked at record by record. It is safe for concurrent use.
type heldLines struct {
	lines *wordLines
	// changed are the records that have changed since the lines were written; anew are
	// these and those that have the name of one of them among their words.
	changed map[underpin.RecordRef]bool
	anew    func() map[underpin.RecordRef]bool
	x       func() *underpin.Index
}

// wordLines are the lines of a case, by the kind of the records.
type wordLines struct {
	once  sync.Once
	write func() map[underpin.RecordKind][]byte
	of    atomic.Pointer[map[underpin.RecordKind][]byte]
}

// mostAnew is the number of records that have changed since from which on all lines are
// written again.
const mostAnew = 500

func newHeldLines(c *underpin.Case, x func() *underpin.Index) *heldLines {
	lines := &wordLines{write: func() map[underpin.RecordKind][]byte { return linesOf(c, x()) }}
	return &heldLines{lines: lines, anew: func() map[underpin.RecordRef]bool { return nil }, x: x}
}

func linesOf(c *underpin.Case, x *underpin.Index) map[underpin.RecordKind][]byte {
	out := map[underpin.RecordKind][]byte{}
	for _, kind := range underpin.Findable {
		k, _ := underpin.KindOf(kind)
		for i := range k.Len(c) {
			ref := underpin.RecordRef{Kind: kind, ID: k.ID(k.At(c, i))}
			out[kind] = name.AppendLine(out[kind], x.FoundBy(ref), ref.ID)
		}
	}
	return out
}

// get returns the lines, written when they are first asked for.
func (l *wordLines) get() map[underpin.RecordKind][]byte {
	l.once.Do(func() {
		of := l.write()
		l.of.Store(&of)
		l.write = nil // which holds the case
	})
	return *l.of.Load()
}

// changedTo returns the words of a case that has come of this one by changing or removing
// some records.
func (h *heldLines) changedTo(c *underpin.Case, x func() *underpin.Index, refs []underpin.RecordRef) *heldLines {
	if h.lines.of.Load() == nil || len(h.changed)+len(refs) > mostAnew {
		return newHeldLines(c, x)
	}
	out := &heldLines{lines: h.lines, changed: maps.Clone(h.changed), x: x}
	if out.changed == nil {
		out.changed = map[underpin.RecordRef]bool{}
	}
	for _, ref := range refs {
		out.changed[ref] = true
	}
	out.anew = sync.OnceValue(func() map[underpin.RecordRef]bool { return reworded(c, out.changed) })
	return out
}

// reworded lists records and those of a case that refer to one of them.
func reworded(c *underpin.Case, changed map[underpin.RecordRef]bool) map[underpin.RecordRef]bool {
	out := maps.Clone(changed)
	var refs []underpin.Reference
	for _, kind := range underpin.Findable {
		k, _ := underpin.KindOf(kind)
		for i := range k.Len(c) {
			record := k.At(c, i)
			refs = k.References(record, refs[:0])
			if slices.ContainsFunc(refs, func(o underpin.Reference) bool {
				return slices.ContainsFunc(o.Kinds, func(to underpin.RecordKind) bool { return changed[underpin.RecordRef{Kind: to, ID: o.ID}] })
			}) {
				out[underpin.RecordRef{Kind: kind, ID: k.ID(record)}] = true
			}
		}
	}
	return out
}

// Search implements recordSearch.
func (h *heldLines) Search(kind underpin.RecordKind, words []string, most int) (ids []string, n int, _ error) {
	anew := h.anew()
	name.EachLine(h.lines.get()[kind], name.Longest(words), func(id []byte) {
		if len(anew) > 0 && anew[underpin.RecordRef{Kind: kind, ID: string(id)}] {
			return
		}
		if n++; len(ids) < most {
			ids = append(ids, string(id))
		}
	})
	x := h.x()
	for ref := range anew {
		if ref.Kind == kind && x.Has(ref) && name.HasAll(x.FoundBy(ref), words) {
			ids = append(ids, ref.ID)
			n++
		}
	}
	slices.SortFunc(ids, underpin.CompareIDs)
	return ids[:min(most, len(ids))], n, nil
}
