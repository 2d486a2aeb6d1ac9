package main

import (
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

func addCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use: "add", Short: "Add an entity, a source, a claim, testimony or any other record", GroupID: "record",
		Long: `Add one record to a case, as one entry of its register. Each addition says what it
does to credence; --preview says so without writing. Every field of a casebook can be
given after the id, as FIELD=VALUE; the help of edit says how values are written. The id
can be left out: then it is made of the name, or is the next number. Name entities by
their id or their name. To add many records, write a casebook and import it: what is
already in the case stays.` + exits,
		Args: cobra.ArbitraryArgs, RunE: group,
	}
	c.AddCommand(addEntity(a), addSource(a), addClaim(a), addTestimony(a), addRequest(a))
	return a.later(c, func(c *cobra.Command) { c.AddCommand(addOthers(a)...) })
}

// put records what is added and tells what it did. Of the records that are drafted the
// first that has a field is given what stands behind the id; testimony beside a claim of
// which nothing is given is none.
func (a *app) put(cmd *cobra.Command, preview bool, fields []string, draft func(*desk.Desk) ([]any, error)) error {
	to, err := desk.Assignments(fields)
	if err != nil {
		return err
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		records, err := draft(d)
		if err != nil {
			return err
		}
		if records, err = desk.Filled(records, to); err != nil {
			return optionsNamed(cmd, err)
		}
		if len(records) > 1 {
			records = slices.DeleteFunc(records, unsaid)
		}
		done, err := d.Add(cmd.Context(), a.caseName(), desk.Drafted(records...), preview)
		return a.changed(done, optionsNamed(cmd, err), preview)
	})
}

// unsaid reports whether a record is testimony of which nothing is given but its claim.
func unsaid(record any) bool {
	t, ok := record.(*underpin.Testimony)
	return ok && reflect.DeepEqual(*t, underpin.Testimony{Claim: t.Claim, Polarity: underpin.Affirm})
}

// addEntityOptions are what add entity can be given.
type addEntityOptions struct {
	e      underpin.Entity
	schema string
	aka    []string
	f      changeFlags
}

func addEntity(a *app) *cobra.Command {
	return a.verb(&addEntityOptions{}, &cobra.Command{
		Use: "entity [ID] [FIELD=VALUE…]", Short: "Add a person, body, office, asset or place", Args: maybeID,
		Example: `  underpin add entity maryam-dalal --schema Person --name "Maryam Dalal"`,
	})
}

func (o *addEntityOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.schema, "schema", "Person", "its `schema`: "+listed(underpin.Schemata))
	c.Flags().StringVar(&o.e.Name, "name", "", "the `name` it is known by")
	c.Flags().StringVar(&o.e.Label, "label", "", "a shorter `name` for maps, of at most 28 characters")
	c.Flags().StringArrayVar(&o.aka, "aka", nil, "another `name`, in any script (repeatable)")
	c.Flags().BoolVar(&o.e.Collective, "collective", false, "a plural or unnamed group")
	o.f.add(c)
}

func (o *addEntityOptions) run(a *app, cmd *cobra.Command, args []string) error {
	id, fields := idAndFields(args)
	o.e.ID, o.e.Schema = underpin.EntityID(id), underpin.Schema(o.schema)
	for _, n := range o.aka {
		o.e.Aliases = append(o.e.Aliases, underpin.Alias{Name: n})
	}
	return a.put(cmd, o.f.preview, fields, func(*desk.Desk) ([]any, error) { return []any{&o.e}, nil })
}

// addSourceOptions are what add source can be given.
type addSourceOptions struct {
	s                      underpin.Source
	kind, grade, published string
	f                      changeFlags
}

func addSource(a *app) *cobra.Command {
	return a.verb(&addSourceOptions{}, &cobra.Command{
		Use: "source [ID] [FIELD=VALUE…]", Short: "Add a source; a protected one under a code name", Args: maybeID,
		Example: `  underpin add source KESTREL --protected --descriptor "a port official" --grade B
  underpin add source gazette --kind document --name "Official Gazette" --grade A`,
	})
}

func (o *addSourceOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.kind, "kind", "person", "its `kind`: "+listed(underpin.SourceKinds))
	c.Flags().StringVar(&o.s.Name, "name", "", "its public `name`; never for a protected source")
	c.Flags().BoolVar(&o.s.Protected, "protected", false, "the identity must stay secret; the ID is a code name")
	c.Flags().BoolVar(&o.s.AtRisk, "at-risk", false, "the source's life is in danger")
	c.Flags().StringVar(&o.s.Descriptor, "descriptor", "", "the `words` agreed with it: \"a port official\"")
	c.Flags().StringVar(&o.s.Author, "author", "", "the `author` of a document")
	c.Flags().StringVar(&o.s.Publisher, "publisher", "", "the `publisher` of a document")
	c.Flags().StringVar(&o.published, "published", "", "the `date` a document came out")
	c.Flags().StringVar(&o.grade, "grade", "", "its `grade`, A to F; it can be given later")
	c.Flags().Float64Var(&o.s.Probability, "probability", 0, "the `probability` that an assumption is true")
	c.Flags().StringVar(&o.f.why, "why", "", "the `reason` for the grade")
	o.f.add(c)
}

