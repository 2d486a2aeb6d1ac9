package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestACaseIsOpenedOnceASession(t *testing.T) {
	w := newWorkplace(t)
	w.begin()
	if out := w.do(0, "find", "yard"); !strings.Contains(out, "Yard Company") {
		t.Errorf("open, it says %s", out)
	}
	if out := w.run(0, "lock"); !strings.Contains(out, "Everything is locked.") {
		t.Errorf("lock says %s", out)
	}
	if out := w.do(5, "find", "yard"); !strings.Contains(out, "there is no terminal to ask for its passphrase on") {
		t.Errorf("locked, it says %s", out)
	}
	w.types("find", "yard").on("Passphrase of case.db: ", "wrong").on("That is not the passphrase.", "").on("That is not the passphrase.", testPassphrase).ends(0)
	if out := w.do(0, "unlock"); !strings.Contains(out, "is open, until nobody uses it for 15 minutes") {
		t.Errorf("unlock says %s", out)
	}
}

func TestWhatIsSealedIsShownToItsReaderAlone(t *testing.T) {
	w := newWorkplace(t)
	w.begin()
	typed := w.types("seal", "HERON")
	typed.on("Who HERON is", "Lena Okoro").on("Lena Okoro", "of Pier 4").on("of Pier 4", ".")
	typed.on("How HERON is reached", "")
	typed.on("A note on HERON", "Said so at home.").on("at home.", ".")
	if out := typed.ends(0); !strings.Contains(out, "seal identity, note of HERON") {
		t.Errorf("seal says %q", out)
	}
	list := w.do(0, "unseal")
	if !strings.Contains(list, "1 identity, 1 note") || !strings.Contains(list, "the analyst") || strings.Contains(list, "Okoro") {
		t.Errorf("the list is %s", list)
	}
	if out := w.do(7, "unseal", "HERON", "identity"); !strings.Contains(out, "there is no terminal to show it on") {
		t.Errorf("without a terminal: %s", out)
	}
	shown := w.types("unseal", "HERON", "identity").on("Passphrase of case.db: ", testPassphrase)
	shown.wait("Lena Okoro")
	shown.on("Press Enter", "")
	if out := shown.ends(0); !strings.Contains(out, "\x1b[?1049h") || !strings.HasSuffix(strings.TrimSpace(out), "\x1b[?1049l") {
		t.Errorf("it is not on a screen of its own: %q", out)
	}
	if out := w.do(0, "log"); !strings.Contains(out, "unseal identity") {
		t.Errorf("the log says %s", out)
	}

	// With the vault open nobody is asked, and what is sealed then lies under the same key.
	w.types("unlock", "--vault").on("Passphrase of case.db: ", testPassphrase).ends(0)
	w.types("unseal", "HERON", "note").on("Said so at home.", "").ends(0)
	w.feed(0, "She has moved.", "--db", "case.db", "seal", "HERON", "--contact")
	if out := w.do(0, "export", "-"); strings.Contains(out, "sealed") || strings.Contains(out, "Okoro") {
		t.Errorf("the export has %s", out)
	}
	w.run(0, "lock")
	if out := w.types("unseal", "HERON", "contact").on("Passphrase of case.db: ", testPassphrase).on("She has moved.", "").ends(0); strings.Count(out, "Passphrase") != 1 {
		t.Errorf("the passphrase is asked for more than once: %q", out)
	}
}

