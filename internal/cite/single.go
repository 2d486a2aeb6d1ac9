package cite

import (
	"cmp"
	"slices"
	"strings"

	"underpin"
)

// single leaves of what comes from one source that must not be known, on one claim and
// side, the published statement that was first, with whatever a reader can see to go
// back to it; or, where nothing was published, what the source told us itself. Two
// articles that count as one, or an article and an unnamed official who do, would tell
// a reader of the newspapers who their informant was.
//
//	The Light had it from KESTREL; KESTREL told us the same, as "a port official". The
//	note cites the Light, as its own origin.
func (w *disclosing) single() {
	groups, order := map[string][]int{}, []string(nil)
	one := w.maybeOne()
	for i := range w.told {
		key := w.sameWord(&w.told[i], one)
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], i)
	}
	gone := map[int]bool{}
	for _, key := range order {
		w.singleOf(groups[key], gone)
	}
	kept := w.told[:0]
	for i := range w.told {
		if !gone[i] {
			kept = append(kept, w.told[i])
		}
	}
	w.told = kept
}

// maybeOne takes entities as one that are one or may be.
func (w *disclosing) maybeOne() underpin.Ones {
	one := underpin.Ones{}
	for _, p := range w.x.Pairs() {
		if p.Sameness == nil || p.Sameness.Verdict != underpin.NotSame {
			one.Join(p.A, p.B)
		}
	}
	return one
}

// sameWord is the same for testimony on one side of what is, or may be, one claim.
func (w *disclosing) sameWord(t *underpin.Testimony, one underpin.Ones) string {
	side := "against"
	if t.Polarity == underpin.Affirm || t.Polarity == "" {
		side = "for"
	}
	c := w.x.Claims[t.Claim]
	if c == nil {
		return string(t.Claim) + "\x00" + side
	}
	ends := []string{string(one.Of(c.Subject)), string(one.Of(c.Object))}
	if r := w.x.Relations[c.Relation]; r != nil && r.Class.Traits().Identity {
		slices.Sort(ends)
	}
	return strings.Join(append(ends, string(c.Relation), c.Value.Text, side), "\x00")
}

// singleOf notes what goes of the testimony on one side of one claim.
func (w *disclosing) singleOf(at []int, gone map[int]bool) {
	says := make([]*underpin.Testimony, len(at))
	index := make(map[*underpin.Testimony]int, len(at))
	for k, i := range at {
		says[k] = &w.told[i]
		index[says[k]] = i
	}
	chains := w.known.Chains(says)
	for _, h := range w.hiddenBehind(says, chains) {
		roots := slices.DeleteFunc(w.publicRoots(says, h), func(t *underpin.Testimony) bool { return gone[index[t]] })
		if len(roots) == 0 {
			continue
		}
		for _, t := range roots[1:] {
			// Who is no secret is named in print; that we heard him too is the secret.
			if w.protected(h) && !slices.Contains(w.shownChain(t), roots[0].Source) {
				gone[index[t]] = true
			}
		}
		for _, t := range says {
			if t.Source == h && w.veiled(t) {
				gone[index[t]] = true
			}
		}
	}
	// What can be followed only through what has gone goes with it.
	for again := true; again; {
		again = false
		for _, t := range says {
			if gone[index[t]] || w.stands(t, chains, index, gone) {
				continue
			}
			gone[index[t]], again = true, true
		}
	}
}

// stands reports whether some chain of a testimony goes through nothing that has gone,
// or whether it is published and its link to what has gone is cut.
func (w *disclosing) stands(t *underpin.Testimony, chains []underpin.Chain, index map[*underpin.Testimony]int, gone map[int]bool) bool {
	any := false
	for _, c := range chains {
		if c.Testimony() != t {
			continue
		}
		any = true
		// What is published is cut at what its source told us in confidence.
		through := c.Links[1:]
		if at := slices.IndexFunc(through, w.veiled); at >= 0 && !w.veiled(t) {
			through = through[:at]
		}
		if !slices.ContainsFunc(through, func(u *underpin.Testimony) bool { return gone[index[u]] }) {
			return true
		}
	}
	return !any
}

