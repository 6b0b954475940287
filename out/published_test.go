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

// The day in a metadata file goes before both, if its column is one of days and called
// so; a printed one stays.
func TestPublishedInMetadataFile(t *testing.T) {
	for _, c := range []struct {
		name    string
		typ     Type
		value   string
		printed string
		day     string
		source  string
	}{
		{"published_on", Date, "2019-07-08", "", "2019-07-08", "metadata"},
		{"Published", Date, "2019-07-08", "", "2019-07-08", "metadata"},
		{"publication_date", Date, "2019-07-08", "", "2019-07-08", "metadata"},
		{"published_on", Date, "2019-07-08", "2018-01-01", "2018-01-01", "document"},
		{"published_on", Date, "", "", "2022-03-04", "file_name"},
		{"published_on", String, "2019-07-08", "", "2022-03-04", "file_name"},
		{"received_on", Date, "2019-07-08", "", "2022-03-04", "file_name"},
	} {
		doc0 := &corpus.Document{Ref: corpus.Ref{URI: "a - 04 march 2022.pdf"}}
		d := &doc{r: &classify.Result{Parse: &extract.Parse{Doc: doc0, Inspection: &extract.Inspection{}}}, x: DocExtra{Meta: map[string]string{c.name: c.value}}}
		if c.printed != "" {
			d.pub, d.pubSrc = calendar.Parse(c.printed), "document"
		}
		if err := d.fallback([]MetaColumn{{Name: c.name, Type: c.typ}}); err != nil {
			t.Fatal(err)
		}
		if d.pub.String() != c.day || d.pubSrc != c.source {
			t.Errorf("%+v: got %s from %q", c, d.pub, d.pubSrc)
		}
	}
}

// Where a profile says that documents of its kind have no day of publication, neither
// what a page says of itself nor the file's name gives one; a column of a metadata file
// does.
func TestPublishedNever(t *testing.T) {
	for column, want := range map[string]string{"": "", "2019-07-08": "2019-07-08"} {
		doc0 := &corpus.Document{Ref: corpus.Ref{URI: "a - 04 march 2022.pdf"}, Meta: corpus.Meta{Published: "2020-02-03"}}
		r := &classify.Result{Parse: &extract.Parse{Doc: doc0, Inspection: &extract.Inspection{PublishedSource: extract.PublishedNever}}}
		d := &doc{r: r, pubSrc: extract.PublishedNever, x: DocExtra{Meta: map[string]string{"published_on": column}}}
		if err := d.fallback([]MetaColumn{{Name: "published_on", Type: Date}}); err != nil {
			t.Fatal(err)
		}
		if d.pub.String() != want || (d.pubSrc == "") != (want == "") {
			t.Errorf("column %q: got %s from %q", column, d.pub, d.pubSrc)
		}
	}
}
