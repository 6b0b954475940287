// Package office decodes the files of office programs (DOCX, ODT, PPTX) and EPUB
// from their zip package as streams of XML.
package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"assay/corpus/internal/doc"
	dates "assay/internal/calendar"
)

// maxTag is the longest tag accepted in a document's XML, in bytes. The
// decoder holds a tag in memory whole; real ones stay under 64 KiB.
const maxTag = 1 << 20

var (
	errTag     = errors.New("a tag is longer than 1 MiB")
	errRun     = errors.New("a run of text is over the text limit")
	errRatio   = errors.New("it inflates beyond the ratio limit")
	errInflate = errors.New("what is read of it inflates beyond the member limit")
)

// officeFile is a zip package of XML members, opened with the limits on
// inflation, nesting and tag length.
type officeFile struct {
	byName map[string]*zip.File // the first of a name
	folded map[string]*zip.File // the first of a name in small letters
	limits doc.Limits
	read   int64 // bytes inflated so far, of all members: one may be read many times
}

func openOffice(raw []byte, limits doc.Limits) (*officeFile, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.Corrupt, Err: fmt.Errorf("opening the package: %w", err), Hint: "save the document again"}
	}
	if len(z.File) > limits.Members {
		return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: fmt.Errorf("the package has %d members", len(z.File))}
	}
	o := &officeFile{byName: map[string]*zip.File{}, folded: map[string]*zip.File{}, limits: limits}
	for _, f := range z.File {
		if o.byName[f.Name] == nil {
			o.byName[f.Name] = f
		}
		if name := folded(f.Name); o.folded[name] == nil {
			o.folded[name] = f
		}
	}
	return o, nil
}

// folded is a name by which parts are told apart: capitals and small letters are
// one, and so are the slashes.
func folded(name string) string { return strings.ToLower(strings.ReplaceAll(name, "\\", "/")) }

// member calls f with the XML of one member; it returns nil without calling f
// where an optional member is missing.
func (o *officeFile) member(name string, required bool, f func(*xmlStream) error) error {
	file := o.find(name)
	if file == nil {
		if required {
			return &doc.Loss{Stage: doc.AtRead, Reason: doc.Corrupt, Err: fmt.Errorf("the package has no %s", name), Hint: "save the document again"}
		}
		return nil
	}
	r, err := openMember(file)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // read only; Read has reported any error
	g := &guardedReader{r: r, stored: int64(file.CompressedSize64), of: o}
	dec := xml.NewDecoder(g)
	dec.Entity = nil
	dec.CharsetReader = nil
	s := &xmlStream{dec: dec, max: o.limits.XMLDepth}
	err = f(s)
	return officeLoss(name, err)
}

// find is the member of a name, nil for none.
func (o *officeFile) find(name string) *zip.File {
	if f := o.byName[name]; f != nil {
		return f
	}
	return o.folded[folded(name)]
}

func (o *officeFile) has(name string) bool { return o.find(name) != nil }

func openMember(file *zip.File) (io.ReadCloser, error) {
	if file.Flags&1 != 0 {
		return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.Encrypted, Err: fmt.Errorf("%s is encrypted", file.Name), Hint: "save it without a password"}
	}
	r, err := file.Open()
	if err != nil {
		return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.Corrupt, Err: fmt.Errorf("opening %s: %w", file.Name, err)}
	}
	return r, nil
}

// bytes is a member that is no XML of the package's own, whole.
func (o *officeFile) bytes(name string) ([]byte, error) {
	file := o.find(name)
	if file == nil {
		return nil, errors.New("the package has no such part")
	}
	r, err := openMember(file)
	if err != nil {
		return nil, err
	}
	defer r.Close() //nolint:errcheck // read only
	g := &guardedReader{r: r, stored: int64(file.CompressedSize64), of: o, any: true}
	raw, err := io.ReadAll(g)
	return raw, officeLoss(name, err)
}

// officeLoss gives an error of a member its reason.
func officeLoss(name string, err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	var l *doc.Loss
	if errors.As(err, &l) {
		return err
	}
	reason, hint := doc.Corrupt, "save the document again"
	if errors.Is(err, errTag) || errors.Is(err, errRun) || errors.Is(err, errRatio) || errors.Is(err, errInflate) {
		reason, hint = doc.TooLarge, "it is damaged or made to exhaust memory"
	}
	return &doc.Loss{Stage: doc.AtRead, Reason: reason, Err: fmt.Errorf("reading %s: %w", name, err), Hint: hint}
}

