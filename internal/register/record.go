package register

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"underpin"
)

// ErrUnknownKind is returned for a record of a kind this program does not know,
// as a database written by a newer program may hold.
var ErrUnknownKind = errors.New("unknown kind of record")

// A Record is one record of a case: its reference and its body, the JSON of its
// domain type. An empty body is a tombstone: the record is gone.
type Record struct {
	Ref  underpin.RecordRef
	Body []byte
}

// Gone reports whether the record is a tombstone.
func (r Record) Gone() bool { return len(r.Body) == 0 }

// New returns the record of a domain value: an [underpin.Claim] or a pointer to one,
// and so on. It fails on other types and on numbers that JSON cannot hold.
func New(v any) (Record, error) {
	k, ok := underpin.KindOfRecord(v)
	if !ok {
		return Record{}, fmt.Errorf("%w: %T", ErrUnknownKind, v)
	}
	return record(underpin.RecordRef{Kind: k.Name(), ID: k.ID(v)}, v)
}

func record(ref underpin.RecordRef, v any) (Record, error) {
	body, err := encode(v)
	if err != nil {
		return Record{}, fmt.Errorf("%s: %w", ref, err)
	}
	return Record{Ref: ref, Body: body}, nil
}

// Value decodes the body into its domain type; the result is a pointer, for example
// an *[underpin.Claim]. It fails on a tombstone and on an unknown kind.
func (r Record) Value() (any, error) {
	k, ok := underpin.KindOf(r.Ref.Kind)
	if !ok {
		return nil, fmt.Errorf("%w %q", ErrUnknownKind, r.Ref.Kind)
	}
	v := k.New()
	if err := json.Unmarshal(r.Body, v); err != nil {
		return nil, fmt.Errorf("%s: %w", r.Ref, err)
	}
	return v, nil
}

// SameBody reports whether two bodies of one kind mean the same: byte for byte,
// or after decoding and encoding both, as a body written by an older program may
// name its fields in another order.
func SameBody(kind underpin.RecordKind, a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	again := func(body []byte) []byte {
		v, err := Record{Ref: underpin.RecordRef{Kind: kind}, Body: body}.Value()
		if err != nil {
			return nil
		}
		body, _ = encode(v) // what JSON gave, JSON takes
		return body
	}
	x, y := again(a), again(b)
	return x != nil && bytes.Equal(x, y)
}

// All yields the records of a case, kinds in the order of [underpin.Kinds], ids in
// that of [underpin.CompareIDs]. Settings that say nothing are no record. The
// bodies are made one at a time, so that a large case is not held twice.
func All(c *underpin.Case) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		sorted := *c
		sorted.Sort()
		for ref, v := range sorted.Records() {
			if !yield(record(ref, v)) {
				return
			}
		}
	}
}

// A CaseBuilder assembles a case record by record, in any order. The zero CaseBuilder is
// ready.
type CaseBuilder struct{ c underpin.Case }

// Add adds a value as [Record.Value] returns it.
func (b *CaseBuilder) Add(v any) error {
	k, ok := underpin.KindOfRecord(v)
	if !ok {
		return fmt.Errorf("%w: %T", ErrUnknownKind, v)
	}
	k.Append(&b.c, v)
	return nil
}

// Case returns the case, with no ID and every slice in the order of
// [underpin.CompareIDs]. The CaseBuilder must not be used afterwards.
func (b *CaseBuilder) Case() *underpin.Case {
	b.c.Sort()
	return &b.c
}

// Quoted returns an id as it stands in the body of a record that refers to it.
func Quoted(id string) []byte {
	b, err := encode(id)
	if err != nil {
		panic(err) // a string can always be encoded
	}
	return b
}
