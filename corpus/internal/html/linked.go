package html

import (
	"strings"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/thread/vocabulary"
	dates "assay/internal/calendar"
)

// linkedData writes the comments that the page carries as JSON-LD only: those of
// an article or a discussion, the answers to a question, or a list of nothing
// else.
func (p *pageWriter) linkedData() {
	all := linkedObjects(p.t)
	for _, ld := range all {
		for _, key := range []string{"comment", "acceptedAnswer", "suggestedAnswer"} {
			p.linkedComments(ld[key], -1, 0)
		}
		if len(p.d.Comments) > 0 {
			return
		}
	}
	for _, ld := range all {
		if vocabulary.IsCommentType(ldString(ld["@type"])) {
			p.linkedComments(ld, -1, 0)
		}
	}
}

// linkedComments writes one comment or a list of them, and what answers them.
func (p *pageWriter) linkedComments(v any, parent, depth int32) {
	if depth > 100 {
		return
	}
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, x := range list {
		c, ok := x.(map[string]any)
		if !ok {
			continue
		}
		text := ldFirst(c, "text", "commentText", "description", "articleBody")
		if text == "" {
			continue
		}
		k := int32(len(p.d.Comments))
		posted := ldFirst(c, "datePublished", "dateCreated", "commentTime")
		author := ldName(c["author"])
		if author == "" {
			author = ldName(c["creator"])
		}
		if author == "" && ldString(c["@type"]) == "Answer" {
			continue // of a page of frequent questions, whose maker answers them
		}
		out := doc.Comment{Author: doc.NormaliseLine(author), PostedAsText: doc.NormaliseLine(posted), Parent: parent, Depth: depth}
		if st := dates.Read(posted); st.Kind >= dates.CalendarDay {
			out.PostedAt, out.HasZone = st.At, st.Zone
		}
		p.linkedComment(&out, k, text)
		p.d.Comments = append(p.d.Comments, out)
		p.linkedComments(c["comment"], k, depth+1)
	}
}

// linkedComment writes the lines of comment k.
func (p *pageWriter) linkedComment(out *doc.Comment, k int32, text string) {
	out.Start = p.b.Pos()
	out.End = out.Start
	if s, ok := p.b.Add(strings.Trim(out.Author+", "+out.PostedAsText, ", "), doc.Line{Kind: doc.LineCommentHeader, Comment: k}); ok {
		out.End = s.End
	}
	out.Body = doc.Span{Start: out.End, End: out.End}
	first := true
	for text != "" {
		var line string
		line, text = doc.CutLine(text)
		if s, ok := p.b.Add(line, doc.Line{Kind: doc.LineParagraph, Comment: k}); ok {
			if first {
				out.Body.Start, first = s.Start, false
			}
			out.Body.End, out.End = s.End, s.End
		}
	}
}

// ldFirst is the first of the entries that says something.
func ldFirst(ld map[string]any, keys ...string) string {
	for _, key := range keys {
		if v := ldString(ld[key]); v != "" {
			return v
		}
	}
	return ""
}
