package out

import (
	"testing"

	"assay/classify"
	"assay/corpus"
	"assay/extract"
	"assay/internal/calendar"
)

// Where a report prints no day of publication, the day that its metadata state goes before
// the one in its file's name; a printed one before both.
func TestPublishedFallback(t *testing.T) {
	for _, c := range []struct{ printed, meta, uri, day, source string }{
		{"2020-01-05", "2020-02-03", "a - 04 march 2022.pdf", "2020-01-05", "document"},
		{"", "2020-02-03", "a - 04 march 2022.pdf", "2020-02-03", "metadata"},
		{"", "", "a - 04 march 2022.pdf", "2022-03-04", "file_name"},
		{"", "soon", "x/report_29-May-2018.pdf", "2018-05-29", "file_name"},
		{"", "", "report 50123456.pdf", "", ""},
	} {
		doc0 := &corpus.Document{Ref: corpus.Ref{URI: c.uri}, Meta: corpus.Meta{Published: c.meta}}
		d := &doc{r: &classify.Result{Parse: &extract.Parse{Doc: doc0, Inspection: &extract.Inspection{}}}}
		if c.printed != "" {
			d.pub, d.pubSrc = calendar.Parse(c.printed), "document"
		}
		if err := d.fallback(nil); err != nil {
			t.Fatal(err)
		}
		if d.pub.String() != c.day || d.pubSrc != c.source {
			t.Errorf("%+v: got %s from %q", c, d.pub, d.pubSrc)
		}
	}
}
