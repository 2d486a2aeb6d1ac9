package brief

import (
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/cite"
)

// notesOf returns the notes of a claim in the order in which they are shown.
func (c *composer) notesOf(claim Claim) []cite.Note {
	if notes, ok := c.arranged[claim.ID]; ok {
		return notes
	}
	all := make([]cite.Note, 0, len(claim.Testimony))
	shown := c.shown(claim)
	for _, s := range claim.Testimony {
		if s.Again(shown) {
			continue
		}
		n := cite.For(s, c.m.Publish)
		n.Repeats = s.Repeats(shown)
		all = append(all, n)
	}
	c.arranged[claim.ID] = cite.Arrange(all)
	return c.arranged[claim.ID]
}

// shown lists the testimony on a claim that its notes cite.
func (c *composer) shown(claim Claim) []cite.Statement {
	return slices.DeleteFunc(slices.Clone(claim.Testimony), func(s cite.Statement) bool {
		return cite.For(s, c.m.Publish).Use != underpin.Cited
	})
}

// lookup returns a claim of the material under the id it is kept by.
func (c *composer) lookup(id underpin.ClaimID) (Claim, bool) {
	claim, ok := c.m.Claims[id]
	claim.ID = id
	return claim, ok
}

// barredBecause says why a claim may not be stated; empty where it may.
func barredBecause(claim Claim, notes []cite.Note) string {
	reasons := slices.Clone(claim.Barred)
	for _, n := range notes {
		switch {
		case n.Against:
		case n.Use != underpin.Barred:
			return ""
		default:
			reasons = appendNew(reasons, n.Reason)
		}
	}
	if len(reasons) == 0 {
		return "nobody says so"
	}
	return "everything that supports it is " + strings.Join(reasons, ", or ")
}

// claim looks up a claim that is to be stated. Where it may not be, it records
// the finding and reports false.
func (c *composer) claim(id underpin.ClaimID, pos int, where string) (Claim, []cite.Note, bool) {
	claim, ok := c.lookup(id)
	if !ok {
		c.unknown(pos, "claim", string(id), keysOf(c.m.sentences()))
		return Claim{}, nil, false
	}
	notes := c.notesOf(claim)
	if why := barredBecause(claim, notes); why != "" {
		c.find(pos, RuleNotPublishable, fmt.Sprintf("%sclaim %s may not be published: %s", where, id, why),
			"take the sentence out, or get the statement on other terms first")
		return claim, notes, false
	}
	for _, w := range claim.Withheld {
		c.warn(pos, RuleWithheld, fmt.Sprintf("%sthere is a denial of claim %s that may not be cited: get terms (%s, %s)", where, id, w.Testimony, w.Reason),
			"ask whoever denies it on which terms it may be said, or take the claim out")
	}
	if !citable(notes) && slices.ContainsFunc(notes, func(n cite.Note) bool { return n.Against && n.Use == underpin.Cited }) {
		c.warn(pos, RuleUnattributed, fmt.Sprintf("%sclaim %s is denied, but no note says so, as nobody may be cited for the denial", where, id),
			"say in your own words who denies it")
	}
	if len(claim.CannotBe) > 0 {
		c.warn(pos, RuleOutOfLife, fmt.Sprintf("%ssome of what is said for claim %s contradicts %s: it speaks of a time before a beginning or after an end", where, id, listed(claim.CannotBe)),
			"check the dates of both and who says which; until then write that they contradict each other")
	}
	if !c.used[id] {
		c.used[id] = true
		c.usedInOrder = append(c.usedInOrder, id)
	}
	return claim, notes, true
}

// listed names claims by their ids.
func listed(ids []underpin.ClaimID) string {
	var names []string
	for _, id := range ids {
		names = append(names, string(id))
	}
	return strings.Join(names, ", ")
}

// noteRefs returns the reference to the note of a claim, and how sure where that
// is not yet said; nothing for a claim that stands without attribution.
func (c *composer) noteRefs(claim Claim, notes []cite.Note) []inline {
	sure := c.howSure(claim, notes)
	number, first := c.number(c.noteKey(claim.ID, notes, sure, claim.View), func() []inline {
		return c.noteText(notes, claim.View, sure)
	}, citable(notes))
	if number == 0 {
		return nil
	}
	out := []inline{c.use(number)}
	if first && sure != "" {
		out = append(out, inline{kind: mark, text: sure, note: number, pos: -1})
	}
	return out
}

