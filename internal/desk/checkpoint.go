package desk

import (
	"context"
	"io"
	"os"

	"underpin"
)

// A SignedCheckpoint is the signed state of the register of a case, to keep elsewhere: who
// can write the database can write all of it anew, but not what was kept.
type SignedCheckpoint struct {
	// Note is the checkpoint as text, in the form of a signed note.
	Note string `json:"note"`
	// Entry is the last entry that it covers.
	Entry int64 `json:"entry"`
}

// Checkpoint signs the register of a case as it is. Where the last entry has no
// checkpoint, one is signed at an entry of its own.
func (d *Desk) Checkpoint(ctx context.Context, id underpin.CaseID) (_ *SignedCheckpoint, err error) {
	defer settle(ctx, &err)
	id, err = d.store.Resolve(ctx, id)
	if err != nil {
		return nil, err
	}
	c, err := d.store.Checkpoint(ctx, id)
	if err != nil {
		return nil, err
	}
	return &SignedCheckpoint{Note: c.Note, Entry: c.Size}, nil
}

// WriteCheckpoint writes a signed checkpoint of a case as it is to a file, to keep
// elsewhere. The file appears whole or not at all.
func (d *Desk) WriteCheckpoint(ctx context.Context, id underpin.CaseID, path string) (err error) {
	c, err := d.Checkpoint(ctx, id)
	if err != nil {
		return err
	}
	err = writeFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, c.Note)
		return err
	})
	if err != nil {
		return AfterEntry(ctx, c.Entry, err)
	}
	return nil
}

// KeptCheckpoints reads checkpoints that were kept elsewhere.
func KeptCheckpoints(paths []string) (notes []string, err error) {
	defer settle(context.Background(), &err)
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, fileFault(path, err)
		}
		notes = append(notes, string(b))
	}
	return notes, nil
}
