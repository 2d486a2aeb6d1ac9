package measure_test

import (
	"testing"

	"underpin"
	"underpin/internal/measure"
)

// marriage are the marriage ties of 15 Florentine families (Padgett & Ansell 1993,
// Pucci left out).
const marriage = `acciaiuoli-medici albizzi-ginori albizzi-guadagni albizzi-medici barbadori-castellani
barbadori-medici bischeri-guadagni bischeri-peruzzi bischeri-strozzi castellani-peruzzi castellani-strozzi
guadagni-lamberteschi guadagni-tornabuoni medici-ridolfi medici-salviati medici-tornabuoni pazzi-salviati
peruzzi-strozzi ridolfi-strozzi ridolfi-tornabuoni`

// kite is Krackhardt's kite, nodes from 0.
const kite = `0-1 0-2 0-3 0-5 1-3 1-4 1-6 2-3 2-5 3-4 3-5 3-6 4-6 5-6 5-7 6-7 7-8 8-9`

func TestCertainClaimsGiveThePublishedValues(t *testing.T) {
	f := frame(t, graph(marriage), always{}, 3)
	who := rank(t, f, "betweenness", measure.RankingOptions{})
	for i, want := range []struct {
		family underpin.EntityID
		value  float64
	}{{"medici", .521978}, {"guadagni", .254579}, {"albizzi", .212454}, {"salviati", .142857}, {"ridolfi", .113553}} {
		got := who[i]
		if got.Entity != want.family || got.RankLow != i+1 || got.RankHigh != i+1 {
			t.Errorf("place %d: got %s, ranks %d to %d; want %s", i+1, got.Entity, got.RankLow, got.RankHigh, want.family)
		}
		near(t, string(want.family), got.Mean, want.value, 5e-7)
		if got.Low != got.Mean || got.High != got.Mean {
			t.Errorf("%s: certain claims leave an interval from %g to %g", got.Entity, got.Low, got.High)
		}
	}
	if who[0].PTop != 1 || who[1].PTop != 0 {
		t.Errorf("p_top of the first two: %g and %g", who[0].PTop, who[1].PTop)
	}
	near(t, "DF", whole(t, f, "df").Mean, .499841, 5e-7)
	near(t, "F", whole(t, f, "f").Mean, 0, 0)
	near(t, "efficiency", whole(t, f, "efficiency").Mean, 1-.499841, 5e-7)
	// Four families hold others: the Medici, the Salviati, the Albizzi and the
	// Guadagni. Five ties do.
	for name, want := range map[string]float64{
		"degree_centralization": .274725, "betweenness_centralization": .436813, "density": 20 / 105.,
		"articulation_points": 4, "bridges": 5, "components": 1, "largest": 15,
	} {
		near(t, name, whole(t, f, name).Mean, want, 5e-7)
	}
	for _, want := range []struct {
		measure string
		family  underpin.EntityID
		value   float64
	}{{"closeness", "medici", .56}, {"eigenvector", "strozzi", .82727}, {"eigenvector", "ridolfi", .79374}, {"eigenvector", "medici", 1},
		{"constraint", "medici", .209877}, {"constraint", "strozzi", .458333}, {"constraint", "peruzzi", .655864},
		{"effective_size", "medici", 5.666667}, {"effective_size", "peruzzi", 1.666667}, {"effective_size", "guadagni", 4}} {
		got := find(t, rank(t, f, want.measure, measure.RankingOptions{}), want.family)
		near(t, want.measure+" of the "+string(want.family), got.Mean, want.value, 1e-5)
	}
	near(t, "degree of the Medici", find(t, rank(t, f, "degree", measure.RankingOptions{}), "medici").Mean, 6, 0)
}

// The values are exact, by enumeration of all worlds.
func TestEveryWorldTogetherGivesTheExactExpectation(t *testing.T) {
	path := frame(t, graph("a-b b-c"), every{}, 4)
	centre := find(t, rank(t, path, "betweenness", measure.RankingOptions{}), "b")
	near(t, "E[betweenness] of the centre of a path", centre.Mean, .25, 1e-12)
	near(t, "P(it alone comes first): where both ties hold", centre.PTop, .25, 1e-12)
	near(t, "E[F] of a path", whole(t, path, "f").Mean, .58333333, 5e-9)

	square := frame(t, graph("a-b b-c c-d d-a"), every{}, 16)
	for _, r := range rank(t, square, "betweenness", measure.RankingOptions{}) {
		near(t, "E[betweenness] in a square", r.Mean*3, .34375, 1e-12) // 3 pairs of others
		// Alone where its two ties hold and no other: one world of 16.
		near(t, "P(first) in a square", r.PTop, 1./16, 1e-12)
	}
	near(t, "E[F] of a square", whole(t, square, "f").Mean, .47916667, 5e-9)
}

// The exact values are by enumeration of 2^18 worlds with p = .8; a sample of
// 20,000 must come within four standard errors.
func TestASampleComesWithinItsErrorOfTheExactExpectation(t *testing.T) {
	c := graph(kite)
	f := frame(t, c, draw(len(c.Claims), 20000, .8, 7), 20000)
	who := rank(t, f, "betweenness", measure.RankingOptions{})
	for _, want := range []struct {
		node        underpin.EntityID
		raw, first  float64
		seRaw, seTo float64
	}{{"7", 9.790223, .393121, .045, .0035}, {"5", 8.033412, .203981, .045, .0029}, {"6", 8.033412, .203981, .045, .0029},
		{"3", 6.041209, .142186, .045, .0026}, {"8", 4.924814, .000008, .03, .0001}} {
		got := find(t, who, want.node)
		near(t, "E[raw betweenness] of "+string(want.node), got.Mean*36, want.raw, 4*want.seRaw)
		near(t, "P(first) of "+string(want.node), got.PTop, want.first, 4*want.seTo)
	}
	near(t, "E[F]", whole(t, f, "f").Mean, .12351512, 4*.0013)
}
