package extract

// How many values each enumeration has; values run from 0 to one less.
const (
	SectionKinds = len(sectionKindNames)
	Contexts     = len(contextNames)
	Roles        = len(roleNames)
	Tenses       = len(tenseNames)
	EntityKinds  = len(entityKindNames)
	Sides        = len(sideNames)
	ActionKinds  = len(actionKindNames)
)
