package desk

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/exchange/casebook"
)

// Erasing a source takes all that names it: what it said, was asked and is sealed of it,
// the words of other records, and earlier versions of these.
func TestErasingASourceLeavesNoTraceOfItsName(t *testing.T) {
	c := everyKind(t)
	c.Entities[0].Label = "boss"
	c.Questions = append(c.Questions, underpin.Question{ID: "q2", Text: "What else does Heron know?"})
	c.Conclusions[0].Text = "As HERON says, Dalal holds the quay"
	c.Claims = append(c.Claims, underpin.Claim{ID: "c9", Subject: c.Claims[0].Subject, Relation: c.Claims[0].Relation, Object: c.Claims[0].Object, Text: "Only she says it", Episode: 2})
	c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: "c9.1", Claim: "c9", Source: "HERON", Encounter: "e1", Polarity: underpin.Affirm})
	d, path := signingDesk(t, c)
	// A word that was in an earlier version, and a record that was removed.
	edit := func(kind underpin.RecordKind, id, text string) {
		t.Helper()
		if _, err := d.Edit(t.Context(), "", underpin.RecordRef{Kind: kind, ID: id}, []casebook.Assignment{{Field: "text", Op: casebook.Set, Value: text}}, How{}); err != nil {
			t.Fatal(err)
		}
	}
	edit(underpin.KindQuestion, "q1", "Who told heron?")
	edit(underpin.KindQuestion, "q1", "Who told whom?")
	if _, err := d.Add(t.Context(), "", Drafted(underpin.Question{ID: "q3", Text: "HERON again?"}), false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Remove(t.Context(), "", []underpin.RecordRef{{Kind: underpin.KindQuestion, ID: "q3"}}, How{}); err != nil {
		t.Fatal(err)
	}

	source := underpin.RecordRef{Kind: underpin.KindSource, ID: "HERON"}
	told, err := d.Erase(t.Context(), "", source, EraseHow{Cascade: true, Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	done, err := d.Erase(t.Context(), "", source, EraseHow{Cascade: true})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(told.Records, done.Records); diff != "" {
		t.Errorf("- preview + done\n%s", diff)
	}
	if !cmp.Equal(done.Unsaid, []underpin.ClaimID{"c9"}) || len(done.Mentions) > 0 {
		t.Errorf("left with nobody: %v; mentions: %v", done.Unsaid, done.Mentions)
	}
	if text := strings.ToLower(book(t, d)); strings.Contains(text, "heron") || !strings.Contains(text, "as [erased] says, dalal holds the quay") {
		t.Errorf("the case still says\n%s", text)
	}
	if _, err := d.Verify(t.Context(), "", nil); err != nil {
		t.Error(err)
	}
	for _, id := range []underpin.SourceID{"HERON", "heron", "Heron"} {
		_, err := d.Add(t.Context(), "", Drafted(underpin.Source{ID: id, Kind: underpin.SourcePerson, Protected: true, Descriptor: "a clerk"}), false)
		faultOf(t, err, IDTaken)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if at := bytes.Index(bytes.ToLower(file), []byte("heron")); at >= 0 {
		t.Errorf("the file still has it: %q", file[max(at-60, 0):at+60])
	}
}
