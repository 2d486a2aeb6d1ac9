package desk

import (
	"context"
	"strings"

	"underpin"
)

// mostSaid is how many records an entry may have written that are told by what they say.
const mostSaid = 8

// say tells of entries what they did in words of the case as it is, where it has the
// records still: "add testimony on “X directs Y” by Gazette (c2.2)". The register names
// records by their ids alone: what it keeps can never be changed, and holds no words.
func (d *Desk) say(ctx context.Context, id underpin.CaseID, list []HistoryEntry) error {
	refs := make([][]underpin.RecordRef, len(list))
	some := false
	for i := range list {
		list[i].Said = list[i].Summary
		if list[i].Rows > mostSaid {
			continue
		}
		put, _, err := d.store.Touched(ctx, id, list[i].Seq)
		if err != nil {
			return err
		}
		refs[i], some = put, some || len(put) > 0
	}
	if !some {
		return nil
	}
	_, err := answered(ctx, d, Query{Case: id}, func(g *gathering) error {
		for _, of := range refs {
			for _, ref := range of {
				if _, err := g.Record(ref); err != nil {
					return err
				}
			}
		}
		return nil
	}, func(s *Study) (*struct{}, error) {
		for i := range list {
			list[i].Said = said(s.Index, list[i].Summary, refs[i])
		}
		return nil, nil
	})
	return err
}

// said writes a summary with what records say in the place of their kinds and ids.
func said(x *underpin.Index, summary string, refs []underpin.RecordRef) string {
	words, fields, edited := strings.Cut(summary, ": ")
	parts := strings.Split(words, ", ")
	told := underpin.ClaimID("") // the claim that was told just before
	for i, part := range parts {
		for _, ref := range refs {
			verb, ok := strings.CutSuffix(part, ref.String())
			if !ok || verb != "" && !strings.HasSuffix(verb, " ") {
				continue
			}
			parts[i] = verb + saidOf(x, ref, told)
			told = ""
			if ref.Kind == underpin.KindClaim {
				told = underpin.ClaimID(ref.ID)
			}
		}
	}
	out := strings.Join(parts, ", ")
	if edited {
		out += ": " + fields
	}
	return out
}

// saidOf tells a record by what it says, its id last; by its kind and id where the case
// has it no more, or it says nothing by itself.
func saidOf(x *underpin.Index, ref underpin.RecordRef, told underpin.ClaimID) string {
	id := " (" + ref.ID + ")"
	switch r := x.Find(ref).(type) {
	case *underpin.Testimony:
		c := x.Claims[r.Claim]
		switch {
		case c == nil:
		case r.Claim == told:
			return "testimony on it by " + x.SourceLabel(r.Source) + id
		default:
			return "testimony on “" + strings.TrimSuffix(x.Sentence(c), ".") + "” by " + x.SourceLabel(r.Source) + id
		}
	case *underpin.Claim:
		return "the claim “" + strings.TrimSuffix(x.Sentence(r), ".") + "”" + id
	case *underpin.Entity:
		return x.NameOf(r.ID) + id
	case *underpin.Source:
		if label := x.SourceLabel(r.ID); label != ref.ID {
			return "the source " + label + id
		}
	case *underpin.Request, *underpin.Question, *underpin.Conclusion, *underpin.Sameness, *underpin.Group:
		if title := titleOf(x, ref); title != ref.ID {
			return "the " + string(ref.Kind) + " “" + title + "”" + id
		}
	}
	return ref.String()
}
