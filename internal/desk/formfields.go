package desk

import (
	"slices"
	"strings"

	"underpin"
)

// A FieldSort says what a field of a form is filled in with.
type FieldSort string

// The sorts of fields.
const (
	SortText    FieldSort = "text"
	SortLong    FieldSort = "long"    // several lines
	SortFlag    FieldSort = "flag"    // yes or no
	SortNumber  FieldSort = "number"  // also a quantity with bounds
	SortDate    FieldSort = "date"    // as it is said, or in EDTF
	SortChoice  FieldSort = "choice"  // one of a list
	SortRecord  FieldSort = "record"  // one record
	SortRecords FieldSort = "records" // several
	SortParts   FieldSort = "parts"   // one with fields of its own
	SortList    FieldSort = "list"    // several with fields of their own
)

// A FormField is a field of a form.
type FormField struct {
	// Name is that of the casebook, Words what a person reads, Help a sentence more.
	Name  string    `json:"name"`
	Words string    `json:"words"`
	Help  string    `json:"help,omitempty"`
	Sort  FieldSort `json:"sort"`
	// Choices are what can be chosen; Kinds the kinds of the records that can.
	Choices []FormChoice          `json:"choices,omitempty"`
	Kinds   []underpin.RecordKind `json:"kinds,omitempty"`
	// Fields are those of its parts.
	Fields []FormField `json:"fields,omitempty"`
	// Lone is the part that stands for the whole where it is the only one.
	Lone string `json:"lone,omitempty"`
	// Main fields are always shown, the others where they are asked for or filled in.
	Main bool `json:"main,omitempty"`
}

// A FormChoice is a value that can be chosen, in words. Of a record the value is its key.
type FormChoice struct {
	Value string `json:"value"`
	Words string `json:"words"`
}

// choices are words of a type of their own as what can be chosen.
func choices[S ~string](list []S) []FormChoice {
	out := make([]FormChoice, len(list))
	for i, w := range list {
		out[i] = FormChoice{string(w), strings.ReplaceAll(string(w), "_", " ")}
	}
	return out
}

func field(name, words string, sort FieldSort) FormField {
	return FormField{Name: name, Words: words, Sort: sort}
}

func chosen[S ~string](name, words string, list []S) FormField {
	return FormField{Name: name, Words: words, Sort: SortChoice, Choices: choices(list)}
}

// gradeField is the field for a grade, each with the words of the scale.
func gradeField() FormField {
	f := FormField{Name: "grade", Words: "grade", Sort: SortChoice}
	for _, g := range underpin.GradeLetters {
		f.Choices = append(f.Choices, FormChoice{string(g), string(g) + ", " + g.Words()})
	}
	return f
}

func reference(name, words string, sort FieldSort, kinds ...underpin.RecordKind) FormField {
	return FormField{Name: name, Words: words, Sort: sort, Kinds: kinds}
}

func (f FormField) main() FormField { f.Main = true; return f }

func (f FormField) help(text string) FormField { f.Help = text; return f }

// termsField is the field for terms.
func termsField() FormField {
	kind := FormField{Name: "kind", Words: "agreed", Sort: SortChoice}
	for _, k := range underpin.TermsKinds {
		words := termsWords[k]
		if words == "" {
			words = "a public document"
		}
		kind.Choices = append(kind.Choices, FormChoice{string(k), words})
	}
	return FormField{Name: "terms", Words: "terms", Sort: SortParts, Lone: "kind", Main: true, Fields: []FormField{
		kind, field("words", "the agreed words", SortText), field("embargo", "not before", SortDate),
	}}
}

