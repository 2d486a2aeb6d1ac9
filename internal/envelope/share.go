package envelope

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"filippo.io/age"
)

// An heir's share is a line of the set (two bytes), how many are needed, the place and the
// share of the 58 characters of the identity, packed five bits each, in the characters of
// Bech32: lines of three groups of four with two characters that check each, as on a
// recovery sheet. The identity checks itself, so that shares that do not fit together are
// found.
const (
	shareHead    = 4
	sharedBytes  = (identityLetters*5 + 7) / 8
	shareLetters = ((shareHead+sharedBytes)*8 + 4) / 5
	// ShareLines is the number of lines of a share.
	ShareLines = (shareLetters + lineLetters - 1) / lineLetters
	// MostShares is the most shares that an identity is split into.
	MostShares = 16
)

// ErrShares: the shares do not give an identity back.
var ErrShares = errors.New("the shares do not fit together")

// A HeirShare is one of the parts of an heir's identity, as the lines of a sheet of paper.
type HeirShare struct {
	// Place numbers the shares of a set from 1; Needed of them are needed.
	Place, Needed int
	Lines         []string
}

// AddHeir makes an heir, in the place of one that there was, whose identity is split among
// n so that any k of them have it, and returns the shares: to be shown once and written
// down by hand. It writes no file: call [Envelope.Replace] once the user has the shares.
func (e *Envelope) AddHeir(u *Unlocked, k, n int) (*age.HybridRecipient, []HeirShare, error) {
	if k < 2 || n < k || n > MostShares {
		return nil, nil, fail(e.path, fmt.Errorf("%w: %d of %d: from 2 of 2 to %d of %d can be made", ErrShares, k, n, MostShares, MostShares))
	}
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, nil, fail(e.path, err)
	}
	u.Recipients = slices.DeleteFunc(u.Recipients, func(r Recipient) bool { return r.Standing == Heir })
	u.Recipients = append(u.Recipients, Recipient{Standing: Heir, Key: id.Recipient().String()})
	if err := e.Seal(u); err != nil {
		return nil, nil, err
	}
	return id.Recipient(), sharesOf(id, k, n), nil
}

// sharesOf splits an identity.
func sharesOf(id *age.HybridIdentity, k, n int) []HeirShare {
	letters := []byte(strings.ToLower(strings.TrimPrefix(id.String(), identityPrefix)))
	secret := packLetters(letters)
	defer clear(letters)
	defer clear(secret)
	head := make([]byte, shareHead)
	rand.Read(head[:2])
	var out []HeirShare
	for i, part := range split(secret, k, n) {
		head[2], head[3] = byte(k), byte(i+1)
		s := HeirShare{Place: i + 1, Needed: k}
		text := string(unpackLetters(slices.Concat(head, part), shareLetters))
		for len(text) > 0 {
			line := text[:min(lineLetters, len(text))]
			text = text[len(line):]
			s.Lines = append(s.Lines, grouped(line, shareCheck(len(s.Lines), line)))
		}
		out = append(out, s)
	}
	return out
}

// grouped writes a line in groups of four with what checks it.
func grouped(line, check string) string {
	var groups []string
	for group := range slices.Chunk([]byte(line), 4) {
		groups = append(groups, string(group))
	}
	return strings.Join(append(groups, check), " ")
}

func shareCheck(number int, line string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "share line %d: %s", number, line))
	return string([]byte{bech32Letters[sum[0]&31], bech32Letters[sum[1]&31]})
}

// CheckShareLine reads a line of a share, the first of which has number 0, and returns its
// letters. Case, spaces and a number before the line do not matter. It fails with
// [ErrSheet].
func CheckShareLine(number int, text string) (string, error) {
	text = lineNumber.ReplaceAllString(strings.TrimSpace(text), "")
	text = strings.ToLower(strings.Join(strings.Fields(text), ""))
	want := min(lineLetters, shareLetters-number*lineLetters)
	if number < 0 || number >= ShareLines || len(text) != want+2 {
		return "", fail("", fmt.Errorf("%w: it has %d characters and should have %d", ErrSheet, len(text), want+2))
	}
	if shareCheck(number, text[:want]) != text[want:] {
		return "", fail("", ErrSheet)
	}
	return text[:want], nil
}

// A readShare is a share as it was read.
type readShare struct {
	set           uint16
	needed, place byte
	part          []byte
}

// parseShare reads the lines of a share.
func parseShare(lines []string) (readShare, error) {
	if len(lines) != ShareLines {
		return readShare{}, fail("", fmt.Errorf("%w: there are %d lines, and a share has %d", ErrSheet, len(lines), ShareLines))
	}
	var all []byte
	for i, text := range lines {
		line, err := CheckShareLine(i, text)
		if err != nil {
			return readShare{}, fail("", fmt.Errorf("line %d: %w", i+1, err))
		}
		all = append(all, line...)
	}
	b := packLetters(all)[:shareHead+sharedBytes]
	return readShare{binary.BigEndian.Uint16(b), b[2], b[3], b[shareHead:]}, nil
}

// SharesNeeded tells how many shares of its set are needed, and the place of this one. It
// fails with [ErrSheet].
func SharesNeeded(lines []string) (needed, place int, err error) {
	s, err := parseShare(lines)
	return int(s.needed), int(s.place), err
}

// SharedIdentity gives an heir's identity back from shares, each with all its lines. It
// fails with [ErrSheet] or [ErrShares].
func SharedIdentity(shares ...[]string) (*age.HybridIdentity, error) {
	var at []byte
	var parts [][]byte
	var first readShare
	for i, lines := range shares {
		s, err := parseShare(lines)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			first = s
		}
		switch {
		case s.set != first.set || s.needed != first.needed:
			return nil, fail("", fmt.Errorf("%w: they are of different sets", ErrShares))
		case slices.Contains(at, s.place) || s.place == 0:
			return nil, fail("", fmt.Errorf("%w: share %d is there twice", ErrShares, s.place))
		}
		at, parts = append(at, s.place), append(parts, s.part)
	}
	if len(at) == 0 || len(at) < int(first.needed) {
		return nil, fail("", fmt.Errorf("%w: there are %d, and %d are needed", ErrShares, len(at), first.needed))
	}
	secret := join(at[:first.needed], parts[:first.needed])
	defer clear(secret)
	letters := unpackLetters(secret, identityLetters)
	defer clear(letters)
	id, err := age.ParseHybridIdentity(identityPrefix + strings.ToUpper(string(letters)))
	if err != nil { // what it says may quote the key
		return nil, fail("", ErrShares)
	}
	return id, nil
}

// packLetters writes characters of Bech32 as five bits each; the last byte is filled up
// with zeros.
func packLetters(letters []byte) []byte {
	out := make([]byte, (len(letters)*5+7)/8)
	for i, l := range letters {
		v := strings.IndexByte(bech32Letters, l)
		for b := range 5 {
			if v>>(4-b)&1 == 1 {
				out[(i*5+b)/8] |= 0x80 >> ((i*5 + b) % 8)
			}
		}
	}
	return out
}

// unpackLetters is the inverse of packLetters for so many characters.
func unpackLetters(packed []byte, n int) []byte {
	out := make([]byte, n)
	for i := range out {
		v := 0
		for b := range 5 {
			v <<= 1
			if at := i*5 + b; at/8 < len(packed) && packed[at/8]&(0x80>>(at%8)) != 0 {
				v |= 1
			}
		}
		out[i] = bech32Letters[v]
	}
	return out
}
