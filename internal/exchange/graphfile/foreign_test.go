package graphfile

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"underpin/internal/exchange"
)

func TestWhatIsNotReadIsRefusedByName(t *testing.T) {
	wide := func(text string, big bool) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune(text)) {
			if big {
				u = u>>8 | u<<8
			}
			b.WriteByte(byte(u))
			b.WriteByte(byte(u >> 8))
		}
		return b.String()
	}
	const table = "source,target\nAnn,Bob\nBob,Cy\n"
	for _, x := range []struct{ sentence, file, text, says string }{
		{"an old spreadsheet", "ties.csv", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 99), "spreadsheet"},
		{"a new spreadsheet", "ties.csv", "PK\x03\x04\x14\x00", "spreadsheet"},
		{"a table in Parquet", "ties.csv", "PAR1\x15\x04\x15\x04", "Parquet"},
		{"a database", "ties.csv", "SQLite format 3\x00\x10", "SQLite"},
		{"a file packed by bzip2", "ties.csv", "BZh91AY&SY\x00\x01", "bzip2"},
		{"a file packed by xz", "ties.csv", "\xfd7zXZ\x00\x00\x04", "xz"},
		{"UTF-16 without a mark, low byte first", "ties.csv", wide(table, false), "--encoding utf-16le"},
		{"UTF-16 without a mark, high byte first", "ties.csv", wide(table, true), "--encoding utf-16be"},
		{"UTF-32", "ties.csv", "\xff\xfe\x00\x00s\x00\x00\x00", "UTF-32"},
		{"a list of Cytoscape with names", "ties.sif", "a pp b\nb pd c\n", "SIF"},
		{"a sparse matrix without its banner", "ties.mtx", "3 3 2\n2 1 1\n3 2 1\n", "banner"},
		{"a list of neighbours of LGL", "ties.lgl", "# a\nb 1\n", "LGL"},
	} {
		_, err := Read(strings.NewReader(x.text), x.file, ReadOptions{})
		var e *exchange.Error
		if !errors.As(err, &e) || e.Line < 1 || e.Column < 1 || e.Hint == "" || !strings.Contains(e.Error(), x.says) {
			t.Errorf("%s: %v, want a place and %q", x.sentence, err, x.says)
		}
	}
	for _, encoding := range []string{"utf-16le", "utf-16be"} {
		f, err := Read(strings.NewReader(wide(table, encoding == "utf-16be")), "ties.csv", ReadOptions{Encoding: encoding})
		if err != nil || f.N != 3 || len(f.From) != 2 {
			t.Errorf("%s: %+v, %v", encoding, f, err)
		}
	}
}
