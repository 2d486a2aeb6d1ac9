package api

import (
	"crypto/sha256"
	"sync"
)

// doneMost is how many writes that were named are remembered.
const doneMost = 256

// A doneWrites remembers what was answered to writes that were named by their callers,
// so that one that is sent again because its answer was lost is not done twice.
type doneWrites struct {
	mu    sync.Mutex
	by    map[string]*doneWrite
	order []string
}

type doneWrite struct {
	what [sha256.Size]byte
	mu   sync.Mutex
	out  any // of the type that the operation answers with; nil until it was done
}

// of returns the write of a name, which may be new; nil where the name stands for another.
func (d *doneWrites) of(name string, what [sha256.Size]byte) *doneWrite {
	d.mu.Lock()
	defer d.mu.Unlock()
	if w := d.by[name]; w != nil {
		if w.what != what {
			return nil
		}
		return w
	}
	if len(d.order) == doneMost {
		delete(d.by, d.order[0])
		d.order = d.order[1:]
	}
	if d.by == nil {
		d.by = map[string]*doneWrite{}
	}
	w := &doneWrite{what: what}
	d.by[name], d.order = w, append(d.order, name)
	return w
}
