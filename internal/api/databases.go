package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"underpin"
	"underpin/internal/desk"
)

// Where the database is asked about, opened, locked and made. No path takes a file: a
// database is named by its name in the folder, in a body.
const (
	databasesPath = "/api/databases"
	openPath      = "/api/databases/open"
	lockPath      = "/api/databases/lock"
	examplesPath  = "/api/examples"
	startPath     = "/api/start"
	sheetPath     = "/api/databases/sheet"
	copiedPath    = "/api/databases/sheet/copied"
)

// A typedSecret is a passphrase on its way. It prints as "[sealed]".
type typedSecret string

// String implements fmt.Stringer.
func (typedSecret) String() string { return "[sealed]" }

// GoString implements fmt.GoStringer.
func (typedSecret) GoString() string { return "[sealed]" }

type stateOutput struct {
	Body struct {
		Data *desk.WorkspaceState `json:"data"`
	}
}

// A caseKey is the key of the case that was started, opened or brought.
type caseKey struct {
	Key string `json:"key"`
}

type keyOutput struct {
	Body struct {
		Data caseKey `json:"data"`
	}
}

// databases registers what is asked before a case is open.
func (s *Handler) databases() {
	op := huma.Operation{OperationID: "read-databases", Method: http.MethodGet, Path: databasesPath, Summary: "The database that is served, whether it is open, and what else lies in its folder", Errors: []int{401, 503}}
	huma.Register(s.api, op, settled(func(context.Context, *struct{}) (*stateOutput, error) { return s.state() }))
	type openInput struct {
		Body struct {
			Name       string      `json:"name" maxLength:"200" doc:"of a database in the folder of the one that is served"`
			Passphrase typedSecret `json:"passphrase,omitempty" maxLength:"1000"`
		}
	}
	op = huma.Operation{OperationID: "open-database", Method: http.MethodPost, Path: openPath, Summary: "Open a database, with its passphrase where it is encrypted", Errors: []int{401, 403, 404, 409, 422, 503}}
	huma.Register(s.api, op, settled(func(ctx context.Context, in *openInput) (*stateOutput, error) {
		if err := s.work.Open(ctx, in.Body.Name, []byte(in.Body.Passphrase)); err != nil {
			return nil, err
		}
		s.events.tell(Event{What: Opened})
		return s.state()
	}))
	op = huma.Operation{OperationID: "lock-database", Method: http.MethodPost, Path: lockPath, Summary: "Lock the database that is open", DefaultStatus: http.StatusNoContent, Errors: []int{401, 403}}
	huma.Register(s.api, op, settled(func(context.Context, *struct{}) (*struct{}, error) {
		if s.lock != nil {
			s.lock()
		}
		return nil, nil
	}))
	op = huma.Operation{OperationID: "list-examples", Method: http.MethodGet, Path: examplesPath, Summary: "The example cases, with their maps", Errors: []int{401}}
	huma.Register(s.api, op, settled(func(ctx context.Context, _ *struct{}) (*examplesOutput, error) {
		list, err := desk.Examples(ctx)
		out := &examplesOutput{}
		out.Body.Data = list
		return out, err
	}))
	type exampleInput struct {
		Body struct {
			Name string `json:"name" maxLength:"100"`
		}
	}
	op = huma.Operation{OperationID: "open-example", Method: http.MethodPost, Path: examplesPath, Summary: "Open an example case, in a database of its own", Errors: []int{401, 403, 404, 409}}
	huma.Register(s.api, op, settled(func(ctx context.Context, in *exampleInput) (*keyOutput, error) {
		id, err := s.work.Example(ctx, in.Body.Name)
		if err != nil {
			return nil, err
		}
		return s.keyed(ctx, id)
	}))
	op = huma.Operation{OperationID: "start-case", Method: http.MethodPost, Path: startPath, Summary: "Start a case, in a new database under the passphrase where there is none", Errors: []int{401, 403, 409, 422, 423}}
	huma.Register(s.api, op, settled(s.startCase))
	s.sheets()
}

type sheetOutput struct {
	Body struct {
		Data *desk.RecoverySheet `json:"data"`
	}
}

