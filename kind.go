package underpin

import "slices"

// A RecordKind names a kind of record of a case, as the register and the
// casebook know them.
type RecordKind string

// The kinds of records.
const (
	KindSettings   RecordKind = "settings"
	KindRelation   RecordKind = "relation"
	KindSource     RecordKind = "source"
	KindOrigin     RecordKind = "origin"
	KindGroup      RecordKind = "group"
	KindEncounter  RecordKind = "encounter"
	KindEntity     RecordKind = "entity"
	KindSameness   RecordKind = "sameness"
	KindClaim      RecordKind = "claim"
	KindTestimony  RecordKind = "testimony"
	KindRequest    RecordKind = "request"
	KindConclusion RecordKind = "conclusion"
	KindQuestion   RecordKind = "question"
	KindEstimate   RecordKind = "estimate"
	KindFact       RecordKind = "fact"
	KindBrief      RecordKind = "brief"
	KindMapView    RecordKind = "view"
	KindSealed     RecordKind = "sealed"
)

// Noun is what a record of the kind is called where records are counted: "claim".
func (k RecordKind) Noun() string {
	switch k {
	case KindSealed:
		return "sealed record"
	case KindMapView:
		return "map view"
	}
	return string(k)
}

// Kinds declares every kind of record once: where its records lie in a case and in
// its index, what each is known by, what each refers to, and what makes one wrong.
// All that goes through the records of a case walks this table; a new kind is a
// slice of [Case] with its row here, and a section of the casebook. The order is
// that of a casebook, in which a record mostly comes after those it refers to.
var Kinds = []Kind{
	settingsKind{},
	kind[Relation, RelationName]{KindRelation,
		func(c *Case) *[]Relation { return &c.Relations }, func(x *Index) *map[RelationName]*Relation { return &x.Relations },
		func(r *Relation) *RelationName { return &r.Name }, nil, (*validator).relation},
	kind[Source, SourceID]{KindSource,
		func(c *Case) *[]Source { return &c.Sources }, func(x *Index) *map[SourceID]*Source { return &x.Sources },
		func(s *Source) *SourceID { return &s.ID }, (*Source).refer, (*validator).source},
	kind[Origin, OriginID]{KindOrigin,
		func(c *Case) *[]Origin { return &c.Origins }, func(x *Index) *map[OriginID]*Origin { return &x.Origins },
		func(o *Origin) *OriginID { return &o.ID }, (*Origin).refer, (*validator).origin},
	kind[Group, string]{KindGroup,
		func(c *Case) *[]Group { return &c.Groups }, func(x *Index) *map[string]*Group { return &x.Groups },
		func(g *Group) *string { return &g.ID }, (*Group).refer, (*validator).group},
	kind[Encounter, string]{KindEncounter,
		func(c *Case) *[]Encounter { return &c.Encounters }, func(x *Index) *map[string]*Encounter { return &x.Encounters },
		func(e *Encounter) *string { return &e.ID }, (*Encounter).refer, (*validator).encounter},
	kind[Entity, EntityID]{KindEntity,
		func(c *Case) *[]Entity { return &c.Entities }, func(x *Index) *map[EntityID]*Entity { return &x.Entities },
		func(e *Entity) *EntityID { return &e.ID }, (*Entity).refer, (*validator).entity},
	kind[Sameness, string]{KindSameness,
		func(c *Case) *[]Sameness { return &c.Samenesses }, func(x *Index) *map[string]*Sameness { return &x.Samenesses },
		func(s *Sameness) *string { return &s.ID }, (*Sameness).refer, (*validator).sameness},
	kind[Claim, ClaimID]{KindClaim,
		func(c *Case) *[]Claim { return &c.Claims }, func(x *Index) *map[ClaimID]*Claim { return &x.Claims },
		func(c *Claim) *ClaimID { return &c.ID }, (*Claim).refer, (*validator).claim},
	kind[Testimony, TestimonyID]{KindTestimony,
		func(c *Case) *[]Testimony { return &c.Testimonies }, func(x *Index) *map[TestimonyID]*Testimony { return &x.Testimonies },
		func(t *Testimony) *TestimonyID { return &t.ID }, (*Testimony).refer, (*validator).testimony},
	kind[Request, string]{KindRequest,
		func(c *Case) *[]Request { return &c.Requests }, func(x *Index) *map[string]*Request { return &x.Requests },
		func(r *Request) *string { return &r.ID }, (*Request).refer, (*validator).request},
	kind[Conclusion, string]{KindConclusion,
		func(c *Case) *[]Conclusion { return &c.Conclusions }, func(x *Index) *map[string]*Conclusion { return &x.Conclusions },
		func(c *Conclusion) *string { return &c.ID }, (*Conclusion).refer, (*validator).conclusion},
	kind[Question, string]{KindQuestion,
		func(c *Case) *[]Question { return &c.Questions }, func(x *Index) *map[string]*Question { return &x.Questions },
		func(q *Question) *string { return &q.ID }, nil, (*validator).question},
	kind[Estimate, string]{KindEstimate,
		func(c *Case) *[]Estimate { return &c.Estimates }, func(x *Index) *map[string]*Estimate { return &x.Estimates },
		func(e *Estimate) *string { return &e.ID }, (*Estimate).refer, (*validator).estimate},
	kind[Fact, string]{KindFact,
		func(c *Case) *[]Fact { return &c.Method }, func(x *Index) *map[string]*Fact { return &x.Method },
		func(f *Fact) *string { return &f.Item }, nil, nil},
	kind[Brief, string]{KindBrief,
		func(c *Case) *[]Brief { return &c.Briefs }, func(x *Index) *map[string]*Brief { return &x.Briefs },
		func(b *Brief) *string { return &b.ID }, nil, (*validator).brief},
	kind[MapView, string]{KindMapView,
		func(c *Case) *[]MapView { return &c.Views }, func(x *Index) *map[string]*MapView { return &x.Views },
		func(m *MapView) *string { return &m.ID }, (*MapView).refer, (*validator).mapView},
	kind[Sealed, string]{KindSealed,
		func(c *Case) *[]Sealed { return &c.Sealed }, func(x *Index) *map[string]*Sealed { return &x.Sealed },
		func(s *Sealed) *string { return &s.ID }, (*Sealed).refer, (*validator).sealed},
}

