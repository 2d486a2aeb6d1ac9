package exchange

import (
	"io"

	"underpin"
)

// A Format is one form of files that hold a T. O is what reading can be told.
type Format[T, O any] struct {
	// Name is what the format is called on the command line and in reports.
	Name string
	// Detect reports whether a file is of this format, by its first bytes (up to
	// [HeadSize], unpacked) and its name. Nil where it has to be named.
	Detect func(head []byte, name string) bool
	// Read reads a file. What is wrong with it is an [*Error] or [*Errors].
	Read func(in *Input, options O) (T, error)
	// Write writes a file; nil where the format is only read.
	Write func(w io.Writer, x T) error
}

// Formats are all formats of one thing. Of several that recognise a file the first
// counts.
type Formats[T, O any] []Format[T, O]

// CaseFormats are the formats of cases.
type CaseFormats = Formats[*underpin.Case, []Check]

// A Check finds what is wrong with a case that no format can judge, for example with
// the expressions of its conclusions.
type Check func(*underpin.Case) []underpin.Problem

// Named returns the format of a name, and whether there is one.
func (fs Formats[T, O]) Named(name string) (Format[T, O], bool) {
	for _, f := range fs {
		if f.Name == name {
			return f, true
		}
	}
	return Format[T, O]{}, false
}

// Detect returns the format of a file by its first bytes and its name, and whether
// there is one.
func (fs Formats[T, O]) Detect(head []byte, name string) (Format[T, O], bool) {
	for _, f := range fs {
		if f.Detect != nil && f.Detect(head, name) {
			return f, true
		}
	}
	return Format[T, O]{}, false
}

// Names lists the names of the formats.
func (fs Formats[T, O]) Names() []string {
	names := make([]string, len(fs))
	for i, f := range fs {
		names[i] = f.Name
	}
	return names
}

// Writable are the formats that can be written.
func (fs Formats[T, O]) Writable() Formats[T, O] {
	var out Formats[T, O]
	for _, f := range fs {
		if f.Write != nil {
			out = append(out, f)
		}
	}
	return out
}
