package extract

import (
	"slices"
	"strings"

	"assay/extract/profiles"
	"assay/internal/lazyregexp"
)

// people are the persons whom a fact names, in the order of the text, with the
// body that their words name: those after its labels, or, where none stands
// there, those of its sentences.
func (r *factReader) people(f profiles.Fact) (out []Person) {
	if out = r.labelled(f, r.lines(f.Where)); len(out) > 0 || len(f.Sentences) == 0 {
		return out
	}
	text := strings.Join(r.lines(f.Where), "\n") // a name does not run over two lines
	var at []int                                 // where in the text each stands
	for _, s := range f.Sentences {
		for _, m := range s.Places(text) {
			who := Person{Name: personName(m.Read)}
			if who.Name == "" || slices.ContainsFunc(out, func(p Person) bool { return p.Name == who.Name }) {
				continue
			}
			words := m.Whole[strings.Index(m.Whole, m.Read)+len(m.Read):]
			for _, v := range f.Values {
				if who.Body == "" && matchAny(v.Forms, words) {
					who.Body = v.ID
				}
			}
			place := strings.Index(text, m.Whole)
			i, _ := slices.BinarySearch(at, place)
			at, out = slices.Insert(at, i, place), slices.Insert(out, i, who)
		}
	}
	return out
}

// bodies are the bodies a fact names: by the values of the profile, or, where it
// has none, those of the list that its sentence captures.
func (r *factReader) bodies(f profiles.Fact) (out []string) {
	if len(f.Values) > 0 {
		text := r.joined(f.Where)
		for _, v := range f.Values {
			if matchAny(v.Forms, text) {
				out = append(out, v.ID)
			}
		}
		return out
	}
	if len(f.Sentences)+len(f.Labels) == 0 {
		return nil
	}
	return splitBodies(r.value(f))
}

// bodyEnd is the last word of the name of a body.
var bodyEnd = lazyregexp.New(`(?:\b(?:Council|Board|ICB|ICBs|Trust|Authority|Corporation|Police|Service|Group|CCG|CCGs|First|Partnership)|\b(?:Borough|City) of \p{Lu}[\w ’'-]*?)(?:\s*\([^)]*\))?$`)

var inBrackets = lazyregexp.New(`\s*\([^)]*\)`)

// splitBodies cuts a printed list of bodies at commas and "and" that stand after
// the end of a name: a name may hold both.
func splitBodies(s string) (out []string) {
	from := 0
	cut := func(end int) {
		name := strings.TrimSpace(inBrackets.ReplaceAllString(s[from:end], ""))
		name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
		if name != "" {
			out = append(out, name)
		}
	}
	for i := 0; i < len(s); i++ {
		for _, sep := range []string{", and ", ", ", " and "} {
			if strings.HasPrefix(s[i:], sep) && bodyEnd.MatchString(s[from:i]) {
				cut(i)
				from = i + len(sep)
				i = from
			}
		}
	}
	cut(len(s))
	return out
}
