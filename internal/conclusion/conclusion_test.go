package conclusion_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
	"underpin/internal/synth/property"
)

// A fake answers from fixed tables and counts what it is asked.
type fake struct {
	top        underpin.EntityID
	command    map[[2]underpin.EntityID]bool
	channels   int
	components int
	class      shock.Class
	asked      int
}

func (f *fake) Top(string, underpin.Schema) underpin.EntityID { f.asked++; return f.top }
func (f *fake) Command(a, b underpin.EntityID) bool {
	f.asked++
	return f.command[[2]underpin.EntityID{a, b}]
}
func (f *fake) Support(a, b underpin.EntityID) bool { f.asked++; return f.Command(a, b) }
func (f *fake) Channels(a, b underpin.EntityID) int { f.asked++; return f.channels }
func (f *fake) Holds(a, b underpin.EntityID) bool   { f.asked++; return false }
func (f *fake) Vacant(underpin.EntityID) bool       { f.asked++; return true }
func (f *fake) Class(underpin.EntityID) shock.Class { f.asked++; return f.class }
func (f *fake) Measure(name string, _ underpin.EntityID) float64 {
	f.asked++
	return map[string]float64{"degree": 3, "betweenness": .25, "core": 2, "constraint": .5}[name]
}
func (f *fake) Whole(name string) float64 {
	f.asked++
	return map[string]float64{"components": float64(f.components), "largest": 7, "f": .1, "df": .2, "efficiency": .3, "modularity": .4}[name]
}

func harbour() *underpin.Case {
	return &underpin.Case{
		ID: "harbour",
		Entities: []underpin.Entity{
			{ID: "maryam-dalal", Schema: underpin.Person, Name: "Maryam Dalal"},
			{ID: "harbour-authority", Schema: underpin.PublicBody, Name: "Harbour Authority"},
			{ID: "ministry", Schema: underpin.PublicBody, Name: "Ministry"},
			{ID: "chair", Schema: underpin.Position, Name: "Chair"},
		},
		Conclusions: []underpin.Conclusion{
			{ID: "command-lost", Text: "The ministry loses the harbour", Expr: `!after.command("ministry", "harbour-authority")`},
			{ID: "centre", Text: "Who is at the centre", Expr: `before.top("betweenness", "Person")`},
		},
	}
}

var beforeFake = func() *fake {
	return &fake{top: "maryam-dalal", channels: 2, components: 3,
		command: map[[2]underpin.EntityID]bool{{"ministry", "harbour-authority"}: true}}
}

var afterFake = func() *fake { return &fake{channels: 1, components: 5, class: shock.Contested} }

func TestAnExpressionIsAnsweredFromBeforeAndAfter(t *testing.T) {
	for expr, want := range map[string]conclusion.Value{
		`before.top("betweenness", "Person")`:                                            {Who: "maryam-dalal"},
		`before.top("betweenness", "Person") == "maryam-dalal"`:                          {Number: 1},
		`after.top("degree", "")`:                                                        {},
		`after.top("degree", "") == ""`:                                                  {Number: 1},
		`before.command("ministry", "harbour-authority")`:                                {Number: 1},
		`after.command("ministry", "harbour-authority")`:                                 {},
		`after.channels("ministry", "chair") < before.channels("ministry", "chair")`:     {Number: 1},
		`after.components - before.components >= 1`:                                      {Number: 1},
		`after.components - before.components`:                                           {Number: 2},
		`double(after.components) / double(before.components) > 1`:                       {Number: 1},
		`after.df + after.efficiency`:                                                    {Number: .5},
		`after.fragmentation`:                                                            {Number: .1},
		`after.contested("harbour-authority") && after.vacant("chair")`:                  {Number: 1},
		`after.orphaned("harbour-authority")`:                                            {},
		`after.betweenness("ministry") * 2.0`:                                            {Number: .5},
		`before.largest - after.degree("ministry")`:                                      {Number: 4},
		`after.command(before.top("degree", "Person"), "ministry") ? 1 : 0`:              {},
		`before.top("degree", "Person") in ["maryam-dalal", "ministry"]`:                 {Number: 1},
		`after.holds("ministry", "chair") || after.support("ministry", "chair") || true`: {Number: 1},
		`after.measure("betweenness", "ministry")`:                                       {Number: .25},
		`after.core("ministry") + after.degree("ministry")`:                              {Number: 5},
		`after.constraint("ministry") + after.modularity`:                                {Number: .9},
		`after.f == after.fragmentation`:                                                 {Number: 1},
	} {
		c, err := conclusion.Compile(harbour(), expr)
		if err != nil {
			t.Errorf("%s: %v", expr, err)
			continue
		}
		got, err := c.Eval(beforeFake(), afterFake())
		if err != nil {
			t.Errorf("%s: %v", expr, err)
		}
		if got != want {
			t.Errorf("%s = %+v, want %+v", expr, got, want)
		}
	}
}

