// Package vocabulary is what class names, ids and labels of comment systems say, in the
// languages whose threads are read: the lists of words.txt, and how surely an element's
// own names say that it is one comment. Themes differ in every name, but the names are
// made of few words, in the language of whoever wrote the theme.
package vocabulary

import (
	_ "embed"
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/dom"
	"assay/internal/lazyregexp"
	"assay/internal/phrases"
)

//go:embed words.txt
var wordsTxt string

var lists = phrases.Read("vocabulary/words.txt", wordsTxt)

// AnyOf is the alternatives of a regular expression, those of the group above first; a
// group that is not in words.txt panics.
func AnyOf(group string) string { return lists.AnyOf(group) }

// Set is a group as a set.
func Set(group string) map[string]bool { return lists.Set(group) }

// Words of class names and ids.
var (
	// one comment
	CommentSingular = Set("one comment")
	// many, so the element holds a thread
	CommentPlural = Set("comments")
	// words that leave "comment" the name of a whole comment
	itemSuffix  = Set("behind comment")
	itemPrefix  = Set("before comment")
	AuthorWords = Set("author")
	AuthorNot   = Set("not author")
	TimeWords   = Set("time")
	TimeNot     = Set("not time")
	BodyWord    = Set("body")
	// a token that holds one of these beside a control word names no control
	ContentWords = Set("content")
	AvatarWords  = Set("avatar")
	BodyNot      = Set("not body")
	NoName       = Set("no name")
	ControlWords = Set("control")
)

// Evidence is how surely an element's own names say "one comment".
type Evidence int8

// The degrees of evidence.
const (
	NoEvidence     Evidence = iota
	WeakEvidence            // "comment" with words around it, or a number with a one-letter prefix
	MediumEvidence          // comment-item and the like
	StrongEvidence          // id comment-123, class comment, schema.org Comment
)

// Forms of ids and class names: of a comment, of a post, with a number, of a depth.
var (
	RxCommentID = lazyregexp.New(`^(?:[a-z]+[-_:])*?(?:comment|kommentar|commentaire|comentario|commento|komentarz|komentar|reactie|cmt|comm|comnt|kmt|reply|opinion|yorum|idcomment|com)[-_:.]?(?:item|id|li|div|box|wrap|block|entry)?[-_:.]?(?:t1_)?(?:[0-9]+(?:[-_][0-9]+)?|[0-9a-f]{12,}|[0-9a-f]{8}-[0-9a-f-]{20,})$|^(?:[a-z]+[-_])*comments?[-_][0-9]{3,}$`)
	RxPostID    = lazyregexp.New(`^(?:post|msg|message|p|c|entry|thing_t1|edit|pid|answer|post_message|td_post)[-_:]?[0-9a-z]{1,3}?[0-9]{1,}$`)
	RxDigits    = lazyregexp.New(`[0-9]+`)
	RxDepth     = lazyregexp.New(`(?i)^(?:.*[-_])?(?:depth|level|lvl|indent|ebene|nivel|niveau|tier|nesting|thread-?level|indentation)[-_]*([0-9]{1,2})$`)
)

// ItemEvidence judges one element. Elements that cannot hold a comment (links,
// headings, form controls, list containers) have none.
func ItemEvidence(t *dom.Tree, i int32) Evidence {
	n := t.Nodes[i]
	switch t.Tag(i) {
	case atom.A, atom.Span, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Form, atom.Input,
		atom.Button, atom.Label, atom.Ul, atom.Ol, atom.Time, atom.Img, atom.I, atom.Strong, atom.B, atom.Em,
		atom.Nav, atom.Body, atom.Html, atom.Main, atom.P, atom.Header, atom.Footer, atom.Tbody, atom.Small,
		atom.Cite, atom.Dt, atom.Dd, atom.Br, atom.Hr, atom.Fieldset, atom.Aside, atom.Abbr, atom.Font, atom.Meta,
		atom.Link, atom.Blockquote:
		if typ := t.Attr(i, "itemtype"); typ != "" && IsCommentType(typ) {
			return StrongEvidence
		}
		return NoEvidence
	}
	if n.Data == "shreddit-comment" {
		return StrongEvidence
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "itemtype", "typeof":
			if IsCommentType(a.Val) || strings.HasSuffix(strings.ToLower(a.Val), "schema.org/answer") {
				return StrongEvidence
			}
		case "itemprop", "property", "rel":
			v := strings.ToLower(a.Val)
			if v == "comment" || v == "schema:comment" || v == "sioc:reply" || v == "usercomments" {
				return StrongEvidence
			}
		}
	}
	best := NoEvidence
	if id := t.ID[i]; id != "" && RxCommentID.MatchString(id) {
		best = StrongEvidence
	}
	if label := t.Attr(i, "aria-label"); label != "" && rxSaysComment.MatchString(label) {
		best = max(best, MediumEvidence)
	}
	if best < StrongEvidence && (t.Attr(i, "data-lia-message-uid") != "" && t.AnyWord(i, messageView, nil)) {
		best = MediumEvidence
	}
	if best < StrongEvidence && (t.HasAttr(i, "data-comment-id") || t.HasAttr(i, "data-commentid")) && t.Attr(i, "data-comment-id")+t.Attr(i, "data-commentid") != "" {
		best = MediumEvidence
	}
	var buf [16]string
	for _, tok := range t.Tokens[i] {
		if e := tokenEvidence(tok, buf[:0]); e > best {
			best = e
		}
	}
	if strings.Contains(n.Data, "-") { // an element of a page's own: "x-comment-view"
		best = max(best, tokenEvidence(n.Data, buf[:0]))
	}
	for _, key := range testNames {
		if v := t.Attr(i, key); v != "" && len(v) < 40 {
			best = max(best, tokenEvidence(v, buf[:0]))
		}
	}
	if best == NoEvidence && t.Forum && (t.ID[i] != "" && RxPostID.MatchString(t.ID[i]) || ForumToken(t, i)) {
		best = MediumEvidence
	}
	if best == NoEvidence && t.Tag(i) == atom.Li && RxPostID.MatchString(t.ID[i]) && t.InsideID(i, "disqus_thread", "post-list", "dsq-comments") {
		best = StrongEvidence
	}
	if t.HasToken(i, "topic-post", "crawler-post", "postbit", "postbitlegacy", "postcontainer", "UFIComment") {
		best = max(best, MediumEvidence)
	}
	if best > NoEvidence && formNamed(t, i) {
		return NoEvidence
	}
	return best
}

