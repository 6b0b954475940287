package html

import (
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/vocabulary"
	dates "assay/internal/calendar"
	"assay/internal/lazyregexp"
)

// The day of publication, as the page prints it for its readers. Metadata give it
// in universal time often enough that their day is one off: a day printed beside
// the title that is one day from theirs is the local one, and wins. Nothing is
// taken from running text.

// publishedTags are the names of meta elements that state the day, the surest
// first.
var publishedTags = strings.Fields(`article:published_time og:article:published_time datepublished dc.date.issued
	dc.date.created dcterms.created dcterms.issued dc.date dcterms.date date pubdate publishdate publish-date
	publication_date citation_publication_date parsely-pub-date sailthru.date cxenseparse:recs:publishtime
	originalpublicationdate published article.published`)

// setPublished fills the day of publication. stated is what the page's linked
// data say, tags what its meta elements do.
func setPublished(t *dom.Tree, m *doc.Meta, stated string, tags map[string]string) {
	if d := dates.ISODay(stated); d != "" {
		m.Published, m.PublishedSource = d, "jsonld"
	}
	for _, k := range publishedTags {
		if m.Published != "" {
			break
		}
		if d := dates.ISODay(tags[k]); d != "" {
			m.Published, m.PublishedSource = d, "html_meta"
		}
	}
	if m.Published == "" {
		if d := publishedTime(t); d != "" {
			m.Published, m.PublishedSource = d, "html_time"
		}
	}
	printed, sure := printedDay(t, m.Title)
	switch {
	case printed == "":
	case m.Published == "" && sure:
		m.Published, m.PublishedSource = printed, "html_printed"
	case m.Published != printed && daysApart(m.Published, printed) == 1:
		m.Published, m.PublishedSource = printed, "html_printed"
	}
	if m.Published == "" {
		if d := addressDay(t, tags["og:url"]); d != "" {
			m.Published, m.PublishedSource = d, "html_address"
		} else if d := datelineDay(t, m.Title); d != "" {
			m.Published, m.PublishedSource = d, "html_printed"
		}
	}
}

// rxDateline is how the first paragraph of a message of an agency begins: "SELMOUTH, 3 May
// 2021 –".
var rxDateline = lazyregexp.New(`^\p{Lu}[\p{Lu}\p{Ll} .,'’()/-]{2,50},\s+(?:\p{L}{3,10}day,?\s+)?(\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,9}\.?,?\s+\d{4}|\p{L}{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})\s*(?:\([^)]{2,40}\)\s*)?[–—:/-]`)

// datelineDay is the day in the dateline of the first paragraphs below the title.
func datelineDay(t *dom.Tree, title string) string {
	at := titleNode(t, title)
	if at < 0 {
		return ""
	}
	paragraphs := 0
	for j := at; j < min(at+nodesAfterTitle, int32(len(t.Nodes))) && paragraphs < 3; j++ {
		if t.Tag(j) != atom.P || t.Skip[j] || aside(t, j) {
			continue
		}
		paragraphs++
		if m := rxDateline.FindStringSubmatch(t.Text(j, headLine, nil)); m != nil {
			return dates.ISODay(m[1])
		}
	}
	return ""
}

// daysApart is how many days lie between two days, -1 where one is none.
func daysApart(a, b string) int {
	x, errX := time.Parse(time.DateOnly, a)
	y, errY := time.Parse(time.DateOnly, b)
	if errX != nil || errY != nil {
		return -1
	}
	return int(max(x.Sub(y), y.Sub(x)) / (24 * time.Hour))
}

// What is looked at for the printed day: short blocks from just before the title
// to the first paragraph of running text.
const (
	nodesBeforeTitle = 80
	nodesAfterTitle  = 400
	headParagraph    = 200 // bytes
	headLine         = 200 // bytes
)

