package answers

import "strings"

// kindWords are the kinds of document for people: one, and several.
var kindWords = map[string][2]string{
	"ilacs_inspection": {"ILACS inspection report", "ILACS inspection reports"}, "sif_inspection": {"SIF inspection report", "SIF inspection reports"},
	"looked_after_inspection": {"looked-after children inspection report", "looked-after children inspection reports"},
	"lscb_review":             {"safeguarding board review", "safeguarding board reviews"},
	"focused_visit":           {"focused visit letter", "focused visit letters"}, "monitoring_visit": {"monitoring visit letter", "monitoring visit letters"},
	"jtai":              {"joint targeted area inspection", "joint targeted area inspections"},
	"area_send":         {"area SEND inspection", "area SEND inspections"},
	"school_inspection": {"school inspection report", "school inspection reports"},
	"article":           {"article", "articles"}, "article_collection": {"page of several articles", "pages of several articles"}, "other": {"other document", "other documents"},
}

// KindName is a kind of document for people, in the number of n.
func KindName(kind string, n int) string {
	words, ok := kindWords[kind]
	switch {
	case !ok && kind == "":
		return KindName("other", n)
	case !ok:
		return strings.ReplaceAll(kind, "_", " ")
	case n == 1:
		return words[0]
	}
	return words[1]
}
