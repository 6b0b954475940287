package out

import (
	"encoding/hex"

	"assay/extract"
)

// Orders of values that are not an enumeration of another package.
var (
	kinds = []string{extract.KindILACS, extract.KindSIF, extract.KindLookedAfter, extract.KindLSCB, extract.KindFocusedVisit,
		extract.KindMonitoringVisit, extract.KindJTAI, extract.KindAreaSEND, extract.KindSchool,
		extract.KindArticle, extract.KindArticles, extract.KindOther}
	grades     = []string{"outstanding", "good", "requires improvement", "adequate", "inadequate"}
	statuses   = []string{"graded", "not_in_framework", "discontinued", "not_in_report", "unreadable"}
	frameworks = []string{"ILACS", "SIF", "other"}
	visits     = []string{"short", "standard", "focused", "monitoring", "reinspection"}
	pubSources = []string{"document", "metadata", "file_name"}
)

func documentsTable(meta []MetaColumn) *table[item] {
	cols := []column[item]{
		str("doc_id", "id of the document: the first 16 hex digits of the SHA-256 of its uri", func(r *item) string { return r.id }),
		str("uri", "where the document was found: its path relative to the input, then !member for archives and #id for JSONL", func(r *item) string { return r.r.Doc.URI }),
		str("media_type", "what the document is by its content, such as application/pdf", func(r *item) string { return r.r.Doc.MediaType }),
		int64OrNull("bytes", "size as stored, in bytes; null where the container does not say", func(r *item) (int64, bool) { return r.r.Doc.Size, r.r.Doc.Size >= 0 }),
		str("sha256", "SHA-256 of the bytes as stored, in hex: tells versions at one uri apart", func(r *item) string { return hex.EncodeToString(r.r.Doc.SHA256[:]) }),
		strOrNull("kind", "kind of document by its title; other where unknown", func(r *item) string { return r.r.Kind }).enum(kinds),
		strOrNull("title", "title as the document gives it", func(r *item) string { return clip(r.r.Title) }),
		strOrNull("publisher", "who published it, as the document says", func(r *item) string { return clip(r.r.Publisher) }),
		strOrNull("language", "language as the document says, such as en", func(r *item) string { return r.r.Language }),
		int32OrNull("pages", "number of pages; null where the format has none", func(r *item) (int32, bool) { return int32(len(r.r.Doc.Pages)), len(r.r.Doc.Pages) > 0 }),
		int32s("articles", "number of rows in articles", func(r *item) int32 { return int32(len(r.r.Articles)) }),
		int32s("sentences", "number of rows in sentences", func(r *item) int32 { return int32(len(r.r.Sentences)) }),
		int32s("tokens", "number of rows in tokens", func(r *item) int32 { return int32(len(r.r.Tokens)) }),
		int32s("words", "number of tokens that are words or numbers", func(r *item) int32 {
			n := int32(0)
			for i := range r.r.Tokens {
				if k := r.r.Tokens[i].Kind; k == extract.TokenWord || k == extract.TokenNumber {
					n++
				}
			}
			return n
		}),
		float("text_quality", "how sound the text is, from 0 (unusable) to 1: share of letters, replacement characters, empty pages", func(r *item) float64 { return float64(r.r.Doc.Quality) }),
		strOrNull("duplicate_of", "doc_id of the first document of the run with the same text; null where this is the first", func(r *item) string {
			if r.x.DuplicateOf == "" {
				return ""
			}
			return DocID(r.x.DuplicateOf)
		}).refs("documents.doc_id"),
	}
	for i, m := range meta {
		cols = append(cols, metaColumn(i, m))
	}
	return &table[item]{name: "documents", row: "document", key: []string{"doc_id"}, cols: cols}
}

// docRef is the doc_id column of every table but documents.
func docRef() column[item] {
	return str("doc_id", "id of the document", func(r *item) string { return r.id }).refs("documents.doc_id")
}

const (
	startDoc = "first byte in the normalised text of the document (table texts), counted from 0"
	endDoc   = "the byte after the last, in the normalised text of the document"
	flatDoc  = "every run of white space is one space, words broken after a hyphen at a line end are whole again, running headers and footers inside are left out"
	ordDoc   = "position in the document, counted from 0"
)

