package refi

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"assay/classify/codebook"
)

// rule is what the schemas say of an element, as far as readers depend on it:
// attributes it must have, and its children in the order they must come.
type rule struct {
	must []string
	kids []string
}

var rules = map[string]rule{
	"CodeBook":           {nil, []string{"Codes", "Sets"}},
	"Codes":              {nil, []string{"Code"}},
	"Code":               {[]string{"guid", "name", "isCodable"}, []string{"Description", "NoteRef", "Code"}},
	"Project":            {[]string{"name"}, []string{"Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description", "NoteRef"}},
	"Users":              {nil, []string{"User"}},
	"User":               {[]string{"guid"}, nil},
	"Variables":          {nil, []string{"Variable"}},
	"Variable":           {[]string{"guid", "name", "typeOfVariable"}, []string{"Description"}},
	"Cases":              {nil, []string{"Case"}},
	"Case":               {[]string{"guid"}, []string{"Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef"}},
	"Sources":            {nil, []string{"TextSource"}},
	"TextSource":         {[]string{"guid"}, []string{"Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"}},
	"PlainTextSelection": {[]string{"guid", "startPosition", "endPosition"}, []string{"Description", "Coding", "NoteRef"}},
	"Coding":             {[]string{"guid"}, []string{"CodeRef", "NoteRef"}},
	"CodeRef":            {[]string{"targetGUID"}, nil},
	"SourceRef":          {[]string{"targetGUID"}, nil},
	"VariableRef":        {[]string{"targetGUID"}, nil},
	"VariableValue":      {nil, []string{"VariableRef", "TextValue", "DateValue"}},
	"Description":        {nil, nil},
	"PlainTextContent":   {nil, nil},
	"TextValue":          {nil, nil},
	"DateValue":          {nil, nil},
}

// check holds a codebook or project file against the schema, as far as this
// package writes it: elements, their order and attributes, the form of GUIDs and
// colours, that no GUID stands for two things and that all that are referred to
// are there. It returns what is wrong.
func check(file []byte) (problems []string) {
	root, err := readXML(bytes.NewReader(file))
	if err != nil {
		return []string{err.Error()}
	}
	c := &checker{guids: map[string]string{}}
	if want := map[string]string{"CodeBook": codebookSpace, "Project": projectSpace}[root.name]; root.space != want || want == "" {
		c.fail("root %s of namespace %q", root.name, root.space)
	}
	c.element(root)
	for _, ref := range c.refs {
		if c.guids[ref] == "" {
			c.fail("nothing has the GUID %s that is referred to", ref)
		}
	}
	return c.problems
}

type checker struct {
	guids    map[string]string
	refs     []string
	problems []string
}

func (c *checker) fail(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

func (c *checker) element(n *node) {
	r, known := rules[n.name]
	if !known {
		c.fail("element %s is unknown", n.name)
		return
	}
	for _, a := range r.must {
		if _, ok := n.attrs[a]; !ok {
			c.fail("%s has no %s", n.name, a)
		}
	}
	if g, ok := n.attrs["guid"]; ok {
		switch {
		case !codebook.IsGUID(g):
			c.fail("%s has the GUID %q", n.name, g)
		case c.guids[g] != "":
			c.fail("%s and %s have the GUID %s", c.guids[g], n.name, g)
		}
		c.guids[g] = n.name
	}
	if col, ok := n.attrs["color"]; ok && !codebook.IsColor(col) {
		c.fail("%s has the color %q", n.name, col)
	}
	for _, a := range []string{"targetGUID", "creatingUser", "creatingUserGUID"} {
		if g, ok := n.attrs[a]; ok {
			c.refs = append(c.refs, g)
		}
	}
	last := 0
	for _, k := range n.kids {
		i := slices.Index(r.kids, k.name)
		if i < last {
			c.fail("%s in %s is unknown there or comes too late", k.name, n.name)
		}
		last = max(last, i)
		c.element(k)
	}
	if n.name == "TextSource" {
		c.selections(n)
	}
}

// selections must lie in the text, where the file holds it.
func (c *checker) selections(n *node) {
	content := n.kid("PlainTextContent")
	if content == nil && !strings.HasPrefix(n.attr("plainTextPath"), internal) {
		c.fail("TextSource %s has no text", n.attr("guid"))
		return
	}
	for _, s := range n.all("PlainTextSelection") {
		from, err1 := strconv.Atoi(s.attr("startPosition"))
		to, err2 := strconv.Atoi(s.attr("endPosition"))
		if err1 != nil || err2 != nil || from < 0 || from > to || content != nil && to > utf8.RuneCountInString(content.text) {
			c.fail("selection %s from %q to %q", s.attr("guid"), s.attr("startPosition"), s.attr("endPosition"))
		}
	}
}
