package underpin

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// notEnglish are phrases that an editor struck out of what the program and its pages
// say, with what stands there instead. They must not come back.
var notEnglish = map[string]string{
	"is no date": "is not a date", "is no span": "is not a span", "is no quantity": "is not a quantity", "is no number": "is not a number",
	"is no whole number": "is not a whole number", "is no finite number": "is not a finite number", "is no probability": "is not a probability",
	"is no grade": "is not a grade", "is no half-life": "is not a half-life", "is no schema": "is not a schema", "is no entry": "is not an entry",
	"is no kind of": "is not a kind of", "is no file": "is not a file", "is no list": "is not a list", "is no casebook": "is not a casebook",
	"is no YAML": "is not YAML", "is no amount": "is not an amount", "is no regrading": "is not a regrading", "is no dependence": "is not a dependence",
	"names no two": "does not name two", "and %q is none": "is not one",
	"the answer is another": "the answer changes", "where it is another": "where it changes", "has something on": "mentions",
	"is no new voice": "not a new voice", "which tells of": "which covers", "less surely": "is less certain", "%d claims more": "%d more claims",
	"lies in %s": "is at %s", "of it as it was lies": "of the old one is at", "forms no line": "is not drawn as a line", "form no line": "are not drawn as lines",
	"support counted": "counting support", "worlds of ten": "worlds out of ten", "per cent": "%", "take away about": "remove about",
	"is itself concerned": "is itself involved", "is concerned itself": "is itself involved", "on condition that they are not named": "on condition of anonymity",
	"with blanks": "with spaces", "a blank before": "a space before", "an alias stands": "there is an alias", "stands where it must not": "is where it must not be",
	"stands inside": "is inside", "stands twice": "appears twice", "is here twice": "appears twice", "see to its rights": "check its permissions",
	"exists already": "already exists", "is withdrawn already": "has already been withdrawn",
	"the case says that already": "the case already says that", "place alone": "only by an endnote or other locator",
	"as Wasserman and Faust have it": "Wasserman and Faust's", "a part would fall apart": "a component would split", "how many, never whose": "never which",
	"any more”": "no longer”", "names no premise": "does not name a premise", "write a number from 1 on": "write 1 or more",
	"that is meant": "that you mean", "a tie a line": "one tie per line", "one a line": "one per line", "for want of room": "for lack of room", "never edited": "cannot be edited",
	"from what it had got": "out of what the payer had received",
	"is no picture":        "is not a picture", "nothing on who": "nothing about who", "no one is over them": "with no superior in common",
	"goes on behind": "continues after", "go on behind": "continue after", "hold blanks": "contain spaces", "a colon, a blank": "a colon, a space",
	"passed over: ": "ignored: ", "are not read (": "are not supported (", "arcs that leave": "outgoing arcs", "arcs that arrive": "incoming arcs",
	"in a part in which each has": "in a subgraph in which every node has", "stands above the first": "comes before the first", "names no source": "does not name a source",
	"which is no character": "which is not a character", "which are no ties": "which are not ties", "is no tie": "is not a tie", "and no tie:": "not a tie:", "are no rivals": "are not rivals",
	"a part of the file is missing": "part of the file is missing", "make room and try": "free some space and try", "a weight, which weigh": "a weight, counted as",
	"means all of that time": "means that whole period", "covers, the standing for": "covers; the standing is for", "a line less": "one line fewer",
	"wages are no": "wages give no", "is no control": "is not control", "is no power": "gives no power", "is no finding": "is not a finding", "is no title": "is not a title",
	"has it from that": "got it from that", "has got from": "has received from", "counts nothing": "counts for nothing", "to its eve": "until the day before",
	"Spans have a stroke": "Spans have a slash", "commas part": "commas separate", "a comma parts": "a comma separates", "time that a claim is told of": "time to which a claim refers",
	"takes the distances of": "needs the distances of", "thousand million": "billion", "no denier": "not denying anything", "of nought": "of zero",
	"no tie any more": "no longer a tie", "firms which": "companies that", "Who is one": "Which are one", "of which it is not excluded": "unless it is ruled out",
	"is no channel": "is not a channel", "is no question": "is not a question", "no bystander": "not a bystander", "makes of weights": "uses weights",
	"cannot be lost on that day": "has no ties on that day", "columns of other names": "columns with other names", "take weights for": "treat weights as", "takes them for": "treats them as",
	"remark, which is not kept": "comment, which is not kept",
}

func TestWhatAnEditorStruckOutStaysOut(t *testing.T) {
	for _, text := range append(literals(t), pages(t)...) {
		said := strings.ReplaceAll(strings.Join(strings.Fields(text.says), " "), "there is no ", "")
		for phrase, better := range notEnglish {
			if strings.Contains(said, phrase) {
				t.Errorf("%s: “%s”: an editor would print “%s”", text.where, phrase, better)
			}
		}
	}
}

// A printedText is a text that somebody may read, and where it stands.
type printedText struct{ where, says string }

// literals are the string literals of all code that is not a test.
func literals(t *testing.T) (out []printedText) {
	t.Helper()
	eachSource(t, func(_ string, set *token.FileSet, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if says, err := strconv.Unquote(lit.Value); err == nil {
					out = append(out, printedText{set.Position(lit.Pos()).String(), says})
				}
			}
			return true
		})
	})
	return out
}

// pages are the documents that users read.
func pages(t *testing.T) (out []printedText) {
	t.Helper()
	docs, err := filepath.Glob(filepath.Join("docs", "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	top, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(docs, top...) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			out = append(out, printedText{path + ":" + strconv.Itoa(i+1), line})
		}
	}
	return out
}