// printedDay is the day printed beside the title of the article. sure says that
// the line says so, or says nothing else.
func printedDay(t *dom.Tree, title string) (day string, sure bool) {
	at := titleNode(t, title)
	if at < 0 {
		return "", false
	}
	for j := max(at-nodesBeforeTitle, 0); j < min(at+nodesAfterTitle, int32(len(t.Nodes))); {
		if t.Skip[j] || aside(t, j) {
			j = max(t.End[j], j+1)
			continue
		}
		if !t.IsElement(j) || !lowest(t, j) {
			j++
			continue
		}
		s := t.Text(j, headParagraph+50, nil)
		switch {
		case len(s) >= headParagraph && j > at && t.Tag(j) != atom.Ul:
			if day == "" {
				day, sure = footerDay(t, j)
			}
			return day, sure
		case s != "" && len(s) < headLine:
			if d, labelled, alone := dayOfLine(s); d != "" && (labelled || alone || day == "") && !sure {
				day, sure = d, labelled || alone
				if labelled {
					return day, true
				}
			}
		}
		j = t.End[j]
	}
	return day, sure
}

// footerDay is the day that the footer of the article says it was published on, behind
// node from.
func footerDay(t *dom.Tree, from int32) (day string, sure bool) {
	for j := from; j < int32(len(t.Nodes)); j++ {
		if t.Tag(j) != atom.Footer || !within(t, j, atom.Article) || t.Skip[j] || outsideArticle(t, t.Parent[j]) {
			continue
		}
		if d, labelled, _ := dayOfLine(t.Text(j, headLine, nil)); d != "" && labelled {
			return d, true
		}
	}
	return "", false
}

// titleNode is the heading that prints the title, -1 where none does.
func titleNode(t *dom.Tree, title string) int32 {
	key := doc.Squeeze(title)
	first := int32(-1)
	for k := range t.Nodes {
		i := int32(k)
		switch t.Tag(i) {
		case atom.H1, atom.H2, atom.H3:
		default:
			continue
		}
		if h := doc.Squeeze(t.Text(i, 400, nil)); key != "" && h == key {
			return i
		}
		if first < 0 && t.Tag(i) == atom.H1 {
			first = i
		}
	}
	return first
}

// aside reports what stands beside the article: navigation, boxes, comments.
func aside(t *dom.Tree, j int32) bool {
	switch t.Tag(j) {
	case atom.Aside, atom.Nav, atom.Form:
		return true
	case atom.Footer: // that of the article may say when it was posted
		return !within(t, j, atom.Article)
	case 0:
		return false
	}
	return vocabulary.ItemEvidence(t, j) > vocabulary.NoEvidence || chromeElement(t, j)
}

// within reports whether an element of that name is around j.
func within(t *dom.Tree, j int32, tag atom.Atom) bool {
	for p := t.Parent[j]; p >= 0; p = t.Parent[p] {
		if t.Tag(p) == tag {
			return true
		}
	}
	return false
}

// lowest reports a block element that holds no other.
func lowest(t *dom.Tree, j int32) bool {
	if !dom.IsBlock(t.Tag(j)) && t.Tag(j) != atom.Time && t.Tag(j) != atom.Span {
		return false
	}
	for q := j + 1; q < t.End[j]; q++ {
		if dom.IsBlock(t.Tag(q)) {
			return false
		}
	}
	return true
}

var (
	rxPublishedWord  = lazyregexp.New(`(?i)\b(?:published|posted|first published|issued|released?|date|created|publication date|veröffentlicht|publié|publicado|pubblicato|gepubliceerd)\b`)
	rxPublishedLabel = lazyregexp.New(`(?i)^\W*(?:this (?:entry|article|post|story|page|item) (?:was|has been) )?(?:(?:date|day) )?(?:of )?(?:first |originally )?(?:published|publication date|publication|posted|issued|released?|date|created|veröffentlicht|publié|publicado|pubblicato|gepubliceerd)(?: date)?(?: on| at| online| le| el| il| am| op)?\W*(?:\p{L}{3,10}day)?\W*$`)
	rxUpdatedWord    = lazyregexp.New(`(?i)\b(?:updated?|modified|amended|edited|revised|reviewed|changed|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt|event|deadline|closes?|closing|expires?)\b`)
	rxBesideDay      = lazyregexp.New(`(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:bst|gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|[ap]\.?m\.?|at|on|et|ct|pt)\b|[0-9:.,|·•()\-–— ]+`)
)

