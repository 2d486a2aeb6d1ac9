// Package brief writes a brief: Markdown with references to the claims, the
// conclusions and the figures of a case becomes a page that stands alone, or
// Markdown with footnotes. What the references become is taken from a
// [Material], which holds publishable numbers only.
//
// # References
//
// Inside a line:
//
//	[[claim c05]]                a note: who says so, in the words of their terms
//	[[claim c05 | some words]]   the words, then the note
//	[[sentence c05]]             the claim's own sentence, then the note
//	[[credence c05]]             how sure: "one origin: NAME says so, uncorroborated",
//	                             from two independent origins on the word
//	[[conclusion central]]       its text, its share of the worlds, what it hangs on
//
// A bare [[claim c05]] belongs to the sentence before it. In a table cell the
// bar is written \|.
//
// On a line of their own:
//
//	{{network}} {{shock}} {{NAME}}  an exhibit of the material: figure, table, words
//	{{hinges central}}              what a conclusion hangs on
//	{{ask}}                         what to ask next (never whom)
//	{{questions}} {{estimates}} {{method}} {{not-said}}
//	{{sources}}                     the source summary statement
//
// A date behind the name, as in [[credence c05 at=2012-10-01]], [[conclusion central
// at=2015]], {{hinges central at=2015}} or {{network at=2009-09-30}}, asks for another
// day than the case's; see [Dated].
//
// The first heading of level one is the title. All other Markdown is as in
// CommonMark, with tables. HTML is shown as the text it is, pictures are refused,
// footnotes write themselves; the author's own, [^a] and "[^a]: words", stand among
// them in one numbering.
//
// # What is refused
//
// [HTML] and [Markdown] return [*Refused] and write nothing where [Lint] finds
// something of [Severity] Error: an unknown reference; a claim whose publishable
// testimony is gone; a statement about a person without a note; a sealed word,
// such as the code name of a source; an heir named in a case that names none.
//
// # Promises
//
//   - No number rests on what is off the record, and a claim with one origin has
//     no word of likelihood.
//   - Ids of claims, testimony, sources and encounters are not in the output: they
//     would tell the order of the work.
//   - The page has no script and asks for nothing from outside; its policy
//     forbids both. Text from the case or the brief can only be text.
//   - The same brief and material give the same bytes.
//
// # How it is made
//
// [Parse] reads Markdown into blocks and inlines of our own with their places.
// compose resolves the references and numbers the notes. Each writer (html.go,
// markdown.go) walks the result; a further one needs nothing else.
package brief
