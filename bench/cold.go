package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/exchange/casebook"
	"underpin/internal/synth"
)

// onArchives are the tasks of a cold process on a generated case in a database, and of
// recording one from its casebook.
var onArchives = map[string]func(task) (result, error){
	"show":          measureCold,
	"find":          measureCold,
	"matrix-row":    measureCold,
	"write-archive": writeArchive,
	"import":        measureImport,
}

// measureCold asks a cold process about a few records.
func measureCold(t task) (result, error) {
	about := underpin.EntityID(fmt.Sprintf("person-%d", t.Entities/8))
	return onDesk(t, nil, func(ctx context.Context, d *desk.Desk) error {
		var err error
		switch t.Do {
		case "show":
			_, err = d.Show(ctx, desk.Query{}, "c00027")
		case "find":
			_, err = d.Find(ctx, desk.Query{}, string(about), nil, 40)
		case "matrix-row":
			_, err = d.Matrix(ctx, desk.Query{}, []underpin.EntityID{about}, 1)
		}
		return err
	})
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
	debug.SetGCPercent(20)
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

// archive are the rows of cold processes on a generated case of 30,000 entities, and of
// importing it.
func (p plan) archive() []contestantGroup {
	peak := func(g contestantGroup, what string, b bar) contestantGroup {
		g.rows = append(g.rows, row{what: what, ours: us, bar: b, timeless: true,
			value: func(ours, _ timings) (float64, string) { return ours.peak * 1.048576, "" }})
		return g
	}
	var groups []contestantGroup
	for _, ask := range []struct{ do, what string }{
		{"show", "show of a claim"}, {"find", "find of a name"}, {"matrix-row", "a row of the matrix"},
	} {
		what := ask.what + ", 30,000 entities, cold process"
		groups = append(groups, peak(p.deskRow(what, ask.do, 30000, 120000, 0, bar{150, 40, "ms", true}, byWall),
			"peak memory of the process, "+ask.what+", 30,000 entities", bar{80, 40, "MB", true}))
	}
	return append(groups,
		p.deskRow("opening a desk and weighing the case, 5,000 entities, processor", "open", 5000, 20000, 0, bar{.6, .25, "s", true}, byCPU),
		p.deskRow("opening a desk and weighing the case, 30,000 entities, processor", "open", 30000, 120000, 0, bar{4, 1.5, "s", true}, byCPU),
		peak(p.importing(), "peak memory of the process, import, 30,000 entities", bar{400, 250, "MB", true}))
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