func (o *addSourceOptions) run(a *app, cmd *cobra.Command, args []string) error {
	id, fields := idAndFields(args)
	o.s.ID, o.s.Kind = underpin.SourceID(id), underpin.SourceKind(o.kind)
	var err error
	if o.s.Published, err = dateOr("published", o.published, underpin.Date{}); err != nil {
		return err
	}
	return a.put(cmd, o.f.preview, fields, func(d *desk.Desk) ([]any, error) {
		if o.grade != "" {
			o.s.Gradings = []underpin.Grading{{Grade: underpin.Grade(o.grade), On: d.Today(), Why: o.f.why}}
		}
		return []any{&o.s}, nil
	})
}

// testimonyFlags are the flags of a testimony, on a claim that is there or new.
type testimonyFlags struct {
	t                                             underpin.Testimony
	source, origin, held, attested, said, learned string
	basis, hedge, interest, terms, words, embargo string
	polarity                                      string
	via                                           []string
	changeFlags
}

func (f *testimonyFlags) add(c *cobra.Command) {
	s := c.Flags()
	s.StringVar(&f.source, "source", "", "the `source` that says so")
	s.StringVar(&f.origin, "origin", "", "the `origin`, where it ultimately comes from: a source, a locator, or unknown; default the source itself")
	s.StringArrayVar(&f.via, "via", nil, "a `relay` between origin and source, first hearer first (repeatable)")
	s.StringVar(&f.polarity, "polarity", string(underpin.Affirm), "whether the source affirms the claim, its `polarity`: "+listed(underpin.Polarities))
	s.StringVar(&f.held, "held", "", "the `span` for which it says so: 2014-03~/2016, 2019/.., /2020-01-03")
	s.StringVar(&f.attested, "attested", "", "the `date` that its wording gives, where no span is stated")
	s.StringVar(&f.said, "said", "", "the `date` on which it said so")
	s.StringVar(&f.learned, "learned", "", "the `date` on which we learned it; default today")
	s.StringVar(&f.basis, "basis", "", "the `basis`: "+listed(underpin.Bases))
	s.StringVar(&f.hedge, "hedge", "", "how certain the source is, its `hedge`: "+listed(underpin.Hedges))
	s.StringVar(&f.interest, "interest", "", "its `interest`: "+listed(underpin.Interests))
	s.StringVar(&f.terms, "terms", "", "the `terms`: "+listed(underpin.TermsKinds))
	s.StringVar(&f.words, "words", "", "the `words` agreed for background")
	s.StringVar(&f.embargo, "embargo", "", "not before this `date`")
	s.StringVar(&f.t.Encounter, "encounter", "", "the `encounter` in which it was said")
	s.StringVar(&f.t.Locator, "locator", "", "the `place` in the source: page, endnote or timestamp")
	s.StringVar(&f.t.Wording, "wording", "", "the source's own `words`")
	s.StringVar(&f.t.Passage, "passage", "", "the `passage`")
	f.changeFlags.add(c)
}

// testimony reads the flags.
func (f *testimonyFlags) testimony() (underpin.Testimony, error) {
	t := f.t
	t.Source, t.Origin = underpin.SourceID(f.source), underpin.OriginID(f.origin)
	for _, v := range f.via {
		t.Via = append(t.Via, underpin.SourceID(v))
	}
	t.Basis, t.Hedge, t.Interest = underpin.Basis(f.basis), underpin.Hedge(f.hedge), underpin.Interest(f.interest)
	t.Polarity = underpin.Polarity(f.polarity)
	t.Terms = underpin.Terms{Kind: underpin.TermsKind(strings.ReplaceAll(f.terms, "-", "_")), Words: f.words}
	if f.held != "" {
		span, err := desk.ParseSpan("held", f.held)
		if err != nil {
			return t, err
		}
		t.Held = span
	}
	for _, d := range []struct {
		flag, text string
		to         *underpin.Date
	}{{"attested", f.attested, &t.Attested}, {"said", f.said, &t.Said}, {"learned", f.learned, &t.Learned}, {"embargo", f.embargo, &t.Terms.Embargo}} {
		date, err := dateOr(d.flag, d.text, underpin.Date{})
		if err != nil {
			return t, err
		}
		*d.to = date
	}
	return t, nil
}

// addClaimOptions are what add claim can be given.
type addClaimOptions struct {
	cl                               underpin.Claim
	subject, relation, object, value string
	view                             []string
	f                                testimonyFlags
}

