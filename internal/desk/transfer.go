package desk

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"underpin"
	"underpin/internal/envelope"
	"underpin/internal/exchange"
	"underpin/internal/store"
)

// ImportPercent is how much of the heap may lie idle while a case is unpacked and imported,
// in percent of what is in use, for those that set the collector: the case is one large
// piece that stays.
const ImportPercent = 15

// An Imported tells what an import did.
type Imported struct {
	Case  underpin.CaseID `json:"case"`
	Title string          `json:"title"`
	// Entry is 0 where the case said all of it already and nothing was written.
	Entry     int64 `json:"entry"`
	Added     int   `json:"added"`
	Changed   int   `json:"changed"`
	Removed   int   `json:"removed"`
	Unchanged int   `json:"unchanged"`
	// Claims and Sources count what the case holds now.
	Claims  int `json:"claims"`
	Sources int `json:"sources"`
	// Checkpoint is the signed state of the register, to keep elsewhere.
	Checkpoint string `json:"checkpoint,omitempty"`
	// Remarks say how testimony is read, where that may not be what was meant.
	Remarks []string `json:"remarks,omitempty"`
	// Odd says what is odd about the time of the entry; empty where nothing is.
	Odd string `json:"odd_time,omitempty"`
}

// A Parcel is a case read from a file, not yet recorded.
type Parcel struct {
	// Name is the name of the file, for messages.
	Name string
	Case *underpin.Case
	// Progress, where set, hears how far recording it is.
	Progress func(doing string, done, total int)
}

// Unpack reads a file. The format is told from the content unless named. A
// casebook's errors, mistakes in its conclusions among them, are all reported in one
// fault.
func Unpack(path, format string) (_ Parcel, err error) {
	defer settle(context.Background(), &err)
	f, err := os.Open(path)
	if err != nil {
		return Parcel{}, fileFault(path, err)
	}
	defer f.Close()
	size := int64(0)
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return Parcel{}, faultf(IsFolder, "name a file in it", "%s is a folder", path)
	} else if err == nil {
		size = info.Size()
	}
	return unpackFrom(path, f, size, format)
}

// UnpackFrom is Unpack of a stream, under a name for messages. One that knows how much is
// left of it, as a [bytes.Reader] does, takes less memory.
func UnpackFrom(name string, r io.Reader, format string) (_ Parcel, err error) {
	defer settle(context.Background(), &err)
	size := 0
	if known, ok := r.(interface{ Len() int }); ok {
		size = known.Len()
	}
	in := bufio.NewReader(r)
	if head, _ := in.Peek(64); envelope.IsLetter(head) {
		return Parcel{}, faultf(BadFormat, "import it on the command line, where that key is", "%s is encrypted to the key of the case that it was exported from", filepath.Base(name))
	}
	if filepath.Ext(name) == ".db" {
		return Parcel{}, faultf(BadFormat, "put it into the folder of your databases, where it opens as it is", "%s is a database, not a casebook", filepath.Base(name))
	}
	return unpackFrom(name, in, int64(size), format)
}

// unpackFrom reads a stream of a size, 0 where it is not known.
func unpackFrom(name string, r io.Reader, size int64, format string) (Parcel, error) {
	in, err := exchange.Open(r, name, size, nil)
	if err != nil {
		return Parcel{}, fileFault(name, err)
	}
	c, err := readCase(in, format)
	return Parcel{Name: filepath.Base(name), Case: c}, err
}

// Import records cases, each as one entry of its register. All are checked before
// the first is recorded: on a mistake in any, nothing is. Replace removes what a
// case has and its parcel has not. Where recording itself fails after the first case,
// the fault tells which cases were recorded.
func (d *Desk) Import(ctx context.Context, parcels []Parcel, replace bool) (_ []*Imported, err error) {
	defer settle(ctx, &err)
	bases := map[underpin.CaseID]int64{}
	whole := map[underpin.CaseID]*underpin.Case{}
	for _, p := range parcels {
		id := p.Case.ID
		if whole[id] == nil {
			old, last, err := d.there(ctx, id)
			if err != nil {
				return nil, err
			}
			whole[id], bases[id] = old, last
		}
		if replace {
			continue
		}
		joined := p.Case
		if whole[id].Count() > 0 {
			joined = underpin.Merge(whole[id], p.Case)
		}
		if err := problems(whole[id], joined, false); err != nil {
			return nil, err
		}
		whole[id] = joined
	}
	var out []*Imported
	for _, p := range parcels {
		done, last, err := d.recordMeanwhile(ctx, p, replace, bases[p.Case.ID])
		if err != nil && len(out) > 0 {
			return out, PartlyRecorded(ctx, out, err)
		}
		if err != nil {
			return nil, err
		}
		out, bases[p.Case.ID] = append(out, done), last
	}
	return out, nil
}

