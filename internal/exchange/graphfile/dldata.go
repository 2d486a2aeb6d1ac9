package graphfile

import (
	"io"
	"strconv"
	"strings"

	"underpin"
	"underpin/internal/exchange"
)

// data reads the cells of the matrix.
func (r *dlReader) data() error {
	r.apart = r.form == edgeList2 || r.form == nodeList2
	r.width = r.n
	var err error
	switch r.form {
	case fullMatrix, lowerHalf, upperHalf:
		err = r.cells()
	default:
		err = r.lists()
	}
	if err != nil {
		return err
	}
	return r.names()
}

// names gives all rows and columns their names. Where only one of them has any and they
// are the same nodes, the other has them too.
func (r *dlReader) names() error {
	if len(r.labels[0]) == 0 && len(r.labels[1]) == 0 {
		r.rows, r.columns = make([]string, r.rowCount), nil
		return nil
	}
	r.matrixRows.form.named = true
	if square := r.rowCount == r.n && !r.apart; square {
		for i := range r.labels {
			if len(r.labels[i]) == 0 {
				r.labels[i] = r.labels[1-i]
			}
		}
	}
	for i, count := range []int{r.rowCount, r.n} {
		what := []string{"row", "column"}[i]
		if have := len(r.labels[i]); have > count {
			return &exchange.Error{File: r.file, Line: 1, Column: 1, Message: "the file promises " + underpin.FormatCounted(count, what) + ", and its data name " + underpin.FormatCount(have), Hint: "correct n="}
		}
		for k := len(r.labels[i]); k < count; k++ {
			name := strconv.Itoa(k + 1)
			if r.apart || r.rowCount != r.n {
				name = what + " " + name
			}
			r.labels[i] = append(r.labels[i], name) // a node without ties, which the data do not name
		}
	}
	r.rows, r.columns = r.labels[0], r.labels[1]
	return nil
}

// cells reads the numbers of a matrix, or of one half of it.
func (r *dlReader) cells() error {
	if r.form != fullMatrix && r.rowCount != r.n {
		return r.fail("", "half a matrix has as many rows as columns")
	}
	if r.embedded[1] {
		r.labels[1] = nil
		for range r.n {
			if err := r.embed(1); err != nil {
				return err
			}
		}
	}
	if r.embedded[0] {
		r.labels[0] = nil
	}
	for i := range r.rowCount {
		if r.embedded[0] {
			if err := r.embed(0); err != nil {
				return err
			}
		}
		from, to := 0, r.n
		switch r.form {
		case lowerHalf:
			to = i + 1 - b2i(r.noDiagonal)
		case upperHalf:
			from = i + b2i(r.noDiagonal)
		}
		for k := from; k < to; k++ {
			if r.form == fullMatrix && r.noDiagonal && k == i {
				continue
			}
			if err := r.cell(int32(i), int32(k)); err != nil {
				return err
			}
		}
	}
	if word, ok, err := r.word(); ok && err == nil {
		return r.fail("is n= right?", "the data continue after the last cell, with %s", short([]byte(word)))
	} else if err != nil {
		return err
	}
	return nil
}

// embed reads the label of a row or column that stands among the data.
func (r *dlReader) embed(which int) error {
	word, ok, err := r.word()
	if err == nil && !ok {
		err = r.early()
	}
	if err != nil {
		return err
	}
	r.labels[which] = append(r.labels[which], tidy(word))
	return nil
}

func (r *dlReader) early() error {
	return r.l.fail(r.line, len(r.line), "it was cut off, or n= is not right", "the data end before the last cell")
}

func (r *dlReader) cell(row, column int32) error {
	word, ok, err := r.word()
	if err == nil && !ok {
		err = r.early()
	}
	if err != nil || missing([]byte(word)) || word == "." {
		return err
	}
	w, err := r.weigh(word)
	if err != nil || w == 0 {
		return err
	}
	if err := r.put(row, column, w); err != nil || r.form == fullMatrix || row == column {
		return err
	}
	return r.put(column, row, w)
}

