package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
	"underpin/internal/register"
)

// An Erasing says what to erase.
type Erasing struct {
	// Records are the records, whether they are in the case or were removed earlier.
	Records []underpin.RecordRef
	// Put holds the records that stay and named one of them, without the name.
	Put []register.Record
	// Words also go where they stand in the words of a record: every version that has
	// one, unless it is the last of a record that stays and is not in Put.
	Words []string
	// Drafts are the ids of those that go too.
	Drafts []string
	// Base and Actor are as in [Change].
	Base  int64
	Actor string
}

// An ErasePlan is what an erasure takes.
type ErasePlan struct {
	// Records go in every version: those asked for, and those whose every version
	// names one of them.
	Records []underpin.RecordRef
	// Versions go of records that stay, because they name one that goes.
	Versions []register.Restore
	// Entries lose their summaries, which name one.
	Entries []int64
	// Mentions are the records that stay and in the words of which an id still stands.
	Mentions []underpin.RecordRef
}

// An EraseResult tells what was erased.
type EraseResult struct {
	ErasePlan
	Entry register.Entry
	// Rows counts the versions that are gone.
	Rows int
	// Unscoured says why files of the database may still hold what was erased; nil where
	// none does.
	Unscoured error
}

// PlanErase tells what an erasure would take. It fails with [ErrNoCase], or with
// [ErrNoRecord] for a record that never was.
func (s *Store) PlanErase(ctx context.Context, id underpin.CaseID, c Erasing) (ErasePlan, error) {
	var plan ErasePlan
	err := s.read(ctx, func(q querier) (err error) {
		plan, err = planErase(ctx, q, id, c)
		return err
	})
	return plan, s.fail("erase a record of", string(id), err)
}

// Erase takes records out of the register for good, in every version, with what names
// them: the versions of other records and the summaries of entries. Of each row only its
// leaf hash stays, so that everything else can be verified and proved as before, and a
// signed entry says which are gone. Nothing brings them back. It fails with [ErrNoSigner]
// without a signing key, [ErrNoCase], [ErrConflict], [ErrNoRecord], [ErrLocked] or
// [ErrFull], and then nothing is changed.
func (s *Store) Erase(ctx context.Context, id underpin.CaseID, c Erasing) (EraseResult, error) {
	var done EraseResult
	err := s.write(ctx, func(tx *sql.Tx) error {
		if s.cfg.Signer == "" {
			return ErrNoSigner
		}
		h, err := head(ctx, tx, id)
		if err != nil {
			return err
		}
		if c.Base > 0 && c.Base != h.Seq {
			return fmt.Errorf("%w: it was read at entry %d and is at %d", ErrConflict, c.Base, h.Seq)
		}
		if done.ErasePlan, err = planErase(ctx, tx, id, c); err != nil {
			return err
		}
		if err := dropShot(ctx, tx, id); err != nil {
			return err
		}
		for _, d := range c.Drafts {
			if _, err := tx.ExecContext(ctx, deleteDraft, string(id), d); err != nil {
				return err
			}
		}
		e := eraser{store: s, id: id, plan: done.ErasePlan}
		done.Entry, err = s.append(ctx, tx, h, pendingEntry{
			op: register.OpErase, actor: c.Actor, summary: done.summary(), sign: true, more: e.rows,
		}, each(c.Put))
		done.Rows = e.versions
		return err
	})
	if err != nil {
		return done, s.fail("erase a record of", string(id), err)
	}
	done.Unscoured = s.scour(context.WithoutCancel(ctx)) // what is recorded is recorded
	return done, nil
}

// summary says what goes without naming it.
func (p ErasePlan) summary() string {
	kinds := map[underpin.RecordKind]int{}
	text := ""
	for _, ref := range p.Records {
		kinds[ref.Kind]++
	}
	for _, k := range underpin.RecordKinds {
		if kinds[k] > 0 {
			text += ", " + underpin.FormatCounted(kinds[k], k.Noun())
		}
	}
	return "erase for good: " + text[2:]
}

// planErase works out what an erasure takes.
func planErase(ctx context.Context, q querier, id underpin.CaseID, c Erasing) (ErasePlan, error) {
	h, err := history(ctx, q, id)
	if err != nil {
		return ErasePlan{}, err
	}
	p := erasePlanner{h: h, gone: map[underpin.RecordRef]bool{}, put: map[underpin.RecordRef]bool{}}
	for _, ref := range c.Records {
		if len(h.Marks[ref]) == 0 {
			return ErasePlan{}, fmt.Errorf("%w: %s", ErrNoRecord, ref)
		}
		p.gone[ref] = true
	}
	for _, r := range c.Put {
		p.put[r.Ref] = true
	}
	for more := true; more; {
		versions, err := (&storedBodies{ctx: ctx, q: q, id: id}).Refers(p.gone)
		if err != nil {
			return ErasePlan{}, err
		}
		more = p.spread(versions)
		if len(c.Words) > 0 && !more {
			if more, err = p.spreadWords(ctx, q, id, c.Words); err != nil {
				return ErasePlan{}, err
			}
		}
	}
	plan := p.plan()
	plan.Mentions, err = mentions(ctx, q, id, p)
	return plan, err
}