func articlesTable() *table[item] {
	a := func(r *item) *extract.Article { return &r.r.Articles[r.i] }
	return &table[item]{name: "articles", row: "article in a document", key: []string{"article_id"},
		doc: "Every document has at least one article; a report is one.",
		cols: []column[item]{
			str("article_id", "id of the article: doc_id and ordinal", rowOf),
			docRef(),
			int32s("ordinal", ordDoc, func(r *item) int32 { return r.i }),
			strOrNull("title", "title of the article", func(r *item) string { return clip(a(r).Title) }),
			strOrNull("byline", "author as printed", func(r *item) string { return clip(a(r).Byline) }),
			day("published_on", "day of publication as the article gives it", func(r *item) extract.Date { return a(r).PublishedOn }),
			strOrNull("publisher", "who published the article, as the document says", func(r *item) string { return clip(a(r).Publisher) }),
			strOrNull("source_note", "printed note of where the article comes from", func(r *item) string { return clip(a(r).SourceNote) }),
			int32s("start", startDoc, func(r *item) int32 { return a(r).Start }),
			int32s("end", endDoc, func(r *item) int32 { return a(r).End }),
		}}
}

func inspectionsTable() *table[item] {
	n := func(r *item) *extract.Inspection { return r.r.Inspection }
	return &table[item]{name: "inspections", row: "inspection report", key: []string{"doc_id"},
		cols: []column[item]{
			docRef(),
			strOrNull("local_authority", "local authority in the short common form, such as Bristol", func(r *item) string { return n(r).LocalAuthority }),
			strOrNull("gss_code", "GSS code of the authority, such as E06000023", func(r *item) string { return n(r).GSSCode }),
			strOrNull("la_code", "three-digit code of the authority used by the Department for Education", func(r *item) string { return n(r).LACode }),
			strOrNull("urn", "unique reference number of the authority at the inspectorate", func(r *item) string { return n(r).URN }),
			strOrNull("region", "region of England", func(r *item) string { return n(r).Region }),
			strOrNull("framework", "inspection framework", func(r *item) string { return n(r).Framework }).enum(frameworks),
			strOrNull("visit_kind", "kind of visit; null where unknown", func(r *item) string { return n(r).VisitKind }).enum(visits),
			boolean("visit_kind_inferred", "whether visit_kind was inferred from the length of the visit rather than printed", func(r *item) bool { return n(r).VisitInferred }),
			day("inspection_start", "first day of the inspection", func(r *item) extract.Date { return n(r).Start }),
			day("inspection_end", "last day of the inspection", func(r *item) extract.Date { return n(r).End }),
			day("published_on", "day of publication; published_source tells where it was read", func(r *item) extract.Date { return r.pub }),
			strOrNull("published_source", "where published_on was read: printed in the document, given as metadata, or in the file name", func(r *item) string { return r.pubSrc }).enum(pubSources),
			strOrNull("lead_inspector", "name of the lead inspector, without title", func(r *item) string { return clip(n(r).LeadInspector) }),
		}}
}

func judgementsTable() *table[item] {
	j := func(r *item) *extract.Judgement { return &r.r.Inspection.Judgements[r.i] }
	return &table[item]{name: "judgements", row: "each of the ten judgements for an inspection report, graded or not", key: []string{"doc_id", "judgement"},
		doc: "The joint grade of 2018 to 2022 (in_care_and_care_leavers) is never copied to either half.",
		cols: []column[item]{
			docRef(),
			str("judgement", "key of the judgement", func(r *item) string { return j(r).Key }).enum(extract.JudgementKeys[:]),
			strOrNull("label", "label as printed; null where not printed", func(r *item) string { return clip(squash(j(r).Label)) }),
			strOrNull("grade", "grade; null unless status is graded", func(r *item) string { return j(r).Grade }).enum(grades),
			str("status", "graded, or why there is no grade: the framework does not have it, it was discontinued in April 2026, this report does not have it, or it could not be read", func(r *item) string { return j(r).Status }).enum(statuses),
			int32OrNull("start", startDoc+"; null where nothing is printed", func(r *item) (int32, bool) { return at(j(r).Span, j(r).Start) }),
			int32OrNull("end", endDoc+"; null where nothing is printed", func(r *item) (int32, bool) { return at(j(r).Span, j(r).End) }),
			int32OrNull("page", "page it is printed on, counted from 1", func(r *item) (int32, bool) { return page(j(r).Page) }),
		}}
}
