// Package edtf reads dates, spans and quantities as people write them in a case,
// and writes them in one canonical form.
//
// # Dates
//
// Dates are EDTF (ISO 8601-2): all of levels 0 and 1 up to the year 999999, and of
// level 2 what people use. docs/dates.md lists every form with the days it means.
//
//	2020-01-03   2019-09   2019      a day, a month, a year
//	2020-01-03T10:15:00Z             a day; the time is kept in the text
//	2019-09~     2019?     2019%     about; perhaps; both: one unit more on either side
//	?2004-06-11  2004-06~-11         the year alone doubted; about that month, on an 11th
//	2019-12-XX   2019-XX   201X      some day of, some month of, some year of
//	156X-12-25   2019-12-3X          one of several days with gaps between
//	2019-21 .. 2019-24               spring, summer, autumn, winter
//	2019-33 .. 2019-41               quarters, thirds, halves of the year
//	[2019-12..2020-01-02]            one of these days
//	[2019-03-01,2019-05]             one of these
//	[..2014-03]  [2014-03..]         then or before, then or later, within a hundred years
//
// The unit of "~", "?" and "%" is the date's precision: 2019~ is 2018 to 2020,
// 2019-09~ August to October, a day is widened by a day. Before a part it qualifies
// that part alone. Seasons are those of the northern year in whole months; winter
// begins in December of its year and ends with the February that follows.
//
// [Parse] and [ParseSpan] read EDTF and nothing else, as files are read; [ReadDate] and
// [ReadSpan] also read words that can mean one date only, as people type them.
//
// # Spans
//
// A span is a lone date or an interval of two: "2014-03?/2016". Either end may be
// ".." (open: still, or ever since before) or empty (not stated).
//
// # Quantities
//
// A quantity is a number with its bounds and perhaps a unit: "60000", "~60000",
// ">60", ">=4 members", "10000000..99999999".
//
// Whatever is wrong is told as an [Error]: what, at which byte, and how to write
// it instead. Parsing the canonical form gives the same value again.
package edtf
