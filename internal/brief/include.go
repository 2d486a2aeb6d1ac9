package brief

import (
	"slices"
	"strings"
	"unicode"

	"underpin"
)

// include writes what a reference on a line of its own becomes.
func (c *composer) include(r *textReference) []block {
	key := join(" ", r.verb, r.id)
	e, exhibit := c.m.Exhibits[key]
	switch {
	case r.verb == "hinges":
		return c.hinges(r)
	case r.dated && slices.Contains(append(c.m.exhibits(), blockVerbs...), key):
		d, ok := c.on(r)
		if e, exhibit = d.Exhibits[key]; ok && !exhibit {
			c.find(r.datePos, RuleDate, "{{"+key+"}} takes no date", "leave out at=; figures, credences and conclusions take one")
			return nil
		} else if !ok {
			return nil
		}
		return c.exhibit(e, r)
	case exhibit:
		return c.exhibit(e, r)
	case c.refused(r, c.m.Refused):
		return nil
	}
	if r.id == "" {
		switch r.verb {
		case "ask":
			return c.ask(r)
		case "questions":
			return c.questions(r)
		case "estimates":
			return c.estimates(r)
		case "method":
			return c.method()
		case "not-said":
			return c.notSaid()
		case "sources":
			if c.sourcesAt {
				c.find(r.pos, RulePlacement, "{{sources}} appears twice", "keep one of them")
				return nil
			}
			c.sourcesAt = true
			return []block{{kind: box, id: restsID, pos: -1}}
		}
	}
	c.unknownVerb(&textReference{verb: key, pos: r.pos, block: true})
	return nil
}

// exhibit writes an exhibit: words, figures, tables.
func (c *composer) exhibit(e Exhibit, r *textReference) []block {
	var out []block
	for _, w := range e.Words {
		out = append(out, generated(words(clean(w))))
	}
	title := sentenceText(e.Title)
	for _, f := range e.Figures {
		if err := checkSVG(f.SVG); err != nil {
			c.find(r.pos, RuleFigure, "the figure of {{"+r.verb+"}} is not a picture that a brief can hold: "+err.Error(), "make the figure again")
			continue
		}
		c.figures++
		b := block{kind: figure, number: c.figures, svg: f.SVG, pos: -1}
		b.inlines = caption(title, f.Caption)
		b.head, b.rows = dataCells(f.Data)
		b.align = columnAlign(b.rows, len(b.head))
		c.later = append(c.later, func() { c.rowNotes(f.Data, b.rows, r) })
		title = ""
		out = append(out, b)
	}
	for _, t := range e.Tables {
		out = append(out, c.dataTable(t, title, r))
		title = ""
	}
	return out
}

func caption(title, text string) []inline {
	var out []inline
	if title != "" {
		out = append(out, inline{kind: strong, children: []inline{words(title + ".")}, pos: -1}, words(" "))
	}
	return append(out, words(clean(text)))
}

func (c *composer) dataTable(t Table, title string, r *textReference) block {
	c.tables++
	b := block{kind: table, number: c.tables, rowNames: true, inlines: caption(title, t.Caption), pos: -1}
	b.head, b.rows = dataCells(t)
	c.rowNotes(t, b.rows, r)
	b.align = columnAlign(b.rows, len(b.head))
	return b
}

// dataCells writes the cells of a table.
func dataCells(t Table) (head [][]inline, rows [][][]inline) {
	for _, h := range t.Head {
		head = append(head, []inline{words(clean(h))})
	}
	for _, row := range t.Rows {
		cells := make([][]inline, len(t.Head))
		for i := range cells {
			if i < len(row.Cells) {
				cells[i] = []inline{words(clean(row.Cells[i]))}
			}
		}
		rows = append(rows, cells)
	}
	return head, rows
}

// rowNotes puts the notes of a table's claims behind the first cell of their rows.
func (c *composer) rowNotes(t Table, rows [][][]inline, r *textReference) {
	for i, row := range t.Rows {
		for _, id := range row.Claims {
			claim, notes, ok := c.claim(id, r.pos, "in {{"+r.verb+"}}, ")
			if ok && len(rows[i]) > 0 {
				rows[i][0] = append(rows[i][0], withoutMarks(c.noteRefs(claim, notes))...)
			}
		}
	}
}

