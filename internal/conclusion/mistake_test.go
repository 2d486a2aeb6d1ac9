package conclusion_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"underpin/internal/conclusion"
	"underpin/internal/synth/property"
)

func TestAMistakeIsShownWithItsColumnAndAHint(t *testing.T) {
	for _, test := range []struct {
		expr          string
		column        int
		message, hint string
	}{
		{`after.command("ministry", "harbor-authority")`, 27, `there is no entity "harbor-authority"`, "did you mean harbour-authority?"},
		{`before.top("betweenness", "Person") == "maryam"`, 40, `there is no entity "maryam"`, "write the id that the case has for it"},
		{`after.command("The Ministry", "chair")`, 15, `there is no entity "The Ministry"`, `write the id of`},
		{`before.top("degree", "Person") in ["ministry", "minstry"]`, 48, `there is no entity "minstry"`, "did you mean ministry?"},
		{`before.top("betweeness", "Person") == ""`, 12, `there is no measure "betweeness"`, "did you mean betweenness?"},
		{`before.top("degree", "Persn") == ""`, 22, `there is no schema "Persn"`, "did you mean Person?"},
		{`after.componets > 1`, 7, `there is no "componets"`, "did you mean components?"},
		{`aftr.components > 1`, 1, `there is no "aftr"`, "did you mean after?"},
		{`After.components > 1`, 1, `there is no "After"`, "did you mean after?"},
		{`after.comand("ministry", "chair")`, 7, `there is no "comand"`, "did you mean command?"},
		{`after.CHANNELS("ministry", "chair")`, 7, `there is no "CHANNELS"`, "did you mean channels?"},
		{`after.command("ministry")`, 7, "command takes 2 ids or words, but 1 was given", `write after.command("a", "b")`},
		{`after.top("degree", "Person", "x") == ""`, 7, "top takes 2 ids or words, but 3 were given", `write after.top("betweenness", "Person")`},
		{`after.command("ministry", 2)`, 7, "command takes words in quotation marks", `write after.command("a", "b")`},
		{`command("ministry", "chair")`, 1, "command must be asked of before or after", `write after.command("a", "b")`},
		{`components > 1`, 1, "components must be asked of before or after", "write after.components or before.components"},
		{`after.components() > 1`, 7, "components takes no arguments", "without brackets"},
		{`after.command > 1`, 7, "command needs to be told about whom", `write after.command("a", "b")`},
		{`after.components > `, 20, "the expression ends too early", "write, for example"},
		{`after.command("ministry" "chair")`, 26, `"chair" does not belong here`, "write, for example"},
		{`ministry commands chair`, 10, "commands does not belong here", "write, for example"},
		{`after.components > "x"`, 18, "> does not go with a whole number and words", "numbers are written without quotation marks"},
		{`after.command("ministry", "chair") == "yes"`, 36, "== does not go with yes or no and words", "stands alone"},
		{`1 < after.components < 3`, 22, "< does not go with yes or no and a whole number", "1 < x && x < 3"},
		{`after.components && true`, 6, "a whole number is given where yes or no is expected", "compare it"},
		{`after.components > 1 ? 1 : "x"`, 22, "the two answers after ? are of different kinds", "condition ? 1 : 0"},
		{`after.df + 1`, 10, "+ does not go with a number with decimals and a whole number", "2.0"},
		{`after.components = 1`, 18, "a single = is not a comparison", "write =="},
		{`after.components => 1`, 18, "=> is not a comparison", "write >="},
		{`after.components ≥ 1`, 18, "this is not a comparison", "write >="},
		{`after.components <> 1`, 18, "this is not a comparison", "write !="},
		{`after.components > 1 and after.df > .1`, 22, "there is no word for: and", "write &&"},
		{`after.components > 1 OR after.df > .1`, 22, "there is no word for: or", "write ||"},
		{`after.components > 1 & after.df > .1`, 22, "a single & joins nothing", "write &&"},
		{`not after.vacant("chair")`, 1, "there is no word for: not", "write !"},
		{`after.vacant("chair") == yes`, 26, "there is no word for: yes", "write true"},
		{`before.top("degree", "Person") is "ministry"`, 32, "there is no word for: is", "write =="},
		{`if after.vacant("chair") then 1`, 1, "there is no if, then or else", "condition ? this : that"},
		{`after.command(ministry, chair)`, 15, "ministry is not in quotation marks", `write "ministry"`},
		{`after.command("ministry", harbour-authority)`, 27, "harbour-authority is not in quotation marks", `write "harbour-authority"`},
		{`after.command(minstry, "chair")`, 15, `there is no "minstry"`, `did you mean "ministry", with quotation marks?`},
		{`after.command(“ministry”, “chair”)`, 15, "a typographer's", "write straight ones"},
		{`after.command("ministry, "chair")`, 32, "a quotation mark without its partner", "before and one after"},
		{`after.command("ministry", "chair"`, 14, "this bracket is not closed", "close it"},
		{`after.vacant("chair"))`, 22, "this bracket closes nothing", "leave it out"},
		{`after components > 1`, 6, "there is a space", "after.components"},
		{`after.df > 50%`, 14, "percentages cannot be written", "write 0.5"},
		{`after.df > 0,5`, 13, "there is a comma in a number", "1.5"},
		{`after.components > 99999999999999999999`, 20, "this number is too large", "smaller"},
		{`"ministry".components > 1`, 11, "only before, after and on(date) answer questions", "after.components"},
		{`before.contested("chair")`, 17, "what the losses do", "ask after.contested"},
		{`after`, 1, "the answer is a whole network", "ask something of it"},
		{`[1, 2].exists(x, x > after.components)`, 8, `there is no "exists"`, "before, after and on(date) answer"},
		{``, 0, "the conclusion is empty", "write, for example"},
		{"after.components > 1 &&\n  after.lagest > 2", 9, `there is no "lagest"`, "did you mean largest?"},
	} {
		_, err := conclusion.Compile(harbour(), test.expr)
		var m *conclusion.Mistake
		if !errors.As(err, &m) || !errors.Is(err, conclusion.ErrExpression) {
			t.Errorf("%s: error %v", test.expr, err)
			continue
		}
		if m.Column != test.column || !strings.Contains(m.Message, test.message) || !strings.Contains(m.Hint, test.hint) {
			t.Errorf("%s:\n column %d, want %d\n message %q, want %q\n hint %q, want %q", test.expr, m.Column, test.column, m.Message, test.message, m.Hint, test.hint)
		}
	}
}

