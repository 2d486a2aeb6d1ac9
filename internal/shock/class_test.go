package shock_test

import (
	"testing"

	"underpin"
	"underpin/internal/shock"
)

func TestClasses(t *testing.T) {
	for _, test := range []struct {
		name     string
		claims   []string
		lose     underpin.EntityID
		item     underpin.EntityID
		class    shock.Class
		sentence string
	}{
		{"what nobody else holds is orphaned", []string{"maryam controls quay"}, "maryam", "quay",
			shock.Orphaned, "quay: without maryam, no line of command is left."},
		{"what one other holds is weakened", []string{"maryam controls quay", "yusuf controls quay"}, "maryam", "quay",
			shock.Weakened, "quay: without maryam, still held by yusuf."},
		{"what two others hold who answer to no one is contested",
			[]string{"maryam controls quay", "crane-co controls quay", "tug-co controls quay"}, "maryam", "quay",
			shock.Contested, "quay: without maryam, held by crane-co and tug-co, with no superior in common."},
		{"two under one superior are no rivals",
			[]string{"maryam controls quay", "crane-co controls quay", "tug-co controls quay", "ministry controls crane-co", "ministry controls tug-co"},
			"maryam", "quay", shock.Weakened, ""},
		{"who supports the other is no rival",
			[]string{"maryam controls quay", "crane-co controls quay", "tug-co controls quay", "crane-co sponsors tug-co"},
			"maryam", "quay", shock.Weakened, ""},
		{"the head of a body is no rival of the whole", []string{"maryam controls pilots", "yusuf commands pilots", "pilots part_of ministry"},
			"maryam", "pilots", shock.Weakened, ""},
		{"the head of a company is no rival of its owner", []string{"maryam controls crane-co", "yusuf heads crane-co", "tug-co owns crane-co"},
			"maryam", "crane-co", shock.Weakened, ""},
		{"one who holds it by title is no rival of one who holds it by command",
			[]string{"maryam controls crane-co", "yusuf directs crane-co", "tug-co controls crane-co"}, "maryam", "crane-co", shock.Weakened, ""},
		{"title against title is contested", []string{"maryam directs crane-co", "ministry controls crane-co", "tug-co controls crane-co"},
			"maryam", "crane-co", shock.Contested, ""},
		{"command against command is contested", []string{"maryam controls crane-co", "yusuf directs crane-co", "tug-co directs crane-co"},
			"maryam", "crane-co", shock.Contested, ""},
		{"two offices of a company are no rivals under its owner",
			[]string{"ministry owns crane-co", "chair heads crane-co", "deputy heads crane-co", "maryam directs crane-co"},
			"maryam", "crane-co", shock.Weakened, ""},
		{"without an owner two offices are",
			[]string{"chair heads crane-co", "deputy heads crane-co", "maryam directs crane-co"}, "maryam", "crane-co", shock.Contested, ""},
		{"who appoints is no rival of who is appointed",
			[]string{"maryam controls crane-co", "yusuf directs crane-co", "tug-co directs crane-co", "tug-co appoints yusuf"},
			"maryam", "crane-co", shock.Weakened, ""},
		{"control over a chain of firms goes with the firm between", []string{"ministry owns crane-co", "crane-co owns tug-co"},
			"crane-co", "tug-co", shock.Orphaned, "tug-co: without crane-co, no line of command is left."},
		{"an owner over a chain is missed as who held the holder", []string{"ministry owns crane-co", "crane-co owns tug-co"},
			"ministry", "tug-co", shock.Weakened, "tug-co: held by crane-co, now without ministry."},
		{"the lost as their only superior leaves rivals",
			[]string{"crane-co controls quay", "tug-co controls quay", "maryam controls crane-co", "maryam controls tug-co"},
			"maryam", "quay", shock.Contested, "quay: without maryam, held by crane-co and tug-co, with no superior in common."},
		{"rivals from before are not the loss's doing", []string{"crane-co controls quay", "tug-co controls quay", "maryam controls cranes"},
			"maryam", "quay", shock.Untouched, ""},
		{"a holder left without its superior is weakened", []string{"crane-co controls quay", "maryam controls crane-co"}, "maryam", "quay",
			shock.Weakened, "quay: held by crane-co, now without maryam."},
		{"which member of a collective without its commander holds a thing nobody says",
			[]string{"gangs controls quay", "maryam commands gangs", "north-gang member_of gangs", "south-gang member_of gangs"}, "maryam", "quay",
			shock.NotToldApart, "quay: without maryam, held by gangs; which member holds it is not told apart."},
		{"nor where none or one of its members is known",
			[]string{"gangs controls quay", "maryam commands gangs"}, "maryam", "quay",
			shock.NotToldApart, "quay: without maryam, held by gangs; which member holds it is not told apart."},
		{"what a collective holds that a leaderless one holds is not told apart either",
			[]string{"crews controls quay", "gangs controls crews", "maryam commands gangs"}, "maryam", "quay",
			shock.NotToldApart, "quay: without maryam, held by crews, held by gangs; which member holds it is not told apart."},
		{"a collective under a leaderless one that another leads holds on",
			[]string{"crews controls quay", "yusuf leads crews", "gangs controls crews", "maryam commands gangs"}, "maryam", "quay",
			shock.Untouched, ""},
		{"a named body between tells them apart",
			[]string{"crane-co controls quay", "gangs controls crane-co", "maryam commands gangs"}, "maryam", "quay", shock.Untouched, ""},
		{"two collectives that hold each other are followed once",
			[]string{"crews controls quay", "gangs controls crews", "crews controls gangs", "maryam commands gangs"}, "maryam", "quay",
			shock.NotToldApart, ""},
		{"a collective beside a named holder is not told apart",
			[]string{"gangs controls quay", "maryam commands gangs", "crane-co controls quay"}, "maryam", "quay", shock.NotToldApart, ""},
		{"a collective is no rival, as nobody in it is named",
			[]string{"gangs controls quay", "maryam controls quay", "crane-co controls quay"}, "maryam", "quay", shock.Weakened, ""},
		{"two named rivals contest it whoever else holds it",
			[]string{"gangs controls quay", "maryam commands gangs", "crane-co controls quay", "tug-co controls quay"}, "maryam", "quay", shock.Contested, ""},
		{"a collective that was merely directed has no commander to lose",
			[]string{"gangs controls quay", "maryam directs gangs", "north-gang member_of gangs", "south-gang member_of gangs"}, "maryam", "quay",
			shock.Weakened, ""},
		{"a collective with another commander is not leaderless",
			[]string{"gangs controls quay", "maryam commands gangs", "yusuf leads gangs", "north-gang member_of gangs", "south-gang member_of gangs"},
			"maryam", "quay", shock.Weakened, ""},
		{"a body with members that is no collective stays one holder",
			[]string{"union controls quay", "maryam commands union", "north-gang member_of union", "south-gang member_of union"}, "maryam", "quay",
			shock.Weakened, ""},
		{"a member is not held by its collective",
			[]string{"maryam commands gangs", "north-gang member_of gangs", "ministry controls north-gang", "maryam controls north-gang"}, "maryam",
			"north-gang", shock.Weakened, ""},
		{"a stated successor takes over", []string{"maryam controls quay", "crane-co succeeds maryam"}, "maryam", "quay",
			shock.Reassigned, "quay: without maryam, said to be in the hands of crane-co."},
		{"a successor may be stated at either end", []string{"maryam controls quay", "maryam precedes crane-co"}, "maryam", "quay",
			shock.Reassigned, "quay: without maryam, said to be in the hands of crane-co."},
		{"a person is not named as one who takes over", []string{"maryam controls quay", "yusuf succeeds maryam"}, "maryam", "quay",
			shock.Reassigned, "quay: without maryam, said to be in other hands."},
		{"the other holder under an exclusive relation takes over", []string{"maryam commands pilots", "chair heads pilots", "maryam controls chair"},
			"maryam", "pilots", shock.Reassigned, "pilots: without maryam, said to be in the hands of chair."},
		{"a post whose holder is lost is orphaned", []string{"maryam holds_post chair", "chair heads pilots"}, "maryam", "chair",
			shock.Orphaned, "chair: without maryam, no line of command is left."},
		{"a vacant post holds nothing", []string{"maryam holds_post chair", "chair heads pilots"}, "maryam", "pilots",
			shock.Orphaned, "pilots: with nobody as chair, no line of command is left."},
		{"a post that nobody is known to hold holds on", []string{"maryam controls pilots", "chair heads pilots"}, "maryam", "pilots",
			shock.Weakened, ""},
		{"what lies elsewhere is not touched", []string{"maryam controls quay", "yusuf controls cranes"}, "maryam", "cranes",
			shock.Untouched, ""},
		{"a sponsor is no holder", []string{"maryam sponsors crane-co", "ministry controls crane-co"}, "maryam", "crane-co",
			shock.Untouched, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := frame(t, harbour(t, test.claims...), always{}, 1)
			c := compare(t, f, shock.Config{Entities: []underpin.EntityID{test.lose}})
			got := itemOf(t, report(t, c), test.item)
			if got.Class != test.class || got.PClass != 1 {
				t.Fatalf("got %s (%g), want %s; %+v", got.Class, got.PClass, test.class, got.Reason)
			}
			if got.Reason == nil != (test.class == shock.Untouched) {
				t.Errorf("reason: %+v", got.Reason)
			}
			if test.sentence != "" && got.Reason.Sentence != test.sentence {
				t.Errorf("got %q, want %q", got.Reason.Sentence, test.sentence)
			}
			_, after := c.At(0)
			if after.Class(test.item) != test.class {
				t.Errorf("the state says %s", after.Class(test.item))
			}
		})
	}
}

