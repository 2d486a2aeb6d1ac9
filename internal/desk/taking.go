package desk

import (
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/edtf"
)

// A Taking says what is taken out of a screen of the interface.
type Taking struct {
	// Screen is the word of a screen: [TakingScreens].
	Screen string
	// Entity, where set, is the one that the screen is about, or Source.
	Entity underpin.EntityID
	Source underpin.SourceID
	// Map says what is shown of the map.
	Map MapSelection
	// Measures are the names of the measures by which the network is ranked; the usual
	// one where there are none.
	Measures []string
	// Own is for the analyst's own use: all that is held, marked as such wherever it
	// goes. Without it what is taken holds what a brief may print.
	Own bool
}

// Taken is what a screen gives: pictures and tables that may leave the program.
type Taken struct {
	// Title and Notice are those of the case, Terms says in a sentence what was left
	// out or that all is in.
	Title  string `json:"title"`
	Notice string `json:"notice,omitempty"`
	Terms  string `json:"terms"`
	At     string `json:"at"`
	// Marked: it is for the analyst's own use, and says so wherever it goes.
	Marked   bool           `json:"marked,omitempty"`
	Exhibits []TakenExhibit `json:"exhibits"`
	// Held are what was held back, in words.
	Held []string `json:"held"`
}

// A TakenExhibit is one picture, or one table with a picture of it.
type TakenExhibit struct {
	// File names its files, without their ending: the key of the case, a word of the
	// program and a date, or both dates of a comparison.
	File    string     `json:"file"`
	Title   string     `json:"title"`
	Caption string     `json:"caption"`
	SVG     string     `json:"svg"`
	CSV     string     `json:"csv"`
	Head    []string   `json:"head"`
	Rows    [][]string `json:"rows"`
	// Drawn: the picture is a chart or a map, and not the table.
	Drawn bool `json:"drawn,omitempty"`
}

// ownUse is the mark of what is for the analyst's own use.
const ownUse = "For my own use: not checked against what was agreed with the sources. Do not pass on."

const (
	allHeld     = "All that is held is in it, whatever was agreed with the sources."
	asPrintable = "It holds what a brief may print: nothing that rests on what was off the record, under embargo or without terms, and no source who is not to be named."
)

// A TakingSubject says what of what a screen shows decides what is taken of it.
type TakingSubject int

// A screen shows the whole of a case, a map as it is drawn, the one that is selected, what is
// about one, or what was measured.
const (
	OfCase TakingSubject = iota
	OfMap
	OfSelected
	OfAbout
	OfMeasures
)

// takings are what each screen gives, in the order of the interface.
var takings = []struct {
	screen string
	of     TakingSubject
	// shock: on the date of the losses, where no other is asked for.
	shock bool
	make  func(*preparation, context.Context, Taking) ([]namedExhibit, error)
}{
	{"desk", OfCase, true, (*preparation).takeAnswers},
	{"capture", OfCase, false, (*preparation).takeClaims},
	{"map", OfMap, false, (*preparation).takeMap},
	{"dossiers", OfSelected, false, (*preparation).takeDossier},
	{"evidence", OfAbout, false, (*preparation).takeClaims},
	{"whatif", OfCase, true, (*preparation).takeLosses},
	{"brief", OfCase, true, (*preparation).takeAnswers},
	{"network", OfMeasures, false, (*preparation).takeNetwork},
}

// TakingScreens are the words of the screens of which something can be taken.
var TakingScreens = func() (words []string) {
	for _, t := range takings {
		words = append(words, t.screen)
	}
	return words
}()

// TakingOf is the subject of a screen; of one that is none it is the case.
func TakingOf(screen string) TakingSubject {
	if at := slices.Index(TakingScreens, screen); at >= 0 {
		return takings[at].of
	}
	return OfCase
}

// A namedExhibit is an exhibit with the word that its files are named by.
type namedExhibit struct {
	word string
	brief.Exhibit
	// shows says what of it is shown; empty for all.
	shows string
	// and is the date that it is compared with; empty for none.
	and string
}

// say adds what is shown to the captions of the exhibit.
func (x *namedExhibit) say(shows string) {
	if x.shows = shows; shows == "" {
		return
	}
	for i := range x.Figures {
		x.Figures[i].Caption += " " + shows
	}
	for i := range x.Tables {
		x.Tables[i].Caption += " " + shows
	}
}

// Take gives what a screen shows as pictures and tables, by the one rule of terms: what a
// brief may print, with no code name, id or date of a protected statement, or, where t.Own,
// all that is held, marked.
func (d *Desk) Take(ctx context.Context, q Query, t Taking) (_ *Taken, err error) {
	defer settle(ctx, &err)
	at := slices.Index(TakingScreens, t.Screen)
	if at < 0 {
		return nil, faultf(NoSuchScreen, "one of "+strings.Join(TakingScreens, ", "), "%q is not a screen", t.Screen)
	}
	p, err := d.taking(ctx, q, t.Own, takings[at].shock)
	if err != nil {
		return nil, err
	}
	if t.Source != "" {
		ref, err := p.held.naming.record(underpin.RecordRef{Kind: underpin.KindSource, ID: string(t.Source)})
		if err != nil {
			return nil, err
		}
		t.Source = underpin.SourceID(ref.ID)
	}
	list, err := takings[at].make(p, ctx, t)
	if err != nil {
		return nil, err
	}
	key, err := d.CaseKey(ctx, p.held.Case.ID)
	if err != nil {
		return nil, err
	}
	set := p.held.Case.Settings
	out := &Taken{Title: set.Title, Notice: set.Notice, Terms: asPrintable, At: edtf.Of(p.cited.At).String(), Marked: t.Own, Exhibits: []TakenExhibit{}, Held: []string{}}
	if t.Own {
		out.Terms = allHeld
	}
	if len(list) == 0 && t.Source != "" {
		out.Held = append(out.Held, "What a protected source has said leaves in a brief alone, in the words agreed.")
	}
	supposed := p.supposed(t.Own)
	for _, x := range list {
		x.say(strings.TrimSpace(x.shows + " " + supposed))
		if word := x.SealedIn(p.held.sealed()); word != "" && !t.Own {
			out.Held = append(out.Held, "“"+x.Title+"” holds the sealed word "+word+", which leads to a protected source: it cannot leave until the words of the case are changed.")
			continue
		}
		if err := out.add(x, key); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// taking prepares what is taken: as a brief is prepared, or for the analyst alone from all
// that is held.
func (d *Desk) taking(ctx context.Context, q Query, own, shock bool) (*preparation, error) {
	o, err := d.load(ctx, q.Case)
	if err != nil {
		return nil, err
	}
	p := &preparation{}
	if p.held, err = newStudy(ctx, o, q, d.cfg.Now(), shock); err != nil {
		return nil, err
	}
	if p.held.places, err = d.placesOf(ctx, p.held); err != nil {
		return nil, err
	}
	p.public, p.cited = p.held, p.held
	if own {
		return p, nil
	}
	if err := p.publish(ctx); err != nil {
		return nil, err
	}
	p.public.At, p.cited.At = p.held.At, p.held.At
	return p, nil
}
