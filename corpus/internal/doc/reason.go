package doc

import (
	"fmt"
	"strings"
)

// Severity says what became of an input.
type Severity uint8

// The three severities of a failures row.
const (
	Lost    Severity = iota // not in the tables
	Skipped                 // left out on purpose
	Warned                  // in the tables, with something to say about it
)

func (s Severity) String() string { return [...]string{"lost", "skipped", "warning"}[s] }

// Reason is the closed list of why an input is lost, skipped or warned of
// (docs/design.md §2).
type Reason string

// The reasons.
const (
	FormatMismatch   Reason = "format_mismatch"
	Unsupported      Reason = "unsupported"
	Corrupt          Reason = "corrupt"
	Encrypted        Reason = "encrypted"
	TooLarge         Reason = "too_large"
	TooDeep          Reason = "too_deep"
	BadPath          Reason = "bad_path"
	ForbiddenMarkup  Reason = "forbidden_markup"
	CPULimit         Reason = "cpu_limit"
	MemoryLimit      Reason = "memory_limit"
	NeedsOCR         Reason = "needs_ocr"
	Empty            Reason = "empty"
	Permission       Reason = "permission"
	IO               Reason = "io"
	ChangedWhileRead Reason = "changed_while_read"
	Vanished         Reason = "vanished"
	WallTimeout      Reason = "wall_timeout"
	ChildDied        Reason = "child_died"
	Internal         Reason = "internal"

	Hidden     Reason = "hidden"
	LockFile   Reason = "lock_file"
	LinkOut    Reason = "link_out"
	NotRegular Reason = "not_regular"
	OwnOutput  Reason = "own_output"

	PagesWithoutText Reason = "pages_without_text"
	CommentCount     Reason = "comment_count"
	LossyDecoding    Reason = "lossy_decoding"
	PartsNotRead     Reason = "parts_not_read"
	FactMissing      Reason = "fact_missing" // a fact that documents of the kind print could not be read
)

// Reasons lists them all, in the order above.
func Reasons() []Reason {
	return []Reason{
		FormatMismatch, Unsupported, Corrupt, Encrypted, TooLarge, TooDeep, BadPath, ForbiddenMarkup, CPULimit, MemoryLimit, NeedsOCR, Empty,
		Permission, IO, ChangedWhileRead, Vanished, WallTimeout, ChildDied, Internal,
		Hidden, LockFile, LinkOut, NotRegular, OwnOutput,
		PagesWithoutText, CommentCount, LossyDecoding, PartsNotRead, FactMissing,
	}
}

// Severity of a reason is fixed.
func (r Reason) Severity() Severity {
	switch r {
	case Hidden, LockFile, LinkOut, NotRegular, OwnOutput:
		return Skipped
	case PagesWithoutText, CommentCount, LossyDecoding, PartsNotRead, FactMissing:
		return Warned
	}
	return Lost
}

// Permanent reports whether the same bytes would fail the same way again, so
// that the loss may be cached like a result.
func (r Reason) Permanent() bool {
	switch r {
	case Permission, IO, ChangedWhileRead, Vanished, WallTimeout, ChildDied, Internal:
		return false
	}
	return true
}

// Stage is what was being done to an input when it was lost, a closed list.
type Stage string

// The stages.
const (
	AtList     Stage = "list"
	AtRead     Stage = "read"
	AtExtract  Stage = "extract"
	AtClassify Stage = "classify"
	AtWrite    Stage = "write"
)

// Stages lists them all, in the order an input passes them.
func Stages() []Stage { return []Stage{AtList, AtRead, AtExtract, AtClassify, AtWrite} }

// Loss is the error of one input: what was being done to what, why it failed
// and what the user can do. Find it with errors.As.
type Loss struct {
	URI    string
	Stage  Stage
	Reason Reason
	Hint   string
	Err    error // may be nil
}

func (l *Loss) Error() string {
	if l.Err == nil {
		return fmt.Sprintf("%s %s: %s", l.Stage, l.URI, l.Reason)
	}
	return fmt.Sprintf("%s %s: %s: %v", l.Stage, l.URI, l.Reason, l.Err)
}

func (l *Loss) Unwrap() error { return l.Err }

// Damaged is the loss of bytes that are not what they should be.
func Damaged(err error) *Loss {
	return &Loss{Stage: AtRead, Reason: Corrupt, Err: err, Hint: "it may be cut off or damaged: fetch it again"}
}

// OverLimit is the loss of what has size bytes where limit are allowed; flag raises
// the limit.
func OverLimit(what string, size, limit int64, flag string) *Loss {
	return &Loss{Stage: AtRead, Reason: TooLarge, Err: fmt.Errorf("%s has %d bytes, over the limit of %d", what, size, limit), Hint: "raise " + flag}
}

// FirstNumbers is a list of numbers for a message, cut after ten.
func FirstNumbers(list []int) string {
	var b strings.Builder
	for i, n := range list {
		if i == 10 {
			b.WriteString(", ...")
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprint(&b, n)
	}
	return b.String()
}
