package office

import (
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"

	"assay/corpus/internal/doc"
)

// parts are where the members of a package of Office Open XML lie: its parts
// find one another by relationships, whatever they are called.
type parts struct {
	main   string
	core   string            // title, author and date
	byType map[string]string // the end of a relationship's type to its target
	byID   map[string]string
}

// parts reads the relationships of the package and of its main part, which
// usually lies at main.
func (o *officeFile) parts(main string) (parts, error) {
	p := parts{main: main, core: "docProps/core.xml"}
	byType, _, err := o.relationships("_rels/.rels", "")
	if err != nil {
		return p, err
	}
	if main := byType["officeDocument"]; main != "" && o.has(main) {
		p.main = main
	}
	if core := byType["core-properties"]; core != "" {
		p.core = core
	}
	p.byType, p.byID, err = o.relationsOf(p.main)
	return p, err
}

// relationsOf reads the relationships of a part.
func (o *officeFile) relationsOf(part string) (byType, byID map[string]string, err error) {
	dir, base := path.Split(part)
	return o.relationships(dir+"_rels/"+base+".rels", dir)
}

// named is the part of a type, or the member where it usually lies.
func (p parts) named(kind string) string {
	if target := p.byType[kind]; target != "" {
		return target
	}
	return path.Dir(p.main) + "/" + kind + ".xml"
}

// maxRelations bounds the relationships read from one member.
const maxRelations = 10_000

func (o *officeFile) relationships(name, dir string) (byType, byID map[string]string, err error) {
	byType, byID = map[string]string{}, map[string]string{}
	err = o.member(name, false, func(s *xmlStream) error {
		for {
			tok, err := s.next()
			if err != nil {
				return err
			}
			e, ok := tok.(xml.StartElement)
			if !ok || e.Name.Local != "Relationship" || xmlAttr(e, "TargetMode") == "External" || len(byID) >= maxRelations {
				continue
			}
			target := xmlAttr(e, "Target")
			if rest, rooted := strings.CutPrefix(target, "/"); rooted {
				target = path.Clean(rest)
			} else {
				target = path.Join(dir, target)
			}
			byID[xmlAttr(e, "Id")] = target
			if kind := path.Base(xmlAttr(e, "Type")); byType[kind] == "" {
				byType[kind] = target
			}
		}
	})
	return byType, byID, err
}

// include reads a document that the package includes whole, and writes its lines
// where it stands. One that cannot be read is warned of.
func (w *wordReader) include(id string) error {
	w.endCarried()
	name := w.parts.byID[id]
	raw, err := w.o.bytes(name)
	var d *doc.Document
	switch {
	case err != nil:
	case w.opt.Part == nil:
		err = errors.New("it lies too deep in others")
	default:
		d, err = w.opt.Part(raw, strings.TrimPrefix(path.Ext(strings.ToLower(name)), "."))
	}
	if err != nil {
		w.d.Warnings = append(w.d.Warnings, doc.Warning{Reason: doc.PartsNotRead,
			Message: fmt.Sprintf("the included part %s was not read: %v", name, reasonOf(err)),
			Hint:    "open the document, save it again and it includes the part as its own text"})
		return nil
	}
	return w.b.Include(d)
}

// reasonOf is an error without the words a Loss puts around it.
func reasonOf(err error) error {
	var l *doc.Loss
	if errors.As(err, &l) && l.Err != nil {
		return l.Err
	}
	return err
}

// dropDown is a list in a form, of which one entry is chosen.
type dropDown struct {
	entries []string
	chosen  int
}

// chosen writes the chosen entry of the list that ends.
func (w *wordReader) chosen() {
	if l := w.list; l != nil && l.chosen >= 0 && l.chosen < len(l.entries) && len(w.open) > 0 {
		w.open[len(w.open)-1].text.WriteString(l.entries[l.chosen])
	}
	w.list = nil
}
