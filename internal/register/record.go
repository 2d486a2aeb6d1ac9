package register

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

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

// New returns the record of a domain value: a value of [underpin.Settings],
// [underpin.Claim] and so on. It fails on other types and on numbers that JSON
// cannot hold.
func New(v any) (Record, error) {
	ref, err := RefOf(v)
	if err != nil {
		return Record{}, err
	}
	body, err := encode(v)
	if err != nil {
		return Record{}, fmt.Errorf("%s: %w", ref, err)
	}
	return Record{Ref: ref, Body: body}, nil
}

// Value decodes the body into its domain type; the result is, for example, an
// [underpin.Claim]. It fails on a tombstone and on an unknown kind.
func (r Record) Value() (any, error) {
	f, ok := familyOf(r.Ref.Kind)
	if !ok {
		return nil, fmt.Errorf("%w %q", ErrUnknownKind, r.Ref.Kind)
	}
	v, err := f.decode(r.Body)
	if err != nil {
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
	f, ok := familyOf(kind)
	if !ok || len(a) == 0 || len(b) == 0 {
		return false
	}
	va, errA := f.decode(a)
	vb, errB := f.decode(b)
	if errA != nil || errB != nil {
		return false
	}
	ba, errA := encode(va)
	bb, errB := encode(vb)
	return errA == nil && errB == nil && bytes.Equal(ba, bb)
}

// All yields the records of a case, kinds in the order of [underpin.RecordKinds],
// ids in natural order ("c2" before "c10"). Settings that are all zero are no
// record. The bodies are made one at a time, so that a large case is not held
// twice.
func All(c *underpin.Case) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for _, f := range families {
			values := f.values(c)
			slices.SortStableFunc(values, func(a, b value) int { return Natural(a.id, b.id) })
			for _, v := range values {
				ref := underpin.RecordRef{Kind: f.kind, ID: v.id}
				body, err := encode(v.v)
				if err != nil {
					err = fmt.Errorf("%s: %w", ref, err)
				}
				if !yield(Record{Ref: ref, Body: body}, err) {
					return
				}
			}
		}
	}
}

// Count returns how many records [All] yields.
func Count(c *underpin.Case) int {
	n := 0
	for _, f := range families {
		n += f.count(c)
	}
	return n
}

// Records returns the records of a case in the order of [All].
func Records(c *underpin.Case) ([]Record, error) {
	var out []Record
	for r, err := range All(c) {
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// Assemble puts a case together from its records, in any order; tombstones are
// left out. Every slice of the result is in natural order of ids. The case's ID
// is left empty.
func Assemble(records []Record) (*underpin.Case, error) {
	b := NewBuilder()
	for _, r := range records {
		if r.Gone() {
			continue
		}
		if err := b.Add(r); err != nil {
			return nil, err
		}
	}
	return b.Case(), nil
}

// A Builder assembles a case record by record.
type Builder struct{ c underpin.Case }

// NewBuilder returns an empty Builder.
func NewBuilder() *Builder { return &Builder{} }

// Add adds a record that is not a tombstone.
func (b *Builder) Add(r Record) error {
	v, err := r.Value()
	if err != nil {
		return err
	}
	return b.AddValue(v)
}

// AddValue adds a value as [Record.Value] returns it.
func (b *Builder) AddValue(v any) error {
	switch v := v.(type) {
	case underpin.Settings:
		b.c.Settings = v
	case underpin.Relation:
		b.c.Relations = append(b.c.Relations, v)
	case underpin.Entity:
		b.c.Entities = append(b.c.Entities, v)
	case underpin.Sameness:
		b.c.Samenesses = append(b.c.Samenesses, v)
	case underpin.Source:
		b.c.Sources = append(b.c.Sources, v)
	case underpin.Origin:
		b.c.Origins = append(b.c.Origins, v)
	case underpin.Group:
		b.c.Groups = append(b.c.Groups, v)
	case underpin.Encounter:
		b.c.Encounters = append(b.c.Encounters, v)
	case underpin.Claim:
		b.c.Claims = append(b.c.Claims, v)
	case underpin.Testimony:
		b.c.Testimonies = append(b.c.Testimonies, v)
	case underpin.Request:
		b.c.Requests = append(b.c.Requests, v)
	case underpin.Conclusion:
		b.c.Conclusions = append(b.c.Conclusions, v)
	case underpin.Question:
		b.c.Questions = append(b.c.Questions, v)
	case underpin.Estimate:
		b.c.Estimates = append(b.c.Estimates, v)
	case underpin.Fact:
		b.c.Method = append(b.c.Method, v)
	default:
		return fmt.Errorf("%w: %T", ErrUnknownKind, v)
	}
	return nil
}

// Case returns the case with every slice in natural order of ids. The Builder
// must not be used afterwards.
func (b *Builder) Case() *underpin.Case {
	for _, f := range families {
		f.sort(&b.c)
	}
	return &b.c
}

// encode writes a body: JSON without a newline, and without the escapes that
// only web pages need.
func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// Quoted returns an id as it stands in the body of a record that refers to it.
func Quoted(id string) []byte {
	b, err := encode(id)
	if err != nil {
		panic(err) // a string can always be encoded
	}
	return b
}
