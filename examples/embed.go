// Package examples carries the example cases with the program, so that a first
// look needs no file.
//
// iraq-2020 is coded from one published article and is shown as that author's
// claims. harbour is fiction, for everything that needs several sources or
// protects them. tidewater is fiction of the kind that public investigations are made
// of: companies in chains, payments, holders of an office in turn, two names that may be
// one man, papers that quote each other. The standard vocabulary is what a new case
// begins with.
package examples

import "embed"

// Names lists the example cases; the first is shown where none is named.
var Names = []string{"iraq-2020", "harbour", "tidewater"}

// Files holds, for each case, its casebook.yaml and its brief.md.
//
//go:embed iraq-2020/*.yaml iraq-2020/*.md harbour/*.yaml harbour/*.md
//go:embed tidewater/*.yaml tidewater/*.md
var Files embed.FS

// Vocabulary is the standard vocabulary, a casebook of nothing but relations. Each has
// a note that says what it does to the numbers.
//
//go:embed vocabulary.yaml
var Vocabulary string
