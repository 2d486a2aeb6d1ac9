package underpin

import (
	"encoding/base64"
	"slices"
)

// A SealedKind says what a sealed record holds.
type SealedKind string

// What is sealed of a source. A key opens the other records of its source, and is itself
// sealed to the people who may read them.
const (
	SealedKey       SealedKind = "key"
	SealedIdentity  SealedKind = "identity"
	SealedContact   SealedKind = "contact"
	SealedNote      SealedKind = "note"
	SealedRecording SealedKind = "recording"
)

// SealedKinds lists the kinds of sealed records, the key last.
var SealedKinds = []SealedKind{SealedIdentity, SealedContact, SealedNote, SealedRecording, SealedKey}

// A Sealed is something about a source that the case keeps and cannot read: its identity,
// a contact, a raw note, a recording. It is ciphertext, padded so that its length says
// little; the room internal/vault makes it. Its id is drawn by chance and tells nothing.
type Sealed struct {
	ID     string     `json:"id"`
	Source SourceID   `json:"source"`
	Kind   SealedKind `json:"kind"`
	// Key is the sealed record that holds the key of this one; empty for a key.
	Key string `json:"key,omitempty"`
	// Readers are, of a key, the marks of the people it is sealed to: hashes of their
	// public keys.
	Readers []string `json:"readers,omitempty"`
	// Box is the ciphertext in base64, in pieces.
	Box []string `json:"box"`
}

func (s *Sealed) refer(p *pointers) {
	one(p, "source", toSource, Needed, &s.Source)
	one(p, "key", toSealed, Needed, &s.Key)
}

func (v *validator) sealed(s *Sealed) {
	oneOf(v, KindSealed, s.ID, "kind", s.Kind, SealedKinds)
	if s.Source == "" {
		v.add(KindSealed, s.ID, "source", "seal it anew", "the sealed record does not name a source")
	}
	if len(s.Box) == 0 || slices.ContainsFunc(s.Box, notBase64) {
		v.add(KindSealed, s.ID, "box", "restore it from a copy; nobody can read it as it is", "the sealed record is damaged")
	}
	switch key := v.x.Sealed[s.Key]; {
	case s.Kind == SealedKey && s.Key != "":
		v.add(KindSealed, s.ID, "key", "seal it anew", "a key is sealed to people, not under another key")
	case s.Kind != SealedKey && s.Key == "":
		v.add(KindSealed, s.ID, "key", "seal it anew", "the sealed record does not say which key opens it")
	case key != nil && (key.Kind != SealedKey || key.Source != s.Source):
		v.add(KindSealed, s.ID, "key", "restore it from a copy", "%q is not a key of its source", s.Key)
	}
}

func notBase64(text string) bool {
	_, err := base64.StdEncoding.DecodeString(text)
	return err != nil || text == ""
}

// SealedOf lists what is sealed of a source, in the order of [SealedKinds]; all that is
// sealed for an empty name.
func (c *Case) SealedOf(source SourceID) []*Sealed {
	var out []*Sealed
	for i := range c.Sealed {
		if s := &c.Sealed[i]; source == "" || s.Source == source {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b *Sealed) int {
		if a.Source != b.Source {
			return CompareIDs(string(a.Source), string(b.Source))
		}
		return slices.Index(SealedKinds, a.Kind) - slices.Index(SealedKinds, b.Kind)
	})
	return out
}

// WithoutSealed returns the case without its sealed records, for whatever leaves the
// encrypted file.
func (c *Case) WithoutSealed() *Case {
	out := *c
	out.Sealed = nil
	return &out
}
