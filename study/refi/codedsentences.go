package refi

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/extract/text"
	"assay/study"
	"assay/study/sample"
)

// CodedOptions say how codings become coded sentences.
type CodedOptions struct {
	Book    *codebook.Codebook // whose themes codes are matched to, by GUID, id or label; nil: those of the project
	Coder   string             // only codings of the user with this name or GUID; "" where there is one
	Plain   *stance.Class      // what a coding without a stance says; nil: it is left out
	Uncoded bool               // also the sentences without a coding, as ones where no theme is
}

// Coded is a coded sentence as gold reads it. Sentiment is nil where no code named
// sentiment stands on it.
type Coded struct {
	ID        string            `json:"id"`
	Source    string            `json:"source"`
	Kind      string            `json:"kind,omitempty"` // of text: that of the context
	Context   string            `json:"context,omitempty"`
	Heading   string            `json:"heading"`
	Text      string            `json:"text"`
	Asked     []string          `json:"asked"`
	Themes    map[string]string `json:"themes"`
	Sentiment *string           `json:"sentiment"`
	Coder     string            `json:"coder,omitempty"`
}

// sentimentCode is the name of the code whose stances are those of the sentence.
const sentimentCode = "sentiment"

// CodedSentences turns the codings of a project into coded sentences: those of a
// source that a selection covers half of, or that hold half of a selection.
// Several stances towards a theme in one sentence are one: praise and blame are
// mixed. notes say what was left out.
func (p *Project) CodedSentences(opt CodedOptions) (list []Coded, notes []string, err error) {
	user, err := p.user(opt.Coder)
	if err != nil {
		return nil, nil, err
	}
	m := p.meanings(opt.Book)
	c := &coder{p: p, opt: opt, user: user, meaning: m, left: map[string]int{}}
	for i := range p.Sources {
		c.source(&p.Sources[i])
	}
	asked := slices.Sorted(maps.Keys(c.themes()))
	for i := range c.list {
		c.list[i].Asked = asked
	}
	for _, why := range slices.Sorted(maps.Keys(c.left)) {
		notes = append(notes, fmt.Sprintf("%s: %s", study.Counted(c.left[why], "coding"), why))
	}
	return c.list, notes, nil
}

// user is the user to take, "" for the only one or where none is told apart.
func (p *Project) user(name string) (string, error) {
	seen := map[string]bool{}
	for _, s := range p.Sources {
		for _, sel := range s.Selections {
			for _, c := range sel.Codings {
				seen[c.User] = true
			}
		}
	}
	var names []string
	for _, u := range p.Users {
		if name != "" && (strings.EqualFold(u.Name, name) || u.GUID == strings.ToLower(name)) {
			return u.GUID, nil
		}
		if seen[u.GUID] {
			names = append(names, u.Name)
		}
	}
	switch {
	case name != "":
		return "", study.Usagef("the users are "+strings.Join(names, ", "), "the project has no user %q", name)
	case len(names) > 1:
		return "", study.Usagef("take one with --coder; the users are "+strings.Join(names, ", "), "%d people coded in this project", len(names))
	}
	return "", nil
}

// meaning is what a code says: a theme, and a stance where it is one.
type meaning struct {
	theme  string
	class  stance.Class
	stance bool
}

// meanings are what the codes of the project say, by GUID.
func (p *Project) meanings(book *codebook.Codebook) map[string]meaning {
	ids := map[string]string{}
	for i := range p.Codebook.Themes {
		t := &p.Codebook.Themes[i]
		ids[strings.ToLower(GUIDOf(t))] = match(book, t)
	}
	out := map[string]meaning{}
	for g, c := range p.Codes {
		if class, ok := classOf(c.Name); ok && ids[c.Parent] != "" {
			out[g] = meaning{ids[c.Parent], class, true}
		} else if ids[g] != "" {
			out[g] = meaning{theme: ids[g]}
		}
	}
	return out
}

// match is the id of the book's theme that t is, its own where there is none.
func match(book *codebook.Codebook, t *codebook.Theme) string {
	if book == nil {
		return t.ID
	}
	for i := range book.Themes {
		if strings.EqualFold(GUIDOf(&book.Themes[i]), GUIDOf(t)) {
			return book.Themes[i].ID
		}
	}
	for i := range book.Themes {
		if x := &book.Themes[i]; x.ID == t.ID || strings.EqualFold(x.Label, t.Label) {
			return x.ID
		}
	}
	return t.ID
}

// coder gathers coded sentences.
type coder struct {
	p       *Project
	opt     CodedOptions
	user    string
	meaning map[string]meaning
	list    []Coded
	left    map[string]int // codings left out, by why
}

// themes are those that any sentence is coded with.
func (c *coder) themes() map[string]bool {
	seen := map[string]bool{}
	for i := range c.list {
		for id := range c.list[i].Themes {
			seen[id] = true
		}
	}
	return seen
}

// unit is a sentence of a source with what it is coded with.
type unit struct {
	corpus.Span
	heading string
	context string
	said    map[string][]stance.Class // by theme
	coded   bool
}

