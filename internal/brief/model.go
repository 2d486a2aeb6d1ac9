package brief

type blockKind uint8

const (
	heading blockKind = iota
	paragraph
	bullets
	numbered
	quote
	code
	rule
	table
	figure
	box
	include // {{name}}, before it is composed
)

// A block is a part of a document. Which fields are set depends on its kind.
type block struct {
	kind     blockKind
	level    int      // of a heading, from 2; the start of a numbered list
	id       string   // anchor of headings and boxes
	inlines  []inline // of headings and paragraphs; the caption of figures and tables
	items    [][]block
	blocks   []block // of quotes and boxes
	text     string  // of code
	head     [][]inline
	rows     [][][]inline
	align    []align // of columns
	rowNames bool    // the first cell of each row names it
	number   int     // of figures and tables
	svg      string
	tight    bool // list items are single paragraphs
	ref      *textReference
	pos      int // place in the source; -1 for what we wrote
}

type align uint8

const (
	alignNone align = iota
	alignRight
	alignCentre
)

type inlineKind uint8

const (
	plain inlineKind = iota
	emphasis
	strong
	codeSpan
	link
	name // set apart from the direction of the text around it
	work // title of a work
	noteRef
	lineBreak
	mark    // how sure, in the margin where there is room
	pending // a reference before it is composed
	ownRef  // a reference to a footnote of the author's, before it is composed
	span    // what a reference became
	held    // words in the place of a sentence that is held back
)

// An inline is a part of a line.
type inline struct {
	kind     inlineKind
	text     string
	children []inline
	url      string
	note     int // number of the note, for noteRef; of the author's own among themselves, for ownRef
	use      int // which mention of it, from 1
	ref      *textReference
	pos      int // place of the text in the source; -1 for what we wrote
}

func words(text string) inline { return inline{kind: plain, text: text, pos: -1} }

// composed is a brief with its references resolved, ready to be written.
type composed struct {
	title  []inline
	blocks []block
	notes  []footnote
	m      *Material
	worded bool // words of likelihood were put by the scale
}

// A footnote is a note and how often the text refers to it.
type footnote struct {
	inlines []inline
	uses    int
	own     bool // the author's
}

// plainText is what a reader hears of inlines: notes and marks left out.
func plainText(in []inline) string {
	var out []byte
	for _, i := range in {
		switch i.kind {
		case noteRef, mark, pending, ownRef:
		case lineBreak:
			out = append(out, ' ')
		default:
			out = append(out, i.text...)
			out = append(out, plainText(i.children)...)
		}
	}
	return string(out)
}
