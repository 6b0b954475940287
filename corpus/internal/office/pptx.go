package office

import (
	"encoding/xml"
	"errors"
	"fmt"

	"assay/corpus/internal/doc"
)

// speakerNotes stands over what is said beside a slide, which nobody sees on it.
// The word "Notes" alone would end an article.
const speakerNotes = "Speaker notes"

// untitled is the title of what was given none.
const untitled = "PowerPoint Presentation"

// ReadPPTX decodes a PresentationML package. The raw bytes are a zip file already
// known to be one. Its slides are pages, in the order of the presentation and with
// the numbers it gives them; of each the title comes first, then every paragraph,
// then the speaker's notes under a heading. Hidden slides are left out with a
// warning, and so are reviewers' comments and what the layout of slides shows.
func ReadPPTX(raw []byte, opt doc.DecodeOptions) (*doc.Document, error) {
	limits := opt.Limits.WithDefaults()
	o, err := openOffice(raw, limits)
	if err != nil {
		return nil, err
	}
	parts, err := o.parts("ppt/presentation.xml")
	if err != nil {
		return nil, err
	}
	d := &doc.Document{Meta: doc.Meta{ExpectedComments: -1}}
	if err := o.properties(parts.core, "pptx", &d.Meta); err != nil {
		return nil, err
	}
	if d.Meta.Title == untitled {
		d.Meta.Title = ""
	}
	slides, err := o.slides(parts)
	if err != nil {
		return nil, err
	}
	if len(slides) > limits.Pages {
		return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: fmt.Errorf("the presentation has %d slides, over the limit of %d", len(slides), limits.Pages), Hint: "raise --max-pages"}
	}
	p := &presentation{o: o, d: d, b: &doc.Builder{Limit: int(limits.Text)}}
	for i, name := range slides {
		if err := p.slide(i+1, name); err != nil {
			return nil, err
		}
	}
	if err := p.judge(); err != nil {
		return nil, err
	}
	return d, p.b.Finish(d)
}

// slides are the parts of the slides, in the order they are shown.
func (o *officeFile) slides(parts parts) (names []string, err error) {
	err = o.member(parts.main, true, func(s *xmlStream) error {
		return eachStart(s, func(e xml.StartElement) {
			if e.Name.Local == "sldId" && len(names) <= o.limits.Pages {
				names = append(names, parts.byID[relation(e, "id")])
			}
		})
	})
	return names, err
}

// presentation is the state of ReadPPTX.
type presentation struct {
	o      *officeFile
	d      *doc.Document
	b      *doc.Builder
	rows   tableRows
	hidden []int // numbers of slides
	silent []int // that show pictures and no text
	broken []int
	why    error // of the first broken one
}

// slide reads the slide of a number, counted from 1, and its notes.
func (p *presentation) slide(number int, name string) error {
	start := p.b.Pos()
	defer func() { p.d.Pages = append(p.d.Pages, doc.Span{Start: start, End: p.b.Pos()}) }()
	r := &slideReader{o: p.o, rows: &p.rows}
	types, err := r.read(name)
	switch {
	case damaged(err):
		p.broken = append(p.broken, number)
		if p.why == nil {
			p.why = err
		}
		return nil
	case err != nil:
		return err
	case r.hidden:
		p.hidden = append(p.hidden, number)
		p.b.Blank() // a page that is left out is no empty one
		return nil
	}
	if len(r.lines) == 0 && r.pictures {
		p.silent = append(p.silent, number)
	}
	p.write(number, r)
	return p.notes(number, types["notesSlide"])
}

// write writes the lines of a slide, its title first.
func (p *presentation) write(number int, r *slideReader) {
	for _, title := range []bool{true, false} {
		for _, l := range r.lines {
			if l.title == title {
				l.line.Page = int32(number)
				p.b.Cell = l.cell
				p.b.Add(l.text, l.line)
			}
		}
	}
	p.b.Cell = doc.Cell{}
}

// notes writes what the notes of a slide say.
func (p *presentation) notes(number int, name string) error {
	if name == "" {
		return p.b.Err()
	}
	r := &slideReader{o: p.o, rows: &p.rows, notes: true}
	if _, err := r.read(name); damaged(err) {
		p.d.Warnings = append(p.d.Warnings, doc.Warning{Reason: doc.PartsNotRead,
			Message: fmt.Sprintf("the notes of slide %d were not read: %v", number, reasonOf(err)), Hint: "save the presentation again"})
		return nil
	} else if err != nil {
		return err
	}
	if len(r.lines) > 0 {
		p.b.Add(speakerNotes, doc.Line{Kind: doc.LineHeading, Level: 2, Comment: -1, Page: int32(number)})
		p.write(number, r)
	}
	return p.b.Err()
}

// judge warns of slides that are not in the text, and says what a presentation
// without any is.
func (p *presentation) judge() error {
	all := len(p.d.Pages)
	if len(p.b.Lines) == 0 {
		switch {
		case p.why != nil:
			return p.why
		case len(p.silent) > 0:
			return &doc.Loss{Stage: doc.AtRead, Reason: doc.NeedsOCR, Err: fmt.Errorf("none of its %d slides holds text, %d show pictures", all, len(p.silent)), Hint: "save it as PDF and run that through text recognition first"}
		case len(p.hidden) > 0:
			return &doc.Loss{Stage: doc.AtRead, Reason: doc.Empty, Err: fmt.Errorf("%d of its %d slides are hidden and the rest hold no text", len(p.hidden), all), Hint: "show the slides that are to be read"}
		}
		return nil
	}
	for _, w := range []struct {
		slides        []int
		reason        doc.Reason
		message, hint string
	}{
		{p.hidden, doc.PartsNotRead, "%d of %d slides are hidden and were left out: %s", "show the slides that are to be read"},
		{p.silent, doc.PagesWithoutText, "%d of %d slides show pictures but gave no text: %s", "save them as PDF and run that through text recognition first"},
		{p.broken, doc.PartsNotRead, "%d of %d slides are damaged and were not read: %s", "save the presentation again"},
	} {
		if len(w.slides) > 0 {
			p.d.Warnings = append(p.d.Warnings, doc.Warning{Reason: w.reason, Message: fmt.Sprintf(w.message, len(w.slides), all, doc.FirstNumbers(w.slides)), Hint: w.hint})
		}
	}
	return nil
}

// damaged reports the loss of one part that says nothing about the others.
func damaged(err error) bool {
	var l *doc.Loss
	return errors.As(err, &l) && l.Reason == doc.Corrupt
}
