package out

import (
	"assay/extract"
	"assay/extract/profiles"
)

// profiles are those of the run.
func (o Options) profiles() *profiles.Set {
	if o.Profiles == nil {
		return profiles.BuiltIn()
	}
	return o.Profiles
}

// kinds are the kinds of document a run can name.
func (o Options) kinds() []string {
	return append(o.profiles().Kinds(), string(extract.KindArticle), string(extract.KindArticles), string(extract.KindOther))
}

// frameworks are the inspection frameworks a run can name.
func (o Options) frameworks() []string {
	return with(o.profiles().Frameworks(), string(extract.FrameworkOther))
}

// judgements are the keys of judgements: the ten built-in ones, and none of a
// user's profile closes the list, since its keys may hold a number.
func (o Options) judgements() []string {
	if o.Profiles != nil && o.Profiles != profiles.BuiltIn() {
		return nil
	}
	return extract.JudgementKeys[:]
}

// grades are the built-in grades and those of a user's profiles.
func (o Options) grades() []string {
	return with([]string{"outstanding", "good", "requires improvement", "adequate", "inadequate"}, o.profiles().Grades()...)
}

// values are what an enumerated fact of an inspection can say.
func (o Options) values(fact string) []string { return o.profiles().Values(fact) }

// with is list with what it does not hold yet put after it.
func with(list []string, more ...string) []string {
	list = list[:len(list):len(list)]
	for _, m := range more {
		held := false
		for _, l := range list {
			held = held || l == m
		}
		if !held {
			list = append(list, m)
		}
	}
	return list
}