func (r *dlReader) weigh(word string) (float64, error) {
	w, why := weight([]byte(word))
	if why != "" {
		return 0, r.fail("a cell of a matrix is a number, 0 for no tie", "the value %s %s", short([]byte(word)), why)
	}
	if w < 0 {
		r.negative(r.l.line, r.at+1, []byte(word))
	}
	return w, nil
}

func (r *dlReader) put(row, column int32, w float64) error {
	r.entries = append(r.entries, matrixEntry{row, column, w})
	if need := r.need(int64(r.rowCount+r.n), int64(len(r.entries))) + 16*int64(len(r.entries)); r.options.Memory > 0 && need > r.options.Memory {
		return tooLarge(r.file, "the matrix has more than "+underpin.FormatCounted(len(r.entries), "tie"), need, r.options.Memory)
	}
	return nil
}

// lists reads a tie a line, or a node and those that it is tied to.
func (r *dlReader) lists() error {
	known := [2]map[string]int32{{}, {}}
	for i := range known {
		for k, name := range r.labels[i] {
			known[i][name] = int32(k)
		}
	}
	if !r.apart {
		known[1] = known[0]
	}
	for {
		words, places, err := r.rest()
		if err != nil {
			return err
		}
		if len(words) > 0 {
			if err := r.listed(words, places, known); err != nil {
				return err
			}
		}
		if err := r.nextLine(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// rest returns the words that are left of the line.
func (r *dlReader) rest() (words []string, places []int, err error) {
	for {
		word, ok, err := r.wordHere()
		if err != nil || !ok {
			return words, places, err
		}
		words, places = append(words, word), append(places, r.at)
	}
}

func (r *dlReader) listed(words []string, places []int, known [2]map[string]int32) error {
	r.at = places[0]
	row, err := r.listedNode(words[0], 0, known)
	if err != nil {
		return err
	}
	edge := strings.HasPrefix(r.form, "edge")
	if edge && len(words) < 2 {
		return r.fail("write two ends and perhaps a value", "a tie has two ends, and here there is only %s", short([]byte(words[0])))
	}
	w := 1.0
	if edge && len(words) > 2 {
		r.at = places[2]
		if w, err = r.weigh(words[2]); err != nil {
			return err
		}
		if len(words) > 3 {
			r.at = places[3]
			return r.fail("put names that contain spaces in quotes", "the line continues after the value of the tie")
		}
		words = words[:2]
	}
	for i, word := range words[1:] {
		r.at = places[i+1]
		column, err := r.listedNode(word, 1, known)
		if err == nil && w != 0 {
			err = r.put(row, column, w)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// listedNode is the row (0) or column (1) that a word means: by its number, or by its
// label where these stand among the data.
func (r *dlReader) listedNode(word string, which int, known [2]map[string]int32) (int32, error) {
	word = tidy(word)
	count := []int{r.rowCount, r.n}[which]
	what := []string{"row", "column"}[which]
	if !r.apart {
		what = "node"
	}
	if k, ok := known[which][word]; ok && (r.embedded[which] || !numeric(word)) {
		return k, nil
	}
	if !r.embedded[which] {
		n, rest, ok := number([]byte(word))
		if !ok || len(rest) > 0 || n < 1 || int(n) > count {
			return 0, r.fail("they are numbered from 1; the data may give names only if the header says labels embedded", "one of the %s is expected here, not %s", underpin.FormatCounted(count, what), short([]byte(word)))
		}
		return n - 1, nil
	}
	k := int32(len(known[which]))
	if int(k) == count {
		return 0, r.fail("correct n=", "the file promises %s, and %s is one more", underpin.FormatCounted(count, what), short([]byte(word)))
	}
	known[which][word] = k
	r.labels[which] = append(r.labels[which], word)
	if r.extra += int64(len(word)) + 128; !r.apart {
		r.labels[1-which] = r.labels[which]
	}
	return k, nil
}
