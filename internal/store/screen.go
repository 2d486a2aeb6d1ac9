package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"

	"underpin"
)

// keySecret is the name of the secret of which the keys of records are made, secretSize
// its length.
const (
	keySecret  = "keys of records"
	secretSize = 32
)

// KeySecret returns the secret of a database of which a screen makes keys for records,
// which mean nothing outside. It is made when first asked for; a database that can only
// be read and has none gets one for as long as it is open.
func (s *Store) KeySecret(ctx context.Context) ([]byte, error) {
	secret, err := s.keySecret(ctx)
	return secret, s.fail("read", s.path, err)
}

func (s *Store) keySecret(ctx context.Context) ([]byte, error) {
	read := func() (secret []byte, err error) {
		err = s.reader.QueryRowContext(ctx, querySecret, keySecret).Scan(&secret)
		return secret, err
	}
	if secret, err := read(); !errors.Is(err, sql.ErrNoRows) {
		return secret, err
	}
	fresh := make([]byte, secretSize)
	if _, err := rand.Read(fresh); err != nil {
		return nil, err
	}
	_, err := s.writer.ExecContext(ctx, insertSecret, keySecret, fresh)
	switch {
	case err == nil:
		return read() // another process may have been first
	case errors.Is(s.classify(err), ErrDenied):
		return fresh, nil
	}
	return nil, err
}

// A MapPlace is where an entity stands on a map. The axes are those of a screen, y downwards.
type MapPlace struct{ X, Y float64 }

// Places returns where the entities of a case stand on its map, as [Store.SetPlaces] was
// told.
func (s *Store) Places(ctx context.Context, id underpin.CaseID) (map[underpin.EntityID]MapPlace, error) {
	out := map[underpin.EntityID]MapPlace{}
	err := eachRow(ctx, s.reader, func(scan func(...any) error) error {
		var e underpin.EntityID
		var p MapPlace
		err := scan(&e, &p.X, &p.Y)
		out[e] = p
		return err
	}, queryMap, string(id))
	return out, s.fail("read the map of", string(id), err)
}

// SetPlaces keeps where entities stand; those that are not named stay where they are. It
// is no change of the case and has no entry in the register. It fails with [ErrDenied]
// where the database can only be read.
func (s *Store) SetPlaces(ctx context.Context, id underpin.CaseID, at map[underpin.EntityID]MapPlace) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		insert, err := tx.PrepareContext(ctx, insertPlace)
		if err != nil {
			return err
		}
		defer insert.Close()
		for e, p := range at {
			if _, err := insert.ExecContext(ctx, string(id), string(e), p.X, p.Y); err != nil {
				return err
			}
		}
		return nil
	})
	return s.fail("keep the map of", string(id), err)
}
