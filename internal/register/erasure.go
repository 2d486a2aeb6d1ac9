package register

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
)

// ErrErased is returned for what cannot be done because something was erased.
var ErrErased = errors.New("it was erased")

// ErasedSummary is the summary of an entry whose own named what was erased since.
const ErasedSummary = "its summary was erased"

// An Erasure is what is left of a row that was erased, or of the summary of an entry.
// It is itself a row, and by the root over its rows an entry of the operation erase
// names what it erased.
type Erasure struct {
	// Seq is the entry that recorded what is gone, Number the number of the row; 0: the
	// summary and the salt of the entry.
	Seq, Number int64
	// Leaf is the leaf as it was recorded, in the rows of the entry or, for a summary,
	// in the tree.
	Leaf tlog.Hash
	// Now is, for a summary, the leaf of the entry as it stands since; zero for a row.
	Now tlog.Hash
	// Mark tells a record that was erased from others, as [IDMark] makes it; empty for a
	// summary and for the version of a record that is still there.
	Mark []byte
	// By is the entry that erased it, Row the number of this row there.
	By, Row int64
}

// RowLeaf returns the leaf hash of the erasure as a row of its entry: of "underpin
// erasure 1" and the fields entry, row, leaf, now and mark in the form of the package
// comment. There is no salt: all it holds are hashes of what was salted.
func (e Erasure) RowLeaf() tlog.Hash {
	b := append(make([]byte, 0, 256), "underpin erasure 1\n"...)
	b = field(b, "entry", strconv.FormatInt(e.Seq, 10))
	b = field(b, "row", strconv.FormatInt(e.Number, 10))
	b = field(b, "leaf", e.Leaf[:])
	b = field(b, "now", e.Now[:])
	return tlog.RecordHash(field(b, "mark", e.Mark))
}

// IDMark returns what is kept of the id of a record that was erased, so that it is not
// given again: a hash that only the holder of the signing key can compute, and so
// confirm a guess with.
func IDMark(signer string, id underpin.CaseID, ref underpin.RecordRef) []byte {
	h := hmac.New(sha256.New, []byte(signer))
	b := field([]byte("underpin erased id 1\n"), "case", id)
	b = field(b, "kind", ref.Kind)
	h.Write(field(b, "id", ref.ID))
	return h.Sum(nil)
}

// Names reports whether a text names an id: as a word of its own, in capitals or not.
func Names(text, id string) bool { return named(strings.ToLower(text), strings.ToLower(id), 0) >= 0 }

// BodyNames is [Names] of the texts in the body of a record: a line break in one, which
// the body writes with a letter, does not join the words on either side of it.
func BodyNames(body []byte, id string) bool { return Names(escapes.Replace(string(body)), id) }

// escapes are the signs of JSON that would pass for the beginning of a word.
var escapes = strings.NewReplacer(`\\`, `\\`, `\n`, "  ", `\r`, "  ", `\t`, "  ", `\b`, "  ", `\f`, "  ")

// named returns where a text names an id next, both in small letters; -1 for nowhere.
func named(text, id string, from int) int {
	for id != "" {
		at := strings.Index(text[from:], id)
		if at < 0 {
			break
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(id):])
		if !inWord(before) && !inWord(after) {
			return at
		}
		from = at + 1
	}
	return -1
}

// Strike returns a text with another word wherever it names an id, as [Names] has it.
func Strike(text, id, with string) string {
	lower, id := strings.ToLower(text), strings.ToLower(id)
	at := named(lower, id, 0)
	if at < 0 {
		return text
	}
	if len(lower) != len(text) { // a letter whose small form is longer or shorter
		text = lower
	}
	var out strings.Builder
	done := 0
	for ; at >= 0; at = named(lower, id, done) {
		out.WriteString(text[done:at] + with)
		done = at + len(id)
	}
	return out.String() + text[done:]
}

func inWord(r rune) bool { return r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// erasures is what a Checker knows of erasures: by the row that is gone, and
// which entries are yet to vouch for one.
type erasures struct {
	of   map[[2]int64]Erasure
	owed map[int64]bool
}

func newErasures(all []Erasure) erasures {
	e := erasures{of: map[[2]int64]Erasure{}, owed: map[int64]bool{}}
	for _, one := range all {
		e.of[[2]int64{one.Seq, one.Number}] = one
		e.owed[one.By] = true
	}
	return e
}

// Gone takes a row that was erased for what is left of it.
func (c *Checker) Gone(e Erasure) *Mismatch {
	n := int64(len(c.leaves)) + 1
	switch {
	case e.Seq != c.Next():
		return c.fault(nil, "a row is said to have been erased from it, and it is not there")
	case e.Number != n:
		return c.fault(nil, fmt.Sprintf("row %d is missing", n))
	case e.By <= e.Seq:
		return c.fault(nil, fmt.Sprintf("row %d is said to have been erased before it was recorded", n))
	}
	c.leaves = append(c.leaves, e.Leaf)
	return nil
}

// Erasing checks the next row of the entry being checked, which is an erasure.
func (c *Checker) Erasing(e Erasure) *Mismatch {
	n := int64(len(c.leaves)) + 1
	switch {
	case e.By != c.Next():
		return c.fault(nil, "it is said to have erased something, and it is not there")
	case e.Row != n:
		return c.fault(nil, fmt.Sprintf("row %d is missing", n))
	}
	c.leaves = append(c.leaves, e.RowLeaf())
	c.erasing++
	switch {
	case e.Number > 0 && len(e.Mark) > 0:
		c.marks[string(e.Mark)] = true
		fallthrough
	case e.Number > 0:
		c.goneVersions++
	}
	return nil
}

// erases checks that only an entry that is signed and says so erases.
func (c *Checker) erases(e Entry) *Mismatch {
	switch {
	case c.erasing > 0 && e.Op != OpErase:
		return c.fault(nil, "something is missing that it is said to have erased, but it erased nothing")
	case c.erasing > 0 && e.Signer == "":
		return c.fault(nil, "it erased something, and nobody has signed it")
	}
	delete(c.erased.owed, e.Seq)
	c.erasing = 0
	return nil
}

// leaf returns the leaf of an entry as it was recorded: where its summary was erased, what
// is left of that, if the rest is as the erasure found it.
func (c *Checker) leaf(e Entry) (tlog.Hash, *Mismatch) {
	was, gone := c.erased.of[[2]int64{e.Seq, 0}]
	if !gone {
		return e.Leaf(), nil
	}
	if e.Leaf() != was.Now || was.By <= e.Seq {
		return was.Leaf, c.fault(nil, "it is not what was left of it when its summary was erased")
	}
	return was.Leaf, nil
}

// unsaid reports what is missing and no entry says that it was erased.
func (c *Checker) unsaid() *Mismatch {
	for by := range c.erased.owed {
		return &Mismatch{Seq: by, What: "it is missing, and is said to have erased something"}
	}
	return nil
}
