package desk

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

// A HistoryEntry is one change of a case, as the register has it.
type HistoryEntry struct {
	Seq      int64     `json:"seq"`
	Op       string    `json:"op"`
	Actor    string    `json:"actor"`
	Recorded time.Time `json:"recorded"`
	Summary  string    `json:"summary"`
	// Said is the summary in words of the case as it is; empty where it was not asked for.
	Said   string  `json:"said,omitempty"`
	Rows   int64   `json:"rows"`
	Undoes []int64 `json:"undoes,omitempty"`
	// TakenBackBy is the entry in force that takes it back, 0 where it is in force itself.
	TakenBackBy int64 `json:"taken_back_by,omitempty"`
	// Clock says what is odd about the time: "ahead" (still to come), "behind" (the clock
	// stood before the entry before), "leap" (a year or more after it).
	Clock register.Clock `json:"clock,omitempty"`
}

// ClockWords say what is odd about the time of the entry; empty where nothing is.
func (e HistoryEntry) ClockWords() string { return clockWords[e.Clock] }

func entry(e register.Entry) HistoryEntry {
	return HistoryEntry{Seq: e.Seq, Op: string(e.Op), Actor: e.Actor, Recorded: e.Recorded, Summary: e.Summary, Rows: e.Rows, Undoes: e.Undoes}
}

// Log lists the changes of a case, the latest first; all for a limit of 0.
func (d *Desk) Log(ctx context.Context, id underpin.CaseID, limit int) (_ []HistoryEntry, err error) {
	defer settle(ctx, &err)
	id, err = d.store.Resolve(ctx, id)
	if err != nil {
		return nil, err
	}
	more := limit // and the one before the last, to tell the time from
	if limit > 0 {
		more++
	}
	list, err := d.store.Log(ctx, id, more)
	if err != nil {
		return nil, err
	}
	now := d.cfg.Now()
	takenBack := register.TakenBack(list)
	var out []HistoryEntry
	for i, e := range list {
		if i == limit && limit > 0 {
			break
		}
		one := entry(e)
		one.TakenBackBy = takenBack[e.Seq]
		one.Clock = register.ClockOf(e.Recorded, before(list, i).Recorded, now)
		out = append(out, one)
	}
	if err := d.say(ctx, id, out); err != nil { // the register can be read where the records cannot
		return out, ctx.Err()
	}
	return out, nil
}

// A Reversal is the entry that took others back or restored them, with what the case
// holds since.
type Reversal struct {
	HistoryEntry
	// Was are the entries that it takes back or restores, by what they did.
	Was     []string `json:"was"`
	Records int      `json:"records"`
	Claims  int      `json:"claims"`
	Sources int      `json:"sources"`
	// Odd says what is odd about the time of the entry; empty where nothing is.
	Odd string `json:"odd_time,omitempty"`
}

// Undo takes back an entry, by default the last. It is refused, with a list, where
// others depend on it, unless cascade takes those too; and where the case came in with it.
func (d *Desk) Undo(ctx context.Context, id underpin.CaseID, seq int64, cascade bool) (_ *Reversal, err error) {
	defer settle(ctx, &err)
	return d.takeBack(ctx, id, seq, cascade, d.store.Undo)
}

// Redo takes back an undo.
func (d *Desk) Redo(ctx context.Context, id underpin.CaseID, seq int64, cascade bool) (_ *Reversal, err error) {
	defer settle(ctx, &err)
	return d.takeBack(ctx, id, seq, cascade, d.store.Redo)
}

type taker func(context.Context, underpin.CaseID, store.UndoOptions) (register.Entry, error)

func (d *Desk) takeBack(ctx context.Context, id underpin.CaseID, seq int64, cascade bool, take taker) (*Reversal, error) {
	id, err := d.store.Resolve(ctx, id)
	if err != nil {
		return nil, err
	}
	d.tell("taking back and restoring")
	e, err := take(ctx, id, store.UndoOptions{Seq: seq, Cascade: cascade})
	if first, ok := errors.AsType[*register.FoundingError](err); ok {
		return nil, d.nothingBefore(ctx, first, seq)
	}
	if err != nil {
		return nil, err
	}
	out := Reversal{HistoryEntry: entry(e), Was: []string{}}
	if list, err := d.store.Log(ctx, id, 0); err == nil {
		out.Was = undone(list, e)
	}
	out.Odd = d.clockOf(ctx, id, e.Seq)
	c, err := d.load(ctx, id)
	if err != nil {
		return nil, AfterEntry(ctx, e.Seq, err)
	}
	out.Records, out.Claims, out.Sources = c.Count(), len(c.Claims), len(c.Sources)
	return &out, nil
}

// nothingBefore is the fault of an undo that would take back the entry with which the case
// came in: the last, where seq is 0.
func (d *Desk) nothingBefore(ctx context.Context, first *register.FoundingError, seq int64) *Fault {
	came := "imported"
	if first.Entry.Summary == startsCase {
		came = "started"
	}
	file := filepath.Base(d.store.Path())
	hint := "to remove the case itself, stop Underpin and delete " + file + ", with the files beside it whose names begin so"
	if cases, err := d.store.Cases(ctx); err == nil && len(cases) > 1 {
		hint = file + " holds other cases too, so the case cannot be deleted with it; export those that are to stay into a database of their own first"
	}
	f := faultf(NothingToUndo, hint, "there is nothing more to undo: before this the case was %s", came)
	if seq > 0 {
		f.Message = fmt.Sprintf("entry %d stays: with it the case was %s", first.Entry.Seq, came)
	}
	f.Err = first
	return f
}

// undone says of each entry that another takes back what it did; of one that took others
// back itself, what these did.
func undone(list []register.Entry, e register.Entry) (was []string) {
	for _, o := range list {
		if !slices.Contains(e.Undoes, o.Seq) {
			continue
		}
		what := o.Summary
		if again := undone(list, o); len(again) > 0 {
			what += " (" + strings.Join(again, "; ") + ")"
		}
		was = append(was, fmt.Sprintf("entry %d was: %s", o.Seq, what))
	}
	return was
}

// dependants lists what depends on an entry that was to be taken back.
func dependants(e *register.DependantsError) *Fault {
	var lines []string
	for _, dep := range e.Dependants {
		line := fmt.Sprintf("entry %d (%s)", dep.Entry.Seq, dep.Entry.Summary)
		refs := make([]string, 0, 3)
		for i, r := range dep.Records {
			if i == 3 {
				refs = append(refs, "…")
				break
			}
			refs = append(refs, r.String())
		}
		lines = append(lines, line+": "+strings.Join(refs, ", "))
	}
	return &Fault{
		Code:    HasDependants,
		Message: "others depend on it:\n  " + strings.Join(lines, "\n  "),
		Err:     e,
	}
}
