package desk

import (
	"context"
	"slices"

	"underpin"
	"underpin/internal/shock"
)

// A WhatIf is what the screen of the same name shows: a shock, with all that it needs to
// be read.
type WhatIf struct {
	*Shock
	// Headlines say for each root in a few words what goes and what stays.
	Headlines []string `json:"headlines"`
	// Leads say the same for each root in a sentence or two, which name one of each and
	// how many others; the lists below them name all.
	Leads []string `json:"leads"`
	// Taken is what is lost, in the order of the question.
	Taken []TakenOut `json:"taken"`
	// Shapes are the items, the roots and the posts, as they are drawn.
	Shapes map[underpin.EntityID]Symbol `json:"shapes"`
	// Fates are the classes in the order in which they are shown.
	Fates []Fate `json:"fates"`
	// Rests lists by item the claims that its reason stands on.
	Rests map[underpin.EntityID][]Resting `json:"rests"`
	// Told has the sentences of the claims that posts name.
	Told map[underpin.ClaimID]string `json:"told"`
	// SE bounds the sampling error of every share of worlds: that of one half.
	SE float64 `json:"se"`
}

// A TakenOut is one thing that is lost: an entity with its kind, or a claim.
type TakenOut struct {
	Kind underpin.RecordKind `json:"kind"`
	ID   string              `json:"id"`
	Name string              `json:"name"`
	Symbol
}

// A Symbol is what an entity is drawn as: person, group, office, company, asset or event, and
// whether it stands for several.
type Symbol struct {
	Shape      string `json:"shape"`
	Collective bool   `json:"collective,omitempty"`
}

// A Fate is a class as a heading says it, with the rule of this program in it: what no
// source says.
type Fate struct {
	Class   shock.Class `json:"class"`
	Heading string      `json:"heading"`
	Rule    string      `json:"rule,omitempty"`
	// Unchanged: nothing became of what is in it.
	Unchanged bool `json:"unchanged,omitempty"`
}

// A Resting is a claim on which something rests.
type Resting struct {
	Claim    underpin.ClaimID `json:"claim"`
	Sentence string           `json:"sentence"`
	Says     string           `json:"says"`
}

// rules say for each class which part of a reason is this program's and no source's.
var rules = map[shock.Class]string{
	shock.Contested:    "That they are rivals, because neither answers to the other and nobody is over both, is this program's rule; no source reports a contest.",
	shock.NotToldApart: "That any of its members may hold it from then on is this program's rule; no source reports it.",
	shock.Reassigned:   "Who comes next is claimed; that it follows at once is this program's rule.",
	shock.Orphaned:     "That what was held through the loss is held by nobody after it is this program's rule; no source reports it.",
	shock.Weakened:     "That all else stays as it was is this program's rule; no source reports it.",
}

// WhatIf compares the network before and after the losses of a query for a screen. From
// names the roots, as in [Desk.Shock].
func (d *Desk) WhatIf(ctx context.Context, q Query, from []underpin.EntityID) (_ *WhatIf, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, true)
	if err != nil {
		return nil, err
	}
	r, err := s.shock(ctx, from)
	if err != nil {
		return nil, err
	}
	out := &WhatIf{
		Shock: r, Headlines: []string{}, Leads: []string{}, Taken: s.takenOut(), Shapes: map[underpin.EntityID]Symbol{}, Fates: []Fate{},
		Rests: map[underpin.EntityID][]Resting{}, Told: map[underpin.ClaimID]string{}, SE: halfError(s.Query.Worlds),
	}
	for _, root := range r.Roots {
		change := s.rootChange(r.Report, root)
		out.Headlines, out.Leads = append(out.Headlines, change.headline()), append(out.Leads, s.lead(change))
		out.Shapes[root] = s.shapeOf(root)
	}
	for _, class := range shock.Classes {
		out.Fates = append(out.Fates, Fate{class, class.Heading(), rules[class], class == shock.Untouched})
	}
	for _, p := range r.Posts {
		out.Shapes[p.Entity] = s.shapeOf(p.Entity)
		for _, c := range p.Claims {
			out.Told[c] = s.told(s.Index.Claims[c])
		}
	}
	for i := range r.Items {
		out.Shapes[r.Items[i].Entity] = s.shapeOf(r.Items[i].Entity)
	}
	return out, s.restItems(r.Items, out.Rests)
}

