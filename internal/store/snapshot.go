package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"sync"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store/columns"
)

// A snapshot is what is derived from the register as of one entry and kept beside it:
// the records of the case in columns, and what cold reads find records by. It is never
// needed. It is read together with what changed since its entry, so that a change does
// not pay for it; whoever has to load the whole case without it, or with too long a
// tail, writes it anew.

// errNoSnapshot is met where there is no snapshot that can be used: none at all, one
// that another version of the program wrote, or one that is damaged or is not of the
// register.
var errNoSnapshot = errors.New("there is no snapshot that fits")

// snapshotFormat is the version of what [layout] does not describe.
const snapshotFormat = "underpin snapshot 2"

const (
	// minSnapshot is the number of records from which on a snapshot is worth its writing.
	minSnapshot = 2000
	// maxTail is the number of records changed since the snapshot up to which it is left
	// as it is.
	maxTail = 500
	// packed is the number of records of a piece.
	packed = 4096
)

// The parts of a snapshot that are no records. Pieces of a part are told apart by the
// first that they hold.
const (
	partHead     = "head"
	partSettings = "settings"
	partRecords  = "records "
	partSpoken   = "spoken"
)

// A snapshotRow is a row of the table of snapshots.
type snapshotRow struct {
	part, first string
	data        []byte
}

// A snapshotHead says what a snapshot is of.
type snapshotHead struct {
	Format string
	Seq    int64
	// Leaf is the hash of the entry in the tree of the register, which stands for all
	// that the entry recorded.
	Leaf string
	// First and Last are the extent of the case.
	First, Last underpin.Day
	// Parts counts the pieces and the records of each part.
	Parts []partCount
}

type partCount struct {
	Part            string
	Pieces, Records int
}

// layout describes the types of all records, so that a snapshot of other ones is
// written anew.
func layout() string {
	sum := sha256.New()
	fmt.Fprint(sum, snapshotFormat, columns.Layout([]snapshotHead(nil)), columns.Layout([]posting(nil)), columns.Layout([]countedDays(nil)), lookups, underpin.Findable)
	for _, k := range underpin.Kinds {
		if list := k.Slice(&underpin.Case{}); list != nil {
			fmt.Fprint(sum, k.Name(), columns.Layout(reflect.ValueOf(list).Elem().Interface()))
		}
	}
	return fmt.Sprintf("%s %x", snapshotFormat, sum.Sum(nil)[:8])
}

// sum is the checksum of a piece of the snapshot of an entry.
func (p *snapshotRow) sum(id underpin.CaseID, leaf string) []byte {
	h := sha256.New()
	for _, s := range []string{snapshotFormat, string(id), leaf, p.part, p.first} {
		fmt.Fprintf(h, "%d:%s\n", len(s), s)
	}
	h.Write(p.data)
	return h.Sum(nil)[:16]
}

// A shotPart is a part of a snapshot. Its pieces are made as they are asked for.
type shotPart struct {
	name    string
	records int
	pieces  iter.Seq2[snapshotRow, error]
}

// partsOf lists the parts of the snapshot of a case in their order, all but the head. The
// case must be as [Store.Load] gives it, but for the days on which testimony was recorded,
// where these are all the one that is given.
func partsOf(c *underpin.Case, recorded *underpin.Day) []shotPart {
	parts := []shotPart{{partSettings, 1, settingsPieces(c)}}
	for _, k := range underpin.Kinds {
		if list := k.Slice(c); list != nil {
			parts = append(parts, shotPart{recordsOf(k), k.Len(c), recordPieces(list, recorded)})
		}
	}
	parts = append(parts, shotPart{partSpoken, 0, spokenPieces(c, recorded)})
	for _, l := range lookups {
		parts = append(parts, shotPart{l.part(), 0, l.pieces(c)})
	}
	index := sync.OnceValue(func() *underpin.Index {
		unsaid := *c // nothing is found by the words of testimony, most of what there is
		unsaid.Testimonies = nil
		return unsaid.Index()
	})
	for _, kind := range underpin.Findable {
		parts = append(parts, shotPart{partWords + string(kind), 0, wordPieces(c, index, kind)})
	}
	return parts
}

// recordsOf is the part in which the records of a kind lie.
func recordsOf(k underpin.Kind) string {
	if k.Name() == underpin.KindSettings {
		return partSettings
	}
	return partRecords + string(k.Name())
}

// headOf is the head of the snapshot of a case as of an entry, without its parts.
func headOf(c *underpin.Case, e register.Entry) snapshotHead {
	h := snapshotHead{Format: layout(), Seq: e.Seq, Leaf: leafOf(e)}
	h.First, h.Last = c.Extent()
	return h
}

