package store

import (
	"context"
	"database/sql"
)

// prepared is a querier that keeps its queries parsed, for a transaction that asks the
// same one of each of many records.
type prepared struct {
	tx *sql.Tx
	of map[string]*sql.Stmt
}

// QueryContext implements querier.
func (p prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := p.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext implements querier.
func (p prepared) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := p.statement(ctx, query)
	if err != nil {
		return p.tx.QueryRowContext(ctx, query, args...) // which fails, and can say so
	}
	return s.QueryRowContext(ctx, args...)
}

func (p prepared) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := p.of[query]; s != nil {
		return s, nil
	}
	s, err := p.tx.PrepareContext(ctx, query)
	if err == nil {
		p.of[query] = s
	}
	return s, err
}

func (p prepared) close() {
	for _, s := range p.of {
		s.Close()
	}
}
