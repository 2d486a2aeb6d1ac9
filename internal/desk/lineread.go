package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/edtf"
)

// A LineRead is what the program makes of a line of the capture sheet before it is kept.
type LineRead struct {
	// Reading is the sentence in the words of the vocabulary, with … for what is missing; When
	// is the span in words.
	Reading string `json:"reading"`
	When    string `json:"when,omitempty"`
	// Missing are the parts that it needs to be kept; Problems what is wrong, each beside
	// its part.
	Missing  []string  `json:"missing"`
	Problems []Problem `json:"problems"`
	// Doubles are the claims of the case that say the same; Claim is the one that the line
	// is taken for, empty where it is a new one.
	Doubles []LineDoubleOf   `json:"doubles"`
	Claim   underpin.ClaimID `json:"claim,omitempty"`
	// Effect is what the line does to its claim, nil while it cannot be kept; Moves are the
	// other claims that it moves.
	Effect *Effect  `json:"effect,omitempty"`
	Moves  []Effect `json:"moves"`
	// Origins are how many independent origins say so then.
	Before LineOrigins `json:"before"`
	After  LineOrigins `json:"after"`
	// Again says that the source has said so before; empty where it has not.
	Again   string   `json:"again,omitempty"`
	Remarks []string `json:"remarks"`
	// Print answers whether it may be printed, and Frees says that it frees no other.
	Print string       `json:"print,omitempty"`
	Use   underpin.Use `json:"use,omitempty"`
	Frees string       `json:"frees,omitempty"`
}

// LineOrigins says from how many independent origins a claim is, and whether it is
// contested.
type LineOrigins struct {
	Origins   int  `json:"origins"`
	Contested bool `json:"contested,omitempty"`
}

// ReadLine says what a line of the capture sheet would do, and writes nothing.
func (d *Desk) ReadLine(ctx context.Context, id underpin.CaseID, l SheetLine) (_ *LineRead, err error) {
	defer settle(ctx, &err)
	s, r, err := d.lineOf(ctx, id, &l)
	if err != nil {
		return nil, err
	}
	out := &LineRead{Missing: r.missing, Problems: r.lost, Doubles: []LineDoubleOf{}, Moves: []Effect{}, Remarks: []string{}}
	out.Reading, out.When = s.readingOf(r)
	for _, c := range r.doubles {
		i, _ := s.model.Claim(c.ID)
		a := s.model.Assess(i, s.At)
		out.Doubles = append(out.Doubles, LineDoubleOf{c.ID, s.told(c), s.says(c, &a), s.timesOf(c)})
	}
	if l.When != "" {
		if _, err := edtf.ReadSpan(l.When); err != nil {
			out.Problems = append(out.Problems, lineProblem(partWhen, translated(err)))
		}
	}
	for _, found := range []func(*underpin.Index) (Problem, bool){r.unread, r.otherMuch} {
		if p, ok := found(s.Index); ok {
			out.Problems = append(out.Problems, p)
		}
	}
	out.Print, out.Use = s.mayPrint(r)
	if len(out.Missing)+len(out.Problems) > 0 {
		return out.whole(), nil
	}
	list, same := r.write()
	done, next, err := d.foresee(ctx, id, list)
	if f, ok := err.(*Fault); ok && (f.Kind == BadInput || f.Kind == NotFound) {
		out.Problems = append(out.Problems, r.beside(f)...)
		return out.whole(), nil
	}
	if err != nil {
		return nil, err
	}
	out.effects(s, next, done, same)
	out.Again, out.Frees = s.saidBefore(r, same), s.frees(same)
	return out.whole(), nil
}

// whole makes its lists lists.
func (out *LineRead) whole() *LineRead {
	if out.Missing == nil {
		out.Missing = []string{}
	}
	if out.Problems == nil {
		out.Problems = []Problem{}
	}
	if out.Remarks == nil {
		out.Remarks = []string{}
	}
	return out
}

