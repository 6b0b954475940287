package sentence

// sense is what a word of change says by itself.
type sense uint8

const (
	noSense sense = iota
	toBetter
	toWorse
	toMore // good or bad as what grows is
	toLess
	toRest // done with: good where what is done with is bad
)

// changeVerbs are the lemmas of verbs of change; their participles stand before
// nouns too ("improved oversight", "rising caseloads").
var changeVerbs = map[string]sense{
	"improve": toBetter, "strengthen": toBetter, "enhance": toBetter, "transform": toBetter, "revitalise": toBetter, "refine": toBetter,
	"bolster": toBetter, "tighten": toBetter, "streamline": toBetter, "stabilise": toBetter, "recover": toBetter, "mature": toBetter,
	"worsen": toWorse, "deteriorate": toWorse, "weaken": toWorse, "erode": toWorse, "regress": toWorse, "slip": toWorse, "decline": toLess,
	"dilute": toWorse, "exacerbate": toWorse, "dip": toLess,
	"increase": toMore, "rise": toMore, "grow": toMore, "expand": toMore, "double": toMore, "treble": toMore, "triple": toMore, "climb": toMore,
	"soar": toMore, "surge": toMore, "raise": toMore, "intensify": toMore,
	"reduce": toLess, "decrease": toLess, "fall": toLess, "drop": toLess, "diminish": toLess, "shrink": toLess,
	"minimise": toLess, "halve": toLess, "shorten": toLess, "lessen": toLess, "ease": toLess, "cut": toLess,
	"eliminate": toRest, "eradicate": toRest, "clear": toRest, "resolve": toRest, "rectify": toRest, "remedy": toRest, "address": toRest,
	"tackle": toRest, "overcome": toRest,
}

// changeNouns are nouns of change: what changes follows "in", "of", "to" or "on".
var changeNouns = map[string]sense{
	"improvement": toBetter, "strengthening": toBetter, "enhancement": toBetter, "transformation": toBetter, "upturn": toBetter,
	"deterioration": toWorse, "worsening": toWorse, "downturn": toWorse, "decline": toLess, "dip": toLess,
	"increase": toMore, "rise": toMore, "growth": toMore, "surge": toMore, "expansion": toMore, "uplift": toMore,
	"reduction": toLess, "decrease": toLess, "fall": toLess, "drop": toLess,
}

// changeParts are phrasal verbs of change: "come down", "gone up".
var changeParts = map[string]map[string]sense{
	"come": {"down": toLess}, "bring": {"down": toLess}, "go": {"down": toLess, "up": toMore, "backwards": toWorse},
	"drive": {"down": toLess}, "turn": {"around": toBetter}, "get": {"better": toBetter, "worse": toWorse},
}

// compounds are the nouns that make a name of a word of change before them: an
// improvement board is not an improvement.
var compounds = map[string]bool{"plan": true, "plans": true, "board": true, "boards": true, "partner": true, "partners": true, "work": true,
	"programme": true, "programmes": true, "journey": true, "notice": true, "activity": true, "agenda": true, "officer": true, "team": true,
	"priority": true, "priorities": true, "adviser": true, "advisor": true, "manager": true, "group": true, "action": true, "actions": true,
	"partnership": true, "planning": true, "framework": true, "strategy": true, "target": true, "targets": true, "process": true, "project": true, "alliance": true}

// ofTheCase are things that grow and shrink in a child's life: their change
// sends a case up or down and says nothing of the service.
var ofTheCase = map[string]bool{"risk": true, "harm": true, "need": true, "concern": true, "danger": true, "vulnerability": true, "safety": true,
	"behaviour": true, "attendance": true, "contact": true, "circumstance": true, "situation": true, "relationship": true, "incident": true,
	"offending": true, "complaint": true, "threshold": true}

// ofTheLoad are things without a colour of their own that make work heavier
// when they grow.
var ofTheLoad = map[string]bool{"demand": true, "volume": true, "complexity": true, "workload": true, "caseload": true, "case": true,
	"referral": true, "allocation": true, "number": true}

// supposing words open what is only supposed, or holds whenever something happens.
var supposing = map[string]bool{"if": true, "when": true, "whenever": true, "where": true, "unless": true, "whether": true, "once": true,
	"until": true, "should": true, "how": true, "as": true}

// unasserting words, before a word of change in its clause, say that the change
// is wanted, planned, denied or asked for and not that it happened.
var unasserting = map[string]bool{"will": true, "should": true, "must": true, "could": true, "would": true, "may": true, "might": true, "can": true,
	"cannot": true, "need": true, "require": true, "recommend": true, "aim": true, "intend": true, "expect": true, "design": true,
	"seek": true, "hope": true, "order": true, "priority": true, "focus": true, "focused": true, "focussed": true, "opportunity": true, "potential": true,
	"ambition": true, "commitment": true, "committed": true, "determination": true, "determined": true, "plan": true, "want": true, "ask": true,
	"lack": true, "no": true, "not": true, "n't": true, "never": true, "without": true, "little": true, "limited": true, "fail": true,
	"failure": true, "insufficient": true, "unable": true, "identify": true, "drive": true, "promote": true, "consider": true,
	"propose": true, "agree": true, "scope": true, "area": true, "further": true, "necessary": true, "try": true, "effort": true, "call": true,
	"request": true, "target": true, "tasked": true, "desire": true, "few": true, "nor": true, "neither": true, "hardly": true,
	"scarcely": true, "slow": true, "monitor": true, "track": true, "oversee": true, "review": true, "secure": true, "responsible": true}

// licensing words before "to" leave the verb after it asserted.
var licensing = map[string]bool{"continue": true, "begin": true, "start": true, "help": true, "serve": true, "manage": true, "able": true,
	"appear": true, "seem": true, "begun": true, "began": true, "act": true, "enable": true, "contribute": true, "tend": true}

// bringing words say that what follows came about.
var bringing = map[string]bool{"lead": true, "led": true, "result": true, "bring": true, "achieve": true, "see": true, "show": true,
	"demonstrate": true, "evidence": true, "secure": true, "make": true, "deliver": true, "enable": true, "produce": true, "cause": true,
	"contribute": true, "note": true, "report": true, "find": true, "experience": true, "there": true, "support": true, "sustain": true,
	"due": true, "because": true, "given": true, "despite": true, "provide": true, "ensure": true, "reflect": true, "have": true, "be": true, "with": true}

// sinceThen words say that a comparison is with an earlier time.
var sinceThen = map[string]bool{"now": true, "recently": true, "recent": true, "since": true, "become": true, "becoming": true, "became": true,
	"previously": true, "before": true, "increasingly": true, "gradually": true, "steadily": true, "make": true, "already": true, "making": true,
	"result": true, "lead": true, "led": true, "enable": true}