// lead says what goes and what stays of what a root commands and supports.
func (s *Study) lead(c rootChange) string {
	lost := "no line of command is lost"
	switch {
	case len(c.gone) > 0 && len(c.thinner) > 0:
		lost = "no line of command is left to " + s.few(c.gone) + "; that to " + s.few(c.thinner) + " is less certain"
	case len(c.gone) > 0:
		lost = "no line of command is left to " + s.few(c.gone)
	case len(c.thinner) > 0:
		lost = "the line of command to " + s.few(c.thinner) + " is less certain"
	case !c.led:
		lost = "in most worlds no line of command led to anyone before"
	}
	left := "No line of command or support is left"
	if len(c.stays) > 0 {
		left = "Lines of command or support remain to " + s.few(c.stays)
	}
	return capital(s.by()+lost) + ". " + left + "."
}

// few names the first of some entities, and says of how many others. In a case that keeps
// persons apart nothing is counted.
func (s *Study) few(ids []underpin.EntityID) string {
	first := s.Index.NameOf(ids[0])
	switch {
	case len(ids) == 1:
		return first
	case s.Case.Settings.PersonsApart():
		return first + " and others"
	}
	return first + " and " + underpin.FormatCount(len(ids)-1) + " more"
}

// takenOut lists what is lost, entities first.
func (s *Study) takenOut() []TakenOut {
	out := []TakenOut{}
	names := s.lostNames()
	for i, id := range s.lost {
		out = append(out, TakenOut{underpin.KindEntity, string(id), names[i], s.shapeOf(id)})
	}
	for i, id := range s.lostClaims {
		out = append(out, TakenOut{Kind: underpin.KindClaim, ID: string(id), Name: names[len(s.lost)+i]})
	}
	return out
}

func (s *Study) shapeOf(id underpin.EntityID) Symbol {
	if e := s.Index.Entities[id]; e != nil {
		return Symbol{e.Schema.Kind(), e.Collective}
	}
	return Symbol{}
}

// restItems finds the claims of command, standing on the date, between each item and the
// parties of its reason, and among these.
func (s *Study) restItems(items []shock.Item, rests map[underpin.EntityID][]Resting) error {
	p, err := s.Projection()
	if err != nil {
		return err
	}
	standings := s.model.Standings(s.At)
	var commands []int // claims
	for i := range p.Ties {
		if t := &p.Ties[i]; t.Claim >= 0 && t.Command && standings[t.Claim] > 0 && !slices.Contains(commands, t.Claim) {
			commands = append(commands, t.Claim)
		}
	}
	for i := range items {
		it := &items[i]
		if it.Reason == nil {
			continue
		}
		parties := partiesOf(it.Reason)
		for _, at := range commands {
			c := &s.Case.Claims[at]
			if !slices.Contains(parties, c.Subject) && c.Subject != it.Entity || !slices.Contains(parties, c.Object) && c.Object != it.Entity {
				continue
			}
			a := s.model.Assess(at, s.At)
			rests[it.Entity] = append(rests[it.Entity], Resting{c.ID, s.told(c), s.says(c, &a)})
		}
	}
	return nil
}

// partiesOf lists who stands in a reason.
func partiesOf(r *shock.Reason) []underpin.EntityID {
	out := slices.Concat(r.Gone, r.Stand, r.Commanders, r.Rivals)
	for _, e := range []underpin.EntityID{r.Collective, r.Leaderless} {
		if e != "" {
			out = append(out, e)
		}
	}
	return out
}