func TestARecipientIsAddedAndTakenOut(t *testing.T) {
	w := newWorkplace(t)
	w.begin()
	w.feed(0, "met on the quay", "--db", "case.db", "seal", "HERON", "--note")
	w.run(0, "--db", "ben.db", "--key-file", "ben.txt", "init") // makes a key
	var key string
	for line := range strings.Lines(read(t, w, "ben.txt")) {
		if _, public, ok := strings.Cut(line, "public key: "); ok {
			key = strings.TrimSpace(public)
		}
	}
	added := w.types("recipients", "add", key, "--name", "Ben").on("Passphrase of case.db: ", testPassphrase).ends(0)
	if !strings.Contains(added, "Ben can open the case from now on") || !strings.Contains(added, "sealed anew") {
		t.Errorf("it says %q", added)
	}
	ben := []string{"--db", "case.db", "--key-file", "ben.txt"}
	if out := w.pipe(append(ben, "unseal", "HERON", "note", "--pipe")...); out != "met on the quay" {
		t.Errorf("Ben reads %q", out)
	}

	// One source agreed to talk to one person only.
	w.types("recipients", "remove", "Ben", "--source", "HERON").on("Passphrase of case.db: ", testPassphrase).ends(0)
	if out := w.run(7, append(ben, "unseal", "HERON", "note", "--pipe")...); !strings.Contains(out, "it is not sealed to you") {
		t.Errorf("without the source, Ben is told %s", out)
	}
	w.run(0, append(ben, "find", "yard")...)
	w.types("recipients", "remove", "the analyst", "--source", "HERON").on("Passphrase of case.db: ", testPassphrase).ends(7)

	out := w.types("recipients", "remove", "Ben").on("Passphrase of case.db: ", testPassphrase).ends(0)
	if !strings.Contains(out, "under a new key") || !strings.Contains(strings.Join(strings.Fields(out), " "), "made to un-know it") {
		t.Errorf("it says %q", out)
	}
	if out := w.run(5, append(ben, "find", "yard")...); !strings.Contains(out, "the key does not open the case") {
		t.Errorf("taken out, Ben is told %s", out)
	}
	w.do(0, "find", "yard") // whoever keeps the case open has the new key
	w.types("recipients", "remove", "the analyst").on("Passphrase of case.db: ", testPassphrase).ends(7)
	w.types("unseal", "HERON", "note").on("Passphrase of case.db: ", testPassphrase).on("met on the quay", "").ends(0)
}

func TestAnHeirOpensTheCaseWithItsShares(t *testing.T) {
	w := newWorkplace(t)
	w.begin()
	w.feed(0, "met on the quay", "--db", "case.db", "seal", "HERON", "--note")
	made := w.types("heir", "--shares", "3", "--needed", "2").on("Passphrase of case.db: ", testPassphrase)
	for range 3 {
		made.on("Press Enter when you have copied all lines. ", "")
	}
	var shares [][]string
	for line := range strings.Lines(made.ends(0)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "1:  ") {
			shares = append(shares, nil)
		}
		if len(line) > 4 && line[1:4] == ":  " {
			shares[len(shares)-1] = append(shares[len(shares)-1], line[4:])
		}
	}
	if len(shares) != 3 {
		t.Fatalf("%d shares were shown", len(shares))
	}
	w.run(0, "lock")
	const next = "window cradle thistle ferry"
	heir := w.types("heir", "--open")
	for _, share := range [][]string{shares[2], shares[0]} {
		for i, line := range share {
			heir.on(string(rune('1'+i))+":  ", line)
		}
	}
	heir.on("New passphrase: ", next).on("The same again: ", next).ends(0)
	w.run(0, "lock")
	w.types("unseal", "HERON", "note").on("Passphrase of case.db: ", next).on("met on the quay", "").ends(0)
}

func TestAnotherPassphraseLeavesWhatIsSealedReadable(t *testing.T) {
	w := newWorkplace(t)
	w.begin()
	w.feed(0, "met on the quay", "--db", "case.db", "seal", "HERON", "--note")
	const next = "window cradle thistle ferry"
	w.types("passphrase").on("Passphrase of case.db: ", testPassphrase).on("New passphrase: ", next).on("The same again: ", next).ends(0)
	w.run(0, "lock")
	w.types("unseal", "HERON", "note").on("Passphrase of case.db: ", next).on("met on the quay", "").ends(0)
}

func read(t *testing.T, w *workplace, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// pipe runs the program with its output through a pipe, and returns that.
func (w *workplace) pipe(args ...string) string {
	w.t.Helper()
	c := w.command(args...)
	var errs strings.Builder
	c.Stderr = &errs
	out, err := c.Output()
	if err != nil {
		w.t.Fatalf("%v: %v: %s", args, err, errs.String())
	}
	return string(out)
}
