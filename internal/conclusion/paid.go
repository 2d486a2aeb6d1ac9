package conclusion

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/google/cel-go/common/ast"
	"github.com/google/cel-go/common/operators"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
)

// A transfer is what one is asked to have paid another, up to a day.
type transfer struct {
	from, to underpin.EntityID
	currency string
	on       underpin.Day // of before and after that of the conclusion
}

// A paidSum is a transfer that an expression asks for, with the payments that can be of it.
type paidSum struct {
	transfer
	atMoment bool // on is of a moment
	payments []paymentClaim
}

// A paymentClaim is a claim that somebody paid somebody: on which days it is looked for, and
// the middle of the bounds of its amount.
type paymentClaim struct {
	claim  int
	days   []underpin.Day
	amount float64
	// twins are payments before it that say the same of ends of other names. Where they
	// are one it is one payment.
	twins []int
}

// days are those of its payments up to the day of the sum, which is at for before and
// after.
func (s *paidSum) days(at underpin.Day) []underpin.Day {
	var out []underpin.Day
	for i := range s.payments {
		for _, d := range s.payments[i].days {
			if d <= s.until(at) {
				out = append(out, d)
			}
		}
	}
	return out
}

func (s *paidSum) until(at underpin.Day) underpin.Day {
	if s.atMoment {
		return s.on
	}
	return at
}

// paidSums list the sums that an expression asks for.
type paidSums []paidSum

// sum notes who is asked to have paid whom, in which currency. All of it is to be written
// out: worlds are drawn on the dates of these payments alone.
func (k *expressionChecker) sum(side ast.Expr, args []ast.Expr) {
	var words [3]string
	for i, a := range args {
		word, written := "", false
		if a.Kind() == ast.LiteralKind {
			word, written = a.AsLiteral().Value().(string)
		}
		if !written {
			k.refuse(a, `write paid("a", "b", "USD")`, "who paid whom in which currency must be written out")
			return
		}
		words[i] = word
	}
	s := paidSum{transfer: transfer{from: id(words[0]), to: id(words[1]), currency: words[2]}}
	if isMoment(side) {
		_, m, ok := k.moment(side)
		if !ok {
			return
		}
		s.atMoment, s.on = true, m.On
	}
	if !slices.ContainsFunc(k.sums, func(o paidSum) bool { return o.transfer == s.transfer && o.atMoment == s.atMoment }) {
		k.sums = append(k.sums, s)
	}
}

// unit is that of an expression: of what was paid its currency, of what adds up or takes
// away, or chooses between amounts of one currency the same.
func (k *expressionChecker) unit(e ast.Expr) string {
	if e.Kind() != ast.CallKind {
		return ""
	}
	call := e.AsCall()
	if q, ok := k.list[call.FunctionName()]; ok && call.IsMemberFunction() && q.reads == readPayments {
		return k.currency(call.Args())
	}
	var of []ast.Expr
	switch call.FunctionName() {
	case operators.Add, operators.Subtract:
		of = call.Args()
	case operators.Conditional:
		of = call.Args()[1:]
	case operators.Negate:
		of = call.Args()[:1]
	default:
		return ""
	}
	unit := k.unit(of[0])
	for _, x := range of[1:] {
		if k.unit(x) != unit {
			return ""
		}
	}
	return unit
}

// currency is the one that is asked for in a sum of payments.
func (k *expressionChecker) currency(args []ast.Expr) string {
	if len(args) < 3 || args[2].Kind() != ast.LiteralKind {
		return ""
	}
	word, _ := args[2].AsLiteral().Value().(string)
	return word
}

// gather finds the payments that can be of each sum in some world.
func (l paidSums) gather(c *underpin.Case) []paidSum {
	if len(l) == 0 {
		return nil
	}
	x, may := c.Index(), underpin.Ones{}
	for _, p := range x.Pairs() {
		may.Join(p.A, p.B)
	}
	for i := range c.Claims {
		claim := &c.Claims[i]
		low, high, _ := claim.Value.Amount()
		if !x.Pays(claim) || high == 0 {
			continue
		}
		for k := range l {
			s := &l[k]
			if claim.Value.Unit != s.currency || may.Of(claim.Subject) != may.Of(s.from) || may.Of(claim.Object) != may.Of(s.to) {
				continue
			}
			p := paymentClaim{claim: i, days: x.PaidOn(claim), amount: (low + high) / 2}
			for at, o := range s.payments {
				other := &c.Claims[o.claim]
				if (other.Subject != claim.Subject || other.Object != claim.Object) && other.Relation == claim.Relation && other.Episode == claim.Episode &&
					o.amount == p.amount && slices.Equal(o.days, p.days) {
					p.twins = append(p.twins, at)
				}
			}
			s.payments = append(s.payments, p)
		}
	}
	return l
}

