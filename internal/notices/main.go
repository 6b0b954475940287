// Command notices prints the licences of everything that is in the program and not
// of this project: the modules that are linked, from the module cache, the
// standard library, and embedded data.
//
//	go run ./internal/notices > THIRD_PARTY_NOTICES.txt
//
// It fails where a module has no licence text, so that none is shipped without.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// platforms are those that make dist builds for: a module may be linked on one only.
var platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64"}

// module is a module that is linked, and where its source lies.
type module struct{ path, version, dir string }

// data are embedded files of other origin that carry their licence with them.
var data = []struct{ what, file string }{
	{"The list of English words (internal/lexicon), from SCOWL", "internal/lexicon/COPYRIGHT"},
}

// embedded are parts of modules whose licence is not in the module.
var embedded = []struct{ module, text string }{
	{"github.com/klippa-app/go-pdfium", `It holds PDFium compiled to WebAssembly, (c) The PDFium Authors and others, under the
Apache License 2.0 and the BSD 3-clause licence; their texts, and those of the
libraries in it (FreeType, libjpeg-turbo, lcms2, libopenjpeg, zlib, ICU, Abseil,
Anti-Grain Geometry), are at https://pdfium.googlesource.com/pdfium/+/main/LICENSE
and in its folder third_party.`},
}

func main() {
	w := bufio.NewWriter(os.Stdout)
	err := write(w)
	if err := errors.Join(err, w.Flush()); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

func write(w io.Writer) error {
	modules, err := linked()
	if err != nil {
		return err
	}
	fmt.Fprint(w, "assay is built from the following works of others, under these licences.\n")
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	if err := part(w, "The standard library of Go "+strings.TrimPrefix(runtime.Version(), "go"), filepath.Join(strings.TrimSpace(string(root)), "LICENSE")); err != nil {
		return err
	}
	for _, d := range data {
		if err := part(w, d.what, d.file); err != nil {
			return err
		}
	}
	fmt.Fprint(w, rule, "The list of local authorities (extract/gazetteer)\n\nContains public sector information licensed under the Open Government Licence v3.0:\nhttps://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/\n")
	for _, m := range modules {
		files := licences(m.dir)
		if err := part(w, m.path+" "+m.version, files...); err != nil {
			return err
		}
		for _, e := range embedded {
			if e.module == m.path {
				fmt.Fprintf(w, "\n%s\n", e.text)
			}
		}
	}
	return nil
}

const rule = "\n--------------------------------------------------------------------------------\n"

// part prints files under a title.
func part(w io.Writer, title string, files ...string) error {
	fmt.Fprint(w, rule, title, "\n")
	if len(files) == 0 {
		return fmt.Errorf("%s has no licence text", title)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		if filepath.Base(f) == "README.md" {
			text = text[readmeLicence.FindIndex(text)[0]:]
		}
		fmt.Fprintf(w, "\n%s\n", bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
	}
	return nil
}

var (
	licenceName   = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|copyright)`)
	readmeLicence = regexp.MustCompile(`(?m)^(MIT|BSD|Apache) Licen[cs]e`)
)

// licences are the files in a module's folder that hold its licence, or its README
// where that does.
func licences(dir string) []string {
	var files []string
	entries, _ := os.ReadDir(dir) // a folder that cannot be read has none, which is told
	for _, e := range entries {
		if e.Type().IsRegular() && licenceName.MatchString(e.Name()) && !strings.HasSuffix(e.Name(), ".go") {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	readme := filepath.Join(dir, "README.md")
	if text, err := os.ReadFile(readme); len(files) == 0 && err == nil && readmeLicence.Match(text) {
		files = []string{readme}
	}
	return files
}

// linked are the modules of the packages that the program is linked from, on any
// platform. Replacements within this repository are this project's.
func linked() ([]module, error) {
	seen := map[module]bool{}
	for _, p := range platforms {
		goos, goarch, _ := strings.Cut(p, "/")
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{if not .Replace}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}{{end}}", "./cmd/assay")
		cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=0")
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", p, err)
		}
		for line := range strings.Lines(string(out)) {
			if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
				seen[module{f[0], f[1], f[2]}] = true
			}
		}
	}
	modules := make([]module, 0, len(seen))
	for m := range seen {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b module) int { return strings.Compare(a.path, b.path) })
	return modules, nil
}
