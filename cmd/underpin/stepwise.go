package main

import (
	"context"
	"math"
	"os"
	"time"

	"github.com/spf13/cobra"

	"golang.org/x/term"

	"underpin"
	"underpin/internal/desk"
)

// longAnswer is how long an answer must be expected to take for a first one to be shown.
const longAnswer = 2 * time.Second

// inStepsHelp says in the help of a verb when a first answer is shown.
const inStepsHelp = `
Where the answer takes longer than a few seconds, a terminal shows one from the first 64
worlds at once, with its error, and the whole below it when it is there. A file, a pipe
and --json get the whole alone, and so does --quiet.`

// answerInSteps is answer for what may take long.
func answerInSteps[T any](a *app, cmd *cobra.Command, q *queryFlags, ask func(context.Context, *desk.Desk, desk.Query) (T, error), print func(*page, T)) error {
	query, err := q.query(a)
	if err != nil {
		return err
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		return askInSteps(cmd.Context(), a, query,
			func(ctx context.Context, q desk.Query) (T, error) { return ask(ctx, d, q) },
			func(v T) error { return a.emit(v, func(p *page) { print(p, v) }) })
	})
}

// askInSteps asks a question and shows the answer: in steps where a person watches, else
// the whole at once.
func askInSteps[T any](ctx context.Context, a *app, q desk.Query, ask func(context.Context, desk.Query) (T, error), show func(T) error) error {
	if a.onTerminal() {
		return inSteps(ctx, a, q, longAnswer, ask, show)
	}
	v, err := ask(ctx, q)
	if err != nil {
		return err
	}
	return show(v)
}

// inSteps asks a question in the first worlds, then in more, then in all, and shows each
// answer when it is there. Where the first came so soon that all can be expected within
// long, that is waited for.
func inSteps[T any](ctx context.Context, a *app, q desk.Query, long time.Duration, ask func(context.Context, desk.Query) (T, error), show func(T) error) error {
	began := time.Now()
	for answer, err := range desk.Answers(ctx, q, ask) {
		if err != nil {
			return err
		}
		if !answer.Final() && time.Since(began) < long*time.Duration(answer.Worlds)/time.Duration(answer.Of) {
			continue
		}
		if err := show(answer.Value); err != nil || answer.Final() {
			return err
		}
		a.remark("\n%s\n", follows(answer.Worlds, answer.Of, answer.SE))
	}
	return nil
}

// follows says how good an answer from the first worlds is, and that a better one comes.
// Two standard errors are named.
func follows(worlds, of int, se float64) string {
	return "This is from the first " + count(worlds) + " of " + count(of) + " worlds: a share of worlds in it may be off by " +
		underpin.FormatNumber(math.Ceil(200*se), 0) + " points.\nThe answer from all of them follows."
}

// onTerminal reports whether a person sees what is written as it is written.
func (a *app) onTerminal() bool {
	f, ok := a.out.(*os.File)
	if !ok || a.json || a.quiet {
		return false
	}
	return term.IsTerminal(int(f.Fd()))
}
