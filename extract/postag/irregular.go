package postag

import (
	_ "embed"
	"maps"
	"strings"

	"assay/internal/phrases"
)

//go:embed irregular.txt
var irregularTxt string

var lists = phrases.Read("extract/postag/irregular.txt", irregularTxt)

var (
	maybeSingular = lists.Set("maybe singular")
	surePlurals   = lists.Set("sure plurals")
	doubled       = lists.Set("doubled")
	singleL       = lists.Set("single l")
	silentE       = lists.Group("silent e")
)

// preterites and participles are the irregular forms of verbs, prefixes included.
var preterites, participles = map[string]bool{}, map[string]bool{}

// irregulars are the lemmas that no rule makes, by group and form.
var irregulars = func() (t [lemmaGroups]map[string]string) {
	for g := range t {
		t[g] = map[string]string{}
	}
	for _, line := range lists.Group("verbs") {
		f := strings.Fields(line)
		t[lemmaVerbPast][f[1]] = f[0]
		t[lemmaVerbPast][f[2]] = f[0]
		preterites[f[1]], participles[f[2]] = true, true
		for _, prefix := range lists.Group("verb prefixes") {
			for _, past := range f[1:] {
				if _, taken := t[lemmaVerbPast][prefix+past]; !taken && len(past) > 3 {
					t[lemmaVerbPast][prefix+past] = prefix + f[0]
				}
			}
			preterites[prefix+f[1]], participles[prefix+f[2]] = true, true
		}
	}
	for group, name := range map[lemmaGroup]string{lemmaPlural: "plurals", lemmaVerb: "present", lemmaVerbS: "third person",
		lemmaVerbPast: "past", lemmaVerbIng: "ing", lemmaModal: "modal", lemmaMore: "more", lemmaMost: "most", lemmaAdverbial: "adverbs"} {
		for _, line := range lists.Group(name) {
			form, lemma, _ := strings.Cut(line, " ")
			t[group][form] = lemma
		}
	}
	maps.Copy(t[lemmaAdverbMore], t[lemmaAdverbial])
	for form, lemma := range t[lemmaPlural] { // what can be nothing but a plural is one, whatever its tag
		if form != lemma && (form[len(form)-1] != 's' || surePlurals[form]) && !maybeSingular[form] {
			t[lemmaNoun][form] = lemma
		}
	}
	return t
}()

// pluralEndings are the irregular endings of compounds; sure ones end no singular.
var pluralEndings = []struct {
	plural, singular string
	sure             bool
}{
	{"women", "woman", true}, {"children", "child", true}, {"people", "person", false}, {"men", "man", false}, {"wives", "wife", true},
	{"shelves", "shelf", true}, {"wolves", "wolf", true}, {"teeth", "tooth", true}, {"feet", "foot", true}, {"mice", "mouse", false},
}
