package register

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"underpin"
)

// A value is a domain value with its id.
type value struct {
	id string
	v  any
}

// A family says how the records of one kind lie in a case.
type family struct {
	kind   underpin.RecordKind
	is     func(v any) (id string, ok bool)
	values func(c *underpin.Case) []value
	count  func(c *underpin.Case) int
	decode func(body []byte) (any, error)
	sort   func(c *underpin.Case)
}

// families lists the kinds in the order of underpin.RecordKinds.
var families = []family{
	settingsFamily(),
	familyFor(underpin.KindRelation, func(c *underpin.Case) *[]underpin.Relation { return &c.Relations },
		func(v *underpin.Relation) string { return string(v.Name) }),
	familyFor(underpin.KindEntity, func(c *underpin.Case) *[]underpin.Entity { return &c.Entities },
		func(v *underpin.Entity) string { return string(v.ID) }),
	familyFor(underpin.KindSameness, func(c *underpin.Case) *[]underpin.Sameness { return &c.Samenesses },
		func(v *underpin.Sameness) string { return v.ID }),
	familyFor(underpin.KindSource, func(c *underpin.Case) *[]underpin.Source { return &c.Sources },
		func(v *underpin.Source) string { return string(v.ID) }),
	familyFor(underpin.KindOrigin, func(c *underpin.Case) *[]underpin.Origin { return &c.Origins },
		func(v *underpin.Origin) string { return string(v.ID) }),
	familyFor(underpin.KindGroup, func(c *underpin.Case) *[]underpin.Group { return &c.Groups },
		func(v *underpin.Group) string { return v.ID }),
	familyFor(underpin.KindEncounter, func(c *underpin.Case) *[]underpin.Encounter { return &c.Encounters },
		func(v *underpin.Encounter) string { return v.ID }),
	familyFor(underpin.KindClaim, func(c *underpin.Case) *[]underpin.Claim { return &c.Claims },
		func(v *underpin.Claim) string { return string(v.ID) }),
	familyFor(underpin.KindTestimony, func(c *underpin.Case) *[]underpin.Testimony { return &c.Testimonies },
		func(v *underpin.Testimony) string { return string(v.ID) }),
	familyFor(underpin.KindRequest, func(c *underpin.Case) *[]underpin.Request { return &c.Requests },
		func(v *underpin.Request) string { return v.ID }),
	familyFor(underpin.KindConclusion, func(c *underpin.Case) *[]underpin.Conclusion { return &c.Conclusions },
		func(v *underpin.Conclusion) string { return v.ID }),
	familyFor(underpin.KindQuestion, func(c *underpin.Case) *[]underpin.Question { return &c.Questions },
		func(v *underpin.Question) string { return v.ID }),
	familyFor(underpin.KindEstimate, func(c *underpin.Case) *[]underpin.Estimate { return &c.Estimates },
		func(v *underpin.Estimate) string { return v.ID }),
	familyFor(underpin.KindFact, func(c *underpin.Case) *[]underpin.Fact { return &c.Method },
		func(v *underpin.Fact) string { return v.Item }),
}

// RefOf returns the reference of a domain value. A Fact is known by its item,
// a Relation by its name; the Settings have an empty id.
func RefOf(v any) (underpin.RecordRef, error) {
	for _, f := range families {
		if id, ok := f.is(v); ok {
			return underpin.RecordRef{Kind: f.kind, ID: id}, nil
		}
	}
	return underpin.RecordRef{}, fmt.Errorf("%w: %T", ErrUnknownKind, v)
}

func familyOf(kind underpin.RecordKind) (family, bool) {
	i := slices.IndexFunc(families, func(f family) bool { return f.kind == kind })
	if i < 0 {
		return family{}, false
	}
	return families[i], true
}

// familyFor describes a kind whose records are a slice of the case.
func familyFor[T any](kind underpin.RecordKind, slice func(*underpin.Case) *[]T, id func(*T) string) family {
	return family{
		kind: kind,
		is: func(v any) (string, bool) {
			t, ok := v.(T)
			if !ok {
				return "", false
			}
			return id(&t), true
		},
		values: func(c *underpin.Case) []value {
			s := *slice(c)
			out := make([]value, len(s))
			for i := range s {
				out[i] = value{id(&s[i]), s[i]}
			}
			return out
		},
		count:  func(c *underpin.Case) int { return len(*slice(c)) },
		decode: decodeAs[T],
		sort: func(c *underpin.Case) {
			slices.SortStableFunc(*slice(c), func(a, b T) int { return Natural(id(&a), id(&b)) })
		},
	}
}

func settingsFamily() family {
	none := func(c *underpin.Case) bool { return reflect.ValueOf(c.Settings).IsZero() }
	return family{
		kind: underpin.KindSettings,
		is:   func(v any) (string, bool) { _, ok := v.(underpin.Settings); return "", ok },
		values: func(c *underpin.Case) []value {
			if none(c) {
				return nil
			}
			return []value{{"", c.Settings}}
		},
		count: func(c *underpin.Case) int {
			if none(c) {
				return 0
			}
			return 1
		},
		decode: decodeAs[underpin.Settings],
		sort:   func(*underpin.Case) {},
	}
}

func decodeAs[T any](body []byte) (any, error) {
	var v T
	if err := json.Unmarshal(body, &v); err != nil {
		return nil, err
	}
	return v, nil
}
