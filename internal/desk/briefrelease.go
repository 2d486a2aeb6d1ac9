package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/register"
	"underpin/internal/store"
)

// ReleaseBrief freezes the text of a brief as it is kept: it writes the page, and records
// when and of what it was made, so that [Desk.Release] can make it again. With findings
// that stop it, nothing is recorded.
func (d *Desk) ReleaseBrief(ctx context.Context, q Query, id string) (_ *WrittenBrief, err error) {
	defer settle(ctx, &err)
	if !q.Edits.IsZero() {
		return nil, faultf(BriefRefused, "take the suppositions back, and freeze it again", "a page is frozen of what the case holds, and not of what is supposed")
	}
	q = q.withDefaults()
	var page []byte
	_, err = d.change(ctx, q.Case, register.OpEdit, false, func(held *openCase) (Draft, error) {
		b := held.index().Briefs[id]
		if b == nil {
			return Draft{}, unknown(underpin.KindBrief, id)
		}
		now := d.cfg.Now().Truncate(time.Second)
		page, err = d.released(ctx, q, b.Text)
		if err != nil {
			return Draft{}, err
		}
		next := *b
		next.Releases = append(slices.Clone(b.Releases), underpin.Release{
			Made: now.Format(time.RFC3339), Head: int(held.head.Seq), At: q.At, Known: q.Known, Lose: q.Lose,
			Worlds: q.Worlds, Seed: int(q.Seed), Version: d.cfg.Version, Sum: sumOf(page),
		})
		dr := Drafted(&next)
		dr.Summary = "freeze brief " + id
		return dr, nil
	})
	if err != nil {
		return nil, err
	}
	key, err := d.keepPage(ctx, page)
	return &WrittenBrief{string(page), key}, err
}

// released is the page of a brief as it is handed on.
func (d *Desk) released(ctx context.Context, q Query, text string) ([]byte, error) {
	doc, m, err := d.briefOf(ctx, q, text)
	if err != nil {
		return nil, err
	}
	return brief.HTML(doc, m)
}

func sumOf(page []byte) string {
	sum := sha256.Sum256(page)
	return hex.EncodeToString(sum[:])
}

// A ShownRelease is a page of a brief that was frozen, made again.
type ShownRelease struct {
	underpin.Release
	// Page is the key of the page, as [Desk.Page] gives it. Same tells whether it is, byte
	// by byte, what was frozen: it is not where something was erased since, or another
	// version of the program writes it otherwise.
	Page string `json:"page"`
	Same bool   `json:"same"`
}

// Release makes a page of a brief again that was frozen, by its number from 0, of the case
// as it stood then and with the clock of then.
func (d *Desk) Release(ctx context.Context, id underpin.CaseID, of string, n int) (_ *ShownRelease, err error) {
	defer settle(ctx, &err)
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	b := o.index().Briefs[of]
	if b == nil || n < 0 || n >= len(b.Releases) {
		return nil, faultf(NoSuchRecord, "look at what was frozen of it", "this page was not frozen of that brief")
	}
	r := b.Releases[n]
	then, err := d.asOf(r)
	if err != nil {
		return nil, err
	}
	was, err := then.load(ctx, o.ID)
	if err != nil {
		return nil, err
	}
	text := was.index().Briefs[of]
	if text == nil {
		return nil, faultf(NoSuchRecord, "this register began later: the page was frozen in another", "at entry %d the case had no such brief", r.Head)
	}
	page, err := then.released(ctx, Query{Case: o.ID, At: r.At, Known: r.Known, Lose: r.Lose, Worlds: r.Worlds, Seed: uint64(r.Seed)}, text.Text)
	if err != nil {
		return nil, err
	}
	key, err := d.keepPage(ctx, page)
	return &ShownRelease{r, key, sumOf(page) == r.Sum}, err
}

// asOf is the desk as it was when a page was frozen: with the case of then, and its clock.
func (d *Desk) asOf(r underpin.Release) (*Desk, error) {
	now, err := time.Parse(time.RFC3339, r.Made)
	if err != nil {
		return nil, err
	}
	then := &Desk{store: d.store, cfg: d.cfg, cases: newRecent[underpin.CaseID, *openCase](1), pages: d.pages, at: store.At{Seq: int64(r.Head)}}
	then.cfg.Now, then.cfg.Version = func() time.Time { return now }, r.Version
	return then, nil
}

// A KeptText is a text of a brief as it was kept, by the entry that did.
type KeptText struct {
	Entry    int64     `json:"entry"`
	Recorded time.Time `json:"recorded"`
	// Words counts its words.
	Words int `json:"words"`
}

// A BriefPast is what was kept of a brief, the latest first, and what was frozen of it, the
// first one first.
type BriefPast struct {
	Texts    []KeptText         `json:"texts"`
	Releases []underpin.Release `json:"releases"`
}

// BriefPast lists the texts of a brief that were kept, and its pages that were frozen.
func (d *Desk) BriefPast(ctx context.Context, id underpin.CaseID, of string) (_ *BriefPast, err error) {
	defer settle(ctx, &err)
	out := &BriefPast{Texts: []KeptText{}, Releases: []underpin.Release{}}
	last := ""
	err = d.eachText(ctx, id, of, func(e register.Entry, b *underpin.Brief) {
		if b.Text != last {
			out.Texts = append(out.Texts, KeptText{e.Seq, e.Recorded, len(strings.Fields(b.Text))})
		}
		last = b.Text
		out.Releases = append([]underpin.Release{}, b.Releases...)
	})
	slices.Reverse(out.Texts)
	return out, err
}

// KeptTextOf returns the text of a brief as an entry kept it.
func (d *Desk) KeptTextOf(ctx context.Context, id underpin.CaseID, of string, entry int64) (text string, err error) {
	defer settle(ctx, &err)
	found := false
	err = d.eachText(ctx, id, of, func(e register.Entry, b *underpin.Brief) {
		if e.Seq == entry {
			text, found = b.Text, true
		}
	})
	if err == nil && !found {
		err = faultf(NoSuchRecord, "look at what was kept of it", "entry %d kept no text of that brief", entry)
	}
	return text, err
}

// eachText calls a function with each state that a brief was in, the first one first; what
// was taken away or erased is left out.
func (d *Desk) eachText(ctx context.Context, id underpin.CaseID, of string, f func(register.Entry, *underpin.Brief)) error {
	id, err := d.store.Resolve(ctx, id)
	if err != nil {
		return err
	}
	versions, err := d.store.History(ctx, id, underpin.RecordRef{Kind: underpin.KindBrief, ID: of})
	if errors.Is(err, store.ErrNoRecord) {
		return unknown(underpin.KindBrief, of)
	}
	if err != nil {
		return err
	}
	for _, v := range versions {
		if v.Record.Gone() {
			continue
		}
		value, err := v.Record.Value()
		if err != nil {
			return err
		}
		if b, ok := value.(*underpin.Brief); ok {
			f(v.Entry, b)
		}
	}
	return nil
}
