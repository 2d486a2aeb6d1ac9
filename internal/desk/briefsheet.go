package desk

import (
	"context"

	"underpin"
	"underpin/internal/brief"
)

// A BriefSheet is a brief that is being written: the page that it will be, what was found
// in it, and its references.
type BriefSheet struct {
	// Page is the key of the page, as [Desk.Page] gives it. A sentence that may not be
	// printed is held back in it.
	Page       string           `json:"page"`
	Findings   []brief.Marked   `json:"findings"`
	References []BriefReference `json:"references"`
	// Stops counts the findings that keep it from being printed. Summary says in words
	// what was found.
	Stops   int        `json:"stops"`
	Summary string     `json:"summary"`
	Offers  BriefOffer `json:"offers"`
}

// A BriefReference is a reference where it stands in the text, with what it refers to.
type BriefReference struct {
	At     int    `json:"at"`
	Length int    `json:"length"`
	Verb   string `json:"verb"`
	// Kind and ID are the record, where it is one and is there.
	Kind underpin.RecordKind `json:"kind,omitempty"`
	ID   string              `json:"id,omitempty"`
	// Found: there is what it refers to.
	Found bool `json:"found"`
	// Says is it as a sentence, with how sure or its answer.
	Says string `json:"says,omitempty"`
	// Origins counts the independent origins that a note may cite for a claim, Contested
	// whether what it may cite is against it; Share is the share of worlds of
	// an answer.
	Origins   int      `json:"origins,omitempty"`
	Contested bool     `json:"contested,omitempty"`
	Share     *float64 `json:"share,omitempty"`
}

// A BriefOffer lists what can be referred to beside claims.
type BriefOffer struct {
	Conclusions []OutlinedConclusion `json:"conclusions"`
	// Exhibits are the words that stand for a figure, a table or a list.
	Exhibits []string `json:"exhibits"`
}

// SketchBrief renders a brief that is being written. What it asks for is kept between
// renderings as long as the case stays what it is.
func (d *Desk) SketchBrief(ctx context.Context, q Query, text string) (_ *BriefSheet, err error) {
	defer settle(ctx, &err)
	doc, m, err := d.briefOf(ctx, q, text)
	if err != nil {
		return nil, err
	}
	s, err := d.study(ctx, q, true)
	if err != nil {
		return nil, err
	}
	page, findings := brief.Sketch(doc, m)
	out := &BriefSheet{Findings: doc.Mark(findings, m), References: []BriefReference{}, Summary: brief.Summary(findings)}
	if out.Page, err = d.keepPage(ctx, page); err != nil {
		return nil, err
	}
	for _, f := range findings {
		if f.Severity == brief.Error {
			out.Stops++
		}
	}
	for _, r := range doc.References() {
		out.References = append(out.References, s.briefReference(r, m))
	}
	out.Offers = BriefOffer{Conclusions: []OutlinedConclusion{}, Exhibits: m.Includes()}
	for _, c := range s.Case.Conclusions {
		out.Offers.Conclusions = append(out.Offers.Conclusions, OutlinedConclusion{underpin.KindConclusion, c.ID, c.Text})
	}
	return out, nil
}

// pagesKept is how many pages of briefs are held, for the frames that show them.
const pagesKept = 8

// keepPage holds a page as long as the desk is open, and returns its key: 16 letters and
// digits that its content gives under a secret.
func (d *Desk) keepPage(ctx context.Context, page []byte) (string, error) {
	secret, err := d.store.KeySecret(ctx)
	if err != nil {
		return "", err
	}
	key := recordKey(secret, "page", string(page))
	_, err = d.pages.of(ctx, key, func() ([]byte, error) { return page, nil })
	return key, err
}

// Page returns a page of a brief that was rendered lately, as HTML that stands alone. It
// fails with a fault of the code [NoSuchRecord].
func (d *Desk) Page(ctx context.Context, key string) (_ []byte, err error) {
	defer settle(ctx, &err)
	gone := faultf(NoSuchRecord, "render the brief again", "this page of a brief is not held any more")
	if !d.pages.holds(key) {
		return nil, gone
	}
	return d.pages.of(ctx, key, func() ([]byte, error) { return nil, gone })
}

// A WrittenBrief is a brief as it goes out, and the key of that as a page.
type WrittenBrief struct {
	Text string `json:"text"`
	Page string `json:"page"`
}

// WriteBrief writes a brief in a format, "html" or "markdown". With findings that stop it
// nothing is written, and the fault, of the code [BriefRefused], lists them.
func (d *Desk) WriteBrief(ctx context.Context, q Query, text, format string) (_ *WrittenBrief, err error) {
	defer settle(ctx, &err)
	doc, m, err := d.briefOf(ctx, q, text)
	if err != nil {
		return nil, err
	}
	page, err := writtenAs(format, doc, m)
	if err != nil {
		return nil, err
	}
	key, err := d.keepPage(ctx, page)
	return &WrittenBrief{string(page), key}, err
}

// briefOf reads a brief and prepares what it refers to.
func (d *Desk) briefOf(ctx context.Context, q Query, text string) (*brief.Doc, *brief.Material, error) {
	doc, err := brief.Parse("brief", []byte(text))
	if err != nil {
		return nil, nil, &Fault{Code: NotABrief, Message: err.Error(), Hint: "a brief is Markdown in UTF-8", Err: err}
	}
	m, err := d.material(ctx, q, doc.Asked())
	return doc, m, err
}

// briefReference says what a reference refers to.
func (s *Study) briefReference(r brief.ReferencePlace, m *brief.Material) BriefReference {
	out := BriefReference{At: r.At, Length: r.Length, Verb: r.Verb}
	if k, ok := m.Conclusions[r.ID]; ok && brief.OfConclusion(r.Verb) {
		out.Kind, out.ID, out.Found, out.Says = underpin.KindConclusion, r.ID, true, k.Text
		if k.Kind != brief.Number {
			out.Share = &k.P
		}
		return out
	}
	if i, ok := s.model.Claim(underpin.ClaimID(r.ID)); ok && brief.OfClaim(r.Verb) {
		c, a := &s.Case.Claims[i], s.model.Assess(i, s.At)
		out.Kind, out.ID, out.Found, out.Says = underpin.KindClaim, r.ID, true, s.told(c)+": "+s.says(c, &a)
		if cited, ok := m.Claims[c.ID]; ok { // what the note will say, and not what is held
			out.Origins, out.Contested = cited.Origins, cited.Contested
		}
		return out
	}
	out.Found = s.Index.Conclusions[r.ID] != nil || m.Includable(r)
	return out
}
