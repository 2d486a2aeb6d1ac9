package brief

import (
	"fmt"
	"strings"

	"underpin"
	"underpin/internal/cite"
	"underpin/internal/edtf"
)

// ask lists the claims worth settling; never whom to ask.
func (c *composer) ask(r *textReference) []block {
	list := block{kind: numbered, level: 1, pos: -1}
	var left []inline
	for _, a := range c.m.Ask {
		claim, ok := c.lookup(a.Claim)
		if !ok || !citable(c.notesOf(claim)) {
			continue
		}
		claim, notes, _ := c.claim(a.Claim, r.pos, "")
		in := append([]inline{words("“" + sentenceText(claim.Text) + ".”")}, withoutMarks(c.noteRefs(claim, notes))...)
		if a.Restates {
			left = append(append(left, words(" ")), in...)
			continue
		}
		if text, ok := c.m.statement(a.Conclusion); ok && a.Share > 0 {
			in = append(in, words(" Knowing whether this is so would be expected to remove "+percent(a.Share)+" of the uncertainty in “"+sentenceText(text)+"”."))
		}
		list.items = append(list.items, []block{{kind: paragraph, inlines: in, pos: -1}})
	}
	list.tight = true
	out := []block{list}
	if len(list.items) == 0 {
		out = []block{generated(words("No single claim would narrow the answers by more than chance."))}
	}
	if left != nil {
		out = append(out, generated(append([]inline{words("Left out, since it is the answer itself in other words, or a part of it:")}, left...)...))
	}
	return out
}

func (c *composer) questions(r *textReference) []block {
	list := block{kind: numbered, level: 1, tight: true, pos: -1}
	for _, q := range c.m.Questions {
		list.items = append(list.items, []block{generated(words(clean(q.Text)))})
	}
	if len(list.items) == 0 {
		c.empty(r, "question")
		return nil
	}
	return []block{list}
}

// empty warns that a line stands for nothing, so that a heading above it may stand alone.
func (c *composer) empty(r *textReference, what string) {
	c.warn(r.pos, RuleEmpty, "{{"+r.verb+"}} prints nothing: the case has no "+what, "add one, or take the line out, with its heading")
}

// estimates lists forward-looking judgements in their author's own words.
func (c *composer) estimates(r *textReference) []block {
	if len(c.m.Estimates) == 0 {
		c.empty(r, "estimate")
		return nil
	}
	c.tables++
	t := block{kind: table, number: c.tables, rowNames: true, pos: -1,
		inlines: []inline{words("Forward-looking judgements in our paraphrase; the word of likelihood is their author's. There is a number only where the author gave one.")}}
	for _, h := range []string{"Judgement", "Their word", "Number", "Made", "Due", "Outcome"} {
		t.head = append(t.head, []inline{words(h)})
	}
	for _, e := range c.m.Estimates {
		n := cite.Note{Use: underpin.Silent}
		if e.By.Source.ID != "" {
			n = cite.For(e.By, c.m.Publish)
		}
		if n.Use == underpin.Barred {
			c.find(r.pos, RuleNotPublishable, fmt.Sprintf("in {{estimates}}, estimate %s may not be published: it is %s", e.ID, n.Reason), "take the estimate out of the brief")
			continue
		}
		if n.Use == underpin.Silent && e.By.Source.ID != "" {
			c.warn(r.pos, RuleUnattributed, fmt.Sprintf("in {{estimates}}, estimate %s is left out: it is %s, which has no row of its own", e.ID, underpin.OnDeep), "say it in your own words, or ask the source whether it may be described")
			continue
		}
		made := e.Made
		if e.By.Source.Protected || e.By.Terms.Kind == underpin.TermsBackground {
			made = underpin.Date{}
		}
		first := []inline{words(sentenceText(e.Text))}
		if n.Use == underpin.Cited {
			key := "estimate " + cite.Text(n.Short)
			number, _ := c.number(key, func() []inline { return c.noteText([]cite.Note{n}, "", "") }, true)
			first = append(first, c.use(number))
		}
		p := "none given"
		if e.P > 0 {
			p = underpin.FormatProbability(e.P)
		}
		row := [][]inline{first, {words(quoted(e.Wording))}, {words(p)}, {words(orDash(underpin.FormatDate(made)))}, {words(orDash(underpin.FormatDate(e.Due)))}, {words(orDash(clean(e.Outcome)))}}
		t.rows = append(t.rows, row)
	}
	if len(t.rows) == 0 {
		c.tables--
		return nil
	}
	t.align = columnAlign(t.rows, len(t.head))
	return []block{t}
}

func quoted(s string) string {
	if s == "" {
		return "–"
	}
	return "“" + clean(s) + "”"
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// method writes how the research was done and how the numbers were made.
func (c *composer) method() []block {
	var out []block
	if len(c.m.Method) > 0 {
		t := block{kind: table, rowNames: true, pos: -1}
		t.head = [][]inline{{words("Item")}, {words("Value")}, {words("In words")}}
		for _, f := range c.m.Method {
			item := upperFirst(strings.ReplaceAll(clean(f.Item), "_", " "))
			t.rows = append(t.rows, [][]inline{{words(item)}, {words(factWords(clean(f.Value)))}, {words(clean(f.Text))}})
		}
		t.align = make([]align, 3)
		out = append(out, t)
	}
	return append(out, generated(words(c.howMade())))
}

// factWords writes the dates and the quantities that a fact holds as a casebook has them
// as words: "November 2018 to December 2019", "more than 300". Other text stays.
func factWords(value string) string {
	if from, to, ok := strings.Cut(value, "/"); ok {
		a, errA := edtf.Parse(from)
		b, errB := edtf.Parse(to)
		if errA == nil && errB == nil {
			return underpin.FormatDate(a) + " to " + underpin.FormatDate(b)
		}
	}
	if d, err := edtf.Parse(value); err == nil && strings.Contains(value, "-") {
		return underpin.FormatDate(d)
	}
	if q, err := edtf.ParseQuantity(value); err == nil && strings.ContainsAny(value[:1], "<>~") {
		return q.Words()
	}
	return value
}

func (c *composer) howMade() string {
	f := c.m.Frozen
	s := "Shares are counted over "
	if f.Worlds > 0 {
		s += thousands(f.Worlds) + " "
	}
	s += "sampled worlds: in each, which sources are sound is drawn first, and then which claims hold. " +
		"A word of likelihood is used only where two or more independent origins say so. " +
		"None of the numbers includes what was said off the record."
	return s
}

func (c *composer) notSaid() []block {
	list := block{kind: bullets, tight: true, pos: -1}
	add := func(s string) {
		list.items = append(list.items, []block{generated(words(clean(s)))})
	}
	for _, s := range c.m.NotSaid {
		add(s)
	}
	if c.m.NoHeirs {
		add("Who might follow a person in a post. No successor is named here.")
	}
	if len(list.items) == 0 {
		return nil
	}
	return []block{list}
}
