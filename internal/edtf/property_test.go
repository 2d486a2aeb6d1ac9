package edtf

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"underpin/internal/synth/property"
)

// anySimple draws a date without qualifier.
func anySimple(t *rapid.T) string {
	y := rapid.IntRange(1, 9999).Draw(t, "year")
	m := rapid.IntRange(1, 12).Draw(t, "month")
	d := rapid.IntRange(1, 28).Draw(t, "day")
	return rapid.SampledFrom([]string{
		fmt.Sprintf("%04d", y), fmt.Sprintf("%04d-%02d", y, m), fmt.Sprintf("%04d-%02d-%02d", y, m, d),
		fmt.Sprintf("%04d-%02d-XX", y, m), fmt.Sprintf("%04d-XX", y), fmt.Sprintf("%03dX", y/10),
		fmt.Sprintf("%04d-%d", y, 20+1+y%21), fmt.Sprintf("%03dX-%02d-%02d", y/10, m, d), fmt.Sprintf("-%04d-%02d", y, m),
	}).Draw(t, "form")
}

// anyDate draws a date with a qualifier, or a set.
func anyDate(t *rapid.T) string {
	if rapid.Bool().Draw(t, "set") {
		return "[" + strings.Join(rapid.SliceOfN(rapid.Custom(anySimple), 1, 4).Draw(t, "elements"), ", ") + "]"
	}
	return anySimple(t) + rapid.SampledFrom([]string{"", "", "~", "?", "%"}).Draw(t, "qualifier")
}

func TestTheCanonicalFormReadsBackTheSame(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		text := anyDate(t)
		once, err := Parse(text)
		if err != nil {
			t.Fatalf("Parse(%q): %v", text, err)
		}
		twice, err := Parse(once.EDTF)
		if diff := cmp.Diff(once, twice); err != nil || diff != "" {
			t.Fatal(err, diff)
		}
		if once.First > once.Last {
			t.Fatalf("%s is empty", once)
		}
	})
}

func TestAQualifierWidensOnBothSides(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		text := anySimple(t)
		sharp, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		vague, err := Parse(text + "~")
		if err != nil {
			t.Fatal(err)
		}
		if vague.First >= sharp.First || vague.Last <= sharp.Last {
			t.Fatalf("%s: %s to %s", vague, vague.First, vague.Last)
		}
	})
}

func TestAnIntervalIsReadOrItsEndsAreTheWrongWayRound(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		a, b := anyDate(t), anyDate(t)
		from, _ := Parse(a)
		to, _ := Parse(b)
		s, err := ParseSpan(a + "/" + b)
		if (err == nil) != (to.Last >= from.First) {
			t.Fatalf("ParseSpan(%q): %v", a+"/"+b, err)
		}
		if err == nil && (s.Start.Date.EDTF != from.EDTF || s.End.Date.EDTF != to.EDTF) {
			t.Fatalf("%+v", s)
		}
	})
}

// checkFault checks what every error must hold.
func checkFault(t *testing.T, text string, err error) {
	var e *Error
	if !errors.As(err, &e) || e.Column < 1 || e.Column > len(text)+1 || e.Hint == "" || !utf8.ValidString(e.Message) {
		t.Fatalf("%q: %#v", text, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2019", "2019-09~", "201X", "[2019-12..2020-01-02]", "[2019-03-01,2019-05]", "2019-24?", "3 Jan 2020", "ca ~2019", "?2004-06-~11", "156X-02-29", "-004X", "Y17000", "[..2014]", "2020-01-03T10:15:00.5+01:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		defer property.Bounded(t)()
		once, err := Parse(text)
		if err != nil {
			checkFault(t, text, err)
			return
		}
		twice, err := Parse(once.EDTF)
		if diff := cmp.Diff(once, twice); err != nil || diff != "" {
			t.Fatal(err, diff)
		}
	})
}

func FuzzParseSpan(f *testing.F) {
	for _, s := range []string{"2019", "2014-03?/2016", "2014/..", "../2016", "/2020-01-03", "2014/", "2020/01/03", "[2019,2020]/..", "2014/[..2016]", "[2014..]/2016-33", "since 2014"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		defer property.Bounded(t)()
		once, err := ParseSpan(text)
		if err != nil {
			checkFault(t, text, err)
			return
		}
		twice, err := ParseSpan(once.EDTF)
		if diff := cmp.Diff(once, twice); err != nil || diff != "" {
			t.Fatal(err, diff)
		}
	})
}

func FuzzParseQuantity(f *testing.F) {
	for _, s := range []string{"60000", "~60000", ">60", ">=4 members", "1..2 USD", "-0", "1e21", "1e-320", "50%", "about 3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		defer property.Bounded(t)()
		once, err := ParseQuantity(text)
		if err != nil {
			checkFault(t, text, err)
			return
		}
		twice, err := ParseQuantity(once.Text)
		if diff := cmp.Diff(once, twice); err != nil || diff != "" {
			t.Fatal(err, diff)
		}
	})
}
