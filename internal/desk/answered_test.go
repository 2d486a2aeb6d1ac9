package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
)

func TestAConclusionThatIsAddedIsAnswered(t *testing.T) {
	for _, test := range []struct {
		name, lost string
		conclusion underpin.Conclusion
		want       string
	}{
		{"for the date of the case", "", underpin.Conclusion{ID: "k", Text: "Maryam Dalal commands the quay.", Expr: `before.command("dalal", "quay")`},
			"Maryam Dalal commands the quay: "},
		{"for its own date", "", underpin.Conclusion{ID: "k", Text: "It was so.", At: date(t, "2019-01-01"), Expr: `before.command("dalal", "quay")`},
			" (on 1 January 2019, from 2,000 worlds)"},
		{"where nothing is there to lose", "yard", underpin.Conclusion{ID: "k", Text: "It stays.", Expr: `after.command("dalal", "quay")`},
			"Conclusion k has no answer: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := quay(t)
			c.Entities = append(c.Entities, underpin.Entity{ID: "yard", Schema: underpin.Asset, Name: "The yard"})
			if test.lost != "" {
				c.Settings.Lose = []underpin.LossID{underpin.LossID(test.lost)}
			}
			out, err := newDesk(t, c).Change(t.Context(), "", Drafted(test.conclusion), true)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(out.Remarks, func(r string) bool { return strings.Contains(r, test.want) }) {
				t.Errorf("remarks %q, want %q", out.Remarks, test.want)
			}
		})
	}
}