// place reads where a sentence stands from the description that this program gave
// its selection.
func (u *unit) place(description string) {
	for line := range strings.Lines(description) {
		line = strings.TrimSuffix(line, "\n")
		if s, ok := strings.CutPrefix(line, contextMark); ok {
			u.context = s
		}
		if s, ok := strings.CutPrefix(line, headingMark); ok {
			u.heading = s
		}
	}
}

func (c *coder) source(s *Source) {
	at := bytesOf(s.Text)
	var units []unit
	exact := c.p.Origin == origin
	if !exact || c.opt.Uncoded {
		units = sentencesOf(s.Text)
	}
	for _, sel := range s.Selections {
		span := corpus.Span{Start: at[sel.Start], End: at[sel.End]}
		if exact { // this program selects whole sentences
			k := slices.IndexFunc(units, func(u unit) bool { return u.Span == span })
			if k < 0 {
				units = slices.DeleteFunc(units, func(u unit) bool { return u.Overlaps(span) && !u.coded })
				k = len(units)
				units = append(units, unit{Span: span})
			}
			units[k].place(sel.Description)
		}
		for _, x := range sel.Codings {
			if c.user != "" && x.User != c.user {
				continue
			}
			c.coding(x, span, units)
		}
	}
	c.rows(s, units)
}

// coding notes a coding at the sentences that its span means.
func (c *coder) coding(x Coding, span corpus.Span, units []unit) {
	m, ok := c.meaning[x.Code]
	switch {
	case !ok:
		c.left["their code is no theme"]++
		return
	case !m.stance && c.opt.Plain == nil:
		c.left["they say no stance (--stance says what a plain coding means)"]++
		return
	case !m.stance:
		m.class = *c.opt.Plain
	}
	found := false
	for i := range units {
		u := &units[i]
		both := min(u.End, span.End) - max(u.Start, span.Start)
		if both > 0 && (2*both >= u.End-u.Start || 2*both >= span.End-span.Start) {
			if u.said == nil {
				u.said = map[string][]stance.Class{}
			}
			u.said[m.theme] = append(u.said[m.theme], m.class)
			u.coded, found = true, true
		}
	}
	if !found {
		c.left["they cover half of no sentence"]++
	}
}

// rows appends the sentences of a source that are coded, and the others where
// they are asked for and any is.
func (c *coder) rows(s *Source, units []unit) {
	if !slices.ContainsFunc(units, func(u unit) bool { return u.coded }) {
		return
	}
	slices.SortStableFunc(units, func(a, b unit) int { return int(a.Start - b.Start) })
	seen := map[string]int{}
	for i := range units {
		u := &units[i]
		if !u.coded && !c.opt.Uncoded {
			continue
		}
		line := strings.Join(strings.Fields(u.Of(s.Text)), " ")
		id := sample.IDOf(s.Name, line)
		k, again := seen[id]
		if !again {
			k = len(c.list)
			seen[id] = k
			c.list = append(c.list, Coded{ID: id, Source: s.Name, Kind: kindIn(u.context), Context: u.context, Heading: u.heading, Text: line, Themes: map[string]string{}, Coder: c.opt.Coder})
		}
		for theme, said := range u.said {
			class := together(said).String()
			if strings.EqualFold(theme, sentimentCode) {
				c.list[k].Sentiment = &class
			} else {
				c.list[k].Themes[theme] = class
			}
		}
	}
}

// kindIn is the kind of text a context is of, "" where the context is not known.
func kindIn(context string) string {
	switch context {
	case "", extract.InArticle.String(), extract.InComment.String():
		return context
	}
	return gold.Report.String()
}

// together is what several stances towards one theme come to.
func together(said []stance.Class) stance.Class {
	has := [stance.Classes]bool{}
	for _, c := range said {
		has[c] = true
	}
	switch {
	case has[stance.Mixed], has[stance.Positive] && has[stance.Negative]:
		return stance.Mixed
	case has[stance.Positive]:
		return stance.Positive
	case has[stance.Negative]:
		return stance.Negative
	}
	return stance.Neutral
}

// bytesOf is where each character of a text begins, and its length.
func bytesOf(s string) []int32 {
	at := make([]int32, 0, utf8.RuneCountInString(s)+1)
	for i := range s {
		at = append(at, int32(i))
	}
	return append(at, int32(len(s)))
}

// sentencesOf cuts a text into paragraphs and those into sentences. Blank lines
// end paragraphs; where there are none, every line is one.
func sentencesOf(s string) (units []unit) {
	s = strings.ReplaceAll(s, "\r", " ") // the same length
	lines := strings.SplitAfter(s, "\n")
	blank := func(l string) bool { return strings.TrimSpace(l) == "" }
	parted := slices.ContainsFunc(lines[:max(len(lines)-1, 0)], blank)
	from, at := 0, 0
	for i, l := range lines {
		at += len(l)
		if parted && !blank(l) && i < len(lines)-1 {
			continue
		}
		for _, span := range text.AppendSentences(nil, s, from, at, false) {
			units = append(units, unit{Span: span})
		}
		from = at
	}
	return units
}

// WriteCoded writes coded sentences, one JSON object a line.
func WriteCoded(w io.Writer, list []Coded) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range list {
		if err := enc.Encode(&list[i]); err != nil {
			return err
		}
	}
	return nil
}