// sheets registers the recovery sheet of a database that was just made.
func (s *Handler) sheets() {
	op := huma.Operation{OperationID: "show-sheet", Method: http.MethodPost, Path: sheetPath, Summary: "Make a recovery sheet for the database that was just made, and show it this once", Errors: []int{401, 403, 404, 409, 423}}
	huma.Register(s.api, op, settled(func(ctx context.Context, _ *struct{}) (*sheetOutput, error) {
		sheet, err := s.work.ShowSheet(ctx)
		out := &sheetOutput{}
		out.Body.Data = sheet
		return out, err
	}))
	type copiedInput struct {
		Body struct {
			Line typedSecret `json:"line" maxLength:"100" doc:"the line that is asked for, typed from the paper"`
		}
	}
	op = huma.Operation{OperationID: "check-sheet", Method: http.MethodPost, Path: copiedPath, Summary: "Type one line of the recovery sheet back: from then on it counts", DefaultStatus: http.StatusNoContent, Errors: []int{401, 403, 404, 409, 422, 423}}
	huma.Register(s.api, op, settled(func(ctx context.Context, in *copiedInput) (*struct{}, error) {
		return nil, s.work.CheckSheet(ctx, string(in.Body.Line))
	}))
	op = huma.Operation{OperationID: "decline-sheet", Method: http.MethodDelete, Path: sheetPath, Summary: "End the offer of a recovery sheet", DefaultStatus: http.StatusNoContent, Errors: []int{401, 403, 404, 409, 423}}
	huma.Register(s.api, op, settled(func(ctx context.Context, _ *struct{}) (*struct{}, error) {
		return nil, s.work.DeclineSheet(ctx)
	}))
}

type examplesOutput struct {
	Body struct {
		Data []desk.ExampleCard `json:"data"`
	}
}

type startInput struct {
	Body struct {
		Question   string      `json:"question" minLength:"1" maxLength:"500" doc:"what is to be known: the title of the case"`
		AsOf       string      `json:"as_of,omitempty" maxLength:"60" doc:"the date on which it is read, in words or EDTF; today where it is missing"`
		Passphrase typedSecret `json:"passphrase,omitempty" maxLength:"1000"`
	}
}

func (s *Handler) startCase(ctx context.Context, in *startInput) (*keyOutput, error) {
	var taken []underpin.CaseID
	if d, done, err := s.work.Use(); err == nil {
		list, err := d.Cases(ctx)
		done()
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			taken = append(taken, c.ID)
		}
	}
	c, err := desk.CaseOf(in.Body.Question, in.Body.AsOf, taken)
	if err != nil {
		return nil, err
	}
	if _, err := s.work.Start(ctx, c, []byte(in.Body.Passphrase)); err != nil {
		return nil, err
	}
	return s.keyed(ctx, c.ID)
}

func (s *Handler) state() (*stateOutput, error) {
	state, err := s.work.State()
	if err != nil {
		return nil, err
	}
	out := &stateOutput{}
	out.Body.Data = state
	return out, nil
}

// keyed answers with the key of a case, and tells the other pages that it is there.
func (s *Handler) keyed(ctx context.Context, id underpin.CaseID) (*keyOutput, error) {
	d, done, err := s.work.Use()
	if err != nil {
		return nil, err
	}
	defer done()
	out := &keyOutput{}
	if out.Body.Data.Key, err = d.CaseKey(ctx, id); err != nil {
		return nil, err
	}
	s.events.tell(Event{What: Opened})
	return out, nil
}

// lastWord is how long the pages have to keep what is being typed, once they hear that
// the case locks.
const lastWord = 1500 * time.Millisecond

// Lock tells the pages that the case locks, lets them keep what is being typed, waits for
// what is under way, and closes the database.
func (s *Handler) Lock() error {
	if s.events.tell(Event{What: Locking}) > 0 {
		time.Sleep(lastWord)
	}
	s.jobs.stopWaiting()
	err := s.work.Lock()
	s.jobs.forget()
	s.done.forget()
	s.private.forget()
	s.events.tell(Event{What: Locked})
	return err
}

// Stop stops what goes on by itself, because the program ends.
func (s *Handler) Stop() { s.jobs.stopAll() }
