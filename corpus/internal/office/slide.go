package office

import (
	"encoding/xml"
	"strconv"
	"strings"

	"assay/corpus/internal/doc"
)

// slideReader reads one slide, or the notes of one, and what it draws from other
// parts: diagrams and the titles of charts.
type slideReader struct {
	o         *officeFile
	relations map[string]string
	notes     bool
	rows      *tableRows
	hidden    bool
	pictures  bool
	lines     []slideLine
	size      int64   // what they take, about
	shapes    []shape // open, the innermost last
	titleOf   int     // the line of the title being read, counted from 1
	cells     int     // cells of tables open
	para      *slideParagraph
	inside    int // parts open within the slide
}

// slideLine is a paragraph of a slide, kept until its title is known.
type slideLine struct {
	text  string
	line  doc.Line
	cell  doc.Cell
	title bool
}

// shape is what a text stands in.
type shape struct {
	hidden      bool
	placeholder bool
	kind        string // of a placeholder: title, body, ftr, ...
}

// slideParagraph is a paragraph being read.
type slideParagraph struct {
	text    strings.Builder
	level   int8
	listed  bool
	bold    int // bytes in bold runs
	size    float32
	isBold  bool // of the run being read
	raised  bool
	runSize float32
}

// read reads a part; types are the ends of its relationships' types.
func (r *slideReader) read(name string) (types map[string]string, err error) {
	types, r.relations, err = r.o.relationsOf(name)
	if err != nil {
		return nil, err
	}
	return types, r.o.member(name, true, r.part)
}

// drawn reports an element of the language of drawings, in which text is set.
func drawn(n xml.Name) bool {
	return strings.HasSuffix(n.Space, "drawingml/2006/main") || strings.HasSuffix(n.Space, "drawingml/main")
}

func (r *slideReader) part(s *xmlStream) error {
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if drawn(e.Name) {
				err = r.startDrawn(s, e)
			} else {
				err = r.start(s, e)
			}
			if err != nil || r.hidden {
				return err
			}
			if r.size > r.o.limits.Text {
				return (&doc.Builder{Full: true}).Err()
			}
		case xml.EndElement:
			if drawn(e.Name) {
				r.endDrawn(e.Name.Local)
			} else if isShape[e.Name.Local] {
				r.shapes = r.shapes[:max(len(r.shapes)-1, 0)]
				r.titleOf = 0
			}
		}
	}
}

// isShape are the elements that hold text or pictures, and groups of them.
var isShape = map[string]bool{"sp": true, "grpSp": true, "graphicFrame": true, "pic": true, "cxnSp": true, "contentPart": true}

// start begins an element that is none of a text.
func (r *slideReader) start(s *xmlStream, e xml.StartElement) error {
	name := e.Name.Local
	if isShape[name] {
		of := shape{}
		if n := len(r.shapes); n > 0 {
			of.hidden = r.shapes[n-1].hidden
		}
		r.shapes = append(r.shapes, of)
		r.pictures = r.pictures || name == "pic"
		return nil
	}
	in := r.shape()
	switch name {
	case "sld":
		r.hidden = r.inside == 0 && !wordOn(xmlAttr(e, "show"))
	case "Fallback": // the same content again for older programs
		return s.skip()
	case "cNvPr":
		if h := xmlAttr(e, "hidden"); h != "" && wordOn(h) {
			in.hidden = true
		}
	case "ph":
		in.placeholder, in.kind = true, xmlAttr(e, "type")
	case "relIds": // a diagram
		return r.within(relation(e, "dm"))
	case "chart":
		return r.within(relation(e, "id"))
	}
	return nil
}

// shape is the innermost one open; outside all of them it takes what is said of it
// and gives nothing.
func (r *slideReader) shape() *shape {
	if n := len(r.shapes); n > 0 {
		return &r.shapes[n-1]
	}
	return &shape{}
}