// RecordKinds lists the names of the kinds in the order of [Kinds].
var RecordKinds = func() []RecordKind {
	names := make([]RecordKind, len(Kinds))
	for i, k := range Kinds {
		names[i] = k.Name()
	}
	return names
}()

// A Kind is one kind of record of a case. Records are handed about as pointers to
// their domain type (*[Claim], *[Settings]); the methods take values of it too, and
// panic on anything else.
type Kind interface {
	Name() RecordKind
	// New returns a record that says nothing.
	New() any
	// Slice returns where the records lie in a case: a *[][Claim], for example. The
	// settings, of which a case has one, lie in no slice: it returns nil.
	Slice(c *Case) any
	// Len counts the records of a case, At returns one of them, in the case itself.
	// Settings that say nothing are no record.
	Len(c *Case) int
	At(c *Case, i int) any
	// ID returns what a record is known by; of the settings it is empty. SetID gives
	// it another; the record must be a pointer.
	ID(record any) string
	SetID(record any, id string)
	// Append adds a record to a case, whether its id is taken or not; Grow makes room for
	// so many more.
	Append(c *Case, record any)
	Grow(c *Case, n int)
	// References appends what a record refers to.
	References(record any, to []Reference) []Reference
	// Without returns a copy of a record from which the [Part] references that are
	// gone are struck out.
	Without(record any, gone func(Reference) bool) any
	// Renamed returns a copy of a record that refers to other ids: to whatever the
	// function gives for each reference.
	Renamed(record any, to func(Reference) string) any

	// is reports whether a value is a record of the kind.
	is(v any) bool
	// put merges the records of add into c, drop takes away those of the ids, sort
	// brings them into the order of [CompareIDs]. None changes an array that another
	// case may share. patch is put for a case in that order that nobody shares.
	put(c, add *Case)
	patch(c, add *Case)
	drop(c *Case, gone map[RecordRef]bool)
	sort(c *Case)
	// shared reports whether two cases hold the records in one array, and take puts into an
	// index what another has of them.
	shared(a, b *Case) bool
	take(x, from *Index)
	// enter puts the records into an index, find looks one up, nil for none, and ids
	// lists what is there.
	enter(x *Index, c *Case)
	find(x *Index, id string) any
	ids(x *Index) []string
	validate(v *validator)
}

