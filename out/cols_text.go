package out

import (
	"assay/classify/stance"
	"assay/extract"
	"assay/extract/text"
)

// names lists the names of an enumeration whose values are 0 to n-1.
func names[E interface {
	~uint8
	String() string
}](n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = E(i).String()
	}
	return list
}

// tagNames are the names of the parts of speech by Tag.
var tagNames = names[extract.Tag](256)

// The closed lists of the packages before this one, in their order.
var (
	sectionKinds = names[extract.SectionKind](extract.SectionKinds)
	contexts     = names[extract.Context](int(extract.Chrome) + 1)
	counted      = names[extract.Context](int(extract.InComment) + 1)
	roles        = names[extract.Role](int(extract.Commenter) + 1)
	tenses       = names[extract.Tense](int(extract.Planned) + 1)
	tokenKinds   = names[extract.TokenKind](int(extract.TokenEmail) + 1)
	entityKinds  = names[extract.EntityKind](int(extract.Legislation) + 1)
	classes      = names[stance.Class](stance.Classes)
	directions   = names[stance.Direction](int(stance.Worsening) + 1)
)

func sectionsTable() *table[item] {
	s := func(r *item) *extract.Section { return &r.r.Sections[r.i] }
	return &table[item]{name: "sections", row: "section", key: []string{"section_id"},
		doc: "A section is a block (heading, paragraph, list item) or a headed part that holds blocks; a part stands before what it holds.",
		cols: []column[item]{
			str("section_id", "id of the section: doc_id and ordinal", rowOf),
			docRef(),
			str("article_id", "article it belongs to", func(r *item) string { return r.ref(s(r).Article) }).refs("articles.article_id"),
			strOrNull("parent_id", "section that holds it; null at the top", func(r *item) string { return r.ref(s(r).Parent) }).refs("sections.section_id"),
			int32s("ordinal", ordDoc, func(r *item) int32 { return r.i }),
			str("kind", "form of the section", func(r *item) string { return s(r).Kind.String() }).enum(sectionKinds),
			str("context", "what its sentences count as", func(r *item) string { return s(r).Context.String() }).enum(contexts),
			int32s("level", "heading level, 1 the highest; 0 for a block that is no heading", func(r *item) int32 { return int32(s(r).Level) }),
			strOrNull("heading", "nearest heading above it, its own for a headed part; at most 1,000 bytes", func(r *item) string { return r.repeated(s(r).Heading) }),
			strOrNull("number", "printed number of the paragraph or heading", func(r *item) string { return r.repeated(s(r).Number) }),
			int32OrNull("page", "page of its first byte, counted from 1; null where the format has no pages", func(r *item) (int32, bool) { return page(s(r).Page) }),
			int32s("start", startDoc, func(r *item) int32 { return s(r).Start }),
			int32s("end", endDoc, func(r *item) int32 { return s(r).End }),
			str("side", "what the evaluation of its chapter is about, where the heading says so", func(r *item) string { return s(r).Side.String() }).enum(sides),
		}}
}

