package desk

import (
	"testing"

	"underpin"
)

func TestAllWordsMustOccur(t *testing.T) {
	c := quay(t)
	c.Entities[0].Aliases = []underpin.Alias{{Name: "مريم دلال"}}
	d := newDesk(t, c)
	for _, tt := range []struct {
		text string
		want int
	}{{"DALAL", 2}, {"dalal leads", 1}, {"dalal gazette", 0}, {"مَريم", 1}, {"", 4}} {
		hits, err := d.Find(t.Context(), Query{}, tt.text, nil)
		if err != nil || len(hits) != tt.want {
			t.Errorf("%q finds %v, %v; want %d", tt.text, hits, err, tt.want)
		}
	}
}
