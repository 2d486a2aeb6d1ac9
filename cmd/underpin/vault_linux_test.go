package main

import (
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
