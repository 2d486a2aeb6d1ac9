package desk

import (
	"strings"
	"testing"
	"time"

	"underpin"
)

func TestAPageThatWasFrozenIsMadeAgainWhateverHasChangedSince(t *testing.T) {
	now := time.Date(2026, 11, 28, 9, 30, 15, 0, time.UTC)
	d := newDesk(t, example(t, "harbour"))
	d.cfg.Now = func() time.Time { return now }
	ctx := t.Context()
	write := func(text string) {
		t.Helper()
		if _, err := d.Change(ctx, "", Drafted(underpin.Brief{ID: "quay", Text: text}), false); err != nil {
			t.Fatal(err)
		}
	}
	write("# Who decides?\n\nThe gazette names the chair. [[claim c02]]\n\n[[conclusion presidency-keeps-the-harbour]]\n")
	first, err := d.ReleaseBrief(ctx, Query{Worlds: 200}, "quay")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(first.Text, "not yet frozen") {
		t.Error("the page says that it is not frozen")
	}

	// Days later the text, and what the case holds, are others.
	now = now.AddDate(0, 0, 9)
	if _, err := d.Grade(ctx, "", "KESTREL", underpin.Grading{Grade: "D"}, false); err != nil {
		t.Fatal(err)
	}
	past, err := d.BriefPast(ctx, "", "quay")
	if err != nil || len(past.Releases) != 1 || len(past.Texts) != 1 {
		t.Fatalf("%+v, %v", past, err)
	}
	brief := underpin.Brief{ID: "quay", Text: "# Another\n", Releases: past.Releases}
	if _, err := d.Change(ctx, "", Drafted(brief), false); err != nil {
		t.Fatal(err)
	}
	again, err := d.Release(ctx, "", "quay", 0)
	if err != nil {
		t.Fatal(err)
	}
	page, err := d.Page(ctx, again.Page)
	if err != nil || !again.Same || string(page) != first.Text {
		t.Errorf("it is not the page that was frozen: %v, %v", again.Release, err)
	}
	if past, err = d.BriefPast(ctx, "", "quay"); err != nil || len(past.Texts) != 2 {
		t.Fatalf("%+v, %v", past, err)
	}
	text, err := d.KeptTextOf(ctx, "", "quay", past.Texts[1].Entry)
	if err != nil || !strings.HasPrefix(text, "# Who decides?") {
		t.Errorf("the first text is %q, %v", text, err)
	}
}
