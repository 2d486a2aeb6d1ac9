package brief

import (
	"strings"

	"underpin"
	"underpin/internal/cite"
)

// reference writes what a reference within a line becomes.
func (c *composer) reference(r *textReference) []inline {
	switch {
	case r.open:
		c.find(r.pos, RuleReference, "a reference does not end on its line", "close it on the line that it begins on; in a table write the bar within it as \\|")
		return nil
	case r.block:
		c.misplaced(r, "a line")
		return nil
	}
	switch r.verb {
	case "claim", "sentence":
		claim, notes, ok := c.claim(underpin.ClaimID(r.id), r.pos, "")
		if !ok {
			return nil
		}
		if r.dated {
			if _, ok := c.on(r); !ok {
				return nil
			}
		}
		var out []inline
		switch {
		case r.words != "":
			out = append(out, inline{kind: plain, text: clean(r.words), pos: r.wordsPos})
		case r.verb == "sentence":
			out = append(out, words(sentenceText(claim.Text)))
		}
		return append(out, c.noteRefs(claim, notes)...)
	case "credence":
		claim, notes, ok := c.claim(underpin.ClaimID(r.id), r.pos, "")
		if !ok {
			return nil
		}
		if r.dated {
			return c.credenceOn(claim, notes, r)
		}
		return c.credence(claim, notes, r.pos)
	case "conclusion":
		k, ok := c.conclusionOf(r)
		if !ok {
			return nil
		}
		return c.conclusion(k, r)
	}
	c.unknownVerb(r)
	return nil
}

func (c *composer) unknownVerb(r *textReference) {
	known := inlineVerbs
	if r.block {
		known = append(append([]string{}, blockVerbs...), c.m.exhibits()...)
	}
	// A bare id is the commonest slip: [[c05]].
	if _, ok := c.m.sentences()[underpin.ClaimID(r.verb)]; ok && !r.block {
		c.find(r.pos, RuleReference, "a reference begins with the kind of thing it refers to", "write [[claim "+r.verb+"]]")
		return
	}
	if needs, ok := c.m.Has.Lacking[strings.TrimSpace(r.verb)]; ok && r.block {
		c.find(r.pos, RuleReference, "the case has nothing for {{"+strings.TrimSpace(r.verb)+"}}", needs)
		return
	}
	c.unknown(r.pos, "reference", strings.TrimSpace(r.verb), append([]string{}, known...))
}

// credence says how sure a claim is. With one origin there is no word of
// likelihood.
func (c *composer) credence(claim Claim, notes []cite.Note, pos int) []inline {
	if !citable(notes) {
		c.find(pos, RuleNotPublishable, "nobody may be cited for claim "+string(claim.ID)+": how sure it is cannot be shown", "state it with [[claim "+string(claim.ID)+"]] alone, or ask the source whether it may be described")
		return nil
	}
	besides := ""
	for _, more := range []string{c.disputed(claim), claim.View} {
		if more != "" {
			besides += "; " + more
		}
	}
	if !claim.SingleOrigin() {
		c.otherSide(claim, pos)
		return []inline{words(c.wordFor(claim) + ", from " + numberWord(claim.Origins) + " independent origins" + besides)}
	}
	for _, n := range notes {
		switch {
		case n.Use != underpin.Cited || n.Against:
		case n.Assumed:
			return []inline{words("an assumption, for which nobody is cited" + besides)}
		default:
			before, after := n.Basis.Says(underpin.Affirm)
			return []inline{words("one origin: " + before), {kind: name, text: clean(n.Who), pos: -1}, words(after + ", uncorroborated" + besides)}
		}
	}
	return []inline{words("one origin, uncorroborated" + besides)}
}

// otherSide warns the author where the page would call likely what the case calls
// unlikely, or the other way round: the page dates protected statements coarsely and
// does without what may not be published.
func (c *composer) otherSide(claim Claim, pos int) {
	if (claim.Shown < .5) == (claim.Held < .5) {
		return
	}
	c.warn(pos, RuleOtherSide, "claim "+string(claim.ID)+" has a credence of "+underpin.FormatProbability(claim.Shown)+" on this page and of "+underpin.FormatProbability(claim.Held)+
		" in the case", "the page dates what protected sources said by the year alone and leaves out what may not be published; say in your own words what you can vouch for")
}

