package extract

// The words of words/voices.txt, by which speakers are found.

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
			for _, v := range wordList(list) {
				verbs[v] = kind
			}
		}
		return verbs
	}()
	plainSay        = wordSet("plain say")
	nounLike        = wordSet("say or noun")
	collective      = wordSet("collective")
	auxiliaries     = wordSet("between")
	noSubject       = wordSet("no subject")
	noSpeaker       = wordSet("nobody")
	others          = wordSet("others")
	reportModifiers = wordSet("own report")
	bodyWord        = wordSet("bodies")
	humanWord       = wordSet("people")
	naming          = wordSet("naming")
	gestures        = wordSet("gestures")
	titleWord       = wordSet("titles")
	kinWord         = wordSet("kin")
	givenToSay      = wordSet("given to say")
	spokenTo        = wordSet("spoken to")
	opensNoName     = wordSet("opens no name")
)