func TestADivisionByZeroIsAMistakeNotANumber(t *testing.T) {
	for _, expr := range []string{
		"1 / (after.components - 5)", "1.0 / (after.df - after.df)", "0.0 / (after.df - after.df)", "1 / 0",
	} {
		c, err := conclusion.Compile(harbour(), expr)
		if err == nil {
			_, err = c.Eval(beforeFake(), afterFake())
		}
		if !errors.Is(err, conclusion.ErrExpression) {
			t.Errorf("%s: %v", expr, err)
		}
	}
}

func TestOnlyWhatIsAskedIsComputed(t *testing.T) {
	c, err := conclusion.Compile(harbour(), `after.components > 100 && before.command("ministry", "chair")`)
	if err != nil {
		t.Fatal(err)
	}
	b, a := beforeFake(), afterFake()
	if _, err := c.Eval(b, a); err != nil {
		t.Fatal(err)
	}
	if a.asked != 1 || b.asked != 0 {
		t.Errorf("after was asked %d times, before %d", a.asked, b.asked)
	}
}

func TestAnExpressionSaysWhatItNeeds(t *testing.T) {
	for expr, want := range map[string]conclusion.Needs{
		`before.top("betweenness", "Person")`:                         {Before: true, Binding: true, Measures: []string{"betweenness"}, Distances: true},
		`after.command("ministry", "chair")`:                          {After: true, Command: true},
		`after.support("ministry", "chair") || after.vacant("chair")`: {After: true, Support: true, Posts: true},
		`after.top("superiors", "Person") == ""`:                      {After: true, Command: true, Measures: []string{"superiors"}},
		`after.orphaned("chair")`:                                     {Before: true, After: true, Losses: true},
		`after.degree("chair") - before.degree("chair")`:              {Before: true, After: true, Binding: true, Measures: []string{"degree"}},
	} {
		c, err := conclusion.Compile(harbour(), expr)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, c.Needs()); d != "" {
			t.Errorf("%s: %s", expr, d)
		}
	}
}

func TestATieThatIsNotLookedAtIsKnown(t *testing.T) {
	leads := &snapshot.Tie{Binding: true, Command: true, Support: true}
	sponsors := &snapshot.Tie{Binding: true, Support: true}
	opposes := &snapshot.Tie{Negative: true}
	command, support, binding := conclusion.Needs{Command: true}, conclusion.Needs{Support: true}, conclusion.Needs{Binding: true}
	for _, test := range []struct {
		needs conclusion.Needs
		tie   *snapshot.Tie
		want  bool
	}{
		{command, leads, true}, {command, sponsors, false}, {support, sponsors, true}, {support, leads, true},
		{binding, sponsors, true}, {binding, opposes, false}, {command, opposes, false},
	} {
		if got := test.needs.Sees(test.tie); got != test.want {
			t.Errorf("%+v sees %+v: %v", test.needs, test.tie, got)
		}
	}
}

func TestANamedConclusionIsFoundAndAMistypedNameIsNoExpression(t *testing.T) {
	c, err := conclusion.Find(harbour(), "command-lost")
	if err != nil || c.ID() != "command-lost" || c.Text() != "The ministry loses the harbour" || c.Kind() != conclusion.Boolean {
		t.Fatalf("%+v, %v", c, err)
	}
	if c, err := conclusion.Find(harbour(), "after.components"); err != nil || c.Kind() != conclusion.Number || c.Text() != "after.components" {
		t.Errorf("%+v, %v", c, err)
	}
	_, err = conclusion.Find(harbour(), "command-lst")
	var m *conclusion.Mistake
	if !errors.As(err, &m) || m.Hint != "did you mean command-lost?" {
		t.Errorf("%v", err)
	}
}

