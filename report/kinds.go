package report

import (
	"slices"
	"strings"

	"assay/out/kindname"
	"assay/report/wording"
)

// kindGroup is documents of one kind. Figures of different kinds are never
// joined by a line: kinds differ in length and in their way of writing.
type kindGroup struct {
	kind, label string
	docs        []*document
}

// byKind divides documents by kind, the commonest first, equal ones by name.
func byKind(docs []*document) []kindGroup {
	var list []kindGroup
	at := map[string]int{}
	for _, doc := range docs {
		i, ok := at[doc.kind]
		if !ok {
			i = len(list)
			at[doc.kind] = i
			list = append(list, kindGroup{kind: doc.kind, label: wording.Plain(kindname.Short(doc.kind))})
		}
		list[i].docs = append(list[i].docs, doc)
	}
	slices.SortStableFunc(list, func(a, b kindGroup) int {
		if len(a.docs) != len(b.docs) {
			return len(b.docs) - len(a.docs)
		}
		return strings.Compare(a.kind, b.kind)
	})
	return list
}

// inspections are the documents that are reports of an inspection and hold findings.
func (d *data) inspections() []*document {
	return slices.DeleteFunc(slices.Clone(d.docs), func(doc *document) bool { return doc.insp == nil || doc.counts.sentences[finding] == 0 })
}

// sumOf counts documents together in one context.
func (d *data) sumOf(docs []*document, context int) *group {
	g := newGroup(len(d.themes))
	for _, doc := range docs {
		g.add(doc, context)
	}
	return g
}

// lastOfKind is the last inspection of a kind, nil where there is none.
func lastOfKind(docs []*document, kind string) *document {
	for _, doc := range slices.Backward(docs) {
		if doc.kind == kind {
			return doc
		}
	}
	return nil
}

// previousOfKind is the inspection of the same kind before docs[i], nil where
// there is none.
func previousOfKind(docs []*document, i int) *document {
	for k := i - 1; k >= 0; k-- {
		if docs[k].kind == docs[i].kind {
			return docs[k]
		}
	}
	return nil
}
