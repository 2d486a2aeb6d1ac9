package shock

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

// Config names the losses. None at all is allowed: after is before, then.
type Config struct {
	// Entities and Claims are lost.
	Entities []underpin.EntityID
	Claims   []underpin.ClaimID
	// Roots are where reach is measured from. Defaults to those that the case
	// declares.
	Roots []underpin.EntityID
	// Standing gives the probability that a claim, by its position in the case,
	// holds on the date. Defaults to the share of worlds in which it does.
	Standing func(claim int) float64
	// On is the day of the frame, as what is refused names it; 0 where it is not told.
	On underpin.Day
	// Pool, where set, keeps storage for those who compare many samples of a case.
	Pool *measure.KernelPool
}

// A Comparison is a frame before and after the named losses. It is read only and
// safe for concurrent use.
type Comparison struct {
	frame         *snapshot.Frame
	loss          snapshot.Loss
	named         []int32 // who is lost by the name that was given
	roots         []int32
	standing      func(claim int) float64
	firstPlaces   *measure.FirstPlaces
	control       *controlTies
	items         []int32 // assets, offices and bodies that are not lost
	affected      []bool  // by item: whether the losses come near it
	mayLoseHolder []bool  // by entity: whether the losses may end a control tie over it
	// mayBeLeaderless: by entity, whether it is a collective that may lose its commander
	// or is held by one.
	mayBeLeaderless []bool
	open            []seat // that the losses may leave empty
	dividing        []int  // ties that divide
	cfg             Config
	// All worlds at once, and the control ties in them: found when first asked for.
	sides        func() [2]*snapshot.BitParallel
	standingTies func() *standingTies
}

// Compare prepares the comparison of a frame, taken on the date of the losses. It
// fails with an [*Error] on a loss that is unknown, not yet there or already gone,
// and on an unknown root.
func Compare(f *snapshot.Frame, cfg Config) (*Comparison, error) {
	c, err := newComparison(f, cfg)
	if err != nil {
		return nil, err
	}
	c.firstPlaces = measure.NewFirstPlaces(f.Case)
	c.control = c.gatherControl()
	for e := range f.Case.Entities {
		if item(f.Case.Entities[e].Schema) && !c.loss.Entities[e] && len(c.control.over[e]) > 0 {
			c.items = append(c.items, int32(e))
		}
	}
	c.findAffected()
	return c, nil
}

// BitParallel looks at all worlds of a frame at once, before and after the losses, as
// [Comparison.BitParallel], without the preparations that states take. It fails as
// [Compare].
func BitParallel(f *snapshot.Frame, cfg Config) (before, after *snapshot.BitParallel, err error) {
	c, err := newComparison(f, cfg)
	if err != nil {
		return nil, nil, err
	}
	before, after = c.BitParallel()
	return before, after, nil
}

// newComparison finds what is lost.
func newComparison(f *snapshot.Frame, cfg Config) (*Comparison, error) {
	c := &Comparison{frame: f, standing: cfg.Standing, cfg: cfg}
	c.sides = sync.OnceValue(func() [2]*snapshot.BitParallel {
		before, after := f.BeforeAndAfter(&c.loss)
		return [2]*snapshot.BitParallel{before, after}
	})
	c.standingTies = sync.OnceValue(c.findStanding)
	c.loss = snapshot.Loss{Entities: make([]bool, len(f.Case.Entities)), Ties: make([]bool, len(f.Ties))}
	if c.standing == nil {
		c.standing = func(claim int) float64 {
			if t, ok := f.TieOf(claim); ok {
				return f.Share(t)
			}
			return 0
		}
	}
	for _, id := range cfg.Entities {
		if err := c.lose(id); err != nil {
			return nil, err
		}
	}
	for _, id := range cfg.Claims {
		if err := c.loseClaim(id); err != nil {
			return nil, err
		}
	}
	roots := cfg.Roots
	if roots == nil {
		roots = f.Case.Settings.Roots
	}
	for _, id := range roots {
		e, err := c.Resolve(id)
		if err != nil {
			return nil, err
		}
		c.roots = append(c.roots, e)
	}
	return c, nil
}

// item reports whether a loss gives entities of a schema a class: assets, offices
// and bodies, never persons.
func item(s underpin.Schema) bool {
	switch s {
	case underpin.Person, underpin.Event, underpin.Address:
		return false
	}
	return true
}

// Resolve returns the position of an entity in the case. It fails with an [*Error]
// that wraps [ErrUnknown].
func (c *Comparison) Resolve(id underpin.EntityID) (int32, error) {
	if e, ok := c.frame.Entity(id); ok {
		return e, nil
	}
	known := make([]string, len(c.frame.Case.Entities))
	for i := range known {
		known[i] = string(c.frame.Case.Entities[i].ID)
	}
	return 0, unknown("entity", string(id), known)
}

func unknown(kind, id string, known []string) *Error {
	e := &Error{Subject: id, Message: fmt.Sprintf("there is no %s %q", kind, id), Hint: "write the id that the case has for it", Err: ErrUnknown}
	if near, ok := underpin.Nearest(id, known); ok {
		e.Hint = "did you mean " + near + "?"
	}
	return e
}

