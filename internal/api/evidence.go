package api

import (
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

// rowsListed is how many rows of a table are given at once.
const rowsListed = 200

// claims registers what is asked of the evidence.
func (s *Handler) claims() {
	read(s, "show-claim", "/claims/{claim}", "A claim: who says so, and what that comes to", func(ctx context.Context, a *asked, in *claimInput) (*desk.Shown, error) {
		q, id, err := onOne[underpin.ClaimID](a, &in.ReadInput, underpin.KindClaim, in.Claim)
		if err != nil {
			return nil, err
		}
		return a.desk.Show(ctx, q, id)
	})
	read(s, "read-matrix", "/matrix", "Claims against sources", func(ctx context.Context, a *asked, in *matrixInput) (*desk.Matrix, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		about, err := found[underpin.EntityID](a, underpin.KindEntity, in.About)
		if err != nil {
			return nil, err
		}
		return a.desk.Matrix(ctx, q, about, in.Top)
	})
	read(s, "read-evidence", "/evidence", "Claims by what they are about against sources by their kind, as a screen draws them", func(ctx context.Context, a *asked, in *evidenceInput) (*desk.EvidenceTable, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		which := desk.EvidenceFilter{Only: in.Only, From: in.From, Limit: in.Limit}
		if which.Limit == 0 {
			which.Limit = rowsListed
		}
		if in.About != "" {
			if which.About, err = one[underpin.EntityID](a, underpin.KindEntity, in.About); err != nil {
				return nil, err
			}
		}
		return a.desk.Evidence(ctx, q, which)
	})
}
