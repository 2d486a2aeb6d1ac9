package desk

import (
	"context"
	"errors"
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
	done, err := d.store.Import(ctx, c, store.ImportPolicy{Summary: "start the case", First: true})
	if err != nil {
		return nil, err
	}
	return &Imported{Case: c.ID, Title: c.Settings.Title, Entry: done.Entry.Seq, Added: done.Added}, nil
}
