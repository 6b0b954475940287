package terminal

import "testing"

func TestReflowed(t *testing.T) {
	const text = `status holds the inputs against what is there and the cache, and says why each
would be done again; then what was found.
Short.
New line.

  a list   stays
  as it is
The end of it is one line that was full to its last column, as anybody can see, and
goes on.`
	for width, want := range map[int]string{
		0: text,
		40: `status holds the inputs against what is
there and the cache, and says why each
would be done again; then what was
found.
Short.
New line.

  a list   stays
  as it is
The end of it is one line that was full
to its last column, as anybody can see,
and goes on.`,
		200: `status holds the inputs against what is there and the cache, and says why each would be done again; then what was found.
Short.
New line.

  a list   stays
  as it is
The end of it is one line that was full to its last column, as anybody can see, and goes on.`,
		3: "", // words longer than a line stand alone
	} {
		got := Reflowed(text, width)
		if width == 3 {
			if got[:14] != "status\nholds\nt" {
				t.Errorf("3 columns: %q", got)
			}
		} else if got != want {
			t.Errorf("%d columns:\n%s", width, got)
		}
	}
}
