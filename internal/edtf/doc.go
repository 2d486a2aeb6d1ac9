// Package edtf reads dates, spans and quantities as people write them in a case,
// and writes them in one canonical form.
//
// # Dates
//
// Dates are EDTF (ISO 8601-2): all of levels 0 and 1 that name a day after the
// year 1, and of level 2 what people use.
//
//	2020-01-03   2019-09   2019      a day, a month, a year
//	2019-09~     2019?     2019%     about; perhaps; both: one unit more on either side
//	2019-12-XX   2019-XX   201X      some day of, some month of, some year of
//	2019-21 .. 2019-24               spring, summer, autumn, winter
//	[2019-12..2020-01-02]            one of these days
//	[2019-03-01,2019-05]             one of these
//
// The unit of "~", "?" and "%" is the date's precision: 2019~ is 2018 to 2020,
// 2019-09~ August to October, a day is widened by a day. Seasons are those of the
// northern year in whole months; winter begins in December of its year and ends
// with the February that follows.
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
