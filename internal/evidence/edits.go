package evidence

import (
	"maps"
	"slices"

	"underpin"
)

// Edits are a what-if on the evidence. They change no record.
type Edits struct {
	// Without leaves out sources, and everything whose chain passes them.
	Without []underpin.SourceID
	// Regrade gives sources another grade, on every topic.
	Regrade map[underpin.SourceID]underpin.Grade
	// Reject takes claims as not said by anyone: what is said of each, and what repeats
	// that, is left out. A claim that is one with it keeps its own.
	Reject []underpin.ClaimID
	// DropOrigins leaves out whatever comes from these origins.
	DropOrigins []underpin.OriginID
	// MergeOrigins takes the two origins of each pair as one.
	MergeOrigins [][2]underpin.OriginID
}

// IsZero reports whether the edits change nothing.
func (e Edits) IsZero() bool {
	return len(e.Without)+len(e.Regrade)+len(e.Reject)+len(e.DropOrigins)+len(e.MergeOrigins) == 0
}

// and returns the edits of both.
func (e Edits) and(f Edits) Edits {
	regrade := maps.Clone(e.Regrade)
	if regrade == nil {
		regrade = map[underpin.SourceID]underpin.Grade{}
	}
	maps.Copy(regrade, f.Regrade)
	return Edits{
		Without:      slices.Concat(e.Without, f.Without),
		Regrade:      regrade,
		Reject:       slices.Concat(e.Reject, f.Reject),
		DropOrigins:  slices.Concat(e.DropOrigins, f.DropOrigins),
		MergeOrigins: slices.Concat(e.MergeOrigins, f.MergeOrigins),
	}
}

// representative returns the origin that stands for o after the merges. A locator
// that is resolved stands for its source there too.
func (m *Model) representative(o underpin.OriginID) underpin.OriginID {
	merges := m.edits.MergeOrigins
	for range merges {
		moved := false
		for _, pair := range merges {
			if a, b := m.known.Anchor(pair[0]), m.known.Anchor(pair[1]); o == b && a != b {
				o, moved = a, true
			}
		}
		if !moved {
			break
		}
	}
	return o
}

// Renamed returns the edits with sources under other names: those with the empty name
// are left out. Origins that are sources are renamed with them.
func (e Edits) Renamed(name func(underpin.SourceID) underpin.SourceID) Edits {
	out := e
	out.Without, out.Regrade, out.DropOrigins, out.MergeOrigins = nil, nil, nil, nil
	for _, s := range e.Without {
		if s = name(s); s != "" {
			out.Without = append(out.Without, s)
		}
	}
	for s, g := range e.Regrade {
		if s = name(s); s != "" {
			if out.Regrade == nil {
				out.Regrade = map[underpin.SourceID]underpin.Grade{}
			}
			out.Regrade[s] = g
		}
	}
	for _, o := range e.DropOrigins {
		if o = underpin.OriginID(name(underpin.SourceID(o))); o != "" {
			out.DropOrigins = append(out.DropOrigins, o)
		}
	}
	for _, p := range e.MergeOrigins {
		a, b := name(underpin.SourceID(p[0])), name(underpin.SourceID(p[1]))
		if a != "" && b != "" {
			out.MergeOrigins = append(out.MergeOrigins, [2]underpin.OriginID{underpin.OriginID(a), underpin.OriginID(b)})
		}
	}
	return out
}
