package stance

import "iter"

// role is what a clause does in its sentence.
type role uint8

const (
	mainClause    role = iota
	conceded           // "although ...", "while ...", before the main clause: what is granted
	turned             // after "but", "however", "although" in mid sentence: what is set against the rest
	purposeClause      // "to ensure that ...", "in order to ...", "so that ...": what is aimed at
)

var roleNames = [...]string{"main", "conceded", "turned", "purpose"}

// clause is words [from, to) of a sentence.
type clause struct {
	from, to int32
	role     role
}

// opens are words after a comma that start a clause of their own.
var opens = map[string]bool{"and": true, "which": true, "who": true, "where": true, "so": true, "with": true, "resulting": true,
	"leading": true, "meaning": true, "or": true, "because": true, "since": true, "as": true, "when": true, "if": true, "although": true}

// concessive words open a clause that grants something.
var concessive = map[string]bool{"although": true, "though": true, "despite": true, "while": true, "whilst": true, "whereas": true,
	"notwithstanding": true, "albeit": true}

// turning words open a clause that is set against what went before.
var turning = map[string]bool{"but": true, "however": true, "yet": true, "nevertheless": true, "nonetheless": true, "conversely": true}

// exceptBefore are words after which "but" means except, denies and limiters those
// of "not only".
var (
	exceptBefore = map[string]bool{"anything": true, "nothing": true, "all": true, "everything": true, "none": true, "nobody": true}
	denies       = map[string]bool{"not": true, "n't": true, "never": true, "cannot": true}
	limiters     = map[string]bool{"only": true, "just": true, "merely": true, "simply": true, "least": true}
)

// purposeFirst are the words a clause of purpose may begin with.
var purposeFirst = map[string]bool{"to": true, "so": true, "in": true, "designed": true, "intended": true, "aimed": true}

// clausesOf appends the clauses of a sentence: they are in order, do not
// overlap and cover every word. It is a matter of a few markers, not of a
// grammar: contrast words, semicolons, commas before an opening word, and the
// comma that ends a concession at the start of the sentence.
func clausesOf(ws []word, cs []clause) []clause {
	cur := clause{}
	cut := func(at int, r role) {
		if int32(at) > cur.from {
			cur.to = int32(at)
			cs = append(cs, cur)
			cur = clause{from: int32(at), role: r}
			return
		}
		cur.role = r
	}
	granted := false // inside a concession that a comma ends
	only := false    // after "not only": the "but" to come adds
	for i := 0; i < len(ws); i++ {
		low := ws[i].low
		if i > 0 && ws[i].has(flagOnly) && denies[ws[i-1].low] {
			only = true
		}
		switch {
		case low == "but" && i > 0 && exceptBefore[ws[i-1].low]: // "anything but"
		case low == "but" && only:
			cut(i, keep(cur.role))
			only = false
		case ws[i].has(flagConcessive):
			if i == 0 || granted || cur.from == int32(i) && cur.role == mainClause && i <= 1 {
				cut(i, conceded)
				granted = true
			} else {
				cut(i, turned)
			}
		case ws[i].has(flagTurning) && !(low == "yet" && i > 0 && ws[i-1].low == "not"):
			cut(i, turned)
			granted = false
		case low == ";" || low == ":":
			cut(i+1, mainClause)
			granted = false
		case low == "," && granted && i+1 < len(ws) && !ws[i+1].has(flagOpens):
			cut(i+1, mainClause)
			granted = false
		case low == "," && i+1 < len(ws) && ws[i+1].has(flagOpens):
			cut(i+1, keep(cur.role))
		case ws[i].has(flagPurpose) && purposeAt(ws, i):
			cut(i, purposeClause)
		}
	}
	cur.to = int32(len(ws))
	if cur.to > cur.from || len(cs) == 0 {
		cs = append(cs, cur)
	}
	return cs
}

// beside yields every hit with the number of the clause it begins in.
func beside(hits []hit, cs []clause) iter.Seq2[int, int] {
	return func(yield func(hit, clause int) bool) {
		ci := 0
		for h := range hits {
			for ci+1 < len(cs) && hits[h].from >= cs[ci].to {
				ci++
			}
			if !yield(h, ci) {
				return
			}
		}
	}
}

// keep is the role a clause hands on to one that is joined to it.
func keep(r role) role {
	if r == purposeClause {
		return mainClause
	}
	return r
}

// purposeAt reports whether a clause of purpose begins at a word of purposeFirst.
func purposeAt(ws []word, i int) bool {
	next := func(k int) string {
		if i+k < len(ws) {
			return ws[i+k].low
		}
		return ""
	}
	switch ws[i].low {
	case "to":
		switch next(1) {
		case "ensure", "improve", "support", "help", "enable", "strengthen", "address", "reduce", "make", "assist", "promote", "increase":
			return i > 0
		}
	case "so":
		return next(1) == "that"
	case "in":
		return next(1) == "order" && next(2) == "to"
	case "designed", "intended", "aimed":
		return next(1) == "to" || next(1) == "at"
	}
	return false
}
