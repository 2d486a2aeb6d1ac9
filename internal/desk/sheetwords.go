package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"underpin"
	"underpin/internal/name"
)

// A SheetWord is a relation said from one of its ends.
type SheetWord struct {
	Relation underpin.RelationName `json:"relation"`
	Text     string                `json:"text"`
	Turned   bool                  `json:"turned,omitempty"`
	Reads    string                `json:"reads"`
	// Value: it takes a value in the place of an object. Bare: it may do without either.
	Value bool `json:"value,omitempty"`
	Bare  bool `json:"bare,omitempty"`
	// Much is what it can say how much of: "amount" or "share in percent"; empty where it cannot.
	Much string `json:"much,omitempty"`
	// Who and Whom are what somebody new at either end is offered as.
	Who  underpin.Schema `json:"who"`
	Whom underpin.Schema `json:"whom"`
}

// WordsFound are the relations that are perhaps being typed.
type WordsFound struct {
	Words []SheetWord `json:"words"`
	// Near: none of them reads so; they are those that come nearest. Word is then what claims
	// could name a new relation by that does: "is the nephew of" is nephew_of.
	Near bool                  `json:"near,omitempty"`
	Word underpin.RelationName `json:"word,omitempty"`
}

// muchWords say what the field of a claim is that holds how much.
var muchWords = map[string]string{"value": "amount", "share": "share in percent"}

// sheetWords lists relations as they are said from either end, without their usual ends.
func sheetWords(relations []underpin.Relation) []SheetWord {
	out := []SheetWord{}
	for i := range relations {
		r := &relations[i]
		t := r.Class.Traits()
		plain := strings.ReplaceAll(string(r.Name), "_", " ")
		much := muchWords[muchField(r)]
		out = append(out, SheetWord{Relation: r.Name, Text: plain, Reads: r.Reads, Value: t.Value, Bare: t.Bare, Much: much})
		if r.Inverse == "" || t.Value || t.Bare || r.Inverse == plain {
			continue
		}
		inverse := r.Inverse
		if strings.HasSuffix(inverse, " by") && !strings.HasPrefix(inverse, "formerly") {
			inverse = "is " + inverse
		}
		out = append(out, SheetWord{Relation: r.Name, Text: inverse, Turned: true, Reads: r.Reads, Much: much})
	}
	slices.SortStableFunc(out, func(a, b SheetWord) int { return strings.Compare(a.Text, b.Text) })
	return out
}

// words lists the relations of a case as they are said from either end, with what stands
// there most often.
func (s *Study) words() []SheetWord {
	usual := s.usualEnds()
	out := sheetWords(s.Case.Relations)
	for i := range out {
		w := &out[i]
		w.Who, w.Whom = usual.of(s.Index.Relations[w.Relation])
		if w.Turned {
			w.Who, w.Whom = w.Whom, w.Who
		}
	}
	return out
}

// verb is what stands between X and Y in the sentence of a relation, "works for"; empty
// where that is no such sentence, or the relation is said from its other end.
func (w SheetWord) verb() string {
	verb, ok := strings.CutPrefix(w.Reads, "X ")
	verb, whole := strings.CutSuffix(verb, " Y")
	if !ok || !whole || w.Turned || strings.HasPrefix(verb, "and ") {
		return ""
	}
	return verb
}

// plainVerb folds the words of a relation, or of what is typed for one.
func plainVerb(s string) string { return plainName(strings.Trim(s, " .,;:…")) }

// saidSo finds the word of the vocabulary that is said exactly so, by its text or by its
// sentence.
func saidSo(words []SheetWord, text string) (SheetWord, bool) {
	plain := plainVerb(text)
	for _, said := range []func(SheetWord) string{func(w SheetWord) string { return w.Text }, SheetWord.verb} {
		for _, w := range words {
			if s := said(w); s != "" && plainVerb(s) == plain {
				return w, true
			}
		}
	}
	return SheetWord{}, false
}

// SuggestWords lists the relations of which each typed word begins a word, as they are
// said from either end or in their sentence: those first that begin so; most of them at
// most. Where none does, it lists those that come nearest: by a word of the same stem
// there, in their notes or in the claims that are made with them, or by a slip of the pen.
func (d *Desk) SuggestWords(ctx context.Context, id underpin.CaseID, typed string, most int) (_ *WordsFound, err error) {
	defer settle(ctx, &err)
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	return suggestWords(o.index(), sheetWords(o.Relations), typed, most), nil
}

