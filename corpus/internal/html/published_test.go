package html

import (
	"fmt"
	"testing"

	"assay/corpus/internal/doc"
)

// TestPublishedDay: the day that a page states of itself goes before the one in its
// address, and each way of stating it before the next.
func TestPublishedDay(t *testing.T) {
	const (
		data    = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","datePublished":"2021-01-01"}</script>`
		meta    = `<meta property="article:published_time" content="2022-02-02T08:00:00Z">`
		timed   = `<time datetime="2023-03-03" itemprop="datePublished">3 March</time>`
		address = `<meta property="og:url" content="https://example.org/news/2024/04/04/caseloads">`
	)
	for _, c := range []struct{ head, body, day, source string }{
		{data + meta + address, timed, "2021-01-01", "jsonld"},
		{data + address, "", "2021-01-01", "jsonld"},
		{meta + address, timed, "2022-02-02", "html_meta"},
		{meta + address, "", "2022-02-02", "html_meta"},
		{address, timed, "2023-03-03", "html_time"},
		{address, "", "2024-04-04", "html_address"},
		{"", "", "", ""},
	} {
		page := fmt.Sprintf(`<html><head><title>Caseloads</title>%s</head><body><article><h1>Caseloads</h1>%s<p>Caseloads have come down in every team of the county since the spring.</p><p>Managers read the files of each worker once a month and say what they found.</p></article></body></html>`, c.head, c.body)
		d, err := Read([]byte(page), doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
		if err != nil {
			t.Fatal(err)
		}
		if d.Meta.Published != c.day || d.Meta.PublishedSource != c.source {
			t.Errorf("%s %s: got %q from %q, want %q from %q", c.head, c.body, d.Meta.Published, d.Meta.PublishedSource, c.day, c.source)
		}
	}
}
