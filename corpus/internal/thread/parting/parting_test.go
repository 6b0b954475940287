package parting

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// nodes are the text nodes of a page after it was parted, each between bars.
func nodes(t *testing.T, page string, part func(*html.Node)) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	part(root)
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(strings.ReplaceAll(n.Data, "\n", "/") + "|")
		}
	}
	return b.String()
}

// On a wiki's page what follows a signature in its paragraph is a node of its own; on
// others a time in brackets signs nothing.
func TestSignatures(t *testing.T) {
	const signed = "Visits are late. Ann 10:12, 3 March 2021 (UTC) So they are. Ben 11:00, 4 March 2021 (UTC) "
	const parted = "Visits are late. Ann 10:12, 3 March 2021 (UTC)| So they are. Ben 11:00, 4 March 2021 (UTC) |"
	for page, want := range map[string]string{
		`<body class="ns-1 MediaWiki"><p>` + signed:                       parted,
		`<body class="blog"><p>` + signed:                                 signed + "|",
		`<body><p>` + signed:                                              signed + "|",
		`<body class="mediawiki"><p>10:12, 3 March 2021 (UTC)`:            "10:12, 3 March 2021 (UTC)|",
		`<body class="mediawiki"><p>It opens at 10:12, 3 March 2021 said`: "It opens at 10:12, 3 March 2021 said|",
	} {
		if got := nodes(t, page, Signatures); got != want {
			t.Errorf("%s: %s, want %s", page, got, want)
		}
	}
}

// In preformatted messages each labelled line at the beginning is a node, and what
// stands below the first blank line another; elsewhere lines are what they were.
func TestHeaders(t *testing.T) {
	const mail = "From: Ann Lee\nDate: 3 May 2021\nSubject: Visits\n\nThey are late.\nWhy: nobody knows.\n"
	for page, want := range map[string]string{
		"<pre>" + mail:                                  "From: Ann Lee/|Date: 3 May 2021/|Subject: Visits/|/They are late./Why: nobody knows./|",
		"<pre><b>x</b>" + mail:                          "x|From: Ann Lee/|Date: 3 May 2021/|Subject: Visits/|/They are late./Why: nobody knows./|",
		"<p>" + mail:                                    strings.ReplaceAll(mail, "\n", "/") + "|",
		"<pre>They are late.\nFrom: Ann Lee\n":          "They are late./From: Ann Lee/|",
		"<pre><b>From:</b> Ann Lee\n\nThey are late.\n": "From:| Ann Lee/|/They are late./|",
		"<pre>From: Ann Lee\n":                          "From: Ann Lee/|",
	} {
		if got := nodes(t, page, Headers); got != want {
			t.Errorf("%s: %s, want %s", page, got, want)
		}
	}
}
