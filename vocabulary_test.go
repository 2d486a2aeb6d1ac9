package underpin

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEveryClassIsInTheTable holds the table of classes to their names.
func TestEveryClassIsInTheTable(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "class.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(s.Names[0].Name, "Class") {
			named++
		}
		return true
	})
	if named != len(RelationClasses) {
		t.Errorf("%d classes have a name and %d are in the table", named, len(RelationClasses))
	}
	sorted := slices.Sorted(slices.Values(RelationClasses))
	if n := len(slices.Compact(sorted)); n != len(RelationClasses) {
		t.Errorf("of %d classes %d differ", len(RelationClasses), n)
	}
}

// TestNobodyAsksForAClassByItsName holds the table of classes to be the only place
// that knows what a class does: a new one is a row. Generated vocabularies are data.
func TestNobodyAsksForAClassByItsName(t *testing.T) {
	names := make([]string, len(classes))
	for i, c := range classes {
		names[i] = strings.ToUpper(string(c.class[:1])) + string(c.class[1:])
	}
	named := regexp.MustCompile(`^Class(` + strings.Join(names, "|") + `)$`)
	eachSource(t, func(path string, set *token.FileSet, file *ast.File) {
		if path == "class.go" || strings.HasPrefix(path, "internal/synth/") {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if name, ok := n.(*ast.Ident); ok && named.MatchString(name.Name) {
				t.Errorf("%s asks for %s: give the class a trait in class.go and ask for that", set.Position(name.Pos()), name.Name)
			}
			return true
		})
	})
}

func TestAnUnknownClassDoesNothing(t *testing.T) {
	r := Relation{Class: "kinship", Power: PowerSubject, Control: ControlFull, Sign: "+", HalfLife: HalfLife{Years: 2}}
	if r.Command() || r.Support() || r.Ties() || r.Seat() {
		t.Errorf("%+v", r)
	}
}

func TestARelationIsReadByItsClassAndFields(t *testing.T) {
	full := func(c RelationClass) Relation {
		return Relation{Class: c, Power: PowerSubject, Control: ControlFull, Sign: "+", HalfLife: HalfLife{Years: 2}}
	}
	with := func(r Relation, change func(*Relation)) Relation { change(&r); return r }
	for _, tt := range []struct {
		name                   string
		r                      Relation
		command, support, ties bool
	}{
		{"command", full(ClassCommand), true, true, true},
		{"a title is read as command", full(ClassOwnership), true, true, true},
		{"backing is support alone", full(ClassSupport), false, true, true},
		{"an alliance only binds", full(ClassAlliance), false, false, true},
		{"a payment only binds", full(ClassPayment), false, false, true},
		{"an identity is no tie", full(ClassIdentity), false, false, false},
		{"an attribute is no tie", full(ClassAttribute), false, false, false},
		{"what hands on no control", with(full(ClassCommand), func(r *Relation) { r.Control = ControlNone }), false, false, true},
		{"what has no sign", with(full(ClassCommand), func(r *Relation) { r.Sign = "" }), false, false, false},
		{"an act", with(full(ClassCommand), func(r *Relation) { r.HalfLife = HalfLife{} }), false, false, true},
	} {
		if tt.r.Command() != tt.command || tt.r.Support() != tt.support || tt.r.Ties() != tt.ties {
			t.Errorf("%s: command %v, support %v, ties %v", tt.name, tt.r.Command(), tt.r.Support(), tt.r.Ties())
		}
	}
}