// dayOfLine is the first day a line prints that is not one of an update.
// labelled says that a word says it is that of publication, alone that the line
// says nothing else.
func dayOfLine(s string) (day string, labelled, alone bool) {
	rest := s
	for range 3 {
		st, from, to := dates.Find(rest)
		if st.Kind < dates.CalendarDay || to <= from {
			return "", false, false
		}
		label := rest[:from]
		if rxUpdatedWord.MatchString(label) && !rxPublishedWord.MatchString(label) {
			rest = rest[to:]
			continue
		}
		others := rxBesideDay.ReplaceAllString(label+" "+rest[to:], "")
		if k := strings.LastIndexAny(label, "|·•.;–—"); k >= 0 {
			label = label[k:]
		}
		labelled = rxPublishedLabel.MatchString(label) || rxPublishedLabel.MatchString(rxBesideDay.ReplaceAllString(label, " "))
		return st.At.Format(time.DateOnly), labelled, len(others) < 3
	}
	return "", false, false
}

// rxAddressDay is a day in the address of a page.
var rxAddressDay = lazyregexp.New(`/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/_-]|$)|/((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[/_-]|$)`)

// rxAddressMonth is one with the month in letters: "/2021/may/03/".
var rxAddressMonth = lazyregexp.New(`(?i)/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(0?[1-9]|[12]\d|3[01])(?:[/_-]|$)`)

// addressDay is the day in the page's own address.
func addressDay(t *dom.Tree, ogURL string) string {
	address := ogURL
	for k := range t.Nodes {
		if i := int32(k); t.Tag(i) == atom.Link && strings.EqualFold(t.Attr(i, "rel"), "canonical") {
			address = t.Attr(i, "href")
			break
		}
	}
	if m := rxAddressDay.FindStringSubmatch(address); m != nil {
		return dates.ISODay(m[1] + m[4] + "/" + m[2] + m[5] + "/" + m[3] + m[6])
	}
	if m := rxAddressMonth.FindStringSubmatch(address); m != nil {
		return dates.ISODay(m[3] + " " + m[2] + " " + m[1])
	}
	return ""
}

// publishedTime is the day of the first time element that is marked as the
// date of publication and lies in no comment or list of links.
func publishedTime(t *dom.Tree) string {
	for k := range t.Nodes {
		i := int32(k)
		mark := strings.EqualFold(t.Attr(i, "itemprop"), "datePublished") ||
			(t.Tag(i) == atom.Time || t.Tag(i) == atom.Abbr) && (t.HasAttr(i, "pubdate") || t.HasToken(i, "published", "entry-date", "post-date", "date-published", "dt-published"))
		if !mark || !t.IsElement(i) || outsideArticle(t, i) {
			continue
		}
		for _, v := range []string{t.Attr(i, "datetime"), t.Attr(i, "content"), t.Attr(i, "title"), t.Text(i, 60, nil)} {
			if d := dates.ISODay(v); d != "" {
				return d
			}
		}
	}
	return bareTime(t)
}

// outsideArticle reports an element of a comment or of a list of links.
func outsideArticle(t *dom.Tree, i int32) bool {
	for p := t.Parent[i]; p >= 0; p = t.Parent[p] {
		if vocabulary.ItemEvidence(t, p) > vocabulary.NoEvidence || t.Tag(p) == atom.Aside || t.Tag(p) == atom.Nav || t.Tag(p) == atom.Footer {
			return true
		}
	}
	return false
}

// bareTime is the day of a time element without a mark, where all of the head of
// the article agree on it.
func bareTime(t *dom.Tree) string {
	at := titleNode(t, "")
	if at < 0 {
		return ""
	}
	found := ""
	for j := max(at-nodesBeforeTitle, 0); j < min(at+nodesAfterTitle, int32(len(t.Nodes))); j++ {
		if t.Tag(j) == atom.P && j > at && len(t.Text(j, headParagraph+50, nil)) >= headParagraph {
			break
		}
		if t.Tag(j) != atom.Time && (t.Tag(j) != atom.Abbr || t.Attr(j, "title") == "") || t.Skip[j] || outsideArticle(t, j) {
			continue
		}
		if rxUpdatedWord.MatchString(t.Text(t.Parent[j], 60, nil)) && !rxPublishedWord.MatchString(t.Text(t.Parent[j], 60, nil)) {
			continue
		}
		d := dates.ISODay(t.Attr(j, "datetime"))
		if d == "" && t.Tag(j) == atom.Abbr {
			d = dates.ISODay(t.Attr(j, "title"))
		}
		if d == "" {
			d = dates.ISODay(t.Text(j, 60, nil))
		}
		if d != "" && found == "" {
			found = d
		}
	}
	return found
}
