package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// scaled repeats the texts of the corpus to show that peak memory is flat.
func (b *bench) scaled(ctx context.Context) error {
	if b.scale <= 0 {
		return nil
	}
	docs, err := b.read(ctx)
	if err != nil {
		return err
	}
	b.printf("## Memory against the number of documents\n\nThe texts of the corpus as plain text, once and repeated. Repeats differ in their first line, so that none is a duplicate and none comes from the cache.\n\n| documents | MB of text | wall s | documents a second | words a second | peak MB of the process tree |\n|---|---|---|---|---|---|\n")
	for _, times := range []int{1, max(b.scale/4, 1), b.scale} {
		dir := filepath.Join(b.work, fmt.Sprintf("scale-%d", times))
		size, words := 0, 0
		for n := range times {
			sub := filepath.Join(dir, fmt.Sprintf("copy-%03d", n))
			if err := os.MkdirAll(sub, 0o755); err != nil {
				return err
			}
			for i, d := range docs {
				text := fmt.Sprintf("Copy %d of document %d\n\n%s", n, i, d.Text)
				size += len(text)
				words += count(text)
				if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("%04d.txt", i)), []byte(text), 0o644); err != nil {
					return err
				}
			}
		}
		results := filepath.Join(b.work, "scale-results")
		c, err := once(ctx, b.assayRun(results, true, dir), true)
		if err != nil {
			return err
		}
		n := times * len(docs)
		b.printf("| %d | %.0f | %.1f | %.0f | %.0f | %.0f |\n", n, float64(size)/1e6, c.wall.Seconds(), float64(n)/c.wall.Seconds(), float64(words)/c.wall.Seconds(), float64(c.peak)/1e6)
		os.RemoveAll(dir)
		os.RemoveAll(results)
	}
	b.printf("\n")
	return nil
}

// count is how many words a text has, roughly: runs between white space.
func count(text string) int {
	n, in := 0, false
	for i := range len(text) {
		space := text[i] <= ' '
		if !space && !in {
			n++
		}
		in = !space
	}
	return n
}
