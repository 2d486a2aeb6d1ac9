package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"underpin"
)

// patience is how long a verb may take before it says what it is doing.
const patience = time.Second

// A watch writes what a long computation is doing on a terminal's own line.
type watch struct {
	to   io.Writer
	lock sync.Mutex
	// verb is when the verb began, stage when what it is doing began.
	verb, stage time.Time
	doing       string // empty where nothing is to be shown
	done, total int
	shown       bool
}

// progress returns what hears how far a long computation is: what it is doing, how
// much is done and of how much, 0 where that is not known. It is nil where nobody
// watches.
func (a *app) progress() func(doing string, done, total int) {
	if info, err := os.Stderr.Stat(); a.quiet || a.json || err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	if a.watch == nil {
		a.watch = &watch{to: a.errs, verb: time.Now()}
		go a.watch.run()
	}
	return a.watch.hear
}

// clear takes the line of progress away, if there is one.
func (a *app) clear() {
	if a.watch != nil {
		a.watch.clear()
	}
}

// clearing is the output of an app, of which the line of progress is taken away before
// anything is written.
type clearing struct{ app *app }

// Write implements [io.Writer].
func (c clearing) Write(b []byte) (int, error) {
	c.app.clear()
	return c.app.out.Write(b)
}

// run writes the line from time to time, as long as the program runs.
func (w *watch) run() {
	for now := range time.Tick(200 * time.Millisecond) {
		w.lock.Lock()
		if w.doing != "" && now.Sub(w.verb) > patience {
			fmt.Fprint(w.to, "\r\x1b[K"+w.line(now))
			w.shown = true
		}
		w.lock.Unlock()
	}
}

func (w *watch) hear(doing string, done, total int) {
	w.lock.Lock()
	defer w.lock.Unlock()
	if doing != w.doing {
		w.doing, w.stage = doing, time.Now()
	}
	w.done, w.total = done, total
}

func (w *watch) clear() {
	w.lock.Lock()
	defer w.lock.Unlock()
	w.doing = ""
	if w.shown {
		fmt.Fprint(w.to, "\r\x1b[K")
		w.shown = false
	}
}

// line says what is being done, how far it is and about how long it will take yet.
func (w *watch) line(now time.Time) string {
	took := now.Sub(w.stage)
	if w.total == 0 {
		if took < 2*time.Second {
			return w.doing
		}
		return fmt.Sprintf("%s, for %s", w.doing, seconds(took))
	}
	line := fmt.Sprintf("%s: %s of %s", w.doing, count(w.done), count(w.total))
	if w.done > 0 && w.done < w.total && took > patience {
		line += ", about " + seconds(time.Duration(float64(took)/float64(w.done)*float64(w.total-w.done))) + " left"
	}
	return line
}

// seconds says a time in the units in which people wait.
func seconds(d time.Duration) string {
	if d < 90*time.Second {
		return underpin.FormatCount(max(1, int(d.Seconds()+.5))) + " s"
	}
	return underpin.FormatCount(int(d.Minutes()+.5)) + " min"
}
