package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"underpin/internal/register"
)

// keyFile is the name of the file that holds the signing key.
const keyFile = "checkpoint.key"

// signer returns the signing key: made where checkpoints are to be signed, else only the
// one that is there and can be read.
func (cfg Config) signer() (string, error) {
	if len(cfg.Keys) > 0 {
		return cfg.Signer, nil
	}
	if cfg.KeyDir == "" {
		return "", nil
	}
	if cfg.Sign {
		return signingKey(cfg.KeyDir)
	}
	signer, err := readKey(filepath.Join(cfg.KeyDir, keyFile))
	if err != nil || register.CheckSigner(signer) != nil {
		return "", nil
	}
	return signer, nil
}

// SigningKey returns a key that signs checkpoints, to be kept with the keys of an
// encrypted database: the one that signs those of plain ones here, where there is one,
// so that a database that is encrypted goes on with it, else a new one.
func SigningKey(dir string) (_ string, err error) {
	defer settle(context.Background(), &err)
	path := filepath.Join(dir, keyFile)
	if signer, err := readKey(path); err == nil && signs(path, signer) == nil {
		return signer, nil
	}
	signer, _, err := register.NewKey(rand.Reader, "underpin")
	return signer, err
}

// signingKey reads the key that signs checkpoints, and makes one the first time. Of
// two processes that make one at the same time both use that of the first.
func signingKey(dir string) (string, error) {
	path := filepath.Join(dir, keyFile)
	switch signer, err := readKey(path); {
	case err == nil:
		return signer, signs(path, signer)
	case !errors.Is(err, os.ErrNotExist):
		return "", keyFault("the key that signs checkpoints is there; check its permissions", err)
	}
	signer, _, err := register.NewKey(rand.Reader, "underpin")
	if err != nil {
		return "", err
	}
	if err := placeKey(path, signer); err != nil && !errors.Is(err, os.ErrExist) {
		return "", keyFault("", err)
	}
	if signer, err = readKey(path); err != nil {
		return "", keyFault("", err)
	}
	return signer, nil
}

// signs fails where what a file holds is not a key that can sign.
func signs(path, signer string) error {
	if _, err := register.VerifierKey(signer); err != nil {
		return keyFault("put the key back that was there, or move the file away to begin with a new one", fmt.Errorf("%s: %w", path, err))
	}
	return nil
}

func keyFault(hint string, err error) *Fault {
	return &Fault{Code: KeyFailed, Message: err.Error(), Hint: hint, Err: err}
}

func readKey(path string) (string, error) {
	b, err := os.ReadFile(path)
	return strings.TrimSpace(string(b)), err
}

// placeKey writes a key that appears whole or not at all, and never in the place of
// another.
func placeKey(path, signer string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), keyFile+".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(signer + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	err = os.Link(f.Name(), path)
	if _, there := os.Lstat(path); err != nil && errors.Is(there, os.ErrNotExist) {
		return os.Rename(f.Name(), path) // a file system without links
	}
	return err
}