// formFields lists for each kind the fields of its form, in the words of a person. A test
// holds it against those of the casebook.
func formFields(kind underpin.RecordKind) []FormField {
	note := field("note", "note for yourself", SortLong)
	entity, source, claim := underpin.KindEntity, underpin.KindSource, underpin.KindClaim
	switch kind {
	case underpin.KindSettings:
		table := FormField{Name: "grade_table", Words: "what each grade stands for", Sort: SortParts, Help: "the probability that a lone report of the grade is right"}
		for _, g := range underpin.GradeLetters {
			table.Fields = append(table.Fields, field(string(g), string(g)+", "+g.Words(), SortNumber))
		}
		return []FormField{
			field("title", "title", SortText).main(), field("notice", "notice", SortLong).help("shown wherever the claims are: whose claims they are").main(),
			field("as_of", "as of", SortDate).help("the date at which the case is read").main(),
			{Name: "shock", Words: "standing what-if", Sort: SortParts, Main: true, Fields: []FormField{field("at", "on", SortDate), reference("lose", "taken out", SortRecords, entity, claim)}},
			reference("roots", "reach is measured from", SortRecords, entity).main(), reference("headline", "shown first", SortRecord, underpin.KindConclusion),
			chosen("yardstick", "scale of words", underpin.Yardsticks), table,
			reference("single_author", "rests on one author", SortRecord, source), field("no_heirs", "never name successors of persons", SortFlag),
		}
	case underpin.KindRelation:
		return []FormField{
			field("reads", "reads", SortText).help("a sentence with X and Y, for example: X leads Y").main(), field("inverse", "from the other end", SortText).help("for example: led by").main(),
			chosen("class", "class", underpin.RelationClasses).main(), chosen("power", "who holds power", underpin.Powers).main(),
			chosen("sign", "binds or divides", underpin.Signs).main(), chosen("control", "hands on control", underpin.Controls).main(),
			field("half_life", "half-life", SortText).help("2y for two years, 0 for an act, none for what never fades").main(),
			chosen("unstated", "no share stated means", underpin.UnstatedShares), field("exclusive", "one at a time", SortFlag),
			chosen("bound", "bound of a life", underpin.LifeBounds), chosen("succession", "who succeeds", underpin.Successions),
			field("ftm", "FollowTheMoney", SortText), field("vacancy", "where nobody is left", SortText).help("for example: has no leader"), note,
		}
	case source:
		return []FormField{
			chosen("kind", "kind", underpin.SourceKinds).main(), field("protected", "protected", SortFlag).help("nobody may learn who it is; it is known by a code name").main(),
			field("name", "public name", SortText).help("never of a protected source").main(), field("descriptor", "agreed description", SortText).help("how a page may call it: a port official").main(),
			{Name: "grades", Words: "grades", Sort: SortList, Main: true, Lone: "", Fields: []FormField{
				gradeField(), field("why", "because", SortText), field("on", "from", SortDate).help("the day from which it counts; empty for always"),
				field("topic", "on the topic", SortText).help("empty for all that it says"), field("by", "by", SortText).help("whose grade it is; empty for ours"),
				field("checked", "checked", SortNumber).help("how many of its claims other evidence has settled"), field("right", "right", SortNumber).help("how many of those proved right"),
			}},
			field("at_risk", "in danger", SortFlag), field("author", "author", SortText), field("publisher", "publisher", SortText),
			field("published", "published", SortDate), field("url", "address", SortText), reference("entity", "is in the case as", SortRecord, entity),
			field("probability", "probability of an assumption", SortNumber), field("reversed", "says the opposite of what is so", SortFlag), note,
		}
	case underpin.KindOrigin:
		return []FormField{
			field("label", "what it is", SortText).help("for example: endnote 12").main(), reference("cited_by", "cited by", SortRecord, source).main(),
			reference("resolved", "turned out to be", SortRecord, source).main(), field("resolved_on", "on", SortDate), note,
		}
	case underpin.KindGroup:
		return []FormField{
			field("label", "what they share", SortText).help("for example: one newsroom").main(), reference("members", "members", SortRecords, underpin.KindOrigin, source).main(),
			field("delta", "dependence", SortNumber).help("from 0, none, to 1, one voice").main(), field("why", "because", SortText).main(),
		}
	case underpin.KindEncounter:
		return []FormField{
			reference("source", "with", SortRecord, source).main(), chosen("kind", "kind", underpin.EncounterKinds).main(), field("date", "on", SortDate).main(),
			termsField(), field("visit", "on the visit", SortText), note,
		}
	case entity:
		return []FormField{
			field("name", "name", SortText).main(), chosen("schema", "is a", underpin.Schemata).main(), field("label", "shorter name for maps", SortText).main(),
			{Name: "aka", Words: "other names", Sort: SortList, Lone: "name", Main: true, Fields: []FormField{field("name", "name", SortText), reference("source", "spelled so by", SortRecord, source)}},
			field("collective", "a plural or unnamed group", SortFlag),
			field("pin", "place on the map", SortText).help("across and down; empty where the layout decides"), note,
		}
	case underpin.KindSameness:
		return []FormField{
			reference("a", "this one", SortRecord, entity).main(), reference("b", "and this one", SortRecord, entity).main(), chosen("verdict", "are", underpin.Verdicts).main(),
			field("p", "with the probability", SortNumber).help("only where unsure; what is said of it decides where it is empty"), field("note", "because", SortLong).main(),
			field("on", "judged on", SortDate), field("by", "by", SortText),
		}
	case claim:
		return []FormField{
			reference("subject", "who", SortRecord, entity).main(), reference("relation", "does what", SortRecord, underpin.KindRelation).main(),
			reference("object", "to whom or what", SortRecord, entity).main(), field("text", "in your words", SortLong).main(), field("value", "value", SortText),
			field("share", "share in percent", SortText),
			{Name: "roles", Words: "further ends", Sort: SortList, Fields: []FormField{field("role", "as", SortText), reference("entity", "who", SortRecord, entity)}},
			reference("view_of", "is the view of", SortRecords, entity), field("tie", "the view forms a tie", SortFlag), field("topic", "topic", SortText),
			field("prior", "probability before any testimony", SortNumber), field("episode", "episode", SortNumber), note,
		}
	case underpin.KindTestimony:
		origin := reference("origin", "comes from", SortRecord, underpin.KindOrigin, source).help("where it comes from in the end, where that is not the source itself")
		origin.Choices = []FormChoice{{string(underpin.OriginUnknown), "someone who is not named"}}
		return []FormField{
			reference("claim", "on the claim", SortRecord, claim).main(), reference("source", "said by", SortRecord, source).main(), chosen("polarity", "the source", underpin.Polarities).main(),
			field("held", "for when", SortDate).help("for example: from 2018? to 2019; EDTF does as well").main(), termsField(), reference("encounter", "on the occasion", SortRecord, underpin.KindEncounter).main(),
			field("wording", "in the words", SortLong).main(), chosen("hedge", "how certain the source is", underpin.Hedges), origin, reference("via", "by way of", SortRecords, source),
			chosen("basis", "on what ground", underpin.Bases), chosen("interest", "interest", underpin.Interests), field("attested", "dated by its wording to", SortDate),
			field("said", "said on", SortDate), field("learned", "learned on", SortDate), field("locator", "place in the source", SortText), field("passage", "passage", SortLong),
			{Name: "retracted", Words: "withdrawn", Sort: SortParts, Fields: []FormField{field("on", "from", SortDate), field("why", "because", SortText), field("by", "by", SortText)}},
			field("by", "entered by", SortText), note,
		}
	case underpin.KindRequest:
		return []FormField{
			reference("source", "put to", SortRecord, source).main(), field("question", "question", SortLong).main(), reference("claim", "about", SortRecord, claim).main(),
			chosen("state", "stands", underpin.RequestStates).main(), field("asked", "asked on", SortDate).main(), field("due", "due", SortDate).main(), field("answered", "answered on", SortDate), note,
		}
	case underpin.KindConclusion:
		return []FormField{
			field("text", "the conclusion", SortLong).main(), field("expr", "computed as", SortLong).main(), field("at", "on", SortDate).main(),
			reference("about", "answers the question", SortRecord, underpin.KindQuestion), field("by_construction", "fixed by which lines were coded", SortFlag),
		}
	case underpin.KindQuestion:
		return []FormField{field("text", "the question", SortLong).main()}
	case underpin.KindEstimate:
		return []FormField{
			field("text", "the judgement", SortLong).main(), reference("source", "whose it is", SortRecord, source).main(), field("wording", "in the words", SortLong).main(),
			reference("about", "about", SortRecords, entity), field("made", "made on", SortDate).main(), field("due", "due", SortDate).main(), field("p", "the number that was given", SortNumber), field("outcome", "outcome", SortText),
		}
	case underpin.KindMapView:
		return []FormField{
			field("name", "name", SortText).main(), field("at", "as of", SortDate).main(), field("and", "compared with", SortDate), field("known", "as known on", SortDate), field("world", "one possible state", SortNumber), field("list", "as a list", SortFlag), field("all", "all of a large map", SortFlag),
			field("hide_kinds", "kinds hidden", SortText), field("hide_bands", "bands of standing hidden", SortText), field("hide_classes", "classes of tie hidden", SortText), field("hide_turns", "turns between the dates hidden", SortText),
			reference("only", "only these", SortRecords, entity), reference("hide", "without these", SortRecords, entity), reference("expanded", "with all ties of these", SortRecords, entity),
			reference("selected", "selected", SortRecord, entity), reference("picked", "picked beside it", SortRecords, entity),
			reference("lose", "taken out", SortRecords, entity, claim), reference("without", "sources left out", SortRecords, source), reference("reject", "claims taken as not said", SortRecords, claim),
			{Name: "regrade", Words: "graded otherwise", Sort: SortList, Fields: []FormField{reference("source", "source", SortRecord, source), gradeField()}},
		}
	case underpin.KindFact:
		return []FormField{field("text", "statement", SortLong).main(), field("value", "value", SortText).main()}
	}
	return nil
}

// Writable are the kinds of records that have a form. What is sealed is opened on the
// command line, and a brief has a screen of its own.
func Writable() []underpin.RecordKind {
	return slices.DeleteFunc(slices.Clone(underpin.RecordKinds), func(k underpin.RecordKind) bool { return formFields(k) == nil })
}
