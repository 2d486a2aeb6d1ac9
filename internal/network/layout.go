package network

import (
	"context"
	"math"
	"math/rand/v2"
)

// A Point is a place on the map, around the origin. Distances have no unit; who
// draws the points scales them to the page.
type Point struct{ X, Y float64 }

// LayoutConfig configures Layout.
type LayoutConfig struct {
	// Seed of the starting places. The same graph, seed and settings give the
	// same picture, for any number of threads.
	Seed uint64
	// Iterations to run. Defaults to 200; a warm start needs far fewer. Negative
	// means none: the starting places are returned.
	Iterations int
	// Warm are starting places, one a node; nodes whose place is NaN, and those
	// beyond its end, start near the mean of their placed neighbours. Defaults to
	// none.
	Warm []Point
	// Fixed nodes keep their warm place. Nodes beyond its end are free.
	Fixed []bool
	// Scale is how strongly nodes push each other apart. Defaults to 10.
	Scale float64
	// Gravity draws everything to the origin. Defaults to 1.
	Gravity float64
	// Theta is the width of a far cell over its distance below which the cell
	// counts as one body. Defaults to 1.2; smaller is slower and more exact.
	Theta float64
	// Threads defaults to 1.
	Threads int
}

func (c LayoutConfig) withDefaults() LayoutConfig {
	if c.Iterations == 0 {
		c.Iterations = 200
	}
	if c.Scale == 0 {
		c.Scale = 10
	}
	if c.Gravity == 0 {
		c.Gravity = 1
	}
	if c.Theta == 0 {
		c.Theta = 1.2
	}
	c.Threads = max(c.Threads, 1)
	return c
}

// Layout places the nodes by ForceAtlas2 with Barnes-Hut repulsion: ties pull in
// proportion to their length, nodes push by the product of (degree + 1) over
// distance, gravity keeps the parts together. It returns one point a node,
// finite, and is deterministic. Directed graphs are read as undirected. It fails only
// when the context ends.
func Layout(ctx context.Context, g *Graph, c LayoutConfig) ([]Point, error) {
	// Jacomy, M. et al. (2014), ForceAtlas2, a continuous graph layout algorithm.
	// PLOS ONE 9(6).
	c = c.withDefaults()
	g = g.Underlying()
	l := newLayout(g, c)
	for range c.Iterations {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l.step()
	}
	return l.at, nil
}

type layout struct {
	g        *Graph
	c        LayoutConfig
	at       []Point
	force    []Point
	previous []Point
	mass     []float64
	speed    float64
	effort   float64 // swing that the step tolerates
	tree     quadtree
}

func newLayout(g *Graph, c LayoutConfig) *layout {
	n := g.N()
	l := &layout{
		g: g, c: c, at: make([]Point, n), force: make([]Point, n), previous: make([]Point, n),
		mass: make([]float64, n), speed: 1, effort: 1,
	}
	for v := range n {
		l.mass[v] = float64(g.Degree(int32(v)) + 1)
	}
	l.place()
	return l
}

// place sets the starting places: warm ones as given, newcomers beside their
// placed neighbours, and all others over a disc.
func (l *layout) place() {
	random := rand.New(rand.NewPCG(l.c.Seed, 0x756e64657270696e))
	radius := float64(10 * math.Sqrt(float64(len(l.at)+1)))
	warm := func(v int32) bool {
		return int(v) < len(l.c.Warm) && !math.IsNaN(l.c.Warm[v].X) && !math.IsNaN(l.c.Warm[v].Y)
	}
	for i := range l.at {
		v := int32(i)
		x, y := random.Float64()*2-1, random.Float64()*2-1
		if warm(v) {
			l.at[v] = l.c.Warm[v]
			continue
		}
		mean, known := Point{}, 0.0
		for _, w := range l.g.Neighbours(v) {
			if warm(w) {
				mean.X += l.c.Warm[w].X
				mean.Y += l.c.Warm[w].Y
				known++
			}
		}
		if known > 0 {
			l.at[v] = Point{mean.X/known + x, mean.Y/known + y}
		} else {
			l.at[v] = Point{float64(radius * x), float64(radius * y)}
		}
	}
}

// chunk is the number of nodes a thread takes at a time.
const chunk = 1024

func (l *layout) step() {
	n := len(l.at)
	if n == 0 {
		return
	}
	l.force, l.previous = l.previous, l.force
	l.tree.build(l.at, l.mass)
	inParallel(l.c.Threads, (n+chunk-1)/chunk, func() func(int) {
		return func(job int) {
			for i := job * chunk; i < min(n, (job+1)*chunk); i++ {
				l.pull(l.tree.order[i])
			}
		}
	})
	l.move()
}

// pull computes the force on v.
func (l *layout) pull(v int32) {
	p := l.at[v]
	f := l.tree.push(v, p, l.c.Theta)
	strength := float64(l.c.Scale * l.mass[v])
	f.X *= strength
	f.Y *= strength
	for _, w := range l.g.Neighbours(v) {
		f.X += l.at[w].X - p.X
		f.Y += l.at[w].Y - p.Y
	}
	if d := length(p); d > 0 {
		g := l.c.Gravity * l.mass[v] / d
		f.X -= float64(g * p.X)
		f.Y -= float64(g * p.Y)
	}
	l.force[v] = f
}

// move displaces the nodes: fast where forces agree with the last step, slowly
// where they swing.
func (l *layout) move() {
	swing, traction := 0.0, 0.0
	for v, f := range l.force {
		q := l.previous[v]
		swing += float64(l.mass[v] * length(Point{f.X - q.X, f.Y - q.Y}))
		traction += float64(l.mass[v] * length(Point{f.X + q.X, f.Y + q.Y}) / 2)
	}
	l.adjust(swing, traction)
	for v, f := range l.force {
		if v < len(l.c.Fixed) && l.c.Fixed[v] && v < len(l.c.Warm) {
			continue
		}
		q := l.previous[v]
		own := float64(l.mass[v] * length(Point{f.X - q.X, f.Y - q.Y}))
		factor := l.speed / (1 + math.Sqrt(float64(l.speed*own)))
		l.at[v].X += float64(f.X * factor)
		l.at[v].Y += float64(f.Y * factor)
	}
}

// adjust sets the global speed as the reference implementation in Gephi does.
func (l *layout) adjust(swing, traction float64) {
	n := float64(len(l.at))
	if swing == 0 {
		return
	}
	estimate := float64(0.05 * math.Sqrt(n))
	low := math.Sqrt(estimate)
	jitter := max(low, min(10, estimate*traction/float64(n*n)))
	if swing/traction > 2 {
		if l.effort > 0.05 {
			l.effort *= 0.5
		}
		jitter = max(jitter, 1)
	}
	wanted := jitter * l.effort * traction / swing
	if swing > float64(jitter*traction) {
		if l.effort > 0.05 {
			l.effort *= 0.7
		}
	} else if l.speed < 1000 {
		l.effort *= 1.3
	}
	l.speed += min(wanted-l.speed, float64(0.5*l.speed))
}

func length(p Point) float64 { return math.Sqrt(float64(p.X*p.X) + float64(p.Y*p.Y)) }
