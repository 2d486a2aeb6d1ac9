package vault_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/synth/property"
	"underpin/internal/vault"
	"underpin/internal/vault/open"
)

// reader makes an identity and who it reads as.
func reader(t testing.TB) (*age.HybridIdentity, vault.PublicKey) {
	t.Helper()
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	r, err := vault.ParsePublicKey(id.Recipient().String())
	if err != nil {
		t.Fatal(err)
	}
	return id, r
}

func newKey(t testing.TB, source underpin.SourceID, to ...vault.PublicKey) (vault.Key, underpin.Sealed) {
	t.Helper()
	k, s, err := vault.NewKey(source, to)
	if err != nil {
		t.Fatal(err)
	}
	return k, s
}

func sealed(t testing.TB, k vault.Key, kind underpin.SealedKind, text string) underpin.Sealed {
	t.Helper()
	s, err := k.Seal(kind, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhatIsSealedOpensForEachReaderAndForNobodyElse(t *testing.T) {
	ana, toAna := reader(t)
	ben, toBen := reader(t)
	eve, _ := reader(t)
	k, sealedKey := newKey(t, "KESTREL", toAna, toBen)
	note := sealed(t, k, underpin.SealedNote, "Said so on the quay.")
	for name, id := range map[string]*age.HybridIdentity{"Ana": ana, "Ben": ben} {
		opened, err := open.Key(sealedKey, id)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text, err := open.Record(note, opened)
		if err != nil || string(text.Bytes()) != "Said so on the quay." {
			t.Errorf("%s reads %q, %v", name, text.Bytes(), err)
		}
	}
	if _, err := open.Key(sealedKey, eve); !errors.Is(err, vault.ErrReader) {
		t.Errorf("somebody else: %v", err)
	}
	if len(sealedKey.Readers) != 2 || !slices.Contains(sealedKey.Readers, toAna.Mark()) {
		t.Errorf("the readers are %v", sealedKey.Readers)
	}
}

func TestASealedRecordInTheWrongPlaceIsRefused(t *testing.T) {
	ana, toAna := reader(t)
	k, sealedKey := newKey(t, "KESTREL", toAna)
	other, otherKey := newKey(t, "HERON", toAna)
	note, second := sealed(t, k, underpin.SealedNote, "one"), sealed(t, k, underpin.SealedNote, "two")
	long := sealed(t, k, underpin.SealedRecording, strings.Repeat("sound ", 300_000))
	if len(long.Box) < 3 {
		t.Fatalf("%d pieces", len(long.Box))
	}
	changed := func(s underpin.Sealed, change func(*underpin.Sealed)) underpin.Sealed {
		s.Box = slices.Clone(s.Box)
		change(&s)
		return s
	}
	for name, s := range map[string]underpin.Sealed{
		"the text of another note":     changed(note, func(s *underpin.Sealed) { s.Box = second.Box }),
		"a note said to be of another": changed(note, func(s *underpin.Sealed) { s.Source = "HERON" }),
		"a note said to be a contact":  changed(note, func(s *underpin.Sealed) { s.Kind = underpin.SealedContact }),
		"a note of another source":     sealed(t, other, underpin.SealedNote, "one"),
		"a piece is missing":           changed(long, func(s *underpin.Sealed) { s.Box = s.Box[:2] }),
		"two pieces change places":     changed(long, func(s *underpin.Sealed) { s.Box[0], s.Box[1] = s.Box[1], s.Box[0] }),
		"no piece at all":              changed(note, func(s *underpin.Sealed) { s.Box = nil }),
		"what is no base64":            changed(note, func(s *underpin.Sealed) { s.Box[0] = "?" }),
	} {
		if text, err := open.Record(s, k); !errors.Is(err, vault.ErrDamaged) {
			t.Errorf("%s: %q, %v", name, text.Bytes(), err)
		}
	}
	moved := sealedKey
	moved.Source = "HERON"
	if _, err := open.Key(moved, ana); !errors.Is(err, vault.ErrDamaged) {
		t.Errorf("a key said to be that of another source: %v", err)
	}
	moved = otherKey
	moved.Source, moved.ID = sealedKey.Source, sealedKey.ID
	if _, err := open.Key(moved, ana); !errors.Is(err, vault.ErrDamaged) {
		t.Errorf("the key of another source: %v", err)
	}
}

// Every byte of a sealed record counts.
func TestAFlippedBitIsFound(t *testing.T) {
	ana, toAna := reader(t)
	k, sealedKey := newKey(t, "KESTREL", toAna)
	note := sealed(t, k, underpin.SealedNote, "one")
	property.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom([]underpin.Sealed{note, sealedKey}).Draw(t, "record")
		box, _ := base64.StdEncoding.DecodeString(s.Box[0])
		at := rapid.IntRange(0, len(box)-1).Draw(t, "at")
		box[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		s.Box = []string{base64.StdEncoding.EncodeToString(box)}
		var err error
		if s.Kind == underpin.SealedKey {
			_, err = open.Key(s, ana)
		} else {
			_, err = open.Record(s, k)
		}
		if !errors.Is(err, vault.ErrDamaged) && !errors.Is(err, vault.ErrReader) {
			t.Fatalf("byte %d: %v", at, err)
		}
	})
}

func TestWhatIsSealedComesBackAsItWas(t *testing.T) {
	_, toAna := reader(t)
	k, _ := newKey(t, "KESTREL", toAna)
	property.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.Byte(), 1, 2000).Draw(t, "text")
		s, err := k.Seal(underpin.SealedNote, text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := open.Record(s, k)
		if err != nil || !bytes.Equal(got.Bytes(), text) {
			t.Fatalf("%x, %v", got.Bytes(), err)
		}
	})
}

