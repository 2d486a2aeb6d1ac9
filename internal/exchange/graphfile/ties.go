package graphfile

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"underpin"
	"underpin/internal/exchange"
)

// A direction says how a tie of a mixed file leads.
type direction byte

const (
	unsaid direction = iota
	oneWay
	bothWays
)

// ties gathers what a reader finds.
type ties struct {
	file     string
	options  ReadOptions
	from, to []int32
	weights  []float64
	weighted bool // whether ties are to carry weights
	decided  bool // whether that is known
	loops    int
	lone     []int32     // ends of ties of a node with itself
	ways     []direction // of each tie, nil while none is said
	ids      *nameTable  // nil while nodes are numbers
	// belowZero is the first negative weight.
	belowZero error
	extra     int64 // the memory of labels and attributes
}

// expect makes room for a number of ties.
func (t *ties) expect(n int64) {
	n = min(n, math.MaxInt32/2)
	t.from, t.to = make([]int32, 0, n), make([]int32, 0, n)
}

// add puts down a tie. Weights are put down by the caller, who decides whether
// there are any, before.
func (t *ties) add(u, v int32, weight float64) error {
	if u == v {
		t.loops++
		if t.ids == nil {
			t.lone = append(t.lone, u)
		}
		return nil
	}
	if len(t.from) == cap(t.from) || t.weighted && len(t.weights) == cap(t.weights) {
		if err := t.grow(); err != nil {
			return err
		}
	}
	t.from, t.to = append(t.from, u), append(t.to, v)
	if t.weighted {
		t.weights = append(t.weights, weight)
	}
	if t.ways != nil {
		t.ways = append(t.ways, unsaid)
	}
	return nil
}

// way says how the tie just put down leads.
func (t *ties) way(d direction) {
	if d == unsaid {
		return
	}
	if t.ways == nil {
		t.ways = make([]direction, len(t.from), cap(t.from))
	}
	t.ways[len(t.ways)-1] = d
}

func (t *ties) grow() error {
	more := max(len(t.from)/2, 1<<10, cap(t.from)-len(t.from))
	after := int64(len(t.from) + more)
	if len(t.from) >= math.MaxInt32/2 {
		return &exchange.Error{File: t.file, Message: "there are more than " + underpin.FormatCounted(len(t.from), "tie"), Hint: "read only part of the file", Err: ErrMemory}
	}
	if need := t.need(after, after); t.options.Memory > 0 && need > t.options.Memory {
		return tooLarge(t.file, "there are more than "+underpin.FormatCounted(len(t.from), "tie"), need, t.options.Memory)
	}
	t.from, t.to = slices.Grow(t.from, more), slices.Grow(t.to, more)
	if t.weighted {
		t.weights = slices.Grow(t.weights, cap(t.from)-len(t.weights))
	}
	return nil
}

// need is the memory for a number of nodes and ties with the names found so far.
func (t *ties) need(n, m int64) int64 {
	b := Need(n, m, t.weighted) + t.extra
	if t.ids != nil {
		b += t.ids.bytes()
	}
	return b
}

// fits refuses what has grown beyond the memory allowed, by the number of nodes so far.
func (t *ties) fits(n int) error {
	if need := t.need(int64(n), int64(len(t.from))); t.options.Memory > 0 && need > t.options.Memory {
		return tooLarge(t.file, "there are more than "+underpin.FormatCounted(n-1, "node"), need, t.options.Memory)
	}
	return nil
}

// decide settles whether ties carry weights.
func (t *ties) decide(weighted bool) {
	t.decided, t.weighted = true, weighted
}

// weighFrom lets ties carry weights from here on: those before weigh 1.
func (f *File) weighFrom(t *ties) {
	if t.weighted {
		return
	}
	t.decide(true)
	t.weights = make([]float64, len(t.from), cap(t.from))
	for i := range t.weights {
		t.weights[i] = 1
	}
	if len(t.from) > 0 {
		f.note("ties without a weight weigh 1")
	}
}

