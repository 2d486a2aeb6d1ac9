package api

import (
	"cmp"
	"context"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/hinge"
)

type entitiesInput struct {
	ReadInput
	Kind  string `query:"kind" enum:"person,group,office,company,asset,event" doc:"only entities of a kind; all where it is missing"`
	Words string `query:"words" doc:"words that occur in a name, in any script"`
	After string `query:"after" doc:"the key of the entity behind which the list goes on"`
	Limit int    `query:"limit" minimum:"0" maximum:"1000" doc:"how many, 200 where it is missing"`
}

type voicesInput struct {
	ReadInput
	Of    underpin.RecordKind `query:"of" enum:"source,encounter,group,origin" doc:"sources where it is missing, or occasions, groups or origins"`
	Words string              `query:"words" doc:"words that occur in what is told of one, in any script"`
	From  int                 `query:"from" minimum:"0" doc:"the first"`
	Limit int                 `query:"limit" minimum:"0" maximum:"1000" doc:"how many, 200 where it is missing"`
}

type entityInput struct {
	ReadInput
	Entity string `path:"entity" doc:"the key of the entity"`
}

type changesInput struct {
	CaseInput
	Entity string `path:"entity" doc:"the key of the entity"`
}

type sourceInput struct {
	ReadInput
	Source string `path:"source" doc:"the key of the source"`
}

// dossiers registers what is asked of single entities and sources, and the list of all.
func (s *Handler) dossiers() {
	readBy(s, "list-entities", "/entities", "The entities of a case by name", func(ctx context.Context, a *asked, q desk.Query, in *entitiesInput) (*desk.EntityList, error) {
		after, err := optional[underpin.EntityID](a, underpin.KindEntity, in.After)
		if err != nil {
			return nil, err
		}
		return a.desk.Entities(ctx, q, desk.EntityFilter{Kind: in.Kind, Words: in.Words, After: after, Limit: cmp.Or(in.Limit, listedAtOnce)})
	})
	readBy(s, "list-voices", "/voices", "From whom a case has what it has: its sources, occasions, groups or origins", func(ctx context.Context, a *asked, q desk.Query, in *voicesInput) (*desk.VoiceList, error) {
		return a.desk.Voices(ctx, q, desk.VoiceFilter{Of: in.Of, Words: in.Words, From: in.From, Limit: cmp.Or(in.Limit, listedAtOnce)})
	})
	readBy(s, "read-dossier", "/entities/{entity}", "One entity on a page: its names, what is said of it in time, who it may be, what can be asked", func(ctx context.Context, a *asked, q desk.Query, in *entityInput) (*desk.Dossier, error) {
		id, err := one[underpin.EntityID](a, underpin.KindEntity, in.Entity)
		if err != nil {
			return nil, err
		}
		return a.desk.Dossier(ctx, q, id)
	})
	readBy(s, "read-held", "/entities/{entity}/held", "Every way in which power over an entity is claimed", func(ctx context.Context, a *asked, q desk.Query, in *entityInput) (*desk.HowHeld, error) {
		id, err := one[underpin.EntityID](a, underpin.KindEntity, in.Entity)
		if err != nil {
			return nil, err
		}
		return a.desk.Held(ctx, q, id)
	})
	read(s, "read-entity-history", "/entities/{entity}/history", "The last changes of what the dossier of an entity shows", func(ctx context.Context, a *asked, in *changesInput) ([]desk.HistoryEntry, error) {
		id, err := one[underpin.EntityID](a, underpin.KindEntity, in.Entity)
		if err != nil {
			return nil, err
		}
		return a.desk.EntityHistory(ctx, a.id, id)
	})
	readBy(s, "read-source-dossier", "/sources/{source}/dossier", "One source on a page: what it has said on which terms, and what is sealed of it, unread", func(ctx context.Context, a *asked, q desk.Query, in *sourceInput) (*desk.SourceDossier, error) {
		id, err := one[underpin.SourceID](a, underpin.KindSource, in.Source)
		if err != nil {
			return nil, err
		}
		return a.desk.SourceDossier(ctx, q, id)
	})
	readBy(s, "ask-claim", "/claims/{claim}/whom", "Where a claim could be found out: in which record, from whom, and what asking could give away", func(ctx context.Context, a *asked, q desk.Query, in *claimInput) (*hinge.Inquiry, error) {
		id, err := one[underpin.ClaimID](a, underpin.KindClaim, in.Claim)
		if err != nil {
			return nil, err
		}
		return a.desk.Whom(ctx, q, id)
	})
}
