package header

import (
	"strings"

	"assay/corpus/internal/thread/vocabulary"
	"assay/internal/lazyregexp"
)

// Label is what the word before a colon is of: "From: ...", "Posted: ...".
type Label uint8

// The labels.
const (
	NoLabel Label = iota
	LabelAuthor
	LabelFrom // the author, or in a guestbook the town
	LabelTime
	LabelSubject
	LabelOther
	LabelText // what was said follows
)

var labels = func() map[string]Label {
	all := map[string]Label{}
	for l, group := range map[Label]string{LabelAuthor: "label author", LabelFrom: "label from", LabelTime: "label time",
		LabelSubject: "label subject", LabelOther: "label other", LabelText: "label text"} {
		for w := range vocabulary.Set(group) {
			all[w] = l
		}
	}
	return all
}()

var rxLabel = lazyregexp.New(`^[*_]{0,2}(\pL[\pL -]{1,18})[*_]{0,2}\s?:\s*(.*)$`)

// LabelOf is what a text that begins with a label and a colon is of, and what follows.
func LabelOf(s string) (Label, string) {
	if len(s) > 300 {
		return NoLabel, ""
	}
	m := rxLabel.FindStringSubmatch(s)
	if m == nil {
		return NoLabel, ""
	}
	return labels[strings.ToLower(strings.TrimSpace(m[1]))], m[2]
}

// RxSigned is the time that a wiki puts behind the name of whoever wrote a
// paragraph of a talk page.
var RxSigned = lazyregexp.New(`\d{1,2}:\d{2}, \d{1,2}\.? \pL+\.? \d{4} \(\pL{2,5}\)`)