// rxSaysComment is what an element says of itself to those who listen to a page:
// "Comment by Ann Lee, two days ago".
var rxSaysComment = lazyregexp.New(`(?i)^(?:comment|reply|response|answer|post|kommentar|antwort|commentaire|réponse|comentario|respuesta|commento|risposta|reactie|antwoord)(?: #?\d+)?\s(?:by|from|to|von|de|di|da|van)\s`)

// testNames are attributes by which those who test a page find its parts.
var testNames = []string{"data-testid", "data-test-id", "data-test", "data-qa", "data-cy", "data-component", "data-role", "data-type"}

// messageView are words of the elements that show a message of a community.
var messageView = dom.Words("message view")

func formNamed(t *dom.Tree, i int32) bool {
	for _, tok := range t.Tokens[i] {
		if l := strings.ToLower(tok); strings.Contains(l, "form") && !strings.Contains(l, "format") && !strings.Contains(l, "platform") || l == "widget" {
			return true
		}
	}
	return false
}

// ForumToken reports whether a class name of element i is one of a post in a forum.
func ForumToken(t *dom.Tree, i int32) bool {
	return t.HasToken(i, "post", "postrow", "message", "answer", "reply", "post_wrapper", "windowbg", "windowbg2")
}

// IsCommentType reports whether the type of an item in a page's data says comment.
func IsCommentType(typ string) bool {
	typ = strings.ToLower(typ)
	for _, f := range strings.Fields(typ) {
		if k := strings.LastIndexAny(f, "/:#"); k >= 0 {
			f = f[k+1:]
		}
		if f == "comment" || f == "usercomments" {
			return true
		}
	}
	return false
}

// tokenEvidence judges one class token by the words it is made of.
func tokenEvidence(tok string, buf []string) Evidence {
	ws := dom.NameWords(tok, buf)
	at := -1
	plural := false
	for k, w := range ws {
		if CommentSingular[w] {
			at = k
			plural = false
			break
		}
		if CommentPlural[w] && at < 0 {
			at, plural = k, true
		}
	}
	if at < 0 {
		return NoEvidence
	}
	suffix := 0
	for _, w := range ws[at+1:] {
		if CommentSingular[w] || CommentPlural[w] {
			if CommentPlural[w] {
				return NoEvidence
			}
			plural = false
			continue
		}
		if w == "list" || w == "lists" {
			plural = true
			continue
		}
		if itemSuffix[w] {
			suffix++
			continue
		}
		return NoEvidence
	}
	prefix := true
	for _, w := range ws[:at] {
		prefix = prefix && itemPrefix[w]
	}
	if plural {
		last := ws[len(ws)-1]
		if suffix > 0 && (last == "item" || last == "entry" || last == "row" || last == "li" || last == "element" || last == "node" || last == "single") {
			return MediumEvidence
		}
		return NoEvidence
	}
	if w := ws[at]; w == "reply" || w == "response" || w == "posting" || w == "ufi" || w == "kmt" {
		return WeakEvidence
	}
	switch {
	case len(ws) == 1:
		return StrongEvidence
	case prefix:
		return MediumEvidence
	}
	return WeakEvidence
}
