// Package casebook reads and writes a case as text: YAML that people can write by
// hand, compare line by line and keep under version control.
//
// # The format
//
// A casebook is one YAML document. Its first key is "underpin: casebook/1"; then
// come "case" (the settings) and the lists of records, testimony under the claim
// it speaks on:
//
//	underpin: casebook/1
//	case:
//	  id: harbour
//	  title: Who runs the harbour
//	entities:
//	  - id: dalal
//	    schema: Person
//	    name: Maryam Dalal
//	claims:
//	  - id: c1
//	    subject: dalal
//	    relation: chairs
//	    object: authority
//	    says:
//	      - source: gazette
//	        held: 2014-03?/2016
//
// Dates, spans and quantities are those of the room edtf. What is not stated is
// left out. Anchors, aliases, tags and further documents are refused. The JSON
// Schema of the format is docs/casebook.schema.json.
//
// # Canonical form
//
// [Write] gives one text for one case: keys in a fixed order, records sorted by id
// with numbers in their order (c2 before c10), text quoted only where YAML needs
// it. Reading that text and writing it again gives the same bytes.
//
// # Protected sources
//
// A casebook has no field for the identity of a protected source. One that gives a
// name, a link or a contact for it is refused, and the refusal does not repeat
// what it found.
package casebook