func TestALengthSaysLittle(t *testing.T) {
	_, toAna := reader(t)
	k, _ := newKey(t, "KESTREL", toAna)
	lengths := map[int]bool{}
	for n := 1; n <= 100_000; n += 97 {
		padded := len(vault.Pad(make([]byte, n)))
		if padded > 520 && padded > n+8+(n+8)*12/100 {
			t.Fatalf("%d bytes become %d", n, padded)
		}
		lengths[padded] = true
	}
	if len(lengths) > 150 {
		t.Errorf("there are %d lengths", len(lengths))
	}
	short, longer := sealed(t, k, underpin.SealedNote, "x"), sealed(t, k, underpin.SealedNote, strings.Repeat("x", 500))
	if len(short.Box[0]) != len(longer.Box[0]) {
		t.Errorf("one byte takes %d, 500 take %d", len(short.Box[0]), len(longer.Box[0]))
	}
}

func TestWhatCannotBeSealed(t *testing.T) {
	_, toAna := reader(t)
	k, _ := newKey(t, "KESTREL", toAna)
	if _, err := k.Seal(underpin.SealedNote, nil); !errors.Is(err, vault.ErrEmpty) {
		t.Errorf("nothing: %v", err)
	}
	if _, err := k.Seal(underpin.SealedRecording, make([]byte, vault.MaxRecord+1)); !errors.Is(err, vault.ErrTooLong) {
		t.Errorf("too much: %v", err)
	}
	if _, _, err := vault.NewKey("KESTREL", nil); !errors.Is(err, vault.ErrNobody) {
		t.Errorf("for nobody: %v", err)
	}
	for _, text := range []string{"", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p", "AGE-SECRET-KEY-PQ-1"} {
		if _, err := vault.ParsePublicKey(text); !errors.Is(err, vault.ErrNotReader) {
			t.Errorf("%q as a reader: %v", text, err)
		}
	}
}

// A Secret prints as [sealed], whoever prints it and wherever it lies.
func TestASecretPrintsAsSealed(t *testing.T) {
	const text = "Lena Okoro of Pier 4"
	secret := vault.NewSecret([]byte(text))
	_, toAna := reader(t)
	k, _ := newKey(t, "KESTREL", toAna)
	type record struct {
		Open  vault.Secret
		inner vault.Secret
		list  []vault.Secret
		by    map[string]vault.Secret
		at    *vault.Secret
	}
	r := record{secret, secret, []vault.Secret{secret}, map[string]vault.Secret{"a": secret}, &secret}
	var out strings.Builder
	for _, verb := range strings.Split("v +v #v s q x X d o b c U e f g t p T", " ") {
		for _, v := range []any{secret, &secret, r, &r, []any{secret}, k, &k} {
			fmt.Fprintf(&out, "%"+verb+" ", v)
		}
	}
	fmt.Fprint(&out, secret, r)
	fmt.Fprintln(&out, errors.Join(fmt.Errorf("open %v: %w", secret, errors.New("no"))))
	for _, v := range []any{secret, r, map[string]any{"a": secret}, k} {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(b)
	}
	if b, err := xml.Marshal(secret); err != nil {
		t.Fatal(err)
	} else {
		out.Write(b)
	}
	log := slog.New(slog.NewJSONHandler(&out, nil))
	log.Info("opened", "secret", secret, "record", r, "key", k)
	slog.New(slog.NewTextHandler(&out, nil)).Info("opened", "secret", secret, "record", r)
	func() {
		defer func() { fmt.Fprintf(&out, "%v %s %+v", recover(), secret, r) }()
		panic(secret)
	}()
	printed := out.String()
	for _, form := range []string{text, "Lena", fmt.Sprint([]byte(text)[:4])[1:], fmt.Sprintf("%x", text[:4]), base64.StdEncoding.EncodeToString([]byte(text))[:8], string(k.Bytes())} {
		if strings.Contains(strings.ToLower(printed), strings.ToLower(form)) {
			t.Errorf("%q was printed", form)
		}
	}
	if n := strings.Count(printed, "[sealed]"); n < 50 {
		t.Errorf("[sealed] stands there %d times", n)
	}
	secret.Wipe()
	if len(r.inner.Bytes()) != 0 {
		t.Error("a copy of what was wiped still has it")
	}
}

func BenchmarkOpenRecord(b *testing.B) {
	ana, toAna := reader(b)
	k, sealedKey := newKey(b, "KESTREL", toAna)
	note := sealed(b, k, underpin.SealedNote, strings.Repeat("Said so on the quay. ", 100))
	b.ResetTimer()
	for range b.N {
		opened, err := open.Key(sealedKey, ana)
		if err != nil {
			b.Fatal(err)
		}
		text, err := open.Record(note, opened)
		if err != nil {
			b.Fatal(err)
		}
		text.Wipe()
	}
}