// lose takes an entity away. Something at it, or at one judged the same, must hold.
func (c *Comparison) lose(id underpin.EntityID) error {
	e, err := c.Resolve(id)
	if err != nil {
		return err
	}
	c.named = append(c.named, e)
	alike := c.frame.SameAs(e)
	for t := range c.frame.Ties {
		tie := &c.frame.Ties[t]
		if tie.Claim < 0 {
			break // the rest is control by ownership, which other ties give
		}
		if (slices.Contains(alike, tie.Subject) || slices.Contains(alike, tie.Object)) && c.stands(t, tie.Claim) {
			for _, same := range alike {
				c.loss.Entities[same] = true
			}
			return nil
		}
	}
	return &Error{
		Subject: string(id), Err: ErrNotThere,
		Message: fmt.Sprintf("%s has no ties on %s, and so cannot be lost", c.frame.Index.NameOf(id), c.day()),
		Hint:    "choose a date with ties, or name another loss",
	}
}

// day names the day of the comparison in what is refused.
func (c *Comparison) day() string {
	if c.cfg.On == 0 {
		return "that day"
	}
	return underpin.FormatDay(c.cfg.On)
}

// stands reports whether a tie stands on the day: in the ledger, or in some world in
// which a vague date falls so.
func (c *Comparison) stands(tie, claim int) bool {
	return c.standing(claim) > 0 || c.frame.Share(tie) > 0
}

// loseClaim takes the tie of a claim away.
func (c *Comparison) loseClaim(id underpin.ClaimID) error {
	known := make([]string, len(c.frame.Case.Claims))
	position := -1
	for i := range known {
		known[i] = string(c.frame.Case.Claims[i].ID)
		if position < 0 && c.frame.Case.Claims[i].ID == id {
			position = i
		}
	}
	if position < 0 {
		return unknown("claim", string(id), known)
	}
	tie, ok := c.frame.TieOf(position)
	if !ok {
		return &Error{
			Subject: string(id), Err: ErrNoTie,
			Message: fmt.Sprintf("claim %s does not form a tie, so nothing is lost with it", id),
			Hint:    "views, events, designations and attributes form none: name a claim that forms a tie, or an entity",
		}
	}
	if !c.stands(tie, position) {
		return &Error{
			Subject: string(id), Err: ErrNotThere,
			Message: fmt.Sprintf("claim %s does not hold on %s, and so cannot be lost", id, c.day()),
			Hint:    "choose a date on which it holds, or name another loss",
		}
	}
	c.loss.Ties[tie] = true
	return nil
}

// Worlds returns the number of worlds.
func (c *Comparison) Worlds() int { return c.frame.Worlds() }

// Pattern returns which distinct world a world is; those of one pattern have the
// same answers.
func (c *Comparison) Pattern(world int) int { return c.frame.Pattern(world) }

// Patterns returns the number of distinct worlds.
func (c *Comparison) Patterns() int { return c.frame.Patterns() }

// BitParallel looks at all worlds at once, before and after the losses. What it can
// answer it answers as the states do.
func (c *Comparison) BitParallel() (before, after *snapshot.BitParallel) {
	both := c.sides()
	return both[0], both[1]
}

// At returns the two states of a world.
func (c *Comparison) At(world int) (before, after *State) {
	s := c.newStates()
	s.set(c.frame.Pattern(world))
	return &State{s.before}, &State{s.after}
}

// Each hands the two states of every pattern to one of several workers, as
// [snapshot.Frame.Each] does. The states are valid until the function returns.
func (c *Comparison) Each(ctx context.Context, run snapshot.RunConfig, start func() func(pattern int, before, after *State)) error {
	take, back := c.cfg.Pool.Borrow()
	defer back()
	return c.frame.Each(ctx, run, func() func(int) {
		handle, s := start(), c.Cursor(take())
		return func(pattern int) {
			before, after := s.To(pattern)
			handle(pattern, before, after)
		}
	})
}

// A Cursor goes from pattern to pattern of a comparison, for one goroutine.
type Cursor struct {
	s             *states
	before, after *State
}

// Cursor returns a cursor that computes with the given kernels, which no other may
// use at the same time.
func (c *Comparison) Cursor(k *measure.Kernels) *Cursor {
	s := c.statesOf(k)
	return &Cursor{s, &State{s.before}, &State{s.after}}
}

// To returns the two states of a pattern, valid until the next call.
func (k *Cursor) To(pattern int) (before, after *State) {
	k.s.set(pattern)
	return k.before, k.after
}

// states are the storage of one worker.
type states struct {
	before, after *view
	judge         *classifier // once asked for
}

func (c *Comparison) newStates() *states { return c.statesOf(new(measure.Kernels)) }

func (c *Comparison) statesOf(k *measure.Kernels) *states {
	s := &states{before: newView(c, k, c.frame.World()), after: newView(c, k, c.frame.WorldAfter(&c.loss, func() *snapshot.BitParallel {
		_, later := c.BitParallel()
		return later
	}))}
	s.before.states, s.after.states = s, s
	return s
}

func (s *states) set(pattern int) {
	s.before.set(pattern, nil)
	s.after.set(pattern, &s.after.c.loss)
}

// classifier returns the classifier, turned to the word of the world at hand, and the bit of
// that world.
func (s *states) classifier() (j *classifier, bit uint64) {
	if s.judge == nil {
		s.judge = newClassifier(s.before.c)
	}
	world := s.before.c.frame.First(s.before.w.Pattern())
	word, _ := worldset.At(world)
	s.judge.set(word)
	return s.judge, worldset.Lane(world)
}