// KeepLine writes a line into the case, as one entry. A line that may say the same as a
// claim of the case is refused until it says whether it does.
func (d *Desk) KeepLine(ctx context.Context, id underpin.CaseID, l SheetLine) (_ *Changed, err error) {
	defer settle(ctx, &err)
	s, r, err := d.lineOf(ctx, id, &l)
	if err != nil {
		return nil, err
	}
	problems := r.lost
	for _, part := range r.missing {
		problems = append(problems, r.lacking(s.Index, part))
	}
	switch {
	case len(r.doubles) > 0 && l.Double == "":
		problems = append(problems, Problem{Field: partDouble, Message: "the case has this claim already", Hint: "say whether it is the same, or one of another time"})
	case l.Double == NotSure:
		problems = append(problems, Problem{Field: partDouble, Message: "nobody knows yet whether it is the same claim", Hint: "keep it as a draft until you do"})
	}
	if p, ok := r.otherMuch(s.Index); ok {
		problems = append(problems, p)
	}
	if len(problems) > 0 {
		return nil, problemsOfLine(problems)
	}
	list, _ := r.write()
	done, err := d.Write(ctx, id, list, How{})
	if f, ok := err.(*Fault); ok && len(f.Problems) > 0 {
		out := *f
		out.Problems = r.beside(f)
		out.Field = out.Problems[0].Field
		return nil, &out
	}
	return done, err
}

func problemsOfLine(problems []Problem) error {
	f := faultf(BadRecord, problems[0].Hint, "%s", problems[0].Message)
	f.Field, f.Problems = problems[0].Field, problems
	return f
}

