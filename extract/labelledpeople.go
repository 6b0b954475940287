package extract

import (
	"slices"
	"strings"

	"assay/extract/profiles"
	"assay/internal/lazyregexp"
)

// betweenNames parts the names of a printed list.
var betweenNames = lazyregexp.New(`\s*[;,]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+`)

// listGoesOn ends a line whose list of names goes on in the next.
var listGoesOn = lazyregexp.New(`(?:[,;&]|\band)$`)

// labelled are the persons named after the labels of a fact, one or a list of
// them ("Ada Quill, Ofsted; Cora Lind and Jo Reed, CQC"), in the order of the
// text. The words after a name, or after the comma behind it, may name its body.
func (r *factReader) labelled(f profiles.Fact, lines []string) (out []Person) {
	for i, t := range lines {
		rest, ok := afterLabel(f.Labels, t)
		if !ok {
			continue
		}
		if rest = strings.TrimSpace(rest); rest == "" && i+1 < len(lines) {
			i++
			rest = lines[i]
		}
		for i+1 < len(lines) && listGoesOn.MatchString(rest) {
			i++
			rest += " " + lines[i]
		}
		var here []Person
		for _, piece := range betweenNames.Split(rest, -1) {
			here = addPerson(here, piece, f.Values)
		}
		for _, who := range here {
			if !slices.ContainsFunc(out, func(p Person) bool { return p.Name == who.Name }) {
				out = append(out, who)
			}
		}
	}
	return out
}

// addPerson adds the person whom a piece of a list of names names; a piece that
// is a body belongs to the person before it.
func addPerson(list []Person, piece string, bodies []profiles.Value) []Person {
	name, body := personName(piece), ""
	for _, v := range bodies {
		if m := firstOf(v.Forms, piece); m != nil && body == "" {
			body = v.ID
			if strings.TrimSpace(piece[:m.Index(piece)[0]]) == "" { // the body alone
				name = ""
			}
		}
	}
	isBody := func(w string) bool { return bodyWord[strings.ToLower(w)] }
	switch n := len(list); {
	case name != "" && !slices.ContainsFunc(strings.Fields(name), isBody):
		return append(list, Person{Name: name, Body: body})
	case n > 0 && list[n-1].Body == "":
		list[n-1].Body = body
	}
	return list
}
