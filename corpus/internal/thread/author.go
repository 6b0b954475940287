package thread

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/header"
	"assay/corpus/internal/thread/vocabulary"
	dates "assay/internal/calendar"
	"assay/internal/lazyregexp"
)

// noAuthor is the rank of an element that does not name an author; lower ranks
// are surer.
const noAuthor = 9

// authorRank judges whether element i of the item rooted at root names the author.
func (w *Thread) authorRank(i, root int32) int {
	t := w.t
	n := t.Nodes[i]
	switch t.Tag(i) {
	case atom.Img, atom.Input, atom.Time, atom.Form, atom.Button, atom.Svg, atom.Ul, atom.Ol, atom.Meta, atom.Link, atom.I:
		if p := strings.ToLower(t.Attr(i, "itemprop")); (p == "author" || p == "creator") && t.Tag(i) == atom.Meta {
			return 2
		}
		return noAuthor
	}
	if i == root {
		if n.Data == "shreddit-comment" && t.Attr(i, "author") != "" {
			return 0
		}
		return noAuthor
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "itemprop", "property":
			switch strings.ToLower(strings.TrimPrefix(a.Val, "schema:")) {
			case "author", "creator":
				return 1
			case "name":
				if p := t.Parent[i]; p >= 0 && w.underAuthorProp(i, root) {
					return 0
				}
			}
		case "rel":
			if strings.Contains(a.Val, "author") || a.Val == "sioc:has_creator" {
				return 3
			}
		}
	}
	if t.HasToken(i, "fn") && !t.HasToken(i, "org") {
		return 1
	}
	best := noAuthor
	var buf [16]string
	for _, tok := range t.Tokens[i] {
		ws := dom.NameWords(tok, buf[:0])
		hit, no, comment := "", false, false
		for _, x := range ws {
			if vocabulary.AuthorNot[x] {
				no = true
			}
			if vocabulary.AuthorWords[x] && hit != "author" {
				hit = x
			}
			comment = comment || vocabulary.CommentSingular[x]
		}
		if no || hit == "" {
			continue
		}
		rank := 3
		switch {
		case hit == "byline" || hit == "by" || hit == "owner" || hit == "actor" || hit == "pseudo":
			rank = 5
		case len(ws) >= 2 && (strings.HasSuffix(strings.ToLower(tok), "name") || strings.HasSuffix(strings.ToLower(tok), "link")) && hit != "name":
			rank = 2
		case hit == "username" || hit == "nickname" || hit == "commenter" || hit == "displayname" || hit == "nick":
			rank = 2
		case hit == "name" && !comment && len(ws) > 1:
			rank = 4
		}
		best = min(best, rank)
	}
	if best < noAuthor {
		return best
	}
	switch t.Tag(i) {
	case atom.Cite:
		if !w.insideTag(i, root, atom.Blockquote) {
			return 4
		}
	case atom.A:
		href := strings.ToLower(t.Attr(i, "href"))
		if t.HasToken(i, "url") || rxProfile.MatchString(href) {
			return 4
		}
		rel := strings.ToLower(t.Attr(i, "rel"))
		if strings.Contains(rel, "external") && strings.Contains(rel, "nofollow") && !w.insideBody(i, root) {
			return 5
		}
	}
	if t.ID[i] != "" && strings.Contains(t.ID[i], "author") && !strings.Contains(t.ID[i], "avatar") {
		return 4
	}
	return noAuthor
}

// rxBadgeOnly is an element beside a name that tells the role.
var rxBadgeOnly = lazyregexp.New(`(?i)^[\[(]?(?:` + vocabulary.AnyOf("badges") + `)[\])]?$`)

var rxProfile = lazyregexp.New(`(?:/|^|\?|&|=)(?:users?|profiles?|members?|membre|profil|mitglied|autor|author|u|user\.php|member\.php|~)(?:/|\?|=|-|id=|[;&]u(?:id)?=)|[?&](?:user|uid|member|profile|author)(?:_?id)?=|[?&]showuser=|(?:/|^)@[\w.-]+(?:/|$)|blogger\.com/profile`)

func (w *Thread) underAuthorProp(i, root int32) bool {
	for p := w.t.Parent[i]; p > root; p = w.t.Parent[p] {
		v := strings.ToLower(w.t.Attr(p, "itemprop") + w.t.Attr(p, "property"))
		if strings.HasSuffix(v, "author") || strings.HasSuffix(v, "creator") {
			return true
		}
	}
	return false
}