// citable reports whether somebody may be cited for what the notes speak for.
func citable(notes []cite.Note) bool {
	for _, n := range notes {
		if n.Use == underpin.Cited && !n.Against {
			return true
		}
	}
	return false
}

// noteKey tells notes apart. Those to public documents that read the same are one
// note; what people said for different claims is never joined.
func (c *composer) noteKey(id underpin.ClaimID, notes []cite.Note, sure string, view string) string {
	key := sure + "|" + view
	for _, n := range notes {
		if n.Use == underpin.Cited && n.Work == "" && !n.Assumed {
			return "claim " + string(id)
		}
		key += fmt.Sprintf("|%v %s", n.Against, cite.Text(n.Short))
	}
	return key
}

// number returns the number of the note with a key, written now if it is new; 0
// where there is nothing to write.
func (c *composer) number(key string, text func() []inline, any bool) (n int, first bool) {
	if !any {
		return 0, false
	}
	if n, ok := c.noteAt[key]; ok {
		return n, false
	}
	c.notes = append(c.notes, footnote{inlines: text()})
	c.noteAt[key] = len(c.notes)
	return len(c.notes), true
}

func (c *composer) use(number int) inline {
	c.notes[number-1].uses++
	return inline{kind: noteRef, note: number, use: c.notes[number-1].uses, pos: -1}
}

func (c *composer) noteText(notes []cite.Note, view string, sure string) []inline {
	var out []inline
	against := false
	for _, n := range notes {
		if n.Use != underpin.Cited {
			continue
		}
		if n.Against && !against {
			against = true
			out = append(out, inline{kind: emphasis, children: []inline{words("Against:")}, pos: -1}, words(" "))
		}
		runs := n.Full
		if n.Work != "" && c.cited[n.Work] {
			runs = n.Short
		}
		if n.Work != "" {
			c.cited[n.Work] = true
		}
		out = append(out, runsOf(runs)...)
		out = append(out, words(alike(n.Alike)+". "))
	}
	if view != "" {
		out = append(out, words(upperFirst(view)+". "))
	}
	if sure = strings.TrimPrefix(strings.TrimPrefix(sure, "assumption"), " · "); sure != "" {
		out = append(out, words(upperFirst(strings.ReplaceAll(sure, " · ", ", "))+"."))
	}
	return out
}

func alike(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "; and separately another so described"
	}
	return fmt.Sprintf("; and separately %s others so described", numberWord(n))
}

func runsOf(runs []cite.Run) []inline {
	out := make([]inline, 0, len(runs))
	for _, r := range runs {
		i := words(clean(r.Text))
		switch r.Style {
		case cite.Name:
			i.kind = name
		case cite.Title:
			i.kind = work
		case cite.Link:
			i = inline{kind: link, url: r.URL, children: []inline{words(clean(r.Text))}, pos: -1}
		}
		out = append(out, i)
	}
	return out
}

// howSure is the mark beside a claim: few words, none where it stands without
// attribution or where the one author of the whole case says so.
func (c *composer) howSure(claim Claim, notes []cite.Note) string {
	contested := c.disputed(claim)
	cited, assumed, others := 0, 0, 0
	for _, n := range notes {
		if n.Use != underpin.Cited || n.Against {
			continue
		}
		cited++
		if n.Assumed {
			assumed++
		}
		if c.m.SingleAuthor == nil || n.Work != c.m.SingleAuthor.ID {
			others++
		}
	}
	switch {
	case cited == 0:
		return ""
	case cited == assumed:
		return join(" · ", "assumption", contested)
	case claim.SingleOrigin() && others == 0:
		return contested
	case claim.SingleOrigin():
		return join(" · ", "one origin", contested)
	}
	return join(" · ", c.wordFor(claim), numberWord(claim.Origins)+" origins", contested)
}

// disputed says how a claim is disputed by what may be published; empty where it is
// not.
func (c *composer) disputed(claim Claim) string {
	if !claim.Contested {
		return ""
	}
	if cite.DeniedByAnother(c.shown(claim)) {
		return "denied by another"
	}
	return "contested"
}

func (c *composer) wordFor(claim Claim) string {
	if claim.SingleOrigin() {
		return ""
	}
	return c.scaled(claim.Word, claim.Shown)
}

// scaled is a word of likelihood, made of the number where none is given. It notes
// that the scale was used.
func (c *composer) scaled(word string, p float64) string {
	c.worded = true
	if word == "" {
		word = c.yardstick.Word(p)
	}
	return word
}
