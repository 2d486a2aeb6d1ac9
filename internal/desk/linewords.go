package desk

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"underpin"
)

// missingWords say of each part that a line needs what it is.
var missingWords = map[string]string{
	partSource: "it is not said who says so", partWho: "it is not said who", partWhat: "it is not said what they do", partWhom: "it is not said to whom or what",
}

// lacking says of a part that a line needs what to do: whether it is empty, or has words
// that nobody has taken for a record yet.
func (r *lineReading) lacking(x *underpin.Index, part string) Problem {
	typed := ""
	switch part {
	case partWhat:
		if p, ok := r.unread(x); ok {
			return p
		}
		if typed = r.What.Text; typed != "" {
			return Problem{Field: part, Message: quoted(typed) + " is not yet taken for a relation", Hint: "choose it from the list with ↓ and Enter"}
		}
	case partWho, partWhom:
		if typed = r.Who.Text; part == partWhom {
			typed = r.Whom.Text
		}
		if typed != "" {
			return Problem{Field: part, Message: "it is not said yet who " + quoted(typed) + " is", Hint: "choose one from the list, or its last row for a new one"}
		}
	}
	return Problem{Field: part, Message: missingWords[part], Hint: "or keep the line as a draft"}
}

// unread says of words in the place of a relation that none reads so, and which come
// nearest. It reports false where one does.
func (r *lineReading) unread(x *underpin.Index) (Problem, bool) {
	if r.What.Key != "" || strings.TrimSpace(r.What.Text) == "" || len(r.What.Text) > nameMost {
		return Problem{}, false
	}
	const most = 3
	found := suggestWords(x, sheetWords(r.relations), r.What.Text, most)
	if !found.Near {
		return Problem{}, false
	}
	p := Problem{Field: partWhat, Message: "no relation of this case reads " + quoted(r.What.Text), Hint: "choose another, or make a new one"}
	if len(found.Words) > 0 {
		near := make([]string, len(found.Words))
		for i, w := range found.Words {
			near[i] = quoted(w.Text)
		}
		p.Hint = "the nearest are " + list(near, len(near)) + "; choose one, or make a new one"
		if len(near) == 1 {
			p.Hint = "the nearest is " + near[0] + "; choose it, or make a new one"
		}
	}
	return p, true
}

// quoted puts what was typed between quotation marks, cut where nobody would read on.
func quoted(text string) string {
	const most = 60
	text = strings.TrimSpace(text)
	if letters := []rune(text); len(letters) > most {
		text = string(letters[:most]) + unsaid
	}
	return "“" + text + "”"
}

// unwritten says in remarks what is not written yet by its kind, "this claim", in the place of
// the id that it would get, which nobody can look up.
func unwritten(remarks []string, put []underpin.RecordRef) []string {
	out := slices.Clone(remarks)
	for i := range out {
		for _, ref := range put {
			out[i] = inPlaceOf(out[i], ref.ID, "this "+string(ref.Kind))
		}
		if strings.HasPrefix(out[i], "this ") {
			out[i] = capital(out[i])
		}
	}
	return out
}

// inPlaceOf puts other words in the place of an id, where that stands for itself and not in
// another: c9 is neither in c99 nor in c9.1.
func inPlaceOf(text, id, words string) string {
	var out strings.Builder
	done := 0
	for at := strings.Index(text, id); at >= 0; {
		end := at + len(id)
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, n := utf8.DecodeRuneInString(text[end:])
		if after == '.' { // the end of a sentence, or a part of an id
			after, _ = utf8.DecodeRuneInString(text[end+n:])
		}
		if !ofID(before) && !ofID(after) {
			out.WriteString(text[done:at] + words)
			done = end
		}
		next := strings.Index(text[end:], id)
		if next < 0 {
			break
		}
		at = end + next
	}
	return out.String() + text[done:]
}

func ofID(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-._", r)
}
