package register

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
)

// An Op says what kind of change an entry records. Commands may use further
// words; the ones below have a meaning to the register.
type Op string

// The operations.
const (
	OpImport     Op = "import"
	OpAdd        Op = "add"
	OpEdit       Op = "edit"
	OpRemove     Op = "remove"
	OpGrade      Op = "grade"
	OpRetract    Op = "retract"
	OpSame       Op = "same"
	OpUndo       Op = "undo"
	OpRedo       Op = "redo"
	OpCheckpoint Op = "checkpoint"
	OpErase      Op = "erase"
	OpSeal       Op = "seal"
	OpUnseal     Op = "unseal"
)

// Compensating reports whether entries of the operation take back others.
func (o Op) Compensating() bool { return o == OpUndo || o == OpRedo }

// An Entry is one change of a case as it stands in the register.
type Entry struct {
	Case underpin.CaseID `json:"case"`
	// Seq numbers the entries of a case from 1.
	Seq   int64  `json:"seq"`
	Op    Op     `json:"op"`
	Actor string `json:"actor"`
	// Recorded is in UTC, to the microsecond, and later than that of the entry
	// before, even if the clock was set back.
	Recorded time.Time `json:"recorded"`
	Summary  string    `json:"summary,omitempty"`
	// Rows counts the records the entry wrote a version of; RowsRoot is the root
	// over their leaves.
	Rows     int64     `json:"rows"`
	RowsRoot tlog.Hash `json:"rows_root"`
	// Undoes lists, ascending, the entries that a compensating entry takes back.
	Undoes []int64 `json:"undoes,omitempty"`
	// Signer is the verifier key of the checkpoint signed at this entry, empty
	// where none is.
	Signer string `json:"signer,omitempty"`
	Salt   []byte `json:"-"`
}

// Text returns the canonical text of the entry, whose leaf hash is its leaf in
// the case's tree: "underpin entry 1", then the fields salt, case, seq, op, actor,
// recorded (microseconds since 1970), summary, rows, root, undoes (joined by
// commas) and signer, each with its length as the package comment says.
func (e Entry) Text() []byte {
	b := append(make([]byte, 0, 512), "underpin entry 1\n"...)
	b = field(b, "salt", e.Salt)
	b = field(b, "case", e.Case)
	b = field(b, "seq", strconv.FormatInt(e.Seq, 10))
	b = field(b, "op", e.Op)
	b = field(b, "actor", e.Actor)
	b = field(b, "recorded", strconv.FormatInt(e.Recorded.UnixMicro(), 10))
	b = field(b, "summary", e.Summary)
	b = field(b, "rows", strconv.FormatInt(e.Rows, 10))
	b = field(b, "root", e.RowsRoot[:])
	b = field(b, "undoes", FormatSeqs(e.Undoes))
	return field(b, "signer", e.Signer)
}

// Leaf returns the entry's leaf in the case's tree.
func (e Entry) Leaf() tlog.Hash { return tlog.RecordHash(e.Text()) }

// FormatSeqs joins entry numbers by commas: "3,5".
func FormatSeqs(seqs []int64) string {
	var b strings.Builder
	for i, s := range seqs {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(s, 10))
	}
	return b.String()
}

// ParseSeqs reads what [FormatSeqs] writes. It refuses any other spelling.
func ParseSeqs(s string) ([]int64, error) {
	if s == "" {
		return nil, nil
	}
	var out []int64
	for part := range strings.SplitSeq(s, ",") {
		n, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	if FormatSeqs(out) != s {
		return nil, strconv.ErrSyntax
	}
	return out, nil
}
