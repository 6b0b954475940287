package extract

import (
	"strings"

	"assay/internal/calendar"
)

// articles reads a page of one or several articles, with the thread of comments
// below it. What stands around an article (navigation, adverts, teasers, forms)
// stays in its sections as chrome.
func (p *work) articles(blocks []block, paged bool) {
	if inParts[p.Doc.MediaType] {
		p.partsOnly(blocks)
		return
	}
	text := p.Doc.Text
	body, tail := blocks, []block(nil)
	t, found := thread{}, false
	if len(p.Doc.Comments) == 0 && !paged && p.Doc.MediaType != "text/html" { // the reader of HTML has looked for threads
		if t, found = findThread(blocks, text); found {
			body = blocks[:t.first]
		}
	}
	s := &pages{p: p.Parse, text: text, blocks: body, dates: dateOrder(p.Doc)}
	s.split()
	last := int32(max(len(s.found)-1, 0))
	if found {
		p.comments(blocks, t, last, s.dates)
		tail = blocks[t.first:]
		for i := t.end; i < len(blocks); i++ { // the reply form and what follows it
			blocks[i].kind, blocks[i].context, blocks[i].settled = KindChrome, Chrome, true
		}
	} else if len(p.Doc.Comments) > 0 {
		p.markedComments(blocks)
		for i := range p.Comments {
			p.Comments[i].Article = s.articleAt(p.Comments[i].Start)
		}
	}
	p.place(s, tail, paged)
}

// inParts says of a media type that its documents are slides or sheets: they have no
// header and no tail as an article has ("Notes" is a sheet like any other), no thread
// (a table of names and days is none) and nothing around them.
var inParts = map[string]bool{
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": true,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         true,
}

// partsOnly reads slides or sheets: one article, whose parts are under its headings.
// The heading of the first slide is its title, the name of a sheet is none.
func (p *work) partsOnly(blocks []block) {
	s := &pages{p: p.Parse, text: p.Doc.Text, blocks: blocks, found: []piece{{title: -1}}}
	if len(blocks) > 0 && blocks[0].kind == KindHeading && len(p.Doc.Pages) > 0 {
		s.found[0].Title = oneLine(blocks[0].of(p.Doc.Text))
	}
	s.fromMeta(&s.found[0].Article)
	p.place(s, nil, false)
}

// place puts articles and their sections into the Parse.
func (p *work) place(s *pages, tail []block, paged bool) {
	if len(s.found) == 0 {
		s.found = []piece{{}}
	}
	all := append(s.blocks[:len(s.blocks):len(s.blocks)], tail...)
	for k := range s.found {
		f := &s.found[k]
		first, end := f.first, len(all)
		if k == 0 {
			first = 0
		}
		f.Article.Start, f.Article.End = 0, int32(len(p.Doc.Text))
		if k > 0 {
			f.Article.Start = all[first].Start
		}
		if k+1 < len(s.found) {
			end = s.found[k+1].first
			f.Article.End = all[end].Start
		}
		p.Articles = append(p.Articles, f.Article)
		a := &assembler{p: p, base: InArticle, byType: paged, article: int32(k), ownHeadings: !paged && (s.isArticle() || inParts[p.Doc.MediaType])}
		for _, b := range all[first:end] {
			a.add(b)
		}
	}
	p.Kind = KindOther
	switch {
	case len(s.found) > 1:
		p.Kind = KindArticles
	case s.isArticle() && !paged && !inParts[p.Doc.MediaType]:
		p.Kind = KindArticle
	}
	if p.Title == "" {
		p.Title = s.found[0].Title
	}
	if p.Publisher == "" {
		p.Publisher = s.publisher()
	}
}

// A piece is one article of a page as pages sees it.
type piece struct {
	Article
	first     int // block it begins at
	title     int // block of its title, -1 where it has none
	body      int // block its text begins at
	hasHeader bool
}

