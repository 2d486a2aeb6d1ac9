package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/store"
)

// A BriefTitle is a brief of a case by its title.
type BriefTitle struct {
	Kind  underpin.RecordKind `json:"kind"`
	ID    string              `json:"id"`
	Title string              `json:"title"`
}

// A BriefText is the text of a brief as it was kept last, and what has been written since
// and is not kept yet.
type BriefText struct {
	BriefTitle
	Text string `json:"text"`
	// Version is the entry by which it was written.
	Version int64 `json:"version"`
	// Begun is what somebody has written since; Draft counts how often that was put down,
	// and is 0 where there is nothing. It counts for nothing and stands in no export.
	Begun string `json:"begun,omitempty"`
	Draft int64  `json:"draft"`
}

// briefDrafts begins the ids of the drafts of briefs.
const briefDrafts = "brief-"

// Briefs lists the briefs of a case.
func (d *Desk) Briefs(ctx context.Context, id underpin.CaseID) (_ []BriefTitle, err error) {
	defer settle(ctx, &err)
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	out := []BriefTitle{}
	for i := range o.Briefs {
		out = append(out, titled(&o.Briefs[i]))
	}
	return out, nil
}

// titled is a brief by its first heading, else by its id.
func titled(b *underpin.Brief) BriefTitle {
	out := BriefTitle{underpin.KindBrief, b.ID, b.ID}
	for line := range strings.Lines(b.Text) {
		if title, ok := strings.CutPrefix(line, "# "); ok {
			out.Title = cmp.Or(strings.TrimSpace(title), b.ID)
			break
		}
	}
	return out
}

// BriefText returns the text of a brief, with what was written since it was kept.
func (d *Desk) BriefText(ctx context.Context, id underpin.CaseID, brief string) (_ *BriefText, err error) {
	defer settle(ctx, &err)
	ref := underpin.RecordRef{Kind: underpin.KindBrief, ID: brief}
	r, err := d.Record(ctx, id, ref)
	if err != nil {
		return nil, err
	}
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	b := o.index().Briefs[brief]
	if b == nil {
		return nil, unknown(ref.Kind, ref.ID)
	}
	out := &BriefText{BriefTitle: titled(b), Text: b.Text, Version: r.Version}
	list, err := d.store.Drafts(ctx, o.ID)
	if err != nil {
		return nil, err
	}
	if at := slices.IndexFunc(list, func(t store.DraftText) bool { return t.ID == briefDrafts+brief }); at >= 0 {
		out.Begun, out.Draft = list[at].Body, list[at].Version
	}
	return out, nil
}

// PutBriefDraft puts down what was written in a brief and is not kept yet, over the draft
// that was seen, 0 for none, and returns the version that it is in then. Where somebody
// else has written since, it fails with a fault of the code [DraftChanged].
func (d *Desk) PutBriefDraft(ctx context.Context, id underpin.CaseID, brief string, seen int64, text string) (_ int64, err error) {
	defer settle(ctx, &err)
	if id, err = d.store.Resolve(ctx, id); err != nil {
		return 0, err
	}
	version, err := d.store.PutDraft(ctx, id, store.DraftText{ID: briefDrafts + brief, Version: seen, Body: text})
	return version, draftFault(err)
}

// DropBriefDraft takes the draft of a brief away. It fails as PutBriefDraft does.
func (d *Desk) DropBriefDraft(ctx context.Context, id underpin.CaseID, brief string, seen int64) (err error) {
	defer settle(ctx, &err)
	if id, err = d.store.Resolve(ctx, id); err != nil {
		return err
	}
	return draftFault(d.store.DropDraft(ctx, id, store.DraftText{ID: briefDrafts + brief, Version: seen}))
}
