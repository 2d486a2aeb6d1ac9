package exchange

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"underpin"
)

// words are formats of one word, of which the second is only read.
func words() Formats[string, int] {
	row := func(name string) Format[string, int] {
		return Format[string, int]{
			Name:   name,
			Detect: func(head []byte, _ string) bool { return bytes.HasPrefix(head, []byte(name)) },
			Read:   func(in *Input, _ int) (string, error) { b, err := io.ReadAll(in); return string(b), err },
			Write:  func(w io.Writer, x string) error { _, err := io.WriteString(w, x); return err },
		}
	}
	second, named := row("second"), row("named")
	second.Write, named.Detect = nil, nil
	return Formats[string, int]{row("first"), second, named}
}

func TestAFormatIsFoundByItsNameOrByLooking(t *testing.T) {
	fs := words()
	if got := fs.Names(); !slices.Equal(got, []string{"first", "second", "named"}) {
		t.Errorf("names %v", got)
	}
	if got := fs.Writable().Names(); !slices.Equal(got, []string{"first", "named"}) {
		t.Errorf("written: %v", got)
	}
	for head, want := range map[string]string{"first line": "first", "second line": "second", "named line": "", "": ""} {
		if f, ok := fs.Detect([]byte(head), "x"); f.Name != want || ok != (want != "") {
			t.Errorf("%q is of format %q, %v", head, f.Name, ok)
		}
	}
	if f, ok := fs.Named("named"); !ok || f.Name != "named" {
		t.Errorf("named: %q, %v", f.Name, ok)
	}
	if _, ok := fs.Named("third"); ok {
		t.Error("there is a third")
	}
}

func TestAnInputIsUnpackedAndReadFromItsFirstByte(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	io.WriteString(w, "first line\n")
	w.Close()
	for name, file := range map[string]string{"plain": "first line\n", "packed": packed.String()} {
		in, err := Open(strings.NewReader(file), name, int64(len(file)), nil)
		if err != nil {
			t.Fatal(err)
		}
		f, ok := words().Detect(in.Head(), name)
		if !ok {
			t.Fatalf("%s: no format", name)
		}
		if got, err := f.Read(in, 0); err != nil || got != "first line\n" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if known := in.Size > 0; known != (name == "plain") {
			t.Errorf("%s: size %d", name, in.Size)
		}
	}
}

func TestWhatCannotBeUnpackedSaysSo(t *testing.T) {
	for name, file := range map[string]string{"no gzip": "\x1f\x8bxyz", "cut off": "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x05"} {
		_, err := Open(strings.NewReader(file), name, 0, nil)
		if e, ok := errors.AsType[*Error](err); !ok || !strings.Contains(e.Error(), name+": the compressed file ends early or is damaged (fetch it again)") {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := Open(failing{}, "x", 0, nil)
	if e, ok := errors.AsType[*Error](err); !ok || e.Message != "reading stopped: the disk is gone" || !errors.Is(err, errGone) {
		t.Errorf("%v", err)
	}
}

var errGone = errors.New("the disk is gone")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errGone }

func TestLinesAreEstimatedFromSamples(t *testing.T) {
	long := strings.Repeat("12 34\n", 200_000)
	in, err := Open(strings.NewReader(long), "x", int64(len(long)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := in.Lines(); n < 200_000 || n > 210_000 {
		t.Errorf("%d lines, want about 200000", n)
	}
	if in.Size = 0; in.Lines() != 0 {
		t.Error("lines of a file whose size is not known")
	}
}

func TestErrorsAreSortedKeptToALimitAndCounted(t *testing.T) {
	var all Errors
	for i := range MaxErrors + 3 {
		all.Add(Error{Line: MaxErrors - i%MaxErrors, Column: 1, Message: "this is wrong", Hint: "mend it"})
	}
	all.List[0].Record = underpin.RecordRef{Kind: underpin.KindClaim, ID: "c1"}
	text := all.In("f.yaml").Error()
	lines := strings.Split(text, "\n")
	if lines[0] != "f.yaml:1:1: this is wrong (mend it)" || lines[MaxErrors-1] != "f.yaml:200:1: claim c1: this is wrong (mend it)" {
		t.Errorf("first and last: %q, %q", lines[0], lines[MaxErrors-1])
	}
	if lines[MaxErrors] != "and 3 more errors" || all.TooMany() {
		t.Errorf("the end: %q", lines[MaxErrors])
	}
	all.More = StopAfter
	if !all.TooMany() || !strings.HasSuffix(all.Error(), "and at least 10,000 more errors; the rest was not read") {
		t.Errorf("the end: %q", all.Error()[len(all.Error())-80:])
	}
}
