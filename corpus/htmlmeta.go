package corpus

import (
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// readHTMLMeta reads what the page states about itself: JSON-LD first, then
// meta tags, then time elements marked as the date of publication. Nothing is
// taken from running text.
func readHTMLMeta(t *domTree) Meta {
	m := Meta{ExpectedComments: -1}
	tags := map[string]string{}
	title := ""
	for k, n := range t.nodes {
		i := int32(k)
		switch t.tag(i) {
		case atom.Html:
			m.Language = t.attr(i, "lang")
			if m.Language == "" {
				m.Language = t.attr(i, "xml:lang")
			}
		case atom.Meta:
			key := t.attr(i, "property")
			if key == "" {
				key = t.attr(i, "name")
			}
			if key == "" {
				key = t.attr(i, "itemprop")
			}
			key = strings.ToLower(key)
			if v := t.attr(i, "content"); key != "" && v != "" && tags[key] == "" && len(tags) < 500 {
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
		if d := isoDay(ldString(ld["datePublished"])); d != "" && m.Published == "" {
			m.Published, m.PublishedSource = d, "jsonld"
		}
		if m.Title == "" {
			m.Title = normaliseLine(ldString(ld["headline"]))
		}
		if m.Byline == "" {
			m.Byline = normaliseLine(ldName(ld["author"]))
		}
		if m.Publisher == "" {
			m.Publisher = normaliseLine(ldName(ld["publisher"]))
		}
		if n, err := strconv.Atoi(ldString(ld["commentCount"])); err == nil && n >= 0 && n < 1<<20 {
			m.ExpectedComments = n
		}
	}
	first := func(keys ...string) string {
		for _, k := range keys {
			if v := normaliseLine(tags[k]); v != "" {
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
		if d := isoDay(tags[k]); d != "" {
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
func headingTitle(t *domTree, title string) string {
	title = normaliseLine(collapse(title))
	sq := squeeze(title)
	for k := range t.nodes {
		i := int32(k)
		if t.tag(i) == atom.H1 {
			h := collapse(t.text(i, 400, nil))
			if key := squeeze(h); len(key) > 8 && (title == "" || strings.Contains(sq, key)) {
				return normaliseLine(h)
			}
		}
	}
	return title
}

// publishedTime is the day of the first time element that is marked as the
// date of publication and lies in no comment or list of links.
func publishedTime(t *domTree) string {
	for k := range t.nodes {
		i := int32(k)
		mark := strings.EqualFold(t.attr(i, "itemprop"), "datePublished") ||
			t.tag(i) == atom.Time && (t.hasAttr(i, "pubdate") || t.hasToken(i, "published", "entry-date", "post-date", "date-published"))
		if !mark || !t.isElement(i) {
			continue
		}
		for p := t.parent[i]; p >= 0; p = t.parent[p] {
			if t.itemEvidence(p) > noEvidence || t.tag(p) == atom.Aside || t.tag(p) == atom.Nav {
				mark = false
				break
			}
		}
		if !mark {
			continue
		}
		for _, v := range []string{t.attr(i, "datetime"), t.attr(i, "content"), t.text(i, 60, nil)} {
			if d := isoDay(v); d != "" {
				return d
			}
		}
	}
	return ""
}

// isoDay is the calendar day a machine-readable or unambiguous date states.
func isoDay(s string) string {
	st := readStamp(strings.TrimSpace(s))
	if st.kind < calendarDay {
		return ""
	}
	return st.at.Format("2006-01-02")
}

// maxLinkedData bounds the JSON-LD read from one script, in bytes.
const maxLinkedData = 4 << 20

// linkedObjects is every JSON-LD object of the page, graphs and lists opened.
func linkedObjects(t *domTree) []map[string]any {
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
	for k, n := range t.nodes {
		i := int32(k)
		if t.tag(i) != atom.Script || !strings.Contains(strings.ToLower(t.attr(i, "type")), "ld+json") || n.FirstChild == nil || len(n.FirstChild.Data) > maxLinkedData {
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
