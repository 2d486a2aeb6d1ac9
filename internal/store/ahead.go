package store

import (
	"encoding/json"
	"errors"
	"time"

	"underpin"
	"underpin/internal/register"
)

// fewAhead is the number of records up to which each is read as fast by itself.
const fewAhead = 2

// Ahead reads records of a kind at once that [Reader.Record] will be asked for, which takes a
// fraction of the time. It has those of the last call for each kind; others are read as
// they are asked for.
func (r *Reader) Ahead(kind underpin.RecordKind, ids []string) error {
	if len(ids) <= fewAhead {
		return nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	rows, err := r.q.QueryContext(r.ctx, queryAhead, string(list), string(r.id), string(kind))
	if err != nil {
		return err
	}
	defer rows.Close()
	found := make(map[string]any, len(ids))
	last, first := register.Record{Ref: underpin.RecordRef{Kind: kind}}, int64(0)
	keep := func() error {
		if last.Ref.ID == "" || last.Gone() {
			return nil
		}
		v, err := last.Value()
		if err != nil {
			return errors.Join(ErrDamaged, err)
		}
		if t, ok := v.(*underpin.Testimony); ok {
			t.Recorded = underpin.DayOfTime(time.UnixMicro(first))
		}
		found[last.Ref.ID] = v
		return nil
	}
	for rows.Next() {
		var id string
		var body []byte
		var at int64
		if err := rows.Scan(&id, &body, &at); err != nil {
			return err
		}
		if id != last.Ref.ID {
			if err := keep(); err != nil {
				return err
			}
			last.Ref.ID, first = id, at
		}
		last.Body = body
	}
	if err := errors.Join(rows.Err(), keep()); err != nil {
		return err
	}
	r.ahead[kind] = found
	return nil
}
