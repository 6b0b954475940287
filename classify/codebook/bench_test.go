package codebook

import (
	"fmt"
	"strings"
	"testing"

	"assay/extract"
)

// benchText is one paragraph of a made-up report, about 1 KB.
const benchText = `Management oversight is regular in most teams, but supervision is not always recorded and audits do not look
 at what changed for children. Caseloads in the assessment teams have fallen since the spring, although two workers still
 hold more than thirty children each. Partners understand thresholds well, and cases are stepped down to early help only
 when the risk has gone. Children are visited at home and at school by workers they know. The council has opened a family
 hub in the old library, where parents find advice on housing, debt and benefits without an appointment, and where health
 visitors weigh babies on Tuesdays. Foster carers speak warmly of the training they are given. Leaders have a clear view
 of what still needs to be done, and the plan for the coming year is modest, costed and agreed with those who will have to
 carry it out. Young people who leave care are helped to find a place of their own and somebody to call at night.`

// manyThemes is n themes of the size of the built-in ones, over words of their own.
func manyThemes(n int) *Codebook {
	var b strings.Builder
	b.WriteString("themes:\n")
	for t := range n {
		fmt.Fprintf(&b, "  - id: t%d\n    include:\n", t)
		for i := range 12 {
			fmt.Fprintf(&b, "      - w%dx%d|v%dx%d ..3 u%dx%d\n      - g%dx%d* a%dx%d? h%dx%d\n", t, i, t, i, t, i, t, i, t, i, t, i)
			fmt.Fprintf(&b, "      - {id: c%d, pattern: k%dx%d, with: {clause: m%dx%d}}\n", i, t, i, t, i)
		}
		fmt.Fprintf(&b, "    exclude:\n      - {pattern: w%dx1 order, reason: none}\n", t)
	}
	book, err := Parse("bench.yaml", []byte(b.String()))
	if err != nil {
		panic(err)
	}
	return book
}

// BenchmarkThemes: the built-in codebook alone and with 40 and 400 more themes.
// The cost of a text does not follow the number of patterns: compare the lines
// of one run with each other.
func BenchmarkThemes(b *testing.B) {
	p := extract.One(benchText, "")
	for _, n := range []int{0, 4, 40, 400} {
		b.Run(fmt.Sprintf("builtin+%d", n), func(b *testing.B) {
			book := Builtin()
			if n > 0 {
				var err error
				if book, err = Merge(book, manyThemes(n)); err != nil {
					b.Fatal(err)
				}
			}
			m := book.Matcher()
			var hits []Hit
			var rejects []Reject
			hits, rejects = m.Sentence(p, 0, hits, rejects) // builds what the text needs
			b.SetBytes(int64(len(benchText)))
			b.ReportAllocs()
			for b.Loop() {
				hits, rejects = m.Sentence(p, 0, hits[:0], rejects[:0])
			}
			if len(hits) != 4 {
				b.Fatalf("%d themes found, want 4", len(hits))
			}
		})
	}
}
