package out

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"

	"assay/classify"
	"assay/corpus"
	"assay/extract"
)

// DocID is the document id of a uri: the first 16 hex digits of its SHA-256.
func DocID(uri string) string {
	h := sha256.Sum256([]byte(uri))
	return hex.EncodeToString(h[:8])
}

// DocExtra is what a document's rows need beyond its result: what comes from
// other documents and from metadata, and is therefore never cached.
type DocExtra struct {
	DuplicateOf string            // uri of the first document with the same text, "" where there is none
	TextKey     [32]byte          // corpus.TextKey of the text; zero is null
	Meta        map[string]string // values of Options.Meta by column name, as written; missing or "" is null
}

// doc is one document with what its rows share.
type doc struct {
	r       *classify.Result
	x       DocExtra
	id      string
	slab    string       // every id of this document, one after the other
	order   []int32      // sentences outside holes, whose spans are in order
	wordsOf []int32      // words of each comment's body
	meta    []metaValue  // in the order of Options.Meta
	pub     extract.Date // publication day of the inspection
	pubSrc  string
}

// idDigits is the width of the ordinal in an id: 16 MiB of text, the largest
// document, cannot hold more than 99,999,999 of anything that has an id.
const idDigits = 8

func newDoc(r *classify.Result, x DocExtra) (*doc, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	d := &doc{r: r, x: x, id: DocID(r.Doc.URI)}
	most := max(len(r.Articles), len(r.Sections), len(r.Sentences), len(r.Comments), len(r.Quotes), len(r.Mentions))
	if most > 1e8 {
		return nil, fmt.Errorf("%d rows in one table: more than ids can number", most)
	}
	d.slab = makeIDs(d.id, most)
	if in := r.Inspection; in != nil {
		d.pub, d.pubSrc = in.Published, in.PublishedSource
	}
	return d, nil
}

// makeIDs writes the ids of ordinals 0 to n-1 one after the other.
func makeIDs(id string, n int) string {
	b := make([]byte, 0, n*(len(id)+1+idDigits))
	var digits [idDigits]byte
	for i := range n {
		for v, j := i, idDigits-1; j >= 0; v, j = v/10, j-1 {
			digits[j] = byte('0' + v%10)
		}
		b = append(b, id...)
		b = append(b, '-')
		b = append(b, digits[:]...)
	}
	return string(b)
}

// ref is the id of the i-th row of a table of this document, "" for none.
func (d *doc) ref(i int32) string {
	if i < 0 {
		return ""
	}
	w := len(d.id) + 1 + idDigits
	return d.slab[int(i)*w : int(i+1)*w]
}

// plain is the text of a span as extract.Parse.Flat gives it, without white
// space at its ends. It copies only where that changes something.
func (d *doc) plain(s corpus.Span) string { return strings.TrimSpace(d.r.Flat(s)) }

// squash trims s and turns every run of white space in it into one space.
func squash(s string) string {
	s = strings.TrimSpace(s)
	prev := byte('x')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c == ' ' && prev == ' ' {
			return strings.Join(strings.Fields(s), " ")
		}
		prev = c
	}
	return s
}

// maxRepeated bounds text that many rows repeat (headings, speakers), in bytes,
// so that a document without structure cannot multiply its own size.
const maxRepeated = 1000

// repeated is plain, cut at maxRepeated bytes.
func (d *doc) repeated(s corpus.Span) string {
	if s.Len() > 8*maxRepeated {
		s.End = s.Start + 8*maxRepeated // on a rune boundary or not, clip mends it
	}
	return clip(d.plain(s))
}

func clip(s string) string {
	if len(s) <= maxRepeated {
		return strings.ToValidUTF8(s, "")
	}
	return strings.ToValidUTF8(s[:maxRepeated], "")
}

// sentenceAt is the index of the sentence that holds byte at, -1 if none does.
// Of a sentence and the furniture in a hole of it, it is the sentence.
func (d *doc) sentenceAt(at int32) int32 {
	all := d.r.Sentences
	if d.order == nil {
		d.order = make([]int32, 0, len(all))
		end := int32(0)
		for i := range all {
			if all[i].Start >= end {
				d.order, end = append(d.order, int32(i)), all[i].End
			}
		}
	}
	k := sort.Search(len(d.order), func(k int) bool { return all[d.order[k]].Start > at }) - 1
	if k < 0 || all[d.order[k]].End <= at {
		return -1
	}
	return d.order[k]
}

// words counts the tokens of a comment's body that are words or numbers.
func (d *doc) words(comment int32) int32 {
	if d.wordsOf == nil {
		d.wordsOf = make([]int32, len(d.r.Comments))
		for i := range d.r.Sentences {
			s := &d.r.Sentences[i]
			if s.Comment < 0 {
				continue
			}
			body := d.r.Comments[s.Comment].Body
			for _, t := range d.r.Tokens[s.FirstToken:s.EndToken] {
				if body.Contains(t.Span) && (t.Kind == extract.TokenWord || t.Kind == extract.TokenNumber) {
					d.wordsOf[s.Comment]++
				}
			}
		}
	}
	return d.wordsOf[comment]
}

// item is a row that is the i-th of its kind in a document.
type item struct {
	*doc
	i int32
}

func rowOf(i *item) string { return i.ref(i.i) }

// page is a page number, null where the format has no pages.
func page(p int32) (int32, bool) { return p, p > 0 }

// at is an offset of a span, null where the span is empty.
func at(s corpus.Span, v int32) (int32, bool) { return v, s.Len() > 0 }

// hexOrNone is a digest in hex, "" for the zero digest.
func hexOrNone(sum [32]byte) string {
	if sum == ([32]byte{}) {
		return ""
	}
	return hex.EncodeToString(sum[:])
}
