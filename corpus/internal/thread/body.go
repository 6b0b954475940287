package thread

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	dates "assay/internal/calendar"
	"assay/internal/lazyregexp"
)

// readBody decides which nodes of item k hold what was said.
func (w *Thread) readBody(k int32) {
	t := w.t
	it := &w.Items[k]
	root := it.Nodes[0]
	best := 0
	bestLen := 0
	total := 0
	for _, n := range it.Nodes {
		total += len(t.Text(n, 0, func(j int32) bool { return w.Owner[j] != k || w.isControl(j) && !w.isItemNode(j) }))
	}
	total -= len(it.Author) + len(it.Posted)
	w.own(k, func(i int32) bool {
		if !t.IsElement(i) || i == root {
			return true
		}
		if w.isControl(i) && !w.isItemNode(i) {
			return false
		}
		r := w.bodyRank(i)
		if r == 0 || it.authorNode >= 0 && t.In(it.authorNode, i) && r > 2 || best != 0 && r > best {
			return true
		}
		n := len(t.Text(i, 0, func(j int32) bool { return w.Owner[j] != k }))
		if n == 0 || r >= 3 && n*3 < total {
			return true // a part with a telling name, but not where it is said
		}
		if best == 0 || r < best {
			best, bestLen, it.BodyNodes = r, n, []int32{i}
		} else if inside := t.In(i, it.BodyNodes[len(it.BodyNodes)-1]); !inside && r <= 2 && n > bestLen {
			bestLen, it.BodyNodes = n, []int32{i}
		}
		return true
	})
	if best == 0 {
		it.BodyNodes = append([]int32(nil), it.Nodes...)
		return
	}
	w.addHeading(k)
	w.addParagraphs(k)
}

// addHeading adds the heading over what was said, which is said too, unless it
// is the subject of the whole thread.
func (w *Thread) addHeading(k int32) {
	t := w.t
	it := &w.Items[k]
	body := it.BodyNodes[0]
	w.own(k, func(i int32) bool {
		switch t.Tag(i) {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		default:
			return true
		}
		if it.authorNode >= 0 && (t.In(it.authorNode, i) || t.In(i, it.authorNode)) || w.isControl(i) || t.AnyWord(i, standing, nil) {
			return true
		}
		text := t.Text(i, 200, nil)
		switch {
		case w.isSubject(text):
			it.Subject = i
		case i < body && len(it.BodyNodes) == 1 && dates.Cut(text) == "":
			it.BodyNodes = []int32{i, body}
		}
		return true
	})
}

// isSubject reports a heading that an engine prints over each post: "Re: " and
// the like, or what the title of the page holds.
func (w *Thread) isSubject(s string) bool {
	return rxRe.MatchString(s) || len(s) > 5 && strings.Contains(w.title, s)
}

var rxRe = lazyregexp.New(`(?i)^(?:re|aw|sv|antw?|rép|vs|odp)\s?(?:\[\d+\]|\(\d+\))?\s?:\s`)

// addParagraphs adds paragraphs of the item that lie outside the element found
// to hold what was said, so that no text is lost where a comment has several.
func (w *Thread) addParagraphs(k int32) {
	t := w.t
	it := &w.Items[k]
	var more []int32
	w.own(k, func(i int32) bool {
		// the last of them that begins before i is the one i may lie in
		if at, found := slices.BinarySearch(it.BodyNodes, i); found || at > 0 && t.In(i, it.BodyNodes[at-1]) {
			return false
		}
		if a := t.Tag(i); a != atom.P && a != atom.Blockquote && a != atom.Pre {
			return !w.isControl(i) && !isProfile(t, i) || w.isItemNode(i)
		}
		if it.authorNode >= 0 && t.In(it.authorNode, i) || it.timeNode >= 0 && t.In(it.timeNode, i) || w.isControl(i) || t.AnyWord(i, besideWords, nil) {
			return false
		}
		if s := t.Text(i, 0, func(j int32) bool { return w.Owner[j] != k || w.isControl(j) }); len(s) >= 25 && strings.Count(s, " ") >= 4 || isSaid(s) {
			more = append(more, i)
		}
		return false
	})
	if len(more) > 0 {
		it.BodyNodes = append(it.BodyNodes, more...)
		slices.Sort(it.BodyNodes)
	}
}

// isSaid reports a short sentence: a few words that end in a full stop, a question or
// a cry, and no date.
func isSaid(s string) bool {
	return strings.IndexByte(s, ' ') > 0 && strings.ContainsAny(s[len(s)-1:], ".!?") && dates.Cut(s) == "" && !rxHeadOnly.MatchString(s)
}

