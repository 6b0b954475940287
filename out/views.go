package out

import (
	"fmt"
	"slices"
	"strings"
)

var duckTypes = [...]string{String: "VARCHAR", Int32: "INTEGER", Int64: "BIGINT", Float64: "DOUBLE", Bool: "BOOLEAN",
	Date: "DATE", Timestamp: "TIMESTAMP", TimestampUTC: "TIMESTAMP WITH TIME ZONE"}

func duckType(c Column) string {
	if c.Type != List {
		return duckTypes[c.Type]
	}
	var fields []string
	for _, f := range c.Fields {
		fields = append(fields, sqlName(f.Name)+" "+duckType(f))
	}
	return "STRUCT(" + strings.Join(fields, ", ") + ")[]"
}

func sqlName(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func sqlText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// joined are the views over several tables, with the tables each needs.
var joined = []struct {
	name, doc string
	needs     []string
	sql       string
}{
	{"sentence_details", "sentences with their document and inspection", []string{"sentences", "documents", "inspections", "judgements"}, `SELECT s.*, d.uri, d.title AS document_title, d.kind AS document_kind,
  i.local_authority, i.gss_code, i.region, i.framework, i.inspection_start, i.inspection_end, i.published_on, j.grade AS overall_grade
FROM sentences s
JOIN documents d USING (doc_id)
LEFT JOIN inspections i USING (doc_id)
LEFT JOIN judgements j ON j.doc_id = s.doc_id AND j.judgement = 'overall_effectiveness'`},
	{"mention_details", "mentions with their sentence, document and inspection", []string{"mentions", "sentences", "documents", "inspections", "judgements"}, `SELECT m.*, s.text AS sentence, s.heading, s.page, s.speaker, s.comment_id, s.sentiment AS sentence_sentiment, s.score AS sentence_score,
  d.uri, d.title AS document_title, d.kind AS document_kind,
  i.local_authority, i.gss_code, i.region, i.framework, i.inspection_start, i.inspection_end, i.published_on, j.grade AS overall_grade
FROM mentions m
JOIN sentences s USING (sentence_id)
JOIN documents d ON d.doc_id = m.doc_id
LEFT JOIN inspections i ON i.doc_id = m.doc_id
LEFT JOIN judgements j ON j.doc_id = m.doc_id AND j.judgement = 'overall_effectiveness'`},
	{"changes", "change of a theme from one inspection of an authority to the next of the same kind, with 3 mentions or more each, as assay trends reckons it: ranked by pooled, low to high is its 95 % interval", []string{"findings", "inspections", "documents"}, changesSQL},
	{"threads", "what the comments under an article say of a theme, against the article: apart is net stance of the comments less that of the article, low to high its 95 % interval; null where one of them does not speak of it", []string{"findings"}, threadsSQL},
	{"inspection_grades", "inspections with one column a judgement", []string{"inspections", "judgements", "documents"}, ""},
}

// changesSQL is package answers' pool in SQL. An inspection without a mention counts
// as one: what comes after it is not compared with what came before. A guess is how
// far true changes differ (their standard deviation); the changes seen weigh it.
const changesSQL = `WITH visit AS (
  SELECT DISTINCT kind, local_authority, inspection_start FROM inspections JOIN documents USING (doc_id)
  WHERE duplicate_of IS NULL AND local_authority IS NOT NULL AND inspection_start IS NOT NULL),
counted AS (
  SELECT kind, local_authority, inspection_start, theme, count(*) FILTER (stance = 'positive') AS positive,
    count(*) FILTER (stance = 'negative') AS negative, count(*) AS mentions
  FROM findings WHERE context = 'finding' AND duplicate_of IS NULL GROUP BY ALL),
side AS (
  SELECT kind, local_authority, inspection_start, theme, theme_label, coalesce(mentions, 0) AS mentions,
    (positive - negative) / mentions AS net_stance, (positive + 1) / (mentions + 2) AS p, (negative + 1) / (mentions + 2) AS q
  FROM visit CROSS JOIN (SELECT DISTINCT theme, theme_label FROM findings) LEFT JOIN counted USING (kind, local_authority, inspection_start, theme)),
pair AS (
  SELECT kind, theme, theme_label, local_authority, lag(inspection_start) OVER w AS inspection_before, inspection_start,
    lag(mentions) OVER w AS mentions_before, mentions, lag(net_stance) OVER w AS net_stance_before, net_stance, net_stance - lag(net_stance) OVER w AS change,
    (p + q - (p - q) ** 2) / mentions + lag((p + q - (p - q) ** 2) / mentions) OVER w AS variance
  FROM side WINDOW w AS (PARTITION BY kind, theme, local_authority ORDER BY inspection_start)
  QUALIFY least(mentions, lag(mentions) OVER w) >= 3 AND lag(mentions) OVER w IS NOT NULL),
guess AS (
  SELECT kind, theme, d, count(*) AS changes, sum(1 / (d * d + variance)) AS sure, sum(change / (d * d + variance)) / sure AS mean,
    ln(d) - (ln(sure) + sum(ln(d * d + variance)) + sum(change ** 2 / (d * d + variance)) - mean ** 2 * sure) / 2 AS likely
  FROM pair CROSS JOIN (SELECT (range + 0.5) / 50 AS d FROM range(50)) GROUP BY kind, theme, d),
weighed AS (
  SELECT *, exp(likely - max(likely) OVER (PARTITION BY kind, theme)) AS weight FROM guess),
drawn AS (
  SELECT pair.*, changes, weight / sum(weight) OVER (PARTITION BY kind, theme, local_authority, inspection_start) AS weight,
    d * d / (d * d + variance) AS own, own * change + (1 - own) * mean AS value, own * variance + (1 - own) ** 2 / sure AS rest
  FROM pair JOIN weighed USING (kind, theme)),
pooled AS (
  SELECT * EXCLUDE (weight, own, value, rest, changes, variance),
    if(any_value(changes) < 3, any_value(change), sum(weight * value)) AS pooled,
    sqrt(if(any_value(changes) < 3, any_value(variance), greatest(sum(weight * (value ** 2 + rest)) - sum(weight * value) ** 2, 0))) AS deviation
  FROM drawn GROUP BY ALL)
SELECT * EXCLUDE (deviation), greatest(pooled - 1.959964 * deviation, -2) AS low, least(pooled + 1.959964 * deviation, 2) AS high
FROM pooled ORDER BY kind, theme, round(pooled, 9), round(change, 9), local_authority, inspection_start`

// threadsSQL is package figure's Interval and Apart in SQL.
const threadsSQL = `WITH side AS (
  SELECT article_id, title, theme, theme_label, context, count(*) AS mentions, count(*) FILTER (stance = 'positive') AS positive, count(*) FILTER (stance = 'negative') AS negative
  FROM findings WHERE context IN ('article', 'comment') AND duplicate_of IS NULL GROUP BY ALL),
stance AS (
  SELECT *, (positive - negative) / mentions AS net_stance, (positive + 1) / (mentions + 2) AS p, (negative + 1) / (mentions + 2) AS q, 1.959964 * sqrt((p + q - (p - q) ** 2) / (mentions + 2)) AS half,
    greatest(p - q - half, -1) AS low, least(p - q + half, 1) AS high FROM side)
SELECT article_id, coalesce(a.title, c.title) AS title, theme, coalesce(a.theme_label, c.theme_label) AS theme_label,
  coalesce(a.mentions, 0) AS article_mentions, a.net_stance AS article_net_stance, coalesce(c.mentions, 0) AS comment_mentions, c.net_stance AS comment_net_stance,
  c.net_stance - a.net_stance AS apart, apart - sqrt((c.net_stance - c.low) ** 2 + (a.high - a.net_stance) ** 2) AS low, apart + sqrt((c.high - c.net_stance) ** 2 + (a.net_stance - a.low) ** 2) AS high
FROM (SELECT * FROM stance WHERE context = 'article') a FULL JOIN (SELECT * FROM stance WHERE context = 'comment') c USING (article_id, theme)
ORDER BY comment_mentions DESC, title, article_id, theme`

// Views is views.sql: a DuckDB view for each table and for the joins an analyst
// needs first. location is the folder the files are read from ("" is the
// working folder); SET VARIABLE run = '...' before reading the file's views
// overrides it, so that a moved run can still be read. Tables written as Arrow
// alone have no view, for DuckDB does not read that format by itself.
func Views(tables []Table, formats []Format, location string) string {
	var b strings.Builder
	b.WriteString("-- Views over the tables of one run, for DuckDB 1.1 or later. Generated by assay.\n")
	b.WriteString("-- Where the folder has moved: SET VARIABLE run = 'path/of/the/run';\n")
	format := Format("")
	for _, f := range []Format{Parquet, JSONL, CSV} {
		if format == "" && slices.Contains(formats, f) {
			format = f
		}
	}
	if format == "" {
		b.WriteString("-- This run has no format that DuckDB reads by itself: write Parquet, CSV or JSONL.\n")
		return b.String()
	}
	if location == "" {
		location = "."
	}
	for _, t := range tables {
		fmt.Fprintf(&b, "\n-- one row per %s\nCREATE OR REPLACE VIEW %s AS SELECT * FROM %s;\n", t.Row, sqlName(t.Name), scanOf(t, format, location))
	}
	for _, v := range joined {
		if slices.ContainsFunc(v.needs, func(n string) bool { return !slices.ContainsFunc(tables, func(t Table) bool { return t.Name == n }) }) {
			continue
		}
		sql := v.sql
		if v.name == "inspection_grades" {
			sql = gradesSQL(tables)
		}
		fmt.Fprintf(&b, "\n-- %s\nCREATE OR REPLACE VIEW %s AS\n%s;\n", v.doc, sqlName(v.name), sql)
	}
	return b.String()
}

// scanOf is the table function that reads a table, with the types of the column
// list where the format has none of its own.
func scanOf(t Table, f Format, location string) string {
	path := fmt.Sprintf("coalesce(getvariable('run'), %s) || '/%s.%s'", sqlText(location), t.Name, f)
	if f == Parquet {
		return "read_parquet(" + path + ")"
	}
	var cols []string
	for _, c := range t.Columns {
		typ := duckType(c)
		if f == CSV && c.Type == List {
			typ = "JSON"
		}
		cols = append(cols, sqlText(c.Name)+": "+sqlText(typ))
	}
	columns := "columns = {" + strings.Join(cols, ", ") + "}"
	if f == CSV {
		return "read_csv(" + path + ", header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', max_line_size = 67108864, " + columns + ")"
	}
	return "read_json(" + path + ", format = 'newline_delimited', maximum_object_size = 134217728, " + columns + ")"
}

// gradesSQL turns judgements into one column each.
func gradesSQL(tables []Table) string {
	var b strings.Builder
	b.WriteString("SELECT i.*, d.uri")
	for _, t := range tables {
		if c, ok := t.Column("judgement"); ok && t.Name == "judgements" {
			for _, key := range c.Enum {
				fmt.Fprintf(&b, ",\n  max(j.grade) FILTER (j.judgement = %s) AS %s", sqlText(key), sqlName(key))
			}
		}
	}
	b.WriteString("\nFROM inspections i\nJOIN documents d USING (doc_id)\nLEFT JOIN judgements j USING (doc_id)\nGROUP BY ALL")
	return b.String()
}
