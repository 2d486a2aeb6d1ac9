package underpin

import "fmt"

// A Problem is one thing wrong with a record: what, where, and what to do.
type Problem struct {
	Record RecordRef
	// Field is the name of the field in the casebook ("held", "via"), empty
	// where the record as a whole is meant.
	Field string
	// Column is where in the text of the field the mistake begins, in characters
	// from 1 with line ends counted; 0 where the field as a whole is meant.
	Column  int
	Message string
	Hint    string
	// Unchosen: the field must hold one of some words, and holds none.
	Unchosen bool
}

// Error writes the problem as a sentence with its hint.
func (p Problem) Error() string {
	s := fmt.Sprintf("%s: %s", p.Record, p.Message)
	if p.Hint != "" {
		s += " (" + p.Hint + ")"
	}
	return s
}
