package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// queryFlags are the flags by which a case is read.
type queryFlags struct {
	at, known       string
	lose            []string
	worlds          int
	seed            uint64
	without, reject []string
	regrade, merge  []string
	samples         bool
	lists           bool
	top             int
}

// dates adds the flags for dates.
func (q *queryFlags) dates(c *cobra.Command) *queryFlags {
	c.Flags().StringVar(&q.at, "at", "", "the `date` (EDTF; a month or year means its last day); default the case's own")
	c.Flags().StringVar(&q.known, "known", "", "as known on this `date`; default now")
	return q
}

// evidence adds the flags of a what-if on the evidence.
func (q *queryFlags) evidence(c *cobra.Command) *queryFlags {
	f := c.Flags()
	f.StringArrayVar(&q.without, "without", nil, "leave out a `source` and all that came through it (repeatable)")
	f.StringArrayVar(&q.regrade, "regrade", nil, "give a source another grade, `SOURCE=GRADE` (repeatable)")
	f.StringArrayVar(&q.reject, "reject", nil, "treat a `claim` as said by nobody (repeatable)")
	f.StringArrayVar(&q.merge, "merge-origins", nil, "treat two origins as one, `A,B` (repeatable)")
	return q
}

// sample adds the flags of a sample of worlds.
func (q *queryFlags) sample(c *cobra.Command) *queryFlags {
	q.samples = true
	c.Flags().IntVar(&q.worlds, "worlds", 2000, "the `number` of worlds")
	c.Flags().Uint64Var(&q.seed, "seed", desk.DefaultSeed, "the `seed` of the worlds")
	return q
}

// losses adds the flag for what is lost.
func (q *queryFlags) losses(c *cobra.Command) *queryFlags {
	c.Flags().StringArrayVar(&q.lose, "lose", nil, "what is lost: the `id` or name of an entity, or the id of a claim (repeatable); default the losses of the case")
	return q
}

// listing adds the flag for how much of a long list is shown.
func (q *queryFlags) listing(c *cobra.Command, top int, usage string) *queryFlags {
	q.lists = true
	c.Flags().IntVar(&q.top, "top", top, usage)
	return q
}

// query turns the flags into a query.
func (q *queryFlags) query(a *app) (desk.Query, error) {
	edits, err := desk.ParseEdits(q.without, q.regrade, q.reject, q.merge)
	if err != nil {
		return desk.Query{}, err
	}
	if q.samples && q.worlds < 1 {
		return desk.Query{}, desk.NoSuchWorlds(q.worlds)
	}
	if q.lists && q.top < 1 {
		return desk.Query{}, tooFew("--top", q.top)
	}
	out := desk.Query{Case: a.caseName(), At: q.at, Known: q.known, Edits: edits, Worlds: q.worlds, Seed: q.seed, Progress: a.progress()}
	for _, e := range q.lose {
		out.Lose = append(out.Lose, underpin.LossID(e))
	}
	return out, nil
}

// answer runs a verb that reads a case: the question goes to the desk, the answer is
// written as JSON or by print.
func answer[T any](a *app, cmd *cobra.Command, q *queryFlags, ask func(*desk.Desk, desk.Query) (T, error), print func(*page, T)) error {
	query, err := q.query(a)
	if err != nil {
		return err
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		v, err := ask(d, query)
		if err != nil {
			return err
		}
		return a.emit(v, func(p *page) { print(p, v) })
	})
}

// tooFew refuses a count of less than one.
func tooFew(flag string, n int) error {
	return &desk.Fault{Code: desk.OutOfRange, Message: fmt.Sprintf("%s %d would show nothing", flag, n), Hint: "write 1 or more"}
}
