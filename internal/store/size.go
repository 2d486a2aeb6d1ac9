package store

import (
	"context"
	"errors"
	"strings"

	"underpin"
)

// Records counts the records that loading a case reads: by its snapshot where there is
// one, else by the register, with all their versions. It reads none of them. It fails with
// [ErrNoCase].
func (s *Store) Records(ctx context.Context, id underpin.CaseID) (n int64, err error) {
	err = s.read(ctx, func(q querier) error {
		h, err := head(ctx, q, id)
		if err != nil {
			return err
		}
		if h.Seq == 0 {
			return ErrNoCase
		}
		from := int64(0)
		shot, err := openShot(ctx, q, h)
		switch {
		case err == nil:
			from = shot.head.Seq
			for _, p := range shot.head.Parts {
				if strings.HasPrefix(p.Part, partRecords) {
					n += int64(p.Records)
				}
			}
		case !errors.Is(err, errNoSnapshot):
			return err
		}
		var since int64
		err = q.QueryRowContext(ctx, queryCountSince, string(id), from, h.Seq).Scan(&since)
		n += since
		return err
	})
	return n, s.fail("read", string(id), err)
}
