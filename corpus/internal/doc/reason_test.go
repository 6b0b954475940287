package doc

import "testing"

// TestReasons holds each reason against docs/design.md §2: what becomes of the
// input, and whether the same bytes would meet it again.
func TestReasons(t *testing.T) {
	type fate struct {
		severity  Severity
		permanent bool
	}
	want := map[Reason]fate{
		FormatMismatch: {Lost, true}, Unsupported: {Lost, true}, Corrupt: {Lost, true}, Encrypted: {Lost, true}, TooLarge: {Lost, true},
		TooDeep: {Lost, true}, BadPath: {Lost, true}, ForbiddenMarkup: {Lost, true}, CPULimit: {Lost, true}, MemoryLimit: {Lost, true},
		NeedsOCR: {Lost, true}, Empty: {Lost, true},
		Permission: {Lost, false}, IO: {Lost, false}, ChangedWhileRead: {Lost, false}, Vanished: {Lost, false}, WallTimeout: {Lost, false},
		ChildDied: {Lost, false}, Internal: {Lost, false},
		Hidden: {Skipped, true}, LockFile: {Skipped, true}, LinkOut: {Skipped, true}, NotRegular: {Skipped, true}, OwnOutput: {Skipped, true},
		PagesWithoutText: {Warned, true}, CommentCount: {Warned, true}, LossyDecoding: {Warned, true}, PartsNotRead: {Warned, true}, FactMissing: {Warned, true},
	}
	if len(Reasons()) != len(want) {
		t.Errorf("%d reasons, want %d", len(Reasons()), len(want))
	}
	for _, r := range Reasons() {
		if got, known := (fate{r.Severity(), r.Permanent()}), want[r]; got != known {
			t.Errorf("%s: %v, want %v", r, got, known)
		}
	}
}
