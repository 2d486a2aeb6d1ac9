package cite

import "strings"

// A Style says what a run of text is, so that a page can set names apart from
// the writing direction around them and titles in their own type.
type Style uint8

// The styles of runs.
const (
	Plain Style = iota
	// Name is a name of a person or body.
	Name
	// Title is the title of a work.
	Title
	// Link is a web address; its URL is http or https.
	Link
)

// A Run is a piece of a note in one style.
type Run struct {
	Text  string `json:"text"`
	Style Style  `json:"style,omitempty"`
	URL   string `json:"url,omitempty"`
}

// Text joins runs to plain text.
func Text(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// list collects the parts of a note, separated by commas.
type list struct{ runs []Run }

func (l *list) comma() {
	if len(l.runs) > 0 {
		l.runs = append(l.runs, Run{Text: ", "})
	}
}

func (l *list) add(text string, style Style) {
	if text = strings.TrimSpace(text); text != "" {
		l.comma()
		l.runs = append(l.runs, Run{Text: text, Style: style})
	}
}

// append puts a run behind the last without a comma.
func (l *list) append(text string, style Style) {
	l.runs = append(l.runs, Run{Text: text, Style: style})
}
