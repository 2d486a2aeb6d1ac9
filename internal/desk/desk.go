package desk

import (
	"context"
	"errors"
	"sync"
	"time"

	"underpin"
	"underpin/internal/envelope"
	"underpin/internal/store"
)

// Config says who works at a desk, and with what.
type Config struct {
	// Version of the program, which briefs are stamped with. Defaults to none.
	Version string
	// Now tells the time. Defaults to [time.Now].
	Now func() time.Time
	// KeyDir is the folder of the key that signs checkpoints. Defaults to none: no
	// checkpoints are signed.
	KeyDir string
	// Sign: checkpoints are to be signed, as imports and [Desk.WriteCheckpoint] do.
	// The key is made when missing. Without Sign a key that is there only tells the ids
	// of records that were erased.
	Sign bool
	// Keys are the keys that the database may be encrypted with; one that is made is
	// encrypted with the first. None: it is plain.
	Keys []envelope.FileKey
	// Signer is the key that signs checkpoints of an encrypted database, where it is
	// kept with the keys, whatever KeyDir says.
	Signer string
	// Create makes the database if there is none.
	Create bool
	// New makes the database and refuses one that is there.
	New bool
	// Memory, where set, tells how many bytes a case that is loaded may take now, 0 where
	// that is not known. A case that surely takes more is refused.
	Memory func() int64
	// Sparing: the process asks once and ends. What is spent on an answer about a large case
	// is then given back sooner, by the collector of the whole process.
	Sparing bool
	// Progress, where set, hears what the desk is doing where that may take long,
	// how much of it is done and of how much, 0 where that is not known.
	Progress func(doing string, done, total int)
}

func (cfg Config) withDefaults() Config {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return cfg
}

// A Desk has one database of cases open, and keeps what it has lately worked out on
// them. Its methods may be called from several goroutines at once.
type Desk struct {
	store *store.Store
	cfg   Config
	cases *recent[underpin.CaseID, *openCase]
	pages *recent[string, []byte]
	// at is the state that cases are read in; zero for the latest.
	at store.At
	// changing is held while a change is worked out and recorded, so that those of one
	// desk never meet.
	changing sync.Mutex
}

// Open opens a database. It fails with a fault of the kind [Storage], or [NotFound]
// where there is none.
func Open(ctx context.Context, path string, cfg Config) (_ *Desk, err error) {
	defer settle(ctx, &err)
	cfg = cfg.withDefaults()
	signer, err := cfg.signer()
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, path, store.Config{Create: cfg.Create, New: cfg.New, Now: cfg.Now, Signer: signer, Keys: cfg.Keys})
	if err != nil {
		return nil, err
	}
	if err := sealMigrated(path, s.Migrated()); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return &Desk{store: s, cfg: cfg, cases: newRecent[underpin.CaseID, *openCase](casesKept), pages: newRecent[string, []byte](pagesKept)}, nil
}

// sealMigrated puts a copy of the envelope of a database, if it has one, beside the copy
// that was made of it before it was brought up to date.
func sealMigrated(path string, m *store.Migration) error {
	if m == nil {
		return nil
	}
	e, err := envelope.Read(envelope.Path(path))
	if errors.Is(err, envelope.ErrMissing) {
		return nil
	}
	if err != nil {
		return err
	}
	return e.Create(envelope.Path(m.Copy))
}

// tell says what may take long.
func (d *Desk) tell(doing string) {
	if d.cfg.Progress != nil {
		d.cfg.Progress(doing, 0, 0)
	}
}

// progress returns what hears how far one thing is that may take long; nil where
// nobody listens.
func (d *Desk) progress(doing string) func(done, total int) {
	if d.cfg.Progress == nil {
		return nil
	}
	return func(done, total int) { d.cfg.Progress(doing, done, total) }
}

// Close closes the database.
func (d *Desk) Close() (err error) {
	defer settle(context.Background(), &err)
	return d.store.Close()
}

// Migrated tells, as a sentence, that opening brought an older database up to
// date; empty where there was nothing to do.
func (d *Desk) Migrated() string {
	m := d.store.Migrated()
	if m == nil {
		return ""
	}
	return "The database was from an older version and has been brought up to date; a copy of the old one is at " + m.Copy + "."
}

// Cases lists the cases of the database.
func (d *Desk) Cases(ctx context.Context) (_ []store.CaseInfo, err error) {
	defer settle(ctx, &err)
	return d.store.Cases(ctx)
}

// study reads a case by a query.
func (d *Desk) study(ctx context.Context, q Query, shock bool) (*Study, error) {
	o, err := d.load(ctx, q.Case)
	if err != nil {
		return nil, err
	}
	return newStudy(ctx, o, q, d.cfg.Now(), shock)
}
