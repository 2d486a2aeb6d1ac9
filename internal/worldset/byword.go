package worldset

// ByWord are rows of worlds laid out by word, a chunk of words at a time. To gather one word of
// each of thousands of rows waits for memory once a row; this does it once a row and chunk.
type ByWord struct {
	rows []Set
	from int // the first word that is laid out
	laid []uint64
}

// chunk is how many words are laid out at a time.
const chunk = 16

// NewByWord takes rows of as many words each; nil is the empty row.
func NewByWord(rows []Set) *ByWord { return &ByWord{rows: rows, from: -chunk} }

// Word returns word k of every row, valid until the next call. Words are best asked for in
// their order.
func (m *ByWord) Word(k int) []uint64 {
	if k < m.from || k >= m.from+chunk {
		m.lay(k)
	}
	n := len(m.rows)
	return m.laid[(k-m.from)*n : (k-m.from+1)*n]
}

// lay lays out a chunk of words from word k on.
func (m *ByWord) lay(k int) {
	n, words := len(m.rows), 1
	for _, row := range m.rows {
		words = max(words, min(chunk, len(row)-k))
	}
	if m.from = k; cap(m.laid) < words*n {
		m.laid = make([]uint64, words*n)
	}
	m.laid = m.laid[:words*n]
	for i, row := range m.rows {
		for j := range words {
			m.laid[j*n+i] = row.Word(k + j)
		}
	}
}
