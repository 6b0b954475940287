package postag

import (
	"testing"

	"assay/extract/text"
)

func TestLemmas(t *testing.T) {
	m := loadTagModel()
	for _, c := range []struct{ form, tag, want string }{
		{"caseloads", "NNS", "caseload"}, {"authorities", "NNS", "authority"}, {"children", "NNS", "child"}, {"analyses", "NNS", "analysis"},
		{"processes", "NNS", "process"}, {"losses", "NNS", "loss"}, {"causes", "NNS", "cause"}, {"lives", "NNS", "life"}, {"CAMHS", "NNS", "camhs"},
		{"IROs", "NNS", "iro"}, {"Services", "NNPS", "service"}, {"16-year-olds", "NNS", "16-year-old"}, {"1990s", "NNS", "1990s"}, {"sub-groups", "NNS", "sub-group"},
		{"improved", "VBN", "improve"}, {"improving", "VBG", "improve"}, {"reviewed", "VBD", "review"}, {"stopped", "VBD", "stop"},
		{"planning", "VBG", "plan"}, {"controlled", "VBN", "control"}, {"filled", "VBN", "fill"}, {"visited", "VBD", "visit"},
		{"invited", "VBN", "invite"}, {"completed", "VBN", "complete"}, {"focused", "VBN", "focus"}, {"increased", "VBN", "increase"},
		{"referred", "VBN", "refer"}, {"based", "VBN", "base"}, {"used", "VBN", "use"}, {"agreed", "VBN", "agree"}, {"tried", "VBD", "try"},
		{"changing", "VBG", "change"}, {"being", "VBG", "be"}, {"seeing", "VBG", "see"}, {"ensuring", "VBG", "ensure"}, {"needed", "VBN", "need"},
		{"added", "VBD", "add"}, {"adding", "VBG", "add"}, {"padded", "VBD", "pad"}, {"nodded", "VBD", "nod"}, {"erred", "VBD", "err"},
		{"confined", "VBN", "confine"}, {"refining", "VBG", "refine"}, {"defined", "VBN", "define"}, {"outlined", "VBD", "outline"},
		{"persuaded", "VBN", "persuade"}, {"eroded", "VBN", "erode"}, {"reconciled", "VBN", "reconcile"}, {"visited", "VBN", "visit"},
		{"piloted", "VBN", "pilot"}, {"favoured", "VBD", "favour"}, {"fulfilled", "VBN", "fulfil"}, {"installed", "VBN", "install"},
		{"intervened", "VBD", "intervene"}, {"monitored", "VBN", "monitor"}, {"obliged", "VBN", "oblige"}, {"recycled", "VBN", "recycle"},
		{"phenomena", "NN", "phenomenon"}, {"mice", "NN", "mouse"}, {"referenda", "NNS", "referendum"}, {"people", "NN", "people"},
		{"spokeswomen", "NNS", "spokeswoman"}, {"midwives", "NNS", "midwife"}, {"salespeople", "NNS", "salesperson"}, {"olives", "NNS", "olive"},
		{"panicked", "VBD", "panic"}, {"emphasised", "VBD", "emphasise"}, {"united", "VBN", "unite"}, {"breathing", "VBG", "breathe"},
		{"caches", "NNS", "cache"}, {"toes", "NNS", "toe"}, {"octopuses", "NNS", "octopus"}, {"apparatuses", "NNS", "apparatus"},
		{"mothers-in-law", "NNS", "mother-in-law"}, {"quizzes", "NNS", "quiz"}, {"spectra", "NNS", "spectrum"}, {"physics", "NNS", "physics"},
		{"met", "VBD", "meet"}, {"left", "VBN", "leave"}, {"overseen", "VBN", "oversee"}, {"understood", "VBN", "understand"},
		{"has", "VBZ", "have"}, {"is", "VBZ", "be"}, {"Ofsted", "VBN", "ofsted"}, {"undertaking", "VBG", "undertake"}, {"arranged", "VBN", "arrange"}, {"reaches", "VBZ", "reach"}, {"identifies", "VBZ", "identify"}, {"focuses", "VBZ", "focus"},
		{"better", "JJR", "good"}, {"earlier", "JJR", "early"}, {"larger", "JJR", "large"}, {"bigger", "JJR", "big"}, {"greatest", "JJS", "great"},
		{"n’t", "RB", "not"}, {"ca", "MD", "can"}, {"’s", "VBZ", "be"}, {"’s", "POS", "'s"}, {"Inspectors", "NNS", "inspector"},
	} {
		if got := m.lemma(c.form, lowerOf(c.form), groupOf(text.TagOf(c.tag))); got != c.want {
			t.Errorf("%s %s: got %s want %s", c.form, c.tag, got, c.want)
		}
	}
}

// BenchmarkLoadTagger is what the first document of a run pays.
func BenchmarkLoadTagger(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newTagModel()
	}
}
