package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/cite"
	"underpin/internal/edtf"
	"underpin/internal/evidence"
	"underpin/internal/shock"
)

// takeMap gives the map as the screen shows it: what is lost is not marked there.
func (p *preparation) takeMap(ctx context.Context, t Taking) ([]namedExhibit, error) {
	s := *p.cited
	s.lost, s.lostClaims = nil, nil
	m, err := s.shown(ctx, t.Map)
	if err != nil {
		return nil, err
	}
	m.screen = true
	x, err := m.exhibit(ctx)
	if err != nil {
		return nil, err
	}
	out := namedExhibit{word: "map", Exhibit: x}
	if m.state.then != nil {
		out.and = edtf.Of(m.state.other).String()
	}
	out.shows, err = m.said(ctx)
	return []namedExhibit{out}, err
}

// takeLosses gives what goes and what stays, and the answers.
func (p *preparation) takeLosses(ctx context.Context, t Taking) ([]namedExhibit, error) {
	var out []namedExhibit
	if p.cited.losing() {
		x, err := p.cited.shockExhibit(ctx)
		if err != nil && !withoutTies(err) {
			return nil, err
		}
		if err != nil {
			x = brief.Exhibit{Title: "Before and after", Words: []string{capital(nobodyThere) + "."}}
		}
		out = append(out, namedExhibit{word: "before-and-after", Exhibit: x})
	}
	answers, err := p.takeAnswers(ctx, t)
	return append(out, answers...), err
}

// takeAnswers gives the conclusions with their answers. Of one that would be another from
// what may be attributed the sentence alone may be printed.
func (p *preparation) takeAnswers(ctx context.Context, _ Taking) ([]namedExhibit, error) {
	table := brief.Table{Caption: "The conclusions of the case and what they come to over possible states, " + p.public.account() + ". Not a forecast.", Head: []string{"Conclusion", "On", "Answer"}}
	for _, k := range p.public.Case.Conclusions {
		day, answer, err := p.takeAnswer(ctx, k.ID)
		if err != nil {
			return nil, err
		}
		table.Rows = append(table.Rows, brief.TableRow{Cells: []string{k.Text, day, answer}})
	}
	return []namedExhibit{{word: "answers", Exhibit: brief.Exhibit{Title: "Where the answers stand", Tables: []brief.Table{table}}}}, nil
}

// takeAnswer gives the day of a conclusion and its answer in words.
func (p *preparation) takeAnswer(ctx context.Context, id string) (day, answer string, err error) {
	c, all, err := p.public.answer(ctx, id)
	if withoutTies(err) {
		return "", "none: " + nobodyThere, nil
	}
	if err != nil {
		return "", "", err
	}
	done, err := p.public.concluded(ctx, c, all)
	if err != nil {
		return "", "", err
	}
	bare, err := p.bare(ctx, id)
	switch {
	case err != nil:
		return "", "", err
	case bare:
		done.Answer = "without a number: it rests in part on what may not be attributed"
	}
	return onDay(p.public.dateOf(c)), done.Answer, nil
}

// nobodyThere says why nothing can be told of a loss.
const nobodyThere = "who is to be lost has no ties on that day"

// withoutTies reports whether somebody cannot be lost for want of ties.
func withoutTies(err error) bool {
	f, ok := errors.AsType[*Fault](err)
	return ok && f.Code == NotThere || errors.Is(err, shock.ErrNotThere)
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
	return []namedExhibit{{word: word, Exhibit: x}}, nil
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
	return []namedExhibit{{word: "said", Exhibit: brief.Exhibit{Title: "What " + name + " has said", Tables: []brief.Table{table}}}}
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
