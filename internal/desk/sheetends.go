package desk

import (
	"strings"

	"underpin"
)

// joined are the kinds of things that a relation of a FollowTheMoney schema joins, where
// the case has no claim yet that shows it.
var joined = map[string][2]underpin.Schema{
	"Ownership":     {underpin.Person, underpin.Company},
	"Control":       {underpin.Person, underpin.Company},
	"Directorship":  {underpin.Person, underpin.Company},
	"Employment":    {underpin.Person, underpin.Organization},
	"Membership":    {underpin.Person, underpin.Organization},
	"Occupancy":     {underpin.Person, underpin.Position},
	"Payment":       {underpin.Company, underpin.Company},
	"Debt":          {underpin.Company, underpin.Company},
	"ContractAward": {underpin.Company, underpin.Contract},
}

// usualEnds counts, of each relation, what its claims join most often: the schema of
// somebody new is offered by it.
type usualEnds map[underpin.RelationName][2]map[underpin.Schema]int

func (s *Study) usualEnds() usualEnds {
	out := usualEnds{}
	for i := range s.Case.Claims {
		c := &s.Case.Claims[i]
		ends, known := out[c.Relation]
		if !known {
			ends = [2]map[underpin.Schema]int{{}, {}}
			out[c.Relation] = ends
		}
		for k, id := range []underpin.EntityID{c.Subject, c.Object} {
			if e := s.Index.Entities[id]; e != nil {
				ends[k][e.Schema]++
			}
		}
	}
	return out
}

// of returns what stands most often at either end of a relation; of those as often, the
// one that is listed first. Without a claim it goes by its FollowTheMoney schema, else by
// its class: who leads, leads a body.
func (u usualEnds) of(r *underpin.Relation) (who, whom underpin.Schema) {
	schema, _, _ := strings.Cut(r.FtM, "(")
	ends, known := joined[schema]
	if !known {
		ends = [2]underpin.Schema{underpin.Person, underpin.Person}
		if r.Class.Traits().Leads {
			ends[1] = underpin.Organization
		}
	}
	for k, counts := range u[r.Name] {
		most := 0
		for _, s := range underpin.Schemata {
			if counts[s] > most {
				ends[k], most = s, counts[s]
			}
		}
	}
	return ends[0], ends[1]
}
