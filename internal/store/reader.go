package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/name"
	"underpin/internal/register"
	"underpin/internal/store/columns"
)

// ErrWhole: a single record cannot be read without the whole case, because there is no
// snapshot that fits or too much has changed since. Load the case; that writes one.
var ErrWhole = errors.New("the whole case has to be loaded")

// A Reader reads single records of a case as it is now and finds them by what they refer
// to and by their words, on one unchanging state of the database, and at a cost that does
// not grow with the case. It is for one goroutine, within [Store.ReadSome].
type Reader struct {
	*shot
	last register.Entry
	// tail is what changed since the snapshot; of it x finds what was put, and touched
	// knows all.
	tail    Delta
	x       *underpin.Index
	touched map[underpin.RecordRef]bool
	// anew are the records whose words are not those of the snapshot; nil until asked for.
	anew map[underpin.RecordRef]bool
	// pieces are those of lookups that have been read, by the part, in order.
	pieces map[string][]lookupPiece
	// ahead are the records of a kind that were last read ahead.
	ahead map[underpin.RecordKind]map[string]any
}

// ReadSome calls f with a reader of a case, for as long as f runs. It fails with
// [ErrNoCase], and with [ErrWhole] where the case has to be loaded; f passes that on.
func (s *Store) ReadSome(ctx context.Context, id underpin.CaseID, f func(r *Reader) error) error {
	tx, err := s.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.fail("read", string(id), err)
	}
	defer tx.Rollback()
	q := prepared{tx: tx, of: map[string]*sql.Stmt{}}
	defer q.close()
	r, err := newReader(ctx, q, id)
	if err == nil {
		err = f(r)
	}
	if errors.Is(err, errNoSnapshot) {
		err = errors.Join(ErrWhole, err)
	}
	return s.fail("read", string(id), err)
}

func newReader(ctx context.Context, q querier, id underpin.CaseID) (*Reader, error) {
	h, err := head(ctx, q, id)
	if err != nil {
		return nil, err
	}
	if h.Seq == 0 {
		return nil, ErrNoCase
	}
	r := &Reader{last: h, pieces: map[string][]lookupPiece{}, ahead: map[underpin.RecordKind]map[string]any{}}
	if r.shot, err = openShot(ctx, q, h); err != nil {
		return nil, err
	}
	n, err := r.count(queryCountSince, string(id), r.head.Seq, h.Seq)
	if err != nil {
		return nil, err
	}
	if n > maxTail {
		return nil, ErrWhole
	}
	if r.tail, err = since(ctx, q, h, r.head.Seq); err != nil {
		return nil, err
	}
	r.x = r.tail.Put.Index()
	r.touched = make(map[underpin.RecordRef]bool, n)
	for ref := range r.tail.Put.Records() {
		r.touched[ref] = true
	}
	for _, ref := range r.tail.Gone {
		r.touched[ref] = true
	}
	return r, nil
}

func (r *Reader) count(query string, args ...any) (n int, err error) {
	err = r.q.QueryRowContext(r.ctx, query, args...).Scan(&n)
	return n, err
}

// Head returns the last entry of the case.
func (r *Reader) Head() register.Entry { return r.last }

// Record returns a record as a pointer to its domain type, nil where there is none; a
// testimony with the day on which it was first recorded.
func (r *Reader) Record(ref underpin.RecordRef) (any, error) {
	if r.touched[ref] {
		return r.x.Find(ref), nil
	}
	if record := r.ahead[ref.Kind][ref.ID]; record != nil {
		return record, nil
	}
	record, _, err := current(r.ctx, r.q, r.id, ref)
	if err != nil || record.Gone() {
		return nil, err
	}
	one := underpin.Case{ID: r.id}
	if err := put(r.ctx, r.q, &one, record); err != nil {
		return nil, err
	}
	k, _ := underpin.KindOf(ref.Kind)
	return k.At(&one, 0), nil
}

