package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"underpin"
	"underpin/internal/cite"
	"underpin/internal/evidence"
	"underpin/internal/exchange/graphfile"
	"underpin/internal/register"
	"underpin/internal/snapshot"
	"underpin/internal/store"
)

// A desk keeps what it has read and worked out: the cases that were last asked for as
// of their last entry, of each the models it was last weighed into, and of each of
// these the worlds that were last drawn. The date of a question is in none but the
// worlds, so that another date weighs nothing again. Each call looks at the register
// first, so that what another process has changed is seen.
const casesKept, modelsKept, samplesKept, toldKept, preparedKept = 2, 6, 3, 2, 64

// An openCase is a case as of an entry, with its index and what has been worked out on
// it. It never changes and is safe for concurrent use.
type openCase struct {
	*underpin.Case
	head   register.Entry
	index  func() *underpin.Index
	naming func() *naming
	models *recent[modelKey, *openModel]
	// told is the case as something published may tell it.
	told *recent[cite.Disclosure, *toldCase]
	// prepared is what briefs were last prepared from: conclusions, figures and tables.
	prepared *recent[string, any]
	// extent is from the first to the last day that its testimony asserts; records finds
	// records by others.
	extent  func() underpin.DayRange
	records func() *heldRecords
	// speakers are who has spoken in the whole case, as known on the day of the question,
	// where this is a part of it.
	speakers map[underpin.SourceID]bool
	// behindOf counts, by entity, the claims that say who stands behind it, where the case
	// is a part that does not have them all.
	behindOf map[underpin.EntityID]int
	// words finds records by their words.
	words *heldLines
	// between is the part of the case that a conclusion about two entities was last asked of.
	between *recent[string, *openCase]
	// keys are the keys of its records, once they are asked for.
	keysOnce sync.Once
	keys     *Keys
}

// A toldCase is a case as something published may tell it, with the names of its sources
// in it.
type toldCase struct {
	*openCase
	renamed func(underpin.SourceID) underpin.SourceID
}

func newOpenCase(c *underpin.Case, head register.Entry) *openCase {
	o := &openCase{
		Case: c, head: head, index: sync.OnceValue(c.Index),
		models: newRecent[modelKey, *openModel](modelsKept), told: newRecent[cite.Disclosure, *toldCase](toldKept),
		prepared: newRecent[string, any](preparedKept), between: newRecent[string, *openCase](1),
	}
	o.extent = sync.OnceValue(func() underpin.DayRange {
		first, last := c.Extent()
		return underpin.DayRange{First: first, Last: last}
	})
	o.records = sync.OnceValue(func() *heldRecords { return newHeldRecords(c, o.index()) })
	o.naming = sync.OnceValue(func() *naming { return newNaming(o.index()) })
	o.words = newHeldLines(c, o.index)
	return o
}

// load returns the case that is meant as it is now: the one that is held, brought up to
// date where the register has grown, else read anew.
func (d *Desk) load(ctx context.Context, id underpin.CaseID) (*openCase, error) {
	id, err := d.store.Resolve(ctx, id)
	if err != nil {
		return nil, err
	}
	return d.cases.renewed(ctx, id, func(held *openCase, have bool) (*openCase, error) {
		if have && d.at != (store.At{}) {
			return held, nil
		}
		if have {
			return d.upToDate(ctx, held)
		}
		return d.read(ctx, id)
	})
}

// read reads a case from the store.
func (d *Desk) read(ctx context.Context, id underpin.CaseID) (*openCase, error) {
	if err := d.room(ctx, id); err != nil {
		return nil, err
	}
	d.tell("reading the case")
	c, head, err := d.store.LoadAt(ctx, id, d.at)
	if err != nil {
		return nil, err
	}
	c.ID = id
	return newOpenCase(c, head), nil
}

// recordSize is what a record takes at the least, in bytes, while its case is loaded and
// weighed: 416,000 records of a generated case took 830 MB, of which half was what the
// collector leaves lying.
const recordSize = 1000

// room refuses a case for which there is not the memory, before it is loaded.
func (d *Desk) room(ctx context.Context, id underpin.CaseID) error {
	if d.cfg.Memory == nil {
		return nil
	}
	n, err := d.store.Records(ctx, id)
	if err != nil {
		return err
	}
	return d.roomFor(n)
}

// roomFor refuses so many records where there is not the memory for them.
func (d *Desk) roomFor(records int64) error {
	if d.cfg.Memory == nil {
		return nil
	}
	limit, need := d.cfg.Memory(), recordSize*records
	if limit == 0 || need <= limit {
		return nil
	}
	return faultf(CaseTooLarge, "", "the case has %s and takes at least %s of memory, and %s is left",
		underpin.FormatCounted(int(records), "record"), graphfile.Gibibytes(need), graphfile.Gibibytes(limit))
}

