package sentence

import "iter"

// Role is what a clause does in its sentence.
type Role uint8

// The roles of a clause.
const (
	MainClause    Role = iota
	conceded           // "although ...", "while ...", before the main clause: what is granted
	turned             // after "but", "however", "although" in mid sentence: what is set against the rest
	purposeClause      // "to ensure that ...", "in order to ...", "so that ...": what is aimed at
)

var roleNames = [...]string{"main", "conceded", "turned", "purpose"}

// Clause is words [from, to) of a sentence.
type Clause struct {
	From, To int32
	Role     Role
}

// opens are words after a comma that start a clause of their own.
var opens = set("opens a clause")

// concessive words open a clause that grants something.
var concessive = set("concessive")

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
func clausesOf(ws []Word, cs []Clause) []Clause {
	cur := Clause{}
	cut := func(at int, r Role) {
		if int32(at) > cur.From {
			cur.To = int32(at)
			cs = append(cs, cur)
			cur = Clause{From: int32(at), Role: r}
			return
		}
		cur.Role = r
	}
	granted := false // inside a concession that a comma ends
	only := false    // after "not only": the "but" to come adds
	for i := 0; i < len(ws); i++ {
		low := ws[i].Low
		if i > 0 && ws[i].Has(flagOnly) && denies[ws[i-1].Low] {
			only = true
		}
		switch {
		case low == "but" && i > 0 && exceptBefore[ws[i-1].Low]: // "anything but"
		case low == "but" && only:
			cut(i, keep(cur.Role))
			only = false
		case ws[i].Has(flagConcessive):
			if i == 0 || granted || cur.From == int32(i) && cur.Role == MainClause && i <= 1 {
				cut(i, conceded)
				granted = true
			} else {
				cut(i, turned)
			}
		case ws[i].Has(flagTurning) && !(low == "yet" && i > 0 && ws[i-1].Low == "not"):
			cut(i, turned)
			granted = false
		case low == ";" || low == ":":
			cut(i+1, MainClause)
			granted = false
		case low == "," && granted && i+1 < len(ws) && !ws[i+1].Has(flagOpens):
			cut(i+1, MainClause)
			granted = false
		case low == "," && i+1 < len(ws) && ws[i+1].Has(flagOpens):
			cut(i+1, keep(cur.Role))
		case ws[i].Has(flagPurpose) && purposeAt(ws, i):
			cut(i, purposeClause)
		}
	}
	cur.To = int32(len(ws))
	if cur.To > cur.From || len(cs) == 0 {
		cs = append(cs, cur)
	}
	return cs
}

// beside yields every hit with the number of the clause it begins in.
func beside(hits []Hit, cs []Clause) iter.Seq2[int, int] {
	return func(yield func(Hit, Clause int) bool) {
		ci := 0
		for h := range hits {
			for ci+1 < len(cs) && hits[h].From >= cs[ci].To {
				ci++
			}
			if !yield(h, ci) {
				return
			}
		}
	}
}

// keep is the role a clause hands on to one that is joined to it.
func keep(r Role) Role {
	if r == purposeClause {
		return MainClause
	}
	return r
}

// purposeAt reports whether a clause of purpose begins at a word of purposeFirst.
func purposeAt(ws []Word, i int) bool {
	next := func(k int) string {
		if i+k < len(ws) {
			return ws[i+k].Low
		}
		return ""
	}
	switch ws[i].Low {
	case "to":
		return i > 0 && purposes[next(1)]
	case "so":
		return next(1) == "that"
	case "in":
		return next(1) == "order" && next(2) == "to"
	case "designed", "intended", "aimed":
		return next(1) == "to" || next(1) == "at"
	}
	return false
}

// Contrast reports whether a clause of the sentence is set against another.
func (s *Reading) Contrast() bool {
	for _, c := range s.Clauses {
		if c.Role == conceded || c.Role == turned {
			return true
		}
	}
	return false
}
