package desk

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"sync"

	"underpin"
)

// Keys turn the ids of the records of a case into keys for an interface and back. A key
// is 16 letters and digits that mean nothing outside the database: an address that holds
// one names nobody, where an id may be a code name. It is the same on each day, and safe
// for concurrent use.
type Keys struct {
	secret  []byte
	scope   underpin.CaseID
	index   func() *underpin.Index
	mu      sync.Mutex
	reverse map[underpin.RecordKind]map[string]string
}

// keyBytes is how much of the keyed hash a key shows: 80 bits, 16 letters.
const keyBytes = 10

var keyText = base32.StdEncoding.WithPadding(base32.NoPadding)

// Of returns the key of a record, whether the case has it or not.
func (k *Keys) Of(ref underpin.RecordRef) string {
	return recordKey(k.secret, string(k.scope), string(ref.Kind), ref.ID)
}

// recordKey hashes words under a secret; no two lists of words are written alike.
func recordKey(secret []byte, words ...string) string {
	h := hmac.New(sha256.New, secret)
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0xff}) // stands in no text
	}
	return strings.ToLower(keyText.EncodeToString(h.Sum(nil)[:keyBytes]))
}

// Find returns the record of a kind that has a key. It fails with a fault of the code
// [NoSuchRecord].
func (k *Keys) Find(kind underpin.RecordKind, key string) (underpin.RecordRef, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	ids := k.reverse[kind]
	if ids == nil {
		ids = map[string]string{}
		for _, id := range k.index().IDs(kind) {
			ids[k.Of(underpin.RecordRef{Kind: kind, ID: id})] = id
		}
		k.reverse[kind] = ids
	}
	id, ok := ids[key]
	if !ok {
		return underpin.RecordRef{}, faultf(NoSuchRecord, "it may have been removed, or belong to another case", "there is no such %s in this case", kind)
	}
	return underpin.RecordRef{Kind: kind, ID: id}, nil
}

// Keys returns the keys of the records of a case as it is now.
func (d *Desk) Keys(ctx context.Context, id underpin.CaseID) (_ *Keys, err error) {
	defer settle(ctx, &err)
	secret, err := d.store.KeySecret(ctx)
	if err != nil {
		return nil, err
	}
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	o.keysOnce.Do(func() {
		o.keys = &Keys{secret: secret, scope: o.ID, index: o.index, reverse: map[underpin.RecordKind]map[string]string{}}
	})
	return o.keys, nil
}

// keyed is a case as it is now, with the keys of its records.
func (d *Desk) keyed(ctx context.Context, id underpin.CaseID) (*openCase, *Keys, error) {
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	keys, err := d.Keys(ctx, id)
	return o, keys, err
}

// CaseKey returns the key of a case.
func (d *Desk) CaseKey(ctx context.Context, id underpin.CaseID) (_ string, err error) {
	defer settle(ctx, &err)
	secret, err := d.store.KeySecret(ctx)
	return recordKey(secret, string(id)), err
}

// CaseKeys returns the keys of the cases of the database.
func (d *Desk) CaseKeys(ctx context.Context) (_ map[string]underpin.CaseID, err error) {
	defer settle(ctx, &err)
	secret, err := d.store.KeySecret(ctx)
	if err != nil {
		return nil, err
	}
	cases, err := d.store.Cases(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[string]underpin.CaseID, len(cases))
	for _, c := range cases {
		out[recordKey(secret, string(c.ID))] = c.ID
	}
	return out, nil
}

// Head returns the number of the last entry of a case.
func (d *Desk) Head(ctx context.Context, id underpin.CaseID) (_ int64, err error) {
	defer settle(ctx, &err)
	if id, err = d.store.Resolve(ctx, id); err != nil {
		return 0, err
	}
	e, err := d.store.Head(ctx, id)
	return e.Seq, err
}
