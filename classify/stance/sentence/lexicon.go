package sentence

import (
	_ "embed"
	"fmt"
	"sort"
	"strings"
)

// Group is what a lexicon entry does to a judgement. An entry may stand in
// several groups.
type Group uint64

// The groups, one bit each, in the order of groupNames.
const (
	Praise Group = 1 << iota
	Blame
	BadThing
	GoodThing
	Up
	Down
	Better
	Worse
	Help
	Negation
	Weakener
	Strengthener
	Demand
	Hedge
	NotYet
	Contrast
	Remedy
	PastTime
	Process
	GoodWord
	BadWord
	Law
	Announced
	Advice
	Deny
	Mend
	Lose
	Prevent
	Litotes
	NotOnly
	Say
	VoiceLeader
	VoicePractitioner
	VoiceChild
	VoiceParent
	VoicePartner
	VoiceGovernment
	VoiceOther
	ThemeWord
	Refute
	Once
	Now
	groupCount = iota
)

var groupNames = [groupCount]string{"praise", "blame", "bad_thing", "good_thing", "up", "down", "better", "worse", "help",
	"negation", "weakener", "strengthener", "demand", "hedge", "not_yet", "contrast", "remedy", "past", "process",
	"good_word", "bad_word", "law", "announced", "advice", "deny", "mend", "lose", "prevent", "litotes", "not_only",
	"say", "voice_leader", "voice_practitioner", "voice_child", "voice_parent", "voice_partner", "voice_government", "voice_other", "theme_word", "refute", "once", "now"}

// LexiconText is lexicon.txt: the words of praise, blame and what turns them, by group.
//
//go:embed lexicon.txt
var LexiconText string

// Lexicon finds entries of one or more words in a row of words. It is
// immutable and safe for concurrent use.
type Lexicon struct {
	first map[string][]entry // by first word; the longest entry first
}

type entry struct {
	rest   []string
	groups Group
}

// ParseLexicon reads the form described at the head of lexicon.txt; an
// error names the line.
func ParseLexicon(text string) (*Lexicon, error) { return parseGroups(text, groupNames[:]) }

// parseGroups is ParseLexicon for groups of other names, one bit each in their order.
func parseGroups(text string, names []string) (*Lexicon, error) {
	all := map[string]Group{}
	var group Group
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			name, _, ok := strings.Cut(line[1:], "]")
			i := indexOf(names, name)
			if !ok || i < 0 {
				return nil, fmt.Errorf("lexicon line %d: unknown group %q", n+1, name)
			}
			group = 1 << i
			continue
		}
		if group == 0 {
			return nil, fmt.Errorf("lexicon line %d: an entry before the first group", n+1)
		}
		for _, e := range strings.Split(line, ",") {
			if e = strings.Join(strings.Fields(e), " "); e != "" {
				all[strings.ToLower(e)] |= group
			}
		}
	}
	l := &Lexicon{first: make(map[string][]entry, len(all))}
	keys := make([]string, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		f := strings.Fields(k)
		l.first[f[0]] = append(l.first[f[0]], entry{rest: f[1:], groups: all[k]})
	}
	for _, es := range l.first {
		sort.SliceStable(es, func(i, j int) bool { return len(es[i].rest) > len(es[j].rest) })
	}
	return l, nil
}

func indexOf(list []string, s string) int {
	for i, x := range list {
		if x == s {
			return i
		}
	}
	return -1
}

// Hit is one lexicon entry found: words [from, to).
type Hit struct {
	From, To int32
	Groups   Group
}

// find appends the leftmost longest entries of the lexicon in words, not overlapping.
func find(words []Word, hits []Hit) []Hit { return findIn(theLexicon, words, hits) }

// findIn is find for one of the lexicons.
func findIn(lex int, words []Word, hits []Hit) []Hit {
	for i := 0; i < len(words); {
		n, g := at(lex, words, i)
		if n == 0 {
			i++
			continue
		}
		hits = append(hits, Hit{int32(i), int32(i + n), g})
		i += n
	}
	return hits
}

// at returns the length in words and the groups of the longest entry of a lexicon that
// starts at words[i], 0 where none does. Of the model's an entry of the form itself goes
// before those of its lemma, however long.
func at(lex int, words []Word, i int) (int, Group) {
	w := &words[i]
	n, g := longest(w.entries[lex], words[i+1:])
	if w.ofLemma == nil || n > 0 && lex == theLexicon {
		return n, g
	}
	if m, h := longest(w.ofLemma.entries[lex], words[i+1:]); m > n {
		return m, h
	}
	return n, g
}

func longest(es []entry, next []Word) (int, Group) {
next:
	for _, e := range es {
		if len(e.rest) > len(next) {
			continue
		}
		for k, r := range e.rest {
			if next[k].Low != r && next[k].Lemma != r {
				continue next
			}
		}
		return 1 + len(e.rest), e.groups
	}
	return 0, 0
}
