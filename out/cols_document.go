package out

import (
	"encoding/hex"

	"assay/extract"
)

// Orders of values that are not an enumeration of another package.
var (
	statuses   = []string{"graded", "not_in_framework", "discontinued", "not_in_report", "unreadable"}
	visits     = []string{"short", "standard", "focused", "monitoring", "reinspection"}
	pubSources = []string{"document", "metadata", "file_name"}
)

const textKeyDoc = "digest of the words of the text, in hex: documents of one key say the same, and the first of them by uri is the duplicate_of of the others; null where there are no words"

func documentsTable(opt Options) *table[item] {
	cols := []column[item]{
		str("doc_id", "id of the document: the first 16 hex digits of the SHA-256 of its uri", func(r *item) string { return r.id }),
		str("uri", "where the document was found: its path relative to the input, then !member for archives and #id for JSONL", func(r *item) string { return r.r.Doc.URI }),
		str("media_type", "what the document is by its content, such as application/pdf", func(r *item) string { return r.r.Doc.MediaType }),
		int64OrNull("bytes", "size as stored, in bytes; null where the container does not say", func(r *item) (int64, bool) { return r.r.Doc.Size, r.r.Doc.Size >= 0 }),
		str("sha256", "SHA-256 of the bytes as stored, in hex: tells versions at one uri apart", func(r *item) string { return hex.EncodeToString(r.r.Doc.SHA256[:]) }),
		strOrNull("kind", "kind of document by its title; other where unknown", func(r *item) string { return string(r.r.Kind) }).enum(opt.kinds()),
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
		strOrNull("text_key", textKeyDoc, func(r *item) string { return hexOrNone(r.x.TextKey) }),
	}
	for i, m := range opt.Meta {
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
			strOrNull("local_authority", "local authority whose inspection the article is about, in the short common form; null where it is about none or several, and in reports (see inspections)", func(r *item) string { return a(r).LocalAuthority }),
			strOrNull("gss_code", "GSS code of that authority", func(r *item) string { return a(r).GSSCode }),
			int32s("authority_start", "byte of documents.text at which the article names it first; 0 where it is about none", func(r *item) int32 { return a(r).AuthorityAt.Start }),
			int32s("authority_end", "byte after that mention; 0 where it is about none", func(r *item) int32 { return a(r).AuthorityAt.End }),
		}}
}

