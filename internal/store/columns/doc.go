// Package columns writes records of one type as bytes, field by field rather than
// record by record, and reads them back.
//
//	data := columns.Pack(claims[:4096])
//	err := columns.Unpack(data, &claims)
//
// # The format
//
// A pack is the number of its records, the strings that occur in it, each once, and a
// column for each field of the type, in the order of the type. A field that is a struct
// has the columns of its own fields; one that is a slice or a map has a column of
// lengths, and then the columns of all elements, one after the other; one that is a
// pointer has a column that tells which are set, and then the columns of those. A slice
// or map without elements comes back as nil.
//
// Whatever its type, a column holds whole numbers: of a string the place in the table,
// of a floating-point number its bits. A column in which all are zero, as most are of a
// record of many fields, is one byte, and reading it touches no record; one in which few
// are not is a list of those; any other has all of them, in the fewest of 1, 2, 4 or 8
// bytes each in which their distance from the smallest can be written.
//
// The types are found by reflection, so that a field that is added to a record is
// written without a line here; what was written before must then be written anew. The
// encoding is the same for the same records: two packs are compared as bytes.
package columns
