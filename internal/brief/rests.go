package brief

import (
	"slices"

	"underpin"
	"underpin/internal/cite"
)

// restsID is the anchor of the box with the source summary statement.
const restsID = "rests"

// rests writes the source summary statement: how much rests on what, the works
// cited, and how sure each corroborated or contested claim is. It is composed
// last, when all that the text uses is known.
func (c *composer) rests() []block {
	b := block{kind: box, id: restsID, pos: -1, inlines: []inline{words("What this rests on")}}
	b.blocks = append(b.blocks, generated(words(c.tally())))
	if s := c.kindsOfSources(); s != "" {
		b.blocks = append(b.blocks, generated(words(s)))
	}
	for _, k := range slices.Clone(c.concluded) {
		h, ok := c.firstHinge(k)
		if !ok || k.Bare {
			continue
		}
		in := []inline{words("“" + sentenceText(k.Text) + "”" + besides(computedOn(k, k.Text)) + ": ")}
		in = append(in, withoutMarks(c.hingeClause(k, h, 0))...)
		b.blocks = append(b.blocks, generated(append(in, words("."))...))
	}
	if c.unseen() {
		b.blocks = append(b.blocks, generated(words("We have not seen the endnotes and similar sources that a note cites.")))
	}
	if c.m.SourceNote != "" {
		b.blocks = append(b.blocks, generated(words(clean(c.m.SourceNote))))
	}
	if works := c.works(); len(works.items) > 0 {
		b.blocks = append(b.blocks, works)
	}
	out := []block{b}
	if t := c.sureness(); len(t.rows) > 0 {
		out = append(out, t)
		if s := c.whyDiffer(); s != "" {
			out = append(out, generated(words(s)))
		}
	}
	return out
}

// whyDiffer says why the numbers of one matter differ on the page, where they may.
func (c *composer) whyDiffer() string {
	faded := slices.ContainsFunc(c.usedInOrder, func(id underpin.ClaimID) bool {
		claim := c.m.Claims[id]
		return citable(c.notesOf(claim)) && underpin.FormatProbability(claim.Shown) != underpin.FormatProbability(claim.Standing)
	})
	var others []string
	if faded && c.figures > 0 {
		others = append(others, "a standing is for the day of its figure, by which time a claim may have faded, ended or met a rival")
	}
	if slices.ContainsFunc(c.concluded, func(k Conclusion) bool { return !k.Bare }) {
		others = append(others, "a share of worlds is for all that a conclusion needs at once")
	}
	if len(others) == 0 {
		return ""
	}
	return "Numbers on one matter can differ on this page: a credence is for the time to which a claim refers; " + join("; ", others...) + "."
}

// tally counts the claims that the brief states.
func (c *composer) tally() string {
	if len(c.usedInOrder) == 0 {
		return "This brief states no claim of the case."
	}
	one, more, contested, denied, assumed, uncited := 0, 0, 0, 0, 0, 0
	for _, id := range c.usedInOrder {
		claim, _ := c.lookup(id)
		switch {
		case !citable(c.notesOf(claim)):
			uncited++
			continue
		case onlyAssumed(c.notesOf(claim)):
			assumed++
		case claim.SingleOrigin():
			one++
		default:
			more++
		}
		switch c.disputed(claim) {
		case "":
		case "contested":
			contested++
		default:
			denied++
		}
	}
	if uncited == len(c.usedInOrder) {
		return "This brief cites nobody for what it states."
	}
	s := "This brief states " + plural(len(c.usedInOrder)-uncited, "claim") + " of the case"
	if uncited > 0 {
		s += " with a note"
	}
	s += ". "
	switch {
	case more == 0 && assumed == 0:
		s += "None has a second independent origin"
	default:
		parts := []string{verb(more, "has", "have") + " two or more independent origins", verb(one, "rests", "rest") + " on one"}
		if assumed > 0 {
			parts = append(parts, verb(assumed, "is an assumption", "are assumptions"))
		}
		s += "Of these, " + enumerate(parts)
	}
	if contested > 0 {
		s += "; " + verb(contested, "is", "are") + " contested"
	}
	if denied > 0 {
		s += "; " + verb(denied, "is", "are") + " denied by another, as the same document reports"
	}
	return s + "."
}

