package desk

import (
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/name"
)

// A Dossier is one entity on a page: its names, what is said of it as lanes in time, who
// it may be, and what can be asked. How it is held is asked of [Desk.Held], what changed
// about it of [Desk.EntityHistory].
type Dossier struct {
	Entity     underpin.EntityID `json:"entity"`
	Schema     underpin.Schema   `json:"schema"`
	Kind       string            `json:"kind"`
	Collective bool              `json:"collective,omitempty"`
	// Names are how it is spelt, the one chosen for this case first; NamesSay says in a
	// sentence whose the others are.
	Names    []DossierName `json:"names"`
	NamesSay string        `json:"names_say"`
	// Sections are the lanes by what they are about, those without a lane left out.
	Sections []LaneSection `json:"sections"`
	// First and Last are the first and the last day that the lanes run over.
	First string `json:"first"`
	Last  string `json:"last"`
	// Designations are claims that put it on a list of somebody's.
	Designations []ToldClaim `json:"designations"`
	// Same are those who are, may be or are not one with it.
	Same []PerhapsSame `json:"same"`
	// Askable are the claims on it that hang on one voice or are disputed, in the order
	// of the case, with who could know; Open counts them all.
	Askable []AskableClaim `json:"askable"`
	Open    int            `json:"open"`
	Note    string         `json:"note,omitempty"`
	Caption Caption        `json:"caption"`
}

// A DossierName is a name of an entity with its script and with whose spelling it is.
type DossierName struct {
	Name   string `json:"name"`
	Script string `json:"script"`
	// By says whose spelling it is; Source is who that is, where a source spells it so.
	By     string            `json:"by"`
	Source underpin.SourceID `json:"source,omitempty"`
}

// A ToldClaim is a claim in words, with how sure it is.
type ToldClaim struct {
	Claim     underpin.ClaimID `json:"claim"`
	Sentence  string           `json:"sentence"`
	Says      string           `json:"says"`
	Origins   int              `json:"origins"`
	Contested bool             `json:"contested,omitempty"`
}

// A PerhapsSame is another entity that is, may be or is not one with that of a dossier.
type PerhapsSame struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	Kind   string            `json:"kind"`
	// Says is the judgement or the probability in words.
	Says   string             `json:"says"`
	Claims []underpin.ClaimID `json:"claims"`
	Note   string             `json:"note,omitempty"`
}

// Dossier puts one entity on a page, those judged the same with it included.
func (d *Desk) Dossier(ctx context.Context, q Query, id underpin.EntityID) (_ *Dossier, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	if id, err = s.naming.entity(id); err != nil {
		return nil, err
	}
	return s.dossier(id), nil
}

func (s *Study) dossier(id underpin.EntityID) *Dossier {
	ones := s.onesWith(id)
	e := s.Index.Entities[ones[0]]
	out := &Dossier{
		Entity: e.ID, Schema: e.Schema, Kind: e.Schema.Kind(), Collective: e.Collective, Names: s.dossierNames(ones),
		Designations: []ToldClaim{}, Same: s.perhapsSame(ones), Note: e.Note, Caption: s.Caption(false),
	}
	out.NamesSay = namesSay(out.Names, len(out.Same))
	s.lay(out, ones)
	return out
}

// onesWith lists the entities that are judged the same as one, who stands for all first.
func (s *Study) onesWith(id underpin.EntityID) []underpin.EntityID {
	same := s.Index.JudgedSame(s.model.Known())
	out := []underpin.EntityID{same.Of(id)}
	for i := range s.Case.Entities {
		if e := s.Case.Entities[i].ID; e != out[0] && same.Of(e) == out[0] {
			out = append(out, e)
		}
	}
	return out
}

// dossierNames lists the names of entities that are one, each spelling once.
func (s *Study) dossierNames(ones []underpin.EntityID) []DossierName {
	var out []DossierName
	add := func(word, by string, source underpin.SourceID) {
		if slices.ContainsFunc(out, func(o DossierName) bool { return o.Name == word }) {
			return
		}
		out = append(out, DossierName{Name: word, Script: name.Script(word), By: by, Source: source})
	}
	for k, id := range ones {
		e := s.Index.Entities[id]
		by := "chosen for this case"
		if k > 0 {
			by = "judged to be the same"
		}
		add(e.Name, by, "")
		for _, a := range e.Aliases {
			if a.Source == "" {
				add(a.Name, "noted in this case", "")
			} else {
				add(a.Name, s.Index.SourceLabel(a.Source), a.Source)
			}
		}
	}
	return out
}

// namesSay says whose the spellings are but the first, and whether anybody else may be
// the same.
func namesSay(names []DossierName, same int) string {
	var parts []string
	for _, n := range names[1:] {
		words := "“" + n.Name + "”"
		if n.Script != names[0].Script && n.Script != "" {
			words = n.Script
		}
		switch {
		case n.Source != "":
			words += " as " + n.By + " spells it"
		case n.Script == names[0].Script:
			words = "also " + words
		}
		parts = append(parts, words)
	}
	text := "No other spelling in this case."
	if len(parts) > 0 {
		text = capital(strings.Join(parts, "; ")) + "."
	}
	if same == 0 {
		text += " Nobody else is held to be the same."
	}
	return text
}

// perhapsSame lists those who are, may be or are not one with any of some entities that
// are one.
func (s *Study) perhapsSame(ones []underpin.EntityID) []PerhapsSame {
	out := []PerhapsSame{}
	for _, p := range s.Index.Pairs() {
		other := p.B
		switch {
		case slices.Contains(ones, p.B):
			other = p.A
		case !slices.Contains(ones, p.A):
			continue
		}
		e := s.Index.Entities[other]
		if e == nil {
			continue
		}
		one := PerhapsSame{Entity: other, Name: e.Name, Kind: e.Schema.Kind(), Says: s.sameSays(p), Claims: p.Claims}
		if one.Claims == nil {
			one.Claims = []underpin.ClaimID{}
		}
		if p.Sameness != nil {
			one.Note = p.Sameness.Note
		}
		out = append(out, one)
	}
	return out
}

// sameSays says what is judged or thought of two.
func (s *Study) sameSays(p underpin.Pair) string {
	if j := p.Sameness; j != nil && s.model.Known().Judged(j) && j.Verdict != underpin.Unsure {
		says := "judged to be the same"
		if j.Verdict == underpin.NotSame {
			says = "judged not to be the same"
		}
		if j.By != "" {
			says += ", by " + j.By
		}
		if !j.On.IsZero() {
			says += ", " + onDate(j.On)
		}
		return says
	}
	for _, c := range s.model.Pairs() {
		if c.A == p.A && c.B == p.B {
			return "may be the same: probability " + underpin.FormatProbability(c.Weighed)
		}
	}
	return "may be the same"
}

// toldClaim puts a claim in words.
func (s *Study) toldClaim(i int) ToldClaim {
	a := s.model.Assess(i, s.At)
	return s.toldWith(i, &a)
}

// toldWith is [Study.toldClaim] of a claim that has been assessed.
func (s *Study) toldWith(i int, a *evidence.Assessment) ToldClaim {
	c := &s.Case.Claims[i]
	return ToldClaim{Claim: c.ID, Sentence: s.told(c), Says: s.says(c, a), Origins: a.Origins, Contested: a.Contested}
}