// All puts all records of some kinds into a case. Use it for kinds that are few.
func (r *Reader) All(c *underpin.Case, kinds ...underpin.RecordKind) error {
	gone := map[underpin.RecordRef]bool{}
	for _, ref := range r.tail.Gone {
		gone[ref] = slices.Contains(kinds, ref.Kind)
	}
	over := &underpin.Case{}
	for _, kind := range kinds {
		k, _ := underpin.KindOf(kind)
		list := k.Slice(c)
		if list == nil {
			if err := r.settings(c); err != nil {
				return err
			}
		} else if err := r.records(k, list); err != nil {
			return err
		}
		for i := range k.Len(r.tail.Put) {
			k.Append(over, k.At(r.tail.Put, i))
		}
	}
	c.Patch(gone, over)
	return nil
}

// Said puts the testimony on its claims into a case that has none, and returns who of all
// sources has told something that counts as known on a day. Use it for claims that are many:
// it goes through all testimony there is, of which it holds a piece at a time.
func (r *Reader) Said(c *underpin.Case, known underpin.Day) (spoken map[underpin.SourceID]bool, err error) {
	claims := make(map[underpin.ClaimID]bool, len(c.Claims))
	for i := range c.Claims {
		claims[c.Claims[i].ID] = true
	}
	k, _ := underpin.KindOf(underpin.KindTestimony)
	all := r.shot.count(recordsOf(k)).Records
	about := all * len(claims) / max(r.claims(), 1)
	c.Testimonies, spoken = slices.Grow(c.Testimonies, min(about+about/16, all)+room), map[underpin.SourceID]bool{}
	take := func(t *underpin.Testimony, to *underpin.Case) {
		if first, last := t.Counted(); first <= known && known <= last {
			spoken[t.Source] = true
		}
		if claims[t.Claim] {
			to.Testimonies = append(to.Testimonies, *t)
		}
	}
	var piece []underpin.Testimony
	err = r.part(recordsOf(k), func(_ string, data []byte) error {
		piece = piece[:0]
		if err := columns.Unpack(data, &piece); err != nil {
			return fmt.Errorf("%w: %w", errNoSnapshot, err)
		}
		for i := range piece {
			if t := &piece[i]; !r.touched[underpin.RecordRef{Kind: underpin.KindTestimony, ID: string(t.ID)}] {
				take(t, c)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	over := &underpin.Case{}
	for i := range r.tail.Put.Testimonies {
		take(&r.tail.Put.Testimonies[i], over)
	}
	c.Patch(nil, over)
	return spoken, nil
}

// claims counts the claims as of the snapshot.
func (r *Reader) claims() int {
	k, _ := underpin.KindOf(underpin.KindClaim)
	return r.shot.count(recordsOf(k)).Records
}

// Claims lists the claims that an entity has a part in, as an end, in a role or as whose
// view it is: those of one relation, or of all where it is empty.
func (r *Reader) Claims(e underpin.EntityID, relation underpin.RelationName) ([]underpin.ClaimID, error) {
	ids, err := r.referring(lookup{underpin.KindClaim, underpin.KindEntity}, string(e), string(relation))
	return as[underpin.ClaimID](ids), err
}

// Samenesses lists the judgements on an entity.
func (r *Reader) Samenesses(e underpin.EntityID) ([]string, error) {
	return r.referring(lookup{underpin.KindSameness, underpin.KindEntity}, string(e), "")
}

// Testimony lists the testimony on a claim.
func (r *Reader) Testimony(c underpin.ClaimID) ([]underpin.TestimonyID, error) {
	ids, err := r.referring(lookup{underpin.KindTestimony, underpin.KindClaim}, string(c), "")
	return as[underpin.TestimonyID](ids), err
}

func as[I ~string](ids []string) []I {
	out := make([]I, len(ids))
	for i, id := range ids {
		out[i] = I(id)
	}
	return out
}

// referring lists the records that refer to one, in the order of the case.
func (r *Reader) referring(l lookup, to, relation string) ([]string, error) {
	all, err := r.postings(l.part(), to)
	if err != nil {
		return nil, err
	}
	var ids []string
	at, _ := slices.BinarySearchFunc(all, to, func(p posting, to string) int { return strings.Compare(p.To, to) })
	for ; at < len(all) && all[at].To == to; at++ {
		if relation != "" && all[at].Relation != relation {
			continue
		}
		for _, id := range all[at].From {
			if !r.touched[underpin.RecordRef{Kind: l.from, ID: id}] {
				ids = append(ids, id)
			}
		}
	}
	k, _ := underpin.KindOf(l.from)
	for i := range k.Len(r.tail.Put) {
		record := k.At(r.tail.Put, i)
		refers := slices.ContainsFunc(k.References(record, nil), func(o underpin.Reference) bool { return o.ID == to && slices.Contains(o.Kinds, l.to) })
		if refers && (relation == "" || relationOf(record) == relation) {
			ids = append(ids, k.ID(record))
		}
	}
	slices.SortFunc(ids, underpin.CompareIDs)
	return ids, nil
}

// A lookupPiece is a piece of a lookup that has been read: what refers to records from
// first up to end, which is empty for the last piece.
type lookupPiece struct {
	first, end string
	all        []posting
}

// postings reads the piece of a lookup in which a record would be, without its end.
func (r *Reader) postings(part, to string) ([]posting, error) {
	if r.shot.count(part).Pieces == 0 {
		return nil, nil
	}
	have := r.pieces[part]
	at, found := slices.BinarySearchFunc(have, to, func(p lookupPiece, to string) int { return strings.Compare(p.first, to) })
	if !found {
		at--
	}
	if at >= 0 && (have[at].end == "" || to < have[at].end) {
		return have[at].all, nil
	}
	p, err := r.lookupPiece(part, to)
	if err != nil {
		return nil, err
	}
	r.pieces[part] = slices.Insert(have, at+1, p)
	return p.all, nil
}

// lookupPiece reads a piece of a lookup.
func (r *Reader) lookupPiece(part, to string) (lookupPiece, error) {
	p := snapshotRow{part: part}
	var sum []byte
	err := r.q.QueryRowContext(r.ctx, queryPieceOf, string(r.id), part, to).Scan(&p.first, &sum, &p.data)
	if errors.Is(err, sql.ErrNoRows) {
		return lookupPiece{}, errNoSnapshot
	}
	if err != nil {
		return lookupPiece{}, err
	}
	if err := r.check(&p, sum); err != nil {
		return lookupPiece{}, err
	}
	var all []posting
	if err := columns.Unpack(p.data, &all); err != nil || len(all) == 0 {
		return lookupPiece{}, errNoSnapshot
	}
	last := len(all) - 1
	if end := all[last].To; end != "" && to >= end {
		return lookupPiece{}, errNoSnapshot // the piece in which it would be is missing
	}
	return lookupPiece{p.first, all[last].To, all[:last]}, nil
}

// Search finds the records of a kind whose words contain all of some folded words: it
// counts them, and lists the first of them in the order of the case, most of them at most.
// A word has no space in it. It fails with [ErrWhole] where the vocabulary has changed
// since the snapshot.
func (r *Reader) Search(kind underpin.RecordKind, words []string, most int) (ids []string, n int, err error) {
	anew, err := r.reworded()
	if err != nil {
		return nil, 0, err
	}
	longest := name.Longest(words)
	err = r.part(partWords+string(kind), func(_ string, data []byte) error {
		name.EachLine(data, longest, func(id []byte) {
			if len(anew) > 0 && anew[underpin.RecordRef{Kind: kind, ID: string(id)}] {
				return
			}
			if n++; len(ids) < most {
				ids = append(ids, string(id))
			}
		})
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	for ref := range anew {
		if ref.Kind != kind {
			continue
		}
		if text, err := r.foundBy(ref); err != nil {
			return nil, 0, err
		} else if text != "" && name.HasAll(text, words) {
			ids = append(ids, ref.ID)
			n++
		}
	}
	slices.SortFunc(ids, underpin.CompareIDs)
	return ids[:min(most, len(ids))], n, nil
}

// foundBy returns the words by which a record is found now; empty where there is none.
func (r *Reader) foundBy(ref underpin.RecordRef) (string, error) {
	record, err := r.Record(ref)
	if record == nil || err != nil {
		return "", err
	}
	few := &underpin.Case{}
	k, _ := underpin.KindOf(ref.Kind) // it has been read
	k.Append(few, record)
	for _, o := range k.References(record, nil) {
		for _, to := range o.Refs() {
			other, err := r.Record(to)
			if err != nil {
				return "", err
			}
			if of, _ := underpin.KindOf(to.Kind); other != nil && to != ref {
				of.Append(few, other)
			}
		}
	}
	return few.Index().FoundBy(ref), nil
}

// reworded lists the records whose words are not, or may not be, those of the snapshot:
// what has changed, and what has the name of something that has.
func (r *Reader) reworded() (map[underpin.RecordRef]bool, error) {
	if r.anew != nil {
		return r.anew, nil
	}
	anew := maps.Clone(r.touched)
	for ref := range r.touched {
		if ref.Kind != underpin.KindEntity && ref.Kind != underpin.KindRelation && ref.Kind != underpin.KindSource {
			continue
		}
		if body, err := r.before(ref); err != nil {
			return nil, err
		} else if len(body) == 0 {
			continue
		}
		switch ref.Kind {
		case underpin.KindRelation:
			return nil, ErrWhole
		case underpin.KindSource:
			asked := &underpin.Case{}
			if err := r.All(asked, underpin.KindRequest); err != nil {
				return nil, err
			}
			for o := range asked.Records() {
				if o.Kind == underpin.KindRequest {
					anew[o] = true
				}
			}
		case underpin.KindEntity:
			claims, err := r.Claims(underpin.EntityID(ref.ID), "")
			if err != nil {
				return nil, err
			}
			for _, id := range claims {
				anew[underpin.RecordRef{Kind: underpin.KindClaim, ID: string(id)}] = true
			}
		}
	}
	r.anew = anew
	return anew, nil
}

// before is the body that a record had as of the snapshot; empty where there was none.
func (r *Reader) before(ref underpin.RecordRef) (body []byte, err error) {
	err = r.q.QueryRowContext(r.ctx, queryBefore, string(r.id), string(ref.Kind), ref.ID, r.shot.head.Seq).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return body, err
}

// recordBefore is a case with a record as it was as of the snapshot, nil where there was
// none.
func (r *Reader) recordBefore(ref underpin.RecordRef) (*underpin.Case, error) {
	body, err := r.before(ref)
	if err != nil || len(body) == 0 {
		return nil, err
	}
	was := &underpin.Case{ID: r.id}
	return was, put(r.ctx, r.q, was, register.Record{Ref: ref, Body: body})
}

// Extent returns the first and the last day that the testimony of the case asserts, as
// [underpin.Case.Extent] does.
func (r *Reader) Extent() (first, last underpin.Day, err error) {
	first, last = r.tail.Put.Extent()
	first, last = min(first, r.shot.head.First), max(last, r.shot.head.Last)
	for ref := range r.touched {
		switch ref.Kind {
		case underpin.KindTestimony, underpin.KindSource, underpin.KindEncounter:
			was, err := r.recordBefore(ref)
			if err != nil {
				return 0, 0, err
			}
			if was == nil {
				continue
			}
			if a, b := was.Extent(); a <= first || b >= last {
				return 0, 0, ErrWhole // it was the outermost, and is so no longer
			}
		}
	}
	return first, last, nil
}
