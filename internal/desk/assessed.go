package desk

import (
	"sync"

	"underpin"
	"underpin/internal/evidence"
)

// mostAssessed is how many assessments are kept of a model: what a few screens ask for.
const mostAssessed = 4096

// assessments keeps those of a model that were asked for, by claim and day. It is safe for
// concurrent use.
type assessments struct {
	lock sync.Mutex
	kept map[claimOnDay]*evidence.Assessment
}

type claimOnDay struct {
	claim int
	on    underpin.Day
}

// Assess is [evidence.Model.Assess], and works out once what is asked again. What it
// returns must not be changed.
func (m *openModel) Assess(i int, on underpin.Day) evidence.Assessment {
	key := claimOnDay{i, on}
	m.assessed.lock.Lock()
	a := m.assessed.kept[key]
	m.assessed.lock.Unlock()
	if a != nil {
		return *a
	}
	new := m.Model.Assess(i, on)
	m.assessed.lock.Lock()
	defer m.assessed.lock.Unlock()
	if m.assessed.kept == nil || len(m.assessed.kept) >= mostAssessed {
		m.assessed.kept = map[claimOnDay]*evidence.Assessment{}
	}
	m.assessed.kept[key] = &new
	return new
}
