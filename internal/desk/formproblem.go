package desk

import (
	"slices"
	"strings"

	"underpin"
)

// inForm says of a problem with a record what it is to a person who fills in a form: a
// choice that is missing is named by its words, and stands beside the field that it is
// made in; an expression need not be written by hand.
func (p *Problem) inForm() {
	if p.Record.Kind == underpin.KindConclusion && p.Field == "expr" {
		const other = "choose a form, which writes it for you"
		switch {
		case p.Hint == "":
			p.Hint = other
		case strings.HasSuffix(p.Hint, "?"):
			p.Hint += " Else " + other
		default:
			p.Hint += "; or " + other
		}
	}
	if !p.Unchosen {
		return
	}
	f, path := formField(formFields(p.Record.Kind), p.Field)
	if f == nil {
		return
	}
	words := make([]string, len(f.Choices))
	for i, c := range f.Choices {
		words[i] = c.Words
	}
	p.Field, p.Message = path, "nothing is chosen here"
	p.Hint = "choose " + strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// formField finds the field of a form that is filled in by choosing, at a path or in the
// part that stands for the whole there, and its path; nil where there is none.
func formField(fields []FormField, path string) (*FormField, string) {
	step, rest, further := strings.Cut(path, ".")
	i := slices.IndexFunc(fields, func(f FormField) bool { return f.Name == step })
	if i < 0 {
		return nil, ""
	}
	f := &fields[i]
	switch {
	case f.Sort == SortList && further: // the number of the element
		at, part, _ := strings.Cut(rest, ".")
		found, end := formField(f.Fields, part)
		return found, step + "." + at + "." + end
	case f.Sort == SortParts && further:
		found, end := formField(f.Fields, rest)
		return found, step + "." + end
	case f.Sort == SortParts && f.Lone != "":
		found, end := formField(f.Fields, f.Lone)
		return found, step + "." + end
	case f.Sort == SortChoice && len(f.Choices) > 1:
		return f, step
	}
	return nil, ""
}
