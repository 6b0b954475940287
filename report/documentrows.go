package report

import (
	"errors"
	"strconv"

	"assay/out"
	"assay/out/load"
	"assay/report/wording"
)

// document is a row of documents with what other tables say of it, and what
// collect counts in it.
type document struct {
	index                 int // among all documents, copies included
	id, uri, media        string
	kind, title           string
	pages, words          int
	quality               float64
	copy                  bool
	last                  bool   // of the inspections of its authority and kind
	beside                bool   // its file lies in Sources
	sha256                string // of its bytes
	insp                  *inspection
	published             string // of its first dated article
	articles              int
	parts                 []part // its articles that are about an authority
	counts                counts
	recommendations       []quote
	actions               []action
	of                    *council  // its authority, for an inspection
	next                  *document // inspection of the same authority and remit
	telling               []quote   // strongest first within theme
	mentionFile, sentFile int
	actionFile            int
}

// part is an article that is about one authority, and what is counted in it.
type part struct {
	ordinal                 int // of the article in its document
	title, published, about string
	counts                  counts
}

type inspection struct {
	council, gss, region, framework, visit   string
	inferred                                 bool
	start, end, published, publishedIn, lead string
	overall                                  string // grade
	outcome                                  string // of a kind without grades
	judgements                               []judgement
}

type judgement struct {
	key, label, grade, status string
	page                      int
}

// date is the day a document is of: the first day of an inspection, or of
// publication; "" where neither is known.
func (d *document) date() string {
	if d.insp != nil && d.insp.start != "" {
		return d.insp.start
	}
	if d.insp != nil && d.insp.published != "" {
		return d.insp.published
	}
	return d.published
}

// year is 0 where it is not known.
func (d *document) year() int {
	if len(d.date()) < 4 {
		return 0
	}
	y, _ := strconv.Atoi(d.date()[:4])
	return y
}

// small reads the small tables.
func (s *source) small() error {
	columns := []string{"doc_id", "uri", "media_type", "kind", "title", "pages", "words", "text_quality", "duplicate_of", "sha256"}
	err := s.table("documents", true, columns, func(b load.Batch, r int) {
		d := &document{index: len(s.docs), id: b.Str(0, r), uri: b.Str(1, r), media: b.Str(2, r), kind: b.Str(3, r), title: wording.Plain(b.Str(4, r)),
			pages: int(b.Int(5, r)), words: int(b.Int(6, r)), quality: b.Float(7, r), copy: !b.Null(8, r), sha256: b.Str(9, r), mentionFile: -1, sentFile: -1, actionFile: -1}
		if d.kind == "" {
			d.kind = "other"
		}
		s.docs, s.byID[d.id] = append(s.docs, d), d
	})
	if err != nil {
		return err
	}
	err = s.table("inspections", false, []string{"doc_id", "local_authority", "gss_code", "region", "framework", "visit_kind", "visit_kind_inferred",
		"inspection_start", "inspection_end", "published_on", "published_source", "lead_inspector", "outcome"}, func(b load.Batch, r int) {
		if d := s.byID[b.Str(0, r)]; d != nil {
			d.insp = &inspection{council: wording.Plain(b.Str(1, r)), gss: b.Str(2, r), region: wording.Plain(b.Str(3, r)), framework: b.Str(4, r), visit: b.Str(5, r),
				inferred: b.Bool(6, r), start: b.Date(7, r), end: b.Date(8, r), published: b.Date(9, r), publishedIn: b.Str(10, r), lead: wording.Plain(b.Str(11, r)), outcome: b.Str(12, r)}
		}
	})
	if err != nil {
		return err
	}
	err = s.table("judgements", false, []string{"doc_id", "judgement", "label", "grade", "status", "page"}, func(b load.Batch, r int) {
		d := s.byID[b.Str(0, r)]
		if d == nil || d.insp == nil {
			return
		}
		j := judgement{b.Str(1, r), wording.Plain(b.Str(2, r)), b.Str(3, r), b.Str(4, r), int(b.Int(5, r))}
		if j.key == wording.OverallKey {
			d.insp.overall = j.grade
		}
		d.insp.judgements = append(d.insp.judgements, j)
	})
	if err != nil {
		return err
	}
	err = s.table("actions", false, []string{"doc_id", "kind", "responsible", "text", "due_on", "page"}, func(b load.Batch, r int) {
		if d := s.byID[b.Str(0, r)]; d != nil {
			d.actions = append(d.actions, action{kind: b.Str(1, r), responsible: wording.Plain(b.Str(2, r)), text: wording.Plain(b.Str(3, r)), due: b.Date(4, r), page: int(b.Int(5, r))})
		}
	})
	if err != nil {
		return err
	}
	columns = []string{"doc_id", "published_on", "ordinal", "title"}
	about := s.has("articles", "local_authority")
	if about {
		columns = append(columns, "local_authority")
	}
	err = s.table("articles", false, columns, func(b load.Batch, r int) {
		d := s.byID[b.Str(0, r)]
		if d == nil {
			return
		}
		if d.published == "" {
			d.published = b.Date(1, r)
		}
		d.articles++
		if about && !b.Null(4, r) {
			d.parts = append(d.parts, part{ordinal: int(b.Int(2, r)), title: wording.Plain(b.Str(3, r)), published: b.Date(1, r), about: wording.Plain(b.Str(4, r))})
		}
	})
	if err != nil {
		return err
	}
	return s.table("failures", false, []string{"uri", "stage", "reason", "severity", "message", "hint"}, func(b load.Batch, r int) {
		s.fails = append(s.fails, failure{b.Str(0, r), b.Str(1, r), b.Str(2, r), b.Str(3, r), wording.Plain(b.Str(4, r)), wording.Plain(b.Str(5, r))})
	})
}

// has reports whether a table of the run has a column: one made by an older
// version may lack it.
func (s *source) has(table, column string) bool {
	r, err := out.Open(s.ctx, s.dir, table, nil)
	if err != nil {
		return false // reading it will say why
	}
	defer func() { _ = r.Close() }()
	return r.Schema.HasField(column)
}

// table reads a small table row by row.
func (s *source) table(name string, needed bool, columns []string, visit func(load.Batch, int)) error {
	err := load.Table(s.ctx, s.dir, name, columns, func(b load.Batch) error {
		for r := range b.Rows() {
			visit(b, r)
		}
		return nil
	})
	if errors.Is(err, load.ErrNoTable) {
		if needed {
			return &MissingTable{name}
		}
		s.missing = append(s.missing, name)
		return nil
	}
	return err
}
