package register

import "underpin"

// References returns what a record points at. That a word of a conclusion's
// expression is no id binds nobody: it was never satisfied. The text of notes is not
// read. A tombstone points at nothing.
func References(r Record) ([]underpin.Reference, error) {
	if r.Gone() {
		return nil, nil
	}
	v, err := r.Value()
	if err != nil {
		return nil, err
	}
	k, _ := underpin.KindOf(r.Ref.Kind) // Value knew it
	return k.References(v, nil), nil
}