func (w *Thread) readAuthor(k int32) {
	t := w.t
	it := &w.Items[k]
	root := it.Nodes[0]
	if it.signed.End > 0 {
		it.Author, it.authorNode = w.authorName(it.signed.Start), it.signed.Start
		if it.Posted == "" { // a letter: nothing stands beside the name
			it.Author = doc.Collapse(t.Text(it.signed.Start, maxSignature, nil))
			it.Author = header.WithoutPlace(it.Author)
		}
		return
	}
	bestRank := noAuthor
	w.own(k, func(i int32) bool {
		if !t.IsElement(i) || (w.isControl(i) && i != root && !w.isSub(it, i)) {
			return !t.IsElement(i) || i == root
		}
		r := w.authorRank(i, root)
		if r >= bestRank || r == noAuthor {
			return true
		}
		if w.insideTag(i, root, atom.Blockquote) || w.insideBodyStrict(i, root) && !w.namedAuthor(i) && r >= 3 {
			return true
		}
		name := w.authorName(i)
		if name == "" {
			return true
		}
		bestRank, it.Author, it.authorNode = r, name, i
		return true
	})
	if it.Author == "" {
		for _, key := range []string{"data-author", "data-username", "data-user-name"} {
			if name := header.CleanAuthor(t.Attr(root, key)); name != "" {
				it.Author = name
				return
			}
		}
	}
	if bestRank == noAuthor || bestRank == 5 && it.Author == "" {
		w.authorFromText(k)
		w.authorBesideTime(k)
	}
}

// namedAuthor: a class of the element says author, so that it is trusted also
// inside the element that holds the text.
func (w *Thread) namedAuthor(i int32) bool {
	return w.t.AnyWord(i, vocabulary.AuthorWords, vocabulary.AuthorNot)
}

// authorName is the name in element i: that of its surest inner element, or
// its text without "says", "by" and the time.
func (w *Thread) authorName(i int32) string {
	t := w.t
	if c := t.Attr(i, "content"); c != "" && t.Tag(i) == atom.Meta {
		return header.CleanAuthor(c)
	}
	if t.Nodes[i].Data == "shreddit-comment" {
		return header.CleanAuthor(t.Attr(i, "author"))
	}
	beside := func(j int32) bool { return j != i && (w.isControl(j) || t.Tag(j) == atom.Time || w.timeNamed(j)) }
	whole := header.CleanAuthor(t.Text(i, 200, func(j int32) bool {
		return beside(j) || j != i && t.IsElement(j) && t.End[j]-j < 6 && rxBadgeOnly.MatchString(t.Text(j, 40, nil))
	}))
	if whole == "" { // someone called Admin
		whole = header.CleanAuthor(t.Text(i, 200, beside))
	}
	for j := i; j < t.End[i] && whole == ""; j++ { // a name in what is named like a button, too
		if t.Tag(j) == atom.A && w.namedAuthor(j) {
			whole = header.CleanAuthor(t.Text(j, 60, nil))
		}
	}
	// an inner element that names it better
	for j := i + 1; j < t.End[i]; j++ {
		if !t.IsElement(j) || t.Skip[j] {
			continue
		}
		switch t.Tag(j) {
		case atom.A, atom.Strong, atom.B, atom.Cite, atom.Span, atom.H3, atom.H4, atom.H5, atom.H6, atom.Em, atom.Bdi:
		default:
			continue
		}
		if w.isControl(j) || w.timeHint(j) || t.AnyWord(j, besideName, nil) {
			continue
		}
		if t.Tag(j) == atom.Span && w.authorRank(j, i) == noAuthor {
			continue
		}
		name := header.CleanAuthor(t.Text(j, 200, nil))
		if name == "" || dates.Looks(name) || !header.HasLetterOrDigit(name) {
			continue
		}
		if name == whole && strings.Contains(whole, "@") {
			continue // the name and the account beside it
		}
		// the link is the name only when the rest says nothing of its own
		if strings.HasPrefix(whole, name) && len(whole) > len(name) || len(whole) > 60 || whole == "" || strings.HasSuffix(whole, name) {
			return name
		}
		break
	}
	if utf8.RuneCountInString(whole) > 80 || dates.Looks(whole) && len(whole) < 40 && !strings.ContainsFunc(whole, unicode.IsUpper) {
		return ""
	}
	return whole
}

var besideName = dom.Words("says said avatar role badge label on")

// rxTimeThenBy is a line that ends with who wrote it, such as a time and "par
// Luc".
var rxTimeThenBy = lazyregexp.New(`[0-9].*[\s,|·](?:[Pp]ar|[Bb]y|[Vv]on|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f)\s+(\pL[^0-9|·]{0,40})$`)

