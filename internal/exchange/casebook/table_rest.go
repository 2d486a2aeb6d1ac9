package casebook

import "underpin"

func requestFields() []field[underpin.Request] {
	type T = underpin.Request
	return []field[T]{
		text("id", func(r *T) *string { return &r.ID }),
		text("source", func(r *T) *underpin.SourceID { return &r.Source }),
		text("claim", func(r *T) *underpin.ClaimID { return &r.Claim }),
		text("question", func(r *T) *string { return &r.Question }),
		date("asked", func(r *T) *underpin.Date { return &r.Asked }),
		date("due", func(r *T) *underpin.Date { return &r.Due }),
		text("state", func(r *T) *underpin.RequestState { return &r.State }),
		date("answered", func(r *T) *underpin.Date { return &r.Answered }),
		text("note", func(r *T) *string { return &r.Note }),
	}
}

func conclusionFields() []field[underpin.Conclusion] {
	type T = underpin.Conclusion
	return []field[T]{
		text("id", func(c *T) *string { return &c.ID }),
		text("text", func(c *T) *string { return &c.Text }),
		text("expr", func(c *T) *string { return &c.Expr }),
		date("at", func(c *T) *underpin.Date { return &c.At }),
		text("about", func(c *T) *string { return &c.About }),
		flagged("by_construction", func(c *T) *bool { return &c.ByConstruction }),
	}
}

func questionFields() []field[underpin.Question] {
	type T = underpin.Question
	return []field[T]{
		text("id", func(q *T) *string { return &q.ID }),
		text("text", func(q *T) *string { return &q.Text }),
	}
}

func estimateFields() []field[underpin.Estimate] {
	type T = underpin.Estimate
	return []field[T]{
		text("id", func(e *T) *string { return &e.ID }),
		text("text", func(e *T) *string { return &e.Text }),
		text("wording", func(e *T) *string { return &e.Wording }),
		list("about", func(e *T) *[]underpin.EntityID { return &e.About }),
		date("made", func(e *T) *underpin.Date { return &e.Made }),
		text("source", func(e *T) *underpin.SourceID { return &e.Source }),
		chance("p", func(e *T) *float64 { return &e.P }),
		date("due", func(e *T) *underpin.Date { return &e.Due }),
		text("outcome", func(e *T) *string { return &e.Outcome }),
	}
}

// factFields are the fields of a statement on the method.
func factFields() []field[underpin.Fact] {
	type T = underpin.Fact
	return []field[T]{
		text("item", func(f *T) *string { return &f.Item }),
		text("value", func(f *T) *string { return &f.Value }),
		text("text", func(f *T) *string { return &f.Text }),
	}
}

func briefFields() []field[underpin.Brief] {
	type T = underpin.Brief
	return []field[T]{
		text("id", func(b *T) *string { return &b.ID }),
		lines("text", func(b *T) *string { return &b.Text }),
	}
}

func sealedFields() []field[underpin.Sealed] {
	type T = underpin.Sealed
	return []field[T]{
		text("id", func(s *T) *string { return &s.ID }),
		text("source", func(s *T) *underpin.SourceID { return &s.Source }),
		text("kind", func(s *T) *underpin.SealedKind { return &s.Kind }),
		text("key", func(s *T) *string { return &s.Key }),
		list("readers", func(s *T) *[]string { return &s.Readers }),
		list("box", func(s *T) *[]string { return &s.Box }),
	}
}
