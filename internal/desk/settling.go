package desk

import "underpin"

// A Settling is a way to settle what a row of the desk waits for: a write of a few fields
// of its record, kept at once and taken back like any other.
type Settling struct {
	// Verb is what its button says, Says how the row stands once it is kept.
	Verb string `json:"verb"`
	Says string `json:"says"`
	// To are the values that it writes, by the fields of a form.
	To map[string]string `json:"to"`
	// On is the field of the day on which it happened; empty where that is not kept.
	On string `json:"on,omitempty"`
}

// settlings are the ways to settle an open request. One with a day by which it is due can
// be left to rest: it stays open, and no day presses for it.
func settlings(r *underpin.Request) []Settling {
	out := []Settling{}
	for _, state := range underpin.RequestStates {
		if state != underpin.RequestOpen {
			verb := capital(RequestText(string(state), underpin.Date{}))
			out = append(out, Settling{Verb: verb, Says: verb + ".", To: map[string]string{"state": string(state)}, On: "answered"})
		}
	}
	if !r.Due.IsZero() {
		out = append(out, Settling{Verb: "Let it rest", Says: "It stays open, and no day is set.", To: map[string]string{"due": ""}})
	}
	return out
}

// outcomes are the ways in which a judgement resolves.
var outcomes = []Settling{
	{Verb: "It came about", Says: "It came about.", To: map[string]string{"outcome": "yes"}},
	{Verb: "It did not", Says: "It did not come about.", To: map[string]string{"outcome": "no"}},
	{Verb: "Nobody can tell", Says: "Nobody can tell: it is annulled.", To: map[string]string{"outcome": "annulled"}},
}
