package corpus

import "strings"

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
		if isCommentType(ldString(ld["@type"])) {
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
		out := Comment{Author: normaliseLine(author), PostedAsText: normaliseLine(posted), Parent: parent, Depth: depth}
		if st := readStamp(posted); st.kind >= calendarDay {
			out.PostedAt, out.HasZone = st.at, st.zone
		}
		p.linkedComment(&out, k, text)
		p.d.Comments = append(p.d.Comments, out)
		p.linkedComments(c["comment"], k, depth+1)
	}
}

// linkedComment writes the lines of comment k.
func (p *pageWriter) linkedComment(out *Comment, k int32, text string) {
	out.Start = p.b.pos()
	out.End = out.Start
	if s, ok := p.b.add(strings.Trim(out.Author+", "+out.PostedAsText, ", "), Line{Kind: LineCommentHeader, Comment: k}); ok {
		out.End = s.End
	}
	out.Body = Span{out.End, out.End}
	first := true
	for text != "" {
		var line string
		line, text = cutLine(text)
		if s, ok := p.b.add(line, Line{Kind: LineParagraph, Comment: k}); ok {
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
