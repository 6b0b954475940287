package refi

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"

	"assay/corpus"
)

// Limits of a project file are those of archives (docs/design.md §3).
var limits = corpus.Limits{}.WithDefaults()

// ReadProject reads a .qdpx file of size bytes. notes say what it holds that was
// left out: sources that are no text, codes that cannot be read.
func ReadProject(r io.ReaderAt, size int64) (p *Project, notes []string, err error) {
	a, err := openArchive(r, size)
	if err != nil {
		return nil, nil, err
	}
	data, err := a.read(projectFile)
	if err != nil {
		return nil, nil, err
	}
	root, err := readXML(strings.NewReader(data))
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", projectFile, err)
	}
	if root.name != "Project" {
		return nil, nil, fmt.Errorf("%s is no REFI-QDA project", projectFile)
	}
	p = &Project{Name: root.attr("name"), Origin: root.attr("origin"), Codes: map[string]Code{}}
	if p.Codebook, notes, err = codesOf(root.kid("CodeBook")); err != nil {
		return nil, notes, fmt.Errorf("%s: %w", projectFile, err)
	}
	notes = nil // that names find codes does not matter to what is coded
	p.codes(root.kid("CodeBook").kid("Codes"), "")
	for _, u := range root.kid("Users").all("User") {
		p.Users = append(p.Users, User{guid(u, "guid"), u.attr("name")})
	}
	variables := map[string]string{}
	for _, v := range root.kid("Variables").all("Variable") {
		variables[guid(v, "guid")] = v.attr("name")
	}
	other := map[string]int{}
	for _, n := range root.kid("Sources").kidsOf() {
		// The text of a PDF source is its representation.
		text := n
		if n.name == "PDFSource" {
			text = n.kid("Representation")
		}
		if text == nil || n.name != "TextSource" && n.name != "PDFSource" {
			other[n.name]++
			continue
		}
		s, note, err := a.source(n, text, variables)
		if err != nil {
			return nil, notes, err
		}
		notes = append(notes, note...)
		p.Sources = append(p.Sources, s)
	}
	for name, k := range other {
		notes = append(notes, fmt.Sprintf("%d of %s are left out: only text is read", k, name))
	}
	for _, c := range root.kid("Cases").all("Case") {
		k := Case{GUID: guid(c, "guid"), Name: c.attr("name")}
		for _, s := range c.all("SourceRef") {
			k.Sources = append(k.Sources, guid(s, "targetGUID"))
		}
		p.Cases = append(p.Cases, k)
	}
	return p, notes, nil
}

func (n *node) kidsOf() []*node {
	if n == nil {
		return nil
	}
	return n.kids
}

func guid(n *node, attr string) string { return strings.ToLower(strings.Trim(n.attr(attr), "{} ")) }

func (p *Project) codes(n *node, parent string) {
	for _, k := range n.all("Code") {
		g := guid(k, "guid")
		p.Codes[g] = Code{k.attr("name"), parent}
		p.codes(k, g)
	}
}

// archive is a project's ZIP file.
type archive struct {
	z    *zip.Reader
	left int64 // bytes that may still be inflated
}

func openArchive(r io.ReaderAt, size int64) (*archive, error) {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("it is no ZIP file: %w", err)
	}
	if len(z.File) > limits.Members {
		return nil, fmt.Errorf("it has %d members, more than %d", len(z.File), limits.Members)
	}
	var stored uint64
	for _, f := range z.File {
		stored += f.CompressedSize64
		if !fs.ValidPath(strings.TrimSuffix(f.Name, "/")) || strings.Contains(f.Name, `\`) {
			return nil, fmt.Errorf("member %q has a path that leads out of it", f.Name)
		}
	}
	if stored > uint64(size) {
		return nil, errors.New("its members overlap, as in decompression bombs")
	}
	return &archive{z, max(limits.Ratio*size, 1<<20)}, nil
}

// read inflates a member, at most as much as the limits allow.
func (a *archive) read(name string) (string, error) {
	for _, f := range a.z.File {
		if !strings.EqualFold(f.Name, name) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return "", fmt.Errorf("member %s: %w", name, err)
		}
		defer r.Close()
		most := min(limits.Member, a.left, max(limits.Ratio*int64(f.CompressedSize64), 1<<20))
		data, err := io.ReadAll(io.LimitReader(r, most+1))
		if err != nil {
			return "", fmt.Errorf("member %s: %w", name, err)
		}
		if int64(len(data)) > most {
			return "", fmt.Errorf("member %s is larger than %d bytes, or inflates too much", name, most)
		}
		a.left -= int64(len(data))
		return string(data), nil
	}
	return "", fmt.Errorf("there is no member %s", name)
}

// source reads a text source n, whose text and selections stand in the element
// text.
func (a *archive) source(n, text *node, variables map[string]string) (s Source, notes []string, err error) {
	s = Source{GUID: guid(n, "guid"), Name: n.attr("name")}
	if content := text.kid("PlainTextContent"); content != nil {
		s.Text = content.text
	} else if path, ok := strings.CutPrefix(text.attr("plainTextPath"), internal); ok {
		if s.Text, err = a.read(sourcesFolder + strings.TrimPrefix(path, "/")); err != nil {
			return s, nil, fmt.Errorf("source %q: %w", s.Name, err)
		}
	} else {
		return s, []string{fmt.Sprintf("source %q has no text in the file", s.Name)}, nil
	}
	s.Text = strings.TrimPrefix(s.Text, "\ufeff")
	if !utf8.ValidString(s.Text) {
		return s, nil, fmt.Errorf("source %q is not UTF-8", s.Name)
	}
	more := fit(&s, text.all("PlainTextSelection"))
	length := utf8.RuneCountInString(s.Text)
	for _, k := range text.all("PlainTextSelection") {
		from, err1 := strconv.Atoi(k.attr("startPosition"))
		to, err2 := strconv.Atoi(k.attr("endPosition"))
		to += more
		if err1 != nil || err2 != nil || from < 0 || from >= to || to > length {
			notes = append(notes, fmt.Sprintf("source %q: a selection from %q to %q lies outside its %d characters", s.Name, k.attr("startPosition"), k.attr("endPosition"), length))
			continue
		}
		sel := Selection{GUID: guid(k, "guid"), Start: from, End: to, Description: textOf(k)}
		for _, c := range k.all("Coding") {
			if ref := c.kid("CodeRef"); ref != nil {
				sel.Codings = append(sel.Codings, Coding{guid(c, "guid"), guid(ref, "targetGUID"), guid(c, "creatingUser")})
			}
		}
		s.Selections = append(s.Selections, sel)
	}
	for _, v := range n.all("VariableValue") {
		name := ""
		if ref := v.kid("VariableRef"); ref != nil {
			name = variables[guid(ref, "targetGUID")]
		}
		for _, k := range v.kids {
			if strings.HasSuffix(k.name, "Value") && name != "" {
				s.Values = append(s.Values, Value{name, k.text})
			}
		}
	}
	return s, notes, nil
}