func TestWhatIsLeftOpenIsSaidInTheWordsOfTheCase(t *testing.T) {
	for _, tt := range []struct {
		name string
		r    Relation
		want string
	}{
		{"its own words first", Relation{Class: ClassOffice, Vacancy: "has no keeper", Inverse: "kept by"}, "no other keeper is named"},
		{"its own words of another form", Relation{Class: ClassOffice, Vacancy: "lies idle"}, "it lies idle"},
		{"a post", Relation{Class: ClassOffice, Inverse: "held by"}, "no other holder is named"},
		{"by the inverse", Relation{Class: ClassCommand, Inverse: "led by"}, "no one else is named by whom it is led"},
		{"without any", Relation{Class: ClassCommand, Inverse: "has head"}, "it is left open"},
	} {
		if got := tt.r.Vacant(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestFieldsThatNothingWouldReadAreRefused(t *testing.T) {
	leads := Relation{Name: "r", Class: ClassCommand, Power: PowerSubject, Control: ControlFull, Sign: "+", HalfLife: HalfLife{Years: 2}}
	with := func(change func(*Relation)) Relation { r := leads; change(&r); return r }
	for _, tt := range []struct {
		name, field string
		r           Relation
	}{
		{"an unstated share where there are no shares", "unstated", with(func(r *Relation) { r.Unstated = UnstatedDrawn })},
		{"a word that is not in the list", "unstated", with(func(r *Relation) { r.Control, r.Unstated = ControlShare, "guessed" })},
		{"a beginning of what has no value", "bound", with(func(r *Relation) { r.Bound = LifeBegins })},
		{"a bound that is neither", "bound", with(func(r *Relation) { r.Class, r.Bound = ClassAttribute, "middle" })},
		{"a succession that forms no tie", "succession", with(func(r *Relation) { r.Sign, r.Succession = "", SucceedsSubject })},
		{"a vacancy of what many can hold", "vacancy", with(func(r *Relation) { r.Vacancy = "has no leader" })},
		{"an identity with power", "power", with(func(r *Relation) { r.Class, r.Control = ClassIdentity, ControlNone })},
		{"an identity with control", "control", with(func(r *Relation) { r.Class, r.Power = ClassIdentity, PowerNone })},
		{"an identity with rivals", "exclusive", with(func(r *Relation) {
			r.Class, r.Power, r.Control, r.Exclusive = ClassIdentity, PowerNone, ControlNone, true
		})},
	} {
		c := &Case{ID: "quay", Relations: []Relation{tt.r}}
		problems := c.Validate()
		if len(problems) != 1 || problems[0].Field != tt.field || problems[0].Hint == "" {
			t.Errorf("%s: %+v", tt.name, problems)
		}
	}
	for _, r := range []Relation{
		with(func(r *Relation) { r.Exclusive, r.Vacancy, r.Succession = true, "has no leader", SucceedsObject }),
		with(func(r *Relation) { r.Class, r.Control, r.Unstated = ClassOwnership, ControlShare, UnstatedDrawn }),
		{Name: "r", Class: ClassAttribute, Bound: LifeEnds, HalfLife: HalfLife{Never: true}},
		{Name: "r", Class: ClassIdentity, Power: PowerNone, Control: ControlNone, Sign: "+", HalfLife: HalfLife{Never: true}},
	} {
		if p := (&Case{ID: "quay", Relations: []Relation{r}}).Validate(); len(p) > 0 {
			t.Errorf("%+v: %v", r, p)
		}
	}
}

func TestTheValueOfABeginningOrAnEndIsADate(t *testing.T) {
	day := Quantity{Text: "2014-05-02", Date: Date{EDTF: "2014-05-02", First: DayOf(2014, 5, 2), Last: DayOf(2014, 5, 2)}}
	for _, tt := range []struct {
		name  string
		value Quantity
		wrong int
	}{
		{"a day", day, 0},
		{"a whole number of four digits is a year", Quantity{Text: "2014", Low: 2014, High: 2014}, 0},
		{"another number is none", Quantity{Text: "60000", Low: 60000, High: 60000}, 1},
		{"nor is a range", Quantity{Text: "2014..2016", Low: 2014, High: 2016}, 1},
	} {
		c := &Case{
			ID:        "quay",
			Relations: []Relation{{Name: "dissolved", Class: ClassAttribute, Bound: LifeEnds, HalfLife: HalfLife{Never: true}}},
			Entities:  []Entity{{ID: "yard", Schema: Company, Name: "Yard"}},
			Claims:    []Claim{{ID: "c1", Subject: "yard", Relation: "dissolved", Value: tt.value}},
		}
		if p := c.Validate(); len(p) != tt.wrong {
			t.Errorf("%s: %v", tt.name, p)
		}
	}
	year := Quantity{Text: "2014", Low: 2014, High: 2014}
	if !day.Overlaps(year) || !year.Overlaps(day) || day.Overlaps(Quantity{Text: "2015", Low: 2015, High: 2015}) {
		t.Error("a day is one value with its year, and with no other")
	}
}

func TestAPaymentHasAPayeeAndAnAmount(t *testing.T) {
	c := &Case{
		ID:        "quay",
		Relations: []Relation{{Name: "pays", Class: ClassPayment, Sign: "+"}},
		Entities:  []Entity{{ID: "fund", Schema: Company, Name: "Fund"}, {ID: "yard", Schema: Company, Name: "Yard"}},
		Claims:    []Claim{{ID: "c1", Subject: "fund", Relation: "pays", Object: "yard", Value: Quantity{Text: "5 USD", Low: 5, High: 5, Unit: "USD"}}},
	}
	if p := c.Validate(); len(p) > 0 {
		t.Fatal(p)
	}
	for text, value := range map[string]Quantity{"-5 USD": {Low: -5, High: -5}, "-5..5 USD": {Low: -5, High: 5}, "<-5 USD": {NoLow: true, High: -5}} {
		value.Text = text
		c.Claims[0].Value = value
		if p := c.Validate(); len(p) != 1 || p[0].Message != `"`+text+`" is less than nothing` {
			t.Errorf("%s: %v", text, p)
		}
	}
	c.Claims[0].Value = Quantity{Text: "<5 USD", NoLow: true, High: 5}
	if p := c.Validate(); len(p) > 0 {
		t.Error(p)
	}
	c.Claims[0].Object = ""
	if p := c.Validate(); len(p) != 1 || p[0].Message != "the payment has no payee" {
		t.Errorf("%v", p)
	}
}
