package main

import "underpin/internal/desk"

// printFirstLook writes the first screenful: about a dozen sentences.
func printFirstLook(p *page, f *desk.FirstLook) {
	p.line("%s", f.Title)
	if f.Notice != "" {
		p.item("%s", f.Notice)
	}
	section(p, "WHO SAYS SO", f.Says)
	section(p, "BEFORE", f.Before...)
	if f.Loss != "" {
		section(p, "AFTER", append([]string{f.Loss}, f.Gone...)...)
		section(p, "STAYS", f.Stays...)
		section(p, "OPEN", f.Open...)
		section(p, "OUTCOMES", f.Outcomes...)
	}
	section(p, "HANGS ON", f.HangsOn...)
	section(p, "ASK NEXT", f.AskNext...)
	section(p, "NOT SAID", f.NotSaid...)
	p.gap()
	if f.Page != "" {
		p.line("The brief: file://%s", f.Page)
		p.line("Go on with: underpin --db %s show c05 (or who, shock, hinges, ask, held; --help tells more)", f.Database)
		if f.Case != "harbour" {
			p.line("The invented case, with several sources and protected ones: underpin demo harbour")
		}
	}
}

// section writes sentences under a head in the margin.
func section(p *page, head string, lines ...string) {
	const margin = 13
	first := true
	for _, l := range lines {
		if l == "" {
			continue
		}
		if first {
			p.gap()
			p.hang(head, margin, l)
			first = false
			continue
		}
		p.hang("", margin, l)
	}
}
