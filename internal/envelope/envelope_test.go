package envelope_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"underpin/internal/envelope"
)

// cheap is a derivation that costs nothing: what is tested is not its price.
var cheap = envelope.KDF{Time: 1, Memory: 8, Threads: 1}

const passphrase = "herring lantern quarry oboe"

// made writes an envelope and returns where it lies, with what it holds.
func made(t *testing.T, name string) (string, *envelope.Envelope, *envelope.Unlocked) {
	t.Helper()
	e, u, err := envelope.New([]byte(passphrase), envelope.LockOptions{KDF: cheap, Hint: "the fish song"})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := e.Create(path); err != nil {
		t.Fatal(err)
	}
	return path, e, u
}

func read(t *testing.T, path string) *envelope.Envelope {
	t.Helper()
	e, err := envelope.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestAPassphraseOpensWhatWasLockedWithIt(t *testing.T) {
	path, _, u := made(t, "quay.db.key")
	e := read(t, path)
	got, err := e.Unlock([]byte(passphrase))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Keys) != 1 || got.Keys[0] != u.Keys[0] || got.ID != u.ID || got.Standing() != envelope.Analyst {
		t.Errorf("it holds other things than were put in")
	}
	if e.Hint() != "the fish song" || !e.HasPassphrase() || e.ID() != u.ID {
		t.Errorf("hint %q, id %v", e.Hint(), e.ID())
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size()%4096 != 0 || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has %d bytes and mode %v", info.Size(), info.Mode())
	}
	if _, err := e.Unlock([]byte("herring lantern quarry oboes")); !errors.Is(err, envelope.ErrPassphrase) {
		t.Errorf("a wrong passphrase: %v", err)
	}
}

func TestAPassphraseTypedComposedOrDecomposedIsTheSame(t *testing.T) {
	e, _, err := envelope.New([]byte("caf\u00e9 lantern quarry"), envelope.LockOptions{KDF: cheap})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Unlock([]byte("cafe\u0301 lantern quarry")); err != nil {
		t.Error(err)
	}
}

