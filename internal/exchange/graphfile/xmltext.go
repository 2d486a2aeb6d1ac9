package graphfile

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"underpin"
	"underpin/internal/exchange"
)

// maxDepth is the deepest nesting of elements that is read.
const maxDepth = 100

// xmlText yields the elements of an XML file with their places. It refuses entities
// and document types that declare any, deep nesting, and pieces above maxLine bytes.
type xmlText struct {
	file    string
	in      *byteCounter
	decoder *xml.Decoder
	open    []string
	started bool
	at      exchange.Position // of the current element
}

func newXMLText(in *exchange.Input) *xmlText {
	if bytes.HasPrefix(in.Head(), mark) {
		_, _ = in.Discard(len(mark))
	}
	counted := &byteCounter{r: in.Reader, next: exchange.Position{Line: 1, Column: 1}, progress: in.Progress}
	return &xmlText{file: in.Name, in: counted, decoder: xml.NewDecoder(counted)}
}

// byteCounter feeds the decoder byte by byte and knows the place of each.
type byteCounter struct {
	r        *bufio.Reader
	at       int64             // bytes read
	next     exchange.Position // of the byte to come
	last     exchange.Position // of the last byte read
	since    int64             // where the current piece begins
	progress func(int64)
}

var errPiece = errors.New("a piece is too long")

// Read is not used: the decoder takes bytes.
func (b *byteCounter) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// ReadByte returns the next byte.
func (b *byteCounter) ReadByte() (byte, error) {
	if b.at-b.since > maxLine {
		return 0, errPiece
	}
	c, err := b.r.ReadByte()
	if err != nil {
		return 0, err
	}
	b.at++
	b.last = b.next
	if c == '\n' {
		b.next = exchange.Position{Line: b.next.Line + 1, Column: 1}
	} else if c&0xc0 != 0x80 {
		b.next.Column++
	}
	if b.progress != nil && b.at&(8<<20-1) == 0 {
		b.progress(b.at)
	}
	return c, nil
}

// mark takes the place where the next piece begins: the decoder may have read one
// byte of it.
func (x *xmlText) mark() {
	x.in.since = x.in.at
	x.at = x.in.next
	if x.in.at > x.decoder.InputOffset() {
		x.at = x.in.last
	}
}

// next returns the next start or end of an element, or text; the error is io.EOF
// after the last, else an *exchange.Error.
func (x *xmlText) next() (xml.Token, error) {
	for {
		x.mark()
		t, err := x.decoder.Token()
		if err != nil {
			return nil, x.broken(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			x.started = true
			x.open = append(x.open, t.Name.Local)
			if len(x.open) > maxDepth {
				return nil, x.fail("graphs are not nested that deeply", "elements are nested more than %s deep", underpin.FormatCount(maxDepth))
			}
			return t, nil
		case xml.EndElement:
			x.open = x.open[:len(x.open)-1]
			return t, nil
		case xml.CharData:
			return t, nil
		case xml.Directive:
			if bytes.Contains(t, []byte("[")) || bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
				return nil, x.fail("take the declaration out; graphs need none", "the file declares a document type of its own, which is not supported")
			}
		}
	}
}

// broken turns an error of the decoder into one with its place.
func (x *xmlText) broken(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case err == io.EOF && x.started:
		return io.EOF
	case err == io.EOF:
		return x.fail("", "the file has no elements")
	case errors.Is(err, errPiece):
		return x.fail("is it a graph at all?", "a piece of the file is longer than %s", underpin.FormatCounted(maxLine, "byte"))
	case errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		x.at = x.in.next
		if n := len(x.open); n > 0 {
			return x.fail("it was cut off; fetch it again", "the file ends before <%s> is closed", x.open[n-1])
		}
		return x.fail("it was cut off; fetch it again", "the file ends in the middle")
	case errors.As(err, &syntax):
		x.at = x.in.last
		return x.fail("", "this is not well-formed XML: %s", syntax.Msg)
	case bytes.Contains([]byte(err.Error()), []byte("encoding")):
		return x.fail("convert the file to UTF-8", "the file says that it is not written in UTF-8")
	}
	return x.fail("", "reading stopped: %v", err)
}

// fail is an error at the current element.
func (x *xmlText) fail(hint, format string, args ...any) error {
	return &exchange.Error{File: x.file, Line: int(x.at.Line), Column: int(x.at.Column), Message: fmt.Sprintf(format, args...), Hint: hint}
}

// attribute returns an attribute by its local name.
func attribute(e xml.StartElement, name string) (string, bool) {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}
