package graphfile

import (
	"bytes"
	"hash/maphash"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A nameTable numbers names 0, 1, ... in the order in which they come. Names lie end to
// end in one slice: millions of them cost no allocation each.
type nameTable struct {
	seed  maphash.Seed
	text  []byte
	ends  []int   // of each name in text
	slots []int32 // open addressing: number + 1 of a name, 0 where free
	// respelled counts the spellings that were composed: one name is one node, however
	// its accents are written.
	respelled int
	// unseen counts the names from which marks were taken that cannot be seen.
	unseen int
}

func newTable() *nameTable {
	return &nameTable{seed: maphash.MakeSeed(), slots: make([]int32, 1<<10)}
}

func (t *nameTable) len() int { return len(t.ends) }

// name is the name of a number. The slice belongs to the table.
func (t *nameTable) name(i int32) []byte {
	start := 0
	if i > 0 {
		start = t.ends[i-1]
	}
	return t.text[start:t.ends[i]]
}

// slot is where a name is, or where it would be put.
func (t *nameTable) slot(name []byte) int {
	mask := len(t.slots) - 1
	at := int(maphash.Bytes(t.seed, name)) & mask
	for t.slots[at] != 0 && !bytes.Equal(t.name(t.slots[at]-1), name) {
		at = (at + 1) & mask
	}
	return at
}

// composed is a name in the one spelling that is kept (Unicode NFC).
func composed(name []byte) []byte {
	if ascii(name) || norm.NFC.IsNormal(name) {
		return name
	}
	return norm.NFC.Bytes(name)
}

// seen is a name without marks that cannot be seen, with plain blanks. The joiners of
// Arabic and Indian scripts stay, as they change how a name is written.
func seen(name []byte) []byte {
	if ascii(name) || !bytes.ContainsFunc(name, unseen) {
		return name
	}
	return bytes.TrimSpace(bytes.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u202f':
			return ' '
		case unseen(r):
			return -1
		}
		return r
	}, name))
}

// unseen reports whether a character is a hard blank, or a mark of direction, of width
// zero or of hyphenation.
func unseen(r rune) bool {
	switch {
	case r == '\u00a0', r == '\u202f', r == '\u00ad', r == '\u200b', r == '\u200e', r == '\u200f', r == '\u061c', r == '\u2060', r == '\ufeff':
		return true
	}
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func (t *nameTable) find(name []byte) (int32, bool) {
	name = composed(seen(name))
	i := t.slots[t.slot(name)]
	return i - 1, i != 0
}

// number returns the number of a name, which is new if it was not there before.
func (t *nameTable) number(name []byte) (i int32, isNew bool) {
	if kept := seen(name); len(kept) != len(name) {
		t.unseen++
		name = kept
	}
	if kept := composed(name); len(kept) != len(name) || len(name) > 0 && &kept[0] != &name[0] {
		t.respelled++
		name = kept
	}
	at := t.slot(name)
	if i := t.slots[at]; i != 0 {
		return i - 1, false
	}
	t.text = append(t.text, name...)
	t.ends = append(t.ends, len(t.text))
	t.slots[at] = int32(len(t.ends))
	if len(t.ends)*2 > len(t.slots) {
		t.grow()
	}
	return int32(len(t.ends)) - 1, true
}

func (t *nameTable) grow() {
	t.slots = make([]int32, 2*len(t.slots))
	for i := range t.ends {
		t.slots[t.slot(t.name(int32(i)))] = int32(i) + 1
	}
}

// bytes is the storage that the table takes.
func (t *nameTable) bytes() int64 {
	return int64(cap(t.text)) + 8*int64(cap(t.ends)) + 4*int64(cap(t.slots))
}

// search finds a number in an ascending list.
func search(list []int32, x int32) (int32, bool) {
	i, ok := slices.BinarySearch(list, x)
	return int32(i), ok
}
