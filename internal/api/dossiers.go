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

// listedAtOnce is how many entities or sources are listed at once.
const listedAtOnce = 200

type voicesInput struct {
	ReadInput
	Of    underpin.RecordKind `query:"of" enum:"source,encounter,group,origin" doc:"sources where it is missing, or occasions, groups or origins"`
	Words string              `query:"words" doc:"words that occur in what is told of one, in any script"`
	From  int                 `query:"from" minimum:"0" doc:"the first"`
	Limit int                 `query:"limit" minimum:"0" maximum:"1000" doc:"how many, 200 where it is missing"`
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
	read(s, "list-entities", "/entities", "The entities of a case by name", func(ctx context.Context, a *asked, in *entitiesInput) (*desk.EntityList, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		which := desk.EntityFilter{Kind: in.Kind, Words: in.Words, Limit: cmp.Or(in.Limit, listedAtOnce)}
		if in.After != "" {
			if which.After, err = one[underpin.EntityID](a, underpin.KindEntity, in.After); err != nil {
				return nil, err
			}
		}
		return a.desk.Entities(ctx, q, which)
	})
	read(s, "list-voices", "/voices", "From whom a case has what it has: its sources, occasions, groups or origins", func(ctx context.Context, a *asked, in *voicesInput) (*desk.VoiceList, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Voices(ctx, q, desk.VoiceFilter{Of: in.Of, Words: in.Words, From: in.From, Limit: cmp.Or(in.Limit, listedAtOnce)})
	})
	read(s, "read-dossier", "/entities/{entity}", "One entity on a page: its names, what is said of it in time, who it may be, what can be asked", func(ctx context.Context, a *asked, in *entityInput) (*desk.Dossier, error) {
		q, id, err := onOne[underpin.EntityID](a, &in.ReadInput, underpin.KindEntity, in.Entity)
		if err != nil {
			return nil, err
		}
		return a.desk.Dossier(ctx, q, id)
	})
	read(s, "read-entity-history", "/entities/{entity}/history", "The last changes of what the dossier of an entity shows", func(ctx context.Context, a *asked, in *changesInput) ([]desk.HistoryEntry, error) {
		id, err := one[underpin.EntityID](a, underpin.KindEntity, in.Entity)
		if err != nil {
			return nil, err
		}
		return a.desk.EntityHistory(ctx, a.id, id)
	})
	read(s, "read-source-dossier", "/sources/{source}/dossier", "One source on a page: what it has said on which terms, and what is sealed of it, unread", func(ctx context.Context, a *asked, in *sourceInput) (*desk.SourceDossier, error) {
		q, id, err := onOne[underpin.SourceID](a, &in.ReadInput, underpin.KindSource, in.Source)
		if err != nil {
			return nil, err
		}
		return a.desk.SourceDossier(ctx, q, id)
	})
	read(s, "ask-claim", "/claims/{claim}/whom", "Where a claim could be found out: in which record, from whom, and what asking could give away", func(ctx context.Context, a *asked, in *claimInput) (*hinge.Inquiry, error) {
		q, id, err := onOne[underpin.ClaimID](a, &in.ReadInput, underpin.KindClaim, in.Claim)
		if err != nil {
			return nil, err
		}
		return a.desk.Whom(ctx, q, id)
	})
}
