// Package evidence turns testimony into credence, and credence into worlds.
//
// # The ledger
//
// A grade stands for the probability r that a lone, direct, certain report is
// right. As a correlation with the truth that is 2r - 1, and correlations multiply
// along the way a statement came (strength.go):
//
//	rho = (2 r_origin - 1) * prod over relays (2 r - 1) * hedge * interest * 2^(-gap/halflife)
//	l   = ln((1 + rho) / (1 - rho))
//
// One origin counts once, and so does one reporter: the voices of a claim are the
// matching of origins to reporters that supports most (voices.go). Voices of one
// dependence group are discounted; and even unrelated voices share a background, so
// that support grows only logarithmically: with the strongest voice M and the sum of
// the groups S,
//
//	L = M + .7 ln(1 + S - M)
//
// Denials weigh the same way against. The log-odds are prior + support - denial;
// the probability is clipped to [.01, .99] (evaluate.go). Claims that cannot be true
// together compete (rivals.go).
//
// # Two numbers
//
// The credence of a claim is the probability that it held as told; no fading and no
// end enters it. Its standing on a date is the probability that it holds then, with
// stated ends and fading (span.go). Sentences use credence; maps and worlds standing.
//
// # Worlds
//
// A world decides which sources are sound, then each claim on each date, so that all
// that rests on one source falls together (worlds.go). What a claim comes to hangs on
// which of its testimony is silent (silence.go), so that it is weighed once for all
// worlds in which the same is (weighed.go). A shift per claim and date makes the mean
// over soundness equal the standing (shift.go, shifttable.go). The random numbers are
// a function of seed, record and world alone (random.go): the same for any number of
// workers, before and after, with a source and without it.
//
// The model and its tables are laid down in docs/method.md.
package evidence
