package underpin

import (
	"testing"
	"time"
)

func TestTheExtentOfACaseIsWhatItsTestimonyAsserts(t *testing.T) {
	day := func(y int, m time.Month, d int) Date {
		return Date{EDTF: "a day", First: DayOf(y, m, d), Last: DayOf(y, m, d)}
	}
	c := soundCase()
	c.Testimonies[0].Attested, c.Testimonies[1].Said = day(2018, 5, 1), day(2019, 11, 30)
	if first, last := c.Extent(); first.String() != "2018-05-01" || last.String() != "2019-11-30" {
		t.Errorf("it goes from %s to %s", first, last)
	}
	if first, last := new(Case).Extent(); last >= first || new(Case).Tells(0) != nil {
		t.Errorf("a case without testimony goes from %s to %s", first, last)
	}
	// The longest half-life is of four years.
	for on, ok := range map[Day]bool{DayOf(2018, 4, 30): false, DayOf(2018, 5, 1): true, DayOf(2027, 11, 30): true, DayOf(2027, 12, 1): false} {
		if err := c.Tells(on); (err == nil) != ok {
			t.Errorf("%s: %v", on, err)
		}
	}
}
