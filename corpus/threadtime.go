package corpus

import (
	"strings"

	"golang.org/x/net/html/atom"

	"assay/internal/lazyregexp"
)

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

func (w *threadWalker) timeNamed(i int32) bool {
	return w.t.isElement(i) && w.t.anyWord(i, timeWords, nil) && w.timeHint(i)
}

// readTime finds the time of item k: machine-readable where given, and as printed.
func (w *threadWalker) readTime(k int32) {
	t := w.t
	it := &w.items[k]
	root := it.nodes[0]
	if it.signed.End > 0 {
		it.timeNode = it.signed.End - 1
		it.posted = rxSigned.FindString(collapse(t.nodes[it.timeNode].Data))
		clock, day, _ := strings.Cut(it.posted, ", ")
		day, _, _ = strings.Cut(day, " (")
		it.stamp = readStamp(day + " " + clock)
		return
	}
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

// rxJoined is how forums begin the line that says since when a member is one.
var rxJoined = lazyregexp.New(`(?i)^\W*(?:join(?:ed|\s+date)|registered|member since|mitglied seit|registriert|dabei seit|beigetreten|inscrit|inscription|registrado|iscritto|lid sinds|geregistreerd|medlem siden|medlem sedan|dołączył)`)

func (w *threadWalker) timeFromText(k int32) {
	texts, at := w.shortText(k)
	it := &w.items[k]
	for j, s := range texts {
		if s == "" || j > 8 && j < len(texts)-8 {
			continue
		}
		if c := cutTime(s); c != "" && len(c)*2 >= len(s)-30 && !rxJoined.MatchString(s) {
			it.posted, it.stamp, it.timeNode = c, readStamp(c), at[j]
			return
		}
	}
}
