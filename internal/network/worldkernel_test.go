package network

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"
)

func TestWorldsEqualOneGraphAWorld(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	var s WorldScratch
	for range 120 {
		n := 1 + r.IntN(60)
		m := r.IntN(3 * n)
		us, vs := make([]int32, m), make([]int32, m)
		certain, masks := make([]bool, m), make([]uint64, m)
		for i := range us {
			us[i], vs[i] = int32(r.IntN(n)), int32(r.IntN(n))
			certain[i] = r.IntN(4) == 0
			masks[i] = r.Uint64() & r.Uint64()
		}
		w := NewWorldKernel(n, us, vs, certain)
		var shapes, fewer, more [64]ComponentShape
		w.Measure(&s, masks, &shapes)
		first := NewWorldKernel(n, us[:m/2], vs[:m/2], certain[:m/2])
		rest := FurtherTies{Us: us[m/2:], Vs: vs[m/2:]}
		for i := m / 2; i < m; i++ {
			word := masks[i]
			if certain[i] {
				word = ^uint64(0)
			}
			rest.Words = append(rest.Words, word)
		}
		first.MeasureTwice(&s, masks[:m/2], rest, &fewer, &more)
		var alone [64]ComponentShape
		first.Measure(&s, masks[:m/2], &alone)
		if fewer != alone || more != shapes {
			t.Fatalf("n %d: ties measured one after the other give %v and %v, want %v and %v", n, fewer, more, alone, shapes)
		}
		for lane := range 64 {
			var a, b []int32
			for i := range us {
				if certain[i] || masks[i]>>lane&1 == 1 {
					a, b = append(a, us[i]), append(b, vs[i])
				}
			}
			g := NewUndirected(n, a, b)
			_, count := Components(g)
			want := [3]float64{float64(count), float64(largestComponent(g)), fragmentation(g)}
			got := [3]float64{float64(shapes[lane].Components), float64(shapes[lane].Largest), shapes[lane].Fragmentation(n)}
			if want[0] != got[0] || want[1] != got[1] || math.Abs(want[2]-got[2]) > 1e-12 {
				t.Fatalf("n %d world %d: %v, want %v", n, lane, got, want)
			}
		}
	}
}

func TestWorldsWithoutNodesHaveNoComponents(t *testing.T) {
	var s WorldScratch
	var out, with [64]ComponentShape
	NewWorldKernel(0, nil, nil, nil).MeasureTwice(&s, nil, FurtherTies{}, &out, &with)
	if out != [64]ComponentShape{} || with != [64]ComponentShape{} {
		t.Errorf("no nodes measure %v and %v", out, with)
	}
}

func TestMeasuringWorldsAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	us, vs, masks := make([]int32, 400), make([]int32, 400), make([]uint64, 400)
	for i := range us {
		us[i], vs[i], masks[i] = int32(r.IntN(200)), int32(r.IntN(200)), r.Uint64()
	}
	w := NewWorldKernel(200, us, vs, nil)
	var s WorldScratch
	var shapes [64]ComponentShape
	w.Measure(&s, masks, &shapes)
	if a := testing.AllocsPerRun(20, func() { w.Measure(&s, masks, &shapes) }); a > 0 {
		t.Errorf("%v allocations", a)
	}
}

func TestBernoulliHasTheProbabilityAskedFor(t *testing.T) {
	for _, p := range []float64{0, .0001, .03, .25, .5, .7123, .99, 1} {
		ones := 0
		const blocks = 4000
		for block := range uint64(blocks) {
			ones += bits.OnesCount64(Bernoulli(7, 3, block, p))
		}
		got, n := float64(ones)/(64*blocks), float64(64*blocks)
		if math.Abs(got-p) > 5*math.Sqrt(p*(1-p)/n) {
			t.Errorf("p %v: drew %v", p, got)
		}
	}
	a, b, next := Bernoulli(1, 2, 3, .5), Bernoulli(1, 2, 3, .5), Bernoulli(1, 2, 4, .5)
	if a != b || a == next {
		t.Error("words do not depend on what they should")
	}
}

func TestExpectedFragmentationOfTinyNetworksIsExact(t *testing.T) {
	// Every combination of ties, each present with p = 1/2.
	for _, c := range []struct {
		name     string
		n        int
		us, vs   []int32
		expected float64
		together float64
	}{
		{"a path of three", 3, []int32{0, 1}, []int32{1, 2}, .58333333, .25},
		{"a ring of four", 4, []int32{0, 1, 2, 3}, []int32{1, 2, 3, 0}, .47916667, .3125},
	} {
		w := NewWorldKernel(c.n, c.us, c.vs, nil)
		masks := make([]uint64, len(c.us))
		for i := range masks {
			for world := range 64 {
				masks[i] |= uint64(world>>i&1) << world
			}
		}
		var s WorldScratch
		var shapes [64]ComponentShape
		w.Measure(&s, masks, &shapes)
		f, together := 0.0, 0.0
		for _, shape := range shapes {
			f += shape.Fragmentation(c.n) / 64
			if shape.Components == 1 {
				together += 1. / 64
			}
		}
		if math.Abs(f-c.expected) > 1e-8 || together != c.together {
			t.Errorf("%s: E[F] %.8f, P(together) %v", c.name, f, together)
		}
	}
}
