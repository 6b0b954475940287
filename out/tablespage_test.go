package out

import (
	"fmt"
	"strings"

	"assay/extract/profiles"
)

// tablesPage is docs/tables.md: every table and column, from the column list.
func tablesPage(tables []Table) string {
	var b strings.Builder
	b.WriteString(`# Tables

Generated from the column list in package out; ` + "`go test ./out -run Dictionary -update`" + ` writes it anew.
` + "`assay schema [TABLE] [--json]`" + ` prints the same, and every column's description, order of values
and foreign key are in the field metadata of the Parquet and Arrow files (description, enum, references).

| type | Parquet and Arrow | CSV | JSONL | what it is |
|---|---|---|---|---|
| string | utf8 | text | string | UTF-8 text |
| int32, int64 | int32, int64 | digits | number | whole number |
| float64 | double | decimal | number | rounded to four decimals |
| bool | boolean | true, false | true, false | |
| date | date32 | 2024-02-29 | string | calendar day |
| timestamp | timestamp[us] | 2024-02-29T10:15:00 | string | wall time as printed, no zone |
| timestamp_utc | timestamp[us, UTC] | 2024-02-29T10:15:00Z | string | instant |
| list | list of structs | JSON | array of objects | |

Null is null in Parquet, Arrow and JSONL and an empty cell in CSV, where the empty string is ` + "`\"\"`" + `.
start and end are half-open offsets into the UTF-8 bytes of the document's normalised text
(table texts), counted from 0: in Python ` + "`text.encode()[start:end].decode()`" + `.
An id is the doc_id, a hyphen and the row's position in its document. It holds within one version of the
document and of the program: keep text and uri beside it in anything that is to last.
Rows stand in the order of the documents' uris, all rows of a document together, then by position.

`)
	for _, t := range tables {
		fmt.Fprintf(&b, "- [%s](#%s): one row per %s\n", t.Name, t.Name, t.Row)
	}
	for _, t := range tables {
		fmt.Fprintf(&b, "\n## %s\n\nOne row per %s. Key: %s.", t.Name, t.Row, strings.Join(t.Key, ", "))
		if t.Doc != "" {
			b.WriteString(" " + t.Doc)
		}
		b.WriteString("\n\n| column | type | null | what it holds |\n|---|---|---|---|\n")
		for _, c := range t.Columns {
			b.WriteString(dictionaryRow(c.Name, c))
			for _, f := range c.Fields {
				b.WriteString(dictionaryRow(c.Name+"[]."+f.Name, f))
			}
		}
		if t.Name == "inspections" {
			b.WriteString(kindFacts(profiles.BuiltIn()))
		}
		if t.Name == "documents" {
			b.WriteString("| meta_* | as declared | yes | one column for each column of the metadata file |\n")
		}
	}
	return b.String()
}

// kindFacts lists which kind has which fact. A fact that a kind does not have is
// null; one that it has and a document lacks is null with a warning fact_missing,
// unless it is printed in some only.
func kindFacts(set *profiles.Set) string {
	var b strings.Builder
	b.WriteString("\nWhich kind prints which fact (those in brackets in some documents only; a fact that a kind prints and a document\n" +
		"lacks is null with a warning `fact_missing` in failures):\n\n| kind | facts |\n|---|---|\n")
	for _, p := range set.Profiles {
		seen, names := map[string]bool{}, []string{}
		for _, f := range append(p.Facts[:len(p.Facts):len(p.Facts)], set.Common.Facts...) {
			if seen[f.Name] || f.Absent || p.Untried {
				seen[f.Name] = true
				continue
			}
			seen[f.Name] = true
			if f.Optional {
				names = append(names, "("+f.Name+")")
			} else {
				names = append(names, f.Name)
			}
		}
		if p.Untried {
			names = append(names, "none: untried")
		}
		fmt.Fprintf(&b, "| %s | %s |\n", p.ID, strings.Join(names, ", "))
	}
	return b.String()
}

func dictionaryRow(name string, c Column) string {
	doc := c.Doc
	switch {
	case c.Enum != nil:
		doc += "; one of " + strings.Join(c.Enum, ", ")
	case c.Name == "theme":
		doc += "; one of its ids, in its order"
	}
	if c.Ref != "" {
		doc += "; refers to " + c.Ref
	}
	null := ""
	if c.Nullable {
		null = "yes"
	}
	return fmt.Sprintf("| %s | %s | %s | %s |\n", name, c.Type, null, strings.ReplaceAll(doc, "|", "\\|"))
}
