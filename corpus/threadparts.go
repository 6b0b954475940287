package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/internal/lazyregexp"
)

// noAuthor is the rank of an element that does not name an author; lower ranks
// are surer.
const noAuthor = 9

// authorRank judges whether element i of the item rooted at root names the author.
func (w *threadWalker) authorRank(i, root int32) int {
	t := w.t
	n := t.nodes[i]
	switch t.tag(i) {
	case atom.Img, atom.Input, atom.Time, atom.Form, atom.Button, atom.Svg, atom.Ul, atom.Ol, atom.Meta, atom.Link, atom.I:
		if p := strings.ToLower(t.attr(i, "itemprop")); (p == "author" || p == "creator") && t.tag(i) == atom.Meta {
			return 2
		}
		return noAuthor
	}
	if i == root {
		if n.Data == "shreddit-comment" && t.attr(i, "author") != "" {
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
				if p := t.parent[i]; p >= 0 && w.underAuthorProp(i, root) {
					return 0
				}
			}
		case "rel":
			if strings.Contains(a.Val, "author") || a.Val == "sioc:has_creator" {
				return 3
			}
		}
	}
	if t.hasToken(i, "fn") && !t.hasToken(i, "org") {
		return 1
	}
	best := noAuthor
	var buf [16]string
	for _, tok := range t.tokens[i] {
		ws := nameWords(tok, buf[:0])
		hit, no, comment := "", false, false
		for _, x := range ws {
			if authorNot[x] {
				no = true
			}
			if authorWords[x] && hit != "author" {
				hit = x
			}
			comment = comment || commentSingular[x]
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
	switch t.tag(i) {
	case atom.Cite:
		if !w.insideTag(i, root, atom.Blockquote) {
			return 4
		}
	case atom.A:
		href := strings.ToLower(t.attr(i, "href"))
		if t.hasToken(i, "url") || rxProfile.MatchString(href) {
			return 4
		}
		rel := strings.ToLower(t.attr(i, "rel"))
		if strings.Contains(rel, "external") && strings.Contains(rel, "nofollow") && !w.insideBody(i, root) {
			return 5
		}
	}
	if t.id[i] != "" && strings.Contains(t.id[i], "author") && !strings.Contains(t.id[i], "avatar") {
		return 4
	}
	return noAuthor
}

// rxBadgeOnly is an element beside a name that tells the role.
var rxBadgeOnly = lazyregexp.New(`(?i)^[\[(]?(?:post author|author|autor|autorin|auteur|autore|admin|administrator|moderator|mod|staff|team|redaktion|op|subscriber|verified|guest|gast)[\])]?$`)

var rxProfile = lazyregexp.New(`(?:/|^|\?|&|=)(?:users?|profiles?|members?|membre|profil|mitglied|autor|author|u|user\.php|member\.php|~)(?:/|\?|=|-|id=)|[?&](?:user|uid|member|profile|author)(?:_?id)?=|blogger\.com/profile`)

func (w *threadWalker) underAuthorProp(i, root int32) bool {
	for p := w.t.parent[i]; p > root; p = w.t.parent[p] {
		v := strings.ToLower(w.t.attr(p, "itemprop") + w.t.attr(p, "property"))
		if strings.HasSuffix(v, "author") || strings.HasSuffix(v, "creator") {
			return true
		}
	}
	return false
}

func (w *threadWalker) insideTag(i, root int32, tag atom.Atom) bool {
	for p := w.t.parent[i]; p > root; p = w.t.parent[p] {
		if w.t.tag(p) == tag {
			return true
		}
	}
	return false
}

// insideBody reports whether i lies in an element named for what was said.
func (w *threadWalker) insideBody(i, root int32) bool {
	for p := w.t.parent[i]; p > root; p = w.t.parent[p] {
		if r := w.bodyRank(p); r > 0 && r < 3 || w.t.tag(p) == atom.P {
			return true
		}
	}
	return false
}

// timeHint reports whether element i is named or formed like a time.
func (w *threadWalker) timeHint(i int32) bool {
	t := w.t
	switch t.tag(i) {
	case atom.Time:
		return true
	case atom.A:
		if h := t.attr(i, "href"); strings.Contains(h, "#") && rxFragment.MatchString(h) {
			return looksTimed(t.text(i, 80, nil))
		}
	case atom.Img, atom.Input, atom.Form, atom.Button:
		return false
	}
	for _, f := range strings.Fields(strings.ToLower(t.attr(i, "itemprop") + " " + t.attr(i, "property"))) {
		switch strings.TrimPrefix(f, "schema:") {
		case "datepublished", "datecreated", "commenttime", "dateposted", "uploaddate", "dc:date", "dc:created", "dcterms:created":
			return true
		}
	}
	if t.hasAttr(i, "data-timestamp") || t.hasAttr(i, "data-time") || t.hasAttr(i, "data-utime") || t.hasAttr(i, "data-datetime") {
		return true
	}
	if t.hasToken(i, "published") && t.tag(i) == atom.Abbr {
		return true
	}
	if t.anyWord(i, timeWords, timeNot) {
		return looksTimed(t.text(i, 120, nil)) || looksTimed(t.attr(i, "title"))
	}
	return false
}

var rxFragment = lazyregexp.New(`(?i)#.*(?:comment|kommentar|cmt|reactie|komentar|reply|post|msg|c)[-_]?[a-z]*[-_]?[0-9]+|#p?[0-9]+$|/comments?/[0-9]+`)

// bodyRank judges whether element i is named for what a commenter wrote:
// 0 no, else the lower the surer.
func (w *threadWalker) bodyRank(i int32) int {
	t := w.t
	switch t.tag(i) {
	case atom.A, atom.Img, atom.Time, atom.Header, atom.Input, atom.Form, atom.Button, atom.Li, atom.Ul, atom.Ol,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Footer, atom.Textarea:
		return 0
	}
	switch strings.ToLower(t.attr(i, "itemprop") + t.attr(i, "property")) {
	case "text", "commenttext", "schema:text", "content:encoded", "description", "articlebody":
		return 1
	}
	best := 0
	var buf [16]string
	names := t.tokens[i]
	if t.id[i] != "" {
		names = append(append([]string(nil), names...), t.id[i])
	}
	for _, tok := range names {
		hit, no, comment := "", false, false
		for _, x := range nameWords(tok, buf[:0]) {
			no = no || bodyNot[x]
			if bodyWord[x] {
				hit = x
			}
			comment = comment || commentSingular[x] || x == "post" || x == "entry"
		}
		if no || hit == "" {
			continue
		}
		rank := 4
		switch {
		case comment && hit != "body":
			rank = 2
		case comment:
			rank = 3
		case hit == "text" || hit == "message" || hit == "content" || hit == "usertext":
			rank = 3
		}
		if best == 0 || rank < best {
			best = rank
		}
	}
	return best
}

// readParts finds author, time and body of every item.
func (w *threadWalker) readParts() {
	for k := range w.items {
		it := &w.items[k]
		it.authorNode, it.timeNode = -1, -1
		w.readTime(int32(k))
		w.readAuthor(int32(k))
		w.readBody(int32(k))
	}
	w.settleDates()
}

// own calls f for each node item k owns, in order; f returns false to leave
// out what is below the node.
func (w *threadWalker) own(k int32, f func(i int32) bool) {
	for _, r := range w.items[k].nodes {
		for j := r; j < w.t.end[r]; {
			if w.owner[j] != k || w.t.skip[j] || w.out[j] {
				if w.owner[j] != k && w.owner[j] >= 0 {
					o := w.items[w.owner[j]]
					next := w.t.end[j]
					for _, n := range o.nodes {
						if w.t.in(j, n) {
							next = max(next, w.t.end[n])
						}
					}
					j = next
				} else {
					j = w.t.end[j]
				}
				continue
			}
			if !f(j) {
				j = w.t.end[j]
				continue
			}
			j++
		}
	}
}

func (w *threadWalker) readAuthor(k int32) {
	t := w.t
	it := &w.items[k]
	root := it.nodes[0]
	bestRank := noAuthor
	w.own(k, func(i int32) bool {
		if !t.isElement(i) || (w.isControl(i) && i != root && !w.isSub(it, i)) {
			return !t.isElement(i) || i == root
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
		bestRank, it.author, it.authorNode = r, name, i
		return true
	})
	if bestRank == noAuthor || bestRank == 5 && it.author == "" {
		w.authorFromText(k)
		w.authorBesideTime(k)
	}
}

// namedAuthor: a class of the element says author, so that it is trusted also
// inside the element that holds the text.
func (w *threadWalker) namedAuthor(i int32) bool { return w.t.anyWord(i, authorWords, authorNot) }

func (w *threadWalker) isSub(it *threadItem, i int32) bool {
	for _, s := range it.sub {
		if s == i {
			return true
		}
	}
	return false
}

// insideBodyStrict: the element lies in a paragraph of the surest body element.
func (w *threadWalker) insideBodyStrict(i, root int32) bool {
	for p := w.t.parent[i]; p > root; p = w.t.parent[p] {
		if r := w.bodyRank(p); r == 1 || r == 2 {
			return true
		}
	}
	return false
}

// authorName is the name in element i: that of its surest inner element, or
// its text without "says", "by" and the time.
func (w *threadWalker) authorName(i int32) string {
	t := w.t
	if c := t.attr(i, "content"); c != "" && t.tag(i) == atom.Meta {
		return cleanAuthor(c)
	}
	if t.nodes[i].Data == "shreddit-comment" {
		return cleanAuthor(t.attr(i, "author"))
	}
	beside := func(j int32) bool { return j != i && (w.isControl(j) || t.tag(j) == atom.Time || w.timeNamed(j)) }
	whole := cleanAuthor(t.text(i, 200, func(j int32) bool {
		return beside(j) || j != i && t.isElement(j) && t.end[j]-j < 6 && rxBadgeOnly.MatchString(t.text(j, 40, nil))
	}))
	if whole == "" { // someone called Admin
		whole = cleanAuthor(t.text(i, 200, beside))
	}
	// an inner element that names it better
	for j := i + 1; j < t.end[i]; j++ {
		if !t.isElement(j) || t.skip[j] {
			continue
		}
		switch t.tag(j) {
		case atom.A, atom.Strong, atom.B, atom.Cite, atom.Span, atom.H3, atom.H4, atom.H5, atom.H6, atom.Em, atom.Bdi:
		default:
			continue
		}
		if w.isControl(j) || w.timeHint(j) || t.anyWord(j, besideName, nil) {
			continue
		}
		if t.tag(j) == atom.Span && w.authorRank(j, i) == noAuthor {
			continue
		}
		name := cleanAuthor(t.text(j, 200, nil))
		if name == "" || looksTimed(name) || !hasLetterOrDigit(name) {
			continue
		}
		// the link is the name only when the rest says nothing of its own
		if strings.HasPrefix(whole, name) && len(whole) > len(name) || len(whole) > 60 || whole == "" || strings.HasSuffix(whole, name) {
			return name
		}
		break
	}
	if utf8.RuneCountInString(whole) > 80 || looksTimed(whole) && len(whole) < 40 && !strings.ContainsFunc(whole, unicode.IsUpper) {
		return ""
	}
	return whole
}

var besideName = words("says said avatar role badge label on")

func (w *threadWalker) timeNamed(i int32) bool {
	return w.t.isElement(i) && w.t.anyWord(i, timeWords, nil) && w.timeHint(i)
}

func hasLetterOrDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// isControl reports whether element i is a reply link, a vote button, an
// avatar or the like: shown, but said by nobody.
func (w *threadWalker) isControl(i int32) bool {
	t := w.t
	if !t.isElement(i) {
		return false
	}
	switch t.tag(i) {
	case atom.Button, atom.Input, atom.Textarea, atom.Nav, atom.Label, atom.Select:
		return true
	case atom.Form:
		return t.entryForm(i)
	case atom.Body, atom.Html, atom.Article:
		return false
	}
	if len(t.tokens[i]) > 0 && t.end[i]-i < 200 && t.anyWord(i, controlWords, contentWords) && !w.isItemNode(i) && !t.anyWord(i, bodyWord, nil) {
		return true
	}
	if len(t.tokens[i]) > 0 && t.anyWord(i, avatarWords, nil) && !w.isItemNode(i) {
		return true
	}
	return t.hasToken(i, "screen-reader-text", "sr-only", "visually-hidden", "hidden", "says")
}

// entryForm reports whether a form asks for text. Some engines wrap what was
// said in a form without fields.
func (t *domTree) entryForm(i int32) bool {
	for j := i + 1; j < t.end[i]; j++ {
		switch t.tag(j) {
		case atom.Textarea:
			return true
		case atom.Input:
			switch strings.ToLower(t.attr(j, "type")) {
			case "", "text", "email", "url", "search", "password":
				return true
			}
		}
	}
	return false
}

func (w *threadWalker) isItemNode(i int32) bool {
	o := w.owner[i]
	if o < 0 || int(o) >= len(w.items) {
		return false
	}
	for _, n := range w.items[o].nodes {
		if n == i {
			return true
		}
	}
	return w.isSub(&w.items[o], i)
}

// readTime finds the time of item k: machine-readable where given, and as printed.
func (w *threadWalker) readTime(k int32) {
	t := w.t
	it := &w.items[k]
	root := it.nodes[0]
	printed, machine := "", ""
	rank := 9
	w.own(k, func(i int32) bool {
		if !t.isElement(i) || i == root && len(it.nodes) == 1 && t.nodes[i].Data != "shreddit-comment" {
			return true
		}
		r := 9
		m := ""
		switch {
		case t.tag(i) == atom.Time:
			r, m = 1, t.attr(i, "datetime")
			if w.insideBodyStrict(i, root) {
				r = 5
			}
		case w.timeHint(i) && !w.insideBodyStrict(i, root):
			r = 3
			for _, key := range []string{"datetime", "content", "data-datetime", "data-timestamp", "data-time", "data-utime"} {
				if v := t.attr(i, key); v != "" {
					m, r = v, 2
					break
				}
			}
		}
		if r >= 9 || r > rank || r == rank && (machine != "" || !t.in(i, it.timeNode)) {
			return true
		}
		p := t.text(i, 120, func(j int32) bool { return j != i && w.isControl(j) && t.tag(j) != atom.A })
		if m == "" {
			if title := t.attr(i, "title"); title != "" && looksTimed(title) {
				m = title
			}
		}
		if m == "" && p == "" || r == 1 && m == "" && !looksTimed(p) {
			return true
		}
		if r == 3 && !looksTimed(p) || r == rank && m == "" {
			return true
		}
		rank, printed, machine = r, p, m
		it.timeNode = i
		return true
	})
	if rank == 9 {
		w.timeFromText(k)
		return
	}
	it.stamp = readStamp(machine)
	if cut := cutTime(printed); cut != "" && (rank > 1 || len(printed) > 60) {
		printed = cut
	}
	if it.stamp.kind == noStamp && printed != "" {
		it.stamp = readStamp(printed)
	}
	it.posted = printed
	if it.posted == "" {
		it.posted = machine
	}
}

// headNodes are the short text nodes of the item in order, from which bare
// markup is read.
func (w *threadWalker) shortText(k int32) (texts []string, at []int32) {
	t := w.t
	w.own(k, func(i int32) bool {
		if w.isControl(i) && !w.isItemNode(i) {
			return false
		}
		n := t.nodes[i]
		if n.Type == html.TextNode {
			if s := collapse(n.Data); s != "" && len(s) < 160 {
				texts, at = append(texts, s), append(at, i)
			} else if s != "" {
				texts, at = append(texts, ""), append(at, i)
			}
		}
		return true
	})
	return texts, at
}

func (w *threadWalker) timeFromText(k int32) {
	texts, at := w.shortText(k)
	it := &w.items[k]
	for j, s := range texts {
		if s == "" || j > 8 && j < len(texts)-8 {
			continue
		}
		if c := cutTime(s); c != "" && len(c)*2 >= len(s)-30 {
			it.posted, it.stamp, it.timeNode = c, readStamp(c), at[j]
			return
		}
	}
}

func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

// authorFromText reads the author from bare markup: the first strong, bold or
// heading element before anything long is said, or words like "X says:" and
// "Posted by X on".
func (w *threadWalker) authorFromText(k int32) {
	t := w.t
	it := &w.items[k]
	root := it.nodes[0]
	texts, at := w.shortText(k)
	for j, s := range texts {
		if j > 5 && j < len(texts)-4 || w.insideTag(at[j], root, atom.Blockquote) {
			continue
		}
		whole := w.t.text(w.t.parent[at[j]], 160, nil)
		for _, v := range []string{s, whole} {
			if rxPostedBy.MatchString(v) && (len(v) < 40 || cutTime(v) != "") || rxSaysEnd.MatchString(v) && cutTime(v) != "" {
				if name := authorInWords(v); name != "" {
					it.author, it.authorNode = name, at[j]
					if v == whole {
						it.authorNode = t.parent[at[j]]
					}
					return
				}
			}
		}
	}
	said := 0
	w.own(k, func(i int32) bool {
		if it.author != "" {
			return false
		}
		n := t.nodes[i]
		if n.Type == html.TextNode {
			s := collapse(n.Data)
			if name := authorInWords(s); name != "" {
				it.author, it.authorNode = name, i
				return false
			}
			if cutTime(s) == "" {
				said += len(s)
			}
			return true
		}
		if i != root && w.isControl(i) && !w.isItemNode(i) {
			return false
		}
		switch t.tag(i) {
		case atom.Strong, atom.B, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt, atom.A, atom.Em, atom.I:
			if said > 40 && !w.closing(i) || t.tag(i) == atom.A && said > 0 && !rxByWord.MatchString(w.textBefore(i)) || t.hasAttr(i, "datetime") {
				return true
			}
			s := t.text(i, 200, func(j int32) bool { return t.tag(j) == atom.Time })
			if name := authorInWords(s); name != "" {
				it.author, it.authorNode = name, i
				return false
			}
			name := cleanAuthor(s)
			if name != "" && utf8.RuneCountInString(name) <= 50 && !looksTimed(name) && hasLetterOrDigit(name) && !strings.HasPrefix(name, "#") && !rxOrdinal.MatchString(name) {
				it.author, it.authorNode = name, i
				return false
			}
		}
		return true
	})
}

// authorBesideTime is what stands before the time in the same line.
func (w *threadWalker) authorBesideTime(k int32) {
	t := w.t
	it := &w.items[k]
	if it.author != "" || it.timeNode < 0 {
		return
	}
	for p, hops := t.parent[it.timeNode], 0; p >= 0 && hops < 3; p, hops = t.parent[p], hops+1 {
		if w.isItemNode(p) {
			return
		}
		s := t.text(p, 200, func(j int32) bool { return j == it.timeNode || w.isControl(j) })
		if s == "" {
			continue
		}
		if name := cleanAuthor(s); len(s) < 60 && name != "" && len(strings.Fields(name)) <= 4 && !looksTimed(name) && !rxHeadOnly.MatchString(name) && hasLetterOrDigit(name) {
			it.author, it.authorNode = name, p
		}
		return
	}
}

var (
	rxByWord  = lazyregexp.New(`(?i)(?:^|\s)(?:by|von|par|por|di|da|door|af|av|przez|from|autor|author|name|posted)\s*:?\s*$`)
	rxOrdinal = lazyregexp.New(`^[#(]?\d+[.)]?$`)
)

func (w *threadWalker) textBefore(i int32) string {
	for j := i - 1; j > 0 && j > i-4; j-- {
		if n := w.t.nodes[j]; n.Type == html.TextNode {
			if s := collapse(n.Data); s != "" {
				return s
			}
		}
	}
	return ""
}

// closing reports whether i follows a word like "posted by", as in the last
// line of a comment.
func (w *threadWalker) closing(i int32) bool { return rxByWord.MatchString(w.textBefore(i)) }
