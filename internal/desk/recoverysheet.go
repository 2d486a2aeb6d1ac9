package desk

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"slices"

	"underpin/internal/envelope"
)

// A RecoverySheet is a recovery sheet as it is shown, once. It counts when one line of it
// was typed back from the paper.
type RecoverySheet struct {
	// Says tells what to do with the lines.
	Says  []string `json:"says"`
	Lines []string `json:"lines"`
	// Check is the number of the line that is to be typed back, the first of which is 1.
	Check int `json:"check"`
}

// NewRecoverySheet makes a recovery sheet in an envelope that is not written yet: call
// [envelope.Envelope.Replace] once [RecoverySheet.Copied] says so.
func NewRecoverySheet(e *envelope.Envelope, u *envelope.Unlocked) (_ *RecoverySheet, err error) {
	defer settle(context.Background(), &err)
	lines, err := e.AddSheet(u)
	if err != nil {
		return nil, err
	}
	return &RecoverySheet{
		Says: []string{
			"Copy these lines by hand, with the numbers. They open the case without the passphrase.",
			"Keep the paper where the laptop is not. It is shown this once and written to no disk.",
		},
		Lines: lines, Check: rand.IntN(len(lines)) + 1,
	}, nil
}

// TriesAtSheet is how often a line of a recovery sheet may be typed back.
const TriesAtSheet = 3

// Copied reports whether what was typed is the line that is asked for. Case, spaces and
// the number before the line do not matter.
func (s *RecoverySheet) Copied(typed string) bool {
	want, err := envelope.CheckSheetLine(s.Check-1, s.Lines[s.Check-1])
	if err != nil {
		return false
	}
	got, err := envelope.CheckSheetLine(s.Check-1, typed)
	return err == nil && got == want
}

// A sheetOffer is what a recovery sheet of a database is made with that was just made.
type sheetOffer struct {
	envelope *envelope.Envelope
	// file is the key file as it was then.
	file []byte
	// sheet, where it was shown, and who can open the database once it counts.
	sheet *RecoverySheet
	with  []envelope.Recipient
	wrong int
}

// ShowSheet makes a recovery sheet for the encrypted database that was just made here,
// and returns it this once. It fails with [NoSheet] for any other database.
func (w *Workspace) ShowSheet(ctx context.Context) (_ *RecoverySheet, err error) {
	defer settle(ctx, &err)
	var out *RecoverySheet
	err = w.offered(func(open *workDesk) error {
		offer := open.offer
		if offer.sheet != nil {
			return sheetLater("the recovery sheet was shown once already, and does not count")
		}
		u := *open.unlocked
		u.Recipients = slices.Clone(u.Recipients)
		if offer.sheet, err = NewRecoverySheet(offer.envelope, &u); err != nil {
			return err
		}
		out, offer.with = offer.sheet, u.Recipients
		return nil
	})
	return out, err
}

// CheckSheet takes the line of the sheet that was asked for: from then on the sheet
// counts. It fails with [NotTheSheet], and after [TriesAtSheet] with [NoSheet]: then the
// sheet was not made.
func (w *Workspace) CheckSheet(ctx context.Context, line string) (err error) {
	defer settle(ctx, &err)
	return w.offered(func(open *workDesk) error {
		offer := open.offer
		switch {
		case offer.sheet == nil:
			return sheetLater("no recovery sheet was shown")
		case offer.sheet.Copied(line):
			open.offer = nil
			return w.addSheet(ctx, open.unlocked, offer)
		}
		if offer.wrong++; offer.wrong == TriesAtSheet {
			open.offer = nil
			return NotCopied()
		}
		f := faultf(NotTheSheet, "", "that is not the line that was shown")
		f.Field = "line"
		return f
	})
}

// addSheet writes the key file with a sheet, unless another has written it since.
func (w *Workspace) addSheet(ctx context.Context, u *envelope.Unlocked, offer *sheetOffer) error {
	path := w.Path()
	now, err := os.ReadFile(envelope.Path(path))
	if err != nil {
		return fileFault(envelope.Path(path), err)
	}
	if !bytes.Equal(now, offer.file) {
		return sheetLater("the key file was changed meanwhile, so this sheet was not made")
	}
	if err := offer.envelope.Replace(); err != nil {
		return err
	}
	u.Recipients = offer.with
	if w.cfg.Readers != nil {
		w.cfg.Readers(ctx, path, u)
	}
	return nil
}

// DeclineSheet ends the offer of a recovery sheet. A sheet that was shown does not count.
func (w *Workspace) DeclineSheet(ctx context.Context) (err error) {
	defer settle(ctx, &err)
	return w.offered(func(open *workDesk) error {
		open.offer = nil
		return nil
	})
}

// offered does something with the open database, for which a recovery sheet is offered.
func (w *Workspace) offered(do func(*workDesk) error) error {
	w.opening.Lock()
	defer w.opening.Unlock()
	_, done, err := w.Use()
	if err != nil {
		return err
	}
	defer done()
	w.mu.Lock()
	open := w.open
	w.mu.Unlock()
	if open == nil || open.offer == nil {
		return sheetLater("a recovery sheet is offered here once, when a database is made")
	}
	return do(open)
}

// sheetLater refuses a recovery sheet, and says how one is made.
func sheetLater(message string) *Fault {
	return faultf(NoSheet, "make one in a terminal", "%s", message)
}

// NotCopied is the fault of a recovery sheet of which no line was typed back.
func NotCopied() *Fault {
	return sheetLater("the paper does not hold what was shown, so this sheet was not made")
}
