package desk

import (
	"context"
	"errors"
	"slices"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

const (
	// entriesLooked is how many entries are looked through for what they touched, and
	// entriesShown how many are shown.
	entriesLooked, entriesShown = 400, 20
	// largeEntry is from how many records on an entry is no longer looked through: it
	// counts where it wrote the record itself.
	largeEntry = 200
)

// EntityHistory lists the last changes of what a dossier of an entity shows, the latest
// first: of the entity, of claims on it, of the testimony on them and of the sources that
// give it, those that are gone included.
func (d *Desk) EntityHistory(ctx context.Context, id underpin.CaseID, entity underpin.EntityID) (_ []HistoryEntry, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, Query{Case: id}, false)
	if err != nil {
		return nil, err
	}
	if entity, err = s.naming.entity(entity); err != nil {
		return nil, err
	}
	ones := s.onesWith(entity)
	about := s.dossierRecords(ones)
	return d.changesOf(ctx, s.whole.ID, underpin.RecordRef{Kind: underpin.KindEntity, ID: string(ones[0])}, about)
}

// dossierRecords are the records of which a dossier tells.
func (s *Study) dossierRecords(ones []underpin.EntityID) map[underpin.RecordRef]bool {
	about := map[underpin.RecordRef]bool{}
	for _, e := range ones {
		about[underpin.RecordRef{Kind: underpin.KindEntity, ID: string(e)}] = true
	}
	for _, i := range s.claimsOn(ones) {
		about[underpin.RecordRef{Kind: underpin.KindClaim, ID: string(s.Case.Claims[i].ID)}] = true
		for _, t := range s.said(i) {
			about[underpin.RecordRef{Kind: underpin.KindTestimony, ID: string(t.ID)}] = true
			about[underpin.RecordRef{Kind: underpin.KindSource, ID: string(t.Source)}] = true
		}
	}
	for _, j := range s.Index.Samenesses {
		if slices.Contains(ones, j.A) || slices.Contains(ones, j.B) {
			about[underpin.RecordRef{Kind: underpin.KindSameness, ID: j.ID}] = true
		}
	}
	return about
}

// changesOf lists the last entries that touched any of some records or, being large, the
// first of them.
func (d *Desk) changesOf(ctx context.Context, id underpin.CaseID, first underpin.RecordRef, about map[underpin.RecordRef]bool) ([]HistoryEntry, error) {
	log, err := d.store.Log(ctx, id, entriesLooked)
	if err != nil {
		return nil, err
	}
	own := map[int64]bool{}
	versions, err := d.store.History(ctx, id, first)
	if err != nil && !errors.Is(err, store.ErrNoRecord) {
		return nil, err
	}
	for _, v := range versions {
		own[v.Entry.Seq] = true
	}
	back := register.TakenBack(log)
	out := []HistoryEntry{}
	for _, e := range log {
		touches := own[e.Seq]
		if !touches && e.Rows <= largeEntry {
			if touches, err = d.touches(ctx, id, e.Seq, about); err != nil {
				return nil, err
			}
		}
		if touches {
			one := entry(e)
			one.TakenBackBy = back[e.Seq]
			out = append(out, one)
		}
		if len(out) == entriesShown {
			break
		}
	}
	return out, nil
}

// touches reports whether an entry wrote or removed any of some records, or one that is
// gone and was about them.
func (d *Desk) touches(ctx context.Context, id underpin.CaseID, seq int64, about map[underpin.RecordRef]bool) (bool, error) {
	put, removed, err := d.store.Touched(ctx, id, seq)
	if err != nil {
		return false, err
	}
	for _, ref := range append(put, removed...) {
		if about[ref] {
			return true, nil
		}
		if ref.Kind != underpin.KindTestimony && ref.Kind != underpin.KindClaim {
			continue
		}
		versions, err := d.store.History(ctx, id, ref)
		if err != nil {
			return false, err
		}
		for _, v := range versions {
			if gone, err := refersToAny(v.Record, about); gone || err != nil {
				return gone, err
			}
		}
	}
	return false, nil
}

// refersToAny reports whether a version of a claim or a testimony names any of some
// records.
func refersToAny(r register.Record, about map[underpin.RecordRef]bool) (bool, error) {
	if r.Gone() {
		return false, nil
	}
	record, err := r.Value()
	if err != nil {
		return false, err
	}
	k, _ := underpin.KindOfRecord(record)
	return slices.ContainsFunc(k.References(record, nil), func(x underpin.Reference) bool {
		return slices.ContainsFunc(x.Refs(), func(ref underpin.RecordRef) bool { return ref.Kind != underpin.KindSource && about[ref] })
	}), nil
}
