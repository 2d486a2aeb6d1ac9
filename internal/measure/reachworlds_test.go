package measure_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/examples"
	"underpin/internal/exchange/casebook"
	"underpin/internal/measure"
	"underpin/internal/network"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

// worldByWorld is how reach is defined.
func worldByWorld(f *snapshot.Frame, root int32) map[underpin.EntityID]measure.Reached {
	out := map[underpin.EntityID]measure.Reached{}
	w := f.World()
	for world := range f.Worlds() {
		w.Set(f.Pattern(world), nil)
		from := w.Node(root)
		if from < 0 {
			continue
		}
		command := new(network.Searcher).Reach(w.Graph(snapshot.Command), []int32{from})
		support := new(network.Searcher).Reach(w.Graph(snapshot.Support), []int32{from})
		for e := range f.Case.Entities {
			to := w.Node(int32(e))
			if to < 0 || to == from || !support[to] {
				continue
			}
			id := f.Case.Entities[e].ID
			r := out[id]
			r.Entity = id
			r.Support++
			if command[to] {
				r.Command++
				r.Channels += float64(new(network.PathCounter).Count(w.Graph(snapshot.Command), from, to))
			}
			out[id] = r
		}
	}
	for id, r := range out {
		n := float64(f.Worlds())
		if e, _ := f.Entity(id); f.StandsFor(e) != e {
			delete(out, id)
			continue
		}
		out[id] = measure.Reached{Entity: id, Command: r.Command / n, Support: r.Support / n, Channels: r.Channels / n}
	}
	return out
}

func TestReachInAllWorldsAtOnceIsReachWorldByWorld(t *testing.T) {
	frames := map[string]*snapshot.Frame{}
	for _, name := range examples.Names {
		file, err := os.Open(filepath.Join("..", "..", "examples", name, "casebook.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		c, err := casebook.Read(file, name)
		if err != nil {
			t.Fatal(err)
		}
		frames[name] = sampled(t, c, underpin.MaxDay, 150)
	}
	frames["generated"] = generated(t, synth.CaseConfig{Entities: 240, Claims: 1000, Seed: 1}, 100)
	frames["generated, sparse"] = generated(t, synth.CaseConfig{Entities: 160, Claims: 260, Seed: 2}, 70)
	for name, f := range frames {
		reached := 0
		for root := 0; root < len(f.Case.Entities); root += 1 + len(f.Case.Entities)/25 {
			rows, err := measure.Reach(context.Background(), f, f.Case.Entities[root].ID, snapshot.RunConfig{})
			if err != nil {
				t.Fatal(err)
			}
			got := map[underpin.EntityID]measure.Reached{}
			for _, r := range rows {
				got[r.Entity] = r
			}
			if diff := cmp.Diff(worldByWorld(f, int32(root)), got); diff != "" {
				t.Fatalf("%s, from %s: %s", name, f.Case.Entities[root].ID, diff)
			}
			reached += len(rows)
		}
		if reached == 0 {
			t.Errorf("%s: nothing is reached from anywhere", name)
		}
	}
}