// besideWords name paragraphs of a comment's frame.
var besideWords = dom.Words("author meta metadata byline tagline info details moderation awaiting login notice edited edit report respond logged date time reply hint help")

// standing names a heading for who someone is among the members.
var standing = dom.Words("user usertitle member membertitle rank role badge author")

// LeaveOut reports whether node i of item k is no part of what was said: the
// author, the time, the subject, a control, a form or a nested comment.
func (w *Thread) LeaveOut(k, i int32) bool {
	t := w.t
	it := &w.Items[k]
	if n := t.Nodes[i]; n.Type == html.TextNode && strings.HasPrefix(strings.TrimSpace(n.Data), "#") && rxOrdinal.MatchString(strings.TrimSpace(n.Data)) {
		return true // the number of a post
	}
	if w.Owner[i] != k || t.Skip[i] || w.out[i] || i == it.authorNode || i == it.timeNode || it.signed.Start <= i && i < it.signed.End {
		return true
	}
	if !t.IsElement(i) {
		s := strings.TrimSpace(t.Nodes[i].Data)
		return len(s) < 40 && (rxSaysOnly.MatchString(s) || rxByOnly.MatchString(s))
	}
	if w.isControl(i) && !w.isItemNode(i) || w.toItself(it, i) || i == it.Subject || w.IsButtonRow(i) {
		return true
	}
	if _, body := slices.BinarySearch(it.BodyNodes, i); body || w.isItemNode(i) {
		return false
	}
	if t.Tag(i) == atom.Time || t.Tag(i) == atom.Cite && it.authorNode >= 0 && t.In(it.authorNode, i) {
		return true
	}
	if (it.authorNode >= 0 && t.In(it.authorNode, i) || it.timeNode >= 0 && t.In(it.timeNode, i)) && t.End[i]-i < 80 && (w.bodyRank(i) == 0 || w.bodyRank(i) == 4) {
		// the line the author or the time stands in, when nothing else is said in it
		inner := w.holdsParagraph(k, i)
		rest := cutWords(t.Text(i, 400, func(j int32) bool { return w.Owner[j] != k || j == it.authorNode || j == it.timeNode || w.isControl(j) }))
		return rest == "" || !inner && len(rest) < 40 && !isSaid(rest)
	}
	if t.Tag(i) == atom.Td && t.Tag(it.Nodes[0]) == atom.Tr && it.authorNode >= 0 && t.In(it.authorNode, i) && it.timeNode >= 0 && !t.In(it.timeNode, i) && len(t.Text(i, 200, nil)) < 160 {
		return true // the cell of the member who wrote it
	}
	if len(t.Tokens[i]) > 0 && t.End[i]-i < 60 && t.AnyWord(i, timeWords, nil) && (w.timeHint(i) || t.AnyWord(i, metaOnly, nil)) {
		return true
	}
	return false
}

// toItself reports a link to the very comment it stands in: its address, shown,
// and said by nobody. A subject may link so too, and is said.
func (w *Thread) toItself(it *Item, i int32) bool {
	t := w.t
	if t.Tag(i) != atom.A {
		return false
	}
	_, target, ok := strings.Cut(t.Attr(i, "href"), "#")
	if !ok || target == "" {
		return false
	}
	for p := t.Parent[i]; p >= it.Nodes[0]; p = t.Parent[p] {
		switch t.Tag(p) {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return false
		}
	}
	return target == t.Attr(i, "id") || target == t.Attr(i, "name") || it.number != "" && len(it.number) > 1 && idKey(target) == it.number
}

// holdsParagraph reports whether a paragraph or a text block lies below i that
// holds neither the author nor the time.
func (w *Thread) holdsParagraph(k, i int32) bool {
	t := w.t
	it := &w.Items[k]
	for j := i + 1; j < t.End[i]; j++ {
		if w.Owner[j] != k || t.Skip[j] {
			continue
		}
		if a := t.Tag(j); (a == atom.P || a == atom.Blockquote || w.bodyRank(j) > 0) &&
			!(it.authorNode >= 0 && t.In(it.authorNode, j)) && !(it.timeNode >= 0 && t.In(it.timeNode, j)) {
			return true
		}
		if t.Tag(j) == atom.Div && !(it.authorNode >= 0 && t.In(it.authorNode, j)) && !(it.timeNode >= 0 && t.In(it.timeNode, j)) && !w.isControl(j) &&
			len(cutWords(t.Text(j, 100, nil))) > 12 {
			return true
		}
	}
	return false
}

var metaOnly = dom.Words("meta metadata")

// cutWords drops the small words of a comment's header.
func cutWords(s string) string {
	return strings.TrimSpace(rxHeaderWords.ReplaceAllString(s, " "))
}