// guardedReader stops inflation that goes too far, and a tag or a run of text
// that the XML decoder would have to hold in memory whole.
type guardedReader struct {
	r      io.Reader
	stored int64
	read   int64
	of     *officeFile
	inTag  bool
	run    int64
	any    bool // not XML: only inflation is bounded
}

func (g *guardedReader) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.read += int64(n)
	g.of.read += int64(n)
	limits := &g.of.limits
	if g.of.read > limits.Member {
		return 0, errInflate
	}
	if g.read > 1<<20 && g.read-1<<20 > g.stored*limits.Ratio {
		return 0, errRatio
	}
	for b := p[:n]; len(b) > 0 && !g.any; {
		stop := byte('<')
		if g.inTag {
			stop = '>'
		}
		i := bytes.IndexByte(b, stop)
		if i < 0 {
			g.run += int64(len(b))
			b = nil
		} else {
			g.run += int64(i)
			b = b[i+1:]
		}
		if g.inTag && g.run > maxTag {
			return 0, errTag
		}
		if !g.inTag && g.run > limits.Text+maxTag {
			return 0, errRun
		}
		if i >= 0 {
			g.inTag, g.run = !g.inTag, 0
		}
	}
	return n, err
}

// xmlStream is an XML decoder that refuses document type declarations and
// nesting beyond a limit.
type xmlStream struct {
	dec   *xml.Decoder
	depth int
	max   int
}

func (s *xmlStream) next() (xml.Token, error) {
	for {
		tok, err := s.dec.Token()
		if err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if s.depth++; s.depth > s.max {
				return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.TooDeep, Err: fmt.Errorf("elements nest more than %d deep", s.max), Hint: "it is damaged or made to exhaust memory"}
			}
		case xml.EndElement:
			s.depth--
		case xml.Directive:
			if strings.HasPrefix(strings.ToUpper(strings.TrimSpace(string(t))), "DOCTYPE") {
				return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.ForbiddenMarkup, Err: errors.New("it has a document type declaration"), Hint: "office programs write none; save the document again"}
			}
		case xml.Comment, xml.ProcInst:
			continue
		}
		return tok, nil
	}
}

// skip reads to the end of the element whose start was read last.
func (s *xmlStream) skip() error {
	for level := 1; level > 0; {
		tok, err := s.next()
		if err != nil {
			return unexpected(err)
		}
		switch tok.(type) {
		case xml.StartElement:
			level++
		case xml.EndElement:
			level--
		}
	}
	return nil
}

// text is the character data up to the end of the element whose start was read last.
func (s *xmlStream) text() (string, error) {
	var b strings.Builder
	for level := 1; level > 0; {
		tok, err := s.next()
		if err != nil {
			return "", unexpected(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			level++
		case xml.EndElement:
			level--
		case xml.CharData:
			b.Write(t)
		}
	}
	return b.String(), nil
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// xmlAttr is the value of an attribute by its local name, "" where it is missing.
func xmlAttr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// start is the next element that begins.
func (s *xmlStream) start() (xml.StartElement, error) {
	for {
		tok, err := s.next()
		if err != nil {
			return xml.StartElement{}, err
		}
		if e, ok := tok.(xml.StartElement); ok {
			return e, nil
		}
	}
}

// relation is the attribute of an element that names a relationship, "" for none.
func relation(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local && strings.HasSuffix(a.Name.Space, "/relationships") {
			return a.Value
		}
	}
	return ""
}

// properties reads the members that hold title, creator, language and
// date: docProps/core.xml and meta.xml use the same Dublin Core names.
func (o *officeFile) properties(name, source string, m *doc.Meta) error {
	return o.member(name, false, func(s *xmlStream) error {
		for {
			e, err := s.start()
			if err != nil {
				return err
			}
			var into *string
			switch e.Name.Local {
			case "title":
				into = &m.Title
			case "creator", "initial-creator":
				into = &m.Byline
			case "language":
				into = &m.Language
			case "issued", "available":
				v, err := s.text()
				if err != nil {
					return err
				}
				if d := dates.ISODay(v); d != "" {
					m.Published, m.PublishedSource = d, source
				}
				continue
			default:
				continue
			}
			v, err := s.text()
			if err != nil {
				return err
			}
			if v = doc.NormaliseLine(v); *into == "" && len(v) < 2000 {
				*into = v
			}
		}
	})
}
