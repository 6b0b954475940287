package sentence

// relatives open clauses whose verb is not that of the sentence.
var relatives = set("relative")

// Stated reports whether a sentence tells how things are: its first finite verb is
// no modal and stands in no clause that a relative word opens. "Ensure that",
// "The quality of", "Leaders should" and "How well children are heard" do not.
func Stated(ws []Word) bool {
	if commanding(ws) {
		return false
	}
	for i := range ws {
		w := &ws[i]
		if !IsWord(w) {
			continue
		}
		switch {
		case relatives[w.Low]:
			return false
		case w.Is(modalVerb):
			return false
		case w.Is(Finite):
			return i > 0 // a sentence that begins with a verb orders
		}
	}
	return false
}

// commanding reports whether a sentence tells someone what to do: it starts with
// a base verb, or is a question.
func commanding(ws []Word) bool {
	for i := range ws {
		if !IsWord(&ws[i]) {
			continue
		}
		return ws[i].Is(baseForm) || commands[ws[i].Low]
	}
	return false
}

// commands are verbs that start a recommendation and are not always tagged so.
var commands = set("commands")