// within reads the text of a part that the slide shows.
func (r *slideReader) within(id string) error {
	name := r.relations[id]
	if name == "" || r.inside > 0 || r.shape().hidden {
		return nil
	}
	r.inside++
	err := r.o.member(name, false, r.part)
	r.inside--
	r.para = nil
	return err
}

// shown reports whether text where the reader stands is text of the slide.
func (r *slideReader) shown() bool {
	in := r.shape()
	return !in.hidden && in.kind != "sldNum" && in.kind != "sldImg" && !(r.notes && in.placeholder && in.kind != "body")
}

func (r *slideReader) startDrawn(s *xmlStream, e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		r.para = &slideParagraph{}
		return nil
	case "tr":
		r.rows.begin()
		return nil
	case "tc":
		r.cells++
		r.rows.cell()
		return nil
	case "blip":
		r.pictures = true
		return nil
	}
	p := r.para
	if p == nil {
		return nil
	}
	switch e.Name.Local {
	case "pPr":
		if n, err := strconv.Atoi(xmlAttr(e, "lvl")); err == nil && n >= 0 && n < 9 {
			p.level = int8(n)
		}
		p.listed = p.level > 0 && r.shape().placeholder
	case "buChar", "buAutoNum", "buBlip":
		p.listed = true
	case "buNone":
		p.listed = false
	case "r":
		p.isBold, p.raised, p.runSize = false, false, 0
	case "rPr":
		p.isBold = xmlAttr(e, "b") != "" && wordOn(xmlAttr(e, "b"))
		p.runSize = hundredths(xmlAttr(e, "sz"))
		shift := xmlAttr(e, "baseline")
		p.raised = shift != "" && shift[0] != '-' && shift != "0" && shift != "0%"
	case "br":
		p.text.WriteByte(' ')
		return s.skip()
	case "fld":
		p.isBold, p.raised, p.runSize = false, false, 0
		if xmlAttr(e, "type") == "slidenum" {
			return s.skip()
		}
	case "t":
		text, err := s.text()
		if err != nil {
			return err
		}
		p.add(text)
	}
	return nil
}

// add adds the text of a run.
func (p *slideParagraph) add(text string) {
	if p.raised {
		text = doc.RaisedMark(p.text.String(), text)
	}
	p.text.WriteString(text)
	if p.isBold {
		p.bold += len(text)
	}
	if p.size == 0 {
		p.size = p.runSize
	}
}

// hundredths is a size in hundredths of a point.
func hundredths(v string) float32 {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > 400_000 {
		return 0
	}
	return float32(n) / 100
}

func (r *slideReader) endDrawn(name string) {
	switch name {
	case "p":
		if p := r.para; p != nil && r.shown() {
			r.add(p)
		}
		r.para = nil
	case "tc":
		r.cells--
	case "tr":
		r.rows.end()
	}
}

// lineCost is about how many bytes a line takes besides its text.
const lineCost = 64

// add keeps a paragraph as a line. The paragraphs of a title are one line.
func (r *slideReader) add(p *slideParagraph) {
	text := doc.Collapse(p.text.String())
	if text == "" {
		return
	}
	r.size += int64(len(text)) + lineCost
	l := slideLine{text: text, line: doc.Line{Kind: doc.LineParagraph, Comment: -1, Size: p.size, Bold: p.bold*10 >= p.text.Len()*9}}
	switch kind := r.shape().kind; {
	case r.notes:
	case kind == "title" || kind == "ctrTitle":
		if r.titleOf > 0 {
			r.lines[r.titleOf-1].text += " " + text
			return
		}
		l.title, l.line.Kind, l.line.Level = true, doc.LineHeading, 1
		r.titleOf = len(r.lines) + 1
	case kind == "ftr" || kind == "dt" || kind == "hdr":
		l.line.Kind = doc.LineChrome
	case r.inside > 0:
	case r.cells > 0:
		l.line.Kind, l.cell = doc.LineTableCell, r.rows.at()
	case p.listed:
		l.line.Kind, l.line.Level = doc.LineListItem, p.level+1
	}
	r.lines = append(r.lines, l)
}
