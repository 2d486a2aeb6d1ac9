package cite

import (
	"slices"

	"underpin"
	"underpin/internal/edtf"
)

// A Disclosure says for whom a case is told.
type Disclosure struct {
	// Known is the day whose knowledge is told, Published that on which it is told.
	Known, Published underpin.Day
	// Silent adds what carries a conclusion and is not attributed: deep background.
	Silent bool
}

// Disclosed returns the case as something published may tell it, so that nothing
// computed from it can say more than the notes beside it may:
//
//   - testimony that may not be published is not in it, nor, unless d.Silent, what is on
//     deep background;
//   - whoever must not be known spoke in the middle of a calendar year ([Coarse]);
//   - a published statement that comes from such a source stands for it, or it for the
//     statement, never both ([disclosing.single]), and has lost the link between them;
//   - code names and the ids of testimony are replaced by numbers that depend on what may
//     be told alone ([disclosing.rename]), and the encounters of such a source left out.
//
// The texts of briefs are not in it: they are read for what they may say where they are
// written. Nor are views of the map, which are the analyst's own. Entities, claims and the vocabulary are those of the case, in its order. Renamed finds
// a source of the case in what is returned; it is empty for one that is not there.
func Disclosed(x *underpin.Index, c *underpin.Case, d Disclosure) (told *underpin.Case, renamed func(underpin.SourceID) underpin.SourceID) {
	w := &disclosing{Disclosure: d, x: x, c: c, known: x.KnownOn(d.Known)}
	out := *c
	w.publishable()
	w.single()
	w.mask()
	for i := range w.told {
		w.blur(&w.told[i])
	}
	names := w.rename()
	out.Testimonies, out.Sources, out.Origins, out.Groups = w.testimony(names), w.sources(names), w.origins(), w.groups(names)
	out.Estimates, out.Briefs, out.Views, out.Whole = nil, nil, nil, nil
	at := map[string]bool{}
	for i := range out.Testimonies {
		at[out.Testimonies[i].Encounter] = true
	}
	out.Encounters = slices.DeleteFunc(slices.Clone(c.Encounters), func(e underpin.Encounter) bool { return !at[e.ID] })
	out.Requests = slices.DeleteFunc(slices.Clone(c.Requests), func(r underpin.Request) bool { return w.protected(r.Source) })
	return &out, func(s underpin.SourceID) underpin.SourceID {
		if w.protected(s) {
			return names[s]
		}
		return s
	}
}

// A disclosing is a case on its way to being told.
type disclosing struct {
	Disclosure
	x     *underpin.Index
	c     *underpin.Case
	known underpin.Knowledge
	told  []underpin.Testimony
}

func (w *disclosing) protected(s underpin.SourceID) bool {
	src := w.x.Sources[s]
	return src != nil && src.Protected
}

// publishable takes the testimony that may be published, each under the terms that bind
// it. What was withdrawn counts on no day: it breaks the chains that go through it.
func (w *disclosing) publishable() {
	for i := range w.c.Testimonies {
		t := w.c.Testimonies[i]
		use, _ := w.x.UseOf(&t, w.Published)
		t.Terms = w.x.TermsOf(&t)
		if use == underpin.Barred || use == underpin.Silent && !w.Silent || !w.learned(&t) {
			continue
		}
		if t.Retracted != nil {
			if w.veiled(&t) {
				continue
			}
			t.Retracted = &underpin.Retraction{}
		}
		w.told = append(w.told, t)
	}
}

// learned reports whether a statement had been learned; where its speaker must not be
// known, by the date that is told.
func (w *disclosing) learned(t *underpin.Testimony) bool {
	if w.veiled(t) {
		told := *t
		w.blurDates(&told)
		t = &told
	}
	return w.known.Learned(t)
}

// veiled reports whether a reader must not learn whose statement it is.
func (w *disclosing) veiled(t *underpin.Testimony) bool {
	return w.protected(t.Source) || t.Terms.Kind == underpin.TermsBackground || t.Terms.Kind == underpin.TermsDeepBackground
}

// blur takes out of a statement whose speaker must not be known what nobody may read,
// and puts its dates into the middle of their window.
func (w *disclosing) blur(t *underpin.Testimony) {
	t.By, t.Note = "", ""
	if w.veiled(t) {
		w.blurDates(t)
		t.Encounter, t.Locator, t.Wording, t.Passage = "", "", "", ""
	}
}

// blurDates puts the dates of a statement into the middle of their window. Words that
// place a tie that fades at the time of the statement go with it; what an act is dated
// is what it says.
func (w *disclosing) blurDates(t *underpin.Testimony) {
	_, said := w.x.Placed(t)
	atRisk := w.x.Sources[t.Source].AtRisk
	fades := false
	if c := w.x.Claims[t.Claim]; c != nil {
		r := w.x.Relations[c.Relation]
		fades = r != nil && !r.HalfLife.Never && r.HalfLife.Years > 0
	}
	if fades && !said.IsZero() && !t.Attested.IsZero() && window(t.Attested, atRisk) == window(said, atRisk) {
		t.Attested = w.coarse(said, atRisk)
	}
	t.Said, t.Learned = w.coarse(said, atRisk), w.coarse(t.Learned, atRisk)
	if t.Recorded != 0 {
		t.Recorded = w.coarse(edtf.Of(t.Recorded), atRisk).First
	}
}

// coarse is Coarse, not after the day of publication: whoever is quoted on a day has
// spoken by then.
func (w *disclosing) coarse(d underpin.Date, atRisk bool) underpin.Date {
	if d.IsZero() {
		return d
	}
	return edtf.Of(min(Coarse(d, atRisk).First, w.Published))
}

// Coarse is the date that something published takes for a date on which a source that
// must not be known spoke: the middle of the calendar year, for a source at risk of the
// pair of years 2018 and 2019, 2020 and 2021 and so on. The zero Date stays.
func Coarse(d underpin.Date, atRisk bool) underpin.Date {
	if d.IsZero() {
		return d
	}
	return edtf.Of(window(d, atRisk).middle())
}

// years are the calendar years within which a date is not told.
type years struct{ first, last int }

func window(d underpin.Date, atRisk bool) years {
	day := d.Last
	if day >= underpin.MaxDay {
		day = d.First
	}
	y := day.Time().Year()
	if atRisk {
		y -= ((y % 2) + 2) % 2
		return years{y, y + 1}
	}
	return years{y, y}
}

func (y years) middle() underpin.Day {
	first, last := underpin.DayOf(y.first, 1, 1), underpin.DayOf(y.last, 12, 31)
	return first + (last-first)/2
}
