package out

import (
	"time"

	"assay/extract"
)

func commentsTable() *table[item] {
	c := func(r *item) *extract.Comment { return &r.r.Comments[r.i] }
	return &table[item]{name: "comments", row: "comment of a thread", key: []string{"comment_id"},
		doc: "The text of a comment is that of its sentences.",
		cols: []column[item]{
			str("comment_id", "id of the comment: doc_id and ordinal", rowOf),
			docRef(),
			str("article_id", "article it comments on", func(r *item) string { return r.ref(c(r).Article) }).refs("articles.article_id"),
			strOrNull("parent_id", "comment it replies to; null at the top of a thread", func(r *item) string { return r.ref(c(r).Parent) }).refs("comments.comment_id"),
			int32s("depth", "how deep the reply is, 0 at the top", func(r *item) int32 { return c(r).Depth }),
			int32s("ordinal", ordDoc, func(r *item) int32 { return r.i }),
			strOrNull("author", "author as printed", func(r *item) string { return clip(c(r).Author) }),
			instant("posted_at", "wall time as printed, without a zone", false, func(r *item) (time.Time, bool) { return wall(c(r).PostedAt), !c(r).PostedAt.IsZero() }),
			instant("posted_at_utc", "instant in UTC; null unless the page gives a zone", true, func(r *item) (time.Time, bool) {
				return c(r).PostedAt.UTC(), c(r).HasZone && !c(r).PostedAt.IsZero()
			}),
			strOrNull("posted_as_printed", "time of posting as printed", func(r *item) string { return clip(squash(c(r).PostedPrinted)) }),
			int32s("start", startDoc, func(r *item) int32 { return c(r).Start }),
			int32s("end", endDoc, func(r *item) int32 { return c(r).End }),
			int32s("words", "words and numbers of its body", func(r *item) int32 { return r.words(r.i) }),
		}}
}

// wall is the reading of t's own clock, as if it were UTC.
func wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

func quotesTable() *table[item] {
	q := func(r *item) *extract.Quote { return &r.r.Quotes[r.i] }
	return &table[item]{name: "quotes", row: "quotation of speech", key: []string{"quote_id"},
		cols: []column[item]{
			str("quote_id", "id of the quotation: doc_id and ordinal", rowOf),
			docRef(),
			strOrNull("sentence_id", "sentence it begins in; null outside any", func(r *item) string { return r.ref(r.sentenceAt(q(r).Start)) }).refs("sentences.sentence_id"),
			int32s("start", startDoc, func(r *item) int32 { return q(r).Start }),
			int32s("end", endDoc, func(r *item) int32 { return q(r).End }),
			str("text", "the quotation as one line", func(r *item) string { return r.plain(q(r).Span) }),
			strOrNull("speaker", "who speaks, as printed; null where the text does not say", func(r *item) string { return clip(q(r).Speaker) }),
			str("speaker_role", "role of who speaks", func(r *item) string { return q(r).Role.String() }).enum(roles),
			strOrNull("cue", "the verb or phrase of saying; null where none", func(r *item) string { return r.repeated(q(r).Cue) }),
		}}
}

func entitiesTable() *table[item] {
	e := func(r *item) *extract.Entity { return &r.r.Entities[r.i] }
	return &table[item]{name: "entities", row: "entity mention", key: []string{"doc_id", "start", "end", "kind"},
		cols: []column[item]{
			docRef(),
			int32s("start", startDoc, func(r *item) int32 { return e(r).Start }),
			int32s("end", endDoc, func(r *item) int32 { return e(r).End }),
			str("kind", "what it is", func(r *item) string { return e(r).Kind.String() }).enum(entityKinds),
			strOrNull("sentence_id", "sentence it stands in; null outside any", func(r *item) string { return r.ref(e(r).Sentence) }).refs("sentences.sentence_id"),
			str("text", "the words as printed, as one line", func(r *item) string { return r.plain(e(r).Span) }),
			strOrNull("key", "key in a register, such as a GSS code or URN; null where it has none", func(r *item) string { return e(r).Key }),
			strOrNull("value", "normalised value: ISO date, number, grade, canonical name", func(r *item) string { return clip(e(r).Value) }),
		}}
}
