package envelope_test

import (
	"errors"
	"strings"
	"testing"

	"underpin/internal/envelope"
)

func TestAnHeirsSharesOpenTheEnvelope(t *testing.T) {
	_, e, u := made(t, "case.db.key")
	_, shares, err := e.AddHeir(u, 3, 5)
	if err != nil {
		t.Fatal(err)
	}
	if len(shares) != 5 || len(shares[0].Lines) != envelope.ShareLines {
		t.Fatalf("%d shares of %d lines", len(shares), len(shares[0].Lines))
	}
	// Written down in capitals, with other spaces, in another order.
	var held [][]string
	for _, at := range []int{4, 0, 2} {
		var lines []string
		for _, l := range shares[at].Lines {
			lines = append(lines, strings.ToUpper(strings.ReplaceAll(l, " ", "  ")))
		}
		held = append(held, lines)
	}
	id, err := envelope.SharedIdentity(held...)
	if err != nil {
		t.Fatal(err)
	}
	heir, err := e.UnlockWith(id)
	if err != nil {
		t.Fatal(err)
	}
	if heir.Standing() != envelope.Heir || heir.Keys[0] != u.Keys[0] {
		t.Errorf("the heir is %q", heir.Standing())
	}
	if needed, place, err := envelope.SharesNeeded(held[0]); needed != 3 || place != 5 || err != nil {
		t.Errorf("share 5 of 3 needed is said to be %d, %d, %v", place, needed, err)
	}
}

func TestSharesThatDoNotFit(t *testing.T) {
	_, e, u := made(t, "case.db.key")
	_, a, err := e.AddHeir(u, 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	_, b, err := e.AddHeir(u, 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	broken := append([]string(nil), a[1].Lines...)
	broken[2] = strings.Map(func(r rune) rune {
		if r == 'q' {
			return 'p'
		}
		return 'q'
	}, broken[2])
	for name, c := range map[string]struct {
		shares [][]string
		want   error
	}{
		"one share is too few":                  {[][]string{a[0].Lines}, envelope.ErrShares},
		"no shares":                             {nil, envelope.ErrShares},
		"one share twice":                       {[][]string{a[0].Lines, a[0].Lines}, envelope.ErrShares},
		"shares of two sets":                    {[][]string{a[0].Lines, b[1].Lines}, envelope.ErrShares},
		"a line was copied wrongly":             {[][]string{a[0].Lines, broken}, envelope.ErrSheet},
		"a line is missing":                     {[][]string{a[0].Lines[1:], a[1].Lines}, envelope.ErrSheet},
		"two lines were put in the wrong place": {[][]string{a[0].Lines, {a[1].Lines[1], a[1].Lines[0], a[1].Lines[2], a[1].Lines[3], a[1].Lines[4], a[1].Lines[5]}}, envelope.ErrSheet},
	} {
		if _, err := envelope.SharedIdentity(c.shares...); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, kn := range [][2]int{{1, 3}, {0, 0}, {4, 3}, {2, 17}} {
		if _, _, err := e.AddHeir(u, kn[0], kn[1]); !errors.Is(err, envelope.ErrShares) {
			t.Errorf("%d of %d: %v", kn[0], kn[1], err)
		}
	}
}