// upToDate brings a case that is held up to date with the register.
func (d *Desk) upToDate(ctx context.Context, held *openCase) (*openCase, error) {
	since, err := d.store.Since(ctx, held.ID, held.head.Seq)
	switch {
	case errors.Is(err, store.ErrNoEntry): // the case was begun anew in another file
		return d.read(ctx, held.ID)
	case err != nil:
		return nil, err
	case since.Head.Seq == held.head.Seq && since.Head.Leaf() == held.head.Leaf():
		return held, nil
	case since.Head.Seq == held.head.Seq:
		return d.read(ctx, held.ID)
	}
	gone := make(map[underpin.RecordRef]bool, len(since.Gone))
	for _, ref := range since.Gone {
		gone[ref] = true
	}
	changed := slices.Clone(since.Gone)
	for ref := range since.Put.Records() {
		changed = append(changed, ref)
	}
	next := underpin.Merge(held.Without(gone), since.Put)
	next.Sort()
	out, x := newOpenCase(next, since.Head), held.index().Reindex(held.Case, next)
	out.index = func() *underpin.Index { return x }
	out.words = held.words.changedTo(next, out.index, changed)
	if !slices.ContainsFunc(changed, func(ref underpin.RecordRef) bool {
		return ref.Kind != underpin.KindBrief && ref.Kind != underpin.KindMapView
	}) {
		// Nothing is worked out from the text of a brief or from a view of the map.
		out.models, out.told, out.prepared = held.models, held.told, held.prepared
	}
	return out, nil
}

// A modelKey is what a case is weighed by. The edits are in canonical words.
type modelKey struct {
	known, today underpin.Day
	purpose      evidence.Purpose
	edits        string
}

// An openModel is the testimony of a case, weighed, with the worlds that were drawn from
// it. It is safe for concurrent use.
type openModel struct {
	*evidence.Model
	projection func() (*snapshot.Projection, error)
	samples    *recent[string, *evidence.Sample]
	// disputed are the claims that are contradicted, by the day.
	disputed *recent[underpin.Day, []disputedClaim]
	assessed assessments
	// footings are what each claim rests on, tied who is tied to whom on a map, ground what
	// tables of evidence are made from, stand where the answers stand, and standings how all
	// claims stand, by the day.
	footings  func() []evidence.Footing
	tied      *recent[struct{}, *tiedCase]
	ground    *recent[struct{}, *evidenceGround]
	stand     *recent[string, []AnswerStands]
	standings *recent[underpin.Day, []float64]
}

// newOpenModel keeps a model, with the networks of those that were read the same way.
func newOpenModel(m *evidence.Model, projection func() (*snapshot.Projection, error)) *openModel {
	if projection == nil {
		projection = sync.OnceValues(func() (*snapshot.Projection, error) {
			return snapshot.New(m.Case(), m.Index(), snapshot.TieFilter{})
		})
	}
	return &openModel{
		Model: m, projection: projection, samples: newRecent[string, *evidence.Sample](samplesKept), disputed: newRecent[underpin.Day, []disputedClaim](samplesKept),
		footings: sync.OnceValue(m.Footings), tied: newRecent[struct{}, *tiedCase](1), ground: newRecent[struct{}, *evidenceGround](1), stand: newRecent[string, []AnswerStands](samplesKept), standings: newRecent[underpin.Day, []float64](samplesKept),
	}
}

// model returns the case weighed by a key.
func (o *openCase) model(ctx context.Context, key modelKey, edits evidence.Edits, tell func(string)) (*openModel, error) {
	return o.models.of(ctx, key, func() (*openModel, error) {
		plain := key
		plain.edits, plain.purpose = "", evidence.Holding
		if plain == key {
			tell("weighing the testimony")
			c, x := judgedBy(o.Case, o.index(), key.known)
			m, err := evidence.Compile(c, evidence.Config{Known: key.known, Today: key.today, Index: x})
			if err != nil {
				return nil, err
			}
			return newOpenModel(m, nil), nil
		}
		base, err := o.model(ctx, plain, evidence.Edits{}, tell)
		if err != nil {
			return nil, err
		}
		m := base.Model
		if key.edits != "" {
			if m, err = m.Edited(edits); err != nil {
				return nil, err
			}
		}
		if m, err = m.For(key.purpose); err != nil {
			return nil, err
		}
		return newOpenModel(m, base.projection), nil
	})
}

// judgedBy returns the case with only those judgements on sameness that were made by
// a day, with its index: a later one neither makes two entities one nor keeps them
// apart.
func judgedBy(c *underpin.Case, x *underpin.Index, known underpin.Day) (*underpin.Case, *underpin.Index) {
	k := x.KnownOn(known)
	later := map[underpin.RecordRef]bool{}
	for i := range c.Samenesses {
		if s := &c.Samenesses[i]; !k.Judged(s) {
			later[underpin.RecordRef{Kind: underpin.KindSameness, ID: s.ID}] = true
		}
	}
	if len(later) == 0 {
		return c, x
	}
	out := c.Without(later)
	return out, out.Index()
}

// sample returns the worlds of a model by their configuration.
func (m *openModel) sample(ctx context.Context, cfg evidence.SampleConfig) (*evidence.Sample, error) {
	return m.samples.of(ctx, sampleKey(cfg), func() (*evidence.Sample, error) { return m.Sample(ctx, cfg) })
}

func sampleKey(cfg evidence.SampleConfig) string { return fmt.Sprint(cfg.Worlds, cfg.Seed, cfg.Dates) }
