package office

import (
	"encoding/xml"
	"strconv"
	"strings"

	"assay/corpus/internal/doc"
)

// ReadDOCX decodes a WordprocessingML package. The raw bytes are a zip file
// already known to be one. Every paragraph is one Line, in the order of the
// document; footnotes and endnotes follow the text; documents included whole are
// read where they stand. Deleted and hidden text, prompts of empty fields, field
// codes, reviewers' comments, headers and footers are left out.
func ReadDOCX(raw []byte, opt doc.DecodeOptions) (*doc.Document, error) {
	limits := opt.Limits.WithDefaults()
	o, err := openOffice(raw, limits)
	if err != nil {
		return nil, err
	}
	parts, err := o.parts("word/document.xml")
	if err != nil {
		return nil, err
	}
	d := &doc.Document{Meta: doc.Meta{ExpectedComments: -1}}
	if err := o.properties(parts.core, "docx", &d.Meta); err != nil {
		return nil, err
	}
	w := &wordReader{b: &doc.Builder{Limit: int(limits.Text)}, d: d, o: o, opt: opt, parts: parts, styles: map[string]wordStyle{}}
	if err := o.member(parts.named("styles"), false, w.readStyles); err != nil {
		return nil, err
	}
	if err := o.member(parts.main, true, w.readBody); err != nil {
		return nil, err
	}
	for _, notes := range []string{"footnotes", "endnotes"} {
		if err := o.member(parts.named(notes), false, w.readBody); err != nil {
			return nil, err
		}
	}
	return d, w.b.Finish(d)
}

// wordReader is the state of ReadDOCX.
type wordReader struct {
	b      *doc.Builder
	d      *doc.Document
	o      *officeFile
	opt    doc.DecodeOptions
	parts  parts
	styles map[string]wordStyle
	open   []*wordParagraph // paragraphs begun: text boxes nest them
	cells  int              // table cells open
	rows   tableRows
	prompt []bool         // content controls open: whether they show the prompt of an empty one
	carry  *wordParagraph // a paragraph whose end was deleted: it goes on in the next
	list   *dropDown
}

// wordParagraph is a paragraph being read.
type wordParagraph struct {
	text    strings.Builder
	style   string
	outline int8
	list    int8 // list depth, 1-based
	bold    int  // bytes in bold runs
	size    float32
	run     wordRun
	mark    bool // in the properties of the paragraph's own mark
	joined  bool // that mark was deleted
}

// wordRun is what the run being read is set in.
type wordRun struct {
	bold, hidden, raised bool
	size                 float32
}

func isWord(n xml.Name) bool {
	return strings.HasSuffix(n.Space, "wordprocessingml/2006/main") || strings.HasSuffix(n.Space, "wordprocessingml/main")
}

// minRaised is how far a mark of a note is raised at least, in points: less is kerning.
const minRaised = 2

func (w *wordReader) readBody(s *xmlStream) error {
	for {
		tok, err := s.next()
		if err != nil {
			if len(w.open) > 0 {
				return unexpected(err)
			}
			return err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if err := w.start(s, e); err != nil {
				return err
			}
		case xml.EndElement:
			if !isWord(e.Name) {
				continue
			}
			switch e.Name.Local {
			case "p":
				w.endParagraph()
			case "tc":
				w.cells--
				w.endCarried()
			case "tr":
				w.rows.end()
			case "sdt":
				w.prompt = w.prompt[:max(len(w.prompt)-1, 0)]
			case "pPr":
				if n := len(w.open); n > 0 {
					w.open[n-1].mark = false
				}
			case "ddList":
				w.chosen()
			case "body", "footnotes", "endnotes":
				w.endCarried()
			}
		}
		if w.b.Full {
			return w.b.Err()
		}
	}
}

