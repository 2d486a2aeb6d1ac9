// Package cite writes the note to a statement: who says so, in the words that
// the kind of source and the terms agreed with it allow, and no others.
//
// # What the terms allow
//
//	public document   author, title, publisher, date, locator; the origin behind
//	                  it ([Note.Unseen] where we did not see it ourselves)
//	on the record     the name and the month
//	background        the agreed words and the year; no date for a source at risk
//	deep background   nothing: the statement stands without a note ([underpin.Silent])
//	off the record    nothing, and the statement must not rest on it ([underpin.Barred])
//	under embargo     as off the record, until the day
//	assumption        that it is one
//
// For example:
//
//	Maryam Dalal, on the record, May 2019
//	A port official, speaking on background, 2019
//	M. Dalal, “The Quays”, Harbour Review, January 2020, citing endnote 4
//
// # What no note contains
//
// The code name of a protected source, the id of an encounter, the exact day or
// the place of a conversation, its wording or its locator, or the protected
// origin behind a public document. Where the terms and the source contradict
// each other (a protected source on the record), the statement is barred.
//
// # Order
//
// [Arrange] sorts notes by what they say. The order in which people were spoken
// to, and in which their words were recorded, never shows.
package cite
