// Package desk holds the use cases that the command and the interface share: what
// a person asks of a case, and the answer as data. It is the only room that knows
// both the store and the analysis.
//
// A [Desk] has one database open. Each question is read by a [Query] (dates, losses,
// a what-if on the evidence, worlds and seed) and answered by a struct that prints
// as JSON in the form of the documentation. Everything that changes a case is one
// entry of its register and passes [underpin.Case.Validate] first: bad input changes
// nothing and loses nothing.
//
// A desk keeps the cases that it was asked about lately open, with what was weighed and
// drawn of them, and looks at the register on each call, so that it sees what another
// process changes. A change is worked out on the part of a case that it touches. What is
// drawn over many worlds can be had from the first of them and better later: see
// [Answers]. A process that asks one thing of a claim reads what that hangs on, and no
// more.
//
// Every error is a [Fault]: a [Code] and its kind, a sentence, what to do, and where.
// A command makes an exit code of the kind, an interface a status; where the hint
// depends on the surface, that writes its own by the code. Errors of the rooms below
// are made faults in one place.
package desk
