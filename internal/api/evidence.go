package api

import (
	"cmp"
	"context"

	"underpin"
	"underpin/internal/desk"
)

type claimInput struct {
	ReadInput
	Claim string `path:"claim" doc:"the key of the claim"`
}

type matrixInput struct {
	ReadInput
	About []string `query:"about,explode" doc:"keys of entities that the claims are about; all claims where there are none"`
	Top   int      `query:"top" minimum:"0" doc:"how many rows, all where it is missing"`
}

type evidenceInput struct {
	ReadInput
	About string `query:"about" doc:"the key of the entity that the claims are about; all claims where it is missing"`
	Only  string `query:"only" enum:"one,contested" doc:"only claims of one origin, or those that are contested"`
	From  int    `query:"from" minimum:"0" doc:"the first row"`
	Limit int    `query:"limit" minimum:"0" maximum:"1000" doc:"how many rows, 200 where it is missing"`
}

// claims registers what is asked of the evidence.
func (s *Handler) claims() {
	readBy(s, "show-claim", "/claims/{claim}", "A claim: who says so, and what that comes to", func(ctx context.Context, a *asked, q desk.Query, in *claimInput) (*desk.Shown, error) {
		id, err := one[underpin.ClaimID](a, underpin.KindClaim, in.Claim)
		if err != nil {
			return nil, err
		}
		return a.desk.Show(ctx, q, id)
	})
	readBy(s, "read-matrix", "/matrix", "Claims against sources", func(ctx context.Context, a *asked, q desk.Query, in *matrixInput) (*desk.Matrix, error) {
		about, err := found[underpin.EntityID](a, underpin.KindEntity, in.About)
		if err != nil {
			return nil, err
		}
		return a.desk.Matrix(ctx, q, about, in.Top)
	})
	readBy(s, "read-evidence", "/evidence", "Claims by what they are about against sources by their kind, as a screen draws them", func(ctx context.Context, a *asked, q desk.Query, in *evidenceInput) (*desk.EvidenceTable, error) {
		about, err := optional[underpin.EntityID](a, underpin.KindEntity, in.About)
		if err != nil {
			return nil, err
		}
		return a.desk.Evidence(ctx, q, desk.EvidenceFilter{About: about, Only: in.Only, From: in.From, Limit: cmp.Or(in.Limit, listedAtOnce)})
	})
}
