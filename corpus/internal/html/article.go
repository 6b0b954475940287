package html

import (
	"strings"

	godom "github.com/go-shiori/dom"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread"
)

// trafilaturaNodes is the largest tree given to go-trafilatura: it clones the
// tree three times and some of its rules look at every element's descendants.
// Larger pages are read by element and name alone.
const trafilaturaNodes = 100_000

// article is what go-trafilatura takes for the body of the page: its letters
// and digits in order, by which our own blocks are told to be body or chrome.
// We keep our blocks, not its text: they carry the kind and the place.
type article struct {
	key string
}

// findArticle asks go-trafilatura for the body and fills what the page's own
// metadata left empty. The comments are taken out of the tree first; t must
// not be walked by its links afterwards, only by its tables.
func findArticle(t *dom.Tree, w *thread.Thread, root *html.Node, m *doc.Meta) *article {
	if len(t.Nodes) > trafilaturaNodes {
		return &article{}
	}
	for k := range w.Items {
		for _, i := range w.Items[k].Nodes {
			if n := t.Nodes[i]; n.Parent != nil {
				n.Parent.RemoveChild(n)
			}
		}
	}
	res, err := trafilatura.ExtractDocument(root, trafilatura.Options{
		ExcludeComments: true,
		HtmlDateMode:    trafilatura.Disabled,
	})
	if err != nil || res == nil {
		return &article{}
	}
	if m.Title == "" {
		m.Title = doc.NormaliseLine(res.Metadata.Title)
	}
	if m.Byline == "" {
		m.Byline = authors(doc.NormaliseLine(res.Metadata.Author))
	}
	if m.Publisher == "" {
		m.Publisher = doc.NormaliseLine(res.Metadata.Sitename)
	}
	if m.Language == "" {
		m.Language = res.Metadata.Language
	}
	if res.ContentNode == nil {
		return &article{}
	}
	return &article{key: doc.Squeeze(godom.TextContent(res.ContentNode))}
}

// match says of every block whether it is part of the body. Blocks and body
// text come in the same order, so each is looked for after the one before it;
// a block out of order must be long enough to be no accident.
func (a *article) match(blocks []pageBlock, p *pageWriter) []bool {
	body := make([]bool, len(blocks))
	if len(a.key)*len(blocks) > 4<<30 || len(a.key) < 20 {
		for k, bl := range blocks {
			body[k] = !p.chrome[bl.node]
		}
		return body
	}
	at := 0
	for k, bl := range blocks {
		key := doc.Squeeze(bl.text)
		if key == "" {
			continue
		}
		if len(key) < 16 {
			// short: only right where the body goes on
			if strings.HasPrefix(a.key[at:], key) {
				body[k], at = true, at+len(key)
			}
			continue
		}
		q := strings.Index(a.key[at:], key)
		if q >= 0 {
			body[k] = true
			if q < 4000 || len(key) > 100 {
				at += q + len(key)
			}
		} else if len(key) > 40 && strings.Contains(a.key, key) {
			body[k] = true
		}
	}
	return body
}
