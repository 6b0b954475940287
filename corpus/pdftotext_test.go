package corpus

import (
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/sync/errgroup"
)

// wordBag counts the words of a text: runs of letters and digits in lower case.
func wordBag(text string) map[string]int {
	bag := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		bag[w]++
	}
	return bag
}

// bagF1 is the harmonic mean of how much of each bag is in the other.
func bagF1(a, b map[string]int) float64 {
	na, nb, both := 0, 0, 0
	for w, n := range a {
		na += n
		both += min(n, b[w])
	}
	for _, n := range b {
		nb += n
	}
	if na+nb == 0 {
		return 1
	}
	return 2 * float64(both) / float64(na+nb)
}

// pdftotext is the text Poppler finds in a file, normalised as ours is.
func pdftotext(t testing.TB, path string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		return ""
	}
	return normaliseLine(strings.Map(func(r rune) rune {
		if r == '\f' {
			return ' '
		}
		return r
	}, string(out)))
}

// TestAgainstPoppler holds the words of every report against those another
// program finds.
func TestAgainstPoppler(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	dir := reports(t)
	l := list(t, dir)
	if testing.Short() {
		l.Sources = l.Sources[:40]
	}
	docs, _ := readAll(t, testReader(t, nil), l)
	worst, worstURI := 1.0, ""
	var mu sync.Mutex
	var g errgroup.Group
	g.SetLimit(2)
	for _, s := range l.Sources {
		d := docs[s.URI]
		if d == nil || d.MediaType != "application/pdf" {
			continue
		}
		g.Go(func() error {
			f1 := bagF1(wordBag(d.Text), wordBag(pdftotext(t, filepath.Join(dir, s.URI))))
			mu.Lock()
			defer mu.Unlock()
			if f1 < worst {
				worst, worstURI = f1, s.URI
			}
			if f1 < 0.995 {
				t.Errorf("%s: word bag F1 %.4f, want 0.995", s.URI, f1)
			}
			return nil
		})
	}
	g.Wait()
	t.Logf("the lowest word bag F1 is %.4f, of %s", worst, worstURI)
}
