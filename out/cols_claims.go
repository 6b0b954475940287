package out

import (
	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/classify"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/out/figure"
	"assay/out/format"
)

func mentionsTable(themes []string) *table[item] {
	m := func(r *item) *classify.Mention { return &r.r.Mentions[r.i] }
	s := func(r *item) *extract.Sentence { return &r.r.Sentences[m(r).Sentence] }
	p := func(c stance.Class) func(r *item) float64 { return func(r *item) float64 { return m(r).P[c] } }
	return &table[item]{name: "mentions", row: "theme in a sentence", key: []string{"mention_id"},
		doc: "One mention per theme and sentence, so that a count of mentions is a count of sentences.",
		cols: []column[item]{
			str("mention_id", "id of the mention: doc_id and ordinal", rowOf),
			docRef(),
			str("article_id", "article it belongs to", func(r *item) string { return r.ref(s(r).Article) }).refs("articles.article_id"),
			str("sentence_id", "sentence it stands in", func(r *item) string { return r.ref(m(r).Sentence) }).refs("sentences.sentence_id"),
			str("theme", "theme of the codebook", func(r *item) string { return m(r).Theme }).enum(themes),
			int32s("start", startDoc+": of the first trigger", func(r *item) int32 { return m(r).Start }),
			int32s("end", endDoc+": of the last trigger", func(r *item) int32 { return m(r).End }),
			str("text", "the trigger, from the first to the last where several were merged, as one line", func(r *item) string { return r.plain(m(r).Span) }),
			str("stance", "what the sentence says of the theme", func(r *item) string { return m(r).Class.String() }).enum(classes),
			float("p_positive", "probability of positive, from 0 to 1", p(stance.Positive)),
			float("p_negative", "probability of negative, from 0 to 1", p(stance.Negative)),
			float("p_mixed", "probability of mixed, from 0 to 1", p(stance.Mixed)),
			float("p_neutral", "probability of neutral, from 0 to 1", p(stance.Neutral)),
			float("score", "p_positive - p_negative, from -1 to 1", func(r *item) float64 { return score(&m(r).Verdict) }),
			str("direction", "the change the sentence speaks of", func(r *item) string { return m(r).Direction.String() }).enum(directions),
			str("tense", "the time the mention speaks of", func(r *item) string { return m(r).Tense.String() }).enum(tenses),
			str("speaker_role", "role of whose word the mention reports; in a comment its author where it reports nobody's", func(r *item) string { return m(r).Role.String() }).enum(roles),
			str("context", "context of the sentence", func(r *item) string { return s(r).Context.String() }).enum(contexts),
			str("rule", "pattern of the codebook that matched, or learnt: no pattern did, the model knows the words", func(r *item) string { return m(r).Rule }),
			cuesColumn(),
			strOrNull("action_id", "the thing asked that its sentence belongs to; null where nothing is", func(r *item) string { return r.ref(s(r).Action) }).refs("actions.action_id"),
		}}
}

// cuesColumn lists what decided the stance of a mention.
func cuesColumn() column[item] {
	return column[item]{Column{Name: "cues", Type: List, Doc: "what decided the stance: first what speaks for it, then what speaks against it, either strongest first", Fields: []Column{
		{Name: "start", Type: Int32, Doc: startDoc},
		{Name: "end", Type: Int32, Doc: endDoc},
		{Name: "text", Type: String, Doc: "the words of the cue as one line, at most 1,000 bytes"},
		{Name: "effect", Type: String, Doc: "the class or property it speaks for"},
		{Name: "weight", Type: Float64, Doc: "contribution to the score of effect, in log-odds"},
		{Name: "by", Type: String, Doc: "what the cue is: words of the sentence, turned_words (praise or blame with what turns it round), heading, context (a heading that asks for something: what is asked for is missing), prior (no words: how such sentences mostly are; its span is empty)"},
	}}, func(b format.Builder, rows []item) {
		list := b.(*array.ListBuilder)
		st := list.ValueBuilder().(*array.StructBuilder)
		start, end := st.FieldBuilder(0).(*array.Int32Builder), st.FieldBuilder(1).(*array.Int32Builder)
		text, effect := st.FieldBuilder(2).(*array.StringBuilder), st.FieldBuilder(3).(*array.StringBuilder)
		weight := st.FieldBuilder(4).(*array.Float64Builder)
		by := st.FieldBuilder(5).(*array.StringBuilder)
		for i := range rows {
			list.Append(true)
			for _, c := range rows[i].r.Mentions[rows[i].i].Cues {
				st.Append(true)
				start.Append(c.Start)
				end.Append(c.End)
				text.Append(rows[i].repeated(c.Span))
				effect.Append(c.Effect)
				weight.Append(round4(c.Weight))
				by.Append(c.By.String())
			}
		}
	}}
}

func nearMissesTable(themes []string) *table[item] {
	m := func(r *item) *classify.NearMiss { return &r.r.NearMisses[r.i] }
	return &table[item]{name: "near_misses", row: "candidate of a theme that a rule rejected", key: []string{"sentence_id", "theme", "rule", "start"},
		cols: []column[item]{
			str("sentence_id", "sentence it stands in", func(r *item) string { return r.ref(m(r).Sentence) }).refs("sentences.sentence_id"),
			str("theme", "theme of the codebook", func(r *item) string { return m(r).Theme }).enum(themes),
			str("rule", "pattern or condition that rejected it", func(r *item) string { return m(r).Rule }),
			int32s("start", startDoc, func(r *item) int32 { return m(r).Start }),
			docRef(),
			int32s("end", endDoc, func(r *item) int32 { return m(r).End }),
			str("text", "the rejected words as one line, at most 1,000 bytes", func(r *item) string { return r.repeated(m(r).Span) }),
			str("reason", "why it was rejected", func(r *item) string { return m(r).Reason }),
		}}
}

