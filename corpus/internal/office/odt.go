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
	r := &odtReader{b: &doc.Builder{Limit: int(limits.Text)}, parents: map[string]string{}, styles: map[string]odtStyle{}}
	if err := o.member("styles.xml", false, r.readStyles); err != nil {
		return nil, err
	}
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
			return &doc.Loss{Stage: doc.AtRead, Reason: doc.Encrypted, Hint: "save it without a password"}
		}
	}
}

// odtReader is the state of ReadODT.
type odtReader struct {
	b       *doc.Builder
	parents map[string]string // automatic style to the named style it is made from
	styles  map[string]odtStyle
	style   string // the style being declared
	spans   []odtStyle
	open    []*odtParagraph
	lists   int8
	cells   int
	rows    tableRows
	index   int // tables of contents and indexes open
	notes   []odtNote
}

// odtStyle is what a style of characters says: raised, or not shown.
type odtStyle struct{ raised, hidden bool }

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
				r.write(string(e))
			}
		case xml.EndElement:
			r.end(odf(e.Name))
		}
		if r.b.Full {
			return r.b.Err()
		}
	}
}

// write adds text to the paragraph, as its span is set.
func (r *odtReader) write(text string) {
	p := r.open[len(r.open)-1]
	st := r.styles[p.style]
	if n := len(r.spans); n > 0 {
		st = r.spans[n-1]
	}
	switch {
	case st.hidden:
		return
	case st.raised:
		text = doc.RaisedMark(p.text.String(), text)
	}
	p.text.WriteString(text)
}

// readStyles reads the named styles.
func (r *odtReader) readStyles(s *xmlStream) error {
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if e, ok := tok.(xml.StartElement); ok {
			r.readStyle(e)
		}
	}
}

// readStyle notes what a style says of the characters it is for.
func (r *odtReader) readStyle(e xml.StartElement) {
	switch odf(e.Name) {
	case "style:style":
		if len(r.parents) < 100_000 {
			r.style = xmlAttr(e, "name")
			r.parents[r.style] = xmlAttr(e, "parent-style-name")
			if parent, ok := r.styles[xmlAttr(e, "parent-style-name")]; ok {
				r.styles[r.style] = parent
			}
		}
	case "style:text-properties":
		st := r.styles[r.style]
		if at, _, _ := strings.Cut(xmlAttr(e, "text-position"), " "); at != "" {
			st.raised = at == "super" || at != "0%" && at != "sub" && !strings.HasPrefix(at, "-")
		}
		if shown := xmlAttr(e, "display"); shown != "" {
			st.hidden = shown == "none"
		}
		if st != (odtStyle{}) {
			r.styles[r.style] = st
		}
	}
}

func (r *odtReader) start(s *xmlStream, e xml.StartElement) error {
	switch odf(e.Name) {
	case "style:style", "style:text-properties":
		r.readStyle(e)
	case "text:span":
		st := r.styles[xmlAttr(e, "style-name")]
		if n := len(r.spans); n > 0 {
			st.hidden, st.raised = st.hidden || r.spans[n-1].hidden, st.raised || r.spans[n-1].raised
		}
		r.spans = append(r.spans, st)
	case "text:ruby-text", "text:placeholder", "text:hidden-text", "text:hidden-paragraph", "text:tracked-changes", "office:annotation", "office:forms", "text:sequence-decls", "svg-compatible:desc", "svg-compatible:title", "text:note-citation":
		return s.skip()
	case "text:section":
		if xmlAttr(e, "display") == "none" {
			return s.skip()
		}
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
	case "table:table-row":
		r.rows.begin()
	case "table:table-cell":
		r.cells++
		r.rows.cell()
	case "table:covered-table-cell":
		r.rows.cell()
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
	case "text:span":
		r.spans = r.spans[:max(len(r.spans)-1, 0)]
	case "text:list":
		r.lists--
	case "table:table-row":
		r.rows.end()
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
		if r.cells > 0 {
			r.b.Cell = r.rows.at()
		}
		r.b.Add(text, line)
		r.b.Cell = doc.Cell{}
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
