package api

import (
	"context"

	"underpin"
	"underpin/internal/desk"
)

type releaseInput struct {
	ReadInput
	Brief string   `path:"brief" doc:"the key of the brief"`
	Body  struct{} `required:"false"`
}

type pastInput struct {
	BriefInput
	Number int64 `path:"number" minimum:"0" doc:"of the page from 0, or the entry that kept the text"`
}

// A pastText is the text of a brief as it was kept once.
type pastText struct {
	Text string `json:"text"`
}

// releases registers what was kept and frozen of a brief.
func (s *Handler) releases() {
	write(s, "release-brief", "/briefs/{brief}/releases", "Freeze the text of a brief as it is kept, and keep when and of what", func(ctx context.Context, a *asked, in *releaseInput) (*desk.WrittenBrief, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		id, err := one[string](a, underpin.KindBrief, in.Brief)
		if err != nil {
			return nil, err
		}
		return a.desk.ReleaseBrief(ctx, q, id)
	})
	read(s, "list-past", "/briefs/{brief}/past", "The texts of a brief that were kept, and its pages that were frozen", func(ctx context.Context, a *asked, in *BriefInput) (*desk.BriefPast, error) {
		id, err := in.id(a)
		if err != nil {
			return nil, err
		}
		return a.desk.BriefPast(ctx, a.id, id)
	})
	read(s, "read-kept-text", "/briefs/{brief}/texts/{number}", "The text of a brief as an entry kept it", func(ctx context.Context, a *asked, in *pastInput) (*pastText, error) {
		id, err := in.id(a)
		if err != nil {
			return nil, err
		}
		text, err := a.desk.KeptTextOf(ctx, a.id, id, in.Number)
		return &pastText{text}, err
	})
	// The page that is made again is held for a while only, so that the answer has no tag.
	readLive(s, "read-release", "/briefs/{brief}/releases/{number}", "A page of a brief that was frozen, made again", func(ctx context.Context, a *asked, in *pastInput) (*desk.ShownRelease, error) {
		id, err := in.id(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Release(ctx, a.id, id, int(in.Number))
	})
}