func TestAnswersAreSummedUp(t *testing.T) {
	yes, no := conclusion.Value{Number: 1}, conclusion.Value{}
	if s := conclusion.Summarise(conclusion.Boolean, []conclusion.Value{yes, yes, yes, no}); s.Value != .75 || s.Low != 0 {
		t.Errorf("%+v", s)
	}
	var numbers []conclusion.Value
	for i := range 100 {
		numbers = append(numbers, conclusion.Value{Number: float64(99 - i)})
	}
	if s := conclusion.Summarise(conclusion.Number, numbers); s.Value != 49.5 || s.Low != 4 || s.High != 94 {
		t.Errorf("%+v", s)
	}
	s := conclusion.Summarise(conclusion.Who, []conclusion.Value{{Who: "b"}, {Who: "a"}, {Who: "c"}, {Who: "a"}, {Who: "b"}})
	if s.Who != "" || s.Value != 0 || len(s.Shares) != 3 || s.Shares[0].Who != "a" || s.Shares[1].Who != "b" {
		t.Errorf("two alike: %+v", s)
	}
	if diff := cmp.Diff([]underpin.EntityID{"a", "b"}, s.Rivals()); diff != "" {
		t.Error(diff)
	}
	s = conclusion.Summarise(conclusion.Who, []conclusion.Value{{Who: "b"}, {Who: "a"}, {}, {Who: "a"}})
	if s.Who != "a" || s.Value != .5 || s.Rivals() != nil {
		t.Errorf("one ahead: %+v", s)
	}
	// An eighth of the worlds goes from a to b: both have as many then.
	before := conclusion.Summarise(conclusion.Who, []conclusion.Value{{Who: "a"}, {}, {}, {}, {}, {}, {}, {}})
	after := conclusion.Summarise(conclusion.Who, []conclusion.Value{{Who: "b"}, {}, {}, {}, {}, {}, {}, {}})
	if moved := s.Moved(before, after); moved.Who != "" || !s.Flips(moved) {
		t.Errorf("moved: %+v", moved)
	}
	if s := conclusion.Summarise(conclusion.Number, nil); s.Value != 0 {
		t.Errorf("%+v", s)
	}
}

func TestAnAnswerFlipsWhenItIsAnother(t *testing.T) {
	for _, test := range []struct {
		base, other conclusion.Summary
		want        bool
	}{
		{conclusion.Summary{Kind: conclusion.Boolean, Value: .6}, conclusion.Summary{Value: .4}, true},
		{conclusion.Summary{Kind: conclusion.Boolean, Value: .6}, conclusion.Summary{Value: .55}, false},
		{conclusion.Summary{Kind: conclusion.Boolean, Value: .3}, conclusion.Summary{Value: .51}, true},
		{conclusion.Summary{Kind: conclusion.Who, Who: "a"}, conclusion.Summary{Who: "b"}, true},
		{conclusion.Summary{Kind: conclusion.Who, Who: "a"}, conclusion.Summary{Who: "a"}, false},
		{conclusion.Summary{Kind: conclusion.Number, Low: 2, High: 5}, conclusion.Summary{Value: 5.1}, true},
		{conclusion.Summary{Kind: conclusion.Number, Low: 2, High: 5}, conclusion.Summary{Value: 5}, false},
		{conclusion.Summary{Kind: conclusion.Number, Value: .04}, conclusion.Summary{Value: .04}, false},
		{conclusion.Summary{Kind: conclusion.Number, Value: .04}, conclusion.Summary{Value: .05}, true},
	} {
		if got := test.base.Flips(test.other); got != test.want {
			t.Errorf("%+v to %+v: %v", test.base, test.other, got)
		}
	}
}

func FuzzCompileNeverPanics(f *testing.F) {
	f.Add(`after.command("ministry", "chair")`)
	f.Add(`before.top("betweenness", "Person") == "x" ? 1 : 2`)
	f.Add("[[[[[(((")
	c := harbour()
	f.Fuzz(func(t *testing.T, expr string) {
		defer property.Bounded(t)()
		k, err := conclusion.Compile(c, expr)
		if err != nil {
			if !errors.Is(err, conclusion.ErrExpression) {
				t.Fatalf("%q: %v", expr, err)
			}
			_ = err.Error()
			return
		}
		if _, err := k.Eval(beforeFake(), afterFake()); err != nil && !errors.Is(err, conclusion.ErrExpression) {
			t.Fatalf("%q: %v", expr, err)
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	c := harbour()
	for b.Loop() {
		if _, err := conclusion.Compile(c, `before.command("ministry", "harbour-authority") && !after.command("ministry", "harbour-authority")`); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEval answers one conclusion in one world whose states answer at once:
// what the language itself costs.
func BenchmarkEval(b *testing.B) {
	c, err := conclusion.Compile(harbour(), `before.command("ministry", "harbour-authority") && !after.command("ministry", "harbour-authority")`)
	if err != nil {
		b.Fatal(err)
	}
	before, after := beforeFake(), afterFake()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Eval(before, after); err != nil {
			b.Fatal(err)
		}
	}
}
