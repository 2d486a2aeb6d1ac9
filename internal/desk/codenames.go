package desk

import (
	"context"

	"underpin"
)

// CodeNames lists the code names of the protected sources of a case, in the order of the
// case, and then of those that were taken out of it: the register names them still.
func (d *Desk) CodeNames(ctx context.Context, id underpin.CaseID) (_ []string, err error) {
	defer settle(ctx, &err)
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, src := range o.Case.Sources {
		if src.Protected {
			names = append(names, string(src.ID))
		}
	}
	removed, err := d.store.Removed(ctx, o.Case.ID, underpin.KindSource)
	if err != nil {
		return nil, err
	}
	for _, r := range removed {
		record, err := r.Value()
		if err != nil {
			return nil, err
		}
		if src, ok := record.(*underpin.Source); ok && src.Protected {
			names = append(names, string(src.ID))
		}
	}
	return names, nil
}