func addClaim(a *app) *cobra.Command {
	return a.verb(&addClaimOptions{}, &cobra.Command{
		Use: "claim [ID] [FIELD=VALUE…]", Short: "Add a claim, with the testimony of one source", Args: maybeID,
		Example: `  underpin add claim c90 --subject maryam-dalal --relation leads --object harbour-authority \
      --source gazette --held 2014-03/`,
	})
}

func (o *addClaimOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.subject, "subject", "", "the `entity` it is about")
	c.Flags().StringVar(&o.relation, "relation", "", "the `relation`, a word of the case's vocabulary")
	c.Flags().StringVar(&o.object, "object", "", "the `entity` at the other end")
	c.Flags().StringVar(&o.value, "value", "", "the `value` of an attribute: 60000, >=4, 10..20")
	c.Flags().StringVar(&o.cl.Text, "text", "", "the claim as a `sentence`")
	c.Flags().StringVar(&o.cl.Topic, "topic", "", "the `topic`, where sources are graded by topic")
	c.Flags().StringArrayVar(&o.view, "view-of", nil, "the `entity` whose view it is (repeatable); unstated if nobody says whose")
	o.f.add(c)
}

func (o *addClaimOptions) run(a *app, cmd *cobra.Command, args []string) error {
	id, fields := idAndFields(args)
	o.cl.ID, o.cl.Subject, o.cl.Relation, o.cl.Object = underpin.ClaimID(id), underpin.EntityID(o.subject), underpin.RelationName(o.relation), underpin.EntityID(o.object)
	for _, v := range o.view {
		o.cl.Holders = append(o.cl.Holders, underpin.EntityID(v))
	}
	if o.value != "" {
		q, err := desk.ParseValue("value", o.value)
		if err != nil {
			return err
		}
		o.cl.Value = q
	}
	t, err := o.f.testimony()
	if err != nil {
		return err
	}
	t.Claim = o.cl.ID
	return a.put(cmd, o.f.preview, fields, func(*desk.Desk) ([]any, error) { return []any{&o.cl, &t}, nil })
}

// addTestimonyOptions are what add testimony can be given.
type addTestimonyOptions struct {
	f  testimonyFlags
	id string
}

func addTestimony(a *app) *cobra.Command {
	return a.verb(&addTestimonyOptions{}, &cobra.Command{
		Use: "testimony CLAIM [FIELD=VALUE…]", Short: "Add what a source says about a claim", Args: leading("claim"),
		Example: `  underpin add testimony c12 --source KESTREL --terms deep_background --said 2019-05-02 --held 2014/..`,
	})
}

func (o *addTestimonyOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.id, "id", "", "the `id`; default the claim's id and a number")
	o.f.add(c)
}

func (o *addTestimonyOptions) run(a *app, cmd *cobra.Command, args []string) error {
	t, err := o.f.testimony()
	if err != nil {
		return err
	}
	t.ID, t.Claim = underpin.TestimonyID(o.id), underpin.ClaimID(args[0])
	return a.put(cmd, o.f.preview, args[1:], func(*desk.Desk) ([]any, error) { return []any{&t}, nil })
}

// addRequestOptions are what add request can be given.
type addRequestOptions struct {
	r                                underpin.Request
	source, claim, asked, due, state string
	f                                changeFlags
}

func addRequest(a *app) *cobra.Command {
	return a.verb(&addRequestOptions{}, &cobra.Command{
		Use: "request [ID] [FIELD=VALUE…]", Short: "Add a question put to a source", Args: maybeID,
		Example: `  underpin add request r7 --source HERON --claim c12 --question "Who signed?" --due 2020-02-01`,
	})
}

func (o *addRequestOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.source, "source", "", "the `source` asked")
	c.Flags().StringVar(&o.claim, "claim", "", "the `claim` it is about")
	c.Flags().StringVar(&o.r.Question, "question", "", "the `question`")
	c.Flags().StringVar(&o.asked, "asked", "", "the `date` it was put; default today")
	c.Flags().StringVar(&o.due, "due", "", "the `date` by which an answer is due")
	c.Flags().StringVar(&o.state, "state", string(underpin.RequestOpen), "the `state`: "+listed(underpin.RequestStates))
	o.f.add(c)
}

func (o *addRequestOptions) run(a *app, cmd *cobra.Command, args []string) error {
	id, fields := idAndFields(args)
	o.r.ID, o.r.Source, o.r.Claim, o.r.State = id, underpin.SourceID(o.source), underpin.ClaimID(o.claim), underpin.RequestState(o.state)
	return a.put(cmd, o.f.preview, fields, func(d *desk.Desk) ([]any, error) {
		var err error
		if o.r.Asked, err = dateOr("asked", o.asked, d.Today()); err != nil {
			return nil, err
		}
		o.r.Due, err = dateOr("due", o.due, underpin.Date{})
		return []any{&o.r}, err
	})
}
