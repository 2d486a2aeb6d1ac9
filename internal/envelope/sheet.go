package envelope

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"

	"filippo.io/age"
)

// A recovery sheet is an identity of age to be copied by hand: its 58 characters after
// "AGE-SECRET-KEY-PQ-1" (Bech32, BIP 173: no 1, b, i or o, which are mistaken for others)
// in lines of three groups of four, each line with two characters that check it. With
// the beginning put before them, and without the check characters, they are the key for
// any program that knows age.
const (
	identityPrefix  = "AGE-SECRET-KEY-PQ-1"
	identityLetters = 58
	lineLetters     = 12
	bech32Letters   = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
)

// SheetLines is the number of lines of a recovery sheet.
const SheetLines = (identityLetters + lineLetters - 1) / lineLetters

// sheetLines writes an identity as the lines of a recovery sheet.
func sheetLines(id *age.HybridIdentity) []string {
	rest := strings.ToLower(strings.TrimPrefix(id.String(), identityPrefix))
	var lines []string
	for len(rest) > 0 {
		line := rest[:min(lineLetters, len(rest))]
		rest = rest[len(line):]
		check := sheetCheck(len(lines), line)
		var groups []string
		for len(line) > 0 {
			n := min(4, len(line))
			groups, line = append(groups, line[:n]), line[n:]
		}
		lines = append(lines, strings.Join(append(groups, check), " "))
	}
	return lines
}

// sheetCheck is the two characters that check a line, which is one of the first if its
// number is 0.
func sheetCheck(number int, line string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "recovery sheet line %d: %s", number, line))
	return string([]byte{bech32Letters[sum[0]&31], bech32Letters[sum[1]&31]})
}

var lineNumber = regexp.MustCompile(`^[0-9]:`)

// CheckSheetLine reads a line of a recovery sheet, the first of which has number 0, and
// returns its letters. Case, spaces and the number before the line do not matter. It
// fails with [ErrSheet].
func CheckSheetLine(number int, text string) (string, error) {
	line, err := sheetLine(number, text)
	return line, fail("", err)
}

func sheetLine(number int, text string) (string, error) {
	text = lineNumber.ReplaceAllString(strings.TrimSpace(text), "")
	text = strings.ToLower(strings.Join(strings.Fields(text), ""))
	want := lineLetters
	if number == SheetLines-1 {
		want = identityLetters - lineLetters*(SheetLines-1)
	}
	if len(text) != want+2 {
		return "", fmt.Errorf("%w: it has %d characters and should have %d", ErrSheet, len(text), want+2)
	}
	line := text[:want]
	if sheetCheck(number, line) != text[want:] {
		return "", ErrSheet
	}
	return line, nil
}

// SheetIdentity returns the identity of a recovery sheet from all its lines. It fails
// with [ErrSheet].
func SheetIdentity(lines []string) (*age.HybridIdentity, error) {
	if len(lines) != SheetLines {
		return nil, fail("", fmt.Errorf("%w: there are %d lines, and a sheet has %d", ErrSheet, len(lines), SheetLines))
	}
	all := identityPrefix
	for i, text := range lines {
		line, err := sheetLine(i, text)
		if err != nil {
			return nil, fail("", fmt.Errorf("line %d: %w", i+1, err))
		}
		all += strings.ToUpper(line)
	}
	id, err := age.ParseHybridIdentity(all)
	if err != nil { // what it says may quote the key
		return nil, fail("", ErrSheet)
	}
	return id, nil
}
