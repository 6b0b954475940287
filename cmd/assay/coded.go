package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"assay/extract"
)

// codedLines reads one coded sentence a line.
func codedLines(name string, r *bufio.Reader, visit func(p *extract.Parse, themes map[string]string)) error {
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if len(line) > 0 {
			var rec struct {
				Heading, Text string
				Themes        map[string]string
			}
			if jerr := json.Unmarshal(line, &rec); jerr != nil {
				return usagef("%s:%d: no coded sentence: %w", name, n, jerr).hint(`a line is {"id","heading","text","themes":{theme:stance},"sentiment"}`)
			}
			if rec.Text != "" {
				visit(extract.One(rec.Text, rec.Heading), rec.Themes)
			}
		}
		if err != nil {
			return nil
		}
	}
}

// counted is a number with its noun: "1 theme", "2 themes".
func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
