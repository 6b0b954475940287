package out

import (
	"slices"
	"strings"

	"assay/classify"
	"assay/classify/stance"
	"assay/extract"
)

// findingsTable is the one table that needs no join: what is known of a mention
// from its document, inspection, sentence and cues.
func findingsTable(opt Options) *table[item] {
	m := func(r *item) *classify.Mention { return &r.r.Mentions[r.i] }
	s := func(r *item) *extract.Sentence { return &r.r.Sentences[m(r).Sentence] }
	n := func(get func(*extract.Inspection) string) func(*item) string {
		return func(r *item) string {
			if r.r.Inspection == nil {
				return ""
			}
			return get(r.r.Inspection)
		}
	}
	d := func(get func(*extract.Inspection) extract.Date) func(*item) extract.Date {
		return func(r *item) extract.Date {
			if r.r.Inspection == nil {
				return extract.Date{}
			}
			return get(r.r.Inspection)
		}
	}
	label := func(r *item) string {
		if l := opt.Labels[m(r).Theme]; l != "" {
			return l
		}
		return m(r).Theme
	}
	return &table[item]{name: "findings", row: "theme in a sentence, with all that is asked of it", key: []string{"mention_id"},
		doc: "context = 'finding' is what inspectors found: the table holds every mention of every context, so choose the context first. " +
			"Counts take the rows where duplicate_of is null, so that a text that came twice counts once. A row of mentions each, in their order, with no join needed.",
		cols: []column[item]{
			strOrNull("local_authority", "local authority of the inspection in the short common form, such as Bristol; null in other documents", n(func(i *extract.Inspection) string { return i.LocalAuthority })),
			strOrNull("region", "region of England of that authority", n(func(i *extract.Inspection) string { return i.Region })),
			strOrNull("kind", "kind of document by its title; other where unknown", func(r *item) string { return string(r.r.Kind) }).enum(opt.kinds()),
			strOrNull("framework", "inspection framework; null in other documents", n(func(i *extract.Inspection) string { return string(i.Framework) })).enum(opt.frameworks()),
			day("inspection_start", "first day of the inspection; null in other documents", d(func(i *extract.Inspection) extract.Date { return i.Start })),
			day("inspection_end", "last day of the inspection; null in other documents", d(func(i *extract.Inspection) extract.Date { return i.End })),
			int32OrNull("year", "year of inspection_start, else of publication; of a comment, of its posting; null where unknown", func(r *item) (int32, bool) {
				y := r.year(s(r))
				return int32(y), y != 0
			}),
			strOrNull("grade", "grade of overall_effectiveness; null where there is none", n(overall)).enum(opt.grades()),
			strOrNull("outcome", "what a visit without grades came to; null where there is none", n(func(i *extract.Inspection) string { return i.Outcome })).enum(opt.values("outcome")),
			str("theme", "theme of the codebook", func(r *item) string { return m(r).Theme }).enum(opt.Themes),
			str("theme_label", "name of the theme for people", label),
			str("stance", "what the sentence says of the theme", func(r *item) string { return m(r).Class.String() }).enum(classes),
			float("score", "how well it speaks of the theme, from -1 (ill) to 1: probability of positive less that of negative", func(r *item) float64 { return score(&m(r).Verdict) }),
			str("direction", "the change the sentence speaks of", func(r *item) string { return m(r).Direction.String() }).enum(directions),
			str("tense", "the time the mention speaks of", func(r *item) string { return m(r).Tense.String() }).enum(tenses),
			str("speaker_role", "role of whose word the mention reports; in a comment its author where it reports nobody's", func(r *item) string { return m(r).Role.String() }).enum(roles),
			str("context", "what the sentence counts as: finding is what inspectors found", func(r *item) string { return s(r).Context.String() }).enum(contexts),
			str("side", "whether its chapter tells strengths or weaknesses, where the heading says so", func(r *item) string { return s(r).Side.String() }).enum(sides),
			strOrNull("heading", "nearest heading above the sentence; at most 1,000 bytes", func(r *item) string { return r.repeated(s(r).Heading) }),
			str("sentence", "the sentence as one line, without its bullet or paragraph number; at most 4,000 bytes, sentences.text has all", func(r *item) string { return r.clean(m(r).Sentence) }),
			strOrNull("sentence_before", "the sentence before it under the same heading or in the same comment, cleaned likewise; null at the first", func(r *item) string { return r.beside(m(r).Sentence, -1) }),
			strOrNull("sentence_after", "the sentence after it under the same heading or in the same comment, cleaned likewise; null at the last", func(r *item) string { return r.beside(m(r).Sentence, 1) }),
			str("trigger", "the words that name the theme, from the first to the last where several were merged", func(r *item) string { return r.repeated(m(r).Span) }),
			strOrNull("reasons", "the words that spoke for the stance, strongest first, parted by semicolons; null where no single one did; what spoke against it is in mentions.cues", func(r *item) string { return r.reasons(m(r)) }),
			int32OrNull("page", "page of the sentence, counted from 1; null where the format has no pages", func(r *item) (int32, bool) { return page(s(r).Page) }),
			str("uri", "where the document was found: its path relative to the input, then !member for archives and #id for JSONL", func(r *item) string { return r.r.Doc.URI }),
			strOrNull("link", "where the document can be read, at its page; null without --source-base", func(r *item) string {
				return SourceLink(opt.SourceBase, r.r.Doc.URI, r.r.Doc.MediaType, s(r).Page)
			}),
			strOrNull("title", "title of the article, or of the document where the article has none", func(r *item) string {
				return clip(first(r.r.Articles[s(r).Article].Title, r.r.Title))
			}),
			strOrNull("speaker", "who speaks, as printed; null where the text does not say", func(r *item) string { return clip(s(r).Speaker) }),
			strOrNull("number", "printed number of the paragraph", func(r *item) string { return r.repeated(r.r.Sections[s(r).Section].Number) }),
			str("mention_id", "id of the mention: doc_id and ordinal", rowOf).refs("mentions.mention_id"),
			str("sentence_id", "sentence it stands in", func(r *item) string { return r.ref(m(r).Sentence) }).refs("sentences.sentence_id"),
			docRef(),
			str("article_id", "article it belongs to", func(r *item) string { return r.ref(s(r).Article) }).refs("articles.article_id"),
			strOrNull("comment_id", "comment it belongs to; null outside a thread", func(r *item) string { return r.ref(s(r).Comment) }).refs("comments.comment_id"),
			str("section_id", "section it stands in", func(r *item) string { return r.ref(s(r).Section) }).refs("sections.section_id"),
			strOrNull("action_id", "what is asked for in the sentence; null where nothing is", func(r *item) string { return r.ref(s(r).Action) }).refs("actions.action_id"),
			strOrNull("duplicate_of", "doc_id of the first document of the run with the same text; null where this is the first", func(r *item) string {
				if r.x.DuplicateOf == "" {
					return ""
				}
				return DocID(r.x.DuplicateOf)
			}).refs("documents.doc_id"),
		}}
}