// KindOf returns the kind of a name. It reports false for a name that is none.
func KindOf(name RecordKind) (Kind, bool) {
	for _, k := range Kinds {
		if k.Name() == name {
			return k, true
		}
	}
	return nil, false
}

// KindOfRecord returns the kind of a record, given as a value of its domain type
// or a pointer to one. It reports false for anything else.
func KindOfRecord(record any) (Kind, bool) {
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.is(record) })
	if i < 0 {
		return nil, false
	}
	return Kinds[i], true
}

// A kind is a row of the table for records of the type T, known by ids of the
// type I.
type kind[T any, I ~string] struct {
	name  RecordKind
	slice func(*Case) *[]T
	index func(*Index) *map[I]*T
	id    func(*T) *I
	// refer names what a record refers to; check finds what else is wrong with it.
	// Either may be nil.
	refer func(*T, *pointers)
	check func(*validator, *T)
}

func (k kind[T, I]) Name() RecordKind      { return k.name }
func (k kind[T, I]) New() any              { return new(T) }
func (k kind[T, I]) Slice(c *Case) any     { return k.slice(c) }
func (k kind[T, I]) Len(c *Case) int       { return len(*k.slice(c)) }
func (k kind[T, I]) At(c *Case, i int) any { return &(*k.slice(c))[i] }
func (k kind[T, I]) ID(record any) string  { return string(*k.id(of[T](record))) }

func (k kind[T, I]) SetID(record any, id string) { *k.id(record.(*T)) = I(id) }

func (k kind[T, I]) Append(c *Case, record any) {
	list := k.slice(c)
	*list = append(*list, *of[T](record))
}

func (k kind[T, I]) Grow(c *Case, n int) { *k.slice(c) = slices.Grow(*k.slice(c), n) }

func (k kind[T, I]) References(record any, to []Reference) []Reference {
	if k.refer == nil {
		return to
	}
	p := pointers{out: to}
	k.refer(of[T](record), &p)
	return p.out
}

func (k kind[T, I]) Without(record any, gone func(Reference) bool) any {
	r := *of[T](record)
	if k.refer != nil {
		k.refer(&r, &pointers{gone: gone})
	}
	return &r
}

func (k kind[T, I]) Renamed(record any, to func(Reference) string) any {
	r := *of[T](record)
	if k.refer != nil {
		k.refer(&r, &pointers{to: to})
	}
	return &r
}

func (k kind[T, I]) is(v any) bool { return isA[T](v) }

func (k kind[T, I]) put(c, add *Case) {
	if len(*k.slice(add)) == 0 {
		return
	}
	put, list := *k.slice(add), *k.slice(c)
	list = append(make([]T, 0, len(list)+len(put)), list...)
	at := make(map[I]int, len(put)) // where the ids of add lie, none for nowhere
	const none = -1
	for i := range put {
		at[*k.id(&put[i])] = none
	}
	for i := range list {
		if _, wanted := at[*k.id(&list[i])]; wanted {
			at[*k.id(&list[i])] = i
		}
	}
	for _, r := range put {
		id := *k.id(&r)
		if i := at[id]; i != none {
			list[i] = r
			continue
		}
		at[id] = len(list)
		list = append(list, r)
	}
	*k.slice(c) = list
}

func (k kind[T, I]) patch(c, add *Case) {
	list := *k.slice(c)
	byID := func(r T, id I) int { return CompareIDs(string(*k.id(&r)), string(id)) }
	var fresh []T
	for _, r := range *k.slice(add) {
		if i, there := slices.BinarySearchFunc(list, *k.id(&r), byID); there {
			list[i] = r
		} else {
			fresh = append(fresh, r)
		}
	}
	if len(fresh) == 0 {
		return
	}
	slices.SortStableFunc(fresh, func(a, b T) int { return byID(a, *k.id(&b)) })
	last := len(list) // of those that are still where they were
	list = append(list, fresh...)
	for n := len(fresh) - 1; n >= 0; n-- { // from the end, so that each record moves once
		at, _ := slices.BinarySearchFunc(list[:last], *k.id(&fresh[n]), byID)
		copy(list[at+n+1:last+n+1], list[at:last])
		list[at+n] = fresh[n]
		last = at
	}
	*k.slice(c) = list
}