// pieces yields the snapshot of a case as of an entry, the head last. The case and the day
// are those of [partsOf].
func pieces(c *underpin.Case, e register.Entry, recorded *underpin.Day) iter.Seq2[snapshotRow, error] {
	return func(yield func(snapshotRow, error) bool) {
		h := headOf(c, e)
		for _, part := range partsOf(c, recorded) {
			count := partCount{Part: part.name, Records: part.records}
			for p, err := range part.pieces {
				if p.part = part.name; !yield(p, err) || err != nil {
					return
				}
				count.Pieces++
			}
			h.Parts = append(h.Parts, count)
		}
		yield(snapshotRow{part: partHead, data: columns.Pack([]snapshotHead{h})}, nil)
	}
}

func leafOf(e register.Entry) string { return e.Leaf().String() }

func settingsPieces(c *underpin.Case) iter.Seq2[snapshotRow, error] {
	return func(yield func(snapshotRow, error) bool) {
		body, err := json.Marshal(&c.Settings)
		yield(snapshotRow{data: body}, err)
	}
}

// recordPieces packs the records of a kind, given by a pointer to their slice.
func recordPieces(records any, recorded *underpin.Day) iter.Seq2[snapshotRow, error] {
	return func(yield func(snapshotRow, error) bool) {
		list := reflect.ValueOf(records).Elem()
		for from := 0; from < list.Len(); from += packed {
			some := list.Slice(from, min(from+packed, list.Len())).Interface()
			if said, ok := some.([]underpin.Testimony); ok && recorded != nil {
				said = slices.Clone(said)
				for i := range said {
					said[i].Recorded = *recorded
				}
				some = said
			}
			if !yield(snapshotRow{first: place(from / packed), data: columns.Pack(some)}, nil) {
				return
			}
		}
	}
}

// place writes the number of a piece so that pieces sort by it.
func place(n int) string { return fmt.Sprintf("%08d", n) }

// A shot is a snapshot that is there, opened for reading: its head fits the register.
type shot struct {
	ctx  context.Context
	q    querier
	id   underpin.CaseID
	head snapshotHead
}

// openShot opens the snapshot of a case. It fails with errNoSnapshot.
func openShot(ctx context.Context, q querier, h register.Entry) (*shot, error) {
	s := &shot{ctx: ctx, q: q, id: h.Case}
	var sum, data []byte
	err := q.QueryRowContext(ctx, queryPiece, string(h.Case), partHead, "").Scan(&sum, &data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errNoSnapshot
	}
	if err != nil {
		return nil, err
	}
	var heads []snapshotHead
	if err := columns.Unpack(data, &heads); err != nil || len(heads) != 1 {
		return nil, errNoSnapshot
	}
	s.head = heads[0]
	if s.head.Format != layout() || s.head.Seq < 1 || s.head.Seq > h.Seq {
		return nil, errNoSnapshot
	}
	of := h
	if s.head.Seq < h.Seq {
		if of, err = entry(ctx, q, h.Case, s.head.Seq); err != nil {
			return nil, err
		}
	}
	p := snapshotRow{part: partHead, data: data}
	if s.head.Leaf != leafOf(of) || !bytes.Equal(sum, p.sum(s.id, s.head.Leaf)) {
		return nil, errNoSnapshot
	}
	return s, nil
}

// count tells how many pieces and records a part has.
func (s *shot) count(part string) partCount {
	for _, c := range s.head.Parts {
		if c.Part == part {
			return c
		}
	}
	return partCount{Part: part}
}

// part yields the pieces of a part in their order. It fails with errNoSnapshot where one
// is damaged or missing.
func (s *shot) part(part string, use func(first string, data []byte) error) error {
	n := 0
	err := eachRow(s.ctx, s.q, func(scan func(...any) error) error {
		p := snapshotRow{part: part}
		var sum sql.RawBytes
		var data sql.RawBytes
		if err := scan(&p.first, &sum, &data); err != nil {
			return err
		}
		p.data = data
		n++
		if err := s.check(&p, sum); err != nil {
			return err
		}
		return use(p.first, p.data)
	}, queryPieces, string(s.id), part)
	if err == nil && n != s.count(part).Pieces {
		return fmt.Errorf("%w: %s has %s", errNoSnapshot, part, underpin.FormatCounted(int(n), "piece"))
	}
	return err
}

func (s *shot) check(p *snapshotRow, sum []byte) error {
	if !bytes.Equal(sum, p.sum(s.id, s.head.Leaf)) {
		return fmt.Errorf("%w: piece %s of %s is damaged", errNoSnapshot, p.first, p.part)
	}
	return nil
}

// settings reads the settings of the case.
func (s *shot) settings(c *underpin.Case) error {
	return s.part(partSettings, func(_ string, data []byte) error {
		if err := json.Unmarshal(data, &c.Settings); err != nil {
			return fmt.Errorf("%w: %w", errNoSnapshot, err)
		}
		return nil
	})
}

