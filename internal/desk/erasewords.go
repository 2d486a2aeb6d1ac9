package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"underpin"
	"underpin/internal/register"
)

// struckWord is what stands in a text where the name of a source was that is erased.
const struckWord = "[erased]"

// namesOf lists the id of a source and the names that it has had.
func (d *Desk) namesOf(ctx context.Context, id underpin.CaseID, ref underpin.RecordRef) ([]string, error) {
	versions, err := d.store.History(ctx, id, ref)
	if err != nil {
		return nil, err
	}
	names := []string{ref.ID}
	for _, v := range versions {
		if v.Record.Gone() {
			continue
		}
		s, err := v.Record.Value()
		if err != nil {
			return nil, err
		}
		if name := s.(*underpin.Source).Name; name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// withoutWords returns the records that are put into a case, and those in whose words a
// name stands, with the names struck out of their words. A record that would be wrong
// without a name stays as it is, and is then told among those that mention it.
func withoutWords(c *underpin.Case, put []register.Record, names []string) ([]register.Record, error) {
	put = slices.Clone(put)
	for r, err := range register.All(c) {
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(names, func(name string) bool { return register.BodyNames(r.Body, name) }) {
			continue
		}
		struck, err := strikeOut(r, names)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(put, func(p register.Record) bool { return p.Ref == r.Ref })
		switch {
		case struck.Ref != r.Ref || bytes.Equal(struck.Body, r.Body) || len(invalid(c, struck)) > 0:
		case at >= 0:
			put[at] = struck
		default:
			put = append(put, struck)
		}
	}
	return put, nil
}

// strikeOut returns a record with names struck out of every text in it.
func strikeOut(r register.Record, names []string) (register.Record, error) {
	var texts any
	dec := json.NewDecoder(bytes.NewReader(r.Body))
	dec.UseNumber()
	if err := dec.Decode(&texts); err != nil {
		return r, err
	}
	body, err := json.Marshal(struckOut(texts, names))
	if err != nil {
		return r, err
	}
	v, err := register.Record{Ref: r.Ref, Body: body}.Value()
	if err != nil {
		return r, nil // a name was no text: it cannot be struck out
	}
	return register.New(v)
}

func struckOut(v any, names []string) any {
	switch v := v.(type) {
	case string:
		for _, name := range names {
			v = register.Strike(v, name, struckWord)
		}
		return v
	case []any:
		for i := range v {
			v[i] = struckOut(v[i], names)
		}
	case map[string]any:
		for key := range v {
			v[key] = struckOut(v[key], names)
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