func TestTheCaretStandsUnderThePlace(t *testing.T) {
	_, err := conclusion.Compile(harbour(), "after.components > 1 &&\n  after.lagest > 2")
	want := "the conclusion, line 2, column 9: there is no \"lagest\"\n    after.lagest > 2\n          ^"
	if err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}
}

// parsers are the words in which only a programmer is spoken to.
var parsers = regexp.MustCompile(`[A-Z]{3,}_|<EOF>|expecting|overload|undeclared|container|token|viable|extraneous|mismatched|literal|dyn\b`)

func TestAnyMistakeIsASentenceWithAHint(t *testing.T) {
	pieces := []string{
		"after", "before", ".", "command", "components", "top", "(", ")", `"ministry"`, "'chair'", "chair", "harbour-authority", ",", "==", "=", "!=", "<", ">=", "&&", "||", "!",
		"&", "and", "not", "if", "in", "[", "]", "{", "}", "1", "2.5", "1e999", "-", "*", "/", "%", "?", ":", "true", "null", "has", "size", "exists", "loop", "\"", "\\", "`", "#", "@", "é", "\n", "b", "int", "1u",
	}
	property.Check(t, func(t *rapid.T) {
		expr := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 12).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		_, err := conclusion.Compile(harbour(), expr)
		if err == nil {
			return
		}
		var m *conclusion.Mistake
		if !errors.As(err, &m) {
			t.Fatalf("%q: %v", expr, err)
		}
		if m.Hint == "" || m.Message == "" || parsers.MatchString(m.Message) {
			t.Fatalf("%q: %q (%q)", expr, m.Message, m.Hint)
		}
		if lines := strings.Split(expr, "\n"); m.Column > 0 && (m.Line > len(lines) || m.Column > len([]rune(lines[m.Line-1]))+2) {
			t.Fatalf("%q: line %d, column %d", expr, m.Line, m.Column)
		}
	})
}
