package api

import "testing"

func TestTheRegistersAreWatchedOnceHoweverOftenPagesComeAndGo(t *testing.T) {
	h := newHub()
	first, watch := h.listen()
	if !watch {
		t.Error("nobody looks at the registers for the first page")
	}
	// A page that is loaded anew leaves and comes back before the watch looks again.
	h.leave(first)
	second, watch := h.listen()
	if watch {
		t.Error("a second watch begins beside the first")
	}
	if !h.heard() {
		t.Error("the watch ends while a page listens")
	}
	h.leave(second)
	if h.heard() {
		t.Error("the watch goes on without a page")
	}
	if _, watch := h.listen(); !watch {
		t.Error("nobody looks at the registers for a page that comes later")
	}
}