func (k kind[T, I]) drop(c *Case, gone map[RecordRef]bool) {
	list := k.slice(c)
	goes := func(r T) bool { return gone[RecordRef{k.name, string(*k.id(&r))}] }
	if slices.ContainsFunc(*list, goes) {
		*list = slices.DeleteFunc(slices.Clone(*list), goes)
	}
}

func (k kind[T, I]) sort(c *Case) {
	list := k.slice(c)
	byID := func(a, b T) int { return CompareIDs(string(*k.id(&a)), string(*k.id(&b))) }
	if !slices.IsSortedFunc(*list, byID) {
		*list = slices.Clone(*list)
		slices.SortStableFunc(*list, byID)
	}
}

func (k kind[T, I]) enter(x *Index, c *Case) {
	list := *k.slice(c)
	m := make(map[I]*T, len(list))
	for i := range list {
		if id := *k.id(&list[i]); m[id] == nil {
			m[id] = &list[i]
		}
	}
	*k.index(x) = m
}

func (k kind[T, I]) shared(a, b *Case) bool { return shared(*k.slice(a), *k.slice(b)) }

func (k kind[T, I]) take(x, from *Index) { *k.index(x) = *k.index(from) }

// shared reports whether two lists are one.
func shared[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func (k kind[T, I]) find(x *Index, id string) any {
	if r := (*k.index(x))[I(id)]; r != nil {
		return r
	}
	return nil
}

func (k kind[T, I]) ids(x *Index) []string { return keys(*k.index(x)) }

func (k kind[T, I]) validate(v *validator) {
	for i := range *k.slice(v.c) {
		r := &(*k.slice(v.c))[i]
		id := string(*k.id(r))
		v.id(k.name, id)
		v.references(k, RecordRef{k.name, id}, r)
		if k.check != nil {
			k.check(v, r)
		}
	}
}

// settingsKind is the row of the settings, which lie in a case by themselves.
type settingsKind struct{}

func (settingsKind) Name() RecordKind      { return KindSettings }
func (settingsKind) New() any              { return new(Settings) }
func (settingsKind) Slice(*Case) any       { return nil }
func (settingsKind) At(c *Case, _ int) any { return &c.Settings }
func (settingsKind) ID(any) string         { return "" }
func (settingsKind) SetID(any, string)     {}
func (settingsKind) Len(c *Case) int {
	if c.Settings.isZero() {
		return 0
	}
	return 1
}

func (settingsKind) Append(c *Case, record any) { c.Settings = *of[Settings](record) }

func (settingsKind) Grow(*Case, int) {}

func (settingsKind) References(record any, to []Reference) []Reference {
	p := pointers{out: to}
	of[Settings](record).refer(&p)
	return p.out
}

func (settingsKind) Without(record any, gone func(Reference) bool) any {
	s := *of[Settings](record)
	s.refer(&pointers{gone: gone})
	return &s
}

func (settingsKind) Renamed(record any, to func(Reference) string) any {
	s := *of[Settings](record)
	s.refer(&pointers{to: to})
	return &s
}

func (settingsKind) is(v any) bool { return isA[Settings](v) }

func (k settingsKind) put(c, add *Case) {
	if k.Len(add) > 0 {
		c.Settings = add.Settings
	}
}

func (k settingsKind) patch(c, add *Case) { k.put(c, add) }

func (settingsKind) drop(c *Case, gone map[RecordRef]bool) {
	if gone[RecordRef{Kind: KindSettings}] {
		c.Settings = Settings{}
	}
}

func (settingsKind) sort(*Case)              {}
func (settingsKind) enter(x *Index, c *Case) { x.settings = &c.Settings }
func (settingsKind) shared(a, b *Case) bool  { return a == b }
func (settingsKind) take(x, from *Index)     { x.settings = from.settings }
func (settingsKind) ids(*Index) []string     { return nil }
func (settingsKind) find(x *Index, id string) any {
	if id == "" && !x.settings.isZero() {
		return x.settings
	}
	return nil
}

func (k settingsKind) validate(v *validator) {
	v.references(k, RecordRef{Kind: KindSettings}, &v.c.Settings)
	v.settings()
}

// of returns a record that is given as itself or by a pointer.
func of[T any](record any) *T {
	if p, ok := record.(*T); ok {
		return p
	}
	r := record.(T)
	return &r
}

func isA[T any](v any) bool {
	switch v.(type) {
	case T, *T:
		return true
	}
	return false
}
