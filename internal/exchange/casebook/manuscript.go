package casebook

import (
	"errors"
	"hash/crc32"
	"io"
	"runtime/debug"

	"underpin/internal/exchange"
)

// errChanged is found where a file is another when it is read again.
var errChanged = errors.New("the file was changed while it was being read")

// A manuscript is the text of a casebook. A long one that can be read again is held in
// memory only until it is cut into pieces, and read again piece by piece.
type manuscript struct {
	text   []byte
	size   int
	source io.ReaderAt // nil where it cannot be read again
	sum    uint32
}

func newManuscript(r io.Reader, text []byte) *manuscript {
	m := &manuscript{text: text, size: len(text)}
	if in, ok := r.(*exchange.Input); ok && len(text) > wholeLimit {
		if m.source, ok = in.Again(); ok {
			m.sum = crc32.ChecksumIEEE(text)
		}
	}
	return m
}

// release lets the text go, where it can be read again by its pieces.
func (m *manuscript) release(pieces []piece) {
	if m.source == nil {
		return
	}
	for i := range pieces {
		p := &pieces[i]
		p.at, p.size, p.sum = int64(cap(m.text)-cap(p.text)), int64(len(p.text)), crc32.ChecksumIEEE(p.text)
		p.text, p.released = nil, true
	}
	m.text = nil
	debug.FreeOSMemory() // else its room lies idle beside that of the case, which comes in small pieces
}

// restore reads the text again, where it was let go.
func (m *manuscript) restore() error {
	if m.text != nil {
		return nil
	}
	text := make([]byte, m.size)
	if _, err := m.source.ReadAt(text, 0); err != nil && err != io.EOF {
		return err
	}
	if crc32.ChecksumIEEE(text) != m.sum {
		return errChanged
	}
	m.text = text
	return nil
}

// of returns the text of a piece.
func (m *manuscript) of(p piece) ([]byte, error) {
	if !p.released {
		return p.text, nil
	}
	text := make([]byte, p.size)
	if _, err := m.source.ReadAt(text, p.at); err != nil && err != io.EOF {
		return nil, err
	}
	if crc32.ChecksumIEEE(text) != p.sum {
		return nil, errChanged
	}
	return text, nil
}
