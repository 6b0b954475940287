package extract

import (
	_ "embed"

	"assay/internal/phrases"
)

//go:embed voices.txt
var voicesTxt string

// voices are the lists of voices.txt.
var voices = phrases.Lists(voicesTxt)

// sayKind is where a verb is one of saying.
type sayKind uint8

const (
	saySure   sayKind = iota + 1 // wherever it stands
	sayMark                      // before a mark, "that" and the like, or beside a quotation
	sayBeside                    // right beside a quotation alone
)

var (
	sayVerbs = func() map[string]sayKind {
		verbs := map[string]sayKind{}
		for kind, list := range map[sayKind]string{saySure: "say", sayMark: "say before a mark", sayBeside: "say beside a quotation"} {
			for _, v := range voices[list] {
				verbs[v] = kind
			}
		}
		return verbs
	}()
	plainSay        = phrases.Set(voices["plain say"])
	nounLike        = phrases.Set(voices["say or noun"])
	collective      = phrases.Set(voices["collective"])
	auxiliaries     = phrases.Set(voices["between"])
	noSubject       = phrases.Set(voices["no subject"])
	noSpeaker       = phrases.Set(voices["nobody"])
	others          = phrases.Set(voices["others"])
	reportModifiers = phrases.Set(voices["own report"])
	bodyWord        = phrases.Set(voices["bodies"])
	humanWord       = phrases.Set(voices["people"])
	titleWord       = phrases.Set(voices["titles"])
	kinWord         = phrases.Set(voices["kin"])
)
