package desk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/exchange/casebook"
	"underpin/internal/register"
	"underpin/internal/store"
)

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
}

// Formats are the formats of cases that can be read and written.
var Formats = []string{"casebook"}

// A Parcel is a case read from a file, not yet recorded.
type Parcel struct {
	// Name is the name of the file, for messages.
	Name string
	Case *underpin.Case
}

// Unpack reads a file. The format is told from the content unless named. A
// casebook's errors, mistakes in its conclusions among them, are all reported, as
// [*casebook.Errors].
func Unpack(path, format string) (Parcel, error) {
	body, err := os.ReadFile(path)
	if err != nil {
		return Parcel{}, fileFault(path, err)
	}
	return UnpackFrom(path, body, format)
}

// UnpackFrom is Unpack of what is in memory, under a name for messages.
func UnpackFrom(name string, body []byte, format string) (Parcel, error) {
	if format != "" && format != "casebook" {
		return Parcel{}, faultf(BadInput, "one of casebook", "%q is no format that can be imported", format)
	}
	if format == "" && !casebook.Detect(body, name) {
		return Parcel{}, faultf(BadInput, "name it with --format casebook", "%s: cannot tell which format this is", name)
	}
	c, err := casebook.Read(bytes.NewReader(body), name, conclusion.Check)
	return Parcel{Name: filepath.Base(name), Case: c}, err
}

// Import records cases, each as one entry of its register. All are checked before
// the first is recorded; on any error nothing is. Replace removes what a case has
// and its parcel has not.
func (d *Desk) Import(ctx context.Context, parcels []Parcel, replace bool) ([]*Imported, error) {
	for _, p := range parcels {
		if replace {
			break
		}
		if err := d.fits(ctx, p.Case); err != nil {
			return nil, err
		}
	}
	var out []*Imported
	for _, p := range parcels {
		done, err := d.record(ctx, p, replace)
		if err != nil {
			return out, err
		}
		out = append(out, done)
	}
	return out, nil
}

// record imports one case. A case that is all there already is no error: the entry
// is 0 and nothing was written.
func (d *Desk) record(ctx context.Context, p Parcel, replace bool) (*Imported, error) {
	c := p.Case
	done, err := d.store.Import(ctx, c, store.ImportOptions{Replace: replace, Summary: "import " + p.Name})
	if err != nil && !errors.Is(err, store.ErrUnchanged) {
		return nil, storeFault(err)
	}
	entry := done.Entry.Seq
	if done.Added+done.Changed+done.Removed == 0 {
		entry = 0
	}
	return &Imported{
		Case: c.ID, Title: c.Settings.Title, Entry: entry, Added: done.Added, Changed: done.Changed, Removed: done.Removed,
		Unchanged: done.Unchanged, Claims: len(c.Claims), Sources: len(c.Sources), Checkpoint: done.Checkpoint.Note,
	}, nil
}

// fits checks the case as it would stand once the import is added to what is there.
func (d *Desk) fits(ctx context.Context, c *underpin.Case) error {
	old, _, err := d.load(ctx, c.ID)
	var f *Fault
	if errors.As(err, &f) && f.Kind == NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	var all []register.Record
	for _, part := range []*underpin.Case{old, c} {
		for r, err := range register.All(part) {
			if err != nil {
				return err
			}
			all = append(all, r)
		}
	}
	latest, _ := merge(nil, all, func(r *register.Record) underpin.RecordRef { return r.Ref })
	joined, err := register.Assemble(latest)
	if err != nil {
		return err
	}
	joined.ID = c.ID
	return problems(joined)
}

// Export writes a case to a file in a format, by default a casebook. The file
// appears whole or not at all.
func (d *Desk) Export(ctx context.Context, id underpin.CaseID, path, format string) (underpin.CaseID, error) {
	c, _, err := d.load(ctx, id)
	if err != nil {
		return "", err
	}
	if format != "" && format != "casebook" {
		return "", faultf(BadInput, "one of casebook", "%q is no format that can be exported", format)
	}
	return c.ID, writeFile(path, func(w io.Writer) error { return casebook.Write(w, c) })
}

// ExportTo writes a case to a stream.
func (d *Desk) ExportTo(ctx context.Context, id underpin.CaseID, w io.Writer) error {
	c, _, err := d.load(ctx, id)
	if err != nil {
		return err
	}
	return casebook.Write(w, c)
}

// writeFile writes a file beside its place, makes it safe on the disk, and moves
// it there.
func writeFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".underpin-*")
	if errors.Is(err, os.ErrNotExist) {
		return faultf(NotFound, "make it, or choose another path", "there is no folder %s", filepath.Dir(path))
	}
	if err != nil {
		return fileFault(filepath.Dir(path), err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err = write(f); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return fileFault(path, err)
	}
	if err = f.Close(); err != nil {
		return fileFault(path, err)
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return fileFault(path, err)
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		_ = dir.Sync()
		dir.Close()
	}
	return nil
}

// fileFault turns an error of the file system into a fault.
func fileFault(path string, err error) error {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return &Fault{Kind: NotFound, Message: "there is no file " + path, Hint: "check the path", Err: err}
	case errors.Is(err, os.ErrPermission):
		return &Fault{Kind: BadInput, Message: path + " may not be read or written", Hint: "see to its rights", Err: err}
	}
	return &Fault{Kind: BadInput, Message: path + ": " + err.Error(), Err: err}
}
