package brief

// SealedIn returns the first of some sealed words that an exhibit holds where a reader sees
// or hears it, as the lint of a brief finds it; empty where it holds none.
func (x Exhibit) SealedIn(sealed []string) string {
	find := newSealed(sealed)
	first := ""
	look := func(text string) {
		if hit := find(text); hit != nil && hit.exact && first == "" {
			first = hit.word
		}
	}
	table := func(t Table) {
		look(t.Caption)
		for _, cell := range t.Head {
			look(cell)
		}
		for _, row := range t.Rows {
			for _, cell := range row.Cells {
				look(cell)
			}
		}
	}
	look(x.Title)
	for _, w := range x.Words {
		look(w)
	}
	for _, f := range x.Figures {
		look(f.Caption)
		walkPictures([]block{{svg: f.SVG}}, look)
		table(f.Data)
	}
	for _, t := range x.Tables {
		table(t)
	}
	return first
}
