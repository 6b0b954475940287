package report

import "strconv"

// docsFile is the script that tells the page what documents and themes there
// are: assayDocs({themes: [id, label, ...], docs: [[uri,
// title, kind, council, slug, date, framework, grade, link, PDF or not, file of
// its mentions, file of its sentences, inspection or not, region], ...]}).
func (d *data) docsFile() []byte {
	slugs := map[*document]string{}
	for _, c := range d.councils {
		for _, doc := range c.docs {
			slugs[doc] = c.slug
		}
	}
	b := []byte(`assayDocs({"themes":[`)
	for i, t := range d.themes {
		b = appendString(comma(b, i), t.ID)
		b = appendString(append(b, ','), t.Label)
	}
	b = append(b, `],"docs":[`...)
	for i, doc := range d.all {
		b = append(comma(b, i), "\n["...)
		in := doc.insp
		if in == nil {
			in = &inspection{}
		}
		for _, s := range []string{doc.uri, doc.title, doc.kind, in.council, slugs[doc], doc.date(), in.framework, in.overall, d.href(doc)} {
			b = append(appendString(b, s), ',')
		}
		pdf, inspected := 0, 0
		if doc.insp != nil {
			inspected = 1
		}
		if doc.media == "application/pdf" {
			pdf = 1
		}
		for k, n := range []int{pdf, doc.mentionFile, doc.sentFile, inspected} {
			b = strconv.AppendInt(comma(b, k), int64(n), 10)
		}
		b = append(appendString(append(b, ','), in.region), ']')
	}
	return append(b, "]});\n"...)
}

func comma(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return b
}
