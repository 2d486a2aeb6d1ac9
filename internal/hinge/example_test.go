package hinge_test

import (
	"context"
	"fmt"
	"strings"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/exchange/casebook"
	"underpin/internal/hinge"
	"underpin/internal/snapshot"
)

// One source vouches for the only line from the ministry to the port: without it the
// answer changes.
func Example() {
	c, err := casebook.Read(strings.NewReader(`underpin: casebook/1
case: {id: harbour}
relations:
  - {relation: commands, class: command, power: subject, sign: "+", control: full, half_life: 4y}
sources:
  - {id: gazette, kind: document, name: "Official Gazette, no. 211", grades: [{grade: A}]}
  - {id: courier, kind: document, name: Harbour Courier, grades: [{grade: C}]}
entities:
  - {id: ministry, schema: PublicBody, name: Ministry}
  - {id: authority, schema: PublicBody, name: Harbour Authority}
  - {id: port, schema: PublicBody, name: Port}
claims:
  - id: c1
    subject: ministry
    relation: commands
    object: authority
    says: [{source: gazette, held: 2014/..}]
  - id: c2
    subject: authority
    relation: commands
    object: port
    says: [{source: courier, held: 2014/..}, {source: gazette, held: 2014/..}]
`), "harbour.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := hinges(context.Background(), c, `before.command("ministry", "port")`)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range report.Hinges {
		fmt.Printf("%s %s: %.2f without it %.2f, flips %v\n", h.Kind, h.ID, h.Base, h.Without, h.Flips)
	}
	// Output:
	// source gazette: 0.93 without it 0.00, flips true
	// source courier: 0.93 without it 0.92, flips false
}

// hinges answers a conclusion about a case and finds what it hangs on.
func hinges(ctx context.Context, c *underpin.Case, expr string) (*hinge.Findings, error) {
	m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
	if err != nil {
		return nil, err
	}
	sample, err := m.Sample(ctx, evidence.SampleConfig{Worlds: 2000, Seed: 1, Dates: []underpin.Day{underpin.DayOf(2019, 12, 31)}})
	if err != nil {
		return nil, err
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		return nil, err
	}
	k, err := conclusion.Compile(c, expr)
	if err != nil {
		return nil, err
	}
	base, err := hinge.Answer(ctx, m, sample, conclusion.NewJudge(k, p, conclusion.JudgeConfig{}), 0)
	if err != nil {
		return nil, err
	}
	return hinge.Find(ctx, base, hinge.Config{Kinds: []hinge.PremiseKind{hinge.Source}})
}
