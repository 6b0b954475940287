package extract

import (
	"fmt"

	"assay/corpus"
)

// A Trial says how a profile fared in the recognition of a document.
type Trial struct {
	Profile string
	Won     bool
	Why     string
}

// Explain tries every profile on a document and says of each that has anything
// to say for it why it was taken or not.
func (x *Extractor) Explain(doc *corpus.Document) (trials []Trial) {
	won := x.recognise(doc)
	head := titleHead(doc)
	opening := squash(doc.Text, openingBytes)
	for _, p := range x.set.Profiles {
		t := Trial{Profile: p.ID, Won: p == won}
		for _, pattern := range p.Recognise.Title {
			if at := pattern.Index(head); at != nil {
				t.Why = fmt.Sprintf("title: %q stands %d bytes down (pattern %s, %s)", head[at[0]:at[1]], at[0], pattern.Text, pattern.Pos)
				break
			}
		}
		for _, pattern := range append(p.Recognise.Lines, p.Recognise.Opening...) {
			if at := pattern.Index(opening); at != nil && t.Why == "" {
				t.Why = fmt.Sprintf("opening: %q (pattern %s, %s)", opening[at[0]:at[1]], pattern.Text, pattern.Pos)
			}
		}
		for _, pattern := range p.Recognise.Not {
			if at := pattern.Index(head); at != nil {
				t.Why += fmt.Sprintf("; excluded: %q stands there (%s)", head[at[0]:at[1]], pattern.Pos)
			}
		}
		if t.Why == "" && !t.Won {
			continue
		}
		needs := asksMark(p, doc) && len(p.Recognise.Title) > 0
		mark := x.markOf(p, doc, head)
		if needs && mark != nil {
			t.Why += fmt.Sprintf("; mark: pattern %s, %s", mark.Text, mark.Pos)
		} else if needs && !t.Won {
			t.Why += "; it has no mark of such a document (dates, an inspector, grades, the label of a fact at the head of a line)"
		}
		if !t.Won {
			switch {
			case won != nil && !won.BuiltIn && p.BuiltIn:
				t.Why += "; a profile of your own wins over the built-in ones"
			case won != nil:
				t.Why += fmt.Sprintf("; %s is tried first or its title stands higher", won.ID)
			case needs && mark == nil:
			default:
				t.Why += "; but it reads like an article about one, or its title stands too far down"
			}
		}
		trials = append(trials, t)
	}
	return trials
}
