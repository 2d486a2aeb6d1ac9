// Package chart draws the pictures of a case as SVG: the network and the
// before-and-after bars with their intervals, which briefs show, and timeline
// lanes and the tornado of what a conclusion hangs on, which no verb draws.
// It knows no claims and no store; each chart is a plain struct with a method
//
//	SVG(w io.Writer) error
//
// that writes one <svg> element and nothing else.
//
// # What every chart promises
//
//   - The element can stand alone as a file or be put inside an HTML page.
//     Ids and style rules all hang on [Panel].ID, so several charts on one
//     page do not disturb each other or the page.
//   - No script, no outside reference, no font to fetch: the reader's own
//     system font is used.
//   - It has role="img", a title and a description. Both are written for
//     people who cannot see the picture.
//   - Light and dark follow prefers-color-scheme; print is always light.
//     Colours are opaque, so a line keeps its meaning where lines cross.
//   - The same input gives the same bytes.
//   - Every label is escaped. Control characters and invisible direction
//     overrides are taken out; Arabic and other right-to-left labels are set
//     right to left.
//   - A number that is not finite, or out of its range, is an error
//     ([ErrInput]) and nothing is written.
//
// # One palette
//
// Kinds are told by shape and by colour (Okabe and Ito's palette, which holds
// for colour-blind readers): see [EntityKind]. Lines are neutral. How dark and how
// broken a line is tells the standing of the tie, its width the number of
// independent origins.
package chart