func (w *wordReader) start(s *xmlStream, e xml.StartElement) error {
	if !isWord(e.Name) {
		if e.Name.Local == "Fallback" { // the same content again for older programs
			return s.skip()
		}
		return nil
	}
	switch e.Name.Local {
	case "p":
		w.open = append(w.open, &wordParagraph{})
		return nil
	case "tr":
		w.rows.begin()
		return nil
	case "tc":
		w.cells++
		w.rows.cell()
		return nil
	case "gridSpan":
		n, _ := strconv.Atoi(xmlAttr(e, "val"))
		w.rows.widen(n)
		return nil
	case "sdt":
		w.prompt = append(w.prompt, false)
		return nil
	case "showingPlcHdr":
		if n := len(w.prompt); n > 0 {
			w.prompt[n-1] = wordOn(xmlAttr(e, "val"))
		}
		return nil
	case "sdtContent":
		if n := len(w.prompt); n > 0 && w.prompt[n-1] {
			return s.skip()
		}
		return nil
	case "altChunk":
		if err := w.include(xmlAttr(e, "id")); err != nil {
			return err
		}
		return s.skip()
	case "del", "moveFrom":
		if n := len(w.open); n > 0 && w.open[n-1].mark {
			w.open[n-1].joined = true
		}
		return s.skip()
	case "rt", "instrText", "delText", "delInstrText", "rPrChange", "pPrChange", "sectPr":
		return s.skip()
	case "footnote", "endnote":
		if t := xmlAttr(e, "type"); t == "separator" || t == "continuationSeparator" || t == "continuationNotice" {
			return s.skip()
		}
		return nil
	}
	if len(w.open) == 0 {
		return nil
	}
	p := w.open[len(w.open)-1]
	switch e.Name.Local {
	case "pStyle":
		p.style = xmlAttr(e, "val")
	case "outlineLvl":
		p.outline = outlineLevel(xmlAttr(e, "val"))
	case "ilvl":
		if n, err := strconv.Atoi(xmlAttr(e, "val")); err == nil && n >= 0 && n < 20 {
			p.list = int8(n + 1)
		}
	case "numId":
		if xmlAttr(e, "val") == "0" {
			p.list = 0
		} else if p.list == 0 {
			p.list = 1
		}
	case "pPr":
		p.mark = true
	case "r":
		p.run = wordRun{hidden: w.styles[p.style].hidden}
	case "rStyle":
		st := w.styles[xmlAttr(e, "val")]
		p.run.hidden = p.run.hidden || st.hidden
		p.run.raised = st.raised
	case "b":
		p.run.bold = wordOn(xmlAttr(e, "val"))
	case "sz":
		p.run.size = halfPoints(xmlAttr(e, "val"))
	case "vanish":
		p.run.hidden = wordOn(xmlAttr(e, "val"))
	case "vertAlign":
		p.run.raised = xmlAttr(e, "val") == "superscript"
	case "position": // raised by hand, in half points
		p.run.raised = p.run.raised || halfPoints(xmlAttr(e, "val")) >= minRaised
	case "ddList":
		w.list = &dropDown{}
	case "result", "default":
		if n, err := strconv.Atoi(xmlAttr(e, "val")); err == nil && w.list != nil && (e.Name.Local == "result" || w.list.chosen == 0) {
			w.list.chosen = n
		}
	case "listEntry":
		if w.list != nil && len(w.list.entries) < 1000 {
			w.list.entries = append(w.list.entries, xmlAttr(e, "val"))
		}
	case "t":
		text, err := s.text()
		if err != nil || p.run.hidden {
			return err
		}
		if p.run.raised {
			text = doc.RaisedMark(p.text.String(), text)
		}
		p.text.WriteString(text)
		if p.run.bold {
			p.bold += len(text)
		}
		if p.size == 0 {
			p.size = p.run.size
		}
	case "tab", "br", "cr", "ptab":
		p.text.WriteByte(' ')
	case "noBreakHyphen":
		p.text.WriteByte('-')
	case "sym":
		if n, err := strconv.ParseUint(xmlAttr(e, "char"), 16, 16); err == nil && n > 32 {
			p.text.WriteRune(rune(n))
		}
	}
	return nil
}

func (w *wordReader) endParagraph() {
	if len(w.open) == 0 {
		return
	}
	p := w.open[len(w.open)-1]
	w.open = w.open[:len(w.open)-1]
	if c := w.carry; c != nil && len(w.open) == 0 {
		w.carry = nil
		both := c.text.String() + p.text.String()
		p.text.Reset()
		p.text.WriteString(both)
		p.bold += c.bold
	}
	if p.joined && len(w.open) == 0 {
		w.carry = p
		return
	}
	w.add(p)
}

// endCarried ends a paragraph that nothing follows which it could go on in.
func (w *wordReader) endCarried() {
	if p := w.carry; p != nil {
		w.carry = nil
		w.add(p)
	}
}

// add writes a paragraph.
func (w *wordReader) add(p *wordParagraph) {
	text := p.text.String()
	l := doc.Line{Kind: doc.LineParagraph, Comment: -1, Size: p.size, Bold: len(text) > 0 && p.bold*10 >= len(text)*9}
	kind, level := w.styled(p.style)
	switch {
	case p.outline > 0:
		l.Kind, l.Level = doc.LineHeading, p.outline
	case kind != doc.LineParagraph:
		l.Kind, l.Level = kind, level
	case p.list > 0:
		l.Kind, l.Level = doc.LineListItem, p.list
	case w.cells > 0:
		l.Kind = doc.LineTableCell
	}
	if st := w.styles[p.style]; l.Size == 0 {
		l.Size = st.size
		l.Bold = l.Bold || st.bold
	}
	if w.cells > 0 {
		w.b.Cell = w.rows.at()
	}
	w.b.Add(doc.Collapse(text), l)
	w.b.Cell = doc.Cell{}
}

// styled is the kind of line a paragraph style makes, going up the styles it
// is based on. Word keeps the English names of its own styles in every
// language; where styles.xml is missing the id is taken for the name.
func (w *wordReader) styled(id string) (doc.LineKind, int8) {
	for hops := 0; id != "" && hops < 12; hops++ {
		st, known := w.styles[id]
		name := st.name
		if !known {
			name = strings.ToLower(id)
		}
		switch {
		case name == "title":
			return doc.LineTitle, 0
		case strings.HasPrefix(name, "heading"):
			if n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(name, "heading"))); err == nil && n >= 1 {
				return doc.LineHeading, int8(min(n, 6))
			}
		case name == "caption":
			return doc.LineCaption, 0
		case name == "quote" || name == "intense quote" || name == "block text":
			return doc.LineQuote, 0
		case strings.HasPrefix(name, "toc ") || name == "table of figures" || name == "toc heading":
			return doc.LineChrome, 0
		case strings.HasPrefix(name, "list bullet") || strings.HasPrefix(name, "list number"):
			return doc.LineListItem, 1
		}
		if st.outline > 0 {
			return doc.LineHeading, st.outline
		}
		id = st.base
	}
	return doc.LineParagraph, 0
}
