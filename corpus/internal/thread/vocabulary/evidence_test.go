package vocabulary

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"assay/corpus/internal/dom"
)

// How surely an element says that it is one comment.
func TestItemEvidence(t *testing.T) {
	for element, want := range map[string]Evidence{
		`<div class="comment">`:                               StrongEvidence,
		`<li class="Kommentar">`:                              StrongEvidence,
		`<div id="comment-123">`:                              StrongEvidence,
		`<div itemtype="https://schema.org/Comment">`:         StrongEvidence,
		`<div itemprop="comment">`:                            StrongEvidence,
		`<span itemtype="https://schema.org/Comment">`:        StrongEvidence,
		`<div class="comment-item">`:                          MediumEvidence,
		`<div aria-label="Comment by Ann Lee, two days ago">`: MediumEvidence,
		`<div data-comment-id="12">`:                          MediumEvidence,
		`<div data-testid="comment-item">`:                    MediumEvidence,
		`<x-comment>`:                                         MediumEvidence,
		`<div class="my-visits-comment">`:                     WeakEvidence,
		`<div class="reply">`:                                 WeakEvidence,
		`<div class="comments">`:                              NoEvidence, // the thread
		`<div class="comment-list">`:                          NoEvidence,
		`<ul class="comment">`:                                NoEvidence, // holds comments
		`<span class="comment">`:                              NoEvidence,
		`<h3 id="comment-123">`:                               NoEvidence,
		`<div class="comment-form">`:                          NoEvidence,
		`<div class="comment comment-form">`:                  NoEvidence,
		`<div class="comment comment-format-standard">`:       StrongEvidence,
		`<div data-comment-id="">`:                            NoEvidence,
		`<div class="commentary">`:                            NoEvidence,
		`<div>`:                                               NoEvidence,
	} {
		root, err := html.Parse(strings.NewReader(strings.TrimSuffix(element, ">") + ` title="the one">text`))
		if err != nil {
			t.Fatal(err)
		}
		tree := dom.New(root)
		at := slices.IndexFunc(tree.Nodes, func(n *html.Node) bool {
			return n.Type == html.ElementNode && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Val == "the one" })
		})
		if got := ItemEvidence(tree, int32(at)); got != want {
			t.Errorf("%s: %d, want %d", element, got, want)
		}
	}
}

// A post of a forum engine is one only where the page is made by one.
func TestForumPosts(t *testing.T) {
	root, err := html.Parse(strings.NewReader(`<div class="post" id="p123">text</div>`))
	if err != nil {
		t.Fatal(err)
	}
	tree := dom.New(root)
	at := int32(slices.Index(tree.ID, "p123"))
	if got := ItemEvidence(tree, at); got != NoEvidence {
		t.Errorf("a post of no forum: %d", got)
	}
	tree.Forum = true
	if got := ItemEvidence(tree, at); got != MediumEvidence {
		t.Errorf("a post of a forum: %d", got)
	}
}

func TestIsCommentType(t *testing.T) {
	for typ, want := range map[string]bool{
		"Comment": true, "https://schema.org/Comment": true, "schema:Comment": true, "http://example.org#comment": true, "Thing UserComments": true,
		"CommentAction": false, "Article": false, "": false,
	} {
		if IsCommentType(typ) != want {
			t.Errorf("%q: not %v", typ, want)
		}
	}
}

// A group that is not there would be a pattern that everything matches.
func TestAnyOfUnknownGroup(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a group that is not in words.txt gives a pattern")
		}
	}()
	AnyOf("no such group")
}