func inspectionsTable(opt Options) *table[item] {
	n := func(r *item) *extract.Inspection { return r.r.Inspection }
	return &table[item]{name: "inspections", row: "inspection report", key: []string{"doc_id"},
		cols: []column[item]{
			docRef(),
			strOrNull("local_authority", "local authority in the short common form, such as Bristol", func(r *item) string { return n(r).LocalAuthority }),
			strOrNull("gss_code", "GSS code of the authority, such as E06000023", func(r *item) string { return n(r).GSSCode }),
			strOrNull("la_code", "three-digit code of the authority used by the Department for Education", func(r *item) string { return n(r).LACode }),
			strOrNull("urn", "unique reference number of the authority at the inspectorate", func(r *item) string { return n(r).URN }),
			strOrNull("region", "region of England", func(r *item) string { return n(r).Region }),
			strOrNull("framework", "inspection framework", func(r *item) string { return string(n(r).Framework) }).enum(opt.frameworks()),
			strOrNull("visit_kind", "kind of visit; null where unknown", func(r *item) string { return n(r).VisitKind }).enum(visits),
			boolean("visit_kind_inferred", "whether visit_kind was inferred from the length of the visit rather than printed", func(r *item) bool { return n(r).VisitInferred }),
			day("inspection_start", "first day of the inspection", func(r *item) extract.Date { return n(r).Start }),
			day("inspection_end", "last day of the inspection", func(r *item) extract.Date { return n(r).End }),
			day("published_on", "day of publication; published_source tells where it was read", func(r *item) extract.Date { return r.pub }),
			strOrNull("published_source", "where published_on was read: printed in the document, given as metadata, or in the file name", func(r *item) string { return r.pubSrc }).enum(pubSources),
			strOrNull("lead_inspector", "name of the lead inspector, without title; of several the first", func(r *item) string { return clip(n(r).LeadInspector) }),
			strOrNull("outcome", "what an inspection without grades came to; null where the kind has no outcome", func(r *item) string { return n(r).Outcome }).enum(opt.values("outcome")),
			strOrNull("outcome_sentence", "the sentence outcome was read from", func(r *item) string { return r.repeated(n(r).OutcomeSentence) }),
			strOrNull("topic", "what a joint inspection looked at in depth", func(r *item) string { return n(r).Topic }).enum(opt.values("topic")),
			day("previous_start", "first day of the previous inspection, as the document gives it", func(r *item) extract.Date { return n(r).PreviousStart }),
			day("previous_end", "last day of the previous inspection; null where one day is printed", func(r *item) extract.Date { return n(r).PreviousEnd }),
			strOrNull("next_inspection", "what is said of the next inspection, as printed", func(r *item) string { return clip(n(r).Next) }),
			booleanOrNull("plan_required", "whether a statement or plan of action is asked for; null where the kind never says", func(r *item) (bool, bool) {
				return n(r).Plan == extract.Yes, n(r).Plan != extract.Unknown
			}),
			day("plan_due_on", "day by which the statement or plan is asked for; null where none is printed", func(r *item) extract.Date { return n(r).PlanDue }),
			day("letter_date", "day a letter is dated", func(r *item) extract.Date { return n(r).LetterDate }),
			strOrNull("partnership", "partnership of agencies that was inspected, as printed", func(r *item) string { return clip(n(r).Partnership) }),
			listOf("lead_inspectors", "those who led the inspection, without titles; body is null where it is not printed", []string{"name", "body"}, func(r *item) (rows [][]string) {
				for _, p := range n(r).LeadInspectors {
					rows = append(rows, []string{clip(p.Name), p.Body})
				}
				return rows
			}),
			listOf("inspectorates", "who inspected, in short form", []string{"name"}, func(r *item) [][]string { return each(n(r).Inspectorates) }),
			listOf("responsible_bodies", "bodies that are responsible together for what was inspected, as printed", []string{"name"}, func(r *item) [][]string { return each(n(r).Bodies) }),
			listOf("other_facts", "facts of a profile of the user's own that have no column", []string{"name", "value"}, func(r *item) (rows [][]string) {
				for _, o := range n(r).Other {
					rows = append(rows, []string{o.Name, clip(o.Value)})
				}
				return rows
			}),
		}}
}

func judgementsTable(opt Options) *table[item] {
	j := func(r *item) *extract.Judgement { return &r.r.Inspection.Judgements[r.i] }
	return &table[item]{name: "judgements", row: "judgement of a report whose kind has graded judgements, graded or not", key: []string{"doc_id", "judgement"},
		doc: "A document of a kind with grades has one row for each of the ten keys; of a profile of the user's own, one for each judgement read. Kinds without graded judgements have no rows. The joint grade of 2018 to 2022 (in_care_and_care_leavers) is never copied to either half.",
		cols: []column[item]{
			docRef(),
			str("judgement", "key of the judgement", func(r *item) string { return j(r).Key }).enum(opt.judgements()),
			strOrNull("label", "label as printed; null where not printed", func(r *item) string { return clip(squash(j(r).Label)) }),
			strOrNull("grade", "grade; null unless status is graded", func(r *item) string { return j(r).Grade }).enum(opt.grades()),
			str("status", "graded, or why there is no grade: the framework does not have it, it was discontinued in April 2026, this report does not have it, or it could not be read", func(r *item) string { return string(j(r).Status) }).enum(statuses),
			int32OrNull("start", startDoc+"; null where nothing is printed", func(r *item) (int32, bool) { return at(j(r).Span, j(r).Start) }),
			int32OrNull("end", endDoc+"; null where nothing is printed", func(r *item) (int32, bool) { return at(j(r).Span, j(r).End) }),
			int32OrNull("page", "page it is printed on, counted from 1", func(r *item) (int32, bool) { return page(j(r).Page) }),
		}}
}

// each makes a row of one value of every name.
func each(list []string) (rows [][]string) {
	for _, v := range list {
		rows = append(rows, []string{clip(v)})
	}
	return rows
}
