package desk

import "underpin"

// A FaultKind says what sort of thing went wrong, so that a command can choose its exit
// code and an interface its status.
type FaultKind string

// The kinds of faults.
const (
	// BadInput: a file, a date, an expression or a value that cannot be taken.
	BadInput FaultKind = "bad input"
	// NotFound: an id, a case or a file that is not there.
	NotFound FaultKind = "not found"
	// Storage: a database that is not ours, damaged, locked or too new.
	Storage FaultKind = "storage"
	// Tampered: the register does not fit the records.
	Tampered FaultKind = "tampered"
	// Refused: what was asked would take more with it than was said.
	Refused FaultKind = "refused"
	// Cancelled: whoever asked has gone or has interrupted.
	Cancelled FaultKind = "cancelled"
	// Internal: a fault of the program or the machine, which no other question mends.
	Internal FaultKind = "internal"
)

// A Code is a short word for one thing that can go wrong, with its kind. The word is
// part of the contract with other programs and never changes; a surface looks its own
// hints up by the code.
type Code struct {
	Word string    `json:"code"`
	Kind FaultKind `json:"kind"`
}

// Unknown is the code of a record of a kind that the case does not have:
// "unknown_claim". [Fault.Record] names it.
func Unknown(kind underpin.RecordKind) Code { return Code{"unknown_" + string(kind), NotFound} }

