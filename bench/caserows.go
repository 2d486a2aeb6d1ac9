package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// The case of the rows on hinges: 5,000 entities and 20,000 claims of 200 sources.
func largeCase(do string, count int) task {
	return task{Do: do, Entities: 5000, Claims: 20000, Sources: 200, Worlds: 1000, Seed: 1, Count: count}
}

func (p plan) screen() contestantGroup {
	some := 12
	if p.quick {
		some = 3
	}
	what := "screen of 200 sources, 1,000 worlds, 5,000 nodes, 20,000 claims, conclusion on components"
	return contestantGroup{name: what, contestants: []contestant{
		{us, us, largeCase("screen", 0)}, {"brute", us, largeCase("brute", some)},
	},
		rows: []row{{what: what + " : brute force", ours: us, peer: "brute", bar: bar{30, 150, "x", false}, value: func(ours, brute timings) (float64, string) {
			return 200 * ratio(brute.walls, ours.walls), fmt.Sprintf(
				"by processor time %.3gx; %.0f ties a world; ours with drawing and answering the worlds (%.2f s; the screen alone %.3f s); brute force scaled from %.0f sources",
				200*ratio(brute.cpus, ours.cpus), ours.facts["ties"], ours.facts["sampling and answering"], ours.facts["screen alone"], brute.facts["sources taken out"])
		}}}}
}

func (p plan) resolve() contestantGroup {
	some := 20
	if p.quick {
		some = 4
	}
	what := "re-solving the top 20 of them"
	return contestantGroup{name: what, contestants: []contestant{
		{us, us, largeCase("resolve", 20)}, {"brute", us, largeCase("brute-top", some)},
	},
		rows: []row{{what: what + " : brute force for the same", ours: us, peer: "brute", bar: bar{4, 15, "x", false}, value: func(ours, brute timings) (float64, string) {
			return ratio(brute.walls, ours.walls), fmt.Sprintf("by processor time %.3gx; %.2f and %.2f s each; %.0f of 1,000 worlds changed; brute force from %.0f of them",
				ratio(brute.cpus, ours.cpus), ours.wall, brute.wall, ours.facts["worlds changed"], brute.facts["sources taken out"])
		}}}}
}

// centre is asked for two cases of one size: with four claims a node, as in the
// screen, and with two.
func (p plan) centre(claims int, b bar) contestantGroup {
	what := fmt.Sprintf("hinges on a conclusion about the top betweenness, 2,000 nodes, %d claims, 100 sources, 1,000 worlds, all cores", claims)
	t := task{Do: "centre", Entities: 2000, Claims: claims, Sources: 100, Worlds: 1000, Seed: 1, Count: 10}
	return contestantGroup{name: what, contestants: []contestant{{us, us, t}},
		rows: []row{{what: what, ours: us, bar: b, value: func(ours, _ timings) (float64, string) {
			return ours.wall, fmt.Sprintf("%.1f s of processor; %.0f ties a world; %.1f s to draw and answer the worlds, %.1f s for the screen and the %.0f largest, in which %.0f worlds changed each",
				ours.cpu, ours.facts["ties"], ours.facts["sampling and answering"], ours.facts["screen and hinges"], ours.facts["hinges"], ours.facts["worlds changed"])
		}}}}
}

func (p plan) large() contestantGroup {
	file := filepath.Join(p.out, "large.el")
	what := "5 M nodes, 8 M ties: load, components, articulation, PageRank"
	return contestantGroup{name: what,
		contestants: []contestant{{us, us, task{Do: "large", Graph: file}}},
		prepare: func(s *stable) error {
			if _, err := os.Stat(file); err == nil {
				return nil
			}
			_, err := s.run(us, task{Do: "write-large", Graph: file, Entities: 5_000_000, Seed: 1})
			return err
		},
		rows: []row{
			{what: what, ours: us, bar: bar{15, 6, "s", true}, value: func(ours, _ timings) (float64, string) {
				f := ours.facts
				return ours.wall, fmt.Sprintf("a text file; load %.1f, components %.2f, articulation %.2f, PageRank %.2f s",
					f["load"], f["components"], f["articulation"], f["PageRank"])
			}},
			{what: "the same: peak memory of the process", ours: us, bar: bar{1.5, 0.8, "GiB", true}, timeless: true,
				value: func(ours, _ timings) (float64, string) { return ours.peak / 1024, "" }},
		},
	}
}