// whole reads all records as of the entry of the snapshot.
func (s *shot) whole() (*underpin.Case, error) {
	c := &underpin.Case{ID: s.id}
	if err := s.settings(c); err != nil {
		return nil, err
	}
	for _, k := range underpin.Kinds {
		if list := k.Slice(c); list != nil {
			if err := s.records(k, list); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

// records reads the records of a kind into a slice, given by a pointer to it.
func (s *shot) records(k underpin.Kind, list any) error {
	part := recordsOf(k)
	count := s.count(part)
	if count.Records == 0 {
		return nil
	}
	columns.Reserve(list, count.Records+room)
	return s.part(part, func(_ string, data []byte) error {
		if err := columns.Unpack(data, list); err != nil {
			return fmt.Errorf("%w: %w", errNoSnapshot, err)
		}
		return nil
	})
}

// room is what is left for records that came since, so that they move nothing.
const room = 64

// loadHead reads a case as it is now by its snapshot and what changed since. stale says
// that the snapshot should be written anew, because it is missing or far behind.
func loadHead(ctx context.Context, q querier, h register.Entry) (c *underpin.Case, stale bool, err error) {
	c, tail, err := loadShot(ctx, q, h)
	if err != nil { // whatever it is: the register may well be sound
		c, err = load(ctx, q, h.Case, h.Seq)
		return c, true, err
	}
	return c, tail > maxTail, nil
}

// loadShot reads a case by its snapshot, and counts the records that changed since.
func loadShot(ctx context.Context, q querier, h register.Entry) (*underpin.Case, int, error) {
	s, err := openShot(ctx, q, h)
	if err != nil {
		return nil, 0, err
	}
	c, err := s.whole()
	if err != nil {
		return nil, 0, err
	}
	d, err := since(ctx, q, h, s.head.Seq)
	if err != nil {
		return nil, 0, err
	}
	gone := map[underpin.RecordRef]bool{}
	for _, ref := range d.Gone {
		gone[ref] = true
	}
	c.Patch(gone, d.Put)
	return c, len(d.Gone) + d.Put.Count(), nil
}

// keep writes the snapshot of a case as of an entry. That it cannot be written, on a
// medium that is full or only for reading, or while somebody else is writing, is no
// error: it is made another time.
func (s *Store) keep(ctx context.Context, c *underpin.Case, e register.Entry) {
	if c.Count() < minSnapshot {
		return
	}
	_ = s.write(ctx, func(tx *sql.Tx) error { return writeShot(ctx, tx, c, e, nil) })
}

// keepImported is keep for a case that an import has just made, at its first entry.
func (s *Store) keepImported(ctx context.Context, c *underpin.Case, e register.Entry) {
	if c.Count() < minSnapshot {
		return
	}
	sorted, day := *c, underpin.DayOfTime(e.Recorded)
	sorted.Sort()
	_ = s.write(ctx, func(tx *sql.Tx) error { return writeShot(ctx, tx, &sorted, e, &day) })
}

// forget drops the snapshot of a case. That it cannot, on a medium only for reading, is
// no error.
func (s *Store) forget(ctx context.Context, id underpin.CaseID) {
	_ = s.write(ctx, func(tx *sql.Tx) error { return dropShot(ctx, tx, id) })
}

// writeShot puts the snapshot of a case in the place of the one that is there, unless
// that is newer.
func writeShot(ctx context.Context, tx *sql.Tx, c *underpin.Case, e register.Entry, recorded *underpin.Day) error {
	h, err := head(ctx, tx, e.Case)
	if err != nil {
		return err
	}
	if have, err := openShot(ctx, tx, h); err == nil && have.head.Seq > e.Seq {
		return nil
	}
	if erased, err := isThere(ctx, tx, queryErasedSince, string(e.Case), e.Seq); erased || err != nil {
		return err // the case was read before
	}
	if err := dropShot(ctx, tx, e.Case); err != nil {
		return err
	}
	insert, err := tx.PrepareContext(ctx, insertPiece)
	if err != nil {
		return err
	}
	defer insert.Close()
	leaf := leafOf(e)
	for p, err := range pieces(c, e, recorded) {
		if err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, string(e.Case), p.part, p.first, p.sum(e.Case, leaf), p.data); err != nil {
			return err
		}
	}
	return nil
}

// dropShot forgets all that is derived from the records of a case. Whoever erases a
// record calls it in the transaction that does so: nothing of the record is then left
// outside the register, and what is needed is made again of what is left there.
func dropShot(ctx context.Context, tx *sql.Tx, id underpin.CaseID) error {
	_, err := tx.ExecContext(ctx, deletePieces, string(id))
	return err
}