// credenceOn says how sure it is that a claim held on the day of a reference.
func (c *composer) credenceOn(claim Claim, notes []cite.Note, r *textReference) []inline {
	d, ok := c.on(r)
	if !ok {
		return nil
	}
	day := underpin.FormatDay(r.on)
	if d.Unattributed[claim.ID] {
		c.find(r.pos, RuleNotPublishable, "nobody may be cited for claim "+string(claim.ID)+" on "+day+": how sure it is cannot be shown", "state it with [[claim "+string(claim.ID)+"]] alone, or ask the source whether it may be described")
		return nil
	}
	if d.Absent[claim.ID] {
		return []inline{words("nobody says that it held on " + day)}
	}
	on, ok := d.Claims[claim.ID]
	if !ok {
		on = claim
	}
	return append(c.credence(on, notes, r.pos), words(", for "+day))
}

// onReadings says that an answer hangs on what nobody says and we read out of a source,
// with the notes.
func (c *composer) onReadings(k Conclusion) []inline {
	var refs []inline
	n := 0
	for _, id := range k.Readings {
		claim, ok := c.lookup(id)
		if notes := c.notesOf(claim); ok && citable(notes) {
			refs = append(refs, withoutMarks(c.noteRefs(claim, notes))...)
			n++
		}
	}
	switch n {
	case 0:
		return nil
	case 1:
		return append([]inline{words("; it hangs on a reading of ours")}, refs...)
	}
	return append([]inline{words("; it hangs on readings of ours")}, refs...)
}

// ByConstruction is said beside an answer that is fixed by which lines were coded
// and which are lost.
const ByConstruction = "so by construction, whatever the evidence"

// conclusion writes a conclusion: its text, its value over the worlds, and what
// it hangs on most.
func (c *composer) conclusion(k Conclusion, r *textReference) []inline {
	c.conclude(k, r)
	text := inline{kind: plain, text: clean(r.words), pos: r.wordsPos}
	if r.words == "" {
		text = words(sentenceText(k.Text))
	}
	if k.Bare {
		c.bare(k, r.pos)
		return []inline{text}
	}
	frame := k.Frame
	if strings.Contains(text.text, "as coded") {
		frame = "" // the author's own words say so
	}
	out := []inline{text, words(framedOn(frame, computedOn(k, text.text)) + ": ")}
	out = append(out, c.value(k)...)
	h, ok := c.firstHinge(k)
	if rests := restsText(k); rests != "" && !(ok && h.Flips && h.Claim == "") {
		out = append(out, words(rests)) // else the voice is named below
	}
	if k.ByConstruction {
		out = append(out, words("; "+ByConstruction))
	}
	out = append(out, c.onReadings(k)...)
	if ok {
		out = append(out, words("; "))
		out = append(out, c.hingeClause(k, h, r.pos)...)
	}
	return out
}

// bare finds a conclusion of which nothing but its sentence may stand on the page.
func (c *composer) bare(k Conclusion, pos int) {
	c.warn(pos, RuleUnattributed, "conclusion "+k.ID+" would change without what may not be attributed, so only its sentence is printed",
		"say in your own words what you can vouch for, or ask the source whether it may be described")
}

// value writes the value of a conclusion in words.
func (c *composer) value(k Conclusion) []inline {
	switch k.Kind {
	case Number:
		return []inline{words(spread(k.Mean, k.Low, k.High, k.Unit))}
	case Who:
		return []inline{{kind: strong, children: []inline{words(clean(k.Answer))}, pos: -1}, words(", in " + c.worlds(k.P, k.SingleOrigin))}
	}
	if k.SingleOrigin || k.Rests != nil || k.Untried > 0 {
		return []inline{words("so in " + c.worlds(k.P, k.SingleOrigin))}
	}
	return []inline{{kind: strong, children: []inline{words(c.scaled(k.Word, k.P))}, pos: -1}, words(" (so in " + c.worlds(k.P, false) + ")")}
}