// An erasePlanner finds what goes with what is to be erased.
type erasePlanner struct {
	h         *register.History
	gone, put map[underpin.RecordRef]bool
	// naming are the versions that name what goes.
	naming map[register.Restore]bool
}

// spread notes the versions that name what goes, and reports whether records go with
// it of which nothing else would be left.
func (p *erasePlanner) spread(versions map[register.Restore][]underpin.Reference) bool {
	p.naming = map[register.Restore]bool{}
	left := map[underpin.RecordRef]int{}
	for v, references := range versions {
		if p.gone[v.Ref] || !slices.ContainsFunc(references, p.loses) {
			continue
		}
		p.naming[v] = true
		left[v.Ref]++
	}
	more := false
	for ref, named := range left {
		if p.versions(ref) == named && !p.put[ref] {
			p.gone[ref], more = true, true
		}
	}
	return more
}

// spreadWords notes the versions in which a word stands, and reports whether records go
// with it that were removed earlier and of which nothing else would be left.
func (p *erasePlanner) spreadWords(ctx context.Context, q querier, id underpin.CaseID, words []string) (more bool, err error) {
	left := map[underpin.RecordRef]int{}
	err = eachRow(ctx, q, func(scan func(...any) error) error {
		var r register.Record
		var seq int64
		if err := scan(&r.Ref.Kind, &r.Ref.ID, &seq, &r.Body); err != nil {
			return err
		}
		if p.gone[r.Ref] || r.Gone() {
			return nil
		}
		marks := p.h.Marks[r.Ref]
		stays := marks[len(marks)-1].Seq == seq && !p.put[r.Ref]
		names := slices.ContainsFunc(words, func(w string) bool { return register.BodyNames(r.Body, w) })
		if v := (register.Restore{Ref: r.Ref, Seq: seq}); !stays && (names || p.naming[v]) {
			p.naming[v] = true
			left[r.Ref]++
		}
		return nil
	}, queryVersions, string(id), int64(latest))
	for ref, named := range left {
		if !p.there(ref) && named == p.versions(ref) {
			p.gone[ref], more = true, true
		}
	}
	return more, err
}

// versions counts the versions of a record that say something.
func (p *erasePlanner) versions(ref underpin.RecordRef) int {
	n := 0
	for _, m := range p.h.Marks[ref] {
		if !m.Gone {
			n++
		}
	}
	return n
}

// loses reports whether a reference names what goes, and nothing that stays has the id.
func (p *erasePlanner) loses(r underpin.Reference) bool {
	return r.Satisfied(func(ref underpin.RecordRef) bool { return p.gone[ref] }) &&
		!r.Satisfied(func(ref underpin.RecordRef) bool { return !p.gone[ref] && p.there(ref) })
}

func (p *erasePlanner) there(ref underpin.RecordRef) bool {
	marks := p.h.Marks[ref]
	return len(marks) > 0 && !marks[len(marks)-1].Gone
}

func (p *erasePlanner) plan() ErasePlan {
	var plan ErasePlan
	for ref := range p.gone {
		plan.Records = append(plan.Records, ref)
	}
	underpin.SortRefs(plan.Records)
	var refs []underpin.RecordRef
	for v := range p.naming {
		if !slices.Contains(refs, v.Ref) {
			refs = append(refs, v.Ref)
		}
	}
	underpin.SortRefs(refs)
	for _, ref := range refs {
		for _, m := range p.h.Marks[ref] {
			if v := (register.Restore{Ref: ref, Seq: m.Seq}); p.naming[v] {
				plan.Versions = append(plan.Versions, v)
			}
		}
	}
	for _, e := range p.h.Entries {
		if e.Summary != register.ErasedSummary && p.named(e.Summary) {
			plan.Entries = append(plan.Entries, e.Seq)
		}
	}
	return plan
}

// named reports whether a text names a record that goes.
func (p *erasePlanner) named(text string) bool {
	for ref := range p.gone {
		if register.Names(text, ref.ID) {
			return true
		}
	}
	return false
}

