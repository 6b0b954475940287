package extract

import (
	"strings"

	"assay/corpus"
	"assay/extract/profiles"
)

// ratings reads the judgements of a profile that has grades of its own: a line
// that is a label and a grade, or a label with its grade on the next line. The
// first grade of a label counts; a judgement whose key holds {number} or {text}
// has a row for every label that is found.
func ratings(p *profiles.Profile, all *lineSet) []Judgement {
	var out []Judgement
	seen := map[string]bool{}
	for i := range all.texts {
		for k := range p.Judgements {
			j := &p.Judgements[k]
			label, grade, lines := rated(p, j, all.texts, i)
			key := judgementKey(j, label)
			if grade == "" || seen[key] {
				continue
			}
			seen[key] = true
			out = append(out, Judgement{Key: key, Label: label, Grade: grade, Status: StatusGraded,
				Span: corpus.Span{Start: all.lines[i].Start, End: all.lines[i+lines-1].End}, Page: all.lines[i].Page})
		}
	}
	for k := range p.Judgements { // those that could not be read
		j := &p.Judgements[k]
		if key := j.Key; !strings.Contains(key, "{") && !seen[key] {
			status := StatusUnreadable
			if j.Missing != "" {
				status = Status(j.Missing)
			}
			out = append(out, Judgement{Key: key, Status: status})
		}
	}
	return out
}

// mostLabel is how many bytes a label and its grade may take.
const mostLabel = 160

// rated reads a label and its grade from line i, and from the next where the
// line holds no grade; lines is how many they take, grade "" where there is none.
func rated(p *profiles.Profile, j *profiles.Judgement, texts []string, i int) (label, grade string, lines int) {
	if len(texts[i]) > mostLabel {
		return "", "", 0
	}
	if left, g := cutGrade(p, texts[i]); g != "" && matchAny(j.Patterns, left) {
		return left, g, 1
	}
	if left := strings.TrimRight(texts[i], " :–-|?\t"); matchAny(j.Patterns, left) && i+1 < len(texts) {
		if g := wholeGrade(p, texts[i+1]); g != "" {
			return left, g, 2
		}
	}
	return "", "", 0
}

// cutGrade cuts a grade off the end of a line: by words, the longest first.
func cutGrade(p *profiles.Profile, line string) (left, grade string) {
	words := strings.Fields(strings.ReplaceAll(line, "|", " "))
	for from := 1; from < len(words); from++ {
		if g := wholeGrade(p, strings.Join(words[from:], " ")); g != "" {
			return strings.TrimRight(strings.Join(words[:from], " "), " :–-?"), g
		}
	}
	return "", ""
}

// wholeGrade is the grade that a text is, "" where it is none.
func wholeGrade(p *profiles.Profile, s string) string {
	s = strings.Trim(s, " .:|\t")
	for _, g := range p.Grades {
		if matchAny(g.Forms, s) {
			return g.ID
		}
	}
	return ""
}

// judgementKey is the key of a judgement with what its label captures put in.
func judgementKey(j *profiles.Judgement, label string) string {
	for _, name := range []string{"{number}", "{text}"} {
		if !strings.Contains(j.Key, name) {
			continue
		}
		for _, p := range j.Patterns {
			if v, ok := p.Read(label); ok {
				return strings.ReplaceAll(j.Key, name, strings.ToLower(strings.Join(strings.Fields(v), "_")))
			}
		}
	}
	return j.Key
}
