package html

import (
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
)

// readHTMLMeta reads what the page states about itself: JSON-LD first, then
// meta tags, then the elements around the title.
func readHTMLMeta(t *dom.Tree) doc.Meta {
	m := doc.Meta{ExpectedComments: -1}
	tags := map[string]string{}
	title, stated := "", ""
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
		if stated == "" {
			stated = ldString(ld["datePublished"])
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
	if m.Title == "" || m.Title == m.Publisher {
		m.Title = headingTitle(t, title, m.Publisher)
	}
	m.Byline = authors(m.Byline)
	if !person(m.Byline) { // a paper, a member's short name or nobody
		if printed := printedByline(t, m.Title); printed != "" {
			m.Byline = printed
		}
	}
	if m.Byline == "" {
		m.Byline = memberByline(t, m.Title)
	}
	setPublished(t, &m, stated, tags)
	return m
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

// ldName is the name of a person or organisation, several joined by semicolons.
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
		return strings.Join(names, "; ")
	case string:
		if !strings.Contains(v, "://") {
			return v
		}
	}
	return ""
}