// namedIn reports whether the body of a record names a record that goes.
func (p *erasePlanner) namedIn(body []byte) bool {
	for ref := range p.gone {
		if register.BodyNames(body, ref.ID) {
			return true
		}
	}
	return false
}

// mentions finds the records that stay and have an id of what goes in their words.
func mentions(ctx context.Context, q querier, id underpin.CaseID, p erasePlanner) ([]underpin.RecordRef, error) {
	var out []underpin.RecordRef
	err := eachRow(ctx, q, func(scan func(...any) error) error {
		var r register.Record
		var seq int64
		if err := scan(&r.Ref.Kind, &r.Ref.ID, &seq, &r.Body); err != nil {
			return err
		}
		if p.gone[r.Ref] || p.naming[register.Restore{Ref: r.Ref, Seq: seq}] || slices.Contains(out, r.Ref) {
			return nil
		}
		if p.named(r.Ref.ID) || p.namedIn(r.Body) {
			out = append(out, r.Ref)
		}
		return nil
	}, queryVersions, string(id), int64(latest))
	return out, err
}

// An eraser carries out a plan within its entry.
type eraser struct {
	store    *Store
	id       underpin.CaseID
	plan     ErasePlan
	versions int

	seq, row int64
	leaves   []tlog.Hash
}

// rows erases, and returns the leaves of the rows that say so.
func (e *eraser) rows(ctx context.Context, tx *sql.Tx, seq, n int64) ([]tlog.Hash, error) {
	e.seq, e.row = seq, n
	for _, ref := range e.plan.Records {
		mark := register.IDMark(e.store.cfg.Signer, e.id, ref)
		if err := e.record(ctx, tx, ref, mark, func(at int64) bool { return at < seq }); err != nil {
			return nil, err
		}
		if ref.Kind == underpin.KindEntity {
			if _, err := tx.ExecContext(ctx, deletePlace, string(e.id), ref.ID); err != nil {
				return nil, err
			}
		}
	}
	for _, v := range e.plan.Versions {
		if err := e.record(ctx, tx, v.Ref, nil, func(at int64) bool { return at == v.Seq }); err != nil {
			return nil, err
		}
	}
	for _, at := range e.plan.Entries {
		if err := e.summary(ctx, tx, at); err != nil {
			return nil, err
		}
	}
	return e.leaves, nil
}

// record erases versions of a record.
func (e *eraser) record(ctx context.Context, tx *sql.Tx, ref underpin.RecordRef, mark []byte, which func(seq int64) bool) error {
	var gone []register.Erasure
	err := eachRow(ctx, tx, func(scan func(...any) error) error {
		x := register.Erasure{Mark: mark}
		var leaf []byte
		if err := scan(&x.Seq, &x.Number, &leaf); err != nil {
			return err
		}
		if len(leaf) != len(x.Leaf) {
			return fmt.Errorf("%w: %s of entry %d has no hash", ErrDamaged, ref, x.Seq)
		}
		copy(x.Leaf[:], leaf)
		if which(x.Seq) {
			gone = append(gone, x)
		}
		return nil
	}, queryPlaces, string(e.id), string(ref.Kind), ref.ID)
	if err != nil {
		return err
	}
	for _, x := range gone {
		if err := e.say(ctx, tx, x); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, deleteVersion, string(e.id), string(ref.Kind), ref.ID, x.Seq); err != nil {
			return err
		}
		e.versions++
	}
	return nil
}

// summary erases the summary of an entry, and its salt, by which a guess at it could be
// confirmed.
func (e *eraser) summary(ctx context.Context, tx *sql.Tx, seq int64) error {
	was, err := entry(ctx, tx, e.id, seq)
	if err != nil {
		return err
	}
	leaf, err := nodes(ctx, tx, e.id).ReadHashes([]int64{tlog.StoredHashIndex(0, seq-1)})
	if err != nil {
		return err
	}
	now := was
	now.Summary = register.ErasedSummary
	if now.Salt, err = e.store.salt(); err != nil {
		return err
	}
	if err := e.say(ctx, tx, register.Erasure{Seq: seq, Leaf: leaf[0], Now: now.Leaf()}); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, forgetSummary, now.Summary, now.Salt, string(e.id), seq)
	return err
}

// say records an erasure as the next row of the entry.
func (e *eraser) say(ctx context.Context, tx *sql.Tx, x register.Erasure) error {
	e.row++
	x.By, x.Row = e.seq, e.row
	if x.Mark == nil {
		x.Mark = []byte{}
	}
	e.leaves = append(e.leaves, x.RowLeaf())
	_, err := tx.ExecContext(ctx, insertErased, string(e.id), x.Seq, x.Number, x.Leaf[:], x.Now[:], x.Mark, x.By, x.Row)
	return err
}
