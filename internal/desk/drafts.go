package desk

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

// A DraftLine is a line of the capture sheet that was begun and is not kept yet. It is
// held in the database, counts for nothing and stands in no export.
type DraftLine struct {
	// Draft is what it is known by, 16 letters and digits; Version counts how often it was
	// written.
	Draft   string    `json:"draft"`
	Version int64     `json:"version"`
	Line    SheetLine `json:"line"`
	// Show has the names of the records that its parts name.
	Show map[string]string `json:"show"`
}

// Drafts lists the lines that were begun in a case, in the order of what they are known by:
// a page makes that so that it is the order in which they were begun.
func (d *Desk) Drafts(ctx context.Context, id underpin.CaseID) (_ []DraftLine, err error) {
	defer settle(ctx, &err)
	o, keys, err := d.keyed(ctx, id)
	if err != nil {
		return nil, err
	}
	list, err := d.store.Drafts(ctx, o.ID)
	if err != nil {
		return nil, err
	}
	out := []DraftLine{}
	for _, t := range list {
		if strings.HasPrefix(t.ID, briefDrafts) {
			continue
		}
		one := DraftLine{Draft: t.ID, Version: t.Version}
		if err := json.Unmarshal([]byte(t.Body), &one.Line); err != nil {
			return nil, err
		}
		one.Show = keys.shown(o.index(), &one.Line)
		out = append(out, one)
	}
	return out, nil
}

// shown names the records of the parts of a line.
func (k *Keys) shown(x *underpin.Index, l *SheetLine) map[string]string {
	out := map[string]string{}
	for part, p := range map[string]LinePart{partWho: l.Who, partWhom: l.Whom} {
		if ref, err := k.Find(underpin.KindEntity, p.Key); err == nil {
			out[part] = x.NameOf(underpin.EntityID(ref.ID))
		}
	}
	if ref, err := k.Find(underpin.KindSource, l.Source); err == nil {
		out[partSource] = x.SourceLabel(underpin.SourceID(ref.ID))
	}
	return out
}

// PutDraft writes a line that was begun, which was seen in a version, 0 for a new one, and
// returns the version that it is in then. Where somebody else has written to it since, it
// fails with a fault of the code [DraftChanged], and nothing is changed.
func (d *Desk) PutDraft(ctx context.Context, id underpin.CaseID, draft string, seen int64, l SheetLine) (_ int64, err error) {
	defer settle(ctx, &err)
	if id, err = d.store.Resolve(ctx, id); err != nil {
		return 0, err
	}
	body, err := json.Marshal(l)
	if err != nil {
		return 0, err
	}
	version, err := d.store.PutDraft(ctx, id, store.DraftText{ID: draft, Version: seen, Body: string(body)})
	return version, draftFault(err)
}

// DropDraft takes a line away that was begun. It fails as PutDraft does.
func (d *Desk) DropDraft(ctx context.Context, id underpin.CaseID, draft string, seen int64) (err error) {
	defer settle(ctx, &err)
	if id, err = d.store.Resolve(ctx, id); err != nil {
		return err
	}
	return draftFault(d.store.DropDraft(ctx, id, store.DraftText{ID: draft, Version: seen}))
}

func draftFault(err error) error {
	c, ok := errors.AsType[*store.DraftConflict](err)
	switch {
	case !ok:
		return err
	case c.There.Version == 0:
		return faultf(DraftChanged, "your words stand here still; keep them as a new line", "this draft was kept or taken away in another window")
	}
	return faultf(DraftChanged, "look at what is there now; your words stand here still", "this draft was changed in another window")
}

// draftsNaming lists the drafts that name one of some records, or hold one of some words:
// they go where these are erased.
func (d *Desk) draftsNaming(ctx context.Context, id underpin.CaseID, refs []underpin.RecordRef, words []string) ([]string, error) {
	list, err := d.store.Drafts(ctx, id)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	keys, err := d.Keys(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, t := range list {
		names := func(ref underpin.RecordRef) bool {
			return strings.Contains(t.Body, keys.Of(ref)) || register.Names(t.Body, ref.ID)
		}
		if slices.ContainsFunc(refs, names) || slices.ContainsFunc(words, func(w string) bool { return register.Names(t.Body, w) }) {
			out = append(out, t.ID)
		}
	}
	return out, nil
}
