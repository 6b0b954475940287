package dom

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page parses a page and lays it flat.
func page(t *testing.T, text string) *Tree {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return New(root)
}

// byID is the element with an id.
func byID(t *testing.T, tree *Tree, id string) int32 {
	t.Helper()
	i := int32(slices.Index(tree.ID, id))
	if i < 0 {
		t.Fatalf("no element %q", id)
	}
	return i
}

// A node's number is its place in the page, what lies below it follows it, and what
// follows that lies outside.
func TestNodesStandInTheOrderOfThePage(t *testing.T) {
	tree := page(t, `<div id=a><p id=b>one <b id=c>two</b></p><p id=d>three</p></div><div id=e>four</div>`)
	a, b, c, d, e := byID(t, tree, "a"), byID(t, tree, "b"), byID(t, tree, "c"), byID(t, tree, "d"), byID(t, tree, "e")
	if a >= b || b >= c || c >= d || d >= e {
		t.Errorf("order: %d %d %d %d %d", a, b, c, d, e)
	}
	for _, x := range []struct {
		in, root int32
		want     bool
	}{{c, a, true}, {c, b, true}, {c, d, false}, {a, a, true}, {a, b, false}, {e, a, false}, {d, a, true}} {
		if tree.In(x.in, x.root) != x.want {
			t.Errorf("%s within %s: not %v", tree.ID[x.in], tree.ID[x.root], x.want)
		}
	}
	if tree.Parent[c] != b || tree.Parent[d] != a || tree.Parent[0] != -1 || tree.PrevSibling(d) != b || tree.PrevSibling(b) != -1 {
		t.Errorf("parents %d and %d, siblings %d and %d", tree.Parent[c], tree.Parent[d], tree.PrevSibling(d), tree.PrevSibling(b))
	}
	for i := range tree.Nodes { // every node ends within its parent
		if p := tree.Parent[i]; tree.End[i] <= int32(i) || p >= 0 && tree.End[i] > tree.End[p] {
			t.Errorf("node %d ends at %d, its parent %d", i, tree.End[i], p)
		}
	}
}

// A page of any depth is walked without a stack of its own.
func TestDeepPage(t *testing.T) {
	root := &html.Node{Type: html.DocumentNode}
	at := root
	for range 200_000 {
		n := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
		at.AppendChild(n)
		at = n
	}
	at.AppendChild(&html.Node{Type: html.TextNode, Data: "down here"})
	tree := New(root)
	if len(tree.Nodes) != 200_002 || tree.Text(0, 0, nil) != "down here" || tree.End[1] != 200_002 {
		t.Errorf("%d nodes, text %q", len(tree.Nodes), tree.Text(0, 0, nil))
	}
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		`<p id=x> one
			two </p>`: "one two",
		`<div id=x><p>one</p><p>two</p></div>`:                   "one two", // a block begins a line
		`<p id=x>on<b>e</b></p>`:                                 "one",     // a word in two elements is one
		`<p id=x>one<br>two</p>`:                                 "one two",
		`<p id=x>one<script>no</script><style>no</style>two</p>`: "one two",
		`<p id=x>one<!-- no -->, two</p>`:                        "one , two",
		`<p id=x>over&shy;sight</p>`:                             "oversight",
		`<p id=x>one&#8203;two</p>`:                              "one two",
		`<p id=x><select><option>no</select></p>`:                "",
	} {
		tree := page(t, in)
		if got := tree.Text(byID(t, tree, "x"), 0, nil); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	tree := page(t, `<div id=x><p>one</p><p id=y>two</p><p>three</p></div>`)
	x, y := byID(t, tree, "x"), byID(t, tree, "y")
	if got := tree.Text(x, 0, func(i int32) bool { return i == y }); got != "one three" {
		t.Errorf("without what is dropped: %q", got)
	}
	if got := tree.Text(x, 2, nil); got != "one" {
		t.Errorf("cut: %q", got)
	}
}

// What is told of an element by its attributes: ids and values without the space around
// them, class names whatever their case.
func TestAttributes(t *testing.T) {
	tree := page(t, `<div id=" Top "><p id=x class="Post  reply" title=" a  b ">t</p></div>`)
	x := byID(t, tree, "x")
	if !tree.HasToken(x, "nothing", "post") || tree.HasToken(x, "pos") {
		t.Error("class names")
	}
	if tree.Attr(x, "title") != "a  b" || tree.Attr(x, "href") != "" || !tree.HasAttr(x, "title") || tree.HasAttr(x, "href") {
		t.Error("attributes")
	}
	if !tree.InsideID(x, "none", "top") || tree.InsideID(x, "x") {
		t.Error("ids around")
	}
	if tree.Tag(x) != atom.P || tree.Tag(x+1) != 0 || tree.IsElement(x+1) {
		t.Error("tags")
	}
}

func TestNameWords(t *testing.T) {
	for in, want := range map[string]string{
		"wc-commentText_12":       "wc comment text",
		"UFIComment":              "ufi comment",
		"comment--unread":         "comment", // a modifier
		"--x":                     "x",
		"commentBody2Text":        "comment body text",
		"Kommentar":               "kommentar",
		"größe-Ähnlich":           "größe ähnlich",
		"":                        "",
		"12_34":                   "",
		"ABC":                     "abc",
		strings.Repeat("a-", 100): strings.TrimSpace(strings.Repeat("a ", 13)), // names end somewhere
	} {
		if got := strings.Join(NameWords(in, nil), " "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// One name must hold a wanted word and no other one; the others do not count.
func TestAnyWord(t *testing.T) {
	yes, no := Words("author name"), Words("list")
	for class, want := range map[string]bool{
		"comment-author":                true,
		"author-list":                   false,
		"list-author":                   false,
		"author-list comment-author":    true,
		"list comment-author":           true,
		"authors":                       false,
		"":                              false,
		"commentAuthorName and-so-many": true,
	} {
		tree := page(t, `<p id=x class="`+class+`">t</p>`)
		if tree.AnyWord(byID(t, tree, "x"), yes, no) != want {
			t.Errorf("%q: not %v", class, want)
		}
	}
}
