package extract

import "testing"

// An article about one authority's inspection is linked to it, with the place
// where it is named first; one that compares, names in passing or is about
// something else is not.
func TestArticleAuthority(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want, at string }{
		"named by its title": {`Children’s services in Bury told to improve

Inspectors found that families wait too long for help. The council in Bury says that it has hired twenty social workers.

Its leader said that the report was fair. A review in Oldham came to the same end last year.`, "Bury", "Bury"},
		"named early in the text": {`Children waited months for a visit, inspectors find

Ofsted has judged the children’s services of Kirklees Council to be inadequate.

Kirklees said it would act at once. Social workers in Kirklees told inspectors that they had too many cases.`, "Kirklees", "Kirklees Council"},
		"named once, spoken of throughout": {`Inspectors warn council over visits in school hours

An inadequate council has been told that children miss lessons when social workers call.

Inspectors said in a letter to Torbay Council that visits should be made at home. The council said that it would change them. The authority has lost a third of its staff.`, "Torbay", "Torbay Council"},
		"others named at the end": {`Slow progress at council, inspectors say

Inspectors have told Surrey that its children’s services are not improving fast enough. Surrey said that it agreed.

Leaders of Surrey have a plan. Inspectors will come back in May. The council has hired a new director. She was in Thurrock before.

Reports on Wolverhampton and Thurrock come out next week.`, "Surrey", "Surrey"},
		"a council named once in passing": {`Ofsted will look at how children are heard

The inspectorate says that inspectors will ask children what they think, as they did in Bury council last year.

It will write to directors in May.`, "", ""},
		"two compared": {`How Leeds and Bradford were judged

Inspectors came to Leeds in May and to Bradford in June.

In Leeds they found strong leaders. In Bradford they did not. Leeds was rated outstanding, Bradford inadequate.`, "", ""},
		"two compared in the text alone": {`Two councils, two verdicts

Ofsted inspectors praised Leeds City Council and warned Bradford Council.

Leeds has a stable workforce. Bradford has not. Leeds has few agency staff. Bradford has many.`, "", ""},
		"named in passing": {`Ofsted changes how it inspects children’s services

Inspectors will come more often and stay for less time, the inspectorate said.

Directors were told of it at a meeting in Warrington last week. They asked for more time.`, "", ""},
		"about no inspection": {`Bury council opens a new library

Bury has opened a library. The council in Bury hopes that families will come.`, "", ""},
		"no authority": {`What inspectors look for

Ofsted reads the files of children, and it talks with their social workers.`, "", ""},
	} {
		p := Extract(lineDoc(c.text))
		a := p.Articles[0]
		if a.LocalAuthority != c.want || a.AuthorityAt.Of(p.Doc.Text) != c.at || (a.GSSCode != "") != (c.want != "") {
			t.Errorf("%s: %q (%s) at %q, want %q at %q", name, a.LocalAuthority, a.GSSCode, a.AuthorityAt.Of(p.Doc.Text), c.want, c.at)
		}
	}
}
