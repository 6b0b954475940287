package workbook

import (
	"strings"

	"assay/out"
	"assay/out/kindname"
)

// inPlainWords are phrases of the tables' descriptions and what the sheet Columns
// says instead: a sheet has no nulls, no flags, and columns under other names. A
// longer phrase stands before one that it holds.
var inPlainWords = []string{
	// columns that a sheet has under its own name
	"overall_effectiveness", "overall effectiveness",
	"year of inspection_start", "year of Inspection start",
	"unless status is graded", "unless Status is graded",
	"doc_id and ordinal", "Doc id and its number there",
	"doc_id of", "Doc id of",
	// columns and tables that no sheet has
	"; at most 4,000 bytes, sentences.text has all", "; cut where it is very long",
	"; at most 1,000 bytes", "; cut where it is very long",
	"; what spoke against it is in mentions.cues", "; what spoke against it is not shown",
	"; published_source tells where it was read", "",
	// marks and flags
	"!member for archives and #id for JSONL", "for a file of an archive ! and its name there, for a line of a JSONL file # and its id",
	"null without --source-base", "empty where the run was not told where the documents are published",
	"page of its first byte", "page it begins on",
	"the same bytes", "the same file",
	"null", "empty",
}

var plainWords = strings.NewReplacer(inPlainWords...)

// meaning is what the sheet Columns says of a column of a table, its values as the
// sheets show them.
func meaning(table string, c out.Column) string {
	doc := plainWords.Replace(c.Doc)
	if len(c.Enum) == 0 {
		return doc
	}
	values := make([]string, len(c.Enum))
	for i, v := range c.Enum {
		switch {
		case c.Name == "kind" && table == "findings":
			v = kindname.Of(v, 1)
		case inWords[c.Name]:
			v = strings.ReplaceAll(v, "_", " ")
		}
		values[i] = v
	}
	return doc + "; one of: " + strings.Join(values, ", ")
}