// tidy is a label on one line.
func tidy(label string) string { return strings.Join(strings.Fields(label), " ") }

// badName says what is wrong with a name, if anything is.
func badName(name []byte) string {
	if bytes.IndexByte(name, 0) >= 0 {
		return "contains a zero byte: this is not text"
	}
	if !utf8.Valid(name) {
		return "is not written in UTF-8"
	}
	if len(name) > 0 && len(seen(name)) == 0 {
		return "holds nothing that can be seen"
	}
	for _, r := range string(name) {
		if noCharacter(r) {
			return fmt.Sprintf("contains %U, which is not a character", r)
		}
		if unicode.IsControl(r) {
			return fmt.Sprintf("contains the control character %U", r)
		}
	}
	return ""
}

// weight reads a weight; why says what is wrong with it, if anything is.
func weight(text []byte) (w float64, why string) {
	if n, rest, ok := number(text); ok && len(rest) == 0 {
		return float64(n), ""
	}
	w, err := strconv.ParseFloat(string(text), 64)
	switch {
	case err != nil && !math.IsInf(w, 0):
		return 0, "is not a number"
	case math.IsNaN(w):
		return 0, "is not a number"
	case math.IsInf(w, 0):
		return 0, "is not finite"
	}
	return w, ""
}

const weightHint = "a weight is a finite number"

// negative notes the first negative weight.
func (t *ties) negative(line, column int, text []byte) {
	if t.belowZero == nil {
		t.belowZero = &exchange.Error{File: t.file, Line: line, Column: column, Message: fmt.Sprintf("the weight %s is negative", short(text)),
			Hint: "weights that are used are at least 0; leave them unused, or correct the file"}
	}
}

// short quotes a piece of a file for a message.
func short(text []byte) string {
	if utf8.RuneCount(text) > 40 {
		return strconv.Quote(string([]rune(string(text[:min(len(text), 160)]))[:40]) + "…")
	}
	return strconv.Quote(string(text))
}

// result makes the file of what was found, with ends that number the nodes.
func (t *ties) result(f *File) *File {
	f.From, f.To, f.Loops, f.Negative = t.from, t.to, t.loops, t.belowZero
	if t.weighted {
		f.Weights = t.weights
		if f.Weights == nil {
			f.Weights = []float64{}
		}
	}
	if t.ids != nil {
		f.ids, f.N = t.ids, t.ids.len()
		if n := t.ids.respelled; n > 0 {
			f.note("names with accents written as separate characters were composed into single ones, so that each is one node (in %s)", underpin.FormatCounted(n, "place"))
		}
	}
	if t.ids != nil && t.ids.unseen > 0 {
		f.note("marks that cannot be seen (of direction, of width zero, hard blanks) were taken from names, so that each is one node (in %s)", underpin.FormatCounted(t.ids.unseen, "place"))
	}
	t.direct(f)
	return f
}

// direct settles the direction of a file whose ties say theirs: it is directed if
// any tie is, and the others are then put down both ways.
func (t *ties) direct(f *File) {
	if t.ways == nil {
		return
	}
	standard := bothWays
	if f.Directed {
		standard = oneWay
	}
	one, both := 0, 0
	for i, w := range t.ways {
		if w == unsaid {
			t.ways[i] = standard
		}
		if t.ways[i] == oneWay {
			one++
		} else {
			both++
		}
	}
	f.Directed = one > 0
	if one == 0 || both == 0 {
		return
	}
	for i, w := range t.ways {
		if w == bothWays {
			f.twins = append(f.twins, int32(i))
			f.From, f.To = append(f.From, f.To[i]), append(f.To, f.From[i])
			if f.Weights != nil {
				f.Weights = append(f.Weights, f.Weights[i])
			}
		}
	}
	f.note("ties that lead one way: %s, both ways: %s; the graph is read as directed, the latter in both directions", underpin.FormatCount(int(one)), underpin.FormatCount(int(both)))
}
