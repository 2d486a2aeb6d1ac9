package desk

import (
	"cmp"
	"strings"

	"underpin"
	"underpin/internal/exchange/casebook"
)

// A SheetLine is a line of the capture sheet: a sentence, who says it, and how. Records are
// named in it by their keys. Any part may be empty, or hold words that name nothing yet:
// then it can be kept as a draft and not in the case.
type SheetLine struct {
	Source string `json:"source,omitempty"`
	// Encounter is the occasion, Terms are those of the statement where they differ from
	// its terms, or where there is none; TermsWords are the words agreed for background.
	Encounter  string             `json:"encounter,omitempty"`
	Terms      underpin.TermsKind `json:"terms,omitempty"`
	TermsWords string             `json:"terms_words,omitempty"`

	Who  LinePart `json:"who,omitzero"`
	What LinePart `json:"what,omitzero"`
	Whom LinePart `json:"whom,omitzero"`
	// Turned: the relation is said from its other end, "is directed by".
	Turned bool `json:"turned,omitempty"`
	// Much is the share in percent, or the amount of a payment, where the relation has one.
	Much string `json:"much,omitempty"`
	// When is the span, as it is said or in EDTF.
	When     string            `json:"when,omitempty"`
	Polarity underpin.Polarity `json:"polarity,omitempty"`
	Hedge    underpin.Hedge    `json:"hedge,omitempty"`
	// From is the source or origin from which the source has it, or [underpin.OriginUnknown].
	From string `json:"from,omitempty"`
	// Words are the source's own, Locator where they stand.
	Words   string `json:"words,omitempty"`
	Locator string `json:"locator,omitempty"`
	// Double says what the line is to the claim Same that the case has already.
	Double LineDouble `json:"double,omitempty"`
	Same   string     `json:"same,omitempty"`
}

// A LinePart is a part of a line: a record, or words.
type LinePart struct {
	Key  string `json:"key,omitempty"`
	Text string `json:"text,omitempty"`
	// Schema makes an entity of words that name nothing yet.
	Schema underpin.Schema `json:"schema,omitempty"`
}

// The parts of a line, as problems name them.
const (
	partSource = "source"
	partTerms  = "terms"
	partWho    = "who"
	partWhat   = "what"
	partWhom   = "whom"
	partMuch   = "much"
	partWhen   = "when"
	partFrom   = "from"
	partWords  = "words"
	partPlace  = "locator"
	partDouble = "double"
)

// What a write of a line calls its records.
const (
	asWho = "#who"
	asTo  = "#whom"
	asIt  = "#claim"
	asSay = "#says"
)

// lineFields says to which part of a line a field of one of its records belongs. Subject
// and object depend on how it is turned.
var lineFields = map[string]map[string]string{
	asWho: {"": partWho},
	asTo:  {"": partWhom},
	asIt:  {"relation": partWhat, "share": partMuch, "": partDouble},
	asSay: {"source": partSource, "origin": partFrom, "encounter": partSource, "terms": partTerms, "held": partWhen, "wording": partWords, "locator": partPlace, "claim": partDouble, "": partWords},
}

// partOf returns the part of a line that a problem belongs to.
func (l *SheetLine) partOf(p Problem) string {
	switch {
	case p.As == asIt && p.Field == "subject":
		return l.end(false)
	case p.As == asIt && p.Field == "object":
		return l.end(true)
	case p.As == asIt && p.Field == "value" && l.Whom.Key != "": // the amount of a payment
		return partMuch
	case p.As == asIt && p.Field == "value":
		return partWhom
	}
	fields := lineFields[p.As]
	field, _, _ := strings.Cut(p.Field, ".")
	return cmp.Or(fields[field], fields[""], partWhat)
}

// end names the part that holds the subject of the claim, or its object.
func (l *SheetLine) end(object bool) string {
	if object != l.Turned {
		return partWhom
	}
	return partWho
}

// missing lists the parts that are still needed.
func (l *SheetLine) missing(r *underpin.Relation) []string {
	var out []string
	need := func(part string, there bool) {
		if !there {
			out = append(out, part)
		}
	}
	need(partSource, l.Source != "")
	need(partWho, l.Who.named())
	need(partWhat, l.What.Key != "")
	switch {
	case r == nil:
		need(partWhom, l.Whom.named())
	case r.Class.Traits().Value:
		need(partWhom, l.Whom.Text != "")
	case !r.Class.Traits().Bare:
		need(partWhom, l.Whom.named())
	}
	return out
}

// named reports whether a part names an entity, there or new.
func (p LinePart) named() bool { return p.Key != "" || p.Text != "" && p.Schema != "" }

