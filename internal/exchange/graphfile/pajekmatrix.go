package graphfile

import (
	"strings"

	"underpin"
)

// matrixRow reads a row of a matrix: of all vertices by all, or of the first mode by the
// second. 0 is no tie.
func (r *pajekReader) matrixRow(line []byte) error {
	rows, width := r.matrixSize()
	if r.row == rows {
		return r.l.fail(line, 0, "a matrix has one row per vertex or, with two modes, one per vertex of the first", "the matrix has more than %s", underpin.FormatCounted(rows, "row"))
	}
	column := 0
	for rest := skip(line); len(rest) > 0; column++ {
		if column == width {
			return r.l.fail(line, len(line)-len(rest), "a row of a matrix has a number for each column", "the row continues after its %s", underpin.FormatCounted(width, "number"))
		}
		end := 0
		for end < len(rest) && rest[end] != ' ' && rest[end] != '\t' {
			end++
		}
		if string(rest[:end]) != "0" {
			w, err := r.weigh(line, rest)
			if err == nil && w != 0 {
				err = r.put(int32(r.row), int32(column+r.rows), w)
			}
			if err != nil {
				return err
			}
		}
		rest = skip(rest[end:])
	}
	if column < width {
		return r.l.fail(line, len(line), "a row of a matrix has a number for each column", "the row has %s, and there are %s", underpin.FormatCounted(column, "number"), underpin.FormatCounted(width, "column"))
	}
	r.row++
	return nil
}

func (r *pajekReader) matrixSize() (rows, columns int) {
	if r.rows > 0 {
		return r.rows, r.f.N - r.rows
	}
	return r.f.N, r.f.N
}

// matrixEnds refuses a matrix that ends early.
func (r *pajekReader) matrixEnds(line []byte, at int) error {
	if rows, _ := r.matrixSize(); r.section == "matrix" && r.row < rows {
		return r.l.fail(line, at, "it was cut off; fetch it again", "the matrix ends after %s of %s", underpin.FormatCount(r.row), underpin.FormatCounted(rows, "row"))
	}
	return nil
}

// remark says what was decided.
func (r *pajekReader) remark() {
	if r.relations > 1 {
		r.f.note("the %s of the file were read as one", underpin.FormatCounted(int(r.relations), "relation"))
	}
	if len(r.passed) > 0 {
		r.f.note("ignored: *%s", strings.Join(r.passed, ", *"))
	}
}

// modes tells the two modes of the vertices apart, unless a tie joins two of one.
func (r *pajekReader) modes(f *File) []uint8 {
	if r.rows == 0 {
		return nil
	}
	for i, u := range f.From {
		if (int(u) < r.rows) == (int(f.To[i]) < r.rows) {
			f.note("the file separates %s of a first mode from %s of a second, but ties join nodes of the same mode: read as a network of one", underpin.FormatCounted(r.rows, "node"), underpin.FormatCount(f.N-r.rows))
			return nil
		}
	}
	f.note("a network of two modes: %s of the first and %s of the second", underpin.FormatCounted(r.rows, "node"), underpin.FormatCount(f.N-r.rows))
	return modesFrom(f.N, r.rows)
}

// modesFrom are the modes of n nodes of which the first are of the first mode.
func modesFrom(n, first int) []uint8 {
	modes := make([]uint8, n)
	for v := first; v < n; v++ {
		modes[v] = 1
	}
	return modes
}
