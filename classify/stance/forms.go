package stance

import (
	"strings"

	"assay/extract"
	printed "assay/extract/text"
)

// flag marks what a word is to clauses, grades and cues.
type flag uint16

const (
	flagConcessive  flag = 1 << iota // concessive
	flagTurning                      // turning
	flagOpens                        // opens
	flagPurpose                      // purposeFirst
	flagOperator                     // operators
	flagLight                        // lightWords
	flagGrade                        // gradeWords
	flagGradeBefore                  // gradeBefore
	flagRequires                     // requiring
	flagQuote                        // quoteMarks
	flagPerson                       // firstPerson, secondPerson
	flagModal                        // modals
	flagOnly                         // limiters
)

// flagged are the sets of words behind the flags.
var flagged = []struct {
	flag  flag
	words map[string]bool
}{{flagConcessive, concessive}, {flagTurning, turning}, {flagOpens, opens}, {flagPurpose, purposeFirst}, {flagOperator, operators},
	{flagLight, lightWords}, {flagGrade, gradeWords}, {flagGradeBefore, gradeBefore}, {flagRequires, requiring}, {flagQuote, quoteMarks}, {flagOnly, limiters}}

// form is what is known of a word form by itself, so that one look-up a token is
// enough.
type form struct {
	low     string // lower case, straight apostrophe
	id      int32  // number in the vocabulary
	flags   flag
	entries []entry // of the lexicon that start with it

	baseText string // the lemma asked for last, and its form
	base     *form
}

// forms remembers word forms by their printed text. It is not safe for
// concurrent use.
type forms struct {
	vocab  *vocab // may be nil: no word has a number then
	lex    *Lexicon
	known  map[string]*form
	byForm []*form // by extract.Token.Form
	number *form   // of every number: "0"
	grade  *form   // of a masked grade

	turnedBad, turnedGood *form
}

// Bounds of what is remembered: a form is some 200 bytes, and longer words
// (addresses, text without spaces) do not come again.
const (
	maxForms    = 32 << 10
	maxFormText = 64
)

func newForms(v *vocab, lex *Lexicon) *forms {
	fs := &forms{vocab: v, lex: lex, known: map[string]*form{}}
	fs.number, fs.grade = fs.look("0"), fs.look(masked)
	fs.turnedBad, fs.turnedGood = fs.look(turnedBad), fs.look(turnedGood)
	return fs
}

// ofToken is the form of a token of text.
func (fs *forms) ofToken(text string, t *extract.Token) *form {
	if t.Form == 0 {
		return fs.of(printed.Whole(t.Of(text), t.Lemma))
	}
	for int(t.Form) >= len(fs.byForm) {
		fs.byForm = append(fs.byForm, nil)
	}
	f := fs.byForm[t.Form]
	if f == nil {
		f = fs.of(t.Of(text))
		fs.byForm[t.Form] = f
	}
	return f
}

// of is the form of a text.
func (fs *forms) of(text string) *form {
	if f, ok := fs.known[text]; ok {
		return f
	}
	f := fs.look(strings.Clone(plain(text))) // the text of a document must not be kept alive
	if len(text) <= maxFormText {
		fs.known[strings.Clone(text)] = f
	}
	return f
}

// lemmaOf is the form of the lemma of a token with form f. A form has one or two
// lemmas, which differ by its part of speech.
func (fs *forms) lemmaOf(f *form, lemma string) *form {
	if f.base == nil || f.baseText != lemma {
		f.base, f.baseText = fs.of(lemma), strings.Clone(lemma)
	}
	return f.base
}

func (fs *forms) look(low string) *form {
	f := &form{low: low, entries: fs.lex.first[low]}
	if fs.vocab != nil {
		f.id = fs.vocab.ids[low]
	}
	if _, ok := firstPerson[low]; ok || secondPerson[low] {
		f.flags |= flagPerson
	}
	if modals[low] != 0 {
		f.flags |= flagModal
	}
	for i := range flagged {
		if flagged[i].words[low] {
			f.flags |= flagged[i].flag
		}
	}
	return f
}

// forget drops the forms when they are too many; those of the words at hand
// stay valid.
func (fs *forms) forget() {
	if len(fs.known) > maxForms {
		*fs = *newForms(fs.vocab, fs.lex)
	}
}

// plain is a token's text in lower case, made whole where it was broken after
// its hyphen.
func plain(text string) string {
	low := lower(text)
	if strings.IndexByte(low, '\n') >= 0 {
		low = strings.ReplaceAll(low, "\n", "")
	}
	if low == "nt" { // of "didnt"
		return "n't"
	}
	return low
}
