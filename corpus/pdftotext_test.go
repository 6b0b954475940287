package corpus

import (
	"flag"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/sync/errgroup"

	"assay/corpus/internal/doc"
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

var allPages = flag.Bool("allpages", false, "compare every page of every report with Poppler's text")

// pdftotext is the text Poppler finds on some pages of a file, counted from 1,
// normalised as ours is.
func pdftotext(t testing.TB, path string, first, last int) string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-enc", "UTF-8", "-f", strconv.Itoa(first), "-l", strconv.Itoa(last), path, "-").Output()
	if err != nil {
		return ""
	}
	return doc.NormaliseLine(strings.Map(func(r rune) rune {
		if r == '\f' {
			return ' '
		}
		return r
	}, string(out)))
}

// pagesCompared is how many pages of a report are compared, which pages goes by
// turns from report to report: Poppler needs a minute of processor time for all
// of them (-allpages).
const pagesCompared = 6

// TestAgainstPoppler holds the words of every report against those another
// program finds.
func TestAgainstPoppler(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	dir := reports(t)
	docs, _ := readReports(t)
	worst, worstURI := 1.0, ""
	var mu sync.Mutex
	var g errgroup.Group
	g.SetLimit(2)
	for turn, uri := range slices.Sorted(maps.Keys(docs)) {
		d := docs[uri]
		if d.MediaType != "application/pdf" || testing.Short() && turn%6 > 0 {
			continue
		}
		g.Go(func() error {
			first, last := 1, len(d.Pages)
			if !*allPages && last > pagesCompared {
				first += turn % (last - pagesCompared + 1)
				last = first + pagesCompared - 1
			}
			ours := d.Text[d.Pages[first-1].Start:d.Pages[last-1].End]
			f1 := bagF1(wordBag(ours), wordBag(pdftotext(t, filepath.Join(dir, uri), first, last)))
			mu.Lock()
			defer mu.Unlock()
			if f1 < worst {
				worst, worstURI = f1, uri
			}
			if f1 < 0.995 {
				t.Errorf("%s, pages %d to %d: word bag F1 %.4f, want 0.995", uri, first, last, f1)
			}
			return nil
		})
	}
	g.Wait()
	t.Logf("the lowest word bag F1 is %.4f, of %s", worst, worstURI)
}
