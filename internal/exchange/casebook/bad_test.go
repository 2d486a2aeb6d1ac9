package casebook

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin/internal/exchange"
)

var update = flag.Bool("update", false, "write what is found as what is expected")

// divider parts a bad casebook from its errors.
const divider = "----------------------------------------\n"

func TestBadCasebooks(t *testing.T) {
	paths, err := filepath.Glob("testdata/bad/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal(err, "no files")
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			input, want, _ := strings.Cut(string(text), divider)
			c, err := Read(strings.NewReader(input), "casebook.yaml")
			if c != nil || err == nil {
				t.Fatal("it was read")
			}
			got := err.Error() + "\n"
			if strings.Contains(got, "secret-words") {
				t.Error("the refusal repeats what it found")
			}
			if *update {
				if err := os.WriteFile(path, []byte(input+divider+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if _, err := readIn(strings.NewReader(input), "casebook.yaml", 200); err == nil {
				t.Error("read in pieces it has no errors")
			}
		})
	}
}

// one returns the only error of a bad casebook.
func one(t *testing.T, r io.Reader) exchange.Error {
	t.Helper()
	_, err := Read(r, "casebook.yaml")
	var e *exchange.Errors
	if !errors.As(err, &e) || len(e.List) != 1 {
		t.Fatalf("err = %.300v", err)
	}
	return e.List[0]
}

func TestALineOfFiftyMegabytesIsRefusedBeforeItIsParsed(t *testing.T) {
	text := io.MultiReader(strings.NewReader("underpin: casebook/1\ncase:\n  id: x\n  title: "), endless{}, strings.NewReader("\n"))
	e := one(t, text)
	if e.Line != 4 || e.Column != maxLine+1 || !strings.Contains(e.Message, "longer than 1 MiB") || e.Hint == "" {
		t.Errorf("%+v", e)
	}
}

// endless gives one line without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestWhatIsNoTextIsRefusedInASentence(t *testing.T) {
	for _, test := range []struct {
		name, text   string
		line, column int
	}{
		{"nothing", "", 1, 1},
		{"blanks", " \n\n", 1, 1},
		{"a picture", "\x89PNG\r\n\x1a\n", 1, 1},
		{"a database", "SQLite format 3\x00", 1, 16},
		{"another encoding", "underpin: casebook/1\ncase: {id: x, title: M\xe9moire}\n", 2, 23},
		{"UTF-16", "\xff\xfeu\x00", 1, 1},
		{"a line end that is none", "underpin: casebook/1\ncase: {id: x, title: a\x0bb}\n", 2, 23},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := one(t, strings.NewReader(test.text))
			if e.Line != test.line || e.Column != test.column || e.Hint == "" {
				t.Errorf("%+v", e)
			}
		})
	}
}

func TestDeepNestingIsRefused(t *testing.T) {
	text := "underpin: casebook/1\ncase: {id: x, title: y}\nclaims: " + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "\n"
	if e := one(t, strings.NewReader(text)); e.Line != 3 || !strings.Contains(e.Message, "nested more than") {
		t.Errorf("%+v", e)
	}
	text = "underpin: casebook/1\nclaims: " + strings.Repeat("{a: ", 20000)
	if e := one(t, strings.NewReader(text)); e.Line != 2 {
		t.Errorf("%+v", e)
	}
}

func TestErrorsPastTwoHundredAreCounted(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("underpin: casebook/1\ncase: {id: x, title: y}\nentities:\n")
	for range 250 {
		b.WriteString("  - {id: a, schema: Person, name: A, colour: red}\n")
	}
	_, err := Read(&b, "casebook.yaml")
	var e *exchange.Errors
	if !errors.As(err, &e) || len(e.List) != exchange.MaxErrors || e.More != 250+249-exchange.MaxErrors {
		t.Fatalf("%d kept, %d more", len(e.List), e.More)
	}
	if !strings.HasSuffix(err.Error(), "and 299 more errors") {
		t.Errorf("%s", err.Error()[len(err.Error())-60:])
	}
}

func TestReadingStopsWhereNothingIsRight(t *testing.T) {
	text := "underpin: casebook/1\ncase: {id: x, title: y}\nclaims:\n" + strings.Repeat("  - a\n", 1<<20)
	_, err := Read(strings.NewReader(text), "casebook.yaml")
	if err == nil || !strings.HasSuffix(err.Error(), "the rest was not read") {
		t.Errorf("%v", err)
	}
}

func TestTenMillionKeysAreNotCutApart(t *testing.T) {
	for _, test := range []struct{ name, begins, says string }{
		{"of a file that is no casebook", "", `its first key is "a"`},
		{"of one that says it is", "underpin: casebook/1\n", `has no field "a"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := test.begins + strings.Repeat("a: b\n", 2<<20)
			pieces, _ := split([]byte(text), wholeLimit/4)
			if len(pieces) > maxKeys {
				t.Errorf("it is cut into %d pieces", len(pieces))
			}
			if _, err := Read(strings.NewReader(text), "casebook.yaml"); err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("%.200v", err)
			}
		})
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestAReaderThatFailsIsNoFaultOfTheCasebook(t *testing.T) {
	_, err := Read(broken{}, "casebook.yaml")
	var e *exchange.Errors
	if !errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &e) {
		t.Errorf("%v", err)
	}
}
