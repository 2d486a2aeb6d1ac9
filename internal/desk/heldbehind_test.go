package desk

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/exchange/casebook"
)

// fronts is a quay that a nominee company holds for Keller, who is a nominee for Vance;
// Vance acts on the instructions of the Office; Vance's share of a mill is not known.
// Nobody but Keller says that Keller is somebody's nominee.
const fronts = `underpin: casebook/1
case: {id: fronts, as_of: 2016-06-01}
relations:
  - {relation: owns, class: ownership, power: subject, control: share, sign: "+", half_life: 8y, reads: X owns Y}
  - {relation: nominee_for, class: representation, power: object, control: full, sign: "+", half_life: 4y, reads: X is a nominee for Y}
  - {relation: represents, class: representation, power: object, control: partial, sign: "+", half_life: 4y, reads: X acts for Y}
  - {relation: directs, class: command, power: subject, control: partial, sign: "+", half_life: 4y, reads: X directs Y}
  - {relation: sponsors, class: support, power: subject, control: partial, sign: "+", half_life: 4y, reads: X sponsors Y}
sources:
  - {id: registry, kind: document, name: Registry, grade: B}
  - {id: file, kind: document, name: The file, grade: C}
entities:
  - {id: quay, schema: Company, name: The Quay}
  - {id: mill, schema: Company, name: The Mill}
  - {id: ebb, schema: Company, name: Ebb Nominees}
  - {id: keller, schema: Person, name: Keller}
  - {id: vance, schema: Person, name: Vance}
  - {id: backer, schema: Person, name: Backer}
  - {id: office, schema: PublicBody, name: The Office}
  - {id: clerk, schema: Person, name: Clerk}
  - {id: cabinet, schema: PublicBody, name: The Cabinet}
claims:
  - {id: c1, subject: ebb, relation: owns, object: quay, share: 100, says: [{source: registry, held: 2010/.., said: 2016-06-01}]}
  - {id: c2, subject: ebb, relation: nominee_for, object: keller, says: [{source: file, held: 2010/.., said: 2016-06-01}]}
  - {id: c3, subject: keller, relation: nominee_for, object: vance, says: [{source: file, held: 2010/.., said: 2016-06-01}]}
  - {id: c4, subject: office, relation: directs, object: vance, says: [{source: registry, held: 2010/.., said: 2016-06-01}]}
  - {id: c5, subject: backer, relation: sponsors, object: vance, says: [{source: registry, held: 2010/.., said: 2016-06-01}]}
  - {id: c6, subject: vance, relation: owns, object: mill, share: 30..70, says: [{source: registry, held: 2010/.., said: 2016-06-01}]}
  - {id: c7, subject: cabinet, relation: directs, object: office, says: [{source: registry, held: 2010/.., said: 2016-06-01}]}
  - {id: c8, subject: clerk, relation: represents, object: keller, says: [{source: registry, held: 2010/.., said: 2016-06-01}]}
`

func TestHeldAndReachAreOneAnswerThroughPersonsAndNominees(t *testing.T) {
	d, q := newDesk(t, casebookOf(t, fronts)), Query{Worlds: 4000}
	tests := []struct {
		says  string
		thing underpin.EntityID
		ways  string // of each way: who, what it hands on, through whom
	}{
		{
			"whom a nominee company holds for, whom that person is a nominee for, who is over that one, and who commands that body", "quay",
			"ebb command; keller command through Ebb Nominees; vance command through Ebb Nominees and Keller; " +
				"office command through Ebb Nominees, Keller and Vance; cabinet command through Ebb Nominees, Keller, Vance and The Office; " +
				"backer support through Ebb Nominees, Keller and Vance",
		},
		{
			"who is over an owner whose share may be half or less, in the worlds in which it is more", "mill",
			"vance command; office command through Vance; cabinet command through Vance and The Office; backer support through Vance",
		},
		{"who acts for somebody holds nothing of what that one holds", "ebb", "keller command; vance command through Keller; office command through Keller and Vance; cabinet command through Keller, Vance and The Office; backer support through Keller and Vance"},
	}
	for _, tt := range tests {
		t.Run(tt.says, func(t *testing.T) {
			h, err := d.Held(t.Context(), q, tt.thing)
			if err != nil {
				t.Fatal(err)
			}
			var ways []string
			for _, w := range h.Ways {
				way := string(w.Holder) + " " + w.Reading
				if w.Path != "" {
					way += " through " + w.Path
				}
				ways = append(ways, way)
				reached, err := d.Reach(t.Context(), q, []underpin.EntityID{w.Holder})
				if err != nil {
					t.Fatal(err)
				}
				p, control := w.P, w.Control
				if control > 0 {
					p = control
				}
				for _, r := range reached[0].Rows {
					share := r.Command
					if w.Reading == "support" {
						share = r.Support
					}
					if r.Entity == tt.thing && math.Abs(share-p) > 1e-9 {
						t.Errorf("%s: reach counts %v of the worlds and held %v", w.Holder, share, p)
					}
				}
			}
			want := strings.Split(tt.ways, "; ")
			slices.Sort(ways)
			slices.Sort(want)
			if diff := cmp.Diff(want, ways); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func casebookOf(t *testing.T, text string) *underpin.Case {
	t.Helper()
	c, err := casebook.Read(strings.NewReader(text), "test.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestHeldSaysWhoMayBeOneWithWhom(t *testing.T) {
	c := casebookOf(t, fronts)
	c.Samenesses = []underpin.Sameness{{ID: "s1", A: "keller", B: "clerk", Verdict: underpin.Unsure, P: .3}}
	h, err := newDesk(t, c).Held(t.Context(), Query{Worlds: 4000}, "quay")
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Alike) != 1 || h.Alike[0].Names != [2]string{"Clerk", "Keller"} || math.Abs(h.Alike[0].P-.3) > .03 {
		t.Errorf("held says %+v of who may be one; want Clerk and Keller in .3 of worlds", h.Alike)
	}
	other, err := newDesk(t, c).Held(t.Context(), Query{Worlds: 400}, "mill")
	if err != nil || len(other.Alike) != 0 {
		t.Errorf("nobody named over the mill may be somebody else: %+v, %v", other.Alike, err)
	}
}