func TestAnEnvelopeIsNeverReplacedByANewOne(t *testing.T) {
	path, e, _ := made(t, "quay.db.key")
	before, _ := os.ReadFile(path)
	if err := e.Create(path); !errors.Is(err, envelope.ErrExists) {
		t.Errorf("it was created twice: %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("it has changed")
	}
	if names, _ := os.ReadDir(filepath.Dir(path)); len(names) != 1 {
		t.Errorf("something was left beside it: %v", names)
	}
}

func TestAnotherPassphraseOpensTheSameKey(t *testing.T) {
	path, e, u := made(t, "quay.db.key")
	if err := e.Rewrap(u, []byte("walnut harbour mitten"), envelope.LockOptions{KDF: cheap}); err != nil {
		t.Fatal(err)
	}
	if err := e.Replace(); err != nil {
		t.Fatal(err)
	}
	e = read(t, path)
	if _, err := e.Unlock([]byte(passphrase)); !errors.Is(err, envelope.ErrPassphrase) {
		t.Errorf("the old passphrase: %v", err)
	}
	got, err := e.Unlock([]byte("walnut harbour mitten"))
	if err != nil {
		t.Fatal(err)
	}
	if got.Keys[0] != u.Keys[0] {
		t.Error("the key has changed")
	}
}

func TestWhileTheKeyChangesBothAreThere(t *testing.T) {
	_, e, u := made(t, "quay.db.key")
	old, next := u.Keys[0], envelope.NewFileKey()
	u.AddKey(next)
	if err := e.Seal(u); err != nil {
		t.Fatal(err)
	}
	got, err := e.Unlock([]byte(passphrase))
	if err != nil || len(got.Keys) != 2 || got.Keys[0] != next || got.Keys[1] != old {
		t.Fatalf("%d keys, %v", len(got.Keys), err)
	}
	u.DropKey(old)
	if err := e.Seal(u); err != nil {
		t.Fatal(err)
	}
	if got, err = e.Unlock([]byte(passphrase)); err != nil || len(got.Keys) != 1 || got.Keys[0] != next {
		t.Errorf("%d keys, %v", len(got.Keys), err)
	}
}

func TestAKeyFileOpensACaseWithoutAPassphrase(t *testing.T) {
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := envelope.ParseIdentity("quay.secret", envelope.FormatIdentity(id))
	if err != nil {
		t.Fatal(err)
	}
	e, u, err := envelope.New(nil, envelope.LockOptions{Identity: parsed})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Unlock([]byte(passphrase)); !errors.Is(err, envelope.ErrNoPassphrase) {
		t.Errorf("a passphrase: %v", err)
	}
	if got, err := e.UnlockWith(id); err != nil || got.Keys[0] != u.Keys[0] {
		t.Errorf("the key: %v", err)
	}
	stranger, _ := age.GenerateHybridIdentity()
	if _, err := e.UnlockWith(stranger); !errors.Is(err, envelope.ErrIdentity) {
		t.Errorf("another key: %v", err)
	}
	for _, text := range []string{"", "# nothing\n", "AGE-SECRET-KEY-1QQQ", strings.Repeat("x", 100)} {
		if _, err := envelope.ParseIdentity("quay.secret", []byte(text)); !errors.Is(err, envelope.ErrNotIdentity) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestTheRecoverySheetOpensTheCaseAndGivesItANewPassphrase(t *testing.T) {
	path, e, u := made(t, "quay.db.key")
	lines, err := e.AddSheet(u)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Replace(); err != nil {
		t.Fatal(err)
	}
	if len(lines) != envelope.SheetLines {
		t.Fatalf("the sheet has %d lines", len(lines))
	}
	for i := range lines {
		lines[i] = fmt.Sprintf(" %d: %s ", i+1, strings.ToUpper(lines[i])) // as somebody may type it
	}
	id, err := envelope.SheetIdentity(lines)
	if err != nil {
		t.Fatal(err)
	}
	e = read(t, path)
	got, err := e.UnlockWith(id)
	if err != nil || got.Standing() != envelope.Sheet || got.Keys[0] != u.Keys[0] {
		t.Fatalf("standing %q, %v", got.Standing(), err)
	}
	if err := e.Rewrap(got, []byte("walnut harbour mitten"), envelope.LockOptions{KDF: cheap}); err != nil {
		t.Fatal(err)
	}
	got, err = e.Unlock([]byte("walnut harbour mitten"))
	if err != nil || got.Standing() != envelope.Analyst || got.Keys[0] != u.Keys[0] || len(got.Recipients) != 2 {
		t.Errorf("after recovery: %v", err)
	}
	if _, err := e.UnlockWith(id); err != nil {
		t.Errorf("the sheet opens it no more: %v", err)
	}
}

func TestALineOfTheSheetTellsThatItWasCopiedWrongly(t *testing.T) {
	_, e, u := made(t, "quay.db.key")
	lines, err := e.AddSheet(u)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range lines {
		if _, err := envelope.CheckSheetLine(i, line); err != nil {
			t.Errorf("line %d: %v", i+1, err)
		}
		wrong := []string{line[:len(line)-1], line + "q", swap(line), strings.Replace(line, line[:1], "x", 1), lines[(i+1)%len(lines)]}
		for n, w := range wrong {
			if w == line {
				continue
			}
			if _, err := envelope.CheckSheetLine(i, w); n < 2 && !errors.Is(err, envelope.ErrSheet) {
				t.Errorf("line %d, %q for %q: %v", i+1, w, line, err)
			}
		}
	}
	lines[2] = lines[2][:5]
	if _, err := envelope.SheetIdentity(lines); !errors.Is(err, envelope.ErrSheet) || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("a short third line: %v", err)
	}
}

// swap exchanges the first two letters.
func swap(s string) string { return s[1:2] + s[0:1] + s[2:] }

func TestNobodyIsLockedOut(t *testing.T) {
	_, e, u := made(t, "quay.db.key")
	u.Recipients = nil
	if err := e.Seal(u); !errors.Is(err, envelope.ErrLockedOut) {
		t.Errorf("no recipient: %v", err)
	}
	if _, err := e.Unlock([]byte(passphrase)); err != nil {
		t.Errorf("the envelope has changed: %v", err)
	}
}

func TestWeakPassphrasesAreRefused(t *testing.T) {
	for _, p := range []string{"", "short", "elevenchars", "aaaaaaaaaaaaaaaaaaaa", "abababababababab", "AaBbCcAaBbCcAaBb", "with\na line break", "\xff\xfe bad bytes here"} {
		if err := envelope.CheckPassphrase([]byte(p)); !errors.Is(err, envelope.ErrWeak) {
			t.Errorf("%q: %v", p, err)
		}
	}
	for _, p := range []string{passphrase, "مفتاح البيت الكبير", "kX9#mQ2$vLpw"} {
		if err := envelope.CheckPassphrase([]byte(p)); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
}

func TestADamagedEnvelopeIsRefusedForWhatItIs(t *testing.T) {
	path, _, _ := made(t, "quay.db.key")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other, _, _ := made(t, "pier.db.key")
	newer := bytes.Replace(whole, []byte("envelope 1 "), []byte("envelope 2 "), 1)
	for name, c := range map[string]struct {
		text []byte
		want error
	}{
		"empty":                 {nil, envelope.ErrNotEnvelope},
		"another file":          {[]byte("SQLite format 3\x00"), envelope.ErrNotEnvelope},
		"a few bytes":           {whole[:9], envelope.ErrTruncated},
		"the first line":        {whole[:30], envelope.ErrTruncated},
		"half":                  {whole[:len(whole)/2], envelope.ErrTruncated},
		"all but the last byte": {whole[:len(whole)-1], envelope.ErrTruncated},
		"newer":                 {newer, envelope.ErrNewer},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(other, c.text, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := envelope.Read(other); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	if _, err := envelope.Read(filepath.Join(t.TempDir(), "none")); !errors.Is(err, envelope.ErrMissing) {
		t.Errorf("no file: %v", err)
	}
}

func TestAFlippedByteAnywhereIsRefused(t *testing.T) {
	path, _, _ := made(t, "quay.db.key")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		torn := bytes.Clone(whole)
		torn[i] ^= 1 << (i % 8)
		if err := os.WriteFile(path, torn, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := envelope.Read(path); err == nil {
			t.Fatalf("byte %d of %d may be flipped", i, len(whole))
		}
	}
}

// Whoever puts the parts of two envelopes together, with the right hash, is found out.
func TestPartsOfTwoEnvelopesDoNotGoTogether(t *testing.T) {
	a, b := parts(t), parts(t)
	for _, part := range []string{"id", "keys", "identity"} {
		mixed := map[string]json.RawMessage{}
		for k, v := range a {
			mixed[k] = v
		}
		mixed[part] = b[part]
		path := filepath.Join(t.TempDir(), "mixed.key")
		text, _ := json.Marshal(mixed)
		if err := os.WriteFile(path, envelope.Wrapped(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if u, err := read(t, path).Unlock([]byte(passphrase)); err == nil || u != nil {
			t.Errorf("with the %s of another it opens", part)
		}
	}
}

// parts returns the parts of the body of a new envelope.
func parts(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	path, _, _ := made(t, "x.key")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ = bytes.Cut(text, []byte("\n"))
	out := map[string]json.RawMessage{}
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNoKeyIsEverPrinted(t *testing.T) {
	_, _, u := made(t, "quay.db.key")
	key := u.Keys[0]
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, nil))
	logger.Info("x", "key", key, "keys", u.Keys, "all", u)
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "key", key, "all", u)
	asJSON, err := json.Marshal(map[string]any{"key": key, "keys": u.Keys, "all": u})
	if err != nil {
		t.Fatal(err)
	}
	all := log.String() + string(asJSON)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%b", "%o", "%U", "%e"} {
		all += fmt.Sprintf(verb, key) + fmt.Sprintf(verb, &key) + fmt.Sprintf(verb, u.Keys) + fmt.Sprintf(verb, u) + fmt.Sprintf(verb, *u)
	}
	all += fmt.Sprint(key, u) + errors.Join(fmt.Errorf("x %v", key)).Error()
	for _, form := range []string{
		fmt.Sprintf("%x", key[:]), fmt.Sprintf("%X", key[:]), string(key[:]), fmt.Sprint(key[:]), fmt.Sprintf("%#v", key[:]), u.Identity.String(),
	} {
		if strings.Contains(all, form) || strings.Contains(all, form[:8]) && len(form) > 40 {
			t.Errorf("a key is printed in %.200s", all)
		}
	}
	if !strings.Contains(all, "[sealed]") {
		t.Error("nothing says that it is sealed")
	}
}

func TestWipingLeavesNoKey(t *testing.T) {
	_, _, u := made(t, "quay.db.key")
	keys := u.Keys
	u.Wipe()
	if keys[0] != (envelope.FileKey{}) || u.Keys != nil || u.Identity != nil {
		t.Error("something is left")
	}
}
