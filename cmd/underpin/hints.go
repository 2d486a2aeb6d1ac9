package main

import (
	"underpin"
	"underpin/internal/desk"
)

// hints are what to do, on the command line, about a fault that brings no hint of its
// own.
var hints = map[desk.Code]string{
	badUsage: "see underpin --help",

	desk.KeyFailed:     "set UNDERPIN_HOME to a folder that can be read and written",
	desk.NoFormat:      "name it with --format; underpin import --help lists them",
	desk.NoBriefFormat: "end the path in .html or .md, or give --format",

	desk.IsReferredTo:  "edit or remove them first, or take them along with --cascade",
	desk.NamedEarlier:  "erase them too with --cascade",
	desk.HasDependants: "take them back first, or all together with --cascade",
	desk.TakenBack:     "see: underpin log",
	desk.Withdrawn:     "to change the date, take the withdrawal back first: underpin log, then underpin undo ENTRY",

	desk.NotARegrading: "write --regrade SOURCE=GRADE, for example --regrade gazette=C",
	desk.NotAPair:      "write --merge-origins A,B",
	desk.NoConclusion:  `name one: --conclusion 'after.command("a", "b")'`,
	desk.NoRoots:       "name one with --from, or give the case roots",
	desk.NothingLost:   "name it with --lose ENTITY",

	desk.NoMeasures:      "ask for measures with --measure",
	desk.NoWeights:       "measure it without --weighted",
	desk.NotLengths:      "lengths must be above 0; leave out --weighted",
	desk.NotFinite:       "leave out --weighted, or write the weights in another unit",
	desk.UnknownPremise:  "list what the case has with: underpin find --kind source, origin or claim",
	desk.NoProbabilities: "give --probability, or a file with weights from 0 to 1",
	desk.CaseTooLarge:    "close what else is running, or raise GOMEMLIMIT where it is set; show, find, held and matrix ENTITY read little of a case",
	desk.TooMuchMemory:   "the limit is what the machine has free, unless --memory says otherwise; read only part of the file, or ask for fewer measures",
	desk.TooLong:         "ask for --exact, or leave out --weighted",

	desk.Unknown(underpin.KindEntity):    "list the entities with: underpin find --kind entity",
	desk.Unknown(underpin.KindSource):    "list the sources with: underpin find --kind source",
	desk.Unknown(underpin.KindOrigin):    "list the origins with: underpin find --kind origin",
	desk.Unknown(underpin.KindClaim):     "list the claims with: underpin find --kind claim",
	desk.Unknown(underpin.KindTestimony): "name a testimony (c05.1) or a source; underpin show CLAIM lists them",
}

// hintOf is what to do about a fault.
func hintOf(f *desk.Fault) string {
	if f.Hint != "" {
		return f.Hint
	}
	return hints[f.Code]
}
