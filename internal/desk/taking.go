package desk

import (
	"bytes"
	"context"
	"encoding/csv"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/chart"
	"underpin/internal/cite"
	"underpin/internal/edtf"
	"underpin/internal/evidence"
)

// A Taking says what is taken out of a screen of the interface.
type Taking struct {
	// Screen is the word of a screen: [TakingScreens].
	Screen string
	// Entity, where set, is the one that the screen is about, or Source.
	Entity underpin.EntityID
	Source underpin.SourceID
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
	// program and a date.
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

// takings are what each screen gives, in the order of the interface.
var takings = []struct {
	screen string
	// shock: on the date of the losses, where no other is asked for.
	shock bool
	make  func(*preparation, context.Context, Taking) ([]namedExhibit, error)
}{
	{"desk", true, (*preparation).takeAnswers},
	{"capture", false, (*preparation).takeClaims},
	{"map", false, (*preparation).takeMap},
	{"dossiers", false, (*preparation).takeDossier},
	{"evidence", false, (*preparation).takeClaims},
	{"whatif", true, (*preparation).takeLosses},
	{"brief", true, (*preparation).takeAnswers},
}

// TakingScreens are the words of the screens of which something can be taken.
var TakingScreens = func() (words []string) {
	for _, t := range takings {
		words = append(words, t.screen)
	}
	return words
}()

// A namedExhibit is an exhibit with the word that its files are named by.
type namedExhibit struct {
	word string
	brief.Exhibit
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
	key, err := d.caseKey(ctx, p.held.Case.ID)
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
	for _, x := range list {
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
	if p.public, err = p.held.publishing(ctx, evidence.Concluding); err != nil {
		return nil, err
	}
	p.cited = p.public
	if p.held.silent() {
		if p.cited, err = p.held.publishing(ctx, evidence.Citing); err != nil {
			return nil, err
		}
	}
	p.public.At, p.cited.At = p.held.At, p.held.At
	return p, nil
}

// caseKey is the key of a case.
func (d *Desk) caseKey(ctx context.Context, id underpin.CaseID) (string, error) {
	keys, err := d.CaseKeys(ctx)
	for key, of := range keys {
		if of == id {
			return key, err
		}
	}
	return "", err
}

// add adds the pictures and tables of an exhibit.
func (t *Taken) add(x namedExhibit, key string) error {
	for _, f := range x.Figures {
		caption := strings.Join(append(slices.Clone(x.Words), f.Caption), " ")
		if err := t.one(x, key, f.SVG, caption, f.Data); err != nil {
			return err
		}
	}
	for _, table := range x.Tables {
		if err := t.one(x, key, "", table.Caption, table); err != nil {
			return err
		}
	}
	return nil
}

// drawnRows is how many rows of a table its picture has; its file has all.
const drawnRows = 200

// one adds one picture with its table, or a table with a picture of it.
func (t *Taken) one(x namedExhibit, key, svg, caption string, table brief.Table) (err error) {
	e := TakenExhibit{Title: x.Title, Caption: caption, SVG: svg, Drawn: svg != "", Head: table.Head, Rows: [][]string{}}
	for _, r := range table.Rows {
		e.Rows = append(e.Rows, r.Cells)
	}
	if svg == "" {
		rows := e.Rows[:min(drawnRows, len(e.Rows))]
		if len(rows) < len(e.Rows) {
			e.Caption += " The picture has the first " + underpin.FormatCount(len(rows)) + " of " + count(len(e.Rows), "row") + "."
		}
		if e.SVG, err = pictureOf(chart.Grid{Panel: chart.Panel{ID: x.word, Title: caption}, Head: e.Head, Rows: rows}.SVG); err != nil {
			return err
		}
	}
	mark := ""
	e.File = key + "-" + x.word
	if len(t.Exhibits) > 0 && strings.HasPrefix(t.Exhibits[len(t.Exhibits)-1].File, e.File) {
		e.File += "-" + underpin.FormatCount(len(t.Exhibits)+1)
	}
	e.File += "-" + t.At
	if t.Marked {
		mark = ownUse
		e.File += "-own-use"
		if e.SVG, err = chart.Marked(e.SVG, mark); err != nil {
			return err
		}
	}
	e.CSV, err = asCSV(mark, e.Head, e.Rows)
	t.Exhibits = append(t.Exhibits, e)
	return err
}

// asCSV writes a table in UTF-8 that says so, as spreadsheets need it. A cell that one
// would compute is set apart by an apostrophe.
func asCSV(mark string, head []string, rows [][]string) (string, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if mark != "" {
		if err := w.Write([]string{mark}); err != nil {
			return "", err
		}
	}
	for _, row := range append([][]string{head}, rows...) {
		cells := slices.Clone(row)
		for i, c := range cells {
			if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
				cells[i] = "'" + c
			}
		}
		if err := w.Write(cells); err != nil {
			return "", err
		}
	}
	w.Flush()
	return b.String(), w.Error()
}

// takeMap gives the map.
func (p *preparation) takeMap(ctx context.Context, _ Taking) ([]namedExhibit, error) {
	x, err := p.cited.network(ctx)
	return []namedExhibit{{"map", x}}, err
}

// takeLosses gives what goes and what stays, and the answers.
func (p *preparation) takeLosses(ctx context.Context, t Taking) ([]namedExhibit, error) {
	var out []namedExhibit
	if p.cited.losing() {
		x, err := p.cited.shockExhibit(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, namedExhibit{"before-and-after", x})
	}
	answers, err := p.takeAnswers(ctx, t)
	return append(out, answers...), err
}

// takeAnswers gives the conclusions with their answers. Of one that would be another from
// what may be attributed the sentence alone may be printed.
func (p *preparation) takeAnswers(ctx context.Context, _ Taking) ([]namedExhibit, error) {
	table := brief.Table{Caption: "The conclusions of the case and what they come to over possible states, " + p.public.account() + ". Not a forecast.", Head: []string{"Conclusion", "On", "Answer"}}
	for _, k := range p.public.Case.Conclusions {
		c, all, err := p.public.answer(ctx, k.ID)
		if err != nil {
			return nil, err
		}
		done, err := p.public.concluded(ctx, c, all)
		if err != nil {
			return nil, err
		}
		bare, err := p.bare(ctx, k.ID)
		if err != nil {
			return nil, err
		}
		answer := done.Answer
		if bare {
			answer = "without a number: it rests in part on what may not be attributed"
		}
		table.Rows = append(table.Rows, brief.TableRow{Cells: []string{k.Text, onDay(p.public.dateOf(c)), answer}})
	}
	return []namedExhibit{{"answers", brief.Exhibit{Title: "Where the answers stand", Tables: []brief.Table{table}}}}, nil
}

// takeClaims gives the claims for which there is a word that may be told, those about an
// entity where one is asked for.
func (p *preparation) takeClaims(ctx context.Context, t Taking) ([]namedExhibit, error) {
	s := p.cited
	title, word := "What is claimed", "claims"
	if t.Entity != "" {
		title, word = "What is said of "+s.Index.NameOf(t.Entity), "dossier"
	}
	table := brief.Table{Caption: title + ", " + s.account() + ", as it stands on " + onDay(s.At) + ".", Head: []string{"Claim", "How sure", "Standing", "Who says so"}}
	if t.Own {
		table.Head = append([]string{"Id"}, table.Head...)
	}
	var told []int
	for i := range s.Case.Claims {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c := &s.Case.Claims[i]
		a := s.model.Assess(i, s.At)
		if !a.Asserted || t.Entity != "" && c.Subject != t.Entity && c.Object != t.Entity {
			continue
		}
		cells := []string{s.told(c), s.howSureOfMany(&a), underpin.FormatProbability(a.Standing), p.whoSays(c.ID)}
		if t.Own {
			cells = []string{string(c.ID), s.told(c), s.says(c, &a), underpin.FormatProbability(a.Standing), s.heldFrom(i)}
		} else if cells[3] == "" {
			continue
		}
		told = append(told, i)
		table.Rows = append(table.Rows, brief.TableRow{Cells: cells})
	}
	x := brief.Exhibit{Title: title, Tables: []brief.Table{table}}
	if t.Entity != "" && len(told) > 0 {
		lanes, err := p.laneFigure(t.Entity, told, t.Own)
		if err != nil {
			return nil, err
		}
		x.Figures = append(x.Figures, lanes)
	}
	return []namedExhibit{{word, x}}, nil
}

// takeDossier gives what is said of an entity, or by a source: the claims of all where
// neither is asked for.
func (p *preparation) takeDossier(ctx context.Context, t Taking) ([]namedExhibit, error) {
	switch src := p.held.Index.Sources[t.Source]; {
	case src == nil:
		return p.takeClaims(ctx, t)
	case src.Protected && !t.Own:
		return nil, nil
	}
	return p.takeSaid(t), nil
}

// takeSaid gives what a source has said and may be cited for by name. What a protected
// source has said leaves in a brief alone, in the words agreed.
func (p *preparation) takeSaid(t Taking) []namedExhibit {
	s := p.cited
	name := s.Index.SourceName(t.Source)
	table := brief.Table{Caption: "What " + name + " has said, by occasion.", Head: []string{"Claim", "On what terms", "In the words"}}
	if t.Own {
		table.Head = append([]string{"Occasion"}, table.Head...)
	}
	src := s.Index.Sources[t.Source]
	for _, o := range s.occasions(src) {
		for _, said := range o.Statements {
			i := slices.IndexFunc(s.Index.ByClaim[said.Claim], func(x *underpin.Testimony) bool { return x.ID == said.Testimony })
			claim := said.Sentence
			if said.How != "" {
				claim += " (" + said.How + ")"
			}
			words := said.Wording
			if src.Kind.Speaks() && !t.Own {
				words = "" // as in a note
			}
			cells := []string{claim, said.Terms, words}
			if t.Own {
				cells = append([]string{o.Heading}, cells...)
			} else if i < 0 || said.Withdrawn || !s.namedInPrint(src, s.Index.ByClaim[said.Claim][i]) {
				continue
			}
			table.Rows = append(table.Rows, brief.TableRow{Cells: cells})
		}
	}
	return []namedExhibit{{"said", brief.Exhibit{Title: "What " + name + " has said", Tables: []brief.Table{table}}}}
}

// howSureOfMany says how sure, without naming the one origin of what has one: the note
// beside it does so as its terms allow.
func (s *Study) howSureOfMany(a *evidence.Assessment) string {
	if a.SingleOrigin {
		out := "one origin, uncorroborated"
		if a.Contested {
			out += "; contested"
		}
		return out
	}
	out := s.howSure(a)
	if a.Contested {
		out += "; contested"
	}
	return out
}

// whoSays are the notes to a claim, as a brief would have them.
func (p *preparation) whoSays(id underpin.ClaimID) string {
	var notes []cite.Note
	for _, st := range cite.Statements(p.cited.Index, p.cited.model.Known(), id) {
		if n := cite.For(st, p.held.today); n.Use == underpin.Cited {
			notes = append(notes, n)
		}
	}
	var out []string
	for _, n := range cite.Arrange(notes) {
		text := cite.Text(n.Short)
		if n.Against {
			text += " (against)"
		}
		if text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return strings.Join(out, "; ")
}

// heldFrom names whoever has spoken on a claim, for the analyst.
func (s *Study) heldFrom(claim int) string {
	var out []string
	for _, t := range s.said(claim) {
		name := s.Index.SourceName(t.Source)
		if t.Polarity != underpin.Affirm && t.Polarity != "" {
			name += " (" + string(t.Polarity) + ")"
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, "; ")
}