var rxHeaderWords = lazyregexp.New(`(?i)\b(?:` + anyOf("head words") + `)\b|[:,|·•#()\-–—]`)

var verbsAfter = anyOf("say after names") + `|:?\s*says`

var (
	rxSaysEnd   = lazyregexp.New(`(?i)^(.{1,80}?)[\s,]+(?:` + verbsAfter + `)(?:\s*(?:on|am|le|el|il|op|den|dnia|em|at|um|:|,|\.\.\.|…|\().*)?$`)
	rxSaysOnly  = lazyregexp.New(`(?i)^(?:` + verbsAfter + `)\s*:$`)
	rxByOnly    = lazyregexp.New(`(?i)^(?:(?:posted|comment(?:ed)?|written|submitted|reply)\s+by|(?:kommentar|beitrag|geschrieben|verfasst|eintrag)\s+von|(?:commentaire|écrit|publié|posté|réponse)\s+(?:de|par)|(?:comentario|escrito|publicado)\s+(?:de|por)|(?:commento|scritto|inviato)\s+(?:da|di)|(?:reactie|geschreven|geplaatst)\s+(?:van|door)|(?:kommentar|skrevet|skrivet)\s+(?:af|av))\s*:?$`)
	rxColonEnd  = lazyregexp.New(`^(.{1,60}?)\s*:\s*$`)
	rxPostedBy  = lazyregexp.New(`(?i)^(?:(?:posted|comment(?:ed)?|written|submitted|left|added|reply|response)\s+by|(?:kommentar|beitrag|geschrieben|verfasst|erstellt|eintrag)\s+von|(?:commentaire|écrit|posté|publié|envoyé|rédigé)\s+(?:de|par)|(?:escrito|publicado|enviado|comentario)\s+(?:por|de)|(?:scritto|inviato|postato|pubblicato|commento)\s+(?:da|di)|(?:geplaatst|geschreven|reactie)\s+(?:door|van)|(?:dodane|napisane)\s+przez|(?:skrevet|skrivet|postet|postat|inlagt|kommentar)\s+(?:af|av)|by|von|par|por|da|door|af|av|przez|gönderen|yazan|od|autor|auteur|author|name|nome|nombre|user|from|posted)\s*:?\s+(.{1,80})$`)
	rxAuthorCut = lazyregexp.New(`(?i)\s+(?:on|am|le|el|il|op|den|dnia|em|at|um|@|\||·|•|—|–|-)\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\p{L}{3,10}\.?\s+\d|\d).*$`)
	rxBadges    = lazyregexp.New(`(?i)\s*[\[(](?:` + anyOf("badges in brackets") + `)[\])]\s*$|\s+(?:` + anyOf("badges behind names") + `)\s*$`)
	rxOnTime    = lazyregexp.New(`(?i)[\s,]+(?:on|am|le|el|il|op|at|um)$`)
	rxDeleted   = lazyregexp.New(`(?i)` + anyOf("deleted"))
	rxWeekday   = lazyregexp.New(`(?i)\s*[|,·•]\s*(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)\.?$|\s+[-–—|·•]\s*(?:le|on|am|el|il|um|at|den)$`)
	rxPingLabel = lazyregexp.New(`(?i)^(?:pingback|trackback|rétrolien|ping)s?\s*(?::|by|from|von)`)
)

// cleanAuthor takes the name out of a header's text: no "says", no "posted
// by", no time, no badge.
func cleanAuthor(s string) string {
	s = doc.Collapse(s)
	s = trimMarks(s)
	for range 3 {
		before := s
		if m := rxPostedBy.FindStringSubmatch(s); m != nil {
			s = m[1]
		}
		if m := rxSaysEnd.FindStringSubmatch(s); m != nil {
			s = m[1]
		}
		s = rxBadges.ReplaceAllString(s, "")
		if c := dates.Cut(s); c != "" && len(c) < len(s) {
			if k := strings.Index(s, c); k > 0 {
				s = rxOnTime.ReplaceAllString(strings.TrimRight(s[:k], " ,|·•—–-("), "")
			} else if k == 0 {
				s = strings.Trim(s[len(c):], " ,|·•—–-:)")
			}
		}
		s = rxWeekday.ReplaceAllString(s, "")
		s = rxAuthorCut.ReplaceAllString(s, "")
		s = trimMarks(s)
		if s == before {
			break
		}
	}
	if s == "" || !utf8.ValidString(s) || utf8.RuneCountInString(s) > 100 || !hasLetterOrDigit(s) && !strings.ContainsFunc(s, unicode.IsSymbol) {
		return ""
	}
	if noName[strings.ToLower(s)] {
		return ""
	}
	return s
}

