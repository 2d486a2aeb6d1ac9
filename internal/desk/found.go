package desk

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/name"
)

// Found is what a search over a whole case finds: entities by any spelling of their
// names, what is said of them, and other records in whose words all is that was looked for.
type Found struct {
	// Entities are ranked: those first one of whose names is what was looked for, then
	// those whose name begins with it, then the rest in the order of the case.
	Entities []FoundEntity `json:"entities"`
	// Claims are those with the words themselves, then those of the entities.
	Claims []FoundClaim `json:"claims"`
	Others []Hit        `json:"others"`
	// OfEntities, OfClaims and OfOthers count all that is found, of which the lists are
	// the beginnings.
	OfEntities int `json:"of_entities"`
	OfClaims   int `json:"of_claims"`
	OfOthers   int `json:"of_others"`
}

// A FoundEntity is an entity that was found, with its names parted where they match.
type FoundEntity struct {
	Entity     underpin.EntityID `json:"entity"`
	Name       []name.Segment    `json:"name"`
	Kind       string            `json:"kind"`
	Collective bool              `json:"collective,omitempty"`
	Spellings  []Spelling        `json:"spellings"`
}

// A Spelling is another name of an entity, and who spells it so, empty where nobody is
// named.
type Spelling struct {
	Name    []name.Segment `json:"name"`
	SpeltBy string         `json:"spelt_by,omitempty"`
	// Foreign marks one in another script than the name.
	Foreign bool `json:"foreign,omitempty"`
}

// A FoundClaim is a claim that was found, with who says so.
type FoundClaim struct {
	Claim     underpin.ClaimID `json:"claim"`
	Sentence  []name.Segment   `json:"sentence"`
	Says      string           `json:"says"`
	Origins   int              `json:"origins"`
	Contested bool             `json:"contested,omitempty"`
}

// Search looks for words in all that is [underpin.Findable], as [Desk.Find] does, and lists at
// most so many of each sort. It needs the whole case, which a screen has open.
func (d *Desk) Search(ctx context.Context, q Query, text string, most int) (_ *Found, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	return s.search(strings.Fields(name.Fold(text)), most)
}

func (s *Study) search(words []string, most int) (*Found, error) {
	out := &Found{Entities: []FoundEntity{}, Claims: []FoundClaim{}, Others: []Hit{}}
	if len(words) == 0 {
		return out, nil
	}
	f := &wordSearch{words: words, top: math.MaxInt32}
	if err := f.look(s.open.words, s.Index); err != nil {
		return nil, err
	}
	var entities []underpin.EntityID
	one, met := s.Index.JudgedSame(s.model.Known()), map[underpin.EntityID]bool{}
	for _, id := range f.first[underpin.KindEntity] {
		if e := one.Of(underpin.EntityID(id)); !met[e] {
			met[e] = true
			entities = append(entities, e)
		}
	}
	var claims []underpin.ClaimID
	for _, id := range f.first[underpin.KindClaim] {
		claims = append(claims, underpin.ClaimID(id))
	}
	for _, kind := range underpin.Findable {
		if kind == underpin.KindEntity || kind == underpin.KindClaim {
			continue
		}
		out.OfOthers += f.count[kind]
		for _, id := range f.first[kind][:min(most, len(f.first[kind]))] {
			out.Others = append(out.Others, s.hit(underpin.RecordRef{Kind: kind, ID: id}))
		}
	}
	s.ranked(entities, words)
	claims = s.andOf(claims, entities)
	out.OfEntities, out.OfClaims = len(entities), len(claims)
	out.Others = out.Others[:min(most, len(out.Others))]
	for _, e := range entities[:min(most, len(entities))] {
		out.Entities = append(out.Entities, s.foundEntity(e, words))
	}
	for _, c := range claims[:min(most, len(claims))] {
		i, _ := s.model.Claim(c)
		a := s.model.Assess(i, s.At)
		claim := &s.Case.Claims[i]
		out.Claims = append(out.Claims, FoundClaim{c, name.Segments(s.told(claim), words), s.says(claim, &a), a.Origins, a.Contested})
	}
	return out, nil
}

// ranked sorts entities by how well the best of their names meets what was looked for.
func (s *Study) ranked(entities []underpin.EntityID, words []string) {
	whole := strings.Join(words, " ")
	rank := func(e underpin.EntityID) int {
		best := 3
		for _, n := range s.namesOf(e) {
			folded := name.Fold(n)
			switch {
			case folded == whole:
				best = 0
			case strings.HasPrefix(folded, whole):
				best = min(best, 1)
			case strings.Contains(" "+folded, " "+whole):
				best = min(best, 2)
			}
		}
		return best
	}
	of := make(map[underpin.EntityID]int, len(entities))
	for _, e := range entities {
		of[e] = rank(e)
	}
	slices.SortStableFunc(entities, func(a, b underpin.EntityID) int { return cmp.Compare(of[a], of[b]) })
}

// namesOf lists the names of an entity, its own first.
func (s *Study) namesOf(e underpin.EntityID) []string {
	names := []string{s.Index.NameOf(e)}
	if r := s.Index.Entities[e]; r != nil {
		for _, a := range r.Aliases {
			names = append(names, a.Name)
		}
	}
	return names
}

// andOf adds the claims of entities to a list, each once.
func (s *Study) andOf(claims []underpin.ClaimID, entities []underpin.EntityID) []underpin.ClaimID {
	met := make(map[underpin.ClaimID]bool, len(claims))
	for _, c := range claims {
		met[c] = true
	}
	of := make(map[underpin.EntityID]bool, len(entities))
	for _, e := range entities {
		of[e] = true
	}
	for i := range s.Case.Claims {
		c := &s.Case.Claims[i]
		if (of[c.Subject] || of[c.Object]) && !met[c.ID] {
			claims = append(claims, c.ID)
		}
	}
	return claims
}

func (s *Study) foundEntity(id underpin.EntityID, words []string) FoundEntity {
	e := s.Index.Entities[id]
	return FoundEntity{Entity: id, Name: name.Segments(e.Name, words), Kind: e.Schema.Kind(), Collective: e.Collective, Spellings: s.spellings(e, words)}
}

// spellings lists the other names of an entity, those in another script first.
func (s *Study) spellings(e *underpin.Entity, words []string) []Spelling {
	out := []Spelling{}
	script := name.Script(e.Name)
	for _, a := range e.Aliases {
		sp := Spelling{Name: name.Segments(a.Name, words), Foreign: name.Script(a.Name) != script}
		if a.Source != "" {
			sp.SpeltBy = s.Index.SourceName(a.Source)
		}
		out = append(out, sp)
	}
	slices.SortStableFunc(out, func(a, b Spelling) int {
		switch {
		case a.Foreign == b.Foreign:
			return 0
		case a.Foreign:
			return -1
		}
		return 1
	})
	return out
}