// lineOf reads a line in a case.
func (d *Desk) lineOf(ctx context.Context, id underpin.CaseID, l *SheetLine) (*Study, *lineReading, error) {
	s, err := d.study(ctx, Query{Case: id}, false)
	if err != nil {
		return nil, nil, err
	}
	keys, err := d.Keys(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	return s, keys.readLine(s.Case, s.Index, l), nil
}

// write returns what a line that lacks nothing writes, and the claim that it is the same
// as, if it is.
func (r *lineReading) write() ([]Filling, *underpin.Claim) {
	same, key := r.double()
	episode, said := "", underpin.Date{}
	if r.Double == AnotherTime || r.Double == NotSure {
		if len(r.doubles) > 0 {
			episode = underpin.FormatNumber(float64(r.doubles[0].Episode+1), 0)
		}
		same, key = nil, ""
	}
	if r.encounter != nil {
		said = r.encounter.Date
	}
	return r.fillings(r.relation, key, episode, said), same
}

// beside puts the problems of a write beside the parts of the line.
func (r *lineReading) beside(f *Fault) []Problem {
	if len(f.Problems) == 0 {
		return []Problem{lineProblem(partWhat, f)}
	}
	out := slices.Clone(f.Problems)
	for i := range out {
		out[i].Field = r.partOf(out[i])
	}
	return out
}

func lineProblem(part string, f *Fault) Problem {
	return Problem{Field: part, Message: f.Message, Hint: f.Hint}
}

// unsaid stands in a reading for a part that is missing.
const unsaid = "…"

// readingOf is a line as a sentence of the vocabulary, and its span in words.
func (s *Study) readingOf(r *lineReading) (sentence, when string) {
	name := func(p LinePart, id underpin.EntityID) string {
		return cmp.Or(s.Index.NameOf(id), strings.TrimSpace(p.Text), unsaid)
	}
	claim := underpin.Claim{Subject: "who", Object: "whom"}
	mini := underpin.Case{Entities: []underpin.Entity{{ID: "who", Name: name(r.Who, r.who)}, {ID: "whom", Name: name(r.Whom, r.whom)}}}
	if r.relation != nil {
		mini.Relations, claim.Relation = []underpin.Relation{*r.relation}, r.relation.Name
		switch muchField(r.relation) { // what cannot be read is a problem beside its part
		case "share":
			claim.Share, _ = edtf.ReadShare(r.Much)
		case "value":
			claim.Value, _ = edtf.ReadValue(r.Much)
		}
	} else {
		mini.Relations = []underpin.Relation{{Name: "what", Reads: "X " + cmp.Or(strings.TrimSpace(r.What.Text), unsaid) + " Y"}}
		claim.Relation = "what"
	}
	if r.Turned {
		claim.Subject, claim.Object = claim.Object, claim.Subject
	}
	if r.When != "" {
		if span, err := edtf.ReadSpan(r.When); err == nil {
			when = heldWords(span)
		}
	}
	return mini.Index().Sentence(&claim), when
}

// mayPrint answers whether what a line says may be printed, by the terms that it is under.
func (s *Study) mayPrint(r *lineReading) (string, underpin.Use) {
	if r.source == nil {
		return "", ""
	}
	t := underpin.Testimony{Source: r.source.ID, Terms: underpin.Terms{Kind: r.Terms, Words: r.TermsWords}}
	if r.encounter != nil {
		t.Encounter = r.encounter.ID
	}
	terms := s.Index.TermsOf(&t)
	use, why := s.Index.UseOf(&t, s.today)
	switch {
	case use == underpin.Barred:
		return "No: it is " + strings.TrimPrefix(why, "is ") + ".", use
	case use == underpin.Silent:
		return "Not by name and not by description: deep background only.", use
	case terms.Kind == underpin.TermsBackground:
		return "By the agreed words only, “" + terms.WordsFor(r.source) + "”; not by name.", use
	case terms.Kind == underpin.TermsOnRecord:
		return "Yes, by " + s.Index.SourceLabel(r.source.ID) + ", on the record.", use
	}
	return "Yes, with " + s.Index.SourceLabel(r.source.ID) + " in the note.", use
}

// saidBefore says that a source has said the same of a claim before; empty where it has
// not.
func (s *Study) saidBefore(r *lineReading, same *underpin.Claim) string {
	if same == nil || r.source == nil {
		return ""
	}
	for _, t := range s.Index.ByClaim[same.ID] {
		if t.Source == r.source.ID && t.Polarity == cmp.Or(r.Polarity, underpin.Affirm) {
			when := ""
			if !t.Said.IsZero() {
				when = ", " + onDate(t.Said)
			}
			return "Said by " + s.Index.SourceLabel(t.Source) + " before" + when + ": one voice, not counted again."
		}
	}
	return ""
}

// frees says that a further voice does not change the terms of those before it; empty
// where none of them is held back.
func (s *Study) frees(same *underpin.Claim) string {
	if same == nil {
		return ""
	}
	var held []string
	for _, t := range s.Index.ByClaim[same.ID] {
		if use, _ := s.Index.UseOf(t, s.today); use == underpin.Cited {
			continue
		}
		if name := s.Index.SourceLabel(t.Source); !slices.Contains(held, name) {
			held = append(held, name)
		}
	}
	if len(held) == 0 {
		return ""
	}
	return "What " + list(held, len(held)) + " said stays on its own terms. A second voice frees nobody: no page may hint that there was a first."
}

// effects fills in what a line does to its claim and to others.
func (out *LineRead) effects(s *Study, next *Study, done *Changed, same *underpin.Claim) {
	out.Remarks = unwritten(done.Remarks, done.Put)
	for _, ref := range done.Put {
		switch {
		case same != nil:
			out.Claim = same.ID
		case ref.Kind == underpin.KindClaim:
			out.Claim = underpin.ClaimID(ref.ID)
		}
	}
	before, was := s.assessed(out.Claim)
	after, is := next.assessed(out.Claim)
	out.Before, out.After = before, after
	out.Effect = &Effect{Claim: out.Claim, Sentence: is.sentence, Before: cmp.Or(was.says, notThere), After: is.says, CredenceBefore: was.credence, CredenceAfter: is.credence}
	for _, e := range done.Effects {
		if e.Claim != out.Claim {
			out.Moves = append(out.Moves, e)
		}
	}
}

// An assessedClaim is how sure a claim is.
type assessedClaim struct {
	sentence, says string
	credence       float64
}

func (s *Study) assessed(id underpin.ClaimID) (o LineOrigins, c assessedClaim) {
	i, ok := s.model.Claim(id)
	if !ok {
		return o, c
	}
	a := s.model.Assess(i, s.At)
	claim := &s.Case.Claims[i]
	return LineOrigins{a.Origins, a.Contested}, assessedClaim{s.told(claim), s.says(claim, &a), a.Credence}
}
