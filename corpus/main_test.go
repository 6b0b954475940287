package corpus

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"assay/corpus/internal/pdf"
	"assay/internal/sharedtest"
)

// childArg makes this test binary serve PDF, as the program's hidden verb does.
const childArg = "serve-pdf-for-tests"

func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == childArg {
		if err := pdf.Serve(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if len(os.Args) == 4 && os.Args[1] == orphanArg {
		fmt.Fprintln(os.Stderr, readSlowPDF(os.Args[2], os.Args[3]))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// testReader returns a Reader whose children are this test binary. The compiled
// PDF reader is kept between tests of one run.
func testReader(t testing.TB, change func(*Options)) *Reader {
	t.Helper()
	opt := Options{PDFCommand: []string{"", childArg}, CacheDir: testCache(t)}
	if change != nil {
		change(&opt)
	}
	r := NewReader(opt)
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// testCache is the user's cache folder, so that compiling is paid for once a
// machine and not once a test run.
func testCache(t testing.TB) string {
	base, err := os.UserCacheDir()
	if err != nil {
		return t.TempDir()
	}
	return filepath.Join(base, "assay-test")
}

// reports is the folder of real reports beside the checkout; tests that need it
// skip without it.
func reports(t testing.TB) string {
	t.Helper()
	return sharedtest.Path(t, "reports")
}

func list(t testing.TB, paths ...string) *Listing {
	t.Helper()
	var in []Input
	for _, p := range paths {
		in = append(in, Input{Path: p})
	}
	l, err := List(context.Background(), in, ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return l
}
