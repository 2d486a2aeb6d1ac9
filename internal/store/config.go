package store

import (
	"crypto/rand"
	"fmt"
	"io"
	"time"

	"underpin/internal/envelope"
	"underpin/internal/register"
)

// A Config says how a database is opened. The zero Config opens one that exists,
// for reading and writing, without signing checkpoints.
type Config struct {
	// Create makes the database if there is none.
	Create bool
	// New makes the database and refuses a file that is there with [ErrExists].
	New bool
	// Now tells the time of recording. Defaults to [time.Now].
	Now func() time.Time
	// Rand is where salts come from. Defaults to the system's secure source.
	Rand io.Reader
	// Keys are the keys that the file may be encrypted with: one, or two while it is
	// being encrypted anew. A database that is made is encrypted with the first. None:
	// the file is plain.
	Keys []envelope.FileKey
	// Signer is the secret key that signs checkpoints, as [register.NewKey] makes
	// it. It is never stored. Defaults to none: no checkpoints are signed.
	Signer string
	// Actor is who makes the changes, unless a change says otherwise. Defaults
	// to "analyst".
	Actor string
	// Wait is how long to wait for another process to finish writing. Defaults
	// to 5 seconds.
	Wait time.Duration
	// Readers is the number of readers at a time. Defaults to 4.
	Readers int
}

func (c Config) withDefaults() Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Rand == nil {
		c.Rand = rand.Reader
	}
	if c.Actor == "" {
		c.Actor = "analyst"
	}
	if c.Wait == 0 {
		c.Wait = 5 * time.Second
	}
	if c.Readers == 0 {
		c.Readers = 4
	}
	c.Create = c.Create || c.New
	return c
}

func (c Config) validate() error {
	if c.Wait < 0 || c.Wait > time.Hour {
		return fmt.Errorf("%w: Wait is %v, not between 0 and an hour", ErrConfig, c.Wait)
	}
	if c.Readers < 1 || c.Readers > 256 {
		return fmt.Errorf("%w: Readers is %d, not between 1 and 256", ErrConfig, c.Readers)
	}
	if c.Signer != "" {
		if err := register.CheckSigner(c.Signer); err != nil {
			return fmt.Errorf("%w: Signer: %w", ErrConfig, err)
		}
	}
	return nil
}
