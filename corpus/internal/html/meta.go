package html

import (
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/dates"
	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread"
)

// readHTMLMeta reads what the page states about itself: JSON-LD first, then
// meta tags, then time elements marked as the date of publication. Nothing is
// taken from running text.
func readHTMLMeta(t *dom.Tree) doc.Meta {
	m := doc.Meta{ExpectedComments: -1}
	tags := map[string]string{}
	title := ""
	for k, n := range t.Nodes {
		i := int32(k)
		switch t.Tag(i) {
		case atom.Html:
			m.Language = t.Attr(i, "lang")
			if m.Language == "" {
				m.Language = t.Attr(i, "xml:lang")
			}
		case atom.Meta:
			key := t.Attr(i, "property")
			if key == "" {
				key = t.Attr(i, "name")
			}
			if key == "" {
				key = t.Attr(i, "itemprop")
			}
			key = strings.ToLower(key)
			if v := t.Attr(i, "content"); key != "" && v != "" && tags[key] == "" && len(tags) < 500 {
				tags[key] = v
			}
		case atom.Title:
			if title == "" && n.FirstChild != nil {
				title = n.FirstChild.Data
			}
		}
	}
	if len(m.Language) > 35 {
		m.Language = ""
	}
	for _, ld := range linkedObjects(t) {
		if !articleType(ld) {
			continue
		}
		if d := dates.ISODay(ldString(ld["datePublished"])); d != "" && m.Published == "" {
			m.Published, m.PublishedSource = d, "jsonld"
		}
		if m.Title == "" {
			m.Title = doc.NormaliseLine(ldString(ld["headline"]))
		}
		if m.Byline == "" {
			m.Byline = doc.NormaliseLine(ldName(ld["author"]))
		}
		if m.Publisher == "" {
			m.Publisher = doc.NormaliseLine(ldName(ld["publisher"]))
		}
		if n, err := strconv.Atoi(ldString(ld["commentCount"])); err == nil && n >= 0 && n < 1<<20 {
			m.ExpectedComments = n
		}
	}
	first := func(keys ...string) string {
		for _, k := range keys {
			if v := doc.NormaliseLine(tags[k]); v != "" {
				return v
			}
		}
		return ""
	}
	if m.Title == "" {
		m.Title = first("og:title", "dc.title", "twitter:title", "citation_title", "headline")
	}
	if m.Publisher == "" {
		m.Publisher = first("og:site_name", "dc.publisher", "citation_journal_title", "application-name")
	}
	if m.Byline == "" {
		m.Byline = first("author", "article:author", "dc.creator", "byl", "citation_author", "parsely-author", "sailthru.author")
		if strings.Contains(m.Byline, "://") {
			m.Byline = ""
		}
	}
	for _, k := range []string{"article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dc.date.created", "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publication_date", "citation_publication_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate", "published", "article.published"} {
		if m.Published != "" {
			break
		}
		if d := dates.ISODay(tags[k]); d != "" {
			m.Published, m.PublishedSource = d, "html_meta"
		}
	}
	if m.Title == "" {
		m.Title = headingTitle(t, title)
	}
	if m.Published == "" {
		if d := publishedTime(t); d != "" {
			m.Published, m.PublishedSource = d, "html_time"
		}
	}
	return m
}

// headingTitle is the part of the page's title that a first-level heading
// repeats, or the whole title.
func headingTitle(t *dom.Tree, title string) string {
	title = doc.NormaliseLine(doc.Collapse(title))
	sq := doc.Squeeze(title)
	for k := range t.Nodes {
		i := int32(k)
		if t.Tag(i) == atom.H1 {
			h := doc.Collapse(t.Text(i, 400, nil))
			if key := doc.Squeeze(h); len(key) > 8 && (title == "" || strings.Contains(sq, key)) {
				return doc.NormaliseLine(h)
			}
		}
	}
	return title
}

// publishedTime is the day of the first time element that is marked as the
// date of publication and lies in no comment or list of links.
func publishedTime(t *dom.Tree) string {
	for k := range t.Nodes {
		i := int32(k)
		mark := strings.EqualFold(t.Attr(i, "itemprop"), "datePublished") ||
			t.Tag(i) == atom.Time && (t.HasAttr(i, "pubdate") || t.HasToken(i, "published", "entry-date", "post-date", "date-published"))
		if !mark || !t.IsElement(i) {
			continue
		}
		for p := t.Parent[i]; p >= 0; p = t.Parent[p] {
			if thread.ItemEvidence(t, p) > thread.NoEvidence || t.Tag(p) == atom.Aside || t.Tag(p) == atom.Nav {
				mark = false
				break
			}
		}
		if !mark {
			continue
		}
		for _, v := range []string{t.Attr(i, "datetime"), t.Attr(i, "content"), t.Text(i, 60, nil)} {
			if d := dates.ISODay(v); d != "" {
				return d
			}
		}
	}
	return ""
}

// maxLinkedData bounds the JSON-LD read from one script, in bytes.
const maxLinkedData = 4 << 20

// linkedObjects is every JSON-LD object of the page, graphs and lists opened.
func linkedObjects(t *dom.Tree) []map[string]any {
	var out []map[string]any
	var open func(v any, depth int)
	open = func(v any, depth int) {
		if depth > 4 || len(out) > 1000 {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				open(x, depth+1)
			}
		case map[string]any:
			out = append(out, v)
			open(v["@graph"], depth+1)
			open(v["mainEntity"], depth+1)
		}
	}
	for k, n := range t.Nodes {
		i := int32(k)
		if t.Tag(i) != atom.Script || !strings.Contains(strings.ToLower(t.Attr(i, "type")), "ld+json") || n.FirstChild == nil || len(n.FirstChild.Data) > maxLinkedData {
			continue
		}
		var v any
		if json.Unmarshal([]byte(strings.TrimSpace(n.FirstChild.Data)), &v) == nil {
			open(v, 0)
		}
	}
	return out
}

func articleType(ld map[string]any) bool {
	types := []any{ld["@type"]}
	if l, ok := ld["@type"].([]any); ok {
		types = l
	}
	for _, x := range types {
		s, _ := x.(string)
		if strings.HasSuffix(s, "Article") || strings.HasSuffix(s, "Posting") || s == "Report" || s == "Question" || s == "WebPage" && ld["headline"] != nil {
			return true
		}
	}
	return false
}

// ldString is a JSON-LD value as text: a string, a number, or its @value.
func ldString(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case map[string]any:
		return ldString(v["@value"])
	case []any:
		if len(v) > 0 {
			return ldString(v[0])
		}
	}
	return ""
}

// ldName is the name of a person or organisation, several joined by commas.
func ldName(v any) string {
	switch v := v.(type) {
	case map[string]any:
		return ldString(v["name"])
	case []any:
		var names []string
		for _, x := range v {
			if n := ldName(x); n != "" && len(names) < 10 {
				names = append(names, n)
			}
		}
		return strings.Join(names, ", ")
	case string:
		if !strings.Contains(v, "://") {
			return v
		}
	}
	return ""
}
