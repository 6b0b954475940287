package extract

import "slices"

// Kind is the kind of a document, a value of documents.kind. Profiles of a
// user's own add kinds of their names.
type Kind string

// The kinds that structure is told by; the others are ids of profiles.
const (
	KindArticle  Kind = "article"            // one article, with or without comments
	KindArticles Kind = "article_collection" // a page of several articles
	KindOther    Kind = "other"
)

// Framework is an inspection framework, a value of inspections.framework: profiles
// name them.
type Framework string

// FrameworkOther is the framework of a kind whose profile names none.
const FrameworkOther Framework = "other"

// Side is what the evaluation of a chapter is about, where its heading says so.
type Side uint8

// The sides.
const (
	NoSide Side = iota
	StrengthSide
	WeaknessSide
)

var sideNames = [...]string{"none", "strength", "weakness"}

func (s Side) String() string { return sideNames[s] }

func sideNamed(name string) Side { return named(sideNames[:], name, NoSide) }

// ActionKind is the kind of a thing asked.
type ActionKind uint8

// The kinds of things asked; NoAction is none.
const (
	NoAction ActionKind = iota
	AskRecommendation
	AskImprovement
	AskPriority
	AskRequirement
)

var actionKindNames = [...]string{"", "recommendation", "area_for_improvement", "priority_action", "requirement"}

func (k ActionKind) String() string { return actionKindNames[k] }

func actionKindNamed(name string) ActionKind { return named(actionKindNames[:], name, NoAction) }

func contextNamed(name string) Context { return named(contextNames[:], name, Background) }

// named is the value of an enumeration by its name, none where it has no such name.
func named[T ~uint8](names []string, name string, none T) T {
	if i := slices.Index(names, name); i >= 0 {
		return T(i)
	}
	return none
}
