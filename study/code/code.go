// Package code makes the page on which people code a sample in a browser: one
// file that needs no server and nothing from elsewhere, keeps the answers under
// the digest of the sample, and saves files that gold reads.
package code

import (
	"cmp"
	"crypto/sha256"
	_ "embed" // the page
	"encoding/hex"
	"encoding/json"
	"html/template"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"assay/classify/codebook"
	"assay/internal/plaintext"
	"assay/study"
	"assay/study/sample"
)

//go:embed assets/code.html
var page string

//go:embed assets/code.css
var style string

//go:embed assets/code.js
var script string

var pageTemplate = template.Must(template.New("code").Parse(page))

// theme is a theme as the page needs it.
type theme struct {
	ID         string `json:"id"`
	Label      string `json:"label"`
	Definition string `json:"definition"`
}

// row is a sentence as the page needs it. What is shown is made safe to show;
// Source, Heading and Text are what the files say.
type row struct {
	ID      string   `json:"id"`
	Source  string   `json:"source"`
	Page    int      `json:"page,omitempty"`
	Where   string   `json:"where"`
	Context string   `json:"context"`
	Heading string   `json:"heading"`
	Before  string   `json:"before"`
	Text    string   `json:"text"`
	After   string   `json:"after"`
	Shown   string   `json:"shown,omitempty"` // Text made safe to show, where that is another
	Marks   [][2]int `json:"marks,omitempty"` // UTF-16 units, as a browser counts
	Stratum string   `json:"stratum"`
}

// Write writes the page for the themes and sentences. name begins the names of
// the files that the page saves. The same sentences give the same page.
func Write(w io.Writer, name string, themes []codebook.Theme, list []sample.Sentence) error {
	data := struct {
		Digest string  `json:"digest"`
		Name   string  `json:"name"`
		Themes []theme `json:"themes"`
		Rows   []row   `json:"rows"`
	}{Name: name, Themes: []theme{}, Rows: []row{}}
	var labels []string
	for i := range themes {
		t := theme{themes[i].ID, cmp.Or(themes[i].Label, themes[i].ID), themes[i].Definition}
		data.Themes = append(data.Themes, t)
		labels = append(labels, t.Label)
	}
	where := labelsOf(list)
	for i := range list {
		s := &list[i]
		at := where[s.Doc]
		if s.Page > 0 {
			at += ", page " + strconv.Itoa(s.Page)
		}
		r := row{ID: s.ID, Source: s.Doc.URI, Page: s.Page, Where: plaintext.Of(at), Context: s.Context.String(), Heading: s.Heading, Before: plaintext.Of(s.Before),
			Text: s.Text, After: plaintext.Of(s.After), Stratum: s.Stratum}
		if shown := plaintext.Of(s.Text); shown != s.Text {
			r.Shown = shown
		} else {
			r.Marks = units(s.Text, s.Marks)
		}
		data.Rows = append(data.Rows, r)
	}
	digest, err := json.Marshal([]any{data.Themes, data.Rows})
	if err != nil {
		return err
	}
	sum := sha256.Sum256(digest)
	data.Digest = hex.EncodeToString(sum[:16])
	text, err := json.Marshal(data) // < and > come escaped, so it can stand in a page
	if err != nil {
		return err
	}
	return pageTemplate.Execute(w, map[string]any{"Title": "Coding: " + strings.Join(labels, ", "), "Themes": data.Themes,
		"Style": template.CSS(style), "StyleHash": study.Hash(style), // of the program
		"Script": template.JS(script), "ScriptHash": study.Hash(script),
		"Data": template.JS(text)})
}

func labelsOf(list []sample.Sentence) map[*study.Doc]string {
	var docs []*study.Doc
	seen := map[*study.Doc]bool{}
	for i := range list {
		if !seen[list[i].Doc] {
			seen[list[i].Doc] = true
			docs = append(docs, list[i].Doc)
		}
	}
	return study.Labels(docs)
}

// units are marks in bytes of text as UTF-16 units.
func units(text string, marks [][2]int32) (out [][2]int) {
	count := func(s string) int { return len(utf16.Encode([]rune(s))) }
	for _, m := range marks {
		from := count(text[:m[0]])
		out = append(out, [2]int{from, from + count(text[m[0]:m[1]])})
	}
	return out
}