func TestALostClaimTakesItsHoldOnly(t *testing.T) {
	c := harbour(t, "maryam controls quay", "maryam controls cranes", "yusuf controls quay")
	r := report(t, compare(t, frame(t, c, always{}, 1), shock.Config{Claims: []underpin.ClaimID{"c0"}}))
	quay := itemOf(t, r, "quay")
	if quay.Class != shock.Weakened || quay.Reason.Sentence != "quay: without the hold of maryam, still held by yusuf." {
		t.Errorf("quay: %s, %+v", quay.Class, quay.Reason)
	}
	if got := itemOf(t, r, "cranes").Class; got != shock.Untouched {
		t.Errorf("cranes: %s", got)
	}
}

func TestTheMostFrequentClassIsShownWithTheShareOfEach(t *testing.T) {
	c := harbour(t, "maryam controls quay", "yusuf controls quay")
	r := report(t, compare(t, frame(t, c, every{}, 4), shock.Config{Entities: []underpin.EntityID{"maryam"}}))
	quay := itemOf(t, r, "quay")
	want := map[shock.Class]float64{shock.Orphaned: .25, shock.Weakened: .25, shock.Untouched: .5}
	if quay.Class != shock.Untouched || quay.PClass != .5 || len(quay.Classes) != 3 {
		t.Errorf("got %+v", quay)
	}
	for class, share := range want {
		if quay.Classes[class] != share {
			t.Errorf("%s: got %g, want %g", class, quay.Classes[class], share)
		}
	}
}
