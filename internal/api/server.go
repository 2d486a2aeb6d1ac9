package api

import (
	"io/fs"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"underpin/internal/desk"
)

// A Config says what is served, to whom.
type Config struct {
	// Workspace is where the cases lie that are served.
	Workspace *desk.Workspace
	// Version of the program.
	Version string
	// Hosts are the hosts, with the port, that the server answers to.
	Hosts []string
	// Session is who may ask.
	Session *Session
	// Used, where set, is told whenever a page of the session asks: a case that nobody
	// asks about locks.
	Used func()
	// Lock, where set, is called when a page asks that the case be locked. It is to call
	// [Handler.Lock].
	Lock func()
	// Quit, where set, is called when a page asks that the program end.
	Quit func()
	// Interface holds the files of the web interface. Defaults to none: only /api
	// answers.
	Interface fs.FS
}

// A Handler answers requests. It is safe for concurrent use.
type Handler struct {
	work    *desk.Workspace
	hosts   []string
	version string
	session *Session
	used    func()
	lock    func()
	quit    func()
	events  *hub
	jobs    *bench
	secret  string
	done    doneWrites
	private discretion
	api     huma.API
	handler http.Handler
}

// New returns a handler. It listens nowhere: that is for [http.Server].
func New(cfg Config) *Handler {
	plain()
	mux := http.NewServeMux()
	hc := huma.DefaultConfig("Underpin", cfg.Version)
	hc.DocsPath, hc.OpenAPIPath, hc.SchemasPath, hc.CreateHooks = "", "/api/openapi", "", nil
	s := &Handler{work: cfg.Workspace, hosts: cfg.Hosts, version: cfg.Version, session: cfg.Session, secret: NewToken(), used: cfg.Used, lock: cfg.Lock, quit: cfg.Quit, events: newHub(), api: humago.New(mux, hc)}
	s.jobs = newBench(s.events)
	s.register()
	mux.HandleFunc("POST "+importPath, s.bring)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusNotFound, "no_resource", "The program has nothing at this address: load the page again.")
	})
	if cfg.Interface != nil {
		mux.Handle("/", pages(cfg.Interface))
	}
	s.handler = s.guarded(s.withDesk(typed(s.discreet(mux))))
	return s
}

// register registers all requests.
func (s *Handler) register() {
	s.sessions()
	s.databases()
	s.happenings()
	s.importing()
	s.working()
	s.cases()
	s.claims()
	s.dossiers()
	s.maps()
	s.agenda()
	s.takings()
	s.whatIf()
	s.measures()
	s.whole()
	s.history()
	s.records()
	s.briefs()
	s.capture()
	s.forms()
}

// ServeHTTP implements http.Handler.
func (s *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// pages serves the files of the interface. An address without a file is one of its
// screens, which its one page draws.
func pages(files fs.FS) http.Handler {
	serve := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			refuse(w, http.StatusMethodNotAllowed, "method", "The files of the interface can only be read.")
			return
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		info, err := fs.Stat(files, name)
		isFile := err == nil && !info.IsDir()
		switch {
		case strings.HasPrefix(name, "assets/") && !isFile:
			refuse(w, http.StatusNotFound, "no_file", "The interface has no such file.")
			return
		case strings.HasPrefix(name, "assets/"):
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable") // named by their content
		default:
			w.Header().Set("Cache-Control", "no-cache")
			if !isFile {
				r.URL.Path = "/"
			}
		}
		serve.ServeHTTP(w, r)
	})
}
