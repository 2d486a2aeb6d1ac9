package envelope_test

import (
	"testing"

	"underpin/internal/envelope"
)

// BenchmarkUnlockByPassphrase is what a session pays once.
func BenchmarkUnlockByPassphrase(b *testing.B) {
	e, _, err := envelope.New([]byte(passphrase), envelope.LockOptions{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := e.Unlock([]byte(passphrase)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUnlockByKey is what a verb pays with a key file.
func BenchmarkUnlockByKey(b *testing.B) {
	e, u, err := envelope.New([]byte(passphrase), envelope.LockOptions{KDF: cheap})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := e.UnlockWith(u.Identity); err != nil {
			b.Fatal(err)
		}
	}
}
