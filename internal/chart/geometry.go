package chart

import "math"

type xy struct{ x, y float64 }

func (p xy) add(q xy) xy           { return xy{p.x + q.x, p.y + q.y} }
func (p xy) sub(q xy) xy           { return xy{p.x - q.x, p.y - q.y} }
func (p xy) times(k float64) xy    { return xy{p.x * k, p.y * k} }
func (p xy) length() float64       { return math.Hypot(p.x, p.y) }
func (p xy) normal() xy            { return xy{-p.y, p.x} }
func (p xy) distance(q xy) float64 { return p.sub(q).length() }
func lerp(a, b xy, t float64) xy   { return a.add(b.sub(a).times(t)) }

// unit is p at length 1, or straight right for the null vector.
func (p xy) unit() xy {
	l := p.length()
	if l < 1e-9 {
		return xy{1, 0}
	}
	return p.times(1 / l)
}

// rect is a box by its upper left corner and its size.
type rect struct{ x, y, w, h float64 }

// overlap is the area that r and s share.
func (r rect) overlap(s rect) float64 {
	w := min(r.x+r.w, s.x+s.w) - max(r.x, s.x)
	h := min(r.y+r.h, s.y+s.h) - max(r.y, s.y)
	if w <= 0 || h <= 0 {
		return 0
	}
	return w * h
}

func (r rect) contains(p xy) bool {
	return p.x >= r.x && p.x <= r.x+r.w && p.y >= r.y && p.y <= r.y+r.h
}

// within reports whether r lies inside outer.
func (r rect) within(outer rect) bool {
	return r.x >= outer.x && r.y >= outer.y && r.x+r.w <= outer.x+outer.w && r.y+r.h <= outer.y+outer.h
}

func around(p xy, half float64) rect {
	return rect{p.x - half, p.y - half, 2 * half, 2 * half}
}

// insidePolygon is the even-odd test; nil stands for the unit circle.
func insidePolygon(shape []xy, p xy) bool {
	if shape == nil {
		return p.length() < 1
	}
	in := false
	for i, a := range shape {
		b := shape[(i+1)%len(shape)]
		if (a.y > p.y) != (b.y > p.y) && p.x < (b.x-a.x)*(p.y-a.y)/(b.y-a.y)+a.x {
			in = !in
		}
	}
	return in
}

// curve is a cubic Bézier curve.
type curve struct {
	a, b, c, d xy
	straight   bool
}

// bow is the curve from a to d whose middle stands bend pixels off the chord,
// to the left as seen in a picture whose y grows downwards when bend > 0.
func bow(a, d xy, bend float64) curve {
	if math.Abs(bend) < .5 {
		return curve{a, lerp(a, d, 1./3), lerp(a, d, 2./3), d, true}
	}
	q := lerp(a, d, .5).add(d.sub(a).unit().normal().times(-2 * bend))
	return curve{a, lerp(a, q, 2./3), lerp(d, q, 2./3), d, false}
}

func (k curve) at(t float64) xy {
	u := 1 - t
	return k.a.times(u * u * u).add(k.b.times(3 * u * u * t)).add(k.c.times(3 * u * t * t)).add(k.d.times(t * t * t))
}

// heading is the direction of travel at t, of length 1.
func (k curve) heading(t float64) xy {
	const h = 1e-3
	return k.at(min(t+h, 1)).sub(k.at(max(t-h, 0))).unit()
}

// part is the piece of k from t0 to t1.
func (k curve) part(t0, t1 float64) curve {
	_, right := k.split(t0)
	if t0 >= 1 {
		return right
	}
	left, _ := right.split((t1 - t0) / (1 - t0))
	return left
}

func (k curve) split(t float64) (left, right curve) {
	ab, bc, cd := lerp(k.a, k.b, t), lerp(k.b, k.c, t), lerp(k.c, k.d, t)
	abc, bcd := lerp(ab, bc, t), lerp(bc, cd, t)
	m := lerp(abc, bcd, t)
	return curve{k.a, ab, abc, m, k.straight}, curve{m, bcd, cd, k.d, k.straight}
}

// leave is the first t, going from from to to, at which k is outside; it is
// to when k never leaves.
func (k curve) leave(from, to float64, inside func(xy) bool) float64 {
	const steps = 64
	in := from
	for i := 1; i <= steps; i++ {
		t := from + (to-from)*float64(i)/steps
		if inside(k.at(t)) {
			in = t
			continue
		}
		for range 20 {
			if m := (in + t) / 2; inside(k.at(m)) {
				in = m
			} else {
				t = m
			}
		}
		return t
	}
	return to
}

// samples are points along k about step pixels apart, ends included.
func (k curve) samples(step float64) []xy {
	n := int(k.a.distance(k.d)/step) + 2
	if !k.straight {
		n += n/2 + 8
	}
	n = min(n, 400)
	pts := make([]xy, n+1)
	for i := range pts {
		pts[i] = k.at(float64(i) / float64(n))
	}
	return pts
}

func (k curve) path() string {
	xy := func(p xy) string { return number(p.x) + " " + number(p.y) }
	if k.straight {
		return "M" + xy(k.a) + "L" + xy(k.d)
	}
	return "M" + xy(k.a) + "C" + xy(k.b) + " " + xy(k.c) + " " + xy(k.d)
}