func suggestWords(x *underpin.Index, all []SheetWord, typed string, most int) *WordsFound {
	out := &WordsFound{Words: []SheetWord{}}
	words := strings.Fields(plainVerb(typed))
	if len(words) == 0 {
		return out
	}
	type found struct {
		word SheetWord
		rank int
	}
	var list []found
	for _, w := range all {
		best, fits := 0, false
		for i, said := range []string{w.Text, w.verb(), w.Text + " " + w.sentence()} {
			if rank, ok := beginsSo(plainVerb(said), words); ok && (!fits || rank+i < best) {
				best, fits = rank+i, true
			}
		}
		if fits {
			list = append(list, found{w, best})
		}
	}
	if list == nil {
		near := nearestWords(x, all, words)
		out.Words, out.Near, out.Word = near[:min(most, len(near))], true, wordOf(words)
		return out
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Or(a.rank-b.rank, len(a.word.Text)-len(b.word.Text)) })
	for _, f := range list[:min(most, len(list))] {
		out.Words = append(out.Words, f.word)
	}
	return out
}

// wordOf is the word of a relation that reads so, without the verb and the article that it
// begins with.
func wordOf(reads []string) underpin.RelationName {
	for _, begin := range [][]string{{"is", "was", "are", "were"}, {"a", "an", "the"}} {
		if len(reads) < 2 || !slices.Contains(begin, reads[0]) {
			break
		}
		reads = reads[1:]
	}
	return underpin.RelationName(strings.Join(reads, "_"))
}

// sentence is that of the relation, without its ends.
func (w SheetWord) sentence() string {
	return strings.Join(slices.DeleteFunc(strings.Fields(w.Reads), func(s string) bool { return s == "X" || s == "Y" }), " ")
}

// nearestWords lists the words that come nearest to what was typed, none of which has it. Each
// relation is listed once, as it is said from its first end, but for slips of the pen.
func nearestWords(x *underpin.Index, all []SheetWord, typed []string) []SheetWord {
	known := make([]string, len(all))
	for i, w := range all {
		known[i] = plainVerb(w.Text)
	}
	out := []SheetWord{}
	if slip, ok := underpin.Nearest(strings.Join(typed, " "), known); ok {
		out = append(out, all[slices.Index(known, slip)])
	}
	used := wordsOfClaims(x, typed)
	type near struct {
		word  SheetWord
		share int
	}
	var list []near
	for _, w := range all {
		if w.Turned || len(out) > 0 && w.Relation == out[0].Relation {
			continue
		}
		r := x.Relations[w.Relation]
		text := strings.Join([]string{w.Text, w.Reads, r.Inverse, r.Note, r.FtM}, " ")
		if share := max(2*stems(name.Fold(text), typed), used[w.Relation]); share > 0 {
			list = append(list, near{w, share})
		}
	}
	slices.SortStableFunc(list, func(a, b near) int { return b.share - a.share })
	for _, n := range list {
		out = append(out, n.word)
	}
	return out
}

// wordsOfClaims says of each relation how many letters its claims, in the words of the
// case, have in common with what was typed: "is a nephew of" is a claim of kin.
func wordsOfClaims(x *underpin.Index, typed []string) map[underpin.RelationName]int {
	out := map[underpin.RelationName]int{}
	for _, c := range x.Claims {
		if c.Text != "" && !c.View() {
			if n := stems(name.Fold(c.Text), typed); n > out[c.Relation] {
				out[c.Relation] = n
			}
		}
	}
	return out
}

// stemLeast is how many letters two words have in common at their beginning, at the least,
// to be of one stem: "married" and "marriage". It is also three fifths of the shorter.
const stemLeast = 4

// stems adds up the letters that typed words have in common with words of a text, where
// they are of one stem.
func stems(text string, typed []string) int {
	n := 0
	for _, t := range typed {
		best := 0
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if same := inCommon(t, w); same >= stemLeast && 5*same >= 3*min(len(t), len(w)) {
				best = max(best, same)
			}
		}
		n += best
	}
	return n
}

// inCommon counts the bytes that two words have in common at their beginning.
func inCommon(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