// restsText says what becomes of an answer that flips without one voice, or that voices
// are left of which that is not known.
func restsText(k Conclusion) string {
	switch r := k.Rests; {
	case r == nil && k.Untried > 0:
		return "; whether this changes without any one of " + plural(k.Untried, "further voice") + " was not tried"
	case r == nil:
		return ""
	case k.Kind == Number:
		return "; " + spread(r.Share, r.Share, r.Share, k.Unit) + " without one voice"
	case k.Kind == Who && !r.Same:
		return "; somebody else without one voice"
	case r.Share == 0:
		return "; in none without one voice"
	default:
		return "; in " + percent(r.Share) + " without one voice"
	}
}

func (c *composer) worlds(p float64, oneOrigin bool) string {
	s := percent(p) + " of the worlds drawn"
	switch {
	case oneOrigin && c.m.SingleAuthor != nil:
		return s + " from what one author says"
	case oneOrigin:
		return s + " from what one origin says, uncorroborated"
	}
	return s
}

// firstHinge is the first hinge that may be shown, one that flips the answer before others:
// of these the first source or origin, as of others that leave the same. That a conclusion
// falls with a claim that it repeats tells nothing.
func (c *composer) firstHinge(k Conclusion) (Hinge, bool) {
	var first *Hinge
	for i := range k.Hinges {
		h := &k.Hinges[i]
		if !c.showable(*h) {
			continue
		}
		alike := first != nil && first.Flips == h.Flips && (h.Flips || first.Without == h.Without && first.Gone == h.Gone)
		if first == nil || h.Flips && !first.Flips || alike && first.Claim != "" && h.Claim == "" {
			first = h
		}
	}
	if first == nil {
		return Hinge{}, false
	}
	return *first, true
}

// showable reports whether a hinge may be shown: a claim that may be published, a
// source that may be described.
func (c *composer) showable(h Hinge) bool {
	switch {
	case h.Claim != "":
		claim, ok := c.lookup(h.Claim)
		return ok && citable(c.notesOf(claim))
	case h.Source != nil:
		return c.describe(h) != nil
	}
	return h.Label != ""
}

// describe names the source of a hinge as its terms allow; nil where they allow
// nothing. That an answer hangs on somebody at risk is not told in any words.
func (c *composer) describe(h Hinge) []inline {
	if h.Source.AtRisk {
		return nil
	}
	n := cite.For(cite.Statement{Source: *h.Source, Terms: h.Terms}, c.m.Publish)
	switch {
	case n.Use != underpin.Cited:
		return nil
	case n.Assumed:
		return []inline{words("the assumption “" + sentenceText(h.Source.Name) + "”")}
	}
	who := []inline{{kind: name, text: clean(n.Who), pos: -1}}
	if h.Source.Kind.Speaks() {
		// Without a person's word: the person may be in the case, and stays in it.
		return append([]inline{words("the word of ")}, who...)
	}
	return who
}

// hingeName writes what a hinge is, with its note where it is a claim.
func (c *composer) hingeName(h Hinge, pos int) []inline {
	if h.Claim == "" {
		if h.Source != nil {
			return c.describe(h)
		}
		return []inline{words(clean(h.Label))}
	}
	claim, notes, ok := c.claim(h.Claim, pos, "")
	if !ok {
		return nil
	}
	return append([]inline{words("“" + sentenceText(claim.Text) + "”")}, c.noteRefs(claim, notes)...)
}

func (c *composer) hingeClause(k Conclusion, h Hinge, pos int) []inline {
	lead := "it hangs most on "
	if h.Flips {
		lead = "the answer changes without "
	}
	out := append([]inline{words(lead)}, c.hingeName(h, pos)...)
	if h.Gone {
		return append(out, words(" (then there is no answer)"))
	}
	tail := " (" + withoutText(k, h)
	if !h.Flips {
		tail += " without it"
	}
	return append(out, words(tail+")"))
}

func withoutText(k Conclusion, h Hinge) string {
	if k.Kind == Number && k.Unit != "" {
		return underpin.FormatAnswer(h.Without) + " " + k.Unit
	}
	if k.Kind == Number {
		return decimal(h.Without)
	}
	return percent(h.Without)
}
