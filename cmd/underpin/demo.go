package main

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"underpin"
	"underpin/examples"
	"underpin/internal/desk"
	"underpin/web"
)

// demoOptions are what demo can be given.
type demoOptions struct {
	dir  string
	once bool
}

func demoCommand(a *app) *cobra.Command {
	return a.verb(&demoOptions{}, &cobra.Command{
		Use: "demo [CASE]", Short: "Load an example case, answer its questions, write its brief",
		Long: `Load an example case into a new database, answer in a screenful of sentences, and
write its brief. The cases are iraq-2020, coded from one published article and shown
as its author's claims; harbour, invented, with sources that have to be protected; and
tidewater, invented, with companies in chains and payments. At a terminal of a machine
with a screen the case is then opened in the browser, until that is interrupted.`,
		Example: `  underpin demo
  underpin demo harbour --dir harbour`,
		Args: cobra.MaximumNArgs(1), ValidArgs: examples.Names,
	})
}

func (o *demoOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.dir, "dir", "demo", "the `folder` for the database and the brief")
	c.Flags().BoolVar(&o.once, "once", false, "answer, write and exit, and open no browser")
}

func (o *demoOptions) run(a *app, cmd *cobra.Command, args []string) error {
	name := examples.Names[0]
	if len(args) == 1 {
		name = args[0]
	}
	if err := a.demo(cmd, name, o.dir); err != nil {
		return err
	}
	a.db = filepath.Join(o.dir, name+".db")
	if o.once || !a.watched() {
		if _, built := web.Files(); built {
			a.remark("To look at it in the browser: underpin serve --db %s", inShell(a.db))
		}
		return nil
	}
	return a.serve(cmd.Context(), &serveOptions{})
}

// watched reports whether somebody sits at a terminal beside a screen that a browser can
// open on, and the interface is there.
func (a *app) watched() bool {
	_, built := web.Files()
	out, ok := a.out.(*os.File)
	screen := runtime.GOOS == "darwin" || runtime.GOOS == "windows" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
	return built && screen && !a.json && a.terminal() != nil && ok && term.IsTerminal(int(out.Fd()))
}

// demo loads an example case into a fresh database and shows what it comes to.
func (a *app) demo(cmd *cobra.Command, name, dir string) error {
	ctx := cmd.Context()
	parcel, err := desk.Example(name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return &desk.Fault{Code: desk.NoFolder, Message: err.Error(), Hint: "choose another folder with --dir", Err: err}
	}
	db := filepath.Join(dir, name+".db")
	cfg := a.config(true)
	cfg.Create = true
	d, err := desk.Open(ctx, db, cfg)
	if err != nil {
		return err
	}
	defer d.Close()
	done, err := d.Import(ctx, []desk.Parcel{parcel}, true)
	if err != nil {
		return err
	}
	q := desk.Query{Case: underpin.CaseID(name), Progress: a.progress()}
	first, err := d.FirstLook(ctx, q)
	if err != nil {
		return desk.PartlyRecorded(ctx, done, err)
	}
	html := filepath.Join(dir, name+".html")
	written, err := d.Brief(ctx, q, name+"/brief.md", []byte(parcel.Case.Briefs[0].Text), html, "html")
	if err != nil {
		return desk.PartlyRecorded(ctx, done, err)
	}
	if abs, err := filepath.Abs(written.Path); err == nil {
		written.Path = abs
	}
	first.Page, first.Database = written.Path, db
	return a.emit(first, func(p *page) { printFirstLook(p, first) })
}
