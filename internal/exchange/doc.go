// Package exchange holds what the formats of files have in common: what a format is,
// how one is told from another, how a file is opened, and what an error in it says.
//
// A format is one row: a [Format] with its name, how it is recognised, how it is read
// and, where it can be, written. Its code lives in a package below this one, and the
// row is made there by a function; the tables of rows are
//
//   - the formats of cases, in internal/desk;
//   - the formats of bare graphs, in internal/exchange/graphfile.
//
// To add a format, write its file and its row, and put the row into the table. Who
// reads and writes goes through the table and knows no format by name.
//
// What is wrong with a file is an [Error] with its place, or all that is wrong as
// [Errors]; one type for all formats.
package exchange
