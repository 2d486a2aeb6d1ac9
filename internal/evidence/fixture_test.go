package evidence

import (
	"fmt"
	"time"

	"underpin"
)

// A fixture builds small invented cases for tests.
type fixture struct {
	c *underpin.Case
	n int
}

// newFixture has the relations "backs" (2 years), "chairs" (exclusive, 4 years),
// "met" (an act), "listed" (never fades), the attributes "berths" and "colour" (timeless),
// "born" and "died", and "same_as", the entities e0 to e9, and the claim c0: e0 backs e1.
func newFixture() *fixture {
	rel := func(name string, class underpin.RelationClass, years float64) underpin.Relation {
		return underpin.Relation{
			Name: underpin.RelationName(name), Class: class, Power: underpin.PowerSubject, Sign: "+",
			Control: underpin.ControlFull, HalfLife: underpin.HalfLife{Years: years},
		}
	}
	f := &fixture{c: &underpin.Case{ID: "harbour"}}
	chairs := rel("chairs", underpin.ClassOffice, 4)
	chairs.Exclusive = true
	listed := rel("listed", underpin.ClassDesignation, 0)
	listed.HalfLife.Never = true
	f.c.Relations = []underpin.Relation{
		rel("backs", underpin.ClassSupport, 2), chairs, rel("met", underpin.ClassAct, 0), listed,
		rel("berths", underpin.ClassAttribute, 2),
		{Name: "same_as", Class: underpin.ClassIdentity, HalfLife: underpin.HalfLife{Never: true}},
		{Name: "colour", Class: underpin.ClassAttribute, HalfLife: underpin.HalfLife{Never: true}},
		{Name: "born", Class: underpin.ClassAttribute, Bound: underpin.LifeBegins, HalfLife: underpin.HalfLife{Never: true}},
		{Name: "died", Class: underpin.ClassAttribute, Bound: underpin.LifeEnds, HalfLife: underpin.HalfLife{Never: true}},
	}
	for i := range 10 {
		f.c.Entities = append(f.c.Entities, underpin.Entity{ID: underpin.EntityID(fmt.Sprintf("e%d", i)), Schema: underpin.Person, Name: fmt.Sprintf("Person %d", i)})
	}
	f.claim("c0", "e0", "backs", "e1")
	return f
}

func (f *fixture) claim(id, subject, relation, object string) *underpin.Claim {
	f.c.Claims = append(f.c.Claims, underpin.Claim{
		ID: underpin.ClaimID(id), Subject: underpin.EntityID(subject), Relation: underpin.RelationName(relation), Object: underpin.EntityID(object),
	})
	return &f.c.Claims[len(f.c.Claims)-1]
}

// source adds a source of a grade, if it is not there.
func (f *fixture) source(id string, grade underpin.Grade) underpin.SourceID {
	for _, s := range f.c.Sources {
		if string(s.ID) == id {
			return s.ID
		}
	}
	f.c.Sources = append(f.c.Sources, underpin.Source{
		ID: underpin.SourceID(id), Kind: underpin.SourceDocument, Name: id, Gradings: []underpin.Grading{{Grade: grade}},
	})
	return underpin.SourceID(id)
}

// says adds a testimony on a claim by a source of a grade; set changes it.
func (f *fixture) says(claim, source string, grade underpin.Grade, set func(*underpin.Testimony)) {
	f.n++
	t := underpin.Testimony{
		ID: underpin.TestimonyID(fmt.Sprintf("t%d", f.n)), Claim: underpin.ClaimID(claim), Source: f.source(source, grade),
		Polarity: underpin.Affirm, Attested: day(2019, 6, 1),
	}
	if set != nil {
		set(&t)
	}
	f.c.Testimonies = append(f.c.Testimonies, t)
}

func (f *fixture) compile() *Model {
	m, err := Compile(f.c, Config{Known: underpin.MaxDay})
	if err != nil {
		panic(err)
	}
	return m
}

func day(y, mo, d int) underpin.Date {
	at := underpin.DayOf(y, time.Month(mo), d)
	return underpin.Date{EDTF: at.String(), First: at, Last: at}
}

func deny(t *underpin.Testimony) { t.Polarity = underpin.Deny }

func origin(o string) func(*underpin.Testimony) {
	return func(t *underpin.Testimony) { t.Origin = underpin.OriginID(o) }
}