func sentencesTable() *table[item] {
	s := func(r *item) *extract.Sentence { return &r.r.Sentences[r.i] }
	p := func(c stance.Class) func(r *item) (float64, bool) {
		return func(r *item) (float64, bool) { v := &r.r.Sentiments[r.i]; return v.P[c], v.Scored }
	}
	return &table[item]{name: "sentences", row: "sentence", key: []string{"sentence_id"},
		doc: "Sentiment, its probabilities and score are null where the context is not scored.",
		cols: []column[item]{
			str("sentence_id", "id of the sentence: doc_id and ordinal", rowOf),
			docRef(),
			str("article_id", "article it belongs to", func(r *item) string { return r.ref(s(r).Article) }).refs("articles.article_id"),
			str("section_id", "section it stands in", func(r *item) string { return r.ref(s(r).Section) }).refs("sections.section_id"),
			strOrNull("comment_id", "comment it belongs to; null outside a thread", func(r *item) string { return r.ref(s(r).Comment) }).refs("comments.comment_id"),
			int32s("ordinal", ordDoc, func(r *item) int32 { return r.i }),
			int32OrNull("page", "page of its first byte, counted from 1; null where the format has no pages", func(r *item) (int32, bool) { return page(s(r).Page) }),
			int32s("start", startDoc, func(r *item) int32 { return s(r).Start }),
			int32s("end", endDoc, func(r *item) int32 { return s(r).End }),
			str("text", "the sentence as one line: "+flatDoc, func(r *item) string { return r.plain(s(r).Span) }),
			strOrNull("heading", "nearest heading above it; at most 1,000 bytes", func(r *item) string { return r.repeated(s(r).Heading) }),
			str("context", "what the sentence counts as", func(r *item) string { return s(r).Context.String() }).enum(contexts),
			strOrNull("speaker", "who speaks, as printed; null where the text does not say", func(r *item) string { return clip(s(r).Speaker) }),
			str("speaker_role", "role of who speaks", func(r *item) string { return s(r).Role.String() }).enum(roles),
			str("tense", "the time the sentence speaks of", func(r *item) string { return s(r).Tense.String() }).enum(tenses),
			int32s("tokens", "number of its rows in tokens", func(r *item) int32 { return s(r).EndToken - s(r).FirstToken }),
			strOrNull("sentiment", "sentiment of the whole sentence", func(r *item) string {
				if v := &r.r.Sentiments[r.i]; v.Scored {
					return v.Class.String()
				}
				return ""
			}).enum(classes),
			floatOrNull("p_positive", "probability of positive, from 0 to 1", p(stance.Positive)),
			floatOrNull("p_negative", "probability of negative, from 0 to 1", p(stance.Negative)),
			floatOrNull("p_mixed", "probability of mixed, from 0 to 1", p(stance.Mixed)),
			floatOrNull("p_neutral", "probability of neutral, from 0 to 1", p(stance.Neutral)),
			floatOrNull("score", "p_positive - p_negative, from -1 to 1", func(r *item) (float64, bool) {
				v := &r.r.Sentiments[r.i]
				return score(&v.Verdict), v.Scored
			}),
			str("side", "what the evaluation of its chapter is about, where the heading says so", func(r *item) string { return s(r).Side.String() }).enum(sides),
			strOrNull("number", "printed number of the paragraph or item that begins with it", func(r *item) string { return r.repeated(s(r).Number) }),
			strOrNull("action_id", "the thing asked that it belongs to; null where nothing is", func(r *item) string { return r.ref(s(r).Action) }).refs("actions.action_id"),
		}}
}

// score is the difference of the rounded probabilities, so that the three
// columns agree to the last decimal.
func score(v *stance.Verdict) float64 {
	return round4(v.P[stance.Positive]) - round4(v.P[stance.Negative])
}

// tokenRow is the i-th token of sentence s.
type tokenRow struct {
	*doc
	t    *extract.Token
	s, i int32
}

func tokensTable() *table[tokenRow] {
	return &table[tokenRow]{name: "tokens", row: "token", key: []string{"sentence_id", "i"},
		cols: []column[tokenRow]{
			str("sentence_id", "sentence it belongs to", func(r *tokenRow) string { return r.ref(r.s) }).refs("sentences.sentence_id"),
			int32s("i", "position in the sentence, counted from 0", func(r *tokenRow) int32 { return r.i }),
			str("doc_id", "id of the document", func(r *tokenRow) string { return r.id }).refs("documents.doc_id"),
			int32s("start", startDoc, func(r *tokenRow) int32 { return r.t.Start }),
			int32s("end", endDoc, func(r *tokenRow) int32 { return r.t.End }),
			str("text", "the token as printed; whole again where a line or page break stands in it", func(r *tokenRow) string {
				return text.Whole(r.t.Of(r.r.Doc.Text), r.t.Lemma)
			}),
			str("lemma", "dictionary form in lower case", func(r *tokenRow) string { return r.t.Lemma }),
			str("pos", "part of speech, Penn Treebank tag", func(r *tokenRow) string { return tagNames[r.t.Tag] }),
			str("kind", "form of the token", func(r *tokenRow) string { return r.t.Kind.String() }).enum(tokenKinds),
		}}
}

func textsTable() *table[item] {
	return &table[item]{name: "texts", row: "document, with its text", key: []string{"doc_id"},
		doc: "Only written with --with-text. Every start and end is an offset into the UTF-8 bytes of this text.",
		cols: []column[item]{
			docRef(),
			str("text", "normalised text: NFC, line ends as \\n; start and end count its UTF-8 bytes", func(r *item) string { return r.r.Doc.Text }),
		}}
}
