package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// eventsPath is where a page hears what happens.
const eventsPath = "/api/events"

// What can happen.
const (
	Hello   = "hello"   // the page is heard
	Changed = "changed" // a case was changed: here, in another tab, or on the command line
	Locking = "locking" // the case is about to be locked: keep what is being typed
	Locked  = "locked"
	Opened  = "opened" // a database was opened, or a case started in it
	Worked  = "job"    // a job went on or ended
	Drafted = "draft"  // what somebody is writing was put down, or taken away
)

// An Event is something that happened, for every page to hear.
type Event struct {
	What string `json:"what" enum:"hello,changed,locking,locked,opened,job,draft"`
	// Case is the key of the case that it is about, and Head the entry at which the case
	// stands.
	Case string `json:"case,omitempty"`
	Head int64  `json:"head,omitempty"`
	// Job is the key of the job that it is about; Question, Kind, State and how far it is
	// are as in [Job].
	Job      string `json:"job,omitempty"`
	Question string `json:"question,omitempty"`
	Kind     string `json:"kind,omitempty"`
	State    string `json:"state,omitempty"`
	Doing    string `json:"doing,omitempty"`
	Done     int    `json:"done,omitempty"`
	Total    int    `json:"total,omitempty"`
}

// A hub tells every page what happens. A page that does not listen misses it and asks
// anew when it comes back.
type hub struct {
	mu   sync.Mutex
	subs map[chan Event]bool
	// watched: the registers are looked at already.
	watched bool
}

func newHub() *hub { return &hub{subs: map[chan Event]bool{}} }

// unheard is how many events wait for a page before it is let go.
const unheard = 16

// listen returns where a page hears. It reports whether the registers are to be looked at
// from then on, until [hub.heard] ends that.
func (h *hub) listen() (events chan Event, watch bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	events, watch = make(chan Event, unheard), !h.watched
	h.subs[events], h.watched = true, true
	return events, watch
}

func (h *hub) leave(c chan Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.subs[c] {
		delete(h.subs, c)
		close(c)
	}
}

// tell tells all pages, and how many there are.
func (h *hub) tell(e Event) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.subs {
		select {
		case c <- e:
		default: // it has stopped listening
			delete(h.subs, c)
			close(c)
		}
	}
	return len(h.subs)
}

// heard reports whether a page listens, to whoever looks at the registers: where none does,
// that ends, and begins again with the next page. Both are decided under one lock, so that
// a page that is loaded anew finds one watch and not two.
func (h *hub) heard() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.watched = len(h.subs) > 0
	return h.watched
}

// happenings registers the stream of events (Server-Sent Events).
func (s *Handler) happenings() {
	op := huma.Operation{OperationID: "hear-events", Method: http.MethodGet, Path: eventsPath, Summary: "Hear what happens: each message is an event as JSON", Errors: []int{401}}
	op.Responses = map[string]*huma.Response{"200": {Description: "Server-Sent Events", Content: map[string]*huma.MediaType{
		"text/event-stream": {Schema: s.schema(reflect.TypeFor[Event]())},
	}}}
	huma.Register(s.api, op, func(context.Context, *struct{}) (*huma.StreamResponse, error) {
		return &huma.StreamResponse{Body: s.stream}, nil
	})
}

// beat is how often a page that hears nothing is sent a line, so that either end notices
// when the other has gone; look is how often the register is looked at.
const (
	beat = 10 * time.Second
	look = time.Second
)

// stream tells one page what happens until it has gone.
func (s *Handler) stream(c huma.Context) {
	c.SetHeader("Content-Type", "text/event-stream")
	w := c.BodyWriter()
	rc := http.NewResponseController(w.(http.ResponseWriter))
	_ = rc.SetReadDeadline(time.Time{}) // it stays open
	events, watch := s.events.listen()
	defer s.events.leave(events)
	ctx := c.Context()
	if watch {
		go s.watch()
	}
	send := func(text string) bool {
		_ = rc.SetWriteDeadline(time.Now().Add(beat))
		_, err := io.WriteString(w, text)
		return err == nil && rc.Flush() == nil
	}
	tick := time.NewTicker(beat)
	defer tick.Stop()
	ok := send("retry: 1000\n" + frame(Event{What: Hello}))
	for ok {
		select {
		case <-ctx.Done():
			return
		case e, open := <-events:
			ok = open && send(frame(e))
		case <-tick.C:
			ok = send(":\n\n")
		}
	}
}

// frame is an event as the stream has it.
func frame(e Event) string {
	text, err := json.Marshal(e)
	if err != nil { // it holds nothing that could fail
		return ""
	}
	return fmt.Sprintf("data: %s\n\n", text)
}

// watch looks at the registers of the cases as long as a page listens, and tells when one
// has grown.
func (s *Handler) watch() {
	seen := map[string]int64{}
	for s.events.heard() {
		for key, head := range s.heads() {
			if was, ok := seen[key]; ok && was != head {
				s.events.tell(Event{What: Changed, Case: key, Head: head})
			}
			seen[key] = head
		}
		time.Sleep(look)
	}
}

// heads are the last entries of the cases, by their keys. What cannot be read says so
// where a page asks for it.
func (s *Handler) heads() map[string]int64 {
	d, done, err := s.work.Use()
	if err != nil {
		return nil
	}
	defer done()
	ctx := context.Background()
	keys, err := d.CaseKeys(ctx)
	out := make(map[string]int64, len(keys))
	for key, id := range keys {
		if err == nil {
			out[key], err = d.Head(ctx, id)
		}
	}
	return out
}
