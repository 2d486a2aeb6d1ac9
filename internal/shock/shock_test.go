package shock_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
)

func TestPostsFallVacantAndCommandsAreLeftOpen(t *testing.T) {
	c := harbour(t, "maryam holds_post chair", "maryam leads pilots", "yusuf commands guard", "chair heads authority", "maryam directs guard")
	got := report(t, compare(t, frame(t, c, every{}, 32), shock.Config{Entities: []underpin.EntityID{"maryam"}})).Posts
	want := []shock.Post{
		{Entity: "chair", Name: "chair", Relation: "holds_post", Open: "no other holder is named", P: .5, Claims: []underpin.ClaimID{"c0"}},
		{Entity: "pilots", Name: "pilots", Relation: "leads", Open: "it is left open", P: .5, Claims: []underpin.ClaimID{"c1"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReachAndChannelsBeforeAndAfter(t *testing.T) {
	c := harbour(t, "ministry commands maryam", "maryam controls quay", "ministry controls crane-co", "crane-co controls quay",
		"cabinet sponsors crane-co")
	cfg := shock.Config{Entities: []underpin.EntityID{"maryam"}, Roots: []underpin.EntityID{"ministry"}}
	f := frame(t, c, always{}, 2)
	r := report(t, compare(t, f, cfg))
	quay := itemOf(t, r, "quay")
	if quay.ChannelsBefore != 2 || quay.ChannelsAfter != 1 || quay.CommandBefore != 1 || quay.CommandAfter != 1 {
		t.Errorf("quay: %+v", quay)
	}
	cfg.Roots = []underpin.EntityID{"cabinet", "maryam"}
	quay = itemOf(t, report(t, compare(t, f, cfg)), "quay")
	if quay.CommandBefore != 1 || quay.CommandAfter != 0 || quay.SupportAfter != 1 || quay.ChannelsBefore != 1 || quay.ChannelsAfter != 0 {
		t.Errorf("from two roots, of which one is lost: %+v", quay)
	}
	if len(r.Before.Reach) != 1 || len(r.Before.Reach[0].Reached) != 3 || len(r.After.Reach[0].Reached) != 2 {
		t.Errorf("reach of the ministry: %+v before, %+v after", r.Before.Reach, r.After.Reach)
	}
}

func TestARootIsHeldByTheOtherRoots(t *testing.T) {
	c := harbour(t, "cabinet controls ministry", "ministry controls authority", "maryam controls ministry")
	r := report(t, compare(t, frame(t, c, always{}, 1), shock.Config{Entities: []underpin.EntityID{"maryam"},
		Roots: []underpin.EntityID{"cabinet", "ministry"}}))
	if m := itemOf(t, r, "ministry"); m.CommandBefore != 1 || m.ChannelsBefore != 1 || m.ChannelsAfter != 1 {
		t.Errorf("the ministry is held by the cabinet: %+v", m)
	}
}

// Before: DF .499841, F 0. After the Medici are lost: F .384615, DF .673810,
// components of 11, 2 and 1.
func TestTheMediciLost(t *testing.T) {
	var claims []string
	for _, tie := range strings.Fields(`acciaiuoli-medici albizzi-ginori albizzi-guadagni albizzi-medici barbadori-castellani
		barbadori-medici bischeri-guadagni bischeri-peruzzi bischeri-strozzi castellani-peruzzi castellani-strozzi
		guadagni-lamberteschi guadagni-tornabuoni medici-ridolfi medici-salviati medici-tornabuoni pazzi-salviati
		peruzzi-strozzi ridolfi-strozzi ridolfi-tornabuoni`) {
		a, b, _ := strings.Cut(tie, "-")
		claims = append(claims, a+" allied "+b)
	}
	r := report(t, compare(t, frame(t, harbour(t, claims...), always{}, 1), shock.Config{Entities: []underpin.EntityID{"medici"}}))
	for _, test := range []struct {
		name      string
		got, want float64
	}{
		{"F before", r.Before.F.Mean, 0}, {"F after", r.After.F.Mean, .384615},
		{"DF before", r.Before.DF.Mean, .499841}, {"DF after", r.After.DF.Mean, .673810},
		{"components after", r.After.Components.Mean, 3}, {"largest after", r.After.Largest.Mean, 11},
		{"efficiency after", r.After.Efficiency.Mean, 1 - .673810},
		{"F over the old n", r.After.FOld.Mean, 1 - (11*10+2*1)/(15.*14)},
		{"DF over the old n", r.After.DFOld.Mean, 1 - (1-.673810)*(14*13)/(15.*14)},
		{"DF over the old n before", r.Before.DFOld.Mean, .499841},
	} {
		if math.Abs(test.got-test.want) > 6e-7 {
			t.Errorf("%s: got %.6f, want %.6f", test.name, test.got, test.want)
		}
	}
}

func TestRiftsThatVanishAndThoseThatStay(t *testing.T) {
	c := harbour(t, "maryam opposes yusuf", "pilots opposes authority", "maryam allied pilots", "authority allied yusuf")
	got := report(t, compare(t, frame(t, c, every{}, 16), shock.Config{Entities: []underpin.EntityID{"maryam"}})).Rifts
	want := shock.Rifts{Vanish: .5, Stay: .5, Gone: []shock.Rift{{Claim: "c0", P: .5}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAStateAnswersBeforeAndAfter(t *testing.T) {
	c := harbour(t, "maryam holds_post chair", "chair heads authority", "authority controls quay", "yusuf sponsors authority",
		"yusuf allied maryam", "salma allied maryam")
	before, after := compare(t, frame(t, c, always{}, 1), shock.Config{Entities: []underpin.EntityID{"maryam"}}).At(0)
	for _, test := range []struct {
		name      string
		got, want any
	}{
		{"she commands the quay before", before.Command("maryam", "quay"), true},
		{"the lost commands nothing after", after.Command("maryam", "quay"), false},
		{"support stays", after.Support("yusuf", "quay"), true},
		{"support is no command", after.Command("yusuf", "quay"), false},
		{"one channel before", before.Channels("maryam", "quay"), 1},
		{"nothing reaches itself", before.Command("maryam", "maryam"), false},
		{"she holds the post", before.Holds("maryam", "chair"), true},
		{"and not the quay directly", before.Holds("maryam", "quay"), false},
		{"the post is not vacant before", before.Vacant("chair"), false},
		{"it is vacant after", after.Vacant("chair"), true},
		{"what is no post is never vacant", after.Vacant("authority"), false},
		{"one part before", before.Whole("components"), 1.0},
		{"two parts after", after.Whole("components"), 2.0},
		{"the largest after", after.Whole("largest"), 4.0},
		{"degree before", before.Measure("degree", "maryam"), 3.0},
		{"degree of the lost after", after.Measure("degree", "maryam"), 0.0},
		{"the first by degree before", before.Top("degree", underpin.Person), underpin.EntityID("maryam")},
		{"the one with a superior comes first by superiors", after.Top("superiors", ""), underpin.EntityID("authority")},
		{"nobody is first with nothing", after.Top("betweenness", underpin.Person), underpin.EntityID("")},
		{"an unknown entity is absent", before.Measure("degree", "nobody"), 0.0},
		{"a class before the loss", before.Class("authority"), shock.Untouched},
		{"a class after it", after.Class("authority"), shock.Orphaned},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, test.got, test.want)
		}
	}
	if f, df, e := after.Whole("f"), after.Whole("df"), after.Whole("efficiency"); math.Abs(f-.4) > 1e-12 || math.Abs(df+e-1) > 1e-12 {
		t.Errorf("F after: %g, DF %g, efficiency %g", f, df, e)
	}
}

func TestASharedFirstPlaceHasNoTop(t *testing.T) {
	before, _ := compare(t, frame(t, harbour(t, "maryam allied yusuf"), always{}, 1), shock.Config{}).At(0)
	if got := before.Top("degree", underpin.Person); got != "" {
		t.Errorf("top: got %s", got)
	}
}

func TestEntitiesThatAreOneAnswerForEachOther(t *testing.T) {
	c := harbour(t, "maryam controls quay", "m-dalal allied yusuf")
	c.Samenesses = []underpin.Sameness{{ID: "s", A: "maryam", B: "m-dalal", Verdict: underpin.Same}}
	before, after := compare(t, frame(t, c, always{}, 1), shock.Config{Entities: []underpin.EntityID{"m-dalal"}}).At(0)
	if !before.Command("m-dalal", "quay") || before.Measure("degree", "maryam") != 2 {
		t.Error("two ids of one entity answer differently")
	}
	if after.Class("quay") != shock.Orphaned || after.Measure("degree", "maryam") != 0 {
		t.Error("losing one id leaves the other")
	}
}

// What is held by another name of the lost goes without the name that is lost.
func TestTheLostGoesByTheNameThatWasGiven(t *testing.T) {
	c := harbour(t, "maryam owns crane-co", "m-dalal owns tug-co")
	c.Samenesses = []underpin.Sameness{{ID: "s", A: "maryam", B: "m-dalal", Verdict: underpin.Same}}
	for _, name := range []underpin.EntityID{"maryam", "m-dalal"} {
		r := report(t, compare(t, frame(t, c, always{}, 1), shock.Config{Entities: []underpin.EntityID{name}}))
		for _, id := range []underpin.EntityID{"crane-co", "tug-co"} {
			if it := itemOf(t, r, id); it.Reason == nil || !slices.Equal(it.Reason.Gone, []underpin.EntityID{name}) {
				t.Errorf("%s is lost: %s is %s, %+v", name, id, it.Class, it.Reason)
			}
		}
	}
}

func TestLossesThatCannotBe(t *testing.T) {
	c := harbour(t, "maryam controls quay", "yusuf controls quay", "salma controls quay")
	c.Claims[2].Holders = []underpin.EntityID{"yusuf"}
	f := frame(t, c, onlyFirst{}, 1)
	for _, test := range []struct {
		name string
		cfg  shock.Config
		kind error
		says string
	}{
		{"an unknown entity", shock.Config{Entities: []underpin.EntityID{"maryan"}}, shock.ErrUnknown, "did you mean maryam?"},
		{"an entity that is not there on the day", shock.Config{Entities: []underpin.EntityID{"yusuf"}}, shock.ErrNotThere, "has no ties on that day"},
		{"an unknown claim", shock.Config{Claims: []underpin.ClaimID{"c9"}}, shock.ErrUnknown, `no claim "c9"`},
		{"a claim that does not hold on the day", shock.Config{Claims: []underpin.ClaimID{"c1"}}, shock.ErrNotThere, "does not hold on that day"},
		{"a view", shock.Config{Claims: []underpin.ClaimID{"c2"}}, shock.ErrNoTie, "does not form a tie"},
		{"an unknown root", shock.Config{Roots: []underpin.EntityID{"nowhere"}}, shock.ErrUnknown, `no entity "nowhere"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := shock.Compare(f, test.cfg)
			var e *shock.Error
			if !errors.Is(err, test.kind) || !errors.As(err, &e) || e.Hint == "" || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// onlyFirst is worlds in which the first claim holds and no other.
type onlyFirst struct{ always }

func (onlyFirst) Holds(_, _, claim int) bool { return claim == 0 }

func TestNoPersonIsAnItemAndTheReportHasItsContract(t *testing.T) {
	c := harbour(t, "ministry commands maryam", "maryam controls quay")
	r := report(t, compare(t, frame(t, c, always{}, 1), shock.Config{Entities: []underpin.EntityID{"ministry"}}))
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Before, After json.RawMessage
		Items         []map[string]any
		Posts         []map[string]any
	}
	if err := json.Unmarshal(text, &read); err != nil || read.Before == nil || read.After == nil || len(read.Posts) != 1 {
		t.Fatalf("%v: %s", err, text)
	}
	for _, item := range read.Items {
		if item["entity"] == "maryam" {
			t.Error("a person is an item")
		}
		for _, key := range []string{"class", "p_class", "command_before", "command_after", "support_before", "support_after",
			"channels_before", "channels_after"} {
			if _, ok := item[key]; !ok {
				t.Errorf("an item has no %s", key)
			}
		}
	}
}

func TestACancelledReportSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := compare(t, frame(t, harbour(t, "maryam controls quay"), always{}, 1), shock.Config{})
	if _, err := c.Report(ctx, snapshot.RunConfig{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAnEmptyNetworkHasAReport(t *testing.T) {
	r := report(t, compare(t, frame(t, harbour(t), always{}, 3), shock.Config{}))
	if r.Before.F.Mean != 0 || r.After.DFOld.Mean != 0 || len(r.Items) != 0 || len(r.Posts) != 0 {
		t.Errorf("got %+v", r)
	}
}
