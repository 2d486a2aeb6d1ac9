package brief

import (
	"slices"
	"strings"

	"underpin"
	"underpin/internal/edtf"
)

// A Dated is what the references with one date are taken from, as in
// [[credence c05 at=2012-10]].
type Dated struct {
	// Claims are read on the day: their Shown and Held are how they stand then.
	Claims      map[underpin.ClaimID]Claim
	Conclusions map[string]Conclusion
	Exhibits    map[string]Exhibit
	// Absent are the claims of which nobody says that they held on the day, by what may
	// be published.
	Absent map[underpin.ClaimID]bool
	// Unattributed are those among them of which somebody says so who may not be cited.
	Unattributed map[underpin.ClaimID]bool
	// Outside says, where the case tells nothing of the day, that it does not; Hint
	// what to write instead.
	Outside, Hint string
	// Refused says of references, by [AskedReference.Exhibit], why they cannot be computed
	// for the day.
	Refused map[string]underpin.Outside
}

// takeDate lifts at=2012-10 from the end of a reference.
func (r *textReference) takeDate(head string, fields []string) []string {
	last := len(fields) - 1
	if last < 1 || !strings.HasPrefix(fields[last], "at=") {
		return fields
	}
	r.dated = true
	r.datePos = r.pos + len("[[") + strings.LastIndex(head, "at=")
	r.on, r.dateErr = edtf.ParseDay(strings.TrimPrefix(fields[last], "at="))
	return fields[:last]
}

// on returns what a reference with a date is taken from.
func (c *composer) on(r *textReference) (Dated, bool) {
	if r.dateErr != nil {
		message, hint := r.dateErr.Error(), ""
		if told, ok := r.dateErr.(*edtf.Error); ok {
			message, hint = told.Message, told.Hint
		}
		if hint == "" {
			hint = "write the date as in at=2012-10-01"
		}
		c.find(r.datePos, RuleDate, message, hint)
		return Dated{}, false
	}
	d, ok := c.m.On[r.on]
	if !ok || d.Outside != "" {
		if !ok {
			d.Outside, d.Hint = "the case has nothing for "+underpin.FormatDay(r.on), "write a date within the case"
		}
		c.find(r.datePos, RuleDate, d.Outside, d.Hint)
		return Dated{}, false
	}
	return d, !c.refused(r, d.Refused)
}

// refused finds a reference that cannot be computed.
func (c *composer) refused(r *textReference, why map[string]underpin.Outside) bool {
	no, refused := why[join(" ", r.verb, r.id)]
	if refused {
		c.find(r.pos, RuleLoss, no.Message, no.Hint)
	}
	return refused
}

// conclusionOf finds the conclusion that a reference means, on its date.
func (c *composer) conclusionOf(r *textReference) (Conclusion, bool) {
	if _, ok := c.m.statement(r.id); !ok {
		c.unknown(r.pos, "conclusion", r.id, c.m.conclusionIDs())
		return Conclusion{}, false
	}
	if !r.dated {
		return c.m.Conclusions[r.id], !c.refused(r, c.m.Refused)
	}
	d, ok := c.on(r)
	return d.Conclusions[r.id], ok
}

// conclude notes that a conclusion is stated, and finds where it is computed for days
// that its reference does not mean, or on which nothing tells of what it asks about.
func (c *composer) conclude(k Conclusion, r *textReference) {
	if r.dated && len(k.On) > 0 && !slices.Contains(k.On, r.on) {
		c.warn(r.datePos, RuleDate, "conclusion "+r.id+" is computed "+computedOn(k, "")+", whatever the date beside it",
			"leave out at=, or refer to a conclusion that asks with before or after")
	}
	if k.Untied != "" {
		c.warn(r.pos, RuleUncovered, "conclusion "+r.id+" is computed "+computedOn(k, "")+", and nobody says that "+k.Untied+" had any tie then that it looks at",
			"compute it with at= for a day that the claims cover, or leave it out")
	}
	same := func(o Conclusion) bool { return o.ID == k.ID && slices.Equal(o.On, k.On) }
	if !slices.ContainsFunc(c.concluded, same) {
		c.concluded = append(c.concluded, k)
	}
}

// computedOn says for which days a conclusion is computed, to stand beside its text:
// "on 3 July 2018"; empty where the text says it.
func computedOn(k Conclusion, text string) string {
	var days []string
	for _, d := range k.On {
		if s := underpin.FormatDay(d); !strings.Contains(text, s) {
			days = append(days, s)
		}
	}
	switch {
	case len(days) == 0:
		return ""
	case k.Unit != "": // a sum of what was paid until then
		return "up to " + enumerate(days)
	}
	return "on " + enumerate(days)
}

// besides puts words in brackets behind others; none where there are none.
func besides(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// framedOn puts a day first within a frame, " (on 3 July 2018, by Ana's account)".
func framedOn(frame, on string) string {
	inside := strings.TrimSuffix(strings.TrimPrefix(frame, " ("), ")")
	return besides(join(", ", on, inside))
}

// covers finds claims that a sentence cites beside what is computed for a day on which
// nobody says that they held.
func (l *linter) covers(s sentence) {
	type computed struct {
		on   underpin.Day
		what string
	}
	var days []computed
	for _, r := range s.refs {
		switch {
		case r.verb == "conclusion":
			k, _ := l.m.conclusion(r)
			for _, d := range k.On {
				days = append(days, computed{d, "conclusion " + r.id + " is computed for " + underpin.FormatDay(d)})
			}
		case r.verb == "credence" && r.dated:
			days = append(days, computed{r.on, "the credence beside it is for " + underpin.FormatDay(r.on)})
		}
	}
	for _, r := range s.refs {
		if r.verb == "conclusion" {
			continue
		}
		at := days
		if r.dated {
			at = []computed{{r.on, "it is cited for " + underpin.FormatDay(r.on)}}
		} else if r.verb == "credence" {
			continue // as told, for no day
		}
		for _, d := range at {
			if on := l.m.On[d.on]; on.Absent[underpin.ClaimID(r.id)] && !on.Unattributed[underpin.ClaimID(r.id)] {
				l.add(r.pos, RuleUncovered, Warning, "claim "+r.id+" does not cover "+underpin.FormatDay(d.on)+": "+d.what+", and nobody says that the claim held then",
					"cite a claim for that day, compute for a day that the claim covers with at=, or make two sentences")
			}
		}
	}
}

// conclusion is the conclusion that a reference means, on its date.
func (m *Material) conclusion(r *textReference) (Conclusion, bool) {
	if r.dated {
		k, ok := m.On[r.on].Conclusions[r.id]
		return k, ok
	}
	k, ok := m.Conclusions[r.id]
	return k, ok
}

// claim is the claim that a reference means: of a credence with a date as it stands
// then.
func (m *Material) claim(r *textReference) (Claim, bool) {
	id := underpin.ClaimID(r.id)
	if c, ok := m.On[r.on].Claims[id]; ok && r.dated && r.verb == "credence" {
		return c, true
	}
	c, ok := m.Claims[id]
	return c, ok
}
