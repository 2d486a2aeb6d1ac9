package desk

import (
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

// A SealedSource is what is sealed of a source, as anybody can see it who has the case
// open: how much of what, and for whom, and not a word of it.
type SealedSource struct {
	Source  underpin.SourceID `json:"source"`
	Records []SealedRecord    `json:"records"`
	// Readers are the marks of those who can open all of it.
	Readers []string `json:"readers"`
}

// A SealedRecord is a sealed record from outside.
type SealedRecord struct {
	ID   string              `json:"id"`
	Kind underpin.SealedKind `json:"kind"`
	// Readers are the marks of those who can open it.
	Readers []string `json:"readers"`
	// Sealed is the day on which it was sealed; where one source is asked for.
	Sealed underpin.Day `json:"sealed,omitzero"`
}

// SealedIn tells what is sealed in a case, by source; of one source with the days, all for
// an empty name. It fails with [Unknown] of a source.
func (d *Desk) SealedIn(ctx context.Context, id underpin.CaseID, source underpin.SourceID) (_ []SealedSource, err error) {
	defer settle(ctx, &err)
	held, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	if source != "" {
		ref, err := held.naming().record(underpin.RecordRef{Kind: underpin.KindSource, ID: string(source)})
		if err != nil {
			return nil, err
		}
		source = underpin.SourceID(ref.ID)
	}
	out := []SealedSource{}
	for _, s := range held.SealedOf(source) {
		if s.Kind == underpin.SealedKey {
			continue
		}
		if len(out) == 0 || out[len(out)-1].Source != s.Source {
			out = append(out, SealedSource{Source: s.Source, Records: []SealedRecord{}})
		}
		one := &out[len(out)-1]
		r := SealedRecord{ID: s.ID, Kind: s.Kind, Readers: []string{}}
		if key := held.index().Sealed[s.Key]; key != nil {
			r.Readers = key.Readers
		}
		if source != "" {
			if r.Sealed, err = d.sealedOn(ctx, held.ID, s.ID); err != nil {
				return nil, err
			}
		}
		one.Readers = inBoth(one.Readers, r.Readers, len(one.Records) == 0)
		one.Records = append(one.Records, r)
	}
	return out, nil
}

// inBoth lists what stands in both lists, or in the second if that is the first.
func inBoth(a, b []string, first bool) []string {
	if first {
		return b
	}
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return !slices.Contains(b, s) })
}

func (d *Desk) sealedOn(ctx context.Context, id underpin.CaseID, record string) (underpin.Day, error) {
	versions, err := d.store.History(ctx, id, underpin.RecordRef{Kind: underpin.KindSealed, ID: record})
	if err != nil {
		return 0, err
	}
	return underpin.DayOfTime(versions[0].Entry.Recorded), nil
}

// A SealedPair is a sealed record with the record that holds its key.
type SealedPair struct {
	Record, Key underpin.Sealed
}

// Sealed returns the sealed records of a source with their keys, or the one record of an
// id. It fails with [NothingSealed] or [Unknown] of a source.
func (d *Desk) Sealed(ctx context.Context, id underpin.CaseID, word string) (_ []SealedPair, err error) {
	defer settle(ctx, &err)
	held, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	x := held.index()
	pair := func(s *underpin.Sealed) SealedPair {
		p := SealedPair{Record: *s}
		if key := x.Sealed[s.Key]; key != nil {
			p.Key = *key
		}
		return p
	}
	if s := x.Sealed[word]; s != nil && s.Kind != underpin.SealedKey {
		return []SealedPair{pair(s)}, nil
	}
	ref, err := held.naming().record(underpin.RecordRef{Kind: underpin.KindSource, ID: word})
	if err != nil {
		return nil, err
	}
	var out []SealedPair
	for _, s := range held.SealedOf(underpin.SourceID(ref.ID)) {
		if s.Kind != underpin.SealedKey {
			out = append(out, pair(s))
		}
	}
	if len(out) == 0 {
		return nil, faultf(NothingSealed, "", "nothing is sealed of %s", ref.ID)
	}
	return out, nil
}

// SourceNamed returns the source that is meant by its code name or name.
func (d *Desk) SourceNamed(ctx context.Context, id underpin.CaseID, word string) (_ underpin.SourceID, err error) {
	defer settle(ctx, &err)
	held, err := d.load(ctx, id)
	if err != nil {
		return "", err
	}
	ref, err := held.naming().record(underpin.RecordRef{Kind: underpin.KindSource, ID: word})
	return underpin.SourceID(ref.ID), err
}

// Seal puts records that were sealed into the case, as one entry.
func (d *Desk) Seal(ctx context.Context, id underpin.CaseID, records []underpin.Sealed) (_ *Changed, err error) {
	defer settle(ctx, &err)
	dr := Draft{Put: underpin.Case{Sealed: records}, Summary: sealedSummary(records)}
	return d.change(ctx, id, register.OpSeal, false, func(*openCase) (Draft, error) { return dr, nil })
}

// sealedSummary says what is sealed of whom.
func sealedSummary(records []underpin.Sealed) string {
	var parts []string
	of := ""
	for _, s := range records {
		if s.Kind != underpin.SealedKey {
			parts, of = append(parts, string(s.Kind)), string(s.Source)
		}
	}
	return "seal " + strings.Join(parts, ", ") + " of " + of
}

// Unsealed records that a sealed record is being opened. Of the time it keeps the day.
func (d *Desk) Unsealed(ctx context.Context, id underpin.CaseID, s underpin.Sealed) (_ int64, err error) {
	defer settle(ctx, &err)
	if id, err = d.store.Resolve(ctx, id); err != nil {
		return 0, err
	}
	e, err := d.store.Notice(ctx, id, register.OpUnseal, "unseal "+string(s.Kind)+" "+s.ID+" of "+string(s.Source))
	return e.Seq, err
}

// Reseal puts records that were sealed anew in the place of others, which are erased with
// every earlier version, as one signed entry. No undo brings back what other readers could
// open. It fails with [NoSigner].
func (d *Desk) Reseal(ctx context.Context, id underpin.CaseID, old []underpin.RecordRef, now []underpin.Sealed) (_ *Resealed, err error) {
	defer settle(ctx, &err)
	d.changing.Lock()
	defer d.changing.Unlock()
	held, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	c := store.Erasing{Records: old, Base: held.head.Seq}
	for i := range now {
		r, err := register.New(&now[i])
		if err != nil {
			return nil, err
		}
		c.Put = append(c.Put, r)
	}
	done, err := d.store.Erase(ctx, held.ID, c)
	if err != nil {
		return nil, err
	}
	out := &Resealed{Case: held.ID, Entry: done.Entry.Seq, Records: len(now)}
	if done.Unscoured != nil {
		out.Left = done.Unscoured.Error()
	}
	return out, nil
}

// Resealed tells what was sealed anew.
type Resealed struct {
	Case    underpin.CaseID `json:"case"`
	Entry   int64           `json:"entry"`
	Records int             `json:"records"`
	// Left says why the files of the database may still hold what was sealed before.
	Left string `json:"left,omitempty"`
}
