package sentence

import (
	"strings"

	"assay/extract"
	printed "assay/extract/text"
)

// Flag marks what a word is to clauses, grades and cues.
type Flag uint16

const (
	flagConcessive  Flag = 1 << iota // concessive
	flagTurning                      // turning
	flagOpens                        // opens
	flagPurpose                      // purposeFirst
	FlagOperator                     // operators
	flagLight                        // lightWords
	flagGrade                        // gradeWords
	flagGradeBefore                  // gradeBefore
	flagRequires                     // requiring
	FlagQuote                        // quoteMarks
	flagPerson                       // firstPerson, secondPerson
	flagModal                        // modals
	flagOnly                         // limiters
)

// flagged are the sets of words behind the flags.
var flagged = []struct {
	flag  Flag
	words map[string]bool
}{{flagConcessive, concessive}, {flagTurning, turning}, {flagOpens, opens}, {flagPurpose, purposeFirst}, {FlagOperator, operators},
	{flagLight, lightWords}, {flagGrade, gradeWords}, {flagGradeBefore, gradeBefore}, {flagRequires, requiring}, {FlagQuote, quoteMarks}, {flagOnly, limiters}}

// The lexicons a form has entries in: that of the model, and that of trends.
const (
	theLexicon = iota
	ofTrends
	lexicons
)

// Form is what is known of a word form by itself, so that one look-up a token is
// enough.
type Form struct {
	Low     string // lower case, straight apostrophe
	ID      int32  // number in the vocabulary
	flags   Flag
	entries [lexicons][]entry // of each lexicon that start with it

	baseText string // the lemma asked for last, and its form
	base     *Form
}

// Forms remembers word forms by their printed text. It is not safe for
// concurrent use.
type Forms struct {
	ids    map[string]int32 // number by word; nil: no word has one
	lex    *Lexicon
	trends *Lexicon
	known  map[string]*Form
	byForm []*Form // by extract.Token.Form
	number *Form   // of every number: "0"
	grade  *Form   // of a masked grade

	turnedBad, turnedGood *Form
}

// Bounds of what is remembered: a form is some 200 bytes, and longer words
// (addresses, text without spaces) do not come again.
const (
	maxForms    = 32 << 10
	maxFormText = 64
)

// NewForms remembers forms with their entries in the lexicon and their numbers; a
// form that ids lacks, or all where it is nil, has number 0.
func NewForms(ids map[string]int32, lex *Lexicon) *Forms {
	fs := &Forms{ids: ids, lex: lex, trends: trendLexicon(), known: map[string]*Form{}}
	fs.number, fs.grade = fs.look("0"), fs.look(Masked)
	fs.turnedBad, fs.turnedGood = fs.look(TurnedBad), fs.look(TurnedGood)
	return fs
}

// ofToken is the form of a token of text.
func (fs *Forms) ofToken(text string, t *extract.Token) *Form {
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
func (fs *Forms) of(text string) *Form {
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
func (fs *Forms) lemmaOf(f *Form, lemma string) *Form {
	if f.base == nil || f.baseText != lemma {
		f.base, f.baseText = fs.of(lemma), strings.Clone(lemma)
	}
	return f.base
}

func (fs *Forms) look(low string) *Form {
	f := &Form{Low: low, ID: fs.ids[low], entries: [...][]entry{theLexicon: fs.lex.first[low], ofTrends: fs.trends.first[low]}}
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
func (fs *Forms) forget() {
	if len(fs.known) > maxForms {
		*fs = *NewForms(fs.ids, fs.lex)
	}
}

// plain is a token's text in lower case, made whole where it was broken after
// its hyphen.
func plain(text string) string {
	low := Lower(text)
	if strings.IndexByte(low, '\n') >= 0 {
		low = strings.ReplaceAll(low, "\n", "")
	}
	if low == "nt" { // of "didnt"
		return "n't"
	}
	return low
}

// operators are the words whose reach is marked on the words after them.
var operators = set("operators")
