package evidence

import (
	"underpin"
	"underpin/internal/worldset"
)

// A Sample is a set of worlds: for each world which claims hold on each of the
// dates asked for, which unsure samenesses are so, and which sources are sound.
// Claims, samenesses and sources go by their position in the case's slices.
// It is one set of worlds a claim and date, and is read only.
type Sample struct {
	// Worlds is the number of worlds.
	Worlds int
	// Seed is the seed that they were drawn with.
	Seed uint64
	// Dates are the days on which claims were decided.
	Dates []underpin.Day
	holds [][]worldset.Set // by date, then by claim
	units [][]worldset.Set // by date, then by unit: in the readings in which its rival set is in force
	// readings are the worlds of each reading of a cluster; same those in which a pair of
	// the case, as [underpin.Index.Pairs] lists them, is one.
	readings [][]worldset.Set
	same     []worldset.Set
	bounds   *boundRows
	sound    []worldset.Set // by source: sound on no topic in particular
	// shares are by date.
	shares []*drawnShares
	// base is the sample whose random numbers it has, where it was resolved from one.
	base *Sample

	model   *Model
	workers int
	sounds  *soundnessDraws
}

// Holds reports whether a claim holds on a date in a world. The date is an index
// into Dates, the claim an index into the case's claims.
func (s *Sample) Holds(date, world, claim int) bool {
	return s.holds[date][claim].Has(world)
}

// ClaimRow returns the worlds in which a claim holds on a date, or nil where it
// holds in none because nobody says so. The caller must not change it.
func (s *Sample) ClaimRow(date, claim int) worldset.Set { return s.holds[date][claim] }

// Same reports whether two entities are one in a world. The index is that of the pairs
// of the case, see [underpin.Index.Pairs].
func (s *Sample) Same(world, pair int) bool { return s.same[pair].Has(world) }

// Pairs is the number of pairs.
func (s *Sample) Pairs() int { return len(s.same) }

// PairRow returns the worlds in which a pair is one. The caller must not change it.
func (s *Sample) PairRow(pair int) worldset.Set { return s.same[pair] }

// SourceRow returns the worlds in which a source is sound. The caller must not
// change it.
func (s *Sample) SourceRow(source int) worldset.Set { return s.sound[source] }
