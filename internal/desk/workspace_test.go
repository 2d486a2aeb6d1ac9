package desk

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"underpin"
	"underpin/internal/envelope"
)

const right = "four words that differ"

// newWorkspace is a folder with nothing in it.
func newWorkspace(t *testing.T) *Workspace {
	t.Helper()
	w := NewWorkspace(WorkspaceConfig{Path: filepath.Join(t.TempDir(), "my.db"), KDF: envelope.KDF{Time: 1, Memory: 8, Threads: 1}})
	t.Cleanup(func() { w.Lock() })
	return w
}

// started is a workspace with a case under a passphrase.
func started(t *testing.T) *Workspace {
	t.Helper()
	w := newWorkspace(t)
	c, err := CaseOf("Who keeps the quay?", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Start(t.Context(), c, []byte(right)); err != nil {
		t.Fatal(err)
	}
	return w
}

// standing is what stands in the way of the cases.
func standing(t *testing.T, w *Workspace) *WorkspaceState {
	t.Helper()
	s, err := w.State()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// word is the code of the fault that an error is.
func word(err error) string {
	f, ok := errors.AsType[*Fault](err)
	if !ok {
		return ""
	}
	return f.Word
}

func TestACaseIsStartedUnderAPassphraseLockedAndOpened(t *testing.T) {
	t.Parallel()
	w := newWorkspace(t)
	if s := standing(t, w); s.State != WorkMissing || s.Encrypted {
		t.Fatalf("at first: %+v", s)
	}
	if _, _, err := w.Use(); word(err) != NoDatabase.Word {
		t.Errorf("there is no database, and it says %v", err)
	}
	w = started(t)
	if s := standing(t, w); s.State != WorkOpen || !s.Encrypted || !s.Passphrase {
		t.Errorf("started: %+v", s)
	}
	d, done, err := w.Use()
	if err != nil {
		t.Fatal(err)
	}
	locked := make(chan error)
	go func() { locked <- w.Lock() }()
	for standing(t, w).State == WorkOpen {
		time.Sleep(time.Millisecond)
	}
	if list, err := d.Cases(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("what is under way when it locks ends with %v, %v", list, err)
	}
	done()
	if err := <-locked; err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.Use(); word(err) != CaseLocked.Word {
		t.Errorf("it is locked, and says %v", err)
	}
	if err := w.Open(t.Context(), "my.db", []byte("other words that differ")); word(err) != WrongPassphrase.Word {
		t.Errorf("a wrong passphrase: %v", err)
	}
	given := []byte(right)
	if err := w.Open(t.Context(), "my.db", given); err != nil || given[0] != 0 {
		t.Errorf("the right one: %v, and %q stays", err, given)
	}
}

// A locking writer locks a workspace as soon as something is written to it.
type lockingWriter struct {
	bytes.Buffer
	w      *Workspace
	locked chan error
}

func (l *lockingWriter) Write(b []byte) (int, error) {
	if l.locked == nil {
		l.locked = make(chan error, 1)
		go func() { l.locked <- l.w.Lock() }()
		for {
			if _, done, err := l.w.use(); err != nil {
				break
			} else {
				done()
			}
			time.Sleep(time.Millisecond)
		}
	}
	return l.Buffer.Write(b)
}

func TestAnExportDuringWhichItIsLockedIsWholeAndEncrypted(t *testing.T) {
	t.Parallel()
	w := started(t)
	d, done, err := w.Use()
	if err != nil {
		t.Fatal(err)
	}
	list, err := d.Cases(t.Context())
	if done(); err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	to := &lockingWriter{w: w}
	sealed, err := w.Export(t.Context(), list[0].ID, to, false)
	if err != nil || !sealed || !envelope.IsLetter(to.Bytes()) {
		t.Errorf("sealed: %v, %v, and it begins with %.20q", sealed, err, to.Bytes())
	}
	if err := <-to.locked; err != nil {
		t.Fatal(err)
	}
	if _, err := w.Export(t.Context(), list[0].ID, &bytes.Buffer{}, false); word(err) != CaseLocked.Word {
		t.Errorf("it is locked, and an export says %v", err)
	}
	if err := w.Open(t.Context(), "my.db", []byte(right)); err != nil {
		t.Fatal(err)
	}
	p, err := w.Unpack("pier.yaml.age", to.Bytes())
	if err != nil || p.Case.ID != list[0].ID {
		t.Errorf("read again: %v, %v", p.Case, err)
	}
}

func TestNothingStaysOfADatabaseThatCouldNotBeBegun(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		name, passphrase string
		c                *underpin.Case
		want             string
	}{
		{"a weak passphrase", "short", &underpin.Case{ID: "quay"}, WeakPassphrase.Word},
		{"a case without a name", right, &underpin.Case{}, BadCaseName.Word},
	} {
		t.Run(x.name, func(t *testing.T) {
			w := newWorkspace(t)
			if _, err := w.Start(t.Context(), x.c, []byte(x.passphrase)); word(err) != x.want {
				t.Errorf("it fails with %v", err)
			}
			left, err := os.ReadDir(filepath.Dir(w.Path()))
			if err != nil || len(left) > 0 {
				t.Errorf("what stays: %v (%v)", left, err)
			}
		})
	}
}

func TestNoNameLeadsOutOfTheFolder(t *testing.T) {
	t.Parallel()
	w := newWorkspace(t)
	outside := filepath.Join(filepath.Dir(filepath.Dir(w.Path())), "outside.db")
	if err := os.WriteFile(outside, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", ".", "..", "../outside.db", outside, "a/b.db", `a\..\b.db`, ".db", ".hidden.db", "passwd", "my.db.key", "none\x00.db"} {
		if err := w.Open(t.Context(), name, nil); word(err) != NotADatabaseName.Word && word(err) != NoDatabase.Word {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestAnEncryptedDatabaseIsLockedBeforeAnotherOpens(t *testing.T) {
	t.Parallel()
	w := started(t)
	if _, err := w.Example(t.Context(), "harbour"); word(err) != CaseOpen.Word {
		t.Errorf("an example opens over an open case: %v", err)
	}
	if err := w.Lock(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // made, and then opened
		if id, err := w.Example(t.Context(), "harbour"); err != nil || id != "harbour" {
			t.Fatalf("%s, %v", id, err)
		}
		if s := standing(t, w); s.Name != "harbour.db" || s.Encrypted || len(s.Others) != 1 || s.Others[0] != (WorkFile{"my.db", true}) {
			t.Errorf("the example is open: %+v", s)
		}
	}
	if _, err := w.Example(t.Context(), "../harbour"); word(err) != UnknownExample.Word {
		t.Errorf("an example that is none: %v", err)
	}
}

func TestADatabaseStaysOpenWhereAnotherCannotBeOpened(t *testing.T) {
	t.Parallel()
	w := newWorkspace(t)
	if _, err := w.Example(t.Context(), "harbour"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(w.Path()), "holiday.db"), []byte("a picture that somebody renamed"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.Open(t.Context(), "holiday.db", nil); word(err) != DatabaseForeign.Word {
		t.Errorf("%v", err)
	}
	if s := standing(t, w); s.State != WorkOpen || s.Name != "harbour.db" {
		t.Errorf("then: %+v", s)
	}
}

func TestWhatIsToldOfTheKeysDecidesWhetherItOpens(t *testing.T) {
	t.Parallel()
	refused := errors.New("nobody can lock it")
	w := NewWorkspace(WorkspaceConfig{
		Path: filepath.Join(t.TempDir(), "my.db"), KDF: envelope.KDF{Time: 1, Memory: 8, Threads: 1},
		Opened: func(context.Context, string, *envelope.Unlocked) error { return refused },
	})
	c, err := CaseOf("Who?", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Start(t.Context(), c, []byte(right)); !errors.Is(err, refused) {
		t.Errorf("it opens all the same: %v", err)
	}
	if standing(t, w).State == WorkOpen {
		t.Error("it is open")
	}
}

func TestACaseIsNamedByTheFirstWordsOfItsQuestion(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		question string
		taken    []underpin.CaseID
		want     underpin.CaseID
	}{
		{"Who keeps the quay, and since when?", nil, "who-keeps-the-quay"},
		{"Who keeps the quay?", []underpin.CaseID{"who-keeps-the-quay", "who-keeps-the-quay-2"}, "who-keeps-the-quay-3"},
		{"من يملك الميناء؟", nil, "case"},
		{"  Port\n 1107 ", nil, "port-1107"},
	} {
		c, err := CaseOf(x.question, "27 November 2026", x.taken)
		if err != nil || c.ID != x.want || c.Settings.AsOf.EDTF != "2026-11-27" || len(c.Relations) == 0 {
			t.Errorf("%q is %v, %v", x.question, c, err)
		}
	}
	if _, err := CaseOf(" ", "", nil); word(err) != BadCaseName.Word {
		t.Errorf("no question: %v", err)
	}
	if _, err := CaseOf("Who?", "2026-13-40", nil); word(err) != NotADate.Word {
		t.Errorf("no date: %v", err)
	}
}

func TestEveryExampleIsOfferedWithItsMap(t *testing.T) {
	t.Parallel()
	cards, err := Examples(t.Context())
	if err != nil || len(cards) != 3 {
		t.Fatalf("%d, %v", len(cards), err)
	}
	for _, c := range cards {
		if c.Title == "" || c.Claims == 0 || len(c.Nodes) == 0 || len(c.Ties) == 0 {
			t.Errorf("%s: %+v", c.Name, c)
		}
		for _, tie := range c.Ties {
			if max(tie[0], tie[1]) >= len(c.Nodes) {
				t.Errorf("%s ties %v of %d", c.Name, tie, len(c.Nodes))
			}
		}
	}
}

// sheetWord asks for something of a recovery sheet with a line, and is the word of what
// it is refused with.
func sheetWord(t *testing.T, w *Workspace, line string) string {
	t.Helper()
	return word(w.CheckSheet(t.Context(), line))
}

func TestARecoverySheetIsShownOnceAndCountsWhenALineOfItIsTypedBack(t *testing.T) {
	t.Parallel()
	w := started(t)
	var told []envelope.Recipient
	w.cfg.Readers = func(_ context.Context, _ string, u *envelope.Unlocked) { told = u.Recipients }
	if got := sheetWord(t, w, "abcd"); got != NoSheet.Word {
		t.Errorf("a line before the sheet was shown: %s", got)
	}
	sheet, err := w.ShowSheet(t.Context())
	if err != nil || len(sheet.Lines) != envelope.SheetLines {
		t.Fatalf("%v, %v", sheet, err)
	}
	if _, err := w.ShowSheet(t.Context()); word(err) != NoSheet.Word {
		t.Errorf("it is shown a second time: %v", err)
	}
	id, err := envelope.SheetIdentity(sheet.Lines)
	if err != nil {
		t.Fatal(err)
	}
	opens := func() error {
		e, err := envelope.Read(envelope.Path(w.Path()))
		if err != nil {
			t.Fatal(err)
		}
		_, err = e.UnlockWith(id)
		return err
	}
	if got := sheetWord(t, w, sheet.Lines[sheet.Check%len(sheet.Lines)]); got != NotTheSheet.Word || !errors.Is(opens(), envelope.ErrIdentity) {
		t.Errorf("another line: %s, and the sheet opens the case: %v", got, opens())
	}
	if err := w.CheckSheet(t.Context(), strings.ToUpper(strings.ReplaceAll(sheet.Lines[sheet.Check-1], " ", ""))); err != nil {
		t.Fatal(err)
	}
	if err := opens(); err != nil || len(told) != 2 {
		t.Errorf("once it counts it opens the case with %v, for %d", err, len(told))
	}
	if _, err := w.ShowSheet(t.Context()); word(err) != NoSheet.Word {
		t.Errorf("another is offered: %v", err)
	}
}

func TestARecoverySheetThatWasNotCopiedIsNotMade(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		name string
		do   func(t *testing.T, w *Workspace, s *RecoverySheet) string
	}{
		{"three lines that are not on it", func(t *testing.T, w *Workspace, _ *RecoverySheet) string {
			sheetWord(t, w, "")
			sheetWord(t, w, "qpzr y9x8 gf2t vd")
			return sheetWord(t, w, "qpzr")
		}},
		{"it is declined", func(t *testing.T, w *Workspace, s *RecoverySheet) string {
			if err := w.DeclineSheet(t.Context()); err != nil {
				t.Error(err)
			}
			return sheetWord(t, w, s.Lines[s.Check-1])
		}},
		{"the case was locked and opened", func(t *testing.T, w *Workspace, s *RecoverySheet) string {
			if err := errors.Join(w.Lock(), w.Open(t.Context(), "my.db", []byte(right))); err != nil {
				t.Error(err)
			}
			return sheetWord(t, w, s.Lines[s.Check-1])
		}},
		{"the passphrase was changed meanwhile", func(t *testing.T, w *Workspace, s *RecoverySheet) string {
			e, err := envelope.Read(envelope.Path(w.Path()))
			if err != nil {
				t.Fatal(err)
			}
			u, err := e.Unlock([]byte(right))
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(e.Rewrap(u, []byte("other words that differ"), envelope.LockOptions{KDF: w.cfg.KDF}), e.Replace()); err != nil {
				t.Fatal(err)
			}
			return sheetWord(t, w, s.Lines[s.Check-1])
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			w := started(t)
			sheet, err := w.ShowSheet(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if got := x.do(t, w, sheet); got != NoSheet.Word {
				t.Errorf("it ends with %q", got)
			}
			id, err := envelope.SheetIdentity(sheet.Lines)
			if err != nil {
				t.Fatal(err)
			}
			e, err := envelope.Read(envelope.Path(w.Path()))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := e.UnlockWith(id); !errors.Is(err, envelope.ErrIdentity) {
				t.Errorf("and the sheet opens the case: %v", err)
			}
		})
	}
}
