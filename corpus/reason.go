package corpus

import "assay/corpus/internal/doc"

type (
	// Loss is the error of one input: what was being done to what, why it failed
	// and what the user can do. Find it with errors.As.
	Loss = doc.Loss
	// Reason is the closed list of why an input is lost, skipped or warned of.
	Reason = doc.Reason
	// Severity says what became of an input.
	Severity = doc.Severity
	// Stage is what was being done to an input when it was lost, a closed list.
	Stage = doc.Stage
)

// The stages.
const (
	AtList     = doc.AtList
	AtRead     = doc.AtRead
	AtExtract  = doc.AtExtract
	AtClassify = doc.AtClassify
	AtWrite    = doc.AtWrite
)

// Stages lists them all, in the order an input passes them.
func Stages() []Stage { return doc.Stages() }

// Reasons lists all reasons, in the order in which they are declared here.
func Reasons() []Reason { return doc.Reasons() }

// The three severities of a failures row.
const (
	Lost    = doc.Lost    // not in the tables
	Skipped = doc.Skipped // left out on purpose
	Warned  = doc.Warned  // in the tables, with something to say about it
)

// The reasons.
const (
	FormatMismatch   = doc.FormatMismatch
	Unsupported      = doc.Unsupported
	Corrupt          = doc.Corrupt
	Encrypted        = doc.Encrypted
	TooLarge         = doc.TooLarge
	TooDeep          = doc.TooDeep
	BadPath          = doc.BadPath
	ForbiddenMarkup  = doc.ForbiddenMarkup
	CPULimit         = doc.CPULimit
	MemoryLimit      = doc.MemoryLimit
	NeedsOCR         = doc.NeedsOCR
	Empty            = doc.Empty
	Permission       = doc.Permission
	IO               = doc.IO
	ChangedWhileRead = doc.ChangedWhileRead
	Vanished         = doc.Vanished
	WallTimeout      = doc.WallTimeout
	ChildDied        = doc.ChildDied
	Internal         = doc.Internal

	Hidden     = doc.Hidden
	LockFile   = doc.LockFile
	LinkOut    = doc.LinkOut
	NotRegular = doc.NotRegular
	OwnOutput  = doc.OwnOutput

	PagesWithoutText = doc.PagesWithoutText
	CommentCount     = doc.CommentCount
	LossyDecoding    = doc.LossyDecoding
	PartsNotRead     = doc.PartsNotRead
	FactMissing      = doc.FactMissing
)