// A pages finds the articles of a page and tells header, body and tail of
// each apart.
type pages struct {
	p      *Parse
	text   string
	blocks []block
	found  []piece
	dates  calendar.Order // of slashed dates
}

func (s *pages) plain(i int) string { return plainText(s.blocks[i].of(s.text)) }

func (s *pages) free(i int) bool {
	return i < len(s.blocks) && !s.blocks[i].settled && s.blocks[i].comment < 0
}

func (s *pages) split() {
	s.markCaptions()
	at := s.firstTitle()
	for at >= 0 {
		f := s.header(at)
		s.found = append(s.found, f)
		at = s.nextTitle(f)
	}
	if len(s.found) == 0 && len(s.blocks) > 0 {
		s.found = []piece{{title: -1, Article: Article{Title: s.p.Doc.Meta.Title}}}
	}
	for k := range s.found {
		end := len(s.blocks)
		if k+1 < len(s.found) {
			end = s.found[k+1].first
		}
		s.bodyOf(&s.found[k], end)
	}
	if len(s.found) == 1 {
		s.fromMeta(&s.found[0].Article)
	}
}

// fromMeta fills what the text of the only article of a page does not say from
// what its markup says.
func (s *pages) fromMeta(a *Article) {
	m := s.p.Doc.Meta
	if a.Title == "" {
		a.Title = m.Title
	}
	if a.Byline == "" {
		a.Byline = m.Byline
	}
	if a.Publisher == "" {
		a.Publisher = m.Publisher
	}
	if a.PublishedOn.IsZero() {
		a.PublishedOn = calendar.Parse(m.Published)
	}
}

// isArticle reports whether the page reads as an article: it has a title and a
// mark of one, or running text under it.
func (s *pages) isArticle() bool {
	f := s.found[0]
	if f.Title == "" {
		return false
	}
	if f.hasHeader || f.Byline != "" || !f.PublishedOn.IsZero() || f.Publisher != "" || len(s.p.Comments) > 0 || s.p.Doc.MediaType == "text/html" {
		return true
	}
	prose := 0
	for i := range s.blocks {
		if isProse(s.plain(i)) {
			prose++
		}
	}
	return prose >= 3
}

// publisher is that of every article that names one, "" where they differ.
func (s *pages) publisher() string {
	name := ""
	for _, f := range s.found {
		if f.Publisher == "" {
			continue
		}
		if name != "" && name != f.Publisher {
			return ""
		}
		name = f.Publisher
	}
	return name
}

func (s *pages) articleAt(pos int32) int32 {
	k := int32(0)
	for i := range s.found {
		if i > 0 && s.blocks[s.found[i].first].Start <= pos {
			k = int32(i)
		}
	}
	return k
}

// markCaptions settles captions and what repeats one word by word.
func (s *pages) markCaptions() {
	for i := range s.blocks {
		b := &s.blocks[i]
		if !s.free(i) || b.kind == KindTitle {
			continue
		}
		t := s.plain(i)
		if wordCount(t) <= 45 && captionRe.MatchString(t) && !sourceLine.MatchString(t) {
			s.settle(i, KindCaption, InCaption)
		}
	}
}

func (s *pages) settle(i int, k SectionKind, c Context) {
	s.blocks[i].kind, s.blocks[i].context, s.blocks[i].settled = k, c, true
}