func withoutMarks(in []inline) []inline {
	var out []inline
	for _, i := range in {
		if i.kind != mark {
			out = append(out, i)
		}
	}
	return out
}

// columnAlign sets columns of numbers to the right.
func columnAlign(rows [][][]inline, n int) []align {
	out := make([]align, n)
	for col := 1; col < n; col++ {
		numbers, filled := 0, 0
		for _, r := range rows {
			if s := plainText(r[col]); s != "" && s != "–" {
				filled++
				if numeric(s) {
					numbers++
				}
			}
		}
		if filled > 0 && numbers == filled {
			out[col] = alignRight
		}
	}
	return out
}

func numeric(s string) bool {
	digits := false
	for _, r := range strings.TrimPrefix(strings.TrimPrefix(s, "less than "), "more than ") {
		switch {
		case unicode.IsDigit(r):
			digits = true
		case !strings.ContainsRune(" .,%+-−±<>\u00a0", r):
			return false
		}
	}
	return digits
}

func generated(in ...inline) block { return block{kind: paragraph, inlines: in, pos: -1} }

// hinges writes what a conclusion hangs on.
func (c *composer) hinges(r *textReference) []block {
	k, ok := c.conclusionOf(r)
	if !ok {
		return nil
	}
	if k.Bare {
		c.bare(k, r.pos)
		return nil
	}
	c.conclude(k, r)
	out := []block(nil)
	if c.m.SingleAuthor != nil {
		out = append(out, generated(words("Without its one author nothing is left to conclude, so what follows is by claim and by the author's own notes.")))
	}
	c.tables++
	t := block{kind: table, number: c.tables, rowNames: true, pos: -1}
	t.inlines = []inline{words("What “" + sentenceText(k.Text) + "”" + besides(computedOn(k, k.Text)) + " hangs on: with all that may be published, " + baseText(k) + ".")}
	for _, h := range []string{"Without", "The answer becomes", "Sampling error", "Decisive"} {
		t.head = append(t.head, []inline{words(h)})
	}
	var drawn []Hinge
	for _, h := range k.Hinges {
		if c.showable(h) {
			drawn = append(drawn, h)
			t.rows = append(t.rows, c.hingeRow(k, h, r.pos))
		}
	}
	t.align = columnAlign(t.rows, len(t.head))
	if len(t.rows) == 0 {
		c.tables--
		return append(out, generated(words("“"+sentenceText(k.Text)+"”"+besides(computedOn(k, k.Text))+": with all that may be published, "+baseText(k)+". Nothing that may be shown changes that on its own.")))
	}
	svg, err := tornado(k, drawn, t.rows, t.number)
	if err != nil {
		c.find(r.pos, RuleFigure, "what {{hinges "+r.id+"}} shows cannot be drawn: "+err.Error(), "look at the conclusion with the verb hinges")
	}
	t.svg = svg
	return append(out, t)
}

func baseText(k Conclusion) string {
	switch k.Kind {
	case Number:
		return decimal(k.Mean)
	case Who:
		return k.Answer + " in " + percent(k.P) + " of worlds"
	}
	return "so in " + percent(k.P) + " of worlds"
}

func (c *composer) hingeRow(k Conclusion, h Hinge, pos int) [][]inline {
	becomes, se, decisive := withoutText(k, h), "", ""
	if h.Gone {
		becomes = "no answer"
	} else if h.SE > 0 && k.Kind == Number {
		se = "± " + decimal(h.SE)
	} else if h.SE > 0 && between(h.Without) {
		se = "± " + strings.ReplaceAll(underpin.FormatPercentage(100*h.SE), " ", "\u00a0")
	}
	if h.Flips {
		decisive = "decisive"
	}
	return [][]inline{withoutMarks(c.hingeName(h, pos)), {words(becomes)}, {words(se)}, {words(decisive)}}
}
