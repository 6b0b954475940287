package classify

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
)

// report is a made-up report of about size bytes, as a text file.
func report(size int) *corpus.Document {
	kinds := []string{
		"Management oversight is %s in most teams, although supervision records do not always show what was %s.",
		"Caseloads have %s since the last inspection and social workers told inspectors that they have time to %s children.",
		"Thresholds are %s understood by partners, so that families receive the right help when their needs %s.",
		"Leaders know where practice is %s and have taken steps to %s it, but it is too soon to see an effect.",
		"In a small number of cases, drift and delay had not been %s by managers, and plans were not %s in time.",
		"Children in care benefit from %s relationships with carers who help them to %s at school.",
		"The panel meets each month to %s placements and to %s decisions.",
	}
	words := strings.Fields("strong weak reduced well visit change improve challenged updated stable review learn reflective increased clear known agreed seen recorded robust variable")
	var b strings.Builder
	state := uint32(7)
	pick := func(n int) int { state = state*1664525 + 1013904223; return int(state>>9) % n }
	for n := 1; b.Len() < size; n++ {
		if n%12 == 1 {
			fmt.Fprintf(&b, "\nThe experiences of children, part %d\n\n", n)
		}
		fmt.Fprintf(&b, kinds[pick(len(kinds))]+" ", words[pick(len(words))], words[pick(len(words))])
		if n%3 == 0 {
			b.WriteString("\n\n")
		}
	}
	text := b.String()
	doc := &corpus.Document{Text: text, MediaType: "text/plain"}
	at := 0
	for _, l := range strings.SplitAfter(text, "\n") {
		if t := strings.TrimSpace(l); t != "" {
			i := at + strings.Index(l, t)
			doc.Lines = append(doc.Lines, corpus.Line{Span: corpus.Span{Start: int32(i), End: int32(i + len(t))}, Comment: -1})
		}
		at += len(l)
	}
	return doc
}

func benchmarkSetup(b *testing.B) (*Classifier, *corpus.Document) {
	m, err := stance.Default()
	if err != nil {
		b.Fatal(err)
	}
	c, err := New(codebook.Builtin(), m)
	if err != nil {
		b.Fatal(err)
	}
	return c, report(100 << 10)
}

// BenchmarkClassify is themes, sentiment and stance alone.
func BenchmarkClassify(b *testing.B) {
	c, doc := benchmarkSetup(b)
	p := extract.Extract(doc)
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Classify(context.Background(), p); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTextStages is everything between the Document and the Result.
func BenchmarkTextStages(b *testing.B) {
	c, doc := benchmarkSetup(b)
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		p := extract.Extract(doc)
		if _, err := c.Classify(context.Background(), p); err != nil {
			b.Fatal(err)
		}
	}
}
