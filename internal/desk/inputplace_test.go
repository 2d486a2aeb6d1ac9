package desk

import (
	"errors"
	"path/filepath"
	"testing"
)

// Whatever file is refused, a program learns where: the problems name the file, a line and
// a column.
func TestARefusedInputNamesItsPlace(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(sharedInputs, "*.*"))
	if err != nil || len(paths) == 0 {
		t.Skip("the shared inputs are not here")
	}
	refused := 0
	for _, path := range paths {
		_, err := MeasureGraph(t.Context(), GraphQuery{Path: path, Measures: []string{"degree"}})
		if err == nil {
			continue
		}
		refused++
		var f *Fault
		if !errors.As(err, &f) || len(f.Problems) == 0 {
			t.Errorf("%s: %v, without a list of problems", filepath.Base(path), err)
			continue
		}
		for _, p := range f.Problems {
			if p.Line < 1 || p.Column < 1 || p.Message == "" || filepath.Base(p.File) != filepath.Base(path) {
				t.Errorf("%s: the problem %+v", filepath.Base(path), p)
			}
		}
	}
	if refused == 0 {
		t.Error("nothing is refused")
	}
}
