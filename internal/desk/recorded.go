package desk

import (
	"context"
	"fmt"
	"strings"
)

// PartlyRecorded is the fault of what failed after cases were recorded: it tells which.
// Cases that said all of it already were not.
func PartlyRecorded(ctx context.Context, done []*Imported, err error) *Fault {
	f := *FaultOf(ctx, err)
	var written []*Imported
	for _, d := range done {
		if d.Entry > 0 {
			written = append(written, d)
		}
	}
	if len(written) == 0 {
		return &f
	}
	f.Recorded, f.Err = written, err
	if f.Kind == Cancelled {
		f.Message = "interrupted; " + recorded(written)
	} else {
		f.Message = recorded(written) + ": " + f.Message
	}
	return &f
}

// recorded says which cases were recorded before the rest failed.
func recorded(done []*Imported) string {
	names := make([]string, len(done))
	for i, d := range done {
		names[i] = string(d.Case)
	}
	return strings.Join(names, ", ") + ": recorded; nothing of what came after"
}

// AfterEntry is the fault of what failed after an entry was recorded: it says so. An entry
// of 0 is none.
func AfterEntry(ctx context.Context, entry int64, err error) *Fault {
	f := *FaultOf(ctx, err)
	if entry == 0 || len(f.Recorded) > 0 {
		return &f
	}
	f.Entry, f.Err = entry, err
	if f.Kind == Cancelled {
		f.Message = fmt.Sprintf("interrupted; entry %d was recorded", entry)
	} else {
		f.Message = fmt.Sprintf("entry %d was recorded, and what came after failed: %s", entry, f.Message)
	}
	if f.Code == DiskFull {
		f.Hint = fmt.Sprintf("make room; entry %d need not be made again", entry)
	}
	return &f
}

// NotShown is the fault of a result that could not be written where its reader would see
// it: it says what was recorded.
func NotShown(ctx context.Context, result any, err error) *Fault {
	err = outputFault(err)
	switch r := result.(type) {
	case *Changed:
		return AfterEntry(ctx, r.Entry, err)
	case *Reversal:
		return AfterEntry(ctx, r.Seq, err)
	case *Erased:
		return AfterEntry(ctx, r.Entry, err)
	case *Imported:
		return PartlyRecorded(ctx, []*Imported{r}, err)
	case []*Imported:
		return PartlyRecorded(ctx, r, err)
	}
	return FaultOf(ctx, err)
}

// outputFault is the fault of an output that could not be written.
func outputFault(err error) error {
	if isFull(err) {
		return &Fault{Code: DiskFull, Message: "the output could not be written: the disk is full", Hint: "make room and ask again", Err: err}
	}
	return err
}
