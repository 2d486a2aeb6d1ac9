// Package underpin holds the domain types of a case: who says what about whom,
// for when, by which way it came to us, and under which terms.
//
// # The chain from testimony to claim
//
// A [Source] says something; that is a [Testimony]. What it says is a [Claim],
// a proposition about entities that is true or false whoever says it. Where the
// information comes from in the end is its [OriginID]: two newspapers quoting one
// official are two sources and one origin. A claim's truth is never stored; the
// room internal/evidence derives its credence from its testimony.
//
// # Time
//
// Three times are kept apart. A testimony's Held is the span for which it says the
// claim held. Learned is when the analyst came to know of it ("as known on").
// Recorded is when it was written to the register, which proves it.
// Dates are EDTF and may be vague; the room internal/edtf reads and writes them.
//
// # A case
//
// A [Case] is one investigation and holds all of the above, the vocabulary of
// relations as data, and the analyst's own questions, judgements and conclusions.
// [Case.Validate] holds the invariants; every way in (casebook, command, interface)
// goes through it, so that bad input is refused in the same words everywhere.
//
// The package imports the standard library only and computes nothing.
package underpin
