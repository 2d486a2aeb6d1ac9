package chart

import (
	"strconv"
	"time"
)

// dateScale carries dates to pixels.
type dateScale struct {
	from, to time.Time
	x0, x1   float64
}

// dateScale is the time that l shows, across x0 to x1.
func (l Lanes) dateScale(x0, x1 float64) (dateScale, error) {
	first, last := time.Time{}, time.Time{}
	see := func(dates ...time.Time) {
		for _, t := range dates {
			if t.IsZero() {
				continue
			}
			if first.IsZero() || t.Before(first) {
				first = t
			}
			if t.After(last) {
				last = t
			}
		}
	}
	for _, r := range l.Rows {
		for _, s := range r.Spans {
			see(s.Start, s.StartBy, s.EndFrom, s.End)
		}
	}
	for _, d := range l.Dates {
		see(d.At)
	}
	if first.IsZero() {
		see(l.From, l.To)
	}
	if first.IsZero() {
		// Without a single date there is no time to show; any year will do.
		first = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		last = first
	}
	cal := dateScale{l.From, l.To, x0, x1}
	if cal.from.IsZero() {
		cal.from = year(first.Year())
	}
	if cal.to.IsZero() {
		cal.to = year(last.Year() + 1)
	}
	if !cal.from.Before(cal.to) {
		return cal, unusable("time from %s to %s", day(cal.from), day(cal.to))
	}
	return cal, nil
}

func year(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }

// days are counted by the Unix second: a time.Duration ends after 292 years.
func days(from, to time.Time) float64 { return float64(to.Unix()-from.Unix()) / 86400 }

func (k dateScale) x(t time.Time) float64 {
	return k.x0 + days(k.from, t)/days(k.from, k.to)*(k.x1-k.x0)
}

// clip is x, kept inside the picture.
func (k dateScale) clip(t time.Time) float64 { return min(max(k.x(t), k.x0), k.x1) }

// ticks are about 90 pixels apart, on years, or on months in a short time.
func (k dateScale) ticks() (at []time.Time, label func(time.Time) string) {
	room := max(2, (k.x1-k.x0)/70)
	months := days(k.from, k.to) / 30.44
	for _, step := range []int{1, 2, 3, 6} {
		if months/float64(step) <= room && months < 30 {
			t := time.Date(k.from.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
			for ; !t.After(k.to); t = t.AddDate(0, step, 0) {
				if !t.Before(k.from) {
					at = append(at, t)
				}
			}
			return at, func(t time.Time) string { return t.Month().String()[:3] + " " + strconv.Itoa(t.Year()) }
		}
	}
	step := int(niceStep(max(1, months/12/room)))
	first := k.from.Year()
	first -= ((first % step) + step) % step
	for y := first; y <= k.to.Year(); y += step {
		if t := year(y); !t.Before(k.from) && !t.After(k.to) {
			at = append(at, t)
		}
	}
	return at, func(t time.Time) string { return strconv.Itoa(t.Year()) }
}

func (k dateScale) draw(c *canvas, top, bottom float64) {
	at, label := k.ticks()
	for _, t := range at {
		c.line("rule", xy{k.x(t), top}, xy{k.x(t), bottom})
		c.text("muted", k.x(t), bottom+15, legendSize-.5, centred, label(t))
	}
	c.newline()
}
