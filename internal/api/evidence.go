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

// claims registers what is asked of the evidence.
func (s *Handler) claims() {
	read(s, "show-claim", "/claims/{claim}", "A claim: who says so, and what that comes to", func(ctx context.Context, a *asked, in *claimInput) (*desk.Shown, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		ref, err := a.keys.Find(underpin.KindClaim, in.Claim)
		if err != nil {
			return nil, err
		}
		return a.desk.Show(ctx, q, underpin.ClaimID(ref.ID))
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
}
