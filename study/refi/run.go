package refi

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/extract"
	"assay/out/load"
	"assay/study"
)

// FromRun makes a project of a run: a text source for every document, a selection
// for every sentence with a mention, coded with the stance below the theme, a
// case for every authority. Themes of the run that the book does not have get a
// code without patterns. The text of a document is that of the table texts where
// the run has it, else its sentences, a paragraph a section.
func FromRun(ctx context.Context, r *study.Run, book *codebook.Codebook) (*Project, error) {
	p := &Project{Name: "assay run", Origin: origin, Codebook: book, Users: []User{{codebook.GUIDFor("user " + origin), origin}}}
	mentions, themes, err := mentionsOf(ctx, r.Dir)
	if err != nil {
		return nil, study.TableError(err)
	}
	if p.Codebook, err = withThemes(book, themes); err != nil {
		return nil, err
	}
	texts := map[string]string{}
	err = load.Rows(ctx, r.Dir, "texts", []string{"doc_id", "text"}, func(c []string) error {
		texts[c[0]] = c[1]
		return nil
	})
	if err != nil && !errors.Is(err, load.ErrNoTable) {
		return nil, err
	}
	b := &sourceBuilder{p: p, run: r, mentions: mentions, texts: texts}
	columns := []string{"sentence_id", "doc_id", "section_id", "context", "heading", "text", "start", "end"}
	if err := load.Rows(ctx, r.Dir, "sentences", columns, b.sentence); err != nil {
		return nil, study.TableError(err)
	}
	b.finish()
	p.cases(r)
	return p, nil
}

// mention is a theme of a sentence with its stance.
type mention struct {
	theme string
	class stance.Class
}

func mentionsOf(ctx context.Context, dir string) (of map[string][]mention, themes []string, err error) {
	of = map[string][]mention{}
	seen := map[string]bool{}
	err = load.Rows(ctx, dir, "mentions", []string{"sentence_id", "theme", "stance"}, func(c []string) error {
		class, _ := classOf(c[2])
		of[c[0]] = append(of[c[0]], mention{c[1], class})
		if !seen[c[1]] {
			seen[c[1]] = true
			themes = append(themes, c[1])
		}
		return nil
	})
	return of, themes, err
}

// withThemes is the book with a bare theme for each id that it lacks.
func withThemes(book *codebook.Codebook, ids []string) (*codebook.Codebook, error) {
	out := *book
	for _, id := range ids {
		if out.Theme(id) >= 0 {
			continue
		}
		p, err := codebook.ParsePattern(strings.Join(strings.FieldsFunc(id, func(r rune) bool { return r == '_' || r == '-' }), " "))
		if err != nil {
			return nil, err
		}
		out.Themes = append(out.Themes[:len(out.Themes):len(out.Themes)], codebook.Theme{ID: id, Label: id, Include: []codebook.Rule{{ID: p.Text, Patterns: []*codebook.Pattern{p}}}})
	}
	return &out, nil
}

// sourceBuilder makes sources of the rows of sentences.
type sourceBuilder struct {
	p        *Project
	run      *study.Run
	mentions map[string][]mention
	texts    map[string]string

	doc     *study.Doc
	source  Source
	b       strings.Builder
	runes   int    // characters in b
	section string // of the sentence before
	bytes   int    // of the whole text counted so far, with runes
}

func (b *sourceBuilder) sentence(c []string) error {
	d := b.run.Doc(c[1])
	if d != b.doc {
		b.finish()
		b.doc, b.section, b.runes, b.bytes = d, "", 0, 0
		b.source = Source{GUID: codebook.GUIDFor("source " + d.URI), Name: d.URI}
		for _, v := range []Value{{"kind", d.Kind}, {"authority", d.Authority}, {"date", d.Date}, {"grade", d.Grade}} {
			if v.Text != "" {
				b.source.Values = append(b.source.Values, v)
			}
		}
	}
	sel := Selection{GUID: codebook.GUIDFor("selection " + d.URI + " " + c[0]), Description: contextMark + c[3] + "\n" + headingMark + c[4]}
	if whole, ok := b.texts[c[1]]; ok {
		sel.Start, sel.End = b.count(whole, number(c[6])), 0
		sel.End = b.count(whole, number(c[7]))
	} else {
		if c[3] == extract.Furniture.String() || c[3] == extract.Chrome.String() {
			return nil
		}
		b.put(c[5], c[2], &sel)
	}
	for _, m := range b.mentions[c[0]] {
		t := &b.p.Codebook.Themes[b.p.Codebook.Theme(m.theme)]
		sel.Codings = append(sel.Codings, Coding{codebook.GUIDFor("coding " + sel.GUID + m.theme), stanceGUID(t, m.class), b.p.Users[0].GUID})
	}
	if len(sel.Codings) > 0 {
		b.source.Selections = append(b.source.Selections, sel)
	}
	return nil
}

// The lines of the description of a selection: the context of its sentence, and the
// heading that it stands under.
const (
	contextMark = "context: "
	headingMark = "heading: "
)

// put appends a sentence to the text, in the paragraph of its section.
func (b *sourceBuilder) put(text, section string, sel *Selection) {
	gap := " "
	if section != b.section {
		gap = "\n\n"
	}
	if b.b.Len() == 0 {
		gap = ""
	}
	b.section = section
	b.b.WriteString(gap + text)
	sel.Start = b.runes + len(gap)
	b.runes = sel.Start + utf8.RuneCountInString(text)
	sel.End = b.runes
}

// count is how many characters stand before byte at. Sentences may run over the
// next ones, so it goes back where it must.
func (b *sourceBuilder) count(text string, at int) int {
	if at < b.bytes {
		b.bytes, b.runes = 0, 0
	}
	b.runes += utf8.RuneCountInString(text[b.bytes:at])
	b.bytes = at
	return b.runes
}

func (b *sourceBuilder) finish() {
	if b.doc == nil {
		return
	}
	if whole, ok := b.texts[b.doc.ID]; ok {
		b.source.Text = whole
	} else {
		b.source.Text = b.b.String()
	}
	b.b.Reset()
	b.p.Sources = append(b.p.Sources, b.source)
}

func number(s string) (n int) {
	for _, c := range s {
		n = 10*n + int(c-'0')
	}
	return n
}

// cases holds the documents of every authority together.
func (p *Project) cases(r *study.Run) {
	at := map[string]int{}
	for _, d := range r.Docs {
		if d.Authority == "" {
			continue
		}
		i, ok := at[d.Authority]
		if !ok {
			i = len(p.Cases)
			at[d.Authority] = i
			p.Cases = append(p.Cases, Case{GUID: codebook.GUIDFor("case " + d.Authority), Name: d.Authority})
		}
		p.Cases[i].Sources = append(p.Cases[i].Sources, codebook.GUIDFor("source "+d.URI))
	}
	have := map[string]bool{} // documents without a sentence are no sources
	for i := range p.Sources {
		have[p.Sources[i].GUID] = true
	}
	for i := range p.Cases {
		var kept []string
		for _, g := range p.Cases[i].Sources {
			if have[g] {
				kept = append(kept, g)
			}
		}
		p.Cases[i].Sources = kept
	}
}
