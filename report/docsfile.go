package report

import (
	"strconv"

	"assay/report/script"
	"assay/report/wording"
)

// docsFile is the script that tells the page what documents and themes there
// are: assayDocs({themes: [id, label, ...], docs: [[uri,
// title, kind, council, slug, date, framework, grade, link, PDF or not, file of
// its mentions, file of its sentences, inspection or not, region, file of its
// actions, number of the next inspection of its authority or -1, outcome, the last of its
// authority and kind or not], ...], kinds: {kind: label, ...}, outcomes: {outcome: label, ...}}).
func (d *data) docsFile() []byte {
	b := []byte(`assayDocs({"themes":[`)
	for i, t := range d.themes {
		b = script.AppendString(script.Comma(b, i), t.ID)
		b = script.AppendString(append(b, ','), t.Label)
	}
	b = append(b, `],"docs":[`...)
	for i, doc := range d.all {
		b = append(script.Comma(b, i), "\n["...)
		in := doc.insp
		if in == nil {
			in = &inspection{}
		}
		slug := ""
		if doc.of != nil {
			slug = doc.of.slug
		}
		for _, s := range []string{doc.uri, doc.title, doc.kind, in.council, slug, doc.date(), in.framework, in.overall, d.href(doc)} {
			b = append(script.AppendString(b, s), ',')
		}
		pdf, inspected := 0, 0
		if doc.insp != nil {
			inspected = 1
		}
		if doc.media == "application/pdf" {
			pdf = 1
		}
		for k, n := range []int{pdf, doc.mentionFile, doc.sentFile, inspected} {
			b = strconv.AppendInt(script.Comma(b, k), int64(n), 10)
		}
		b = script.AppendString(append(b, ','), in.region)
		next := -1
		if doc.next != nil {
			next = doc.next.index
		}
		for _, n := range []int{doc.actionFile, next} {
			b = strconv.AppendInt(append(b, ','), int64(n), 10)
		}
		b = append(script.AppendString(append(b, ','), in.outcome), ',')
		last := 0
		if doc.last {
			last = 1
		}
		b = append(strconv.AppendInt(b, int64(last), 10), ']')
	}
	b = append(b, `],"kinds":{`...)
	for i, k := range byKind(d.all) {
		b = script.AppendString(script.Comma(b, i), k.kind)
		b = script.AppendString(append(b, ':'), d.kindLabel(k.docs[0]))
	}
	b = append(b, `},"outcomes":{`...)
	outcomes := map[string]bool{}
	for _, doc := range d.all {
		if doc.insp != nil && doc.insp.outcome != "" {
			outcomes[doc.insp.outcome] = true
		}
	}
	for i, o := range keysOf(outcomes) {
		b = script.AppendString(append(script.AppendString(script.Comma(b, i), o), ':'), wording.Named(wording.OutcomeWords, o))
	}
	return append(b, "}});\n"...)
}
