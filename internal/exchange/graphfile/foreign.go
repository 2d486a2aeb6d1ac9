package graphfile

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"underpin/internal/exchange"
)

// A foreignKind is a kind of file that is known and not read.
type foreignKind struct {
	message string
	hint    string
	begins  string         // its first bytes
	pattern *regexp.Regexp // what its text looks like
}

const (
	exportHint = "export the graph as GraphML, GEXF, Pajek or CSV"
	sheetHint  = "open it in the program that wrote it, and save the sheet of ties as CSV (UTF-8)"
	unpackHint = "unpack it first"
	dumpHint   = "export the ties as CSV, with columns source and target"
)

// foreignBytes are known by their first bytes, as most are no text.
var foreignBytes = []foreignKind{
	{begins: "\x1f\x8b", message: "the file is compressed twice (gzip)", hint: "unpack it first: gunzip FILE"},
	{begins: "PK\x03\x04", message: "the file is an archive (zip), or a spreadsheet", hint: "unpack it first; save a spreadsheet as CSV"},
	{begins: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", message: "the file is a spreadsheet or document of old Office programs (xls, doc)", hint: sheetHint},
	{begins: "%PDF-", message: "the file is a document (PDF)", hint: exportHint},
	{begins: "{\\rtf", message: "the file is a document (RTF)", hint: "save it as plain text"},
	{begins: "BZh", message: "the file is compressed (bzip2)", hint: unpackHint + ", or compress it with gzip"},
	{begins: "\xfd7zXZ\x00", message: "the file is compressed (xz)", hint: unpackHint + ", or compress it with gzip"},
	{begins: "\x28\xb5\x2f\xfd", message: "the file is compressed (zstd)", hint: unpackHint + ", or compress it with gzip"},
	{begins: "7z\xbc\xaf\x27\x1c", message: "the file is an archive (7z)", hint: unpackHint},
	{begins: "Rar!\x1a\x07", message: "the file is an archive (rar)", hint: unpackHint},
	{begins: "PAR1", message: "the file is a table in Parquet", hint: dumpHint},
	{begins: "SQLite format 3\x00", message: "the file is a database (SQLite)", hint: dumpHint},
	{begins: "\xff\xfe\x00\x00", message: "the text is written in UTF-32", hint: "save it as UTF-8"},
	{begins: "\x00\x00\xfe\xff", message: "the text is written in UTF-32", hint: "save it as UTF-8"},
}

// foreignTexts are known by how their text begins.
var foreignTexts = sync.OnceValue(func() []foreignKind {
	return []foreignKind{
		{pattern: regexp.MustCompile(`^\s*[{\[]\s*["{\[]`), message: "this seems to be JSON, which is not supported", hint: exportHint},
		{pattern: regexp.MustCompile(`^(?:\s|//[^\n]*\n|#[^\n]*\n|/\*(?s:.*?)\*/)*(?i:(?:strict\s+)?(?:di)?graph)\b[^\n{\[]*\s*\{`), message: "this seems to be DOT, which is not supported", hint: exportHint},
		{pattern: regexp.MustCompile(`^\s*(?:graph|flowchart)\s+(?:TD|TB|BT|RL|LR)\b`), message: "this seems to be Mermaid, which is not supported", hint: exportHint},
		{pattern: regexp.MustCompile(`^@startuml\b`), message: "this seems to be PlantUML, which is not supported", hint: exportHint},
		{pattern: regexp.MustCompile(`^(?:c(?:[ \t][^\n]*)?\r?\n)*p[ \t]+(?:edge|col|sp|max|min|asn)[ \t]`), message: "this seems to be DIMACS, which is not supported", hint: exportHint},
		{pattern: regexp.MustCompile(`^>>(?:graph6|sparse6|digraph6)<<`), message: "this seems to be graph6, which is not supported", hint: exportHint},
		{pattern: regexp.MustCompile(`^(?:@prefix\s|@base\s|(?:#[^\n]*\n)*<[^<>\s]+:[^<>\s]+>[ \t]+<[^<>\s]+:[^<>\s]+>[ \t]+(?:<|"|_:))`), message: "this seems to be RDF, which is not supported", hint: dumpHint},
		{pattern: regexp.MustCompile(`^\s*[^\s,;]+[ \t]+(?:<?-+>|--+|=+>)[ \t]+[^\s,;]+`), message: "the ends of ties are joined by arrows", hint: "put a tab in the place of each arrow, and write one tie per line"},
	}
})

// foreignText refuses a text of a kind that is known and not read.
func foreignText(name string, head []byte) error {
	text := unmarked(head)
	for _, k := range foreignTexts() {
		if k.pattern.Match(text) {
			return &exchange.Error{File: name, Line: 1, Column: 1, Message: k.message, Hint: k.hint}
		}
	}
	s := sampled(head)
	words := s.words()
	const asEdges = "; if it is a list of ties, read it as format edges"
	message, hint := "", ""
	switch {
	case nodesThenTies(words):
		message, hint = "this seems to be TGF (nodes, a line #, ties), which is not supported", exportHint+asEdges
	case headsAsComments(words) || strings.EqualFold(filepath.Ext(name), ".lgl"):
		message, hint = "this seems to be LGL (a node behind each #, its neighbours below), which is not supported", "export it as ncol, or as GraphML"+asEdges
	case kindBetween(words) || strings.EqualFold(filepath.Ext(name), ".sif"):
		message, hint = "this seems to be SIF: the word between two ends says what kind of tie it is", "read it as a table: --format csv --delimiter space (or tab) --source-column 1 --target-column 3, one target a line"+asEdges
	case konectModes(words):
		message, hint = "the numbers of the two columns are those of different things (KONECT, bip): 1 and 1 are two nodes", "put a letter before each number of a column, such as r1 and c1"
	default:
		return nil
	}
	return &exchange.Error{File: name, Line: 1, Column: 1, Message: message, Hint: hint}
}

// words are the words of the first lines.
func (s opening) words() [][]string {
	const few = 20
	out := make([][]string, 0, few)
	for _, line := range s.lines[:min(len(s.lines), few)] {
		out = append(out, strings.Fields(string(line)))
	}
	return out
}

// nodesThenTies reports whether a line with nothing but # parts lines that each begin
// with a name of their own from lines that begin with two of these.
func nodesThenTies(words [][]string) bool {
	nodes, ties, parted := map[string]bool{}, 0, false
	for _, row := range words {
		switch {
		case len(row) == 1 && row[0] == "#":
			if parted || len(nodes) == 0 {
				return false
			}
			parted = true
		case !parted:
			if nodes[row[0]] {
				return false
			}
			nodes[row[0]] = true
		case len(row) < 2 || !nodes[row[0]] || !nodes[row[1]]:
			return false
		default:
			ties++
		}
	}
	return parted && ties > 0
}

// headsAsComments reports whether all comments are one word behind # and stand among
// lines of a word and at most a weight, the first of them in the first line.
func headsAsComments(words [][]string) bool {
	heads, between := 0, false
	for i, row := range words {
		switch {
		case row[0] == "#":
			if len(row) != 2 {
				return false
			}
			heads++
			between = between || i > heads-1
		case i == 0 || len(row) > 2 || len(row) == 2 && !numeric(row[1]):
			return false
		}
	}
	return heads > 1 && between
}

// kindBetween reports whether in each line a word stands between two numbers.
func kindBetween(words [][]string) bool {
	rows := 0
	for _, row := range words {
		if comment([]byte(row[0])) {
			continue
		}
		if len(row) != 3 || !numeric(row[0]) || numeric(row[1]) || missing([]byte(row[1])) || !numeric(row[2]) || strings.ContainsAny(row[1], ",;|{") {
			return false
		}
		rows++
	}
	return rows > 1
}

// konectModes reports whether the head of a list of KONECT says that it has two modes.
func konectModes(words [][]string) bool {
	return len(words) > 0 && len(words[0]) > 2 && words[0][0] == "%" && words[0][1] == "bip"
}

// notText refuses what is no text, by its first bytes.
func notText(name string, head []byte, encoding string) error {
	e := &exchange.Error{File: name, Line: 1, Column: 1}
	for _, k := range foreignBytes {
		if bytes.HasPrefix(head, []byte(k.begins)) && (encoding == "" || !strings.HasPrefix(k.message, "the text")) {
			e.Message, e.Hint = k.message, k.hint
			return e
		}
	}
	zero := bytes.IndexByte(head, 0)
	if encoding != "" || zero < 0 || bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return nil
	}
	if as := unmarkedUTF16(head); as != "" {
		e.Message, e.Hint = "the text seems to be UTF-16 without a byte order mark", "say so (--encoding "+as+"), or save it as UTF-8"
		return e
	}
	before := head[:zero]
	e.Line += bytes.Count(before, []byte{'\n'})
	e.Column += utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	e.Message, e.Hint = "the file is binary, not text", readable()
	return e
}

// unmarkedUTF16 names the encoding of a text most of whose characters are pairs of a
// byte and a zero, empty where they are not.
func unmarkedUTF16(head []byte) string {
	head = head[:min(len(head), 1<<10)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch pairs := len(head) / 2; {
	case pairs < 8:
	case zeros[0] == 0 && 4*zeros[1] >= pairs:
		return "utf-16le"
	case zeros[1] == 0 && 4*zeros[0] >= pairs:
		return "utf-16be"
	}
	return ""
}
