package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/synth"
)

// onePage cites one claim and says how sure one is; manyPages has a map, the losses and
// three conclusions with their hinges.
const (
	onePage   = "# A page\n\nIt is said so, and it is [[credence %s]] [[claim %[1]s]].\n"
	manyPages = "# A brief\n\n{{network}}\n\n{{shock}}\n\n[[conclusion centre]]. [[conclusion command-lost]]. [[conclusion falls-apart]].\n\n" +
		"{{hinges centre}}\n\n{{hinges command-lost}}\n\n{{hinges falls-apart}}\n"
)

// onDesks are the tasks of a generated case in a database, which the first of them writes.
var onDesks = map[string]func(task) (result, error){
	"write-case":   writeCase,
	"brief-one":    measureBrief,
	"brief-many":   measureBrief,
	"standings":    measureStandings,
	"preview":      measurePreview,
	"open":         measureOpen,
	"shock":        measureAnswer,
	"who":          measureAnswer,
	"reach":        measureAnswer,
	"held":         measureAnswer,
	"reach-hinges": measureAnswer,
}

// writeCase records a generated case in a new database.
func writeCase(t task) (result, error) {
	ctx := context.Background()
	d, err := desk.Open(ctx, t.Graph, desk.Config{New: true})
	if err != nil {
		return result{}, err
	}
	defer d.Close()
	c := synth.Case(synth.CaseConfig{Entities: t.Entities, Claims: t.Claims, Sources: t.Sources, Seed: t.Seed})
	if _, err := d.Import(ctx, []desk.Parcel{{Name: "case", Case: c}}, false); err != nil {
		return result{}, err
	}
	if _, err := d.Log(ctx, "", 1); err != nil {
		return result{}, err
	}
	_, err = d.Find(ctx, desk.Query{}, "", []underpin.RecordKind{underpin.KindConclusion}, 1) // leaves a snapshot
	return result{}, err
}

// onDesk opens the database of a task, lets the work before it be done, and times it.
func onDesk(t task, before, work func(context.Context, *desk.Desk) error) (result, error) {
	ctx := context.Background()
	open := func() (*desk.Desk, error) { return desk.Open(ctx, t.Graph, desk.Config{Sparing: true}) }
	if before == nil { // in a cold process the opening counts
		return once(func() error {
			d, err := open()
			if err != nil {
				return err
			}
			defer d.Close()
			return work(ctx, d)
		})
	}
	d, err := open()
	if err != nil {
		return result{}, err
	}
	defer d.Close()
	if err := before(ctx, d); err != nil {
		return result{}, err
	}
	r := timed(func() { err = work(ctx, d) })
	return r, err
}

// measureBrief writes a brief in a cold process.
func measureBrief(t task) (result, error) {
	text, path := fmt.Sprintf(onePage, "c00001"), t.Values
	if t.Do == "brief-many" {
		text = manyPages
	}
	defer os.Remove(path)
	return onDesk(t, nil, func(ctx context.Context, d *desk.Desk) error {
		_, err := d.Brief(ctx, desk.Query{}, "brief.md", []byte(text), path, "html")
		return err
	})
}

// measureStandings asks for all standings on a date, another each time.
func measureStandings(t task) (result, error) {
	at := underpin.DayOf(2019, 6, 1)
	return onDesk(t, (&stepper{&at}).ask, (&stepper{&at}).ask)
}

// A stepper asks for the standings of one day after the other, backwards.
type stepper struct{ at *underpin.Day }

func (s *stepper) ask(ctx context.Context, d *desk.Desk) error {
	*s.at--
	_, err := d.Standings(ctx, desk.Query{At: s.at.String()})
	return err
}

// measurePreview previews adding an entity on an open desk.
func measurePreview(t task) (result, error) {
	preview := func(ctx context.Context, d *desk.Desk) error {
		new := underpin.Entity{ID: "somebody-new", Schema: underpin.Person, Name: "Somebody New"}
		_, err := d.Add(ctx, "", desk.Drafted(new), true)
		return err
	}
	return onDesk(t, preview, preview)
}

// measureOpen opens a desk and loads the case.
func measureOpen(t task) (result, error) {
	return onDesk(t, nil, func(ctx context.Context, d *desk.Desk) error {
		_, err := d.Standings(ctx, desk.Query{})
		return err
	})
}

