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
// Every error is a [Fault]: a [Code] and its kind, a sentence, what to do, and where.
// A command makes an exit code of the kind, an interface a status; where the hint
// depends on the surface, that writes its own by the code. Errors of the rooms below
// are made faults in one place.
package desk
