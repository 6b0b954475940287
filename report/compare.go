package report

import (
	"strconv"

	"assay/report/script"
)

// ComparePage is the view of the page that sets authorities side by side. Its
// numbers are made by assets/compare.js from councils.js.
type ComparePage struct {
	Base, Title string
	Few         int
	Councils    int
}

// councilsFile is the script behind the comparison:
// assayCouncils({few: n, councils: [[slug, name, region, [[document, sentences,
// [[positive, mixed, neutral, negative] of each theme], ...], ...]], ...]}):
// findings of each inspection, oldest first.
func (d *data) councilsFile() []byte {
	b := append([]byte(`assayCouncils({"few":`), strconv.Itoa(few)...)
	b = append(b, `,"councils":[`...)
	for i, c := range d.councils {
		b = append(script.Comma(b, i), "\n["...)
		for _, s := range []string{c.slug, c.name, c.region} {
			b = append(script.AppendString(b, s), ',')
		}
		b = append(b, '[')
		for k, doc := range c.docs {
			b = append(script.Comma(b, k), '[')
			b = strconv.AppendInt(b, int64(doc.index), 10)
			b = strconv.AppendInt(append(b, ','), int64(doc.counts.sentences[finding]), 10)
			b = append(b, ",["...)
			for t, n := range doc.counts.themes[finding] {
				b = append(script.Comma(b, t), '[')
				for class := range n {
					b = strconv.AppendInt(script.Comma(b, class), int64(n[class]), 10)
				}
				b = append(b, ']')
			}
			b = append(b, "]]"...)
		}
		b = append(b, "]]"...)
	}
	return append(b, "]});\n"...)
}
