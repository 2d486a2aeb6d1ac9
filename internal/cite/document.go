package cite

import (
	"net/url"
	"slices"
	"strings"

	"underpin"
)

// document cites a public document: in full at first, then by author, title and
// year, each time with the locator and what the source makes of it.
func document(n Note, s Statement) Note {
	src := s.Source
	name := strings.TrimSpace(src.Name)
	who := src.Author
	if who == "" {
		who = name
	}
	n = n.cited(who, rankDocument)
	n.Work = src.ID
	n.Unseen = s.Origin.Locator != nil && s.Origin.Source == nil
	n.Full = append(work(src).runs, trail(s)...)
	n.Short = append(short(src), trail(s)...)
	return n
}

// Work cites a public document as a whole, with its address where it has one
// that a browser may open.
func Work(src underpin.Source) []Run {
	l := work(src)
	if u, err := url.Parse(src.URL); err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") {
		l.comma()
		l.runs = append(l.runs, Run{Text: src.URL, Style: Link, URL: src.URL})
	}
	return l.runs
}

func work(src underpin.Source) list {
	var l list
	name := strings.TrimSpace(src.Name)
	if !strings.Contains(name, src.Author) {
		l.add(src.Author, Name)
	}
	title(&l, name)
	if !strings.Contains(name, src.Publisher) {
		l.add(src.Publisher, Plain)
	}
	l.add(underpin.FormatDate(src.Published), Plain)
	return l
}

// short is author, title up to its colon, and year.
func short(src underpin.Source) []Run {
	var l list
	name, _, _ := strings.Cut(strings.TrimSpace(src.Name), ": ")
	if !strings.Contains(name, src.Author) {
		l.add(src.Author, Name)
	}
	title(&l, name)
	if y := underpin.FormatYear(src.Published); y != "" {
		l.append(" ("+y+")", Plain)
	}
	return l.runs
}

func title(l *list, name string) {
	if name == "" {
		return
	}
	l.comma()
	l.append("“", Plain)
	l.append(name, Title)
	l.append("”", Plain)
}

// trail is what follows the work: where in it, what stands behind it, and what
// the author makes of it.
func trail(s Statement) []Run {
	var l list
	behind := s.Origin.Locator
	where := Locator(s.Testimony.Locator)
	switch {
	case behind != nil && s.Origin.Source != nil && !s.Origin.Source.Protected && s.Origin.Source.ID != s.Source.ID:
		l.add("citing "+label(behind, where)+", which is", Plain)
		l.append(" ", Plain)
		l.append(s.Origin.Source.Name, Name)
	case behind != nil && (s.Origin.Source == nil || s.Origin.Source.Protected):
		if where != "" && where != label(behind, where) {
			l.add(where, Plain)
		}
		l.add("citing "+label(behind, where), Plain)
	default:
		l.add(where, Plain)
	}
	if len(l.runs) == 0 {
		return remarks(s)
	}
	return append(append([]Run{{Text: ", "}}, l.runs...), remarks(s)...)
}

// label writes the locator that an origin is: its own words, else where the
// statement stands.
func label(o *underpin.Origin, where string) string {
	if o.Label != "" {
		return withArticle(lowerFirst(Locator(o.Label)))
	}
	if where != "" {
		return where
	}
	return "a note"
}

// remarks say whose words a source passes on, on what ground it speaks and what
// interest it has. Protected origins and relays are left out.
func remarks(s Statement) []Run {
	var l list
	if o := s.Origin.Source; s.relayed() && !o.Protected && o.Name != "" {
		before, after := reporting(s.Testimony.Polarity)
		l.add(before, Plain)
		l.append(" ", Plain)
		l.append(o.Name, Name)
		l.append(after, Plain)
	}
	l.byWayOf(s.Relays)
	l.add(s.Testimony.Basis.Remark(), Plain)
	if s.Origin.Unknown {
		l.add("from hearsay whose origin is not known", Plain)
	} else {
		l.add(hedgeWords[s.Testimony.Hedge], Plain)
	}
	if s.Testimony.Interest == underpin.InterestSelfServing {
		l.add("an interested party", Plain)
	}
	if len(l.runs) == 0 {
		return nil
	}
	return append([]Run{{Text: "; "}}, l.runs...)
}

// reporting says of whom a document passes on the word, and what it was: who reports
// a denial is no denier.
func reporting(p underpin.Polarity) (before, after string) {
	switch p {
	case underpin.Deny:
		return "reporting that", " denied it"
	case underpin.Doubt:
		return "reporting that", " doubted it"
	}
	return "reporting what", " said"
}

var hedgeWords = map[underpin.Hedge]string{
	underpin.HedgeBelieves: "a belief, not a certainty",
	underpin.HedgeHeard:    "from hearsay",
}

// byWayOf names the relays that may be named, the last after "and".
func (l *list) byWayOf(relays []underpin.Source) {
	named := slices.DeleteFunc(slices.Clone(relays), func(r underpin.Source) bool { return r.Protected || r.Name == "" })
	for i, r := range named {
		switch {
		case i == 0:
			l.add("by way of", Plain)
			l.append(" ", Plain)
		case i == len(named)-1:
			l.append(" and ", Plain)
		default:
			l.append(", ", Plain)
		}
		l.append(r.Name, Name)
	}
}
