package hinge

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
)

// A PremiseKind says what sort of premise a hinge is.
type PremiseKind string

// The kinds of hinges.
const (
	Source PremiseKind = "source"
	Origin PremiseKind = "origin"
	Claim  PremiseKind = "claim"
)

// A Ref names a premise. For a source that is an origin too, the kind says which
// is meant: all that passes it, or what comes from it in the end.
type Ref struct {
	Kind PremiseKind `json:"kind"`
	ID   string      `json:"id"`
}

// compare orders references by kind and id.
func (r Ref) compare(o Ref) int { return cmp.Or(cmp.Compare(r.Kind, o.Kind), cmp.Compare(r.ID, o.ID)) }

// edits takes the premise out.
func (r Ref) edits() evidence.Edits {
	switch r.Kind {
	case Source:
		return evidence.Edits{Without: []underpin.SourceID{underpin.SourceID(r.ID)}}
	case Origin:
		return evidence.Edits{DropOrigins: []underpin.OriginID{underpin.OriginID(r.ID)}}
	}
	return evidence.Edits{Reject: []underpin.ClaimID{underpin.ClaimID(r.ID)}}
}

// A Hinge is what becomes of a conclusion without one premise, computed.
type Hinge struct {
	Ref
	// Base and Without are the answer as one number: the probability of yes, the
	// mean, or, of who, the share of the worlds that give the base's answer.
	Base    float64 `json:"base"`
	Without float64 `json:"without"`
	// Delta is Without - Base; SE its sampling error, a standard deviation of the
	// difference paired world by world.
	Delta float64 `json:"delta"`
	SE    float64 `json:"se"`
	// Flips: without it the answer flips.
	Flips bool `json:"flips"`
	// Answer is the most frequent who without it, for who alone.
	Answer underpin.EntityID `json:"answer,omitempty"`
	// Worlds is how many worlds, from the first on, it was computed in: all, or as
	// many as [Config.Precision] asks for. Delta and SE are of these.
	Worlds int `json:"worlds"`
	// Changed counts those of them that were answered again.
	Changed int `json:"changed"`
	// Sampled counts those of Worlds in which who comes first was decided from some of
	// the searches, as [conclusion.Summary] has it for the base.
	Sampled int `json:"sampled,omitempty"`
	// Screened is what the screen made of it; nil where it was not screened.
	Screened *Screened `json:"screened,omitempty"`
	// Trivial marks the one author of a case that rests on one author.
	Trivial bool `json:"trivial,omitempty"`
}

// Config says which hinges to compute.
type Config struct {
	// Largest is how many of the screen are computed, of those that change
	// anything at all. Where answering takes long, they are those that change more
	// than chance might, as far as answering four times the worlds of the sample
	// goes. Defaults to 10; none if negative.
	Largest int
	// Kinds are screened; empty stands for all.
	Kinds []PremiseKind
	// Conditioning screens sources by conditioning alone, as large cases do anyway.
	Conditioning bool
	// Named are computed whatever the screen says of them.
	Named []Ref
	// Precision is the sampling error at which no more worlds are answered. Where
	// zero, all worlds are answered, unless that takes long; then it defaults to half
	// a per cent for yes or no and for who, and for a number to a hundredth of its
	// standard deviation over the worlds. Where negative, all are.
	Precision float64
	// Flipping: it is asked only whether the answer flips. Of yes or no and of who, a
	// premise without which it cannot is left as soon as that is sure, with what the worlds
	// so far say of it, unless the precision asks for no more anyway.
	Flipping bool
	// Workers is the number of goroutines. Defaults to the number of processors;
	// it changes no result.
	Workers int
	// Progress, where set, hears how many premises of how many are done. The total
	// grows when a further stage begins. Calls do not overlap.
	Progress func(done, total int)
}

func (cfg Config) withDefaults() Config {
	if cfg.Largest == 0 {
		cfg.Largest = 10
	}
	if cfg.Workers <= 0 {
		cfg.Workers = runtime.GOMAXPROCS(0)
	}
	return cfg
}

