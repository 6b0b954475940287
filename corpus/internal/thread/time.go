package thread

import (
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/thread/header"
	"assay/corpus/internal/thread/vocabulary"
	dates "assay/internal/calendar"
	"assay/internal/lazyregexp"
)

// timeHint reports whether element i is named or formed like a time.
func (w *Thread) timeHint(i int32) bool {
	t := w.t
	switch t.Tag(i) {
	case atom.Time:
		return true
	case atom.A:
		if h := t.Attr(i, "href"); strings.Contains(h, "#") && rxFragment.MatchString(h) {
			return dates.Looks(t.Text(i, 80, nil))
		}
	case atom.Img, atom.Input, atom.Form, atom.Button, atom.Ins, atom.Del:
		return false
	}
	if t.HasAttr(i, "datetime") { // "relative-time" and the like
		return true
	}
	for _, f := range strings.Fields(strings.ToLower(t.Attr(i, "itemprop") + " " + t.Attr(i, "property"))) {
		switch strings.TrimPrefix(f, "schema:") {
		case "datepublished", "datecreated", "commenttime", "dateposted", "uploaddate", "dc:date", "dc:created", "dcterms:created":
			return true
		}
	}
	if t.HasAttr(i, "data-timestamp") || t.HasAttr(i, "data-time") || t.HasAttr(i, "data-utime") || t.HasAttr(i, "data-datetime") {
		return true
	}
	if t.HasToken(i, "published") && t.Tag(i) == atom.Abbr {
		return true
	}
	if w.titleTimed(i) {
		return true
	}
	if t.AnyWord(i, vocabulary.TimeWords, vocabulary.TimeNot) {
		s := t.Text(i, maxTime, nil)
		return len(s) < maxTime && dates.Looks(s) || dates.Looks(t.Attr(i, "title"))
	}
	return false
}

// maxTime bounds the text of an element that is named for a time, in bytes.
const maxTime = 120

// titleTimed reports an element that shows "3 hours ago" and the like, and the
// time itself where a pointer rests on it.
func (w *Thread) titleTimed(i int32) bool {
	t := w.t
	title := t.Attr(i, "title")
	return len(title) >= 10 && t.End[i]-i < 12 && t.Tag(i) != atom.Img && dates.Read(title).Kind >= dates.Ambiguous && elapsed(t.Text(i, 60, nil))
}

// elapsed reports what a page shows for the time of a comment: a time, or how long ago
// it was in short ("3h", "40 m").
func elapsed(s string) bool { return dates.Looks(s) || rxElapsed.MatchString(s) }

var rxElapsed = lazyregexp.New(`(?i)^\W*[0-9]{1,3}\s?(?:s|sec|m|min|mins|h|hr|hrs|d|w|wk|wks|mo|mos|y|yr|yrs|t|j|u|g)\.?(?: ago)?\W*$`)

var rxFragment = lazyregexp.New(`(?i)#.*(?:comment|kommentar|cmt|reactie|komentar|reply|post|msg|c)[-_]?[a-z]*[-_]?[0-9]+|#p?[0-9]+$|/comments?/[0-9]+`)

func (w *Thread) timeNamed(i int32) bool {
	return w.t.IsElement(i) && w.t.AnyWord(i, vocabulary.TimeWords, nil) && w.timeHint(i)
}

// readTime finds the time of item k: machine-readable where given, and as printed.
func (w *Thread) readTime(k int32) {
	t := w.t
	it := &w.Items[k]
	root := it.Nodes[0]
	if it.signed.End > 0 {
		it.timeNode = it.signed.End - 1
		it.Posted = header.RxSigned.FindString(doc.Collapse(t.Nodes[it.timeNode].Data))
		clock, day, _ := strings.Cut(it.Posted, ", ")
		day, _, _ = strings.Cut(day, " (")
		it.Timestamp = dates.Read(day + " " + clock)
		return
	}
	printed, machine := "", ""
	rank := 9
	w.own(k, func(i int32) bool {
		if !t.IsElement(i) || i == root && len(it.Nodes) == 1 && t.Nodes[i].Data != "shreddit-comment" {
			return true
		}
		r := 9
		m := ""
		switch {
		case t.Tag(i) == atom.Time || t.HasAttr(i, "datetime") && t.Tag(i) != atom.Ins && t.Tag(i) != atom.Del:
			r, m = 1, t.Attr(i, "datetime")
			if w.insideBodyStrict(i, root) {
				r = 5
			}
		case w.timeHint(i) && (w.titleTimed(i) || !w.insideBodyStrict(i, root)):
			r = 3
			for _, key := range []string{"datetime", "content", "data-datetime", "data-timestamp", "data-time", "data-utime"} {
				if v := t.Attr(i, key); v != "" {
					m, r = v, 2
					break
				}
			}
		}
		if r >= 9 || r > rank || r == rank && (machine != "" || !t.In(i, it.timeNode)) {
			return true
		}
		p := t.Text(i, 120, func(j int32) bool { return j != i && w.isControl(j) && t.Tag(j) != atom.A })
		if m == "" {
			if title := t.Attr(i, "title"); title != "" && dates.Looks(title) {
				m = title
			}
		}
		if m == "" && p == "" || r == 1 && m == "" && !dates.Looks(p) {
			return true
		}
		if r == 3 && !elapsed(p) || r == rank && m == "" {
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
	it.Timestamp = dates.Read(machine)
	if cut := dates.Cut(printed); cut != "" && (rank > 1 || len(printed) > 60) {
		printed = cut
	}
	if it.Timestamp.Kind == dates.NoTime && printed != "" {
		it.Timestamp = dates.Read(printed)
	}
	it.Posted = printed
	if it.Posted == "" {
		it.Posted = machine
	}
}

// rxJoined is how forums begin the line that says since when a member is one.
var rxJoined = lazyregexp.New(`(?i)^\W*(?:` + vocabulary.AnyOf("joined") + `)`)

func (w *Thread) timeFromText(k int32) {
	texts, at := w.shortText(k)
	it := &w.Items[k]
	for j, s := range texts {
		if s == "" || j > 8 && j < len(texts)-8 {
			continue
		}
		if c := dates.Cut(s); c != "" && (len(c)*2 >= len(s)-30 || len(s) < 130 && header.RxPostedBy.MatchString(s)) && !rxJoined.MatchString(s) && !rxJoined.MatchString(w.t.Text(w.t.Parent[at[j]], 80, nil)) {
			it.Posted, it.Timestamp, it.timeNode = c, dates.Read(c), at[j]
			return
		}
	}
}
