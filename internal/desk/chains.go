package desk

import (
	"iter"
	"slices"

	"underpin"
	"underpin/internal/evidence"
)

// chains draws the way of each voice that is more than one source long: "paper 3 has
// it from paper 2, which has it from an official: one origin". What is denied is not had from
// who denies it.
func (s *Study) chains(a *evidence.Assessment) []string {
	out := []string{}
	for _, v := range a.Voices {
		text := s.chain(s.longest(a, v))
		if t := s.Index.Testimonies[v.Testimony]; text != "" && v.Denies && t != nil && t.Polarity == underpin.Doubt {
			text = "the doubt: " + text
		} else if text != "" && v.Denies {
			text = "the denial: " + text
		}
		if text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// A VoiceWay is how one voice came to us: a tree from where it comes from to those who
// told us, counted once.
type VoiceWay struct {
	Denies bool `json:"denies,omitempty"`
	// Nodes are in the order of the tree, each behind the one it has it from.
	Nodes []WayNode `json:"nodes"`
	// Says tells it in a sentence.
	Says string `json:"says"`
}

// A WayNode is where a voice passed.
type WayNode struct {
	Name string `json:"name"`
	// Said is when it told us, in words; empty where it did not itself.
	Said string `json:"said,omitempty"`
	// Depth counts the steps from the origin, Parent is the node it has it from, -1 for
	// the origin.
	Depth  int `json:"depth"`
	Parent int `json:"parent"`
	// Testimony is what it told us, empty where it did not itself.
	Testimony underpin.TestimonyID `json:"testimony,omitempty"`
}

// ways draws the voices that came through more than one, or more than once.
func (s *Study) ways(a *evidence.Assessment) []VoiceWay {
	out := []VoiceWay{}
	for _, v := range a.Voices {
		w := VoiceWay{Denies: v.Denies}
		paths := 1
		w.add(s, v.Chain)
		for c := range repeating(a, v) {
			w.add(s, c)
			paths++
		}
		if len(w.Nodes) < 3 && (paths < 2 || len(w.Nodes) < 2) {
			continue
		}
		w.order()
		var names []string
		for _, n := range w.Nodes[1:] {
			names = append(names, n.Name)
		}
		w.Says = w.Nodes[0].Name + ", through " + list(names, len(names)) + ": one origin, counted once"
		out = append(out, w)
	}
	return out
}

// add adds the way of a chain to the tree.
func (w *VoiceWay) add(s *Study, c *underpin.Chain) {
	names := s.beneath(c)
	for _, src := range c.Sources {
		names = append(names, s.Index.SourceLabel(src))
	}
	t := c.Testimony()
	said := ""
	if _, on := s.Index.Placed(t); !on.IsZero() {
		said = underpin.FormatDate(on)
	}
	parent := -1
	for depth, name := range names {
		last := depth == len(names)-1
		at := slices.IndexFunc(w.Nodes, func(n WayNode) bool {
			return n.Name == name && n.Parent == parent && (!last || n.Testimony == "" || n.Testimony == t.ID)
		})
		if at < 0 {
			at = len(w.Nodes)
			w.Nodes = append(w.Nodes, WayNode{Name: name, Depth: depth, Parent: parent})
		}
		if last {
			w.Nodes[at].Testimony, w.Nodes[at].Said = t.ID, said
		}
		parent = at
	}
}

// order sets each node behind its parent and all that came through an earlier sibling.
func (w *VoiceWay) order() {
	var nodes []WayNode
	var walk func(old, parent int)
	walk = func(old, parent int) {
		for k, n := range w.Nodes {
			if n.Parent == old {
				n.Parent = parent
				nodes = append(nodes, n)
				walk(k, len(nodes)-1)
			}
		}
	}
	walk(-1, -1)
	w.Nodes = nodes
}

// longest is the longest chain of what repeats a voice, which is among it.
func (s *Study) longest(a *evidence.Assessment, v evidence.Voice) *underpin.Chain {
	best := v.Chain
	for c := range repeating(a, v) {
		if len(c.Sources) > len(best.Sources) {
			best = c
		}
	}
	return best
}

// repeating yields the chains from the origin of a voice by which others repeat it.
func repeating(a *evidence.Assessment, v evidence.Voice) iter.Seq[*underpin.Chain] {
	return func(yield func(*underpin.Chain) bool) {
		for _, x := range a.Asides {
			if x.Why != evidence.Repeats || x.Voice != v.Testimony {
				continue
			}
			for i := range x.Chains {
				if c := &x.Chains[i]; c.Origin == v.Chain.Origin && !yield(c) {
					return
				}
			}
		}
	}
}

// beneath names the origin of a chain that is no source of the case: none or one name.
func (s *Study) beneath(c *underpin.Chain) []string {
	switch o := s.Index.Origins[c.Origin]; {
	case o != nil:
		return []string{s.originName(o.ID)}
	case c.Origin == underpin.OriginUnknown:
		return []string{"someone not named"}
	}
	return nil
}

// chain writes who has it from whom, from the reporter back to the origin; empty for
// a source that says it of itself.
func (s *Study) chain(c *underpin.Chain) string {
	names := make([]string, 0, len(c.Sources)+1)
	for i := len(c.Sources) - 1; i >= 0; i-- {
		names = append(names, s.Index.SourceLabel(c.Sources[i]))
	}
	names = append(names, s.beneath(c)...)
	if len(names) < 3 { // the testimony itself says from whom
		return ""
	}
	text := names[0] + " has it from " + names[1]
	for _, name := range names[2:] {
		text += ", which has it from " + name
	}
	return text + ": one origin"
}
