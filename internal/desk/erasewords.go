package desk

import (
	"bytes"
	"encoding/json"
	"slices"

	"underpin"
	"underpin/internal/register"
)

// struckWord is what stands in a text where the name of a source was that is erased.
const struckWord = "[erased]"

// withoutWord returns the records that a removal puts, and those in whose words a name
// stands, with the name struck out of their words. A record that would be wrong without
// it stays as it is, and is then told among those that mention the name.
func withoutWord(w *work, word string) ([]register.Record, error) {
	put := slices.Clone(w.put)
	for r, err := range register.All(w.next) {
		if err != nil {
			return nil, err
		}
		if !register.Names(string(r.Body), word) {
			continue
		}
		struck, err := strikeOut(r, word)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(put, func(p register.Record) bool { return p.Ref == r.Ref })
		switch {
		case struck.Ref != r.Ref || bytes.Equal(struck.Body, r.Body) || len(invalid(w.next, struck)) > 0:
		case at >= 0:
			put[at] = struck
		default:
			put = append(put, struck)
		}
	}
	return put, nil
}

// strikeOut returns a record with a word struck out of every text in it.
func strikeOut(r register.Record, word string) (register.Record, error) {
	var texts any
	dec := json.NewDecoder(bytes.NewReader(r.Body))
	dec.UseNumber()
	if err := dec.Decode(&texts); err != nil {
		return r, err
	}
	body, err := json.Marshal(struckOut(texts, word))
	if err != nil {
		return r, err
	}
	v, err := register.Record{Ref: r.Ref, Body: body}.Value()
	if err != nil {
		return r, nil // the word was no text: it cannot be struck out
	}
	return register.New(v)
}

func struckOut(v any, word string) any {
	switch v := v.(type) {
	case string:
		return register.Strike(v, word, struckWord)
	case []any:
		for i := range v {
			v[i] = struckOut(v[i], word)
		}
	case map[string]any:
		for key := range v {
			v[key] = struckOut(v[key], word)
		}
	}
	return v
}

// invalid tells what would be wrong with a case in which a record says something else, and
// was not wrong before.
func invalid(c *underpin.Case, r register.Record) []underpin.Problem {
	v, err := r.Value()
	if err != nil {
		return []underpin.Problem{{Message: err.Error()}}
	}
	var put underpin.Case
	k, _ := underpin.KindOf(r.Ref.Kind)
	k.Append(&put, v)
	before := c.Validate()
	return slices.DeleteFunc(underpin.Merge(c, &put).Validate(), func(p underpin.Problem) bool { return slices.Contains(before, p) })
}
