package html

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"assay/corpus/internal/dom"
)

func TestAuthors(t *testing.T) {
	for in, want := range map[string]string{
		"Ada Example":                                                "Ada Example",
		"By Ada Example":                                             "Ada Example",
		"Ada Example before 2 hours":                                 "Ada Example",
		"Ada Example 3 hours ago":                                    "Ada Example",
		"Ada Example SHARE SHARE TWEET EMAIL":                        "Ada Example",
		"Ada Example Social affairs editor":                          "Ada Example",
		"Ada Example, social affairs editor":                         "Ada Example",
		"Ada Example Political Editor":                               "Ada Example",
		"Ada Example, Local Democracy Reporter":                      "Ada Example",
		"Ada Example and Ben Holt":                                   "Ada Example; Ben Holt",
		"Ada Example; Ben Holt; Ada Example":                         "Ada Example; Ben Holt",
		"Words: Ada Example | Northmere":                             "Ada Example",
		"Ada Example @adaexample":                                    "Ada Example",
		"Ada Example • 3 March 2024":                                 "Ada Example",
		"Dr Ada van der Holt":                                        "Dr Ada van der Holt",
		"Staff reporter":                                             "Staff reporter",
		"ada99":                                                      "ada99",
		"Ada Example, Ben Holt and Cara Vale, health correspondents": "Ada Example; Ben Holt; Cara Vale",
		"By our education correspondent":                             "",
		"ada@fenby.example (Ada Example)":                            "Ada Example",
		"Ada Example <ada@fenby.example>":                            "Ada Example",
		"":                                                           "",
	} {
		if got := authors(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestHeadingTitle(t *testing.T) {
	for _, c := range []struct{ page, title, site, want string }{
		{`<h1><a href="/">Fenby Gazette</a></h1><h2>Plan agreed</h2>`, "Plan agreed | Fenby Gazette", "", "Plan agreed"},
		{`<a href="https://fenby.example/"><h1>Fenby Gazette</h1></a><article><h2>Plan agreed</h2></article>`, "Plan agreed – Fenby Gazette", "", "Plan agreed"},
		{`<h1>Fenby Gazette</h1><h2>Plan agreed</h2>`, "Plan agreed - Fenby Gazette", "Fenby Gazette", "Plan agreed"},
		{`<h1>Plan agreed</h1><h2>Fenby Gazette</h2>`, "Plan agreed - Fenby Gazette", "", "Plan agreed"},
		{`<h1><a href="/plans/1">Plan agreed</a></h1>`, "Plan agreed - Fenby Gazette", "", "Plan agreed"},
		{`<h1>Another line</h1>`, "Plan agreed", "", "Plan agreed"},
	} {
		root, err := html.Parse(strings.NewReader("<html><body>" + c.page + "</body></html>"))
		if err != nil {
			t.Fatal(err)
		}
		if got := headingTitle(dom.New(root), c.title, c.site); got != c.want {
			t.Errorf("%s: got %q, want %q", c.page, got, c.want)
		}
	}
}
