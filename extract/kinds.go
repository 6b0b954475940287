package extract

import "slices"

// Kind is the kind of a document, a value of documents.kind. Profiles of a
// user's own add kinds of their names.
type Kind string

// The kinds of document that the program knows without a user's profiles.
const (
	KindILACS           Kind = "ilacs_inspection"        // local authority children's services, 2018 on
	KindSIF             Kind = "sif_inspection"          // single inspection framework, Nov 2013 to early 2018, re-inspections included
	KindLookedAfter     Kind = "looked_after_inspection" // looked after children services, 2013
	KindLSCB            Kind = "lscb_review"             // review of a local safeguarding children board alone
	KindFocusedVisit    Kind = "focused_visit"           // letter
	KindMonitoringVisit Kind = "monitoring_visit"        // letter
	KindJTAI            Kind = "jtai"                    // joint targeted area inspection
	KindAreaSEND        Kind = "area_send"               // area inspection of special educational needs
	KindJointReview     Kind = "joint_area_review"       // joint area review, to 2008
	KindChildrensHome   Kind = "childrens_home"          // inspection of a children's home
	KindSchool          Kind = "school_inspection"       // school report
	KindArticle         Kind = "article"                 // one article, with or without comments
	KindArticles        Kind = "article_collection"      // a page of several articles
	KindOther           Kind = "other"
)

// Framework is an inspection framework, a value of inspections.framework.
type Framework string

// The frameworks of the built-in profiles.
const (
	FrameworkILACS    Framework = "ILACS"
	FrameworkSIF      Framework = "SIF"
	FrameworkJTAI     Framework = "JTAI"
	FrameworkAreaSEND Framework = "area_SEND"
	FrameworkOther    Framework = "other"
)

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
