package synth

import "underpin"

// caseVocabulary returns the relations of generated cases: one or more of every
// class, with the half-lives of the demonstration cases.
func caseVocabulary() []underpin.Relation {
	none := underpin.HalfLife{Never: true}
	years := func(y float64) underpin.HalfLife { return underpin.HalfLife{Years: y} }
	return []underpin.Relation{
		{Name: "leads", Inverse: "led by", Class: underpin.ClassCommand, Power: underpin.PowerBoth, Sign: "+", Control: underpin.ControlFull, Exclusive: true, HalfLife: years(2), Reads: "X leads Y"},
		{Name: "commands", Inverse: "commanded by", Class: underpin.ClassCommand, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlFull, Exclusive: true, HalfLife: years(2), Reads: "X commands Y"},
		{Name: "directs", Inverse: "directed by", Class: underpin.ClassCommand, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlPartial, HalfLife: years(2), Reads: "Y acts on X's instructions"},
		{Name: "heads", Inverse: "headed by", Class: underpin.ClassCommand, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlFull, Exclusive: true, HalfLife: years(4), Reads: "post X heads body Y"},
		{Name: "holds_post", Inverse: "held by", Class: underpin.ClassOffice, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlFull, Exclusive: true, HalfLife: years(4), Reads: "X holds post Y"},
		{Name: "post_in", Inverse: "has post", Class: underpin.ClassOffice, Power: underpin.PowerNone, Sign: "+", Control: underpin.ControlNone, HalfLife: years(4), Reads: "post X belongs to body Y"},
		{Name: "part_of", Inverse: "has part", Class: underpin.ClassStructure, Power: underpin.PowerObject, Sign: "+", Control: underpin.ControlFull, HalfLife: years(4), Reads: "X is a part of Y"},
		{Name: membership, Inverse: "has member", Class: underpin.ClassStructure, Power: underpin.PowerObject, Sign: "+", Control: underpin.ControlPartial, HalfLife: years(4), Reads: "X is a member of Y"},
		{Name: "represents", Inverse: "represented by", Class: underpin.ClassRepresentation, Power: underpin.PowerObject, Sign: "+", Control: underpin.ControlPartial, HalfLife: years(2), Reads: "X acts for Y"},
		{Name: "installed", Inverse: "installed by", Class: underpin.ClassAppointment, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlPartial, HalfLife: years(4), Reads: "X put Y into place"},
		{Name: "owns", Inverse: "owned by", Class: underpin.ClassOwnership, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlShare, HalfLife: years(8), Reads: "X owns Y"},
		{Name: "controls", Inverse: "controlled by", Class: underpin.ClassOwnership, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlFull, HalfLife: years(8), Reads: "X controls Y"},
		{Name: "holds", Inverse: "held by", Class: underpin.ClassOwnership, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlFull, Exclusive: true, HalfLife: years(8), Reads: "X holds Y"},
		{Name: "sponsors", Inverse: "sponsored by", Class: underpin.ClassSupport, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlPartial, HalfLife: years(2), Reads: "X funds or backs Y"},
		{Name: "profits_from", Inverse: "yields profit to", Class: underpin.ClassBenefit, Power: underpin.PowerNone, Sign: "+", Control: underpin.ControlNone, HalfLife: years(2), Reads: "X draws income from Y"},
		{Name: "allied_with", Inverse: "allied with", Class: underpin.ClassAlliance, Power: underpin.PowerNone, Sign: "+", Control: underpin.ControlNone, HalfLife: years(2), Reads: "X and Y are allies"},
		{Name: "opposes", Inverse: "opposed by", Class: underpin.ClassOpposition, Power: underpin.PowerNone, Sign: "-", Control: underpin.ControlNone, HalfLife: years(2), Reads: "X works against Y"},
		{Name: "designated", Inverse: "designated by", Class: underpin.ClassDesignation, Power: underpin.PowerNone, Sign: "-", Control: underpin.ControlNone, HalfLife: none, Reads: "X designated Y"},
		{Name: "awarded", Inverse: "awarded by", Class: underpin.ClassAct, Power: underpin.PowerNone, Sign: "+", Control: underpin.ControlNone, Reads: "X gave Y away"},
		{Name: "strength", Class: underpin.ClassAttribute, HalfLife: years(2), Reads: "X has Y members"},
		{Name: "met", Class: underpin.ClassEvent, Power: underpin.PowerNone, Control: underpin.ControlNone, Reads: "X was a meeting"},
	}
}

// sameAs and drawnShares are the relations of claims of who is one, and of shares that are
// drawn where they are not stated.
const sameAs, drawnShares underpin.RelationName = "same_as", "shareholder_of"

// ruleVocabulary returns the relations that a case has besides, unless it is plain.
func ruleVocabulary() []underpin.Relation {
	none := underpin.HalfLife{Never: true}
	out := []underpin.Relation{
		{Name: sameAs, Class: underpin.ClassIdentity, HalfLife: none, Reads: "X is Y"},
		{Name: drawnShares, Inverse: "has shareholder", Class: underpin.ClassOwnership, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlShare, Unstated: underpin.UnstatedDrawn, HalfLife: underpin.HalfLife{Years: 8}, Reads: "X holds shares of Y"},
	}
	for _, r := range []struct {
		name  underpin.RelationName
		bound underpin.LifeBound
	}{{"born", underpin.LifeBegins}, {"founded", underpin.LifeBegins}, {"died", underpin.LifeEnds}, {"dissolved", underpin.LifeEnds}} {
		out = append(out, underpin.Relation{Name: r.name, Class: underpin.ClassAttribute, Bound: r.bound, HalfLife: none, Reads: "X " + string(r.name) + " Y"})
	}
	return out
}

// membership is the relation that a claim falls back on where a shape finds no two
// ends.
const membership underpin.RelationName = "member_of"

// A claimShape says between which kinds of entities a relation runs, and how
// often it is claimed. An attribute has no object.
type claimShape struct {
	relation underpin.RelationName
	weight   int
	subject  []underpin.Schema
	object   []underpin.Schema
}

// claimShapes are the shapes of the claims of generated cases.
var claimShapes = func() []claimShape {
	type kinds = []underpin.Schema
	person, group, company := kinds{underpin.Person}, kinds{underpin.Organization}, kinds{underpin.Company}
	body, post, asset := kinds{underpin.PublicBody}, kinds{underpin.Position}, kinds{underpin.Asset}
	actor := kinds{underpin.Person, underpin.Organization}
	return []claimShape{
		{"leads", 7, person, group}, {"commands", 6, person, group}, {"directs", 6, actor, group},
		{"heads", 2, post, body}, {"holds_post", 9, person, post}, {"post_in", 4, post, body},
		{"part_of", 6, group, group}, {membership, 16, person, group}, {"represents", 5, actor, group},
		{"installed", 4, actor, person}, {"owns", 5, kinds{underpin.Person, underpin.Company}, company},
		{"controls", 5, actor, kinds{underpin.Asset, underpin.Company}}, {"holds", 4, kinds{underpin.Organization, underpin.Company}, asset},
		{"sponsors", 5, group, actor}, {"profits_from", 3, actor, asset}, {"allied_with", 5, actor, actor},
		{"opposes", 4, actor, actor}, {"designated", 2, body, actor}, {"awarded", 1, body, asset},
		{"strength", 1, group, nil}, {"met", 1, kinds{underpin.Event}, nil},
	}
}()