// firstTitle is the block of the first title, -1 where the page has none.
// Short navigation lines in front of it are settled as chrome.
func (s *pages) firstTitle() int {
	meta := titleKey(s.p.Doc.Meta.Title)
	first := -1
	for i := 0; i < len(s.blocks) && i < 60; i++ {
		if s.blocks[i].kind == KindTitle {
			first = i
			break
		}
		if meta != "" && s.free(i) && len(titleKey(s.plain(i))) > 12 && strings.HasPrefix(meta, titleKey(s.plain(i))) {
			first = i
			break
		}
	}
	if first >= 0 {
		for i := 0; i < first; i++ {
			if s.free(i) && s.blocks[i].kind != KindHeading && !isProse(s.plain(i)) && (chromeLine.MatchString(s.plain(i)) || wordCount(s.plain(i)) <= 3) {
				s.settle(i, KindChrome, Chrome)
			}
		}
		return first
	}
	for i := 0; i < len(s.blocks) && i < 30; i++ {
		if !s.free(i) {
			continue
		}
		t := s.plain(i)
		if isProse(t) && !titleLike(t) {
			return -1
		}
		if chromeLine.MatchString(t) || rowOfLinks.MatchString(t) && wordCount(t) <= 16 && capitals(t) > 0.6 && s.nextProseAfter(i) > i+1 && !titleLikeSuffix(t) {
			s.settle(i, KindChrome, Chrome)
			continue
		}
		if _, _, ok := dateLine(t, calendar.DayFirst); ok {
			continue
		}
		if wordCount(t) <= 6 && !stops(t) && s.tinyRun(i+1) >= 3 && wordCount(t) > 2 { // the name of the site over its menu
			s.settle(i, KindChrome, Chrome)
			if s.p.Publisher == "" {
				s.p.Publisher = strings.TrimSpace(oneLine(s.blocks[i].of(s.text)))
			}
			continue
		}
		if n := s.tinyRun(i); n >= 3 {
			for ; n > 0; n-- {
				if s.free(i + n - 1) {
					s.settle(i+n-1, KindChrome, Chrome)
				}
			}
			continue
		}
		if titleLike(t) || s.blocks[i].kind == KindHeading {
			if s.kicker(i) {
				s.settle(i, KindHeading, InHeading)
				continue
			}
			for j := 0; j < i; j++ { // the name of a section, over the title
				if s.free(j) && wordCount(s.plain(j)) <= 5 && !stops(s.plain(j)) && !isDateOrByline(s.plain(j)) {
					s.settle(j, KindHeading, InHeading)
				}
			}
			return i
		}
	}
	return -1
}

func titleLikeSuffix(t string) bool { return titleSuffix.MatchString(t) && wordCount(t) > 6 }

func (s *pages) nextProseAfter(i int) int {
	for j := i + 1; j < len(s.blocks); j++ {
		if isProse(s.plain(j)) {
			return j
		}
	}
	return -1
}

// tinyRun is how many blocks of one or two words follow one another from i.
func (s *pages) tinyRun(i int) int {
	n := 0
	for j := i; j < len(s.blocks) && wordCount(s.plain(j)) <= 2; j++ {
		n++
	}
	return n
}

// kicker reports whether block i is the label over a title: a few words
// without a verb, a longer title under it, and more of the header under that.
func (s *pages) kicker(i int) bool {
	t := s.plain(i)
	if wordCount(t) > 5 || finite.MatchString(t) || i+2 >= len(s.blocks) || !s.free(i+1) {
		return false
	}
	next := s.plain(i + 1)
	if !titleLike(next) || wordCount(next) <= wordCount(t) || isDateOrByline(next) {
		return false
	}
	under := s.plain(i + 2)
	return wordCount(under) < 40 && (isProse(under) || isDateOrByline(under) || inByline.MatchString(under) || strings.Contains(under, ". ") || s.blocks[i+2].settled)
}

func isDateOrByline(t string) bool {
	if _, ok := bylineOf(t); ok {
		return true
	}
	_, _, ok := dateLine(t, calendar.DayFirst)
	return ok || viaLine.MatchString(t)
}

func titleKey(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \u00a0'\"“”‘’.,:|-–—?!", r) {
			return -1
		}
		return r
	}, straight.Replace(s)))
}

var titleSuffix = rx(`\s(?:\||-|:|»|·)\s((?:The )?\p{Lu}[\w&.'-]*(?: (?:of|the|and|&|in|for|\p{Lu}[\w&.'-]*)){0,4})$`)
