package office

import (
	"encoding/xml"
	"strconv"
	"strings"

	"assay/corpus/internal/doc"
)

// ReadODT decodes an OpenDocument text. The raw bytes are a zip file whose
// member mimetype says so. Every paragraph and heading is one Line; notes stand
// after the paragraph that calls them. Tracked deletions and annotations are
// left out, tables of contents are LineChrome.
func ReadODT(raw []byte, opt doc.DecodeOptions) (*doc.Document, error) {
	limits := opt.Limits.WithDefaults()
	o, err := openOffice(raw, limits)
	if err != nil {
		return nil, err
	}
	if err := o.member("META-INF/manifest.xml", false, refuseEncrypted); err != nil {
		return nil, err
	}
	d := &doc.Document{Meta: doc.Meta{ExpectedComments: -1}}
	if err := o.properties("meta.xml", "odt", &d.Meta); err != nil {
		return nil, err
	}
	r := &odtReader{b: &doc.Builder{Limit: int(limits.Text)}, parents: map[string]string{}}
	if err := o.member("content.xml", true, r.read); err != nil {
		return nil, err
	}
	return d, r.b.Finish(d)
}

func refuseEncrypted(s *xmlStream) error {
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "encryption-data" {
			return &doc.Loss{Stage: "read", Reason: doc.Encrypted, Hint: "save it without a password"}
		}
	}
}

// odtReader is the state of ReadODT.
type odtReader struct {
	b       *doc.Builder
	parents map[string]string // automatic style to the named style it is made from
	open    []*odtParagraph
	lists   int8
	cells   int
	index   int // tables of contents and indexes open
	notes   []odtNote
}

type odtParagraph struct {
	text  strings.Builder
	style string
	level int8 // of a heading, 0 for a paragraph
	notes int  // number of notes waiting when it began
}

// odtNote is a note's paragraph, waiting for the end of the one that calls it.
type odtNote struct {
	text string
	line doc.Line
}

const odfPrefix = "urn:oasis:names:tc:opendocument:xmlns:"

func odf(n xml.Name) string {
	space, ok := strings.CutPrefix(n.Space, odfPrefix)
	if !ok {
		return ""
	}
	space, _, _ = strings.Cut(space, ":")
	return space + ":" + n.Local
}

func (r *odtReader) read(s *xmlStream) error {
	for {
		tok, err := s.next()
		if err != nil {
			if len(r.open) > 0 {
				return unexpected(err)
			}
			return err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if err := r.start(s, e); err != nil {
				return err
			}
		case xml.CharData:
			if len(r.open) > 0 {
				r.open[len(r.open)-1].text.Write(e)
			}
		case xml.EndElement:
			r.end(odf(e.Name))
		}
		if r.b.Full {
			return r.b.Err()
		}
	}
}

func (r *odtReader) start(s *xmlStream, e xml.StartElement) error {
	switch odf(e.Name) {
	case "style:style":
		if len(r.parents) < 100_000 {
			r.parents[xmlAttr(e, "name")] = xmlAttr(e, "parent-style-name")
		}
	case "text:tracked-changes", "office:annotation", "office:forms", "text:sequence-decls", "svg-compatible:desc", "svg-compatible:title", "text:note-citation":
		return s.skip()
	case "text:h":
		n, err := strconv.Atoi(xmlAttr(e, "outline-level"))
		if err != nil || n < 1 {
			n = 1
		}
		r.open = append(r.open, &odtParagraph{style: xmlAttr(e, "style-name"), level: int8(min(n, 6)), notes: len(r.notes)})
	case "text:p":
		r.open = append(r.open, &odtParagraph{style: xmlAttr(e, "style-name"), notes: len(r.notes)})
	case "text:list":
		r.lists = min(r.lists+1, 100)
	case "table:table-cell":
		r.cells++
	case "text:table-of-content", "text:alphabetical-index", "text:illustration-index", "text:table-index":
		r.index++
	case "text:s", "text:tab", "text:line-break":
		if len(r.open) > 0 {
			r.open[len(r.open)-1].text.WriteByte(' ')
		}
	}
	return nil
}

func (r *odtReader) end(name string) {
	switch name {
	case "text:list":
		r.lists--
	case "table:table-cell":
		r.cells--
	case "text:table-of-content", "text:alphabetical-index", "text:illustration-index", "text:table-index":
		r.index--
	case "text:p", "text:h":
		if len(r.open) == 0 {
			return
		}
		p := r.open[len(r.open)-1]
		line := r.line(p)
		text := doc.Collapse(p.text.String())
		from := p.notes
		r.open = r.open[:len(r.open)-1]
		if len(r.open) > 0 { // inside a note or a text box
			r.notes = append(r.notes, odtNote{text, line})
			return
		}
		r.b.Add(text, line)
		for _, n := range r.notes[from:] {
			r.b.Add(n.text, n.line)
		}
		r.notes = r.notes[:from]
	}
}

// line gives a paragraph its kind by element, style and place.
func (r *odtReader) line(p *odtParagraph) doc.Line {
	l := doc.Line{Kind: doc.LineParagraph, Comment: -1}
	style := p.style
	for hops := 0; hops < 12; hops++ {
		parent, ok := r.parents[style]
		if !ok || parent == "" {
			break
		}
		style = parent
	}
	switch style = strings.ToLower(strings.ReplaceAll(style, "_20_", " ")); {
	case r.index > 0:
		l.Kind = doc.LineChrome
	case style == "title":
		l.Kind = doc.LineTitle
	case p.level > 0:
		l.Kind, l.Level = doc.LineHeading, p.level
	case style == "quotations" || style == "quote":
		l.Kind = doc.LineQuote
	case style == "caption" || style == "illustration" || style == "figure" || style == "table":
		l.Kind = doc.LineCaption
	case r.lists > 0:
		l.Kind, l.Level = doc.LineListItem, r.lists
	case r.cells > 0:
		l.Kind = doc.LineTableCell
	}
	return l
}
