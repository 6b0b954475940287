package office

import (
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"

	"assay/corpus/internal/doc"
)

// ReadEPUB decodes an electronic book: its chapters, which are web pages, in the
// order its package file gives them. A chapter that cannot be read is warned of.
func ReadEPUB(raw []byte, opt doc.DecodeOptions) (*doc.Document, error) {
	limits := opt.Limits.WithDefaults()
	o, err := openOffice(raw, limits)
	if err != nil {
		return nil, err
	}
	root := ""
	err = o.member("META-INF/container.xml", true, func(s *xmlStream) error {
		return eachStart(s, func(e xml.StartElement) {
			if e.Name.Local == "rootfile" && root == "" {
				root = xmlAttr(e, "full-path")
			}
		})
	})
	if err != nil {
		return nil, err
	}
	d := &doc.Document{Meta: doc.Meta{ExpectedComments: -1}}
	if err := o.properties(root, "epub", &d.Meta); err != nil {
		return nil, err
	}
	chapters, err := o.spine(root)
	if err != nil {
		return nil, err
	}
	b := &doc.Builder{Limit: int(limits.Text)}
	for _, name := range chapters {
		page, err := o.bytes(name)
		var part *doc.Document
		if err == nil {
			part, err = opt.Part(page, "html")
		}
		var l *doc.Loss
		switch {
		case errors.As(err, &l) && l.Reason == doc.Empty:
			continue
		case errors.As(err, &l) && l.Reason == doc.TooLarge:
			return nil, err
		case err != nil:
			d.Warnings = append(d.Warnings, doc.Warning{Reason: doc.PartsNotRead,
				Message: fmt.Sprintf("the chapter %s was not read: %v", name, reasonOf(err)), Hint: "make the book anew"})
			continue
		}
		if err := b.Include(part); err != nil {
			return nil, err
		}
	}
	return d, b.Finish(d)
}

// eachStart calls f for the start of every element.
func eachStart(s *xmlStream, f func(xml.StartElement)) error {
	for {
		e, err := s.start()
		if err != nil {
			return err
		}
		f(e)
	}
}

// spine is the chapters in reading order, as members of the package.
func (o *officeFile) spine(root string) ([]string, error) {
	items := map[string]string{}
	var order []string
	err := o.member(root, true, func(s *xmlStream) error {
		return eachStart(s, func(e xml.StartElement) {
			switch e.Name.Local {
			case "item":
				if kind := xmlAttr(e, "media-type"); len(items) < maxRelations && (strings.Contains(kind, "html") || kind == "") {
					items[xmlAttr(e, "id")] = xmlAttr(e, "href")
				}
			case "itemref":
				if len(order) < maxRelations && xmlAttr(e, "linear") != "no" {
					order = append(order, xmlAttr(e, "idref"))
				}
			}
		})
	})
	var names []string
	for _, id := range order {
		href, _, _ := strings.Cut(items[id], "#")
		if plain, err := url.PathUnescape(href); err == nil {
			href = plain
		}
		if href != "" {
			names = append(names, path.Join(path.Dir(root), href))
		}
	}
	return names, err
}