// measureAnswer asks what the losses do, who is at the centre, what the roots reach, how
// something is held, or for hinges, in a cold process: for the first answer where the task
// names fewer worlds than all, else for the whole.
func measureAnswer(t task) (result, error) {
	q := desk.Query{Worlds: t.Worlds, Seed: t.Seed}
	return onDesk(t, nil, func(ctx context.Context, d *desk.Desk) error {
		ask := func(ctx context.Context, q desk.Query) (any, error) {
			switch t.Do {
			case "shock":
				return d.Shock(ctx, q, nil)
			case "who":
				return d.Who(ctx, q, []string{"betweenness"}, "")
			case "reach":
				return d.Reach(ctx, q, nil)
			case "held":
				return d.Held(ctx, q, "group-1")
			}
			return d.Hinges(ctx, q, `after.command("group-0", "group-1")`, 0, nil)
		}
		if t.Worlds < allWorlds {
			q.Worlds = allWorlds
			for _, err := range desk.Answers(ctx, q, ask) {
				return err
			}
		}
		_, err := ask(ctx, q)
		return err
	})
}

// allWorlds is the number of worlds of an answer unless another is asked for.
const allWorlds = 2000

// deskRow is a row of one task on a generated case of some size, four claims an entity.
func (p plan) deskRow(what, do string, entities, claims, worlds int, b bar, value func(ours, _ timings) (float64, string)) contestantGroup {
	file := filepath.Join(p.out, fmt.Sprintf("desk-%d-%d.db", entities, claims))
	t := task{Do: do, Graph: file, Entities: entities, Claims: claims, Sources: entities / 25, Worlds: worlds, Seed: 1, Values: filepath.Join(p.out, "brief.html")}
	return contestantGroup{name: what, contestants: []contestant{{us, us, t}},
		prepare: func(s *stable) error {
			if _, err := os.Stat(file); err == nil {
				return nil
			}
			write := t
			write.Do = "write-case"
			_, err := s.run(us, write)
			return err
		},
		rows: []row{{what: what, ours: us, bar: b, value: value}},
	}
}

// byCPU reads a row in seconds of the processor, byWall in milliseconds on the clock.
func byCPU(ours, _ timings) (float64, string) { return ours.cpu, "" }

func byWall(ours, _ timings) (float64, string) {
	return 1000 * ours.wall, fmt.Sprintf("%.3g ms of the processor", 1000*ours.cpu)
}

// desk are the rows of what a person waits for, on generated cases.
func (p plan) desk() []contestantGroup {
	cpu := func(gate, goal float64) bar { return bar{gate, goal, "s", true} }
	ms := func(gate, goal float64) bar { return bar{gate, goal, "ms", true} }
	rows := []contestantGroup{
		p.deskRow("a brief that cites one claim and one credence, 1,000 entities, cold, processor", "brief-one", 1000, 4000, 0, cpu(1, .3), byCPU),
		p.deskRow("the same, 5,000 entities", "brief-one", 5000, 20000, 0, cpu(2, .5), byCPU),
		p.deskRow("a brief with map, shock and the hinges of three conclusions, 1,000 entities, cold, processor", "brief-many", 1000, 4000, 0, cpu(12, 5), byCPU),
		p.deskRow("all standings on a new date, open desk, 5,000 entities, 15,000 claims", "standings", 5000, 15000, 0, ms(60, 20), byWall),
		p.deskRow("preview of adding an entity, open desk, 5,000 entities", "preview", 5000, 20000, 0, ms(50, 10), byWall),
		p.deskRow("shock, 5,000 entities: first answer, processor", "shock", 5000, 20000, 64, cpu(1.5, .5), byCPU),
		p.deskRow("who by betweenness, 5,000 entities: first answer, processor", "who", 5000, 20000, 64, cpu(1.5, .5), byCPU),
		p.deskRow("held, 5,000 entities, 2,000 worlds, processor", "held", 5000, 20000, 2000, cpu(2.3, 1.2), byCPU),
	}
	if p.quick {
		return rows
	}
	return append(rows,
		p.deskRow("what the roots reach, 5,000 entities, 2,000 worlds, processor", "reach", 5000, 20000, 2000, cpu(4.1, 3), byCPU),
		p.deskRow("shock, 5,000 entities, 2,000 worlds, processor", "shock", 5000, 20000, 2000, cpu(15, 6), byCPU),
		p.deskRow("who by betweenness, 5,000 entities, 2,000 worlds, processor", "who", 5000, 20000, 2000, cpu(8, 3), byCPU),
		p.deskRow("preview of adding an entity, open desk, 30,000 entities", "preview", 30000, 120000, 0, ms(100, 20), byWall),
		peaked(p.deskRow("hinges on what a root reaches, 30,000 entities, processor", "reach-hinges", 30000, 120000, 2000, cpu(12, 5), byCPU),
			"peak memory of the process, hinges on what a root reaches, 30,000 entities", bar{600, 400, "MB", true}),
	)
}