// fillings are the records that a line writes, on a claim that is there or a new one. The
// claim is nil for a new one; episode tells it apart from others of the same ends.
func (l *SheetLine) fillings(r *underpin.Relation, same string, episode string, said underpin.Date) []Filling {
	var out []Filling
	set := func(to *[]casebook.Assignment, field, value string) {
		if value != "" {
			*to = append(*to, casebook.Assignment{Field: field, Op: casebook.Set, Value: value})
		}
	}
	end := func(p LinePart, as string) string {
		if p.Key != "" || !p.named() {
			return p.Key
		}
		f := Filling{Kind: underpin.KindEntity, As: as}
		set(&f.To, "name", p.Text)
		set(&f.To, "schema", string(p.Schema))
		out = append(out, f)
		return as
	}
	claim := same
	if same == "" {
		claim = asIt
		f := Filling{Kind: underpin.KindClaim, As: asIt}
		who := end(l.Who, asWho)
		set(&f.To, "relation", l.What.Key)
		if r.Class.Traits().Value {
			set(&f.To, "subject", who)
			set(&f.To, "value", l.Whom.Text)
		} else {
			whom := end(l.Whom, asTo)
			if l.Turned {
				who, whom = whom, who
			}
			set(&f.To, "subject", who)
			set(&f.To, "object", whom)
			set(&f.To, muchField(r), l.Much)
		}
		set(&f.To, "episode", episode)
		out = append(out, f)
	}
	f := Filling{Kind: underpin.KindTestimony, As: asSay}
	set(&f.To, "claim", claim)
	set(&f.To, "source", l.Source)
	set(&f.To, "encounter", l.Encounter)
	set(&f.To, "terms", string(l.Terms))
	if l.Terms != "" && l.TermsWords != "" {
		set(&f.To, "terms.words", l.TermsWords)
	}
	set(&f.To, "polarity", string(l.Polarity))
	set(&f.To, "hedge", string(l.Hedge))
	set(&f.To, "origin", l.From)
	set(&f.To, "held", l.When)
	set(&f.To, "said", said.EDTF)
	set(&f.To, "wording", l.Words)
	set(&f.To, "locator", l.Locator)
	return append(out, f)
}

// A lineReading is a line with the records that it names, as they are in the case.
type lineReading struct {
	*SheetLine
	keys      *Keys
	source    *underpin.Source
	encounter *underpin.Encounter
	relation  *underpin.Relation
	// relations are all that the case has.
	relations []underpin.Relation
	who, whom underpin.EntityID
	// doubles are the claims that say the same: those first that are told for a time in
	// common with the line, then the latest episode.
	doubles []*underpin.Claim
	missing []string
	lost    []Problem
}

// readLine finds the records of a line.
func (k *Keys) readLine(c *underpin.Case, x *underpin.Index, l *SheetLine) *lineReading {
	r := &lineReading{SheetLine: l, keys: k, relations: c.Relations}
	find := func(part string, kind underpin.RecordKind, key string) string {
		if key == "" {
			return ""
		}
		ref, err := k.Find(kind, key)
		if err != nil {
			r.lost = append(r.lost, Problem{Field: part, Message: "what was chosen here is no longer in the case", Hint: "choose again"})
		}
		return ref.ID
	}
	r.source = x.Sources[underpin.SourceID(find(partSource, underpin.KindSource, l.Source))]
	r.encounter = x.Encounters[find(partSource, underpin.KindEncounter, l.Encounter)]
	r.relation = x.Relations[underpin.RelationName(find(partWhat, underpin.KindRelation, l.What.Key))]
	r.who = underpin.EntityID(find(partWho, underpin.KindEntity, l.Who.Key))
	r.whom = underpin.EntityID(find(partWhom, underpin.KindEntity, l.Whom.Key))
	r.missing = l.missing(r.relation)
	r.tooLong()
	if r.relation != nil && r.who != "" && (r.whom != "" || r.relation.Class.Traits().Bare || r.relation.Class.Traits().Value) {
		r.findDoubles(x)
		r.lostDouble()
	}
	return r
}

// nameMost and wordingMost are how many bytes the name of somebody new and the words of a
// statement can have.
const nameMost, wordingMost = 1000, 100_000

// tooLong notes the parts that nobody could read.
func (r *lineReading) tooLong() {
	for _, p := range []struct {
		part, text string
		most       int
	}{
		{partWho, r.Who.Text, nameMost}, {partWhat, r.What.Text, nameMost}, {partWhom, r.Whom.Text, nameMost}, {partMuch, r.Much, nameMost}, {partWhen, r.When, nameMost},
		{partWords, r.Words, wordingMost}, {partPlace, r.Locator, nameMost}, {partTerms, r.TermsWords, nameMost},
	} {
		if len(p.text) > p.most {
			r.lost = append(r.lost, Problem{
				Field: p.part, Message: "this is too long: it has " + count(len(p.text), "character"), Hint: "shorten it to " + underpin.FormatCount(p.most) + ", or paste several lines at once",
			})
		}
	}
}