// A tally holds what is paid in each world of a part, by what is asked.
type tally struct {
	of      map[transfer][]float64
	asked   []transfer
	at      underpin.Day // of before and after
	moments []Moment
}

// tally sums the payments in the worlds of a part; nil where none is asked for. The frame
// is of these worlds on any date: of it only who is one is asked.
func (j *Judge) tally(s *evidence.Sample, p *worldSubset, f *snapshot.Frame) (*tally, error) {
	if len(j.c.sums) == 0 {
		return nil, nil
	}
	t := &tally{of: map[transfer][]float64{}, at: s.Dates[0], moments: j.c.moments.list}
	for i := range j.c.sums {
		x := j.c.sums[i]
		x.on = x.until(t.at)
		for _, d := range x.days(t.at) {
			if !slices.Contains(s.Dates, d) {
				return nil, fmt.Errorf("the worlds are not decided on %s, the date of a payment that the conclusion asks about", d)
			}
		}
		if _, done := t.of[x.transfer]; !done {
			t.of[x.transfer], t.asked = j.amounts(s, p, f, &x), append(t.asked, x.transfer)
		}
	}
	return t, nil
}

// amounts is what one is paid in each world of a part.
func (j *Judge) amounts(s *evidence.Sample, p *worldSubset, f *snapshot.Frame, asked *paidSum) []float64 {
	out := make([]float64, len(p.index))
	from, _ := j.p.Entity(asked.from)
	to, _ := j.p.Entity(asked.to)
	world := f.World()
	counted := make([]bool, len(asked.payments))
	for k := range out {
		one := func(e int32) int32 { return e }
		if s.Pairs() > 0 {
			if pattern := f.Pattern(k); pattern != world.Pattern() {
				world.Set(pattern, nil)
			}
			one = world.One
		}
		for i := range asked.payments {
			x := &asked.payments[i]
			c := &j.p.Case.Claims[x.claim]
			payer, _ := j.p.Entity(c.Subject)
			payee, _ := j.p.Entity(c.Object)
			counted[i] = one(payer) == one(from) && one(payee) == one(to) && one(from) != one(to) && x.holds(s, p.index[k], asked.on)
			if counted[i] && !slices.ContainsFunc(x.twins, func(twin int) bool { return counted[twin] }) {
				out[k] += x.amount
			}
		}
	}
	return out
}

// holds reports whether a payment was made up to a day, in a world of the sample.
func (x *paymentClaim) holds(s *evidence.Sample, world int, until underpin.Day) bool {
	return slices.ContainsFunc(x.days, func(d underpin.Day) bool {
		return d <= until && s.Holds(slices.Index(s.Dates, d), world, x.claim)
	})
}

// A ledger is a [State] that knows what was paid in its world by its date.
type ledger struct {
	State
	tally *tally
	on    underpin.Day
	world int // of the part
}

// paid is what one paid another in a currency, up to the date.
func (l *ledger) paid(from, to underpin.EntityID, currency string) float64 {
	return l.tally.of[transfer{from, to, currency, l.on}][l.world]
}

// keep gives the states of a world, before, after and the moments, their payments.
func (t *tally) keep(world int, states []State) {
	if t == nil {
		return
	}
	for i, s := range states {
		on := t.at
		if i >= 2 {
			on = t.moments[i-2].On
		}
		states[i] = &ledger{s, t, on, world}
	}
}

// appendTo adds what is paid in a world to a key by which worlds are told apart.
func (t *tally) appendTo(key []byte, world int) []byte {
	if t != nil {
		for _, x := range t.asked {
			key = binary.LittleEndian.AppendUint64(key, math.Float64bits(t.of[x][world]))
		}
	}
	return key
}
