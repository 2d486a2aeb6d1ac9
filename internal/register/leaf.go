package register

import (
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

// SaltSize is the length of the salt of a row and of an entry, in bytes.
const SaltSize = 32

// Leaf returns the leaf hash of a row: of its salt, kind, id and body. The
// tombstone's body is empty.
func Leaf(r Record, salt []byte) tlog.Hash {
	return tlog.RecordHash(appendRecord(make([]byte, 0, len(r.Body)+len(r.Ref.ID)+128), r, salt))
}

// appendRecord appends what the leaf of a row is the hash of.
func appendRecord(b []byte, r Record, salt []byte) []byte {
	b = append(b, "underpin record 1\n"...)
	b = field(b, "salt", salt)
	b = field(b, "kind", r.Ref.Kind)
	b = field(b, "id", r.Ref.ID)
	return field(b, "body", r.Body)
}

// field appends a named value with its length, so that no two different lists of
// values read alike whatever bytes they hold.
func field[T ~string | ~[]byte](b []byte, name string, value T) []byte {
	b = append(b, name...)
	b = append(b, ' ')
	b = strconv.AppendInt(b, int64(len(value)), 10)
	b = append(b, ':')
	b = append(b, value...)
	return append(b, '\n')
}

// RowsRoot returns the root of the Merkle tree (RFC 6962) over the leaves of an
// entry's rows in their order. Of no rows it is the hash of nothing.
func RowsRoot(leaves []tlog.Hash) tlog.Hash {
	switch len(leaves) {
	case 0:
		h, _ := tlog.TreeHash(0, nil)
		return h
	case 1:
		return leaves[0]
	}
	k := 1
	for k*2 < len(leaves) {
		k *= 2
	}
	return tlog.NodeHash(RowsRoot(leaves[:k]), RowsRoot(leaves[k:]))
}
