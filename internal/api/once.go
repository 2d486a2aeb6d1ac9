package api

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"

	"underpin/internal/desk"
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

// forget forgets what was answered, because the case that it is about is locked.
func (d *doneWrites) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(d.by)
	d.order = nil
}

// once does a write that its caller has named no more than once, and answers the same
// write under the same name as the first time. What failed may be tried again.
func once[I, T any](s *Handler, in *I, operation string, f func() (*output[T], error)) (*output[T], error) {
	named, ok := any(in).(interface{ written() *WriteInput })
	if !ok || named.written().Idempotency == "" {
		return f()
	}
	w := named.written()
	name := w.Case + " " + w.Idempotency
	w.Idempotency = ""
	text, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	d := s.done.of(name, sha256.Sum256(fmt.Appendf(nil, "%s %s", operation, text)))
	if d == nil {
		return nil, &problemDetails{
			Status: http.StatusUnprocessableEntity, Title: string(desk.BadInput), Code: "key_used", Field: "Idempotency-Key",
			Detail: "Another write was sent under this name.", Hint: "give each write a name of its own",
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if out, ok := d.out.(*output[T]); ok {
		return out, nil
	}
	out, err := f()
	if err == nil {
		d.out = out
	}
	return out, err
}
