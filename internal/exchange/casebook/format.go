package casebook

import (
	"underpin"
	"underpin/internal/exchange"
)

// Format is the row of the casebook among the formats of cases.
func Format() exchange.Format[*underpin.Case, []exchange.Check] {
	return exchange.Format[*underpin.Case, []exchange.Check]{
		Name:   "casebook",
		Detect: Detect,
		Read: func(in *exchange.Input, checks []exchange.Check) (*underpin.Case, error) {
			return Read(in, in.Name, checks...)
		},
		Write: Write,
	}
}
