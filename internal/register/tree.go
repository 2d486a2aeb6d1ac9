package register

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
)

// A TreeHash is a stored hash of a case's tree under its number, as
// [tlog.StoredHashIndex] counts.
type TreeHash struct {
	Index int64
	Hash  tlog.Hash
}

// Append returns the nodes that the leaf of entry seq (from 1) adds to the tree.
// The reader must hold the nodes of all entries before.
func Append(seq int64, leaf tlog.Hash, r tlog.HashReader) ([]TreeHash, error) {
	hashes, err := tlog.StoredHashesForRecordHash(seq-1, leaf, r)
	if err != nil {
		return nil, err
	}
	first := tlog.StoredHashIndex(0, seq-1)
	nodes := make([]TreeHash, len(hashes))
	for i, h := range hashes {
		nodes[i] = TreeHash{first + int64(i), h}
	}
	return nodes, nil
}

// NodesAfter counts the nodes of the tree over the first size entries; the nodes
// that entry size adds are those before it and from NodesAfter(size-1) on.
func NodesAfter(size int64) int64 { return tlog.StoredHashCount(size) }

// A Tree is a tree held in memory. The zero Tree is empty.
type Tree struct {
	size   int64
	hashes []tlog.Hash
}

// Size counts the leaves.
func (t *Tree) Size() int64 { return t.size }

// Add appends a leaf and returns the nodes it adds.
func (t *Tree) Add(leaf tlog.Hash) ([]TreeHash, error) {
	nodes, err := Append(t.size+1, leaf, t)
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		t.hashes = append(t.hashes, n.Hash)
	}
	t.size++
	return nodes, nil
}

// Root returns the root over the first size leaves; size is at most [Tree.Size].
func (t *Tree) Root(size int64) (tlog.Hash, error) { return tlog.TreeHash(size, t) }

// ReadHashes implements [tlog.HashReader].
func (t *Tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x < 0 || x >= int64(len(t.hashes)) {
			return nil, fmt.Errorf("the tree of %s has no node %d", underpin.FormatCounted(int(t.size), "entry"), x)
		}
		out[i] = t.hashes[x]
	}
	return out, nil
}
