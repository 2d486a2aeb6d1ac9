package desk

import (
	"strings"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/exchange"
	"underpin/internal/exchange/casebook"
	"underpin/internal/exchange/graphfile"
)

// caseFormats are the formats of cases. The first is the one that a case is written
// in unless another is named.
func caseFormats() exchange.CaseFormats {
	return exchange.CaseFormats{casebook.Format()}
}

// ImportFormats, ExportFormats and GraphFormats name the formats in which cases are
// read and written, and bare graphs read.
func ImportFormats() []string { return caseFormats().Names() }

// ExportFormats: see [ImportFormats].
func ExportFormats() []string { return caseFormats().Writable().Names() }

// GraphFormats: see [ImportFormats].
func GraphFormats() []string { return graphfile.Formats().Names() }

// readCase reads a case from an opened file in the format named, or in the one that
// recognises it.
func readCase(in *exchange.Input, format string) (*underpin.Case, error) {
	f, ok := caseFormats().Detect(in.Head(), in.Name)
	if format != "" {
		if f, ok = caseFormats().Named(format); !ok {
			return nil, faultf(BadFormat, "one of "+strings.Join(ImportFormats(), ", "), "%q is not a format that can be imported", format)
		}
	}
	if !ok {
		return nil, faultf(NoFormat, "", "%s: cannot tell which format this is", in.Name)
	}
	return f.Read(in, []exchange.Check{conclusion.Check})
}

// writeFormat returns the format to write a case in.
func writeFormat(name string) (exchange.Format[*underpin.Case, []exchange.Check], error) {
	all := caseFormats().Writable()
	if name == "" {
		return all[0], nil
	}
	f, ok := all.Named(name)
	if !ok {
		return f, faultf(BadFormat, "one of "+strings.Join(all.Names(), ", "), "%q is not a format that can be exported", name)
	}
	return f, nil
}
