package usage

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

// The error is found beneath others, what it wraps beneath it, and its advice is no part
// of what it says.
func TestError(t *testing.T) {
	err := fmt.Errorf("run: %w", Errorf("no file %q: %w", "x", fs.ErrNotExist).Advise("look at the name"))
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("not found beneath %v", err)
	}
	if e.Error() != `no file "x": file does not exist` || e.Hint() != "look at the name" || Errorf("x").Hint() != "" {
		t.Errorf("%q, %q", e.Error(), e.Hint())
	}
}