// trimMarks drops the marks that set a name off from what stands beside it; a
// hyphen that touches the name belongs to it.
func trimMarks(s string) string {
	for {
		t := strings.Trim(s, " :,;|·•»›#\u00a0")
		for _, d := range []string{"--", "-", "–", "—"} {
			t = strings.TrimPrefix(strings.TrimSuffix(t, " "+d), d+" ")
		}
		if t == "-" || t == "–" || t == "—" {
			return ""
		}
		if t == s {
			return t
		}
		s = t
	}
}

// authorInWords reads a name from "X says:", "Posted by X on DATE" and the
// like in several languages; "" where the text has no such words.
func authorInWords(s string) string {
	if len(s) > 200 || s == "" {
		return ""
	}
	if m := rxPostedBy.FindStringSubmatch(s); m != nil {
		if name := cleanAuthor(m[1]); name != "" && dates.Cut(name) != name && utf8.RuneCountInString(name) <= 50 && startsName(name) && (dates.Cut(s) != "" || len(strings.Fields(name)) <= 4) {
			return name
		}
		return ""
	}
	if m := rxSaysEnd.FindStringSubmatch(s); m != nil && (strings.HasSuffix(s, ":") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...") || dates.Cut(s) != "") {
		if name := cleanAuthor(m[1]); name != "" && len(strings.Fields(name)) <= 5 {
			return name
		}
	}
	if m := rxColonEnd.FindStringSubmatch(s); m != nil && len(strings.Fields(m[1])) <= 3 && startsName(m[1]) {
		return cleanAuthor(m[1])
	}
	// "X, 3 May 2011 at 10:00" and "X | 3.5.2011": nothing but a name and a time
	if c := dates.Cut(s); c != "" {
		k := strings.Index(s, c)
		if name := cleanAuthor(s[:max(k, 0)]); k > 1 && name != "" && len(s)-k-len(c) < 4 && len(strings.Fields(name)) <= 4 && !rxHeadOnly.MatchString(name) {
			return name
		}
	}
	return ""
}

var rxHeadOnly = lazyregexp.New(`(?i)^(?:` + anyOf("lone head words") + `|#?\d+)(?:\s+(?:on|am|um|at|le|vom))?$`)

func startsName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsLower(r) || r == '@' || len(strings.Fields(s)) == 1
}

// dropEmpty removes items in which nobody says anything, pingbacks and
// templates.
func (w *Thread) dropEmpty() {
	t := w.t
	for k := range w.Items {
		it := &w.Items[k]
		root := it.Nodes[0]
		for _, n := range append(append([]int32{root}, it.sub...), t.Parent[root]) {
			for _, tok := range append([]string{t.ID[n]}, t.Tokens[n]...) {
				if rxPing.MatchString(tok) && !it.gone {
					it.gone = true
					w.Pings++
				}
			}
		}
		head := t.Text(root, 300, func(j int32) bool { return w.Owner[j] != int32(k) })
		if rxPingLabel.MatchString(head) && !it.gone {
			it.gone = true
			w.Pings++
		}
		if rxPlaced.MatchString(head) {
			it.gone = true
		}
		if it.Author == "" && it.Posted == "" && !rxDeleted.MatchString(head) {
			it.gone = true
		}
		if !it.gone && w.bodyText(int32(k)) == "" && it.Author == "" {
			it.gone = true
		}
		if it.ev < strongEvidence && w.bodyText(int32(k)) == "" && !w.hasPicture(int32(k)) {
			it.gone = true
		}
	}
	w.compact()
	w.paint()
}

func (w *Thread) hasPicture(k int32) bool {
	found := false
	w.own(k, func(i int32) bool {
		found = found || w.t.Tag(i) == atom.Img && !w.isControl(w.t.Parent[i])
		return !found
	})
	return found
}

func (w *Thread) bodyText(k int32) string {
	var parts []string
	for _, n := range w.Items[k].BodyNodes {
		if s := w.t.Text(n, 0, func(j int32) bool { return w.LeaveOut(k, j) }); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// dropCopies removes second renderings of the same comment (a page may carry
// its thread twice, for wide and for narrow screens).
func (w *Thread) dropCopies() {
	type key struct{ number, author, body string }
	seen := map[key]bool{}
	any := false
	for k := range w.Items {
		it := &w.Items[k]
		if it.number == "" || it.Parent >= 0 && w.Items[it.Parent].number == it.number {
			continue
		}
		body := w.bodyText(int32(k))
		if len(body) > 80 {
			body = body[:80]
		}
		q := key{it.number, it.Author, body}
		if seen[q] {
			it.gone, any = true, true
		}
		seen[q] = true
	}
	if any {
		w.compact()
		w.paint()
	}
}
