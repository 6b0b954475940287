package extract

import (
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
)

func tagged(text string) string {
	p := One(text, "")
	var out []string
	for i, t := range p.Tokens {
		out = append(out, p.TokenText(i)+"/"+t.Tag.String()+"/"+t.Lemma)
	}
	return strings.Join(out, " ")
}

func TestTagsShow(t *testing.T) {
	for _, s := range []string{
		"The council’s social workers don't always visit children – they can’t – and 12% (£1.2m) was spent.",
		"Leaders have improved caseloads, stopping drift; 3 managers met 16-year-olds' carers in well-\nbeing units.",
		"They cannot see s.17 plans or and/or www.gov.uk/ofsted, or mail a.b@example.org.uk at 5 p.m. on 80,400 days.",
	} {
		t.Log(tagged(s))
	}
}

var proseModel = func() func() *prose.Model {
	var m *prose.Model
	return func() *prose.Model {
		if m == nil {
			doc, err := prose.NewDocument("", prose.WithExtraction(false), prose.WithSegmentation(false))
			if err != nil {
				panic(err)
			}
			m = doc.Model
		}
		return m
	}
}()

// TestTagsEqualProse compares with the library's own tagger, on sentences it
// splits into the same tokens and that repeat no word (it gives all occurrences
// of a word the last one's tag).
func TestTagsEqualProse(t *testing.T) {
	docs := dumpDocs(t, 8)
	same, all, sentences, skipped := 0, 0, 0, 0
	diffs := map[string]int{}
	for _, doc := range docs {
		p, err := Extract(doc)
		if err != nil {
			t.Fatal(err)
		}
	sentence:
		for _, s := range p.Sentences {
			var words []string
			seen := map[string]bool{}
			for i := s.FirstToken; i < s.EndToken; i++ {
				w := straighten(p.TokenText(int(i)))
				if seen[w] {
					continue sentence
				}
				seen[w] = true
				words = append(words, w)
			}
			d, err := prose.NewDocument(strings.Join(words, " "), prose.WithExtraction(false), prose.WithSegmentation(false), prose.UsingModel(proseModel()))
			if err != nil {
				t.Fatal(err)
			}
			theirs := d.Tokens()
			if len(theirs) != len(words) {
				skipped++
				continue
			}
			for i, tok := range theirs {
				if tok.Text != words[i] {
					skipped++
					continue sentence
				}
			}
			sentences++
			for i, tok := range theirs {
				all++
				if ours := p.Tokens[int(s.FirstToken)+i].Tag.String(); ours == tok.Tag {
					same++
				} else {
					diffs[tok.Text+" "+tok.Tag+" ours "+ours]++
				}
			}
		}
	}
	t.Logf("%d of %d tags equal in %d sentences, %d sentences split otherwise; differences %v", same, all, sentences, skipped, diffs)
	if all == 0 || float64(same) < 0.999*float64(all) {
		t.Errorf("%d of %d tags equal", same, all)
	}
}
