package graphfile

import (
	"fmt"
	"slices"

	"underpin"
	"underpin/internal/exchange"
)

// toNames turns the numbers found so far into names, in the order in which they came.
func (r *edgeReader) toNames() error {
	r.ids = newTable()
	known := make(map[int32]int32)
	var text []byte
	renamed := func(x int32) int32 {
		id, ok := known[x]
		if !ok {
			text = fmt.Append(text[:0], x)
			id, _ = r.ids.number(text)
			known[x] = id
		}
		return id
	}
	if r.first.held && r.weighted {
		return r.unweightedFirst()
	}
	u, v := int32(0), int32(0)
	if r.first.held {
		u, v = renamed(r.first.u), renamed(r.first.v)
	}
	for i := range r.from {
		r.from[i], r.to[i] = renamed(r.from[i]), renamed(r.to[i])
	}
	for _, x := range r.lone {
		renamed(x)
	}
	if r.first.held {
		r.first.held = false
		return r.add(u, v, 0)
	}
	return nil
}

func (r *edgeReader) unweightedFirst() error {
	return &exchange.Error{File: r.file, Line: r.first.line, Column: 1, Message: "the ties below have weights, and this one has none",
		Hint: "give every tie a weight, or none; the numbers of nodes and ties may come first if M ties among N nodes follow"}
}

// finish makes the file once all lines are read.
func (r *edgeReader) finish() (*File, error) {
	f := &File{Name: r.file, Format: edgesName}
	if r.comments > 0 {
		f.note("ignored: %s beginning with #, %% or //", underpin.FormatCounted(r.comments, "comment line"))
	}
	if r.oneWay {
		f.note("a comment says that ties lead one way; they are read so with --directed")
	}
	if r.behind > 0 {
		f.note("ignored: the comment behind the tie in %s", underpin.FormatCounted(r.behind, "line"))
	}
	if r.further > 0 {
		f.note("text after the weight was ignored in %s", underpin.FormatCounted(int(r.further), "line"))
	}
	if r.unweighed > 0 {
		f.note("%s without a weight, counted as 1", underpin.FormatCounted(r.unweighed, "tie"))
	}
	if r.words > 0 {
		f.note("None, nan, #REF! and the like were kept as names (in %s)", underpin.FormatCounted(r.words, "place"))
	}
	if r.first.held {
		counted, err := r.counts()
		if err != nil {
			return nil, err
		}
		if counted {
			return r.counted(f)
		}
		if r.weighted {
			return nil, r.unweightedFirst()
		}
		if err := r.numbers(nil, r.first.u, r.first.v, 0); err != nil {
			return nil, err
		}
	}
	if r.ids == nil {
		r.number(f)
	}
	return r.result(f), nil
}

// counts reports whether the first line counts nodes and ties: what follows must
// bear it out. Where it nearly does, guessing would be wrong either way.
func (r *edgeReader) counts() (bool, error) {
	n, m, count := r.first.u, int64(r.first.v), int64(len(r.from)+r.loops)
	fits := r.most < n || r.most == n && r.least > 0
	if r.options.Format == countedName && count != m || fits && r.most < n && count > 0 && (count < m || m > int64(r.most) && count != m) {
		hint := "the file was cut off, or the first line is a tie: then read it as format edges"
		return false, &exchange.Error{File: r.file, Line: r.first.line, Column: 1, Hint: hint,
			Message: fmt.Sprintf("the first line seems to promise %s and %s, but it is followed by %s", underpin.FormatCounted(int(n), "node"), underpin.FormatCounted(int(m), "tie"), underpin.FormatCounted(int(count), "tie"))}
	}
	if count == m && !fits && (n >= 10 || r.options.Format == countedName) {
		return false, r.beyond("nodes are numbered 0 to N-1, or 1 to N; if the first line is a tie, read the file as format edges")
	}
	return fits && count == m, nil
}

// counted makes the file of a list below its counts.
func (r *edgeReader) counted(f *File) (*File, error) {
	f.Format, f.N = countedName, int(r.first.u)
	if need := r.need(int64(f.N), int64(len(r.from))); r.options.Memory > 0 && need > r.options.Memory {
		return nil, tooLarge(r.file, "the first line promises "+underpin.FormatCounted(int(f.N), "node"), need, r.options.Memory)
	}
	if r.most == r.first.u {
		f.base = 1
		for i := range r.from {
			r.from[i]--
			r.to[i]--
		}
	}
	f.note("the first line was read as the numbers of nodes and ties: %s and %s", underpin.FormatCount(int(r.first.u)), underpin.FormatCount(int(r.first.v)))
	return r.result(f), nil
}

// number gives the numbers that occur the node numbers 0, 1, ... in ascending order.
func (r *edgeReader) number(f *File) {
	if r.most < 0 {
		return
	}
	if dense := int64(r.most)+1 <= 4*int64(len(r.from))+1<<16; dense {
		r.numberDense(f)
		return
	}
	all := slices.Concat(r.from, r.to, r.lone)
	slices.Sort(all)
	f.numbers = slices.Clip(slices.Compact(all))
	f.N = len(f.numbers)
	for i := range r.from {
		r.from[i], _ = search(f.numbers, r.from[i])
		r.to[i], _ = search(f.numbers, r.to[i])
	}
}

func (r *edgeReader) numberDense(f *File) {
	node := make([]int32, r.most+1)
	for i := range r.from {
		node[r.from[i]], node[r.to[i]] = 1, 1
	}
	for _, x := range r.lone {
		node[x] = 1
	}
	for x := range node {
		if node[x] != 0 {
			node[x] = int32(f.N)
			f.N++
		} else {
			node[x] = -1
		}
	}
	switch f.N {
	case len(node):
		return
	case len(node) - 1:
		if node[0] < 0 {
			f.base = 1
		}
	}
	for i := range r.from {
		r.from[i], r.to[i] = node[r.from[i]], node[r.to[i]]
	}
	if f.base == 1 {
		return
	}
	f.numbers = make([]int32, 0, f.N)
	for x, v := range node {
		if v >= 0 {
			f.numbers = append(f.numbers, int32(x))
		}
	}
}

// beyond is the error for the highest end, which the first line does not allow.
func (r *edgeReader) beyond(hint string) error {
	at := 0
	for _, f := range fields(nil, r.mostText) {
		if n, _, _ := number(f.of(r.mostText)); n == r.most {
			at = f.from
			break
		}
	}
	return &exchange.Error{File: r.file, Line: r.mostLine, Column: at + 1, Hint: hint,
		Message: fmt.Sprintf("node %d is beyond the %s given in the first line", r.most, underpin.FormatCounted(int(r.first.u), "node"))}
}
