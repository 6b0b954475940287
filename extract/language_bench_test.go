package extract

import (
	"strings"
	"testing"
	"time"

	"assay/corpus"
)

// prosePiece is running text of the kind the reports hold, made for the tests.
const prosePiece = `Leaders in Westmarch know their services well. Since the last inspection, caseloads have fallen from 24 to 17 and most social workers (not all) receive regular, reflective supervision. However, management oversight isn’t always recorded; in a small number of cases, drift and delay had not been challenged. Children told inspectors, ‘My worker listens to me.’ Thresholds are well understood at the ‘front door’, where Dr. A. Penrose and the team screened 1,204 contacts (16.6% more) by 5 p.m. each day. See www.westmarch.example/plans for the plan – it costs £1.2m in 2014–15. `

// proseText is size bytes of sentences whose words follow each other in ever
// new order, as a text that repeats itself would flatter caches.
func proseText(size int) string {
	words := strings.Fields(prosePiece)
	var b strings.Builder
	state := uint32(1)
	for b.Len() < size {
		state = state*1664525 + 1013904223
		b.WriteString(words[int(state>>8)%len(words)])
		b.WriteByte(' ')
	}
	return b.String()[:size]
}

// hostileTexts are inputs that make careless splitters slow.
func hostileTexts(size int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, size/len(s)+1)[:size] }
	return map[string]string{
		"dots": fill("."), "quotes": fill(`"`), "curly": fill("“"), "apostrophes": fill("'"), "open": fill("("), "close": fill(")"), "brackets": fill("()"),
		"letter": fill("a"), "nospaces": fill("thresholdsandcaseloads"), "newlines": fill("\n"), "spaces": fill(" "),
		"dotted": fill("a."), "dottedwords": fill("aa.bb."), "spaceddots": fill(". "), "ellipses": fill("… "), "contractions": fill("x's"),
		"mail": fill("a@b."), "at": fill("a@"), "slashes": fill("a/"), "urls": fill("http://"), "hyphens": fill("a-"), "dashes": fill("-"), "digits": fill("1,000"),
		"capitals": fill("A. "), "marks": fill("a\u0301"), "emoji": fill("😀"), "zwj": fill("😀\u200d"), "bullets": fill("• "), "list": fill("a) b) "), "hebrew": fill("שלום. "),
		"joins": fill("well-\n"), "abbrev": fill("etc."), "quotestop": fill(".”"), "bang": fill("!? "), "letters": fill("a b c "),
	}
}

func proseParse(text string) *Parse {
	all := corpus.Span{End: int32(len(text))}
	return &Parse{Doc: &corpus.Document{Text: text}, Articles: []Article{{Span: all}},
		Sections: []Section{{Span: all, Parent: -1, Comment: -1, Kind: KindParagraph}}}
}

func BenchmarkSplitTokenize(b *testing.B) {
	p := proseParse(proseText(1 << 20))
	b.SetBytes(1 << 20)
	b.ReportAllocs()
	for b.Loop() {
		p.Sentences, p.Tokens = p.Sentences[:0], p.Tokens[:0]
		sentences(p)
		tokens(p)
	}
}

func BenchmarkTag(b *testing.B) {
	p := proseParse(proseText(1 << 20))
	sentences(p)
	tokens(p)
	tags(p)
	b.SetBytes(1 << 20)
	b.ReportAllocs()
	for b.Loop() {
		tags(p)
	}
}

// BenchmarkReports times the steps over real reports where there are some.
func BenchmarkReports(b *testing.B) {
	docs := reportDocs(b, 40)
	var parses []*Parse
	size := 0
	for _, doc := range docs {
		p := &Parse{Doc: doc}
		structure(&work{Parse: p, by: builtIn()})
		parses = append(parses, p)
		size += len(doc.Text)
	}
	steps := []struct {
		name string
		run  func(*Parse)
	}{
		{"split", func(p *Parse) { p.Sentences = p.Sentences[:0]; sentences(p) }},
		{"tokenize", func(p *Parse) { p.Tokens = p.Tokens[:0]; tokens(p) }},
		{"tag", tags},
	}
	for _, s := range steps {
		b.Run(s.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, p := range parses {
					s.run(p)
				}
			}
		})
	}
}

// BenchmarkHostile prints the time of each hostile megabyte as a multiple of
// that of a megabyte of prose, taken in the same run.
func BenchmarkHostile(b *testing.B) {
	const size = 1 << 20
	work := func(text string) func() {
		p := proseParse(text)
		return func() {
			p.Sentences, p.Tokens = p.Sentences[:0], p.Tokens[:0]
			sentences(p)
			tokens(p)
			tags(p)
		}
	}
	base := work(proseText(size))
	base()
	start := time.Now()
	for range 10 {
		base()
	}
	prose := float64(time.Since(start).Nanoseconds()) / 10
	for name, text := range hostileTexts(size) {
		b.Run(name, func(b *testing.B) {
			f := work(text)
			for b.Loop() {
				f()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/prose, "of-prose")
		})
	}
}