// overall is the grade of overall effectiveness, "" where there is none.
func overall(i *extract.Inspection) string {
	for _, j := range i.Judgements {
		if j.Key == "overall_effectiveness" {
			return j.Grade
		}
	}
	return ""
}

// year is the year a sentence is of, 0 where unknown.
func (d *doc) year(s *extract.Sentence) int {
	if s.Comment >= 0 && !d.r.Comments[s.Comment].PostedAt.IsZero() {
		return d.r.Comments[s.Comment].PostedAt.Year()
	}
	if i := d.r.Inspection; i != nil && !i.Start.IsZero() {
		return int(i.Start.Year)
	}
	if !d.pub.IsZero() {
		return int(d.pub.Year)
	}
	return int(d.r.Articles[s.Article].PublishedOn.Year)
}

// Bounds of text that findings repeats, in bytes: the longest sentence of 431
// reports has 700.
const maxSentence = 4000

// bulletMarks begin an item of a list; those of plainMarks only before a space,
// for they begin words and numbers too.
const (
	bulletMarks = "•◼■▪●○◦‣⁃∙·►▶◆✓"
	plainMarks  = "–—―−*-o"
)

// clean is a sentence as one line without the number or bullet it begins with.
func (d *doc) clean(i int32) string {
	s := &d.r.Sentences[i]
	span := s.Span
	if number := d.r.Sections[s.Section].Number; number.Len() > 0 && number.Start == s.Start && number.End < s.End {
		span.Start = number.End
	}
	if span.Len() > 2*maxSentence {
		span.End = span.Start + 2*maxSentence // white space goes before the cut
	}
	text := strings.ToValidUTF8(d.plain(span), "")
	if span.Start > s.Start {
		text = strings.TrimLeft(text, ".):] ")
	}
	text = bare(text)
	if len(text) > maxSentence {
		text = strings.ToValidUTF8(text[:maxSentence], "") + "…"
	}
	return text
}

// bare is text without the marks of a list at its beginning, the text itself
// where nothing else is left.
func bare(text string) string {
	rest := text
	for {
		cut := strings.TrimLeft(rest, bulletMarks+" ")
		if len(cut) > 1 && cut[0] != '"' && strings.IndexAny(cut, plainMarks) == 0 {
			if mark, after, ok := strings.Cut(cut, " "); ok && len([]rune(mark)) == 1 {
				cut = after
			}
		}
		if cut == "" {
			return text
		}
		if cut == rest {
			return rest
		}
		rest = cut
	}
}

// reach is how many sentences are looked at for a neighbour, so that a page of
// captions costs no more than its length.
const reach = 24

// beside is the sentence before (step -1) or after (1) sentence i under the same
// heading or in the same comment, "" where there is none. Captions, tables and
// what the pages repeat are stepped over.
func (d *doc) beside(i, step int32) string {
	all := d.r.Sentences
	s := &all[i]
	for k, n := i+step, 0; k >= 0 && int(k) < len(all) && n < reach; k, n = k+step, n+1 {
		o := &all[k]
		switch {
		case o.Article != s.Article || o.Comment != s.Comment || o.Context == extract.InHeading:
			return ""
		case !o.Context.Scored() && o.Context != extract.Background && o.Context != extract.PreviousInspection:
			continue
		case o.Heading != s.Heading:
			return ""
		}
		return d.clean(k)
	}
	return ""
}

// reasons are the words that spoke for the stance a mention was given, strongest
// first: "still too high; drift". What spoke against it is in mentions.cues.
func (d *doc) reasons(m *classify.Mention) string {
	if list := d.phrases(m, m.Class.String()); list != "" || m.Class != stance.Mixed {
		return list
	}
	return d.phrases(m, stance.Positive.String(), stance.Negative.String())
}

func (d *doc) phrases(m *classify.Mention, effects ...string) string {
	var list []string
	for _, c := range m.Cues {
		if words := d.repeated(c.Span); words != "" && slices.Contains(effects, c.Effect) && !slices.Contains(list, words) {
			list = append(list, words)
		}
	}
	return clip(strings.Join(list, "; "))
}

// first is the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