// hiddenBehind lists the sources that must not be known from which some published
// statement comes: those that are protected, and those who told us on background.
func (w *disclosing) hiddenBehind(says []*underpin.Testimony, chains []underpin.Chain) []underpin.SourceID {
	background := map[underpin.SourceID]bool{}
	for _, t := range says {
		background[t.Source] = background[t.Source] || w.veiled(t)
	}
	var out []underpin.SourceID
	for _, c := range chains {
		if w.veiled(c.Testimony()) {
			continue
		}
		for _, s := range c.Sources {
			if (w.protected(s) || background[s]) && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	// In an order that no code name decides: by what was published first.
	first := map[underpin.SourceID]*underpin.Testimony{}
	for _, s := range out {
		if roots := w.publicRoots(says, s); len(roots) > 0 {
			first[s] = roots[0]
		}
	}
	out = slices.DeleteFunc(out, func(s underpin.SourceID) bool { return first[s] == nil })
	slices.SortStableFunc(out, func(a, b underpin.SourceID) int {
		return w.printedFirst(first[a], first[b])
	})
	return out
}

// publicRoots lists the published statements that name a source as where they have it
// from, the first that came out first.
func (w *disclosing) publicRoots(says []*underpin.Testimony, hidden underpin.SourceID) []*underpin.Testimony {
	var out []*underpin.Testimony
	for _, t := range says {
		if !w.veiled(t) && t.Source != hidden && t.Retracted == nil && slices.Contains(w.known.Chain(t), hidden) {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, w.printedFirst)
	return out
}

// printedFirst compares published statements: those that pass on nobody's word before
// others, then by their day.
func (w *disclosing) printedFirst(a, b *underpin.Testimony) int {
	day := func(t *underpin.Testimony) underpin.Day {
		if _, said := w.x.Placed(t); !said.IsZero() {
			return said.First
		}
		return underpin.MaxDay
	}
	return cmp.Or(cmp.Compare(len(w.shownChain(a)), len(w.shownChain(b))), cmp.Compare(day(a), day(b)), underpin.CompareIDs(string(a.Source), string(b.Source)),
		strings.Compare(a.Locator, b.Locator), underpin.CompareIDs(string(a.ID), string(b.ID)))
}

// shownChain lists the sources that a published statement passed after the last of
// those that are protected.
func (w *disclosing) shownChain(t *underpin.Testimony) []underpin.SourceID {
	chain := w.known.Chain(t)
	for i := len(chain) - 1; i >= 0; i-- {
		if w.protected(chain[i]) {
			return chain[i+1:]
		}
	}
	return chain
}

// mask cuts what published statements have from a protected source at that source: what
// is left is its own origin. An endnote stays the endnote that it is in print.
func (w *disclosing) mask() {
	for i := range w.told {
		t := &w.told[i]
		if w.veiled(t) {
			continue
		}
		_, locator := w.x.Origins[t.Origin]
		head := w.known.SourceOf(t.Origin)
		via := slices.DeleteFunc(slices.Clone(t.Via), w.protected)
		switch {
		case w.protected(head) && !locator && len(via) > 0:
			t.Origin, via = underpin.OriginID(via[0]), via[1:]
		case w.protected(head) && !locator:
			t.Origin, via = "", nil
		}
		if t.Via = via; len(via) == 0 {
			t.Via = nil
		}
	}
}

// origins are the locators of the case, those that proved to be protected sources as
// they are in print.
func (w *disclosing) origins() []underpin.Origin {
	out := slices.Clone(w.c.Origins)
	for i := range out {
		if w.protected(out[i].Resolved) {
			out[i].Resolved, out[i].ResolvedOn = "", underpin.Date{}
		}
	}
	return out
}
