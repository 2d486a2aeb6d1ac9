package underpin

import (
	"strings"
	"unicode"
)

// An Index finds the records of a case by id. It holds pointers into the case's
// slices and is stale once they change.
type Index struct {
	Relations   map[RelationName]*Relation
	Sources     map[SourceID]*Source
	Origins     map[OriginID]*Origin
	Groups      map[string]*Group
	Encounters  map[string]*Encounter
	Entities    map[EntityID]*Entity
	Samenesses  map[string]*Sameness
	Claims      map[ClaimID]*Claim
	Testimonies map[TestimonyID]*Testimony
	Requests    map[string]*Request
	Conclusions map[string]*Conclusion
	Questions   map[string]*Question
	Estimates   map[string]*Estimate
	Method      map[string]*Fact
	Briefs      map[string]*Brief
	Views       map[string]*MapView
	Sealed      map[string]*Sealed
	// ByClaim lists each claim's testimony in the order of the case.
	ByClaim map[ClaimID][]*Testimony
	// GroupOf is the dependence group of each origin that is in one.
	GroupOf map[OriginID]*Group

	settings *Settings
}

// Index returns an index of the case. Of records with one id the first counts.
func (c *Case) Index() *Index {
	x := &Index{}
	for _, k := range Kinds {
		k.enter(x, c)
	}
	x.list(c)
	x.group(c)
	return x
}

// Reindex returns an index of a case that has come of another, whose index x is: of the
// kinds that they share unchanged, as after [Merge], it takes over what x has.
func (x *Index) Reindex(from, c *Case) *Index {
	out := &Index{}
	for _, k := range Kinds {
		if k.shared(from, c) {
			k.take(out, x)
		} else {
			k.enter(out, c)
		}
	}
	if shared(from.Testimonies, c.Testimonies) {
		out.ByClaim = x.ByClaim
	} else {
		out.list(c)
	}
	if shared(from.Groups, c.Groups) {
		out.GroupOf = x.GroupOf
	} else {
		out.group(c)
	}
	return out
}

// list enters the testimony of each claim.
func (x *Index) list(c *Case) {
	x.ByClaim = make(map[ClaimID][]*Testimony, len(c.Claims))
	for i := range c.Testimonies {
		t := &c.Testimonies[i]
		x.ByClaim[t.Claim] = append(x.ByClaim[t.Claim], t)
	}
}

// group enters the dependence group of each origin.
func (x *Index) group(c *Case) {
	x.GroupOf = map[OriginID]*Group{}
	for i := range c.Groups {
		for _, o := range c.Groups[i].Members {
			if _, ok := x.GroupOf[o]; !ok {
				x.GroupOf[o] = &c.Groups[i]
			}
		}
	}
}

// Find returns a record of any kind as a pointer into the case, or nil.
func (x *Index) Find(ref RecordRef) any {
	k, ok := KindOf(ref.Kind)
	if !ok {
		return nil
	}
	return k.find(x, ref.ID)
}

// Has reports whether a record is there.
func (x *Index) Has(ref RecordRef) bool { return x.Find(ref) != nil }

// IDs lists the ids of the records of a kind, in no order.
func (x *Index) IDs(name RecordKind) []string {
	k, ok := KindOf(name)
	if !ok {
		return nil
	}
	return k.ids(x)
}

// Sentence returns the claim as a sentence: its text, else its ends in the words
// of its relation, and of a view whose it is. The text of a view says itself that it
// is one, and who is told to have caused it. A share of ownership and
// an amount are said with it: "Ana owns Crane Ltd (51 %)", "Ana pays Crane Ltd about
// 5 million USD".
func (x *Index) Sentence(c *Claim) string {
	if c.Text != "" {
		return c.Text
	}
	reads := "X " + string(c.Relation) + " Y"
	if r := x.Relations[c.Relation]; r != nil && r.Reads != "" {
		reads = r.Reads
	}
	object, more := x.NameOf(c.Object), ""
	switch {
	case !c.Value.IsZero() && c.Object == "":
		object, reads = c.Value.said(reads)
	case !c.Value.IsZero():
		more = " " + c.Value.Words()
	}
	if share := x.ShareText(c); share != "" {
		more += " (" + share + ")"
	}
	return leftToRight(x.seenBy(c) + fill(reads, x.NameOf(c.Subject), object) + more)
}

