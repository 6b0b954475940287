package extract

import (
	"strings"

	"assay/corpus"
	"assay/extract/profiles"
	"assay/internal/lazyregexp"
)

// frontPages is how many pages the front matter may take: the judgement table
// of a single-framework report stands on page 1 or 2, its summary on page 3.
const frontPages = 3

// frontLines is how many lines stand for the front pages of a format without
// pages: about two printed pages.
const frontLines = 90

type frontMatter struct {
	lines   []corpus.Line // of the first pages, without running headers and page numbers
	texts   []string      // their texts
	head    int           // lines[:head] is the title block: up to the first label, table or paragraph
	profile *profiles.Profile
	// subject is the title of a letter, or of a report in the form of a letter:
	// what its letterhead names is where the inspectorate or the council sits
	subject string
	titled  func(string) bool // whether a line is a title of any kind
	greet   int               // lines[greet] is the salutation, -1 where there is none
	re      bool              // a re-inspection
}

var (
	titleRe   = lazyregexp.New(`(?i)\bre-?\s?inspection of\b`)
	labelLine = lazyregexp.New(`(?i)^\W{0,3}(inspection dates?|visit dates?|dates? of (the )?(inspection|visit)|lead inspector|reporting inspector|report published|published|judgement\s+grade|age group)\b`)
	dearLine  = lazyregexp.New(`^Dear\s+\S`)
)

// readFront finds the front matter and the profile, nil where there is none.
func readFront(p *work) *frontMatter {
	doc := p.Doc
	f := &frontMatter{greet: -1, titled: p.by.set.Titled}
	for _, l := range doc.Lines {
		if l.Page > frontPages || l.Page == 0 && len(f.lines) >= frontLines {
			break
		}
		t := strings.TrimSpace(l.Of(doc.Text))
		if t == "" || l.Kind == corpus.LineChrome || l.Comment >= 0 && l.Kind == corpus.LineCommentHeader || isPageNumber(t) {
			continue
		}
		f.lines = append(f.lines, l)
		f.texts = append(f.texts, t)
	}
	f.head = len(f.texts)
	for i, t := range f.texts {
		if labelLine.MatchString(t) || dearLine.MatchString(t) || startsTable(t) || len(t) > 160 || i >= 16 || i > 0 && f.lines[i].Page > f.lines[0].Page {
			f.head = i
			break
		}
	}
	for i, t := range f.texts {
		if i < 60 && f.greet < 0 && len(t) < 120 && dearLine.MatchString(t) {
			f.greet = i
		}
	}
	if p.profile != nil {
		if first, end, ok := p.by.titleLinesOf(p.profile, f.texts, f.gap); ok {
			f.subject = strings.Join(f.texts[first:end], " ")
		}
	}
	f.re = titleRe.MatchString(f.title())
	f.profile = f.profileOf(p)
	return f
}

// title is the title block, or, of a letter, its subject line.
func (f *frontMatter) title() string {
	if f.greet >= 0 {
		return f.subject
	}
	return strings.Join(f.texts[:f.head], " ")
}

// gap reports whether space parts line i from the one before.
func (f *frontMatter) gap(i int) bool {
	a, b := f.lines[i-1], f.lines[i]
	return b.BlankRows > 0 || b.Kind != a.Kind || b.Page != a.Page || b.Kind == corpus.LineParagraph || b.Y-a.Y > 1.7*max(a.Size, 12)
}

func isPageNumber(t string) bool { return len(t) <= 3 && strings.Trim(t, "0123456789") == "" }

// profileOf is the profile of the document, nil where it is no inspection
// report. Where its kind is open, a judgement table or a title of earlier years
// decides.
func (f *frontMatter) profileOf(p *work) *profiles.Profile {
	if p.profile != nil || p.Kind != KindOther && p.Kind != "" {
		return p.profile
	}
	labels := tableLabels(f.texts)
	for _, q := range p.by.set.Profiles {
		all := len(q.Recognise.Labels) > 0
		for _, key := range q.Recognise.Labels {
			all = all && labels[key]
		}
		if all {
			return q
		}
	}
	title := f.title()
	for _, q := range p.by.set.Profiles {
		if matchAny(q.Recognise.Weak, title) {
			return q
		}
	}
	return nil
}

// letter reports whether the document has the form of a letter.
func (f *frontMatter) letter() bool { return f.greet >= 0 || f.profile.Letter }

// frameworkOf is the framework of a kind on the day of the inspection; unknown
// days count as the latest.
func frameworkOf(p *profiles.Profile, start Date) Framework {
	name := p.Framework
	for _, f := range p.Frameworks {
		if start.IsZero() || reached(start, f.From) {
			name = f.Name
		}
	}
	if name == "" {
		return FrameworkOther
	}
	return Framework(name)
}
