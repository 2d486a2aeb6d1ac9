package graphfile

import (
	"bytes"
	"io"
	"regexp"
	"sync"
	"unicode/utf8"

	"underpin"
	"underpin/internal/exchange"
)

// edgeReader reads a tie a line. While all ends are numbers these are kept as they
// are, and become node numbers at the end; with the first name all become names.
type edgeReader struct {
	ties
	l      *lines
	fields []lineField

	// first is the first line, of two numbers, which may count nodes and ties.
	first struct {
		held bool
		u, v int32
		line int
	}
	least, most int32 // ends so far
	mostLine    int
	mostText    []byte
	further     int  // lines with fields beyond the third
	comments    int  // lines of comments
	oneWay      bool // whether one of them says that ties lead one way
	behind      int  // lines with a comment behind the tie
	unweighed   int  // lines whose weight is nan, None or the like
	words       int  // ends that are
}

// The names of a list of ties, and of one below a line with the numbers of nodes and
// ties. By looking a list is read as whichever it is.
const (
	edgesName   = "edges"
	countedName = "counted"
)

func edges() graphFormat {
	return graphFormat{Name: edgesName, Detect: looksLikeEdges, Read: readEdges}
}

func counted() graphFormat { return graphFormat{Name: countedName, Read: readEdges} }

// looksLikeEdges takes whatever is text in words and no format that is not read.
func looksLikeEdges(head []byte, _ string) bool {
	text := unmarked(head)
	line, _ := firstLine(text)
	return line != nil && !isXML(text)
}

func readEdges(in *exchange.Input, o ReadOptions) (*File, error) {
	l, expect, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	if o.Format == "" {
		_, line := firstLine(unmarked(in.Head()))
		if err := sampled(in.Head()).listHeading(l.file, line); err != nil {
			return nil, err
		}
	}
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
		if w, why = weight(rest); why != "" || w < 0 {
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
	if r.decided || r.first.held || r.options.Format == edgesName {
		return false
	}
	r.first.held, r.first.u, r.first.v, r.first.line = true, u, v, r.l.line
	return true
}

func (r *edgeReader) numbers(line []byte, u, v int32, w float64) error {
	if top := max(u, v); top > r.most {
		r.most, r.mostLine, r.mostText = top, r.l.line, append(r.mostText[:0], line...)
		if r.options.Format == countedName && r.first.held && top > r.first.u {
			return r.beyond("nodes are numbered 0 to N-1, or 1 to N")
		}
	}
	r.least = min(r.least, u, v)
	return r.add(u, v, w)
}

// takeFields reads a line of any kind.
func (r *edgeReader) takeFields(line []byte) error {
	if comment(line) || bytes.HasPrefix(skip(line), []byte("// ")) {
		if len(skip(line)) > 0 {
			r.comments++
			r.oneWay = r.oneWay || saysOneWay().Match(line)
		}
		return nil
	}
	r.fields = fields(r.fields[:0], line)
	if at := dict(line); at >= 0 {
		var err error
		if r.fields, err = r.dict(line, at); err != nil {
			return err
		}
	}
	if f := r.fields; len(f) > 2 && comment(f[2].of(line)) {
		r.behind++
		r.fields = f[:2]
	} else if len(f) > 3 && comment(f[3].of(line)) {
		r.behind++
		r.fields = f[:3]
	}
	f := r.fields
	if len(f) < 2 {
		return r.l.fail(line, f[0].from, "write one tie per line: its two ends, and a weight if there is one", "a tie has two ends, and here there is only %s", short(f[0].of(line)))
	}
	if !r.decided && !r.first.held && len(r.from) == 0 && r.loops == 0 && isHeader(f[0].of(line), f[1].of(line)) {
		return nil
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
		if r.options.Format == countedName {
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

// saysOneWay is how lists of KONECT and SNAP say that their ties lead one way.
var saysOneWay = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*(?:%\s*asym\b|#.*\bDirected graph\b)`) })

// weightOf reads the third field, which all lines have or none.
func (r *edgeReader) weightOf(line []byte, f []lineField) (float64, error) {
	if len(f) < 3 {
		if r.decided && r.weighted {
			return 0, r.l.fail(line, f[1].to, "give every tie a weight, or none", "the ties above have weights, and this one has none")
		}
		return 0, nil
	}
	w, why := weight(f[2].of(line))
	if why != "" && missing(f[2].of(line)) {
		r.unweighed++
		w, why = 1, ""
	}
	if why != "" {
		hint := weightHint
		if why == "is not a number" {
			hint += "; names that contain spaces are separated by tabs"
		}
		return 0, r.l.fail(line, f[2].from, hint, "the weight %s %s", short(f[2].of(line)), why)
	}
	if w < 0 {
		r.negative(r.l.line, utf8.RuneCount(line[:f[2].from])+1, f[2].of(line))
	}
	if r.decided && !r.weighted {
		return 0, r.l.fail(line, f[2].from, "give every tie a weight, or none", "the ties above have no weights, and this one has")
	}
	if !r.decided {
		r.decide(true)
	}
	return w, nil
}

// dict reads what networkx writes behind the ends of a tie: the fields before it, and
// as a third what it gives for a weight.
func (r *edgeReader) dict(line []byte, at int) ([]lineField, error) {
	f := fields(r.fields[:0], line[:at])
	if len(f) != 2 {
		return nil, r.l.fail(line, 0, "write two ends before the data in braces", "a tie has two ends, and before the data there are %s", underpin.FormatCounted(len(f), "end"))
	}
	if m := dictWeight().FindSubmatchIndex(line[at:]); m != nil {
		f = append(f, lineField{at + m[2], at + m[3]})
	}
	return f, nil
}

// dictWeight finds the weight among the data of a tie.
var dictWeight = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[{,]\s*['"]weight['"]\s*:\s*([^,}\s]+)`) })

func (r *edgeReader) name(line []byte, f lineField) (int32, error) {
	id, isNew := r.ids.number(f.of(line))
	r.words += b2i(missing(f.of(line)) || faulty(f.of(line)))
	if isNew {
		if why := badName(f.of(line)); why != "" {
			return 0, r.l.fail(line, f.from, "the file must be UTF-8 text", "the name %s %s", short(f.of(line)), why)
		}
	}
	return id, nil
}
