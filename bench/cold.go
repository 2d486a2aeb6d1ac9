package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/exchange/casebook"
	"underpin/internal/synth"
)

// onArchives are the tasks on a generated case of the size of an archive in a database,
// and of recording one from its casebook.
var onArchives = map[string]func(task) (result, error){
	"write-archive": writeArchive,
	"import":        measureImport,
}

// A timedQuestion asks a desk about a few records.
type timedQuestion func(context.Context, *desk.Desk) error

// about is an entity of a case of some size that is neither at its centre nor at its edge.
func about(entities int) underpin.EntityID {
	return underpin.EntityID(fmt.Sprintf("person-%d", entities/8))
}

// questions are asked in a cold process, and of an open desk.
var questions = map[string]func(entities int) timedQuestion{
	"show": func(int) timedQuestion {
		return func(ctx context.Context, d *desk.Desk) error {
			_, err := d.Show(ctx, desk.Query{}, "c00027")
			return err
		}
	},
	"find": func(entities int) timedQuestion { return findWord(string(about(entities))) },
	// Thousands of records have this word.
	"find-common": func(int) timedQuestion { return findWord("leads") },
	"matrix-row": func(entities int) timedQuestion {
		return func(ctx context.Context, d *desk.Desk) error {
			_, err := d.Matrix(ctx, desk.Query{}, []underpin.EntityID{about(entities)}, 1)
			return err
		}
	},
	"held": func(int) timedQuestion {
		return func(ctx context.Context, d *desk.Desk) error {
			_, err := d.Held(ctx, desk.Query{}, "group-17")
			return err
		}
	},
	// Hundreds of firms hold each other in circles behind this share.
	"show-share": func(int) timedQuestion {
		return func(ctx context.Context, d *desk.Desk) error {
			_, err := d.Show(ctx, desk.Query{}, "c00058")
			return err
		}
	},
}

func findWord(word string) timedQuestion {
	return func(ctx context.Context, d *desk.Desk) error {
		_, err := d.Find(ctx, desk.Query{}, word, nil, 40)
		return err
	}
}

// measureQuestion asks a cold process, or a desk on which the case is open already.
func measureQuestion(t task) (result, error) {
	word, open := strings.CutPrefix(t.Do, "open ")
	ask := questions[word](t.Entities)
	if !open {
		return onDesk(t, nil, ask)
	}
	return onDesk(t, func(ctx context.Context, d *desk.Desk) error {
		if _, err := d.Standings(ctx, desk.Query{}); err != nil {
			return err
		}
		return ask(ctx, d)
	}, ask)
}

// writeArchive writes the casebook of a generated case.
func writeArchive(t task) (result, error) {
	f, err := os.Create(t.Values)
	if err != nil {
		return result{}, err
	}
	defer f.Close()
	if err := casebook.Write(f, synth.Case(synth.CaseConfig{Entities: t.Entities, Claims: t.Claims, Sources: t.Sources, Seed: t.Seed})); err != nil {
		return result{}, err
	}
	return result{}, f.Close()
}

// measureImport records a casebook in a new database, with the collector as the command
// sets it.
func measureImport(t task) (result, error) {
	debug.SetGCPercent(desk.ImportPercent)
	folder, err := os.MkdirTemp(filepath.Dir(t.Values), "import-*")
	if err != nil {
		return result{}, err
	}
	defer os.RemoveAll(folder)
	return once(func() error {
		p, err := desk.Unpack(t.Values, "")
		if err != nil {
			return err
		}
		ctx := context.Background()
		d, err := desk.Open(ctx, filepath.Join(folder, "new.db"), desk.Config{New: true})
		if err != nil {
			return err
		}
		defer d.Close()
		_, err = d.Import(ctx, []desk.Parcel{p}, false)
		return err
	})
}

// peaked adds the row of the peak memory of a process.
func peaked(g contestantGroup, what string, b bar) contestantGroup {
	g.rows = append(g.rows, row{what: what, ours: us, bar: b, timeless: true,
		value: func(ours, _ timings) (float64, string) { return ours.peak * 1.048576, "" }})
	return g
}

// archive are the rows of a generated case of 30,000 entities, cold and on an open desk, and
// of importing it.
func (p plan) archive() []contestantGroup {
	var groups []contestantGroup
	for _, ask := range []struct{ do, what string }{
		{"show", "show of a claim"}, {"find", "find of a name"}, {"find-common", "find of a word that thousands have"},
		{"matrix-row", "a row of the matrix"}, {"held", "held"}, {"show-share", "show of a share in a circle of firms"},
	} {
		what := ask.what + ", 30,000 entities, cold process"
		groups = append(groups, peaked(p.deskRow(what, ask.do, 30000, 120000, 0, bar{150, 40, "ms", true}, byWall),
			"peak memory of the process, "+ask.what+", 30,000 entities", bar{80, 40, "MB", true}))
		if ask.do != "held" && ask.do != "show-share" {
			groups = append(groups, p.deskRow(ask.what+", 30,000 entities, open desk", "open "+ask.do, 30000, 120000, 0, bar{10, 1, "ms", true}, byWall))
		}
	}
	return append(groups,
		p.deskRow("opening a desk and weighing the case, 5,000 entities, processor", "open", 5000, 20000, 0, bar{.6, .25, "s", true}, byCPU),
		p.deskRow("opening a desk and weighing the case, 30,000 entities, processor", "open", 30000, 120000, 0, bar{4, 1.5, "s", true}, byCPU),
		peaked(p.importing(), "peak memory of the process, import, 30,000 entities", bar{400, 250, "MB", true}))
}

// importing is the row of recording a casebook.
func (p plan) importing() contestantGroup {
	file := filepath.Join(p.out, "archive.yaml")
	what := "import, 30,000 entities, processor"
	t := task{Do: "import", Entities: 30000, Claims: 120000, Sources: 600, Seed: 1, Values: file}
	return contestantGroup{name: what, contestants: []contestant{{us, us, t}},
		prepare: func(s *stable) error {
			if _, err := os.Stat(file); err == nil {
				return nil
			}
			write := t
			write.Do = "write-archive"
			_, err := s.run(us, write)
			return err
		},
		rows: []row{{what: what, ours: us, bar: bar{30, 15, "s", true}, value: byCPU}},
	}
}
