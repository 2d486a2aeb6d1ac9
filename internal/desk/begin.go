package desk

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"underpin"
	"underpin/examples"
	"underpin/internal/exchange/casebook"
	"underpin/internal/store"
)

// NewCase returns a case that has a name, perhaps a title, and the standard
// vocabulary; bare it has none. The vocabulary is the case's own from then on.
func NewCase(id underpin.CaseID, title string, bare bool) (_ *underpin.Case, err error) {
	defer settle(context.Background(), &err)
	c := &underpin.Case{ID: id, Settings: underpin.Settings{Title: title}}
	if !bare {
		standard, err := casebook.Read(strings.NewReader(examples.Vocabulary), "vocabulary.yaml")
		if err != nil {
			return nil, err
		}
		c.Relations = standard.Relations
	}
	if found := c.Validate(); len(found) > 0 {
		return nil, faultf(BadCaseName, found[0].Hint, "%q is not a name for a case", id)
	}
	return c, nil
}

// startsCase is the summary of the entry that starts a case.
const startsCase = "start the case"

// Begin records a case that the database does not have yet, as the first entry of its
// register.
func (d *Desk) Begin(ctx context.Context, c *underpin.Case) (_ *Imported, err error) {
	defer settle(ctx, &err)
	switch _, err := d.load(ctx, c.ID); {
	case err == nil:
		return nil, faultf(CaseExists, "choose another name, or add to the one that is there", "there is already a case %q", c.ID)
	case !errors.Is(err, store.ErrNoCase):
		return nil, err
	}
	done, err := d.store.Import(ctx, c, store.ImportPolicy{Summary: startsCase, First: true})
	if err != nil {
		return nil, err
	}
	return &Imported{Case: c.ID, Title: c.Settings.Title, Entry: done.Entry.Seq, Added: done.Added}, nil
}

// CaseOf returns a new case that asks a question, with the standard vocabulary, under a
// name of its first words that no other case has. The date on which it is read is given in
// words or EDTF; the empty text stands for today.
func CaseOf(question, asOf string, taken []underpin.CaseID) (_ *underpin.Case, err error) {
	defer settle(context.Background(), &err)
	question = strings.Join(strings.Fields(question), " ")
	if question == "" {
		f := faultf(BadCaseName, "a question is enough: Who holds the port?", "a case needs a question")
		f.Field = "question"
		return nil, f
	}
	date, err := ParseDate("as_of", asOf)
	if err != nil {
		return nil, err
	}
	c, err := NewCase(caseName(question, taken), question, false)
	if err != nil {
		return nil, err
	}
	c.Settings.AsOf = date
	return c, nil
}

// caseName makes a name of the first words of a question, in letters that every system
// writes; "case" where it has none.
func caseName(question string, taken []underpin.CaseID) underpin.CaseID {
	words := strings.FieldsFunc(strings.ToLower(question), func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9') })
	base := strings.Join(words[:min(len(words), wordsOfName)], "-")
	if base == "" {
		base = "case"
	}
	name := underpin.CaseID(base)
	for n := 2; slices.Contains(taken, name); n++ {
		name = underpin.CaseID(base + "-" + strconv.Itoa(n))
	}
	return name
}

// wordsOfName is how many words of a question go into the name of its case.
const wordsOfName = 4
