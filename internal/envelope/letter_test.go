package envelope_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"underpin/internal/envelope"
)

// written returns a letter to all who can open an envelope.
func written(t *testing.T, u *envelope.Unlocked, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := u.WriteLetter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestALetterIsReadByWhoeverCanOpenTheFile(t *testing.T) {
	_, e, u := made(t, "quay.db.key")
	lines, err := e.AddSheet(u)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := envelope.SheetIdentity(lines)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("KESTREL says so. ", 9000)
	sealed := written(t, u, text)
	if bytes.Contains(sealed, []byte("KESTREL")) || !envelope.IsLetter(sealed) || envelope.IsLetter([]byte("underpin: casebook/1")) {
		t.Error("it is not told for what it is")
	}
	for name, u := range map[string]*envelope.Unlocked{"the analyst": u, "the sheet": {Identity: sheet}} {
		r, err := envelope.ReadLetter(bytes.NewReader(sealed), "quay.age", u.Identity)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != text {
			t.Errorf("%s reads %d of %d bytes, %v", name, len(got), len(text), err)
		}
	}
	_, _, stranger := made(t, "pier.db.key")
	if _, err := envelope.ReadLetter(bytes.NewReader(sealed), "quay.age", stranger.Identity); !errors.Is(err, envelope.ErrNotForYou) {
		t.Errorf("a stranger: %v", err)
	}
}

func TestALetterThatIsCutOffOrAlteredIsRefused(t *testing.T) {
	_, _, u := made(t, "quay.db.key")
	sealed := written(t, u, strings.Repeat("KESTREL says so. ", 9000))
	for i := range 200 {
		at := len(sealed) * i / 200
		altered := bytes.Clone(sealed)
		altered[at] ^= 4
		for name, text := range map[string][]byte{"cut off": sealed[:at], "altered": altered} {
			r, err := envelope.ReadLetter(bytes.NewReader(text), "quay.age", u.Identity)
			if err == nil {
				_, err = io.ReadAll(r)
			}
			if err == nil {
				t.Errorf("%s at byte %d of %d it is read", name, at, len(sealed))
			}
		}
	}
}
