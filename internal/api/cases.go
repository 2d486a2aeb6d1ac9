package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"underpin"
	"underpin/internal/desk"
)

// A listedCase is a case of the database. Its id is a word that the analyst chose, and
// stands nowhere but in the text of a page.
type listedCase struct {
	Key     string          `json:"key"`
	ID      underpin.CaseID `json:"id"`
	Title   string          `json:"title"`
	Entries int64           `json:"entries"`
	Changed time.Time       `json:"changed"`
}

type casesOutput struct {
	Body struct {
		Data []listedCase `json:"data"`
		// Version is that of the program.
		Version string `json:"version"`
	}
}

// cases registers what is asked of the database and of a case as a whole.
func (s *Handler) cases() {
	op := huma.Operation{OperationID: "list-cases", Method: http.MethodGet, Path: casesPath, Summary: "The cases of the database", Errors: []int{401, 503}}
	huma.Register(s.api, op, settled(s.listCases))
	readBy(s, "read-case", "", "A case: its title, dates and counts", func(ctx context.Context, a *asked, q desk.Query, _ *ReadInput) (*desk.CaseOutline, error) {
		return a.desk.Outline(ctx, q)
	})
	readBy(s, "search", "/search", "Find words in names, claims and other records, in any script", func(ctx context.Context, a *asked, q desk.Query, in *searchInput) ([]desk.Hit, error) {
		found, err := a.desk.Find(ctx, q, in.Words, nil, searchMost)
		hits := []desk.Hit{}
		for _, f := range found {
			hits = append(hits, f.Hits[:min(len(f.Hits), searchMost-len(hits))]...)
		}
		return hits, err
	})
	readBy(s, "search-all", "/found", "Find entities by any spelling of their names, and what is said of them", func(ctx context.Context, a *asked, q desk.Query, in *searchInput) (*desk.Found, error) {
		return a.desk.Search(ctx, q, in.Words, foundMost)
	})
}

// A searchInput looks for words. They come in the address, because a search changes
// nothing; the server writes no log of addresses, and the page none into its history.
type searchInput struct {
	ReadInput
	Words string `query:"words" maxLength:"200" doc:"what to look for; all words must occur"`
}

// searchMost is how many records a search answers with.
const searchMost = 50

// foundMost is how many records of each sort the search of a whole case lists.
const foundMost = 12

func (s *Handler) listCases(ctx context.Context, _ *struct{}) (*casesOutput, error) {
	d, err := deskOf(ctx)
	if err != nil {
		return nil, err
	}
	list, err := d.Cases(ctx)
	if err != nil {
		return nil, err
	}
	out := &casesOutput{}
	out.Body.Data, out.Body.Version = []listedCase{}, s.version
	for _, c := range list {
		key, err := d.CaseKey(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		out.Body.Data = append(out.Body.Data, listedCase{key, c.ID, c.Title, c.Entries, c.Changed})
	}
	return out, nil
}
