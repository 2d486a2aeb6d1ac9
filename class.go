package underpin

import "slices"

// A RelationClass groups relations by what they mean for power and income. What a
// class does is in the table of classes alone, see [RelationClass.Traits]; nobody
// asks for a class by its name.
type RelationClass string

// The classes of relations.
const (
	ClassCommand        RelationClass = "command"
	ClassOffice         RelationClass = "office"
	ClassStructure      RelationClass = "structure"
	ClassRepresentation RelationClass = "representation"
	ClassAppointment    RelationClass = "appointment"
	ClassOwnership      RelationClass = "ownership"
	ClassSupport        RelationClass = "support"
	ClassBenefit        RelationClass = "benefit"
	ClassPayment        RelationClass = "payment"
	ClassAlliance       RelationClass = "alliance"
	ClassOpposition     RelationClass = "opposition"
	ClassDesignation    RelationClass = "designation"
	ClassAct            RelationClass = "act"
	ClassAttribute      RelationClass = "attribute"
	ClassIdentity       RelationClass = "identity"
	ClassPlace          RelationClass = "place"
	ClassOutcome        RelationClass = "outcome"
	ClassEvent          RelationClass = "event"
)

// A PowerKind is the kind of power that relations of a class give, where their own
// power, control and sign say that they give any.
type PowerKind string

// The kinds of power. Title and command are read as command; backing is read as
// support alone.
const (
	GivesNone    PowerKind = ""
	GivesTitle   PowerKind = "title"
	GivesCommand PowerKind = "command"
	GivesBacking PowerKind = "backing"
)

// Traits are what the relations of a class do. The zero Traits are those of a class
// that does nothing.
type Traits struct {
	// Gives is the kind of power that they can give.
	Gives PowerKind
	// Ties: their claims bind the two ends or divide them, as the relation's sign says.
	Ties bool
	// Leads: the subject stands at the head of the object. Seats: the subject holds
	// the object, where that is a post. Contains: the object has the subject as a part
	// or a member.
	Leads, Seats, Contains bool
	// Appoints: the subject puts the object into its place, and is over it.
	Appoints bool
	// Fronts: the subject acts for the object, and where the object has full control of it
	// holds what it holds for that other, as a nominee does.
	Fronts bool
	// Value: a claim has a value in place of an object, and values of one subject that
	// no number satisfies together exclude each other.
	Value bool
	// Bare: a claim may do without an object.
	Bare bool
	// Pays: money passes from the subject to the object, and the value of the claim is
	// its amount.
	Pays bool
	// Identity: a claim says that its two ends are one. It is symmetric, has no rival,
	// and holds on every day or on none.
	Identity bool
	// Lists: the subject has put the object on a list of its own.
	Lists bool
	// Record is the paper in which such a claim would be found, as it is asked for.
	Record string
}

// classes is the table of classes, in the order of the documentation.
var classes = []struct {
	class  RelationClass
	traits Traits
}{
	{ClassCommand, Traits{Gives: GivesCommand, Ties: true, Leads: true, Record: "the signed order, the minutes or the organisation chart"}},
	{ClassOffice, Traits{Gives: GivesCommand, Ties: true, Seats: true, Record: "the notice of appointment in the gazette, or the staff list"}},
	{ClassStructure, Traits{Gives: GivesCommand, Ties: true, Contains: true, Record: "the register entry, the statutes or the organisation chart"}},
	{ClassRepresentation, Traits{Gives: GivesCommand, Ties: true, Fronts: true, Record: "the mandate, power of attorney or letter of representation"}},
	{ClassAppointment, Traits{Gives: GivesCommand, Ties: true, Appoints: true, Record: "the decree or notice of appointment in the gazette"}},
	{ClassOwnership, Traits{Gives: GivesTitle, Ties: true, Record: "the extract from the company, land or ship register, or the list of holders"}},
	{ClassSupport, Traits{Gives: GivesBacking, Ties: true, Record: "the bank records, invoices or delivery notes"}},
	{ClassBenefit, Traits{Ties: true, Record: "the contract, the accounts or the tax record"}},
	{ClassPayment, Traits{Ties: true, Pays: true, Record: "the bank statement, the invoice or the contract"}},
	{ClassAlliance, Traits{Ties: true, Record: "the agreement or the joint statement"}},
	{ClassOpposition, Traits{Ties: true, Record: "the public statement, or the court file of the dispute"}},
	{ClassDesignation, Traits{Lists: true, Record: "the entry in the official list, and the notice that made it"}},
	{ClassAct, Traits{Ties: true, Record: "the court file, the charge sheet or the official record of the day"}},
	{ClassAttribute, Traits{Value: true, Record: "the register entry, certificate or accounts that state it"}},
	{ClassIdentity, Traits{Identity: true, Record: "the passport, or the entries in the civil or company register"}},
	{ClassPlace, Traits{Record: "the land register, a lease, or a picture with its place and day"}},
	{ClassOutcome, Traits{Ties: true, Record: "the court file, the official report or the accounts"}},
	{ClassEvent, Traits{Bare: true, Record: "the official record, or a picture with its day"}},
}

// RelationClasses lists every class, in the order of the documentation.
var RelationClasses = func() []RelationClass {
	list := make([]RelationClass, len(classes))
	for i := range classes {
		list[i] = classes[i].class
	}
	return list
}()

// Traits returns what relations of the class do; for an unknown class nothing.
func (c RelationClass) Traits() Traits {
	if i := slices.Index(RelationClasses, c); i >= 0 {
		return classes[i].traits
	}
	return Traits{}
}
