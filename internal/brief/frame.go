package brief

import (
	"fmt"

	"underpin"
	"underpin/internal/cite"
	"underpin/internal/evidence"
)

// ready composes a brief and refuses it where the lint has an error.
func ready(d *Doc, m *Material) (*composed, error) {
	c, findings := lint(d, m)
	var errs []Finding
	for _, f := range findings {
		if f.Severity == Error {
			errs = append(errs, f)
		}
	}
	if len(errs) > 0 {
		return nil, &Refused{Name: d.Name, Findings: errs}
	}
	return c, nil
}

// noticeLines are what stands before the text: whose claims these are, and, where
// all comes from one author, that it does.
func noticeLines(m *Material) [][]inline {
	var out [][]inline
	if m.Notice != "" {
		out = append(out, []inline{words(clean(m.Notice))})
	}
	if a := m.SingleAuthor; a != nil {
		n := cite.For(cite.Statement{Source: *a}, m.Publish)
		if n.Use == underpin.Cited {
			out = append(out, []inline{words("What is stated here is what one author says, uncorroborated unless a note says otherwise: "),
				{kind: name, text: clean(n.Who), pos: -1}, words(". The notes say where, and on what grounds.")})
		}
	}
	if m.Described != "" && len(out) > 0 { // else the line of dates says it all
		out = append(out, []inline{words(upperFirst(m.Described) + ".")})
	}
	newNames(m.Names).setLines(out)
	return out
}

func (n *names) setLines(lines [][]inline) {
	for i := range lines {
		lines[i] = n.setNames(lines[i])
	}
}

// colophon says from what the brief was made, so that it can be made again, and by
// which scale words of likelihood were put, if any were.
func colophon(m *Material, worded bool) []string {
	f := m.Frozen
	made := "Written with Underpin"
	if f.Version != "" {
		made += " " + clean(f.Version)
	}
	if m.Publish != 0 {
		made += " on " + underpin.FormatDay(m.Publish)
	}
	if f.Worlds > 0 {
		made += fmt.Sprintf(", from %s worlds with seed %d", thousands(f.Worlds), f.Seed)
	}
	if f.Checkpoint != "" {
		made += ", at register checkpoint " + clean(f.Checkpoint)
	}
	scale := ""
	if worded {
		scale = "Words of likelihood follow the yardstick " + yardstickTitle(m.Yardstick) + ". "
	}
	return []string{made + ".", scale + "The numbers rest on what may be published, and stay as they were on that day."}
}

func yardstickTitle(y evidence.Yardstick) string {
	switch y.Name {
	case "", "icd203":
		return "of Intelligence Community Directive 203"
	case "phia":
		return "of the Professional Head of Intelligence Assessment"
	}
	return "“" + clean(y.Name) + "”"
}
