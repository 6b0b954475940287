package extract

import (
	"strings"

	"assay/extract/profiles"
)

// partings are the places in a text where a grade may begin, what follows a mark
// from the last one on and then every word from the first one on.
func partings(text string) (out []int) {
	for i := len(text) - 1; i > 0; i-- {
		if text[i] == ' ' && strings.ContainsAny(text[i-1:i], ":?-") || text[i] == ' ' && strings.HasSuffix(text[:i], "–") || strings.HasSuffix(text[:i], "—") && text[i] == ' ' {
			out = append(out, i+1)
		}
	}
	for i := 1; i < len(text); i++ {
		if text[i-1] == ' ' {
			out = append(out, i)
		}
	}
	return out
}

func trimPhrase(s string) string { return strings.Trim(s, " .:|\t–—-") }

// open reports whether a label goes on with any words at all, so that no space
// can tell where its grade begins.
func (r *ratingReader) open(j *profiles.Judgement, label string) bool {
	return matchAny(j.Patterns, label+" and zzz")
}

// grade is the grade that the whole of a phrase is, "" where it is none.
func (r *ratingReader) grade(s string) string {
	s = trimPhrase(s)
	for _, g := range r.p.Grades {
		if matchAny(g.Forms, s) {
			return g.ID
		}
	}
	return ""
}

// like reports whether a short phrase ends with the words of a grade, or begins
// with them and goes on in brackets, and says something else: "partially
// compliant", "good (under review)".
func (r *ratingReader) like(s string) bool {
	s = trimPhrase(s)
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > mostPhrase || r.grade(s) != "" || finite.MatchString(s) {
		return false
	}
	if at := strings.IndexByte(s, '('); at > 0 && r.grade(s[:at]) != "" {
		return true
	}
	for k := 1; k < len(words); k++ {
		if r.grade(strings.Join(words[k:], " ")) != "" {
			return !r.labels(strings.Join(words[:k], " "))
		}
	}
	return false
}

// labels reports whether a text is one of the labels.
func (r *ratingReader) labels(text string) bool {
	_, key := r.labelled(text)
	return key != ""
}

// labelled is the judgement whose label a text is.
func (r *ratingReader) labelled(text string) (*profiles.Judgement, string) {
	text = strings.TrimRight(text, " :–-|?\t")
	for k := range r.p.Judgements {
		if j := &r.p.Judgements[k]; matchAny(j.Patterns, text) {
			return j, judgementKey(j, text)
		}
	}
	return nil, ""
}
