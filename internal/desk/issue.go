package desk

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"underpin"
	"underpin/internal/name"
	"underpin/internal/store"
)

// An issuing gives ids to new records, as they are written.
type issuing struct {
	ctx   context.Context
	desk  *Desk
	held  *openCase
	taken map[underpin.RecordRef]bool
}

// letters begin the ids of the records of a kind that are numbered: c05.
var letters = map[underpin.RecordKind]string{
	underpin.KindClaim: "c", underpin.KindEntity: "e", underpin.KindSource: "s", underpin.KindOrigin: "o", underpin.KindGroup: "g",
	underpin.KindRequest: "r", underpin.KindConclusion: "k", underpin.KindQuestion: "q", underpin.KindEstimate: "f",
	underpin.KindFact: "m", underpin.KindBrief: "b", underpin.KindEncounter: "n", underpin.KindSameness: "same", underpin.KindMapView: "v",
}

// id returns the id of a new record: the one that was chosen, unless that is taken, else
// one that no record of the case has or had.
func (n *issuing) id(k underpin.Kind, record any, chosen string) (string, error) {
	ref := underpin.RecordRef{Kind: k.Name(), ID: chosen}
	switch {
	case chosen == "" && isProtected(record):
		return "", idFault(BadRecord, ref, "a protected source needs a code name", "give it a word that says nothing about who it is")
	case chosen == "" && k.Name() == underpin.KindRelation:
		return "", idFault(BadRecord, ref, "a relation needs its word", "give it the word by which claims name it: bribes")
	case chosen != "" && (n.taken[ref] || n.held.index().Has(ref)):
		return "", idFault(IDTaken, ref, "the case already has "+quotedRef(ref), "choose another, or correct the one that is there")
	case chosen != "":
		n.taken[ref] = true
		return chosen, nil
	}
	return n.issued(k.Name(), n.wish(record))
}

// nameless gives ids to the records of a draft that have none.
func (n *issuing) nameless(put *underpin.Case) error {
	for _, k := range underpin.Kinds {
		for i := range k.Len(put) {
			record := k.At(put, i)
			if t, ok := record.(*underpin.Testimony); ok && t.Claim == "" && len(put.Claims) == 1 {
				t.Claim = put.Claims[0].ID
			}
			if k.ID(record) != "" || k.Name() == underpin.KindSettings {
				continue
			}
			id, err := n.id(k, record, "")
			if err != nil {
				return err
			}
			k.SetID(record, id)
		}
	}
	return nil
}

// idFault says what is wrong with the id of a new record.
func idFault(code Code, ref underpin.RecordRef, message, hint string) *Fault {
	return &Fault{
		Code: code, Message: message, Hint: hint, Record: ref, Field: "id",
		Problems: []Problem{{Record: ref, Field: "id", Message: message, Hint: hint}},
	}
}

func isProtected(record any) bool {
	s, ok := record.(*underpin.Source)
	return ok && s.Protected
}

// A wish is how the id of a new record is to begin, and whether that is enough where no
// record has it.
type wish struct {
	begin string
	alone bool
	// from is the first number that is tried.
	from int
}

// wish says what a new record would be called.
func (n *issuing) wish(record any) wish {
	x := n.held.index()
	switch r := record.(type) {
	case *underpin.Testimony:
		return wish{begin: string(r.Claim) + ".", from: len(x.ByClaim[r.Claim]) + 1}
	case *underpin.Encounter:
		return wish{begin: string(r.Source) + "-", from: 1}
	case *underpin.Sameness:
		return wish{begin: string(min(r.A, r.B)) + "." + string(max(r.A, r.B)), alone: true}
	case *underpin.Entity:
		return slugged(r.Name)
	case *underpin.Source:
		return slugged(r.Name)
	case *underpin.Origin:
		return slugged(r.Label)
	case *underpin.Group:
		return slugged(r.Label)
	case *underpin.Conclusion:
		return slugged(r.Text)
	case *underpin.Fact:
		return slugged(r.Text)
	}
	return wish{}
}

// slugMost is how long an id that is made of words may be.
const slugMost = 40

// slugged makes the beginning of an id of a name: maryam-dalal.
func slugged(s string) wish {
	var words []string
	length := 0
	for _, w := range strings.FieldsFunc(name.Fold(s), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) }) {
		if length += len(w) + 1; length > slugMost && len(words) > 0 {
			break
		}
		words = append(words, w)
	}
	slug := strings.Join(words, "-")
	if strings.IndexFunc(slug, unicode.IsLetter) < 0 || len(slug) > 2*slugMost {
		return wish{}
	}
	return wish{begin: slug, alone: true}
}

// issued returns the first id by a wish that is free.
func (n *issuing) issued(kind underpin.RecordKind, w wish) (string, error) {
	width := 0
	switch {
	case w.begin == "":
		w.begin = letters[kind]
		w.from, width = n.next(kind, w.begin)
	case w.alone:
		if free, err := n.free(underpin.RecordRef{Kind: kind, ID: w.begin}); free || err != nil {
			return w.begin, err
		}
		w.begin, w.from = w.begin+"-", 2
	}
	for i := w.from; ; i++ {
		digits := strconv.Itoa(i)
		id := w.begin + strings.Repeat("0", max(0, width-len(digits))) + digits
		if free, err := n.free(underpin.RecordRef{Kind: kind, ID: id}); free || err != nil {
			return id, err
		}
	}
}

// next returns the number after the largest among the ids of a kind that begin so, and
// how many digits these have.
func (n *issuing) next(kind underpin.RecordKind, begin string) (next, width int) {
	numbered := regexp.MustCompile(`^` + begin + `([0-9]{1,9})$`)
	next = 1
	for _, id := range n.held.index().IDs(kind) {
		if m := numbered.FindStringSubmatch(id); m != nil {
			i, err := strconv.Atoi(m[1])
			if err == nil && i >= next {
				next = i + 1
			}
			if m[1][0] == '0' {
				width = len(m[1])
			}
		}
	}
	return next, width
}

// free reports whether no record has an id, has had it, or gets it in the same write: what
// was taken back may come back.
func (n *issuing) free(ref underpin.RecordRef) (bool, error) {
	if n.taken[ref] || n.held.index().Has(ref) {
		return false, nil
	}
	_, err := n.desk.store.History(n.ctx, n.held.ID, ref)
	if !errors.Is(err, store.ErrNoRecord) {
		return false, err
	}
	erased, err := n.desk.store.WasErased(n.ctx, n.held.ID, ref)
	if err == nil && !erased {
		n.taken[ref] = true
	}
	return !erased, err
}
