// Package html decodes web pages: every block a reader sees, in the order of the
// page, with its kind; the comment thread; what the page says about itself.
package html

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/plain"
	"assay/corpus/internal/thread"
	"assay/corpus/internal/thread/parting"
	"assay/internal/lazyregexp"
)

// maxHTMLNodes bounds the parsed tree of one page. A node with its place in
// our tables takes about 300 bytes, so a page costs at most some 150 MB; the
// largest of 1,000 saved news and blog pages had 41,000 nodes.
const maxHTMLNodes = 500_000

// Read decodes a web page: raw bytes in the encoding the page declares.
// It fills Text, Lines, Comments, Meta and Warnings; the dispatcher fills the
// rest. Errors are *Loss without URI.
//
// The text holds every block a reader sees, in the order of the page: the
// article as titles, headings, paragraphs and so on, each comment as a header
// line (author, time) and what was said, and everything else as LineChrome.
func Read(raw []byte, opt doc.DecodeOptions) (*doc.Document, error) {
	page, warning, err := plain.DecodeDeclared(raw, declaredCharset(raw))
	if err != nil {
		return nil, err
	}
	if err := boundMarkup(page, opt.Limits.Text); err != nil {
		return nil, err
	}
	root, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.TooDeep, Err: fmt.Errorf("parsing the page: %w", err), Hint: "the page nests its elements more than 512 deep"}
	}
	parting.Signatures(root)
	parting.Headers(root)
	t := dom.New(root)
	if len(t.Nodes) > maxHTMLNodes {
		return nil, tooManyNodes(len(t.Nodes))
	}
	d := &doc.Document{Meta: readHTMLMeta(t)}
	if warning != nil {
		d.Warnings = append(d.Warnings, *warning)
	}
	w, found := thread.None(t), &article{}
	if !opt.Whole {
		w = thread.Find(t, d.Meta.Language)
		d.Meta.ExpectedComments = w.Expected()
		found = findArticle(t, w, root, &d.Meta)
	}
	b := &doc.Builder{Limit: int(opt.Limits.Text)}
	p := &pageWriter{t: t, w: w, b: b, d: d, found: found}
	p.write()
	if len(d.Comments) == 0 {
		p.linkedData()
	}
	// pages count pingbacks and trackbacks with their comments
	if n := d.Meta.ExpectedComments; n > len(d.Comments)+w.Pings {
		d.Warnings = append(d.Warnings, doc.Warning{Reason: doc.CommentCount,
			Message: fmt.Sprintf("the page announces %d comments and holds %d", n, len(d.Comments)),
			Hint:    "save the page with all its comments unfolded"})
	}
	return d, b.Finish(d)
}

func tooManyNodes(n int) *doc.Loss {
	return &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: fmt.Errorf("the page has more than %d elements (about %d)", maxHTMLNodes, n), Hint: "split the page"}
}

var rxCharset = lazyregexp.New(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([a-z0-9_:.-]{2,40})`)

// declaredCharset is the encoding that a meta element of the page names.
func declaredCharset(raw []byte) string {
	if m := rxCharset.FindSubmatch(raw[:min(len(raw), 4096)]); m != nil {
		return string(m[1])
	}
	return ""
}

// reopened are the elements a parser opens again in each block until they are
// closed; left open in number, they multiply the tree.
var reopened = dom.Words("a b big code em font i nobr s small strike strong tt u")

// maxToken is the longest tag, script or run of text accepted in a page, in
// bytes: the parser holds each in memory whole, twice while it grows. Pages
// saved with their pictures inside have tags of some megabytes.
const maxToken = 20 << 20

// boundMarkup reads the tags once, without building anything, and refuses a
// page whose tree or text would be too large.
func boundMarkup(page string, text int64) error {
	z := html.NewTokenizer(strings.NewReader(page))
	z.SetMaxBuf(maxToken)
	nodes, open := 0, 0
	shown := int64(0)
	script := false
	for {
		tt := z.Next()
		switch tt {
		case html.ErrorToken:
			if errors.Is(z.Err(), html.ErrBufferExceeded) {
				return &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: fmt.Errorf("a tag or a run of text is longer than %d MiB", maxToken>>20), Hint: "the page is damaged"}
			}
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			script = string(name) == "script" || string(name) == "style"
			nodes += 1 + min(open, 400)
			if reopened[string(name)] {
				open++
			}
			attrs := 0
			for more && attrs < 2000 {
				_, _, more = z.TagAttr()
				attrs++
			}
			if attrs >= 1000 {
				return &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: errors.New("a tag has 1,000 attributes or more"), Hint: "the page is damaged"}
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); reopened[string(name)] && open > 0 {
				open--
			}
		case html.TextToken:
			if n := len(bytes.TrimSpace(z.Raw())); n > 0 {
				nodes++
				if !script {
					shown += int64(n)
				}
			}
			script = false
			if text > 0 && shown > text+text/4 {
				return &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: doc.ErrTextTooLarge, Hint: "raise --max-text, or split the document"}
			}
		}
		if nodes > 4*maxHTMLNodes {
			return tooManyNodes(nodes)
		}
	}
}
