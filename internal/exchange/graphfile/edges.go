package graphfile

import (
	"fmt"
	"io"
	"slices"
)

// edgeReader reads a tie a line. While all ends are numbers these are kept as they
// are, and become node numbers at the end; with the first name all become names.
type edgeReader struct {
	ties
	l      *lines
	fields []field

	// first is the first line, of two numbers, which may count nodes and ties.
	first struct {
		held bool
		u, v int32
		line int
	}
	least, most int32 // ends so far
	mostLine    int
	mostText    []byte
	further     int // lines with fields beyond the third
}

func readEdges(l *lines, o Options, expect int64) (*File, error) {
	r := &edgeReader{ties: ties{file: l.file, options: o}, l: l, least: 1<<31 - 1, most: -1}
	r.expect(expect)
	for {
		line, err := l.next()
		if err == io.EOF {
			return r.finish()
		}
		if err == nil {
			err = r.take(line)
		}
		if err != nil {
			return nil, err
		}
	}
}

// take reads a line: the usual one, of numbers, without splitting it.
func (r *edgeReader) take(line []byte) error {
	if r.ids != nil {
		return r.takeFields(line)
	}
	u, v, rest, ok := numberPair(line)
	if !ok || r.decided && r.weighted != (len(rest) > 0) {
		return r.takeFields(line)
	}
	w, why := 0.0, ""
	if len(rest) > 0 {
		if w, why = weight(rest); why != "" {
			return r.takeFields(line)
		}
	} else if r.hold(u, v) {
		return nil
	}
	if !r.decided {
		r.decide(len(rest) > 0)
	}
	return r.numbers(line, u, v, w)
}

// hold keeps the first line back where it may count nodes and ties.
func (r *edgeReader) hold(u, v int32) bool {
	if r.decided || r.first.held || r.options.Format == Edges {
		return false
	}
	r.first.held, r.first.u, r.first.v, r.first.line = true, u, v, r.l.line
	return true
}

func (r *edgeReader) numbers(line []byte, u, v int32, w float64) error {
	if top := max(u, v); top > r.most {
		r.most, r.mostLine, r.mostText = top, r.l.line, append(r.mostText[:0], line...)
		if r.options.Format == Counted && r.first.held && top > r.first.u {
			return r.beyond("nodes are numbered 0 to N-1, or 1 to N")
		}
	}
	r.least = min(r.least, u, v)
	return r.add(u, v, w)
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
	return &Error{File: r.file, Line: r.mostLine, Column: at + 1, Hint: hint,
		Message: fmt.Sprintf("node %d lies beyond the %d nodes of the first line", r.most, r.first.u)}
}

// takeFields reads a line of any kind.
func (r *edgeReader) takeFields(line []byte) error {
	if comment(line) {
		return nil
	}
	r.fields = fields(r.fields[:0], line)
	f := r.fields
	if len(f) < 2 {
		return r.l.fail(line, f[0].from, "write a tie a line: its two ends, and perhaps a weight", "a tie has two ends, and here stands only %s", short(f[0].of(line)))
	}
	if !r.decided && !r.first.held && len(r.from) == 0 && r.loops == 0 && isHeader(f[0].of(line), f[1].of(line)) {
		return nil
	}
	if len(f) > 2 && string(f[2].of(line)) == "{}" {
		f = f[:2]
	}
	if len(f) > 3 {
		r.further++
	}
	w, err := r.weightOf(line, f)
	if err != nil {
		return err
	}
	if r.ids == nil {
		u, restU, okU := number(f[0].of(line))
		v, restV, okV := number(f[1].of(line))
		if okU && okV && len(restU) == 0 && len(restV) == 0 {
			if len(f) == 2 && r.hold(u, v) {
				return nil
			}
			if !r.decided {
				r.decide(len(f) > 2)
			}
			return r.numbers(line, u, v, w)
		}
		if r.options.Format == Counted {
			return r.l.fail(line, f[0].from, "below a line that counts nodes and ties, nodes are numbers", "%s and %s are not two node numbers", short(f[0].of(line)), short(f[1].of(line)))
		}
		if err := r.toNames(); err != nil {
			return err
		}
	}
	if !r.decided {
		r.decide(len(f) > 2)
	}
	u, err := r.name(line, f[0])
	if err != nil {
		return err
	}
	v, err := r.name(line, f[1])
	if err != nil {
		return err
	}
	return r.add(u, v, w)
}

// weightOf reads the third field, which all lines have or none.
func (r *edgeReader) weightOf(line []byte, f []field) (float64, error) {
	if len(f) < 3 {
		if r.decided && r.weighted {
			return 0, r.l.fail(line, f[1].to, "give every tie a weight, or none", "the ties above have weights, and this one has none")
		}
		return 0, nil
	}
	w, why := weight(f[2].of(line))
	if why != "" {
		hint := weightHint
		if why == "is not a number" {
			hint += "; names that hold spaces are separated by tabs"
		}
		return 0, r.l.fail(line, f[2].from, hint, "the weight %s %s", short(f[2].of(line)), why)
	}
	if r.decided && !r.weighted {
		return 0, r.l.fail(line, f[2].from, "give every tie a weight, or none", "the ties above have no weights, and this one has")
	}
	if !r.decided {
		r.decide(true)
	}
	return w, nil
}

func (r *edgeReader) name(line []byte, f field) (int32, error) {
	id, isNew := r.ids.number(f.of(line))
	if isNew {
		if why := badName(f.of(line)); why != "" {
			return 0, r.l.fail(line, f.from, "the file is to be text in UTF-8", "the name %s %s", short(f.of(line)), why)
		}
	}
	return id, nil
}

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
	return &Error{File: r.file, Line: r.first.line, Column: 1, Message: "the ties below have weights, and this one has none",
		Hint: "give every tie a weight, or none; numbers of nodes and ties may stand here where M ties among N nodes follow"}
}

func (r *edgeReader) finish() (*File, error) {
	f := &File{Name: r.file, Format: Edges}
	if r.further > 0 {
		f.note("what stands behind the weight was passed over, in lines: %d", r.further)
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
	if r.options.Format == Counted && count != m || fits && r.most < n && count > 0 && (count < m || m > int64(r.most) && count != m) {
		hint := "the file was cut off, or the first line is a tie: then read it as format edges"
		return false, &Error{File: r.file, Line: r.first.line, Column: 1, Hint: hint,
			Message: fmt.Sprintf("the first line seems to promise %d nodes and %d ties, and %d ties follow", n, m, count)}
	}
	if count == m && !fits && (n >= 10 || r.options.Format == Counted) {
		return false, r.beyond("nodes are numbered 0 to N-1, or 1 to N; if the first line is a tie, read the file as format edges")
	}
	return fits && count == m, nil
}

// counted makes the file of a list below its counts.
func (r *edgeReader) counted(f *File) (*File, error) {
	f.Format, f.N = Counted, int(r.first.u)
	if need := r.need(int64(f.N), int64(len(r.from))); r.options.Memory > 0 && need > r.options.Memory {
		return nil, tooLarge(r.file, fmt.Sprintf("the first line promises %d nodes", f.N), need, r.options.Memory)
	}
	if r.most == r.first.u {
		f.base = 1
		for i := range r.from {
			r.from[i]--
			r.to[i]--
		}
	}
	f.note("the first line was read as the numbers of nodes and ties: %d and %d", r.first.u, r.first.v)
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