// A Findings is what a conclusion hangs on.
type Findings struct {
	// Base is the answer with all the evidence.
	Base conclusion.Summary `json:"base"`
	// Hinges are computed, the largest first. None means that no single premise
	// changes the answer.
	Hinges []Hinge `json:"hinges"`
	// Screen ranks all that was screened, the largest first; what may be chance
	// comes after what is not.
	Screen []Screened `json:"screen"`
	// Unscreened counts the premises that are not in the screen: too many to take
	// out, and too few worlds without them to tell from these.
	Unscreened int `json:"unscreened,omitempty"`
	// UnscreenedVoices counts those of them that are sources or origins.
	UnscreenedVoices int `json:"unscreened_voices,omitempty"`
	// Trivial is the one author of a case that rests on one author, empty
	// otherwise: everything hangs on it, and so it is said once and not ranked.
	Trivial underpin.SourceID `json:"trivial,omitempty"`
}

// ErrUnknown is wrapped by errors on a named hinge that the case does not have. Ask
// the user to correct the name.
var ErrUnknown = errors.New("the case has no such premise")

// Find screens every premise of an answered conclusion and computes the largest and
// the named. It fails with [ErrUnknown] on a named one that is none, and when the
// context ends.
func Find(ctx context.Context, base *Answers, cfg Config) (*Findings, error) {
	cfg = cfg.withDefaults()
	r := &finder{base: base, cfg: cfg, x: base.model.Index(), steps: base.judge.Steps()}
	if err := r.check(cfg.Named); err != nil {
		return nil, err
	}
	report := &Findings{Base: base.Summary, Hinges: []Hinge{}, Trivial: r.author()}
	var err error
	if cfg.Largest >= 0 {
		var rest []Screened
		if report.Screen, rest, err = r.screen(ctx); err != nil {
			return nil, err
		}
		report.Unscreened = len(rest)
		for _, s := range rest {
			if s.Kind != Claim {
				report.UnscreenedVoices++
			}
		}
	}
	if report.Hinges, err = r.solveAll(ctx, r.shown(report.Screen)); err != nil {
		return nil, err
	}
	for i := range report.Hinges {
		h := &report.Hinges[i]
		h.Trivial = h.Kind == Source && h.ID == string(report.Trivial) && h.ID != ""
		if k := slices.IndexFunc(report.Screen, func(s Screened) bool { return s.Ref == h.Ref }); k >= 0 {
			h.Screened = &report.Screen[k]
		}
	}
	slices.SortStableFunc(report.Hinges, func(a, b Hinge) int {
		return cmp.Or(-cmp.Compare(math.Abs(a.Delta), math.Abs(b.Delta)), a.Ref.compare(b.Ref))
	})
	return report, nil
}

// shown lists the premises to compute, the named first.
func (r *finder) shown(screen []Screened) []Ref {
	out := slices.Clone(r.cfg.Named)
	slices.SortFunc(out, Ref.compare)
	out = slices.Compact(out)
	r.named = len(out)
	for _, s := range screen[:min(max(r.cfg.Largest, 0), len(screen))] {
		if s.Delta != 0 && (s.size() > 0 || !r.costly()) && !slices.Contains(out, s.Ref) {
			out = append(out, s.Ref)
		}
	}
	return out
}

// A finder is one call of Find.
type finder struct {
	base        *Answers
	cfg         Config
	x           *underpin.Index
	done, total int
	named       int     // how many premises are named
	steps       float64 // of the judge
}

// author is the one author of a case that rests on one.
func (r *finder) author() underpin.SourceID { return r.base.model.Case().Settings.SingleAuthor }

// check refuses named hinges that are none.
func (r *finder) check(named []Ref) error {
	for _, ref := range named {
		var known []string
		found := false
		switch ref.Kind {
		case Source:
			known, found = names(r.x.Sources), r.x.Sources[underpin.SourceID(ref.ID)] != nil
		case Origin:
			known = append(names(r.x.Origins), names(r.x.Sources)...)
			found = slices.Contains(known, ref.ID) || ref.ID == string(underpin.OriginUnknown)
		case Claim:
			known, found = names(r.x.Claims), r.x.Claims[underpin.ClaimID(ref.ID)] != nil
		default:
			return fmt.Errorf("%w: %q is not a kind of hinge; write source, origin or claim", ErrUnknown, ref.Kind)
		}
		if found {
			continue
		}
		hint := ""
		if near, ok := underpin.Nearest(ref.ID, known); ok {
			hint = " (did you mean " + near + "?)"
		}
		return fmt.Errorf("%w: %s %q%s", ErrUnknown, ref.Kind, ref.ID, hint)
	}
	return nil
}

func names[K ~string, T any](m map[K]T) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, string(k))
	}
	return out
}
