// Package hinge finds what a conclusion hangs on, and what to ask next.
//
// A hinge is a source, an origin or a claim: a premise, never a person. It is
// decisive where the answer flips without it.
//
// # Screened, then computed
//
// [Find] first screens everything. Sources are screened by conditioning: among the
// worlds that are there anyway, those in which the source is unsound are set against
// all. That costs nothing and ranks; it is not the number, since in those worlds
// nobody has taken the source out. Origins that have no soundness of their own (an
// endnote), claims, and sources that are hardly ever unsound are screened by taking
// them out in a part of the worlds, the most promising in more of them; and so, in a
// case that is small enough for it, are all sources. How many are taken out goes by
// what answering costs: in a large case, or where the conclusion asks for distances,
// conditioning ranks the claims too, and only the first of them are taken out.
//
// What is then shown is computed: the ledger without the hinge, the shifts of the
// claims it touches solved again, and the answer in every world in which a tie that
// the conclusion looks at has changed, with the random numbers of the base. The
// difference is paired world by world, so that its sampling error is that of the
// worlds that changed and not of all. This equals brute force: taking it out of the
// case and computing everything afresh with the same seed.
//
// Where answering all worlds takes long, it ends when the error of the difference is
// below what is shown, after worlds from the first on; which they are depends on the
// answers alone. The difference is then that of these worlds, and the answer without
// the hinge is that of the base moved by it.
//
// # What to ask next
//
// [Ask] ranks claims by the expected fall in the variance of the answer if the
// claim were settled,
//
//	Var(y) - E[Var(y | c)] = Var(E[y | c]),
//
// read off the same worlds. Settling a claim also teaches about whoever vouched for
// it, and the worlds know that. With each come the sources placed to know, what
// they bear already, and a warning where the question itself would tell others that
// somebody has talked.
//
// # Files and methods
//
//   - judge, hinge: the answers of a base, and the search for what changes them
//   - screen, screeningstages: conditioning; taking out in two stages, as successive
//     halving does, Jamieson & Talwalkar 2016
//   - counterfactual: a premise taken out, the difference paired by common random
//     numbers
//   - earlystopping: a sequential sample that ends at its precision, with Jeffreys's
//     prior where no answer has changed yet
//   - flips: whether another sample has another answer, from as many worlds as settle it
//   - ask, placement, disclosure: the expected reduction of variance; who is placed to
//     know; what a question would disclose
package hinge
