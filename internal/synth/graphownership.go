package synth

import "math/rand/v2"

// OwnershipGraph has n nodes and about 1.65 n ties, directed from who owns,
// directs or registers to what is owned, with the shape of published leaks of
// offshore registers (2.0 million nodes to 3.3 million ties): agents that
// registered hundreds or tens of thousands of shelf companies, addresses that
// such companies share, sole directors with one company or a few, nominee
// directors with very many, chains of companies that own each other, and a few
// cross-holdings that close cycles. It is synthetic: no node stands for anybody.
//
// About 2 nodes in 10,000 are agents, 3 in 100 addresses, 45 in 100 companies and the
// rest persons, in blocks of this order. n up to 5 million takes a few seconds.
func OwnershipGraph(seed uint64, n int) EdgeList {
	o := ownershipGenerator{
		random: graphRandom(seed), agents: max(n*2/10_000, 1), addresses: n * 3 / 100, companies: n * 45 / 100,
	}
	o.Nodes = n
	o.Tails, o.Heads = make([]int32, 0, n*7/4), make([]int32, 0, n*7/4)
	if n < 10 {
		for v := 1; v < n; v++ {
			o.tie(0, int32(v))
		}
		return o.EdgeList
	}
	o.register()
	o.chain()
	o.direct()
	return o.EdgeList
}

type ownershipGenerator struct {
	EdgeList
	random                       *rand.Rand
	agents, addresses, companies int
}

func (o *ownershipGenerator) company(i int) int32 { return int32(o.agents + o.addresses + i) }

// skewed is a number below n, small ones far more often: the density falls as
// the inverse of the number.
func (o *ownershipGenerator) skewed(n int) int {
	u := o.random.Float64()
	return min(int(float64(n)*u*u*u*u), n-1)
}

// register gives each company an agent, and half of them an address that
// companies of one agent tend to share.
func (o *ownershipGenerator) register() {
	for i := range o.companies {
		agent := o.skewed(o.agents)
		o.tie(int32(agent), o.company(i))
		if o.addresses > 0 && o.random.IntN(2) == 0 {
			near := (agent*7919 + o.skewed(o.addresses)) % o.addresses
			o.tie(o.company(i), int32(o.agents+near))
		}
	}
}

// chain lets a third of the companies be owned by another, mostly the one
// before them, and one in five hundred own back into its own chain.
func (o *ownershipGenerator) chain() {
	for i := 1; i < o.companies; i++ {
		switch draw := o.random.IntN(1000); {
		case draw < 280:
			o.tie(o.company(i-1), o.company(i))
		case draw < 330:
			o.tie(o.company(o.random.IntN(i)), o.company(i))
		case draw < 332:
			o.tie(o.company(i), o.company(max(i-1-o.random.IntN(5), 0)))
		}
	}
}

// direct gives each person a company to direct or own: most have one, nominees
// very many.
func (o *ownershipGenerator) direct() {
	first := o.agents + o.addresses + o.companies
	persons := o.Nodes - first
	if o.companies == 0 {
		return
	}
	for p := range persons {
		person := int32(first + p)
		o.tie(person, o.company(o.random.IntN(o.companies)))
		for o.random.IntN(4) == 0 {
			o.tie(person, o.company(o.random.IntN(o.companies)))
		}
	}
	nominees := max(persons/2000, 1)
	for range o.Nodes * 12 / 100 {
		o.tie(int32(first+o.skewed(nominees)), o.company(o.random.IntN(o.companies)))
	}
}
