package main

import (
	"net/url"
	"path/filepath"
	"strings"

	"underpin/internal/desk"
)

// printFirstLook writes the first screenful: about a dozen sentences, of several
// roots on the first.
func printFirstLook(p *page, f *desk.FirstLook) {
	title := f.Title
	if f.Described != "" && f.Frame == "" {
		title += " (" + f.Described + ")"
	}
	p.line("%s", title)
	for _, text := range []string{f.Notice, f.Frame} {
		if text != "" {
			p.item("%s", text)
		}
	}
	p.gap()
	section(p, "WHO SAYS SO", f.Says)
	section(p, "BEFORE", first(f.Before)...)
	section(p, "LOST", f.Loss)
	section(p, "GONE", first(f.Gone)...)
	section(p, "STAYS", first(f.Stays)...)
	section(p, "OPEN", append(f.Open, f.Outcomes...)...)
	section(p, "HANGS ON", f.HangsOn...)
	section(p, "ASK NEXT", f.AskNext...)
	section(p, "NOT SAID", f.NotSaid...)
	if f.Page == "" {
		return
	}
	p.gap()
	p.line("The brief: %s", fileAddress(f.Page))
	if f.Claim != "" {
		p.line("Next, try: underpin --db %s show %s", inShell(f.Database), f.Claim)
	}
	switch roots := len(f.Gone); {
	case roots > 2:
		p.line("Or shock, which covers all %s; or who, held, hinges and ask (see underpin --help).", counted(roots, "root"))
	case roots == 2:
		p.line("Or shock, which covers both roots; or who, held, hinges and ask (see underpin --help).")
	default:
		p.line("Or who, held, shock, hinges and ask (see underpin --help).")
	}
	if f.Case != "harbour" {
		p.line("For an invented case with several sources, five of them protected: underpin demo harbour")
	}
}

// fileAddress is the address of a file as a browser and a terminal take it, spaces and all.
func fileAddress(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

func first(lines []string) []string { return lines[:min(len(lines), 1)] }

// section writes sentences beside a head in the margin.
func section(p *page, head string, lines ...string) {
	const margin = 13
	for _, l := range lines {
		if l != "" {
			p.hang(head, margin, l)
			head = ""
		}
	}
}