// summaryRow is one article x context x theme with its counts.
type summaryRow struct {
	*doc
	article int32
	context extract.Context
	theme   string
	scored  int32
	by      [stance.Classes]int32
}

func (r *summaryRow) mentions() int32 { return r.by[0] + r.by[1] + r.by[2] + r.by[3] }

// fact is a text of the inspection, null in other documents.
func fact(get func(*extract.Inspection) string) func(*summaryRow) string {
	return func(r *summaryRow) string {
		if r.r.Inspection == nil {
			return ""
		}
		return get(r.r.Inspection)
	}
}

func summaryTable(opt Options) *table[summaryRow] {
	themes := opt.Themes
	by := func(c stance.Class) func(*summaryRow) int32 { return func(r *summaryRow) int32 { return r.by[c] } }
	return &table[summaryRow]{name: "theme_summary", row: "document x article x context x theme", key: []string{"doc_id", "article_id", "context", "theme"},
		doc: "Zeros included: every theme has a row for every counted context the article has. The facts of the inspection are repeated for quick grouping.",
		cols: []column[summaryRow]{
			str("doc_id", "id of the document", func(r *summaryRow) string { return r.id }).refs("documents.doc_id"),
			str("article_id", "article the sentences belong to", func(r *summaryRow) string { return r.ref(r.article) }).refs("articles.article_id"),
			str("context", "context of the sentences; only those that are counted", func(r *summaryRow) string { return r.context.String() }).enum(counted),
			str("theme", "theme of the codebook", func(r *summaryRow) string { return r.theme }).enum(themes),
			int32s("sentences_scored", "sentences of the article in the context", func(r *summaryRow) int32 { return r.scored }),
			int32s("mentions", "mentions of the theme, which is the number of sentences that hold it", (*summaryRow).mentions),
			int32s("positive", "mentions with positive stance", by(stance.Positive)),
			int32s("negative", "mentions with negative stance", by(stance.Negative)),
			int32s("mixed", "mentions with mixed stance", by(stance.Mixed)),
			int32s("neutral", "mentions with neutral stance", by(stance.Neutral)),
			floatOrNull("net_stance", "(positive - negative) / mentions, from -1 to 1; null where there are no mentions", func(r *summaryRow) (float64, bool) {
				n := figure.Stances{Positive: int(r.by[stance.Positive]), Negative: int(r.by[stance.Negative]), Mixed: int(r.by[stance.Mixed]), Neutral: int(r.by[stance.Neutral])}
				return n.Net(), n.Total() > 0
			}),
			strOrNull("local_authority", "local authority of the inspection", fact(func(i *extract.Inspection) string { return i.LocalAuthority })),
			day("inspection_start", "first day of the inspection", func(r *summaryRow) extract.Date {
				if r.r.Inspection == nil {
					return extract.Date{}
				}
				return r.r.Inspection.Start
			}),
			strOrNull("framework", "inspection framework", fact(func(i *extract.Inspection) string { return string(i.Framework) })).enum(opt.frameworks()),
			strOrNull("overall_grade", "grade of overall_effectiveness; null where there is none", fact(overall)).enum(opt.grades()),
		}}
}

// summarise counts the mentions of a document by article, context and theme.
// Rows come by article, context in its order, theme in its order.
func summarise(d *doc, themes []string) []summaryRow {
	index := make(map[string]int, len(themes))
	for i, t := range themes {
		index[t] = i
	}
	nc := int(extract.InComment) + 1
	scored := make([]int32, len(d.r.Articles)*nc)
	by := make([][stance.Classes]int32, len(scored)*len(themes))
	for i := range d.r.Sentences {
		s := &d.r.Sentences[i]
		if s.Context.Counted() && d.r.Sentiments[i].Scored {
			scored[int(s.Article)*nc+int(s.Context)]++
		}
	}
	for i := range d.r.Mentions {
		m := &d.r.Mentions[i]
		if s := &d.r.Sentences[m.Sentence]; s.Context.Counted() {
			by[(int(s.Article)*nc+int(s.Context))*len(themes)+index[m.Theme]][m.Class]++
		}
	}
	var rows []summaryRow
	for cell, n := range scored {
		if n == 0 {
			continue
		}
		for t, theme := range themes {
			rows = append(rows, summaryRow{d, int32(cell / nc), extract.Context(cell % nc), theme, n, by[cell*len(themes)+t]})
		}
	}
	return rows
}

// missKey tells apart near misses of one sentence, theme and rule.
type missKey struct {
	sentence    int32
	theme, rule string
	start       int32
}

func keyOf(m *classify.NearMiss) missKey { return missKey{m.Sentence, m.Theme, m.Rule, m.Start} }

// entityKey tells apart the entities of a document.
type entityKey struct {
	corpus.Span
	kind extract.EntityKind
}
