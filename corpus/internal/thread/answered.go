package thread

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/thread/vocabulary"
	"assay/internal/lazyregexp"
)

// rxInReply is a line of a comment's header that names whom it answers, and nothing else.
var rxInReply = lazyregexp.New(`(?i)^\W*(?:(?:in )?(?:reply|response) to|replying to|replied to|w odpowiedzi na|` + vocabulary.AnyOf("in reply to") + `)\s*:?\s*@?(\S.{0,48}?)[\s:.]*$`)

// maxInReply bounds such a line, in bytes.
const maxInReply = 90

// answered is the comment that item k says it answers, by the name of who wrote it: in its
// header, and on a flat page by "@name" before all else; -1 for none. byName has the last
// comment of each author before it.
func (w *Thread) answered(k int32, byName map[string]int32, flat bool) int32 {
	t, it := w.t, &w.Items[k]
	found := int32(-1)
	w.own(k, func(i int32) bool {
		if found >= 0 {
			return false
		}
		if name := w.inReply(i); name != "" {
			if p, ok := byName[strings.ToLower(name)]; ok {
				found = p
			}
			return false
		}
		return true
	})
	if found >= 0 || !flat || len(it.BodyNodes) == 0 {
		return found
	}
	said, ok := strings.CutPrefix(doc.Collapse(t.Text(it.BodyNodes[0], 200, func(j int32) bool { return w.LeaveOut(k, j) })), "@")
	if !ok {
		return -1
	}
	words := strings.Fields(strings.ToLower(said))
	for n := min(4, len(words)); n > 0; n-- {
		if p, ok := byName[strings.TrimRight(strings.Join(words[:n], " "), ",:;.–—-")]; ok {
			return p
		}
	}
	return -1
}

// isName reports whether what follows "in reply to" can be somebody: one word, or words
// that begin with a capital. "Replying to emails takes all day" is said, not shown.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 {
		return len(words) == 1
	}
	r, _ := utf8.DecodeRuneInString(strings.Trim(words[0], "\"'“”‘’(["))
	return !unicode.IsLower(r)
}

// inReply is whom element i says its comment answers, where it says nothing else.
func (w *Thread) inReply(i int32) string {
	switch w.t.Tag(i) {
	case atom.Span, atom.Div, atom.P, atom.Small, atom.Em, atom.I:
	default:
		return ""
	}
	if w.t.End[i]-i > 8 {
		return ""
	}
	s := w.t.Text(i, maxInReply, nil)
	if len(s) >= maxInReply {
		return ""
	}
	if m := rxInReply.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return ""
}