// replyWords name a button for what it does, whoever it names besides.
var replyWords = dom.Words("reply report share like vote flag follow mute block")

// authorFromText reads the author from bare markup: the first strong, bold or
// heading element before anything long is said, or words like "X says:" and
// "Posted by X on".
func (w *Thread) authorFromText(k int32) {
	t := w.t
	it := &w.Items[k]
	root := it.Nodes[0]
	texts, at := w.shortText(k)
	for j, s := range texts {
		if j > 5 && j < len(texts)-4 || w.insideTag(at[j], root, atom.Blockquote) {
			continue
		}
		whole := w.t.Text(w.t.Parent[at[j]], 160, nil)
		for _, v := range []string{s, whole} {
			if header.RxPostedBy.MatchString(v) && (len(v) < 40 || dates.Cut(v) != "") || header.RxSaysEnd.MatchString(v) && dates.Cut(v) != "" {
				if name := header.AuthorInWords(v); name != "" {
					it.Author, it.authorNode = name, at[j]
					if v == whole {
						it.authorNode = t.Parent[at[j]]
					}
					return
				}
			}
		}
	}
	for j, s := range texts {
		m := rxTimeThenBy.FindStringSubmatch(s)
		if m == nil || j > 5 || dates.Cut(s) == "" || dates.Looks(m[1]) || w.insideTag(at[j], root, atom.Blockquote) {
			continue
		}
		if name := header.CleanAuthor(m[1]); name != "" {
			it.Author, it.authorNode = name, at[j]
			return
		}
	}
	said := 0
	w.own(k, func(i int32) bool {
		if it.Author != "" {
			return false
		}
		n := t.Nodes[i]
		if n.Type == html.TextNode {
			s := doc.Collapse(n.Data)
			if name := header.AuthorInWords(s); name != "" {
				it.Author, it.authorNode = name, i
				return false
			}
			if dates.Cut(s) == "" {
				said += len(s)
			}
			return true
		}
		if i != root && w.isControl(i) && !w.isItemNode(i) {
			return false
		}
		switch t.Tag(i) {
		case atom.Strong, atom.B, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt, atom.A, atom.Em, atom.I:
			if said > 40 && !w.closing(i) || t.Tag(i) == atom.A && said > 0 && !rxByWord.MatchString(w.textBefore(i)) || t.HasAttr(i, "datetime") {
				return true
			}
			s := t.Text(i, 200, func(j int32) bool { return t.Tag(j) == atom.Time })
			if name := header.AuthorInWords(s); name != "" {
				it.Author, it.authorNode = name, i
				return false
			}
			name := header.CleanAuthor(s)
			if name != "" && utf8.RuneCountInString(name) <= 50 && !dates.Looks(name) && header.HasLetterOrDigit(name) && !rxOrdinal.MatchString(name) {
				it.Author, it.authorNode = name, i
				return false
			}
		}
		return true
	})
}

// authorBesideTime is what stands before the time in the same line.
func (w *Thread) authorBesideTime(k int32) {
	t := w.t
	it := &w.Items[k]
	if it.Author != "" || it.timeNode < 0 {
		return
	}
	for p, hops := t.Parent[it.timeNode], 0; p >= 0 && hops < 3; p, hops = t.Parent[p], hops+1 {
		if w.isItemNode(p) {
			return
		}
		s := t.Text(p, 200, func(j int32) bool { return j == it.timeNode || w.isControl(j) })
		if s == "" {
			continue
		}
		if name := header.CleanAuthor(s); len(s) < 60 && name != "" && len(strings.Fields(name)) <= 4 && !dates.Looks(name) && !header.RxHeadOnly.MatchString(name) && header.HasLetterOrDigit(name) {
			it.Author, it.authorNode = name, p
		}
		return
	}
}

var (
	rxByWord  = lazyregexp.New(`(?i)(?:^|\s)(?:` + vocabulary.AnyOf("before names") + `)\s*:?\s*$`)
	rxOrdinal = lazyregexp.New(`^[#(]?\d+[.)]?$`)
)

func (w *Thread) textBefore(i int32) string {
	for j := i - 1; j > 0 && j > i-4; j-- {
		if n := w.t.Nodes[j]; n.Type == html.TextNode {
			if s := doc.Collapse(n.Data); s != "" {
				return s
			}
		}
	}
	return ""
}

// closing reports whether i follows a word like "posted by", as in the last
// line of a comment.
func (w *Thread) closing(i int32) bool { return rxByWord.MatchString(w.textBefore(i)) }
