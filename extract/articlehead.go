package extract

import (
	"strings"

	"assay/internal/calendar"
)

// header reads the header of the article whose title is block t.
func (s *pages) header(t int) piece {
	f := piece{first: t, title: t, Article: Article{Title: strings.TrimSpace(oneLine(s.blocks[t].of(s.text)))}}
	s.settle(t, KindTitle, InHeading)
	if m := titleSuffix.FindStringSubmatch(plainText(f.Title)); m != nil && wordCount(m[1]) <= 5 && wordCount(f.Title) > wordCount(m[1])+3 {
		f.Publisher = m[1]
	}
	i, standfirsts := t+1, 0
	for ; i < len(s.blocks) && i < t+14; i++ {
		if s.blocks[i].comment >= 0 {
			break
		}
		text := s.plain(i)
		if s.blocks[i].settled && s.blocks[i].kind != KindByline {
			continue
		}
		if s.fact(&f, i, text) {
			f.hasHeader = true
			continue
		}
		if s.bareName(t, i, text) {
			if f.Byline == "" {
				f.Byline = strings.TrimSpace(oneLine(s.blocks[i].of(s.text)))
			}
			s.settle(i, KindByline, Furniture)
			if i+1 < len(s.blocks) && s.free(i+1) && s.role(i+1) {
				s.settle(i+1, KindByline, Furniture)
			}
			f.hasHeader = true
			continue
		}
		if i == t+1 && titleKey(text) == titleKey(f.Title) {
			s.settle(i, KindTitle, InHeading)
			continue
		}
		if chromeLine.MatchString(text) && !isProse(text) {
			s.settle(i, KindChrome, Chrome)
			continue
		}
		if s.blocks[i].kind != KindParagraph || standfirsts >= 2 || !s.standfirst(i, text, standfirsts) {
			break
		}
		standfirsts++
		f.hasHeader = true
		s.settle(i, KindStandfirst, Summary)
		if m := inByline.FindStringSubmatch(text); m != nil && f.Byline == "" {
			f.Byline = m[1]
		}
	}
	f.body = i
	if f.PublishedOn.IsZero() && t > 0 && s.free(t-1) { // the date over the title
		if d, by, ok := dateLine(s.plain(t-1), s.dates); ok {
			f.PublishedOn, f.hasHeader = d, true
			if f.Byline == "" {
				f.Byline = by
			}
			s.settle(t-1, KindByline, Furniture)
		}
	}
	return f
}

// fact reads a block of the header that says who, when or from where.
func (s *pages) fact(f *piece, i int, text string) bool {
	if m := viaLine.FindStringSubmatch(text); m != nil && wordCount(text) <= 20 {
		f.SourceNote = strings.TrimSpace(oneLine(s.blocks[i].of(s.text)))
		name := m[1]
		if st, from, _ := calendar.FindLine(name); st.Kind != calendar.NoTime {
			if st.Settle(s.dates); f.PublishedOn.IsZero() {
				f.PublishedOn = st.Day()
			}
			name = strings.TrimRight(name[:from], " ,(")
			name = strings.TrimSuffix(strings.TrimSuffix(name, " on"), " in")
		}
		if capitals(name) > 0.6 && !strings.Contains(name, "://") {
			f.Publisher = strings.TrimSpace(name)
		}
		s.settle(i, KindSourceNote, Furniture)
		return true
	}
	if by := s.p.Doc.Meta.Byline; by != "" && s.blocks[i].kind == KindByline && strings.Contains(squashed(text), squashed(strings.Split(by, "; ")[0])) {
		if st, _, _ := calendar.FindLine(text); st.Kind != calendar.NoTime && f.PublishedOn.IsZero() {
			st.Settle(s.dates)
			f.PublishedOn = st.Day()
		}
		if f.Byline == "" {
			f.Byline = by
		}
		s.settle(i, KindByline, Furniture)
		return true
	}
	if name, ok := bylineOf(text); ok {
		if st, from, _ := calendar.FindLine(text); st.Kind != calendar.NoTime && f.PublishedOn.IsZero() {
			st.Settle(s.dates)
			f.PublishedOn = st.Day()
			if at := strings.Index(text, name) + len(name); at < from || from > 0 {
				name = strings.TrimRight(strings.TrimSuffix(name, " on"), " ,")
			}
		}
		if f.Byline == "" {
			f.Byline = name
		}
		s.settle(i, KindByline, Furniture)
		return true
	}
	if d, by, ok := dateLine(text, s.dates); ok {
		if f.PublishedOn.IsZero() {
			f.PublishedOn = d
		}
		if f.Byline == "" {
			f.Byline = by
		}
		s.settle(i, KindByline, Furniture)
		return true
	}
	if s.blocks[i].kind == KindByline { // the markup says so
		if personRe.MatchString(text) && f.Byline == "" {
			f.Byline = text
		}
		return true
	}
	return false
}

// squashed is a text in small letters without white space.
func squashed(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }

// bareName reports whether block i is a byline without "by": a person's name
// alone, right under the title, or next to a line of the date.
func (s *pages) bareName(title, i int, text string) bool {
	if !personRe.MatchString(text) || wordCount(text) > 4 || finite.MatchString(text) {
		return false
	}
	if i+1 < len(s.blocks) {
		if _, _, ok := dateLine(s.plain(i+1), s.dates); ok {
			return true
		}
	}
	if i+2 < len(s.blocks) && s.role(i+1) {
		return true
	}
	if _, _, ok := dateLine(s.plain(i-1), s.dates); ok && i-1 > title {
		return true
	}
	return i <= title+2 && i+1 < len(s.blocks) && isProse(s.plain(i+1))
}

// role reports whether block i, under a name, is what the author does: a few
// words in front of the date.
func (s *pages) role(i int) bool {
	t := s.plain(i)
	if wordCount(t) > 6 || stops(t) || finite.MatchString(t) || i+1 >= len(s.blocks) {
		return false
	}
	_, _, ok := dateLine(s.plain(i+1), s.dates)
	return ok
}

// standfirst reports whether block i, under the title, is the summary of the
// article: more of the header follows it, or it is a line no full stop ends in
// front of running text.
func (s *pages) standfirst(i int, text string, before int) bool {
	if wordCount(text) > 60 || wordCount(text) < 4 {
		return false
	}
	if inByline.MatchString(text) {
		return true
	}
	for j := i + 1; j <= i+2 && j < len(s.blocks); j++ {
		next := s.plain(j)
		if s.blocks[j].kind == KindCaption || isDateOrByline(next) || s.bareName(i, j, next) || wordCount(next) <= 60 && inByline.MatchString(next) {
			return j == i+1 || wordCount(s.plain(i+1)) <= 60
		}
	}
	return before == 0 && !stops(text) && wordCount(text) >= 7 && i+1 < len(s.blocks) && isProse(s.plain(i+1)) && s.blocks[i].gap > 0
}
