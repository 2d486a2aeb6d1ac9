package desk

import (
	"context"
	"slices"
	"sync"
)

// A recent keeps the values that were last asked for, at most so many, each worked out
// once. It is safe for concurrent use.
type recent[K comparable, V any] struct {
	most int
	lock sync.Mutex
	kept []*keptValue[K, V] // the latest first
}

// A keptValue is a value or is being worked out by whoever holds turn.
type keptValue[K comparable, V any] struct {
	key   K
	turn  chan struct{}
	done  bool
	value V
}

func newRecent[K comparable, V any](most int) *recent[K, V] { return &recent[K, V]{most: most} }

// of returns the value of a key. Where it is being worked out for another it waits;
// where that fails, as when the other's context ends, it works it out itself.
func (r *recent[K, V]) of(ctx context.Context, key K, work func() (V, error)) (V, error) {
	return r.renewed(ctx, key, func(held V, have bool) (V, error) {
		if have {
			return held, nil
		}
		return work()
	})
}

// renewed is of for a value that has to be looked after each time: renew is given the
// one that is held, where there is one.
func (r *recent[K, V]) renewed(ctx context.Context, key K, renew func(held V, have bool) (V, error)) (V, error) {
	kept := r.place(key)
	select {
	case kept.turn <- struct{}{}:
		defer func() { <-kept.turn }()
	case <-ctx.Done():
		var none V
		return none, ctx.Err()
	}
	value, err := renew(kept.value, kept.done)
	if err == nil {
		kept.value, kept.done = value, true
	} else if !kept.done {
		r.drop(kept)
	}
	return value, err
}

// drop gives up the place of what could not be worked out.
func (r *recent[K, V]) drop(kept *keptValue[K, V]) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.kept = slices.DeleteFunc(r.kept, func(k *keptValue[K, V]) bool { return k == kept })
}

// holds reports whether the value of a key is held or being worked out.
func (r *recent[K, V]) holds(key K) bool {
	r.lock.Lock()
	defer r.lock.Unlock()
	return slices.ContainsFunc(r.kept, func(k *keptValue[K, V]) bool { return k.key == key })
}

// place finds the place of a key and brings it to the front.
func (r *recent[K, V]) place(key K) *keptValue[K, V] {
	r.lock.Lock()
	defer r.lock.Unlock()
	at := slices.IndexFunc(r.kept, func(k *keptValue[K, V]) bool { return k.key == key })
	var kept *keptValue[K, V]
	if at >= 0 {
		kept = r.kept[at]
		r.kept = slices.Delete(r.kept, at, at+1)
	} else {
		kept = &keptValue[K, V]{key: key, turn: make(chan struct{}, 1)}
	}
	r.kept = slices.Insert(r.kept, 0, kept)
	if len(r.kept) > r.most {
		r.kept = slices.Delete(r.kept, r.most, len(r.kept))
	}
	return kept
}
