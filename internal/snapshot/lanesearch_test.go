package snapshot_test

import (
	"testing"

	"underpin/internal/evidence"
	"underpin/internal/network"
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

func TestALaneSearchMeetsWhatEachWorldReaches(t *testing.T) {
	each(t, func(t *testing.T, _ *evidence.Model, p *snapshot.Projection, f *snapshot.Frame) {
		w, loss := f.World(), someLoss(p)
		look := f.BitParallel(loss)
		for _, r := range []snapshot.Reading{snapshot.Command, snapshot.Support} {
			along, against := look.Search(r, false), look.Search(r, true)
			barred := make([]uint64, len(p.Case.Entities))
			for word := range worldset.Words(worlds) {
				along.Set(word)
				against.Set(word)
				for root := int32(0); root < 60; root += 11 {
					start := worldset.AllIn(worlds, word) &^ look.Gone(root).Word(word)
					along.Reset()
					along.Enter(root, start)
					along.Run(root, 0)
					for e := range int32(60) {
						against.Reset()
						against.Enter(e, worldset.AllIn(worlds, word)&^look.Gone(e).Word(word))
						against.Run(root, worldset.AllIn(worlds, word))
						if along.Reached(e) != against.Reached(root) {
							t.Fatalf("%v from %d to %d: %b along the arcs, %b against them", r, root, e, along.Reached(e), against.Reached(root))
						}
					}
					for lane := range min(worldset.Lanes, worlds-worldset.Lanes*word) {
						w.Set(f.Pattern(worldset.Lanes*word+lane), loss)
						from := w.Node(root)
						if from < 0 {
							continue
						}
						reached := new(network.Searcher).Reach(w.Graph(r), []int32{from})
						for e := range int32(60) {
							to := w.Node(e)
							if want, got := to >= 0 && reached[to], along.Reached(e)>>lane&1 != 0; got != want {
								t.Fatalf("%v from %d to %d, world %d: %v, want %v", r, root, e, worldset.Lanes*word+lane, got, want)
							}
						}
					}
					clear(barred)
					barred[root] = ^uint64(0)
					along.Reset()
					along.Bar(barred, ^uint64(0))
					along.Enter(root, start)
					if along.Run(root, 0); len(along.Met()) > 0 {
						t.Fatalf("%v from %d, where it is barred: met %v", r, root, along.Met())
					}
				}
			}
		}
	})
}
