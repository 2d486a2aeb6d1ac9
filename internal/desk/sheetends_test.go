package desk

import (
	"testing"

	"underpin"
)

func TestSomebodyNewIsOfferedAsWhatARelationJoins(t *testing.T) {
	relation := func(name, ftm string, class underpin.RelationClass) *underpin.Relation {
		return &underpin.Relation{Name: underpin.RelationName(name), FtM: ftm, Class: class}
	}
	of := func(counts ...map[underpin.Schema]int) usualEnds {
		return usualEnds{"r": {counts[0], counts[1]}}
	}
	for _, c := range []struct {
		what      string
		usual     usualEnds
		relation  *underpin.Relation
		who, whom underpin.Schema
	}{
		{"an owner and a firm, by its schema", usualEnds{}, relation("r", "Ownership(role=shareholder)", underpin.ClassOwnership), underpin.Person, underpin.Company},
		{"a post", usualEnds{}, relation("r", "Occupancy", underpin.ClassOffice), underpin.Person, underpin.Position},
		{"a body that is commanded, by its class", usualEnds{}, relation("r", "UnknownLink(role=commands)", underpin.ClassCommand), underpin.Person, underpin.Organization},
		{"two people where nothing tells", usualEnds{}, relation("r", "", underpin.ClassEvent), underpin.Person, underpin.Person},
		{"what the claims of the case join most often", of(map[underpin.Schema]int{underpin.Company: 2, underpin.Person: 1}, map[underpin.Schema]int{underpin.Vessel: 1}),
			relation("r", "Ownership", underpin.ClassOwnership), underpin.Company, underpin.Vessel},
		{"of two that are as often the one listed first", of(map[underpin.Schema]int{underpin.Vessel: 1, underpin.Organization: 1}, nil),
			relation("r", "", underpin.ClassEvent), underpin.Organization, underpin.Person},
	} {
		if who, whom := c.usual.of(c.relation); who != c.who || whom != c.whom {
			t.Errorf("%s: %s and %s, want %s and %s", c.what, who, whom, c.who, c.whom)
		}
	}

	sheet, err := harbour(t).CaptureSheet(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range sheet.Words {
		if body := map[bool]underpin.Schema{true: w.Who, false: w.Whom}[w.Turned]; w.Relation == "chairs" && body == underpin.Person {
			t.Errorf("what %q leads to is offered as a person", w.Text)
		}
	}
}