// leftToRight begins a sentence that is in the words of a vocabulary with the mark of a
// text from left to right where it begins with a name in Arabic or Hebrew: else it is set from
// right to left, and who commands whom is read the wrong way round.
func leftToRight(sentence string) string {
	for _, r := range sentence {
		if unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana) {
			return "\u200e" + sentence
		}
		if unicode.IsLetter(r) {
			break
		}
	}
	return sentence
}

// seenBy begins the sentence of a view: "As Ana sees it, ".
func (x *Index) seenBy(c *Claim) string {
	switch names := x.holders(c); {
	case !c.View():
		return ""
	case names == "":
		return "In a view whose holder is not stated, "
	case len(c.Holders) == 1:
		return "As " + names + " sees it, "
	default:
		return "As " + names + " see it, "
	}
}

// holders names whose view a claim is; empty where nobody says.
func (x *Index) holders(c *Claim) string {
	names := make([]string, len(c.Holders))
	for i, h := range c.Holders {
		if h == HolderUnstated {
			return ""
		}
		names[i] = x.NameOf(h)
	}
	return strings.Join(names, ", ")
}

// NamesOf lists what a record is called beside its id: names, labels, other names, or
// the sentence that it is. A protected source has none.
func (x *Index) NamesOf(ref RecordRef) []string {
	var names []string
	add := func(name string) {
		if name != "" && name != ref.ID {
			names = append(names, name)
		}
	}
	switch r := x.Find(ref).(type) {
	case *Entity:
		add(r.Name)
		add(r.Label)
		for _, a := range r.Aliases {
			add(a.Name)
		}
	case *Source:
		add(x.SourceName(r.ID))
	case *Origin:
		add(r.Label)
	case *Group:
		add(r.Label)
	case *Claim:
		add(x.Sentence(r))
	case *Conclusion:
		add(r.Text)
	case *Question:
		add(r.Text)
	case *MapView:
		add(r.Name)
	}
	return names
}

// NameOf returns the label of an entity, else its id.
func (x *Index) NameOf(id EntityID) string {
	if e := x.Entities[id]; e != nil && e.Name != "" {
		return e.Name
	}
	return string(id)
}

// LabelOf returns what an entity is called where room is short: its label, else
// its name.
func (x *Index) LabelOf(id EntityID) string {
	if e := x.Entities[id]; e != nil && e.Label != "" {
		return e.Label
	}
	return x.NameOf(id)
}

// ViewOf says whose view a claim is ("a view, held by Ana, Yusuf"), or that nobody
// says whose. It is empty where the claim is no view.
func (x *Index) ViewOf(c *Claim) string {
	if !c.View() {
		return ""
	}
	if names := x.holders(c); names != "" {
		return "a view, held by " + names
	}
	return "a view, its holder not stated"
}

// SourceName returns what a source may be called on the analyst's own screen:
// its public name, or its code name where it is protected.
func (x *Index) SourceName(id SourceID) string {
	if s := x.Sources[id]; s != nil && !s.Protected && s.Name != "" {
		return s.Name
	}
	return string(id)
}

// SourceLabel returns the short name of a source on the analyst's own screen: its author,
// else its name, or its code name where it is protected.
func (x *Index) SourceLabel(id SourceID) string {
	if s := x.Sources[id]; s != nil && !s.Protected && s.Author != "" {
		return s.Author
	}
	return x.SourceName(id)
}

// fill puts x and y for the lone words X and Y of a template.
func fill(template, x, y string) string {
	out := make([]byte, 0, len(template)+len(x)+len(y))
	for i := 0; i < len(template); i++ {
		b := template[i]
		lone := (i == 0 || !letter(template[i-1])) && (i+1 == len(template) || !letter(template[i+1]))
		switch {
		case b == 'X' && lone:
			out = append(out, x...)
		case b == 'Y' && lone:
			out = append(out, y...)
		default:
			out = append(out, b)
		}
	}
	return string(out)
}

func letter(b byte) bool { return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' }
