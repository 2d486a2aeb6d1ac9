package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"underpin"
	"underpin/internal/agent"
	"underpin/internal/desk"
	"underpin/internal/envelope"
	"underpin/internal/vault"
	"underpin/internal/vault/open"
)

// What the agent of a vault is asked: to open a record, and the key of a source, to seal
// more under it.
const (
	wordUnseal = "unseal"
	wordKey    = "key"
)

// vaultAgent names the agent that keeps the vault of a case open.
func vaultAgent(id envelope.FileID) string { return hex.EncodeToString(id[:8]) + ".vault" }

// answerVault opens what is sealed with the identity that is kept, the text of a key file.
func answerVault(kept []byte) func(string, []byte) ([]byte, error) {
	id, err := envelope.ParseIdentity("", kept)
	if err != nil {
		return nil
	}
	return func(word string, body []byte) ([]byte, error) {
		var p desk.SealedPair
		if err := json.Unmarshal(body, &p); err != nil {
			return nil, err
		}
		switch word {
		case wordUnseal:
			text, err := openPair(p, id)
			return text.Bytes(), err
		case wordKey:
			k, err := open.Key(p.Key, id)
			if err != nil {
				return nil, err
			}
			defer k.Wipe()
			return k.Payload(), nil
		}
		return nil, agent.ErrRefused
	}
}

// openPair opens a record with the identity of one of its readers.
func openPair(p desk.SealedPair, id age.Identity) (vault.Secret, error) {
	k, err := open.Key(p.Key, id)
	if err != nil {
		return vault.Secret{}, err
	}
	defer k.Wipe()
	return open.Record(p.Record, k)
}

// encrypted opens the envelope of the database, which must have one: nobody can be told
// apart in a plain case, so that nothing can be sealed to anybody.
func (a *app) encrypted(ctx context.Context) (*envelope.Envelope, *envelope.Unlocked, error) {
	e, u, err := a.unlock(ctx, a.db)
	if err == nil && u == nil {
		err = notEncrypted(a.db)
	}
	return e, u, err
}

// oneself opens the envelope with the identity of whoever asks: what this verb has asked
// for already, the key file, or else the passphrase, even where the case is open.
func (a *app) oneself(ctx context.Context) (*envelope.Envelope, *envelope.Unlocked, error) {
	e, u, err := a.encrypted(ctx)
	if err != nil || u.Identity != nil {
		return e, u, err
	}
	if a.terminal() != nil {
		a.complain("The passphrase opens the vault; the case is open already.")
	}
	if u, err = a.unlockByPassphrase(ctx, a.db, e); err == nil {
		a.opened = openedEnvelope{db: a.db, e: e, u: u}
	}
	return e, u, err
}

// unsealed opens a record: by who keeps the vault open, else with the identity.
func (a *app) unsealed(ctx context.Context, p desk.SealedPair) (vault.Secret, error) {
	e, _, err := a.encrypted(ctx)
	if err != nil {
		return vault.Secret{}, err
	}
	body, err := json.Marshal(p)
	if err != nil {
		return vault.Secret{}, err
	}
	text, err := agent.Ask(ctx, vaultAgent(e.ID()), wordUnseal, body)
	switch {
	case err == nil:
		return vault.NewSecret(text), nil
	case errors.Is(err, agent.ErrRefused):
		return vault.Secret{}, aboutRecord(p.Record, refusedBy(err))
	}
	_, u, err := a.oneself(ctx)
	if err != nil {
		return vault.Secret{}, err
	}
	secret, err := openPair(p, u.Identity)
	return secret, aboutRecord(p.Record, err)
}

// refusedBy is the error that an agent has told of in words.
func refusedBy(err error) error {
	for _, known := range []error{vault.ErrReader, vault.ErrDamaged} {
		if strings.Contains(err.Error(), known.Error()) {
			return known
		}
	}
	return err
}

// aboutRecord says of which sealed record an error is.
func aboutRecord(s underpin.Sealed, err error) error {
	if err == nil {
		return nil
	}
	f := *desk.FaultOf(context.Background(), err)
	f.Record = underpin.RecordRef{Kind: underpin.KindSealed, ID: s.ID}
	f.Message = fmt.Sprintf("%s %s of %s: %s", s.Kind, s.ID, s.Source, f.Message)
	return &f
}

// readersOf are those to whom something of a source is sealed: those who can open what is
// sealed of it already, or all recipients of the case where nothing is.
func readersOf(u *envelope.Unlocked, have []desk.SealedSource) ([]vault.PublicKey, error) {
	var to []vault.PublicKey
	for _, r := range u.Recipients {
		k, err := vault.ParsePublicKey(r.Key)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", recipientName(r), err)
		}
		if len(have) == 0 || slices.Contains(have[0].Readers, k.Mark()) {
			to = append(to, k)
		}
	}
	return to, nil
}

// sourceKey is the key under which something of a source is sealed: that which is there,
// where the vault is open, else a new one, whose record is to be put into the case too.
func (a *app) sourceKey(ctx context.Context, d *desk.Desk, source underpin.SourceID) (vault.Key, []underpin.Sealed, error) {
	e, u, err := a.encrypted(ctx)
	if err != nil {
		return vault.Key{}, nil, err
	}
	have, err := d.SealedIn(ctx, a.caseName(), source)
	if err != nil {
		return vault.Key{}, nil, err
	}
	if len(have) > 0 {
		pairs, err := d.Sealed(ctx, a.caseName(), string(source))
		if err != nil {
			return vault.Key{}, nil, err
		}
		if body, err := json.Marshal(pairs[0]); err == nil {
			if payload, err := agent.Ask(ctx, vaultAgent(e.ID()), wordKey, body); err == nil {
				k, err := vault.OpenedKey(pairs[0].Key, payload)
				return k, nil, err
			}
		}
	}
	to, err := readersOf(u, have)
	if err != nil {
		return vault.Key{}, nil, err
	}
	k, s, err := vault.NewKey(source, to)
	return k, []underpin.Sealed{s}, err
}

// vaultOpen tells for how long the vault is open yet; 0 where it is locked.
func vaultOpen(ctx context.Context, id envelope.FileID) time.Duration {
	left, err := agent.Left(ctx, vaultAgent(id))
	if err != nil {
		return 0
	}
	return left
}