// there reads the case of an id and its last entry; an empty case where there is none.
func (d *Desk) there(ctx context.Context, id underpin.CaseID) (*underpin.Case, int64, error) {
	o, err := d.load(ctx, id)
	switch {
	case errors.Is(err, store.ErrNoCase):
		return &underpin.Case{ID: id}, 0, nil
	case err != nil:
		return nil, 0, err
	}
	return o.Case, o.head.Seq, nil
}

// recordMeanwhile is record where somebody else may have recorded something since: if the
// import does not touch that, it is checked and recorded on what is there then.
func (d *Desk) recordMeanwhile(ctx context.Context, p Parcel, replace bool, base int64) (*Imported, int64, error) {
	m := meanwhile{id: p.Case.ID, base: base, put: p.Case}
	for try := 1; ; try++ {
		done, last, err := d.record(ctx, p, replace, base)
		if replace || m.base == 0 || try == triesMeanwhile || !errors.Is(err, store.ErrConflict) {
			return done, last, err
		}
		old, now, err := d.there(ctx, p.Case.ID)
		if err != nil {
			return nil, 0, err
		}
		switch err := d.undisturbed(ctx, m, now); {
		case errors.Is(err, store.ErrConflict):
			continue
		case err != nil:
			return nil, 0, err
		}
		if err := problems(old, underpin.Merge(old, p.Case), false); err != nil {
			return nil, 0, err
		}
		base = now
	}
}

// record imports one case into what it was at an entry, and tells the entry that it
// is at then. A case that is all there already is no error: nothing was written.
func (d *Desk) record(ctx context.Context, p Parcel, replace bool, base int64) (*Imported, int64, error) {
	c := p.Case
	remarks := importRemarks(c) // before the database takes its memory
	doing := "recording " + p.Name
	d.tell(doing)
	progress := d.progress(doing + ", records")
	if p.Progress != nil {
		progress = func(done, total int) { p.Progress("recording, records", done, total) }
	}
	done, err := d.store.Import(ctx, c, store.ImportPolicy{
		Replace: replace, Summary: "import " + p.Name, Base: base, First: base == 0, Progress: progress,
	})
	if err != nil && !errors.Is(err, store.ErrUnchanged) {
		return nil, 0, err
	}
	last := done.Entry.Seq
	entry := last
	if done.Added+done.Changed+done.Removed == 0 {
		entry = 0
	}
	return &Imported{
		Case: c.ID, Title: c.Settings.Title, Entry: entry, Added: done.Added, Changed: done.Changed, Removed: done.Removed,
		Unchanged: done.Unchanged, Claims: len(c.Claims), Sources: len(c.Sources), Checkpoint: done.Checkpoint.Note, Remarks: remarks,
		Odd: d.clockOf(ctx, c.ID, entry),
	}, last, nil
}

// ExportHow says how a case is written.
type ExportHow struct {
	// Format is by default a casebook.
	Format string
	// Seal, where set, is what the text goes through on its way to the file: it is
	// encrypted.
	Seal func(w io.Writer) (io.WriteCloser, error)
	// Remark, where set, is a line that stands above the text as a comment.
	Remark string
}

// HowExported says how a case is written whose database was opened with what is given:
// encrypted to all who can open it, or in plain, and saying so, where that is asked for. Of
// a plain database, for which nothing is given, it is plain.
func HowExported(u *envelope.Unlocked, plain bool) ExportHow {
	switch {
	case u == nil:
		return ExportHow{}
	case plain:
		return ExportHow{Remark: "Written in the clear, on purpose, from an encrypted case. Treat it as you treat the case."}
	}
	return ExportHow{Seal: u.WriteLetter}
}

// Export writes a case to a file, without what is sealed in it. The file appears whole or
// not at all.
func (d *Desk) Export(ctx context.Context, id underpin.CaseID, path string, how ExportHow) (_ underpin.CaseID, err error) {
	defer settle(ctx, &err)
	write, o, err := d.exporting(ctx, id, how)
	if err != nil {
		return "", err
	}
	return o.ID, writeFile(path, write)
}

// ExportTo writes a case to a stream, without what is sealed in it.
func (d *Desk) ExportTo(ctx context.Context, id underpin.CaseID, w io.Writer, how ExportHow) (err error) {
	defer settle(ctx, &err)
	write, _, err := d.exporting(ctx, id, how)
	if err != nil {
		return err
	}
	return write(w)
}

// exporting returns what writes a case, and the case.
func (d *Desk) exporting(ctx context.Context, id underpin.CaseID, how ExportHow) (func(io.Writer) error, *openCase, error) {
	f, err := writeFormat(how.Format)
	if err != nil {
		return nil, nil, err
	}
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	return func(w io.Writer) error {
		if how.Remark != "" {
			if _, err := fmt.Fprintf(w, "# %s\n", how.Remark); err != nil {
				return err
			}
		}
		if how.Seal == nil {
			return f.Write(w, o.Case.WithoutSealed())
		}
		sealed, err := how.Seal(w)
		if err != nil {
			return err
		}
		return errors.Join(f.Write(sealed, o.Case.WithoutSealed()), sealed.Close())
	}, o, nil
}