func verb(n int, one, many string) string {
	switch n {
	case 0:
		return "none " + one
	case 1:
		return "one " + one
	}
	return numberWord(n) + " " + many
}

func onlyAssumed(notes []cite.Note) bool {
	any := false
	for _, n := range notes {
		if n.Use == underpin.Barred || n.Against {
			continue
		}
		if !n.Assumed {
			return false
		}
		any = true
	}
	return any
}

// kindsOfSources says what kinds of sources are cited, without counting people:
// numbers of those who must not be known help to find them.
func (c *composer) kindsOfSources() string {
	var documents, named, bodies, background, seen bool
	for _, id := range c.usedInOrder {
		for _, s := range c.m.Claims[id].Testimony {
			n := cite.For(s, c.m.Publish)
			switch {
			case n.Use != underpin.Cited || n.Assumed:
			case n.Work != "":
				documents = true
			case s.Terms.Kind == underpin.TermsBackground:
				background = true
			case s.Source.Kind == underpin.SourceObservation:
				seen = true
			case s.Source.Kind == underpin.SourceBody:
				bodies = true
			default:
				named = true
			}
		}
	}
	var parts []string
	for _, p := range []struct {
		is   bool
		text string
	}{
		{documents, "public documents"}, {named, "people on the record"}, {bodies, "bodies on the record"}, {seen, "own observation"},
		{background, "people who spoke on condition of anonymity"},
	} {
		if p.is {
			parts = append(parts, p.text)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "It cites " + enumerate(parts) + "."
}

func enumerate(parts []string) string {
	if len(parts) < 2 {
		return join("", parts...)
	}
	return join(", ", parts[:len(parts)-1]...) + " and " + parts[len(parts)-1]
}

// unseen reports whether a note cites an origin that is known by its place alone.
func (c *composer) unseen() bool {
	return slices.ContainsFunc(c.usedInOrder, func(id underpin.ClaimID) bool {
		claim, _ := c.lookup(id)
		return slices.ContainsFunc(c.notesOf(claim), func(n cite.Note) bool { return n.Use == underpin.Cited && n.Unseen })
	})
}

// works lists the public documents cited, by the alphabet.
func (c *composer) works() block {
	list := block{kind: bullets, tight: true, pos: -1}
	byText := map[string][]inline{}
	for _, id := range c.usedInOrder {
		for _, s := range c.m.Claims[id].Testimony {
			if n := cite.For(s, c.m.Publish); n.Use == underpin.Cited && n.Work != "" {
				runs := cite.Work(s.Source)
				grade := c.m.Grades[s.Source.ID]
				if grade != "" {
					grade = "; " + grade
				}
				byText[cite.Text(runs)] = append(runsOf(runs), words(grade+"."))
			}
		}
	}
	keys := keysOf(byText)
	slices.Sort(keys)
	for _, k := range keys {
		list.items = append(list.items, []block{generated(byText[k]...)})
	}
	return list
}

// sureness is the table of the claims that more than one voice bears on: here
// stand the numbers.
func (c *composer) sureness() block {
	t := block{kind: table, rowNames: true, pos: -1,
		inlines: []inline{words("How sure, claim by claim, where more than one origin bears on it. The number is the credence from what may be published.")}}
	for _, h := range []string{"Claim", "How sure", "Number", "Independent origins"} {
		t.head = append(t.head, []inline{words(h)})
	}
	for _, id := range c.usedInOrder {
		claim, _ := c.lookup(id)
		notes := c.notesOf(claim)
		if claim.SingleOrigin() && !claim.Contested || !citable(notes) {
			continue
		}
		sure, number := "one origin", "–"
		if !claim.SingleOrigin() {
			sure, number = c.wordFor(claim), underpin.FormatProbability(claim.Shown)
		}
		if d := c.disputed(claim); d != "" {
			sure += ", " + d
		}
		first := append([]inline{words(sentenceText(claim.Text))}, withoutMarks(c.noteRefs(claim, notes))...)
		t.rows = append(t.rows, [][]inline{first, {words(sure)}, {words(number)}, {words(thousands(claim.Origins))}})
	}
	if len(t.rows) > 0 {
		c.tables++
		t.number = c.tables
	}
	t.align = columnAlign(t.rows, len(t.head))
	return t
}
