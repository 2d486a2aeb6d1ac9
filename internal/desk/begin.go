package desk

import (
	"context"
	"strings"

	"underpin"
	"underpin/examples"
	"underpin/internal/exchange/casebook"
	"underpin/internal/store"
)

// A Begun tells what a new case begins with.
type Begun struct {
	Case  underpin.CaseID `json:"case"`
	Title string          `json:"title,omitempty"`
	Entry int64           `json:"entry"`
	// Relations counts the words of its vocabulary.
	Relations int `json:"relations"`
}

// Begin makes a case with the standard vocabulary, bare without. The vocabulary is
// written into the case, whose own it is from then on.
func (d *Desk) Begin(ctx context.Context, id underpin.CaseID, title string, bare bool) (_ *Begun, err error) {
	defer settle(ctx, &err)
	_, last, err := d.there(ctx, id)
	if err != nil {
		return nil, err
	}
	if last > 0 {
		return nil, faultf(CaseExists, "choose another name, or add to the one that is there", "there is a case %q already", id)
	}
	c := &underpin.Case{ID: id, Settings: underpin.Settings{Title: title}}
	summary := "begin the case"
	if !bare {
		if c.Relations, err = StandardVocabulary(); err != nil {
			return nil, err
		}
		summary += " with the standard vocabulary"
	}
	if err := problemsFault(c.Validate()); err != nil {
		return nil, err
	}
	done, err := d.store.Import(ctx, c, store.ImportOptions{Summary: summary})
	if err != nil {
		return nil, err
	}
	return &Begun{Case: id, Title: title, Entry: done.Entry.Seq, Relations: len(c.Relations)}, nil
}

// StandardVocabulary returns the relations that a new case begins with.
func StandardVocabulary() ([]underpin.Relation, error) {
	c, err := casebook.Read(strings.NewReader(examples.Vocabulary), "vocabulary.yaml")
	if err != nil {
		return nil, err
	}
	return c.Relations, nil
}
