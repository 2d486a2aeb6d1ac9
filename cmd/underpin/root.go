package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/envelope"
)

// An app is what all verbs share: the streams and the flags that every verb takes.
type app struct {
	in        io.Reader
	out, errs io.Writer
	db        string
	caseID    string
	json      bool
	quiet     bool
	watch     *watch
	// keyFile is where the key of the database is, for those who cannot be asked; plain
	// makes one without a key on purpose.
	keyFile string
	plain   bool
	// kdf is how dear it is to try a passphrase; holder keeps what was unlocked, if
	// anybody does.
	kdf    envelope.KDF
	holder keyHolder
	opened openedEnvelope
	// incomplete are the commands of which only the name is written down, with what
	// completes them.
	incomplete map[*cobra.Command]func(*cobra.Command)
}

const about = `Underpin maps who holds power over whom so that every line on the map says who
says so. It turns testimony into credence by independent origins, computes what
gives way when someone goes, and shows what that conclusion hangs on.

It analyses losses that you name. It never ranks or proposes people to remove,
and it never contacts the network.`

// newRoot makes the command with all its verbs. Complete is the one that the arguments
// name, or all where they name none.
func newRoot(a *app, args ...string) *cobra.Command {
	root := &cobra.Command{
		Use: "underpin", Short: "Who says so, and what hangs on it", Long: about, Version: versionLine(version()),
		SilenceUsage: true, SilenceErrors: true, Args: cobra.ArbitraryArgs, RunE: group,
	}
	root.SetVersionTemplate("{{.Version}}")
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errs)
	root.SetFlagErrorFunc(flagError)
	f := root.PersistentFlags()
	f.StringVar(&a.db, "db", defaultDB, "the database `file`")
	f.StringVar(&a.caseID, "case", "", "the `case`, needed only if the database holds several")
	f.StringVar(&a.keyFile, "key-file", "", "a `file` with the key of the database, in place of its passphrase")
	f.BoolVar(&a.json, "json", false, "write the result as JSON")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "print no progress and no remarks")
	root.AddGroup(
		&cobra.Group{ID: "record", Title: "Record who says what:"},
		&cobra.Group{ID: "read", Title: "Read the evidence:"},
		&cobra.Group{ID: "analyse", Title: "Ask what follows:"},
		&cobra.Group{ID: "history", Title: "Look back and undo:"},
		&cobra.Group{ID: "protect", Title: "Protect the case:"},
	)
	root.AddCommand(
		initCommand(a), importCommand(a), exportCommand(a), addCommand(a), editCommand(a), removeCommand(a), gradeCommand(a), retractCommand(a), sameCommand(a),
		serveCommand(a), showCommand(a), findCommand(a), matrixCommand(a), heldCommand(a), paymentsCommand(a),
		whoCommand(a), networkCommand(a), reachCommand(a), shockCommand(a), hingesCommand(a), askCommand(a), graphCommand(a), briefCommand(a),
		logCommand(a), undoCommand(a), redoCommand(a), eraseCommand(a), verifyCommand(a),
		sealCommand(a), unsealCommand(a), recipientsCommand(a), heirCommand(a), lockCommand(a), unlockCommand(a), agentCommand(a),
		encryptCommand(a), passphraseCommand(a), rekeyCommand(a), backupCommand(a), restoreCommand(a), doctorCommand(a),
		demoCommand(a), conclusionsTopic(a), exitCodesTopic(),
	)
	a.complete(root, args)
	sayArguments(root)
	return root
}

// defaultDB is the database where none is named.
const defaultDB = "underpin.db"

// config says who works at the desk, where the signing key is kept, and whether it
// is wanted.
func (a *app) config(sign bool) desk.Config {
	return desk.Config{Version: version(), Now: time.Now, KeyDir: keyDir(), Sign: sign, Memory: spareMemory, Progress: a.progress()}
}

// keyDir is where the key that signs checkpoints is kept: never in the database.
func keyDir() string {
	if dir := os.Getenv("UNDERPIN_HOME"); dir != "" {
		return dir
	}
	if dir, err := os.UserConfigDir(); err == nil {
		return filepath.Join(dir, "underpin")
	}
	return ".underpin"
}

// with opens the desk, runs a verb and closes it.
func (a *app) with(ctx context.Context, verb func(*desk.Desk) error) error {
	return a.withConfig(ctx, a.config(false), verb)
}

// withConfig is with for a desk that is opened in another way.
func (a *app) withConfig(ctx context.Context, cfg desk.Config, verb func(*desk.Desk) error) (err error) {
	cfg, undo, err := a.keyed(ctx, cfg)
	if err != nil {
		return err
	}
	d, err := desk.Open(ctx, a.db, cfg)
	if err != nil {
		undo()
		return err
	}
	defer func() {
		if cerr := d.Close(); err == nil {
			err = cerr
		}
	}()
	return verb(d)
}

// emit writes a result: as JSON where asked, else by text.
func (a *app) emit(v any, text func(p *page)) error {
	if err := a.write(v, text); err != nil {
		return desk.NotShown(context.Background(), v, err)
	}
	return nil
}

func (a *app) write(v any, text func(p *page)) error {
	a.clear()
	if a.json {
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(v)
	}
	p := newPage(a.out)
	text(p)
	return p.flush()
}

// remark writes a line for a person, unless asked to be quiet.
func (a *app) remark(format string, args ...any) {
	if !a.quiet && !a.json {
		a.clear()
		fmt.Fprintf(a.out, format+"\n", args...)
	}
}

func (a *app) caseName() underpin.CaseID { return underpin.CaseID(a.caseID) }
