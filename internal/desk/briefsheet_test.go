package desk

import (
	"strings"
	"testing"

	"underpin"
)

func TestASketchHoldsBackWhatMayNotBePrintedAndSaysHowToMendIt(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	text := "# Who decides?\n\nThe gazette names the chair. [[claim c02]] KESTREL saw the folder. Maryam Dalal will be asked to leave. It stands. [[claim c99]]\n\n[[conclusion presidency-keeps-the-harbour]]\n\n{{network}}\n"
	s, err := d.SketchBrief(t.Context(), Query{Worlds: 200}, text)
	if err != nil {
		t.Fatal(err)
	}
	page, err := d.Page(t.Context(), s.Page)
	if err != nil {
		t.Fatal(err)
	}
	p := string(page)
	for _, held := range []string{"KESTREL", "asked to leave"} {
		if strings.Contains(p, held) {
			t.Errorf("the page says %q", held)
		}
	}
	if !strings.Contains(p, "The gazette names the chair.") || strings.Count(p, "held back until") != 3 || !strings.Contains(p, "not yet frozen") {
		t.Errorf("the page is %s", p[strings.Index(p, "<main"):min(len(p), strings.Index(p, "<main")+3000)])
	}
	if s.Stops != 3 {
		t.Fatalf("%d findings stop it: %+v", s.Stops, s.Findings)
	}
	mended := []rune(text)
	for i := len(s.Findings) - 1; i >= 0; i-- { // from the end, so that places hold
		f := s.Findings[i]
		if f.Severity.String() != "error" {
			continue
		}
		if len(f.Mends) == 0 {
			t.Fatalf("no mend for %+v", f)
		}
		m := f.Mends[0]
		mended = append(mended[:m.At:m.At], append([]rune(m.Put), mended[m.At+m.Cut:]...)...)
	}
	s, err = d.SketchBrief(t.Context(), Query{Worlds: 200}, string(mended))
	if err != nil || s.Stops != 0 {
		t.Errorf("mended, it is %s with %+v, %v", string(mended), s.Findings, err)
	}
	if len(s.References) != 4 {
		t.Fatalf("the references are %+v", s.References)
	}
	r := s.References[0]
	if r.Kind != underpin.KindClaim || r.ID != "c02" || r.Origins != 3 || string(mended[r.At:r.At+r.Length]) != "[[claim c02]]" || !r.Found {
		t.Errorf("the first is %+v", r)
	}
	if k := s.References[2]; k.Kind != underpin.KindConclusion || k.Share == nil {
		t.Errorf("the conclusion is %+v", k)
	}
	if x := s.References[3]; x.Verb != "network" || !x.Found || x.Kind != "" {
		t.Errorf("the map is %+v", x)
	}
	out, err := d.WriteBrief(t.Context(), Query{Worlds: 200}, string(mended), "html")
	if err != nil || strings.Contains(out.Text, "not yet frozen") {
		t.Errorf("written it is %v", err)
	}
}

func TestWhatIsWrittenInABriefIsADraftUntilItIsKept(t *testing.T) {
	c := quay(t)
	c.Briefs = []underpin.Brief{{ID: "report", Text: "# The quay\n"}}
	d := newDesk(t, c)
	version, err := d.PutBriefDraft(t.Context(), "quay", "report", 0, "# The quay\n\nMore.")
	if err != nil {
		t.Fatal(err)
	}
	b, err := d.BriefText(t.Context(), "quay", "report")
	if err != nil || b.Text != "# The quay\n" || b.Begun != "# The quay\n\nMore." || b.Draft != version || b.Title != "The quay" {
		t.Errorf("%+v, %v", b, err)
	}
	if lines, err := d.Drafts(t.Context(), "quay"); err != nil || len(lines) != 0 {
		t.Errorf("on the capture sheet stand %+v, %v", lines, err)
	}
	_, err = d.PutBriefDraft(t.Context(), "quay", "report", 0, "another window")
	faultOf(t, err, DraftChanged)
	if err := d.DropBriefDraft(t.Context(), "quay", "report", version); err != nil {
		t.Fatal(err)
	}
	if b, err := d.BriefText(t.Context(), "quay", "report"); err != nil || b.Draft != 0 || b.Begun != "" {
		t.Errorf("dropped: %+v, %v", b, err)
	}
}