// The codes of all faults but those of [Unknown].
var (
	// Files.
	NoFile       = Code{"no_file", NotFound}
	NoFolder     = Code{"no_folder", NotFound}
	IsFolder     = Code{"is_folder", BadInput}
	NotWritable  = Code{"not_writable", BadInput}
	FileDenied   = Code{"file_denied", BadInput}
	FileFailed   = Code{"file_failed", BadInput}
	KeyFailed    = Code{"key_failed", Storage}
	BadFormat    = Code{"bad_format", BadInput}
	NoFormat     = Code{"no_format", BadInput}
	BadCasebook  = Code{"bad_casebook", BadInput}
	BadGraphFile = Code{"bad_graph_file", BadInput}

	// Databases.
	NoDatabase        = Code{"no_database", NotFound}
	DatabaseExists    = Code{"database_exists", Storage}
	DatabaseForeign   = Code{"database_foreign", Storage}
	DatabaseTruncated = Code{"database_truncated", Storage}
	DatabaseDamaged   = Code{"database_damaged", Storage}
	DatabaseLocked    = Code{"database_locked", Storage}
	DatabaseNewer     = Code{"database_newer", Storage}
	DatabaseDenied    = Code{"database_denied", Storage}
	DatabaseFailed    = Code{"database_failed", Storage}
	DatabaseMoved     = Code{"database_moved", Storage}
	DiskFull          = Code{"disk_full", Storage}
	WrongKey          = Code{"wrong_key", Storage}
	NotEncrypted      = Code{"not_encrypted", Storage}
	NotADatabaseName  = Code{"not_a_database_name", BadInput}

	// Keys of encrypted databases.
	CaseLocked       = Code{"case_locked", Storage}
	CaseOpen         = Code{"case_open", Refused}
	NoKeyFile        = Code{"no_key_file", Storage}
	KeyFileExists    = Code{"key_file_exists", Storage}
	KeyFileDamaged   = Code{"key_file_damaged", Storage}
	WrongPassphrase  = Code{"wrong_passphrase", Storage}
	NoPassphrase     = Code{"no_passphrase", Storage}
	WeakPassphrase   = Code{"weak_passphrase", BadInput}
	NotAKey          = Code{"not_a_key", BadInput}
	NotTheSheet      = Code{"not_the_sheet", BadInput}
	NoSheet          = Code{"no_sheet", Refused}
	NotForYou        = Code{"not_for_you", BadInput}
	NeedsMending     = Code{"needs_mending", Storage}
	NoTerminal       = Code{"no_terminal", Refused}
	LockedOut        = Code{"locked_out", Refused}
	AlreadyEncrypted = Code{"already_encrypted", BadInput}

	// Cases, their records and entries.
	NoCase         = Code{"no_case", NotFound}
	ManyCases      = Code{"many_cases", BadInput}
	BadCaseName    = Code{"bad_case_name", BadInput}
	CaseExists     = Code{"case_exists", BadInput}
	BadRecord      = Code{"bad_record", BadInput}
	AmbiguousName  = Code{"ambiguous_name", BadInput}
	IDTaken        = Code{"id_taken", BadInput}
	Unchanged      = Code{"unchanged", BadInput}
	CaseChanged    = Code{"case_changed", Refused}
	RecordChanged  = Code{"record_changed", Refused}
	DraftChanged   = Code{"draft_changed", Refused}
	TooMuchText    = Code{"too_much_text", BadInput}
	IsReferredTo   = Code{"is_referred_to", Refused}
	NoSuchRecord   = Code{"no_such_record", NotFound}
	NoEntry        = Code{"no_entry", NotFound}
	NotAnEntry     = Code{"not_an_entry", BadInput}
	HasDependants  = Code{"has_dependants", Refused}
	NothingToUndo  = Code{"nothing_to_undo", NotFound}
	TakenBack      = Code{"taken_back", BadInput}
	Withdrawn      = Code{"withdrawn", BadInput}
	NothingSaid    = Code{"nothing_said", BadInput}
	NamedEarlier   = Code{"named_earlier", Refused}
	Erasure        = Code{"erased", Refused}
	NotConfirmed   = Code{"not_confirmed", Refused}
	NotVerified    = Code{"not_verified", Tampered}
	NotACheckpoint = Code{"not_a_checkpoint", BadInput}
	NoSigner       = Code{"no_signer", Storage}
	NothingSigned  = Code{"nothing_signed", Storage}
	UnknownExample = Code{"unknown_example", NotFound}

	// What is sealed.
	NothingSealed = Code{"nothing_sealed", NotFound}
	SealedDamaged = Code{"sealed_damaged", Storage}
	NotAReader    = Code{"not_a_reader", Refused}
	NobodyLeft    = Code{"nobody_left", Refused}
	CannotSeal    = Code{"cannot_seal", BadInput}
	BadPublicKey  = Code{"bad_public_key", BadInput}

	// Values in a question.
	NotADate        = Code{"not_a_date", BadInput}
	NotAQuantity    = Code{"not_a_quantity", BadInput}
	OutsideCase     = Code{"outside_case", BadInput}
	OutOfRange      = Code{"out_of_range", BadInput}
	NotAProbability = Code{"not_a_probability", BadInput}
	NotAKind        = Code{"not_a_kind", BadInput}
	NoSuchScreen    = Code{"no_such_screen", NotFound}
	NotASchema      = Code{"not_a_schema", BadInput}
	NotAGrade       = Code{"not_a_grade", BadInput}
	NotAnAssignment = Code{"not_an_assignment", BadInput}
	NotARegrading   = Code{"not_a_regrading", BadInput}
	NotAPair        = Code{"not_a_pair", BadInput}
	NotAPremise     = Code{"not_a_premise", BadInput}
	UnknownPremise  = Code{"unknown_premise", NotFound}
	UnknownMeasure  = Code{"unknown_measure", BadInput}
	BadExpression   = Code{"bad_expression", BadInput}
	NoConclusion    = Code{"no_conclusion", BadInput}
	NoRoots         = Code{"no_roots", BadInput}
	NothingLost     = Code{"nothing_lost", BadInput}
	NotThere        = Code{"not_there", BadInput}
	NoTie           = Code{"no_tie", BadInput}

	// Briefs.
	NoBriefFormat = Code{"no_brief_format", BadInput}
	NotABrief     = Code{"not_a_brief", BadInput}
	BriefRefused  = Code{"brief_refused", BadInput}

	// Bare graphs.
	SampledAndExact = Code{"sampled_and_exact", BadInput}
	NoWorlds        = Code{"no_worlds", BadInput}
	NoMeasures      = Code{"no_measures", BadInput}
	NoWeights       = Code{"no_weights", BadInput}
	NoProbabilities = Code{"no_probabilities", BadInput} // for the ties, or weights that are none
	NotLengths      = Code{"not_lengths", BadInput}
	NotFinite       = Code{"not_finite", BadInput} // a sum of weights or lengths
	NoGraphMeasure  = Code{"no_graph_measure", NotFound}
	UnknownNode     = Code{"unknown_node", NotFound}
	TooMuchMemory   = Code{"too_much_memory", Refused}
	CaseTooLarge    = Code{"case_too_large", Refused}
	TooLong         = Code{"too_long", Refused}

	// Whoever asked, and the program itself.
	Interrupted = Code{"interrupted", Cancelled}
	Failed      = Code{"failed", Internal}
)
