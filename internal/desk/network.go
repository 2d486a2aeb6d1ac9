package desk

import (
	"context"

	"underpin/internal/measure"
)

// A NetworkOutline is what the binding network of a case looks like as a whole, with the
// uncertainty of the evidence in it.
type NetworkOutline struct {
	Whole       []measure.WholeValue `json:"whole"`
	Communities measure.Communities  `json:"communities"`
	// Brokers stand between others, the first of them by the mean of their pairs.
	Brokers []measure.Broker `json:"brokers"`
	// BrokersWorlds is the number of worlds in which pairs were counted.
	BrokersWorlds int     `json:"brokers_worlds"`
	Caption       Caption `json:"caption"`
}

// Network says how the network of a case hangs together as a whole, into which
// communities it divides, and which brokers, at most so many, stand between others.
func (d *Desk) Network(ctx context.Context, q Query, brokers int) (_ *NetworkOutline, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	return s.outlined(ctx, brokers)
}

func (s *Study) outlined(ctx context.Context, brokers int) (*NetworkOutline, error) {
	f, err := s.Frame(ctx, s.At)
	if err != nil {
		return nil, err
	}
	out := &NetworkOutline{Caption: s.captionAt(s.At)}
	all := s.Query.Exact
	c, err := measure.Divide(ctx, f, all, s.run("communities"))
	if err != nil {
		return nil, err
	}
	out.Communities = *c
	if out.Whole, err = measure.Outline(ctx, f, measure.Wholes, c, all, s.run("the whole")); err != nil {
		return nil, err
	}
	if out.Brokers, out.BrokersWorlds, err = measure.Brokers(ctx, f, c, brokers, all, s.run("brokers")); err != nil {
		return nil, err
	}
	return out, nil
}
