package refi

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"strings"

	"assay/classify/codebook"
	"assay/classify/stance"
)

// Namespaces of the formats.
const (
	codebookSpace = "urn:QDA-XML:codebook:1.0"
	projectSpace  = "urn:QDA-XML:project:1.0"
)

// origin is what files say they were written by.
const origin = "assay"

// What stands around the theme itself in the description of its code, so that a
// program that knows nothing of patterns keeps them.
const (
	blockStart = "--- assay theme: keep this block, it holds the patterns ---"
	blockEnd   = "--- end of assay theme ---"
	groupLine  = "assay group: "
)

// WriteCodebook writes a codebook as a .qdc file: a code for every theme and
// group, with definition, colour and GUID, and the patterns in the description.
func WriteCodebook(w io.Writer, b *codebook.Codebook) error {
	x := newWriter()
	x.open("CodeBook", "xmlns", codebookSpace, "origin", origin)
	if err := writeCodes(x, b, false); err != nil {
		return err
	}
	x.close()
	_, err := w.Write(x.b.Bytes())
	return err
}

// writeCodes writes the element Codes; with stances every theme has a code for
// each of them below it.
func writeCodes(x *writer, b *codebook.Codebook, stances bool) error {
	x.open("Codes")
	if err := writeUnder(x, b, "", stances, 0); err != nil {
		return err
	}
	x.close()
	return nil
}

// writeUnder writes the groups and themes below parent. A parent that is not
// there counts as none.
func writeUnder(x *writer, b *codebook.Codebook, parent string, stances bool, depth int) error {
	if depth > maxDepth/2 {
		return fmt.Errorf("groups and themes are the parents of each other")
	}
	under := func(p string) bool {
		if parent == "" && p != "" {
			return !known(b, p)
		}
		return p == parent
	}
	for i := range b.Groups {
		g := &b.Groups[i]
		if !under(g.Parent) {
			continue
		}
		x.open("Code", "guid", cmp.Or(g.GUID, codebook.GUIDFor("group "+g.ID)), "name", cmp.Or(g.Label, g.ID), "isCodable", "false", "color", g.Color)
		x.leaf("Description", strings.TrimSpace(g.Definition+"\n\n"+groupLine+g.ID))
		if err := writeUnder(x, b, g.ID, stances, depth+1); err != nil {
			return err
		}
		x.close()
	}
	for i := range b.Themes {
		t := &b.Themes[i]
		if !under(t.Parent) {
			continue
		}
		text, err := description(b, i)
		if err != nil {
			return err
		}
		x.open("Code", "guid", GUIDOf(t), "name", t.Label, "isCodable", "true", "color", t.Color)
		x.leaf("Description", text)
		if stances {
			for c := range stance.Class(stance.Classes) {
				x.leaf("Code", "", "guid", stanceGUID(t, c), "name", c.String(), "isCodable", "true", "color", stanceColors[c])
			}
		}
		if err := writeUnder(x, b, t.ID, stances, depth+1); err != nil {
			return err
		}
		x.close()
	}
	return nil
}

// stanceColors tell the stances apart for the colour-blind too, which
// notebooks/check_colours.py holds.
var stanceColors = [stance.Classes]string{stance.Positive: "#0072B2", stance.Negative: "#D55E00", stance.Mixed: "#3D1766", stance.Neutral: "#999999"}

func known(b *codebook.Codebook, id string) bool {
	for i := range b.Groups {
		if b.Groups[i].ID == id {
			return true
		}
	}
	return b.Theme(id) >= 0
}

// GUIDOf is the theme's GUID, made from its id where it has none.
func GUIDOf(t *codebook.Theme) string { return cmp.Or(t.GUID, codebook.GUIDFor("theme "+t.ID)) }

func stanceGUID(t *codebook.Theme, c stance.Class) string {
	return codebook.GUIDFor("stance " + GUIDOf(t) + " " + c.String())
}

func description(b *codebook.Codebook, i int) (string, error) {
	alone := b.Alone(i)
	t := &alone.Themes[0]
	t.GUID, t.Color, t.Parent, t.Definition = "", "", "", "" // the code has them
	data, err := alone.Write()
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(b.Themes[i].Definition + "\n\n" + blockStart + "\n" + string(data) + blockEnd), nil
}

// ReadCodebook reads a .qdc file, or the codebook of a project file. A code with
// a block of patterns becomes that theme; one without becomes a theme that its
// name finds; one that cannot be coded with becomes a group. notes say what was
// made up or left out. The GUIDs and colours are kept.
func ReadCodebook(r io.Reader) (b *codebook.Codebook, notes []string, err error) {
	root, err := readXML(r)
	if err != nil {
		return nil, nil, err
	}
	if root.name == "Project" {
		root = root.kid("CodeBook")
	}
	if root == nil || root.name != "CodeBook" {
		return nil, nil, fmt.Errorf("it is no REFI-QDA codebook")
	}
	return codesOf(root)
}

func codesOf(root *node) (*codebook.Codebook, []string, error) {
	c := &codes{book: &codebook.Codebook{}, ids: map[string]bool{}}
	c.under(root.kid("Codes"), "")
	if sets := root.kid("Sets"); sets != nil && len(sets.kids) > 0 {
		c.note("%d sets of codes are left out", len(sets.kids))
	}
	if len(c.book.Themes) == 0 {
		return nil, c.notes, fmt.Errorf("it holds no code that text can be coded with")
	}
	return c.book, c.notes, nil
}

// codes gathers the codes of a file.
type codes struct {
	book  *codebook.Codebook
	ids   map[string]bool
	notes []string
}

func (c *codes) note(format string, args ...any) {
	c.notes = append(c.notes, fmt.Sprintf(format, args...))
}

func (c *codes) under(n *node, parent string) {
	for _, k := range n.all("Code") {
		if parent != "" && isStance(k) {
			continue
		}
		if k.attr("isCodable") == "false" {
			text, id, _ := strings.Cut(textOf(k), groupLine)
			g := codebook.Group{ID: c.id(cmp.Or(strings.TrimSpace(id), k.attr("name"))), Label: k.attr("name"), Definition: strings.TrimSpace(text), GUID: guidOf(k), Color: colorOf(k), Parent: parent}
			c.book.Groups = append(c.book.Groups, g)
			c.under(k, g.ID)
			continue
		}
		if id := c.theme(k, parent); id != "" {
			c.under(k, id)
		}
	}
}

func textOf(n *node) string {
	if d := n.kid("Description"); d != nil {
		return d.text
	}
	return ""
}

// theme reads a code as a theme and returns its id, "" where it is left out.
func (c *codes) theme(n *node, parent string) string {
	name := strings.TrimSpace(n.attr("name"))
	before, block, found := strings.Cut(textOf(n), blockStart)
	t := codebook.Theme{}
	if found {
		block, _, _ = strings.Cut(block, blockEnd)
		b, err := codebook.Parse(name, []byte(block))
		if err != nil || len(b.Themes) != 1 {
			c.note("code %q: its block of patterns is damaged (%v); its name finds it now", name, err)
			found = false
		} else {
			t = b.Themes[0]
		}
	}
	if !found {
		words := strings.Fields(strings.ToLower(notWords.ReplaceAllString(name, " ")))
		p, err := codebook.ParsePattern(strings.Join(words, " "))
		if err != nil {
			c.note("code %q is left out: no pattern can be made of its name", name)
			return ""
		}
		t.ID = idOf(name)
		t.Include = []codebook.Rule{{ID: p.Text, Patterns: []*codebook.Pattern{p}}}
		c.note("code %q has no patterns: its name finds it until you write some", name)
	}
	t.ID = c.id(t.ID)
	t.Label, t.Definition = cmp.Or(name, t.ID), strings.TrimSpace(before)
	t.GUID, t.Color, t.Parent = guidOf(n), colorOf(n), parent
	c.book.Themes = append(c.book.Themes, t)
	return t.ID
}

var (
	notWords = regexp.MustCompile(`[^\p{L}\p{N}]+`)
	notID    = regexp.MustCompile(`[^a-z0-9]+`)
)

// idOf is an id like a name.
func idOf(name string) string {
	id := strings.Trim(notID.ReplaceAllString(strings.ToLower(name), "_"), "_")
	if id == "" || id[0] < 'a' || id[0] > 'z' {
		id = "code_" + id
	}
	return strings.Trim(id[:min(len(id), 60)], "_")
}

// id is an id like a name that no other code has.
func (c *codes) id(name string) string {
	base := name
	if idOf(name) != strings.ReplaceAll(name, "-", "_") {
		base = idOf(name)
	}
	id := base
	for n := 2; c.ids[id]; n++ {
		id = fmt.Sprintf("%s_%d", base, n)
	}
	c.ids[id] = true
	return id
}

func guidOf(n *node) string {
	if g := strings.Trim(n.attr("guid"), "{} "); codebook.IsGUID(g) {
		return g
	}
	return ""
}

func colorOf(n *node) string {
	if c := n.attr("color"); codebook.IsColor(c) {
		return c
	}
	return ""
}

// isStance reports whether a code below a theme is one of its stances.
func isStance(n *node) bool {
	_, ok := classOf(n.attr("name"))
	return ok && len(n.all("Code")) == 0
}

// classOf is the stance of a name, in any case.
func classOf(name string) (stance.Class, bool) {
	for c := range stance.Class(stance.Classes) {
		if strings.EqualFold(strings.TrimSpace(name), c.String()) {
			return c, true
		}
	}
	return 0, false
}

// YAML is a codebook that was read, as a codebook file.
func YAML(b *codebook.Codebook, notes []string) ([]byte, error) {
	data, err := b.Write()
	if err != nil {
		return nil, err
	}
	var head bytes.Buffer
	for _, n := range notes {
		head.WriteString("# " + strings.ReplaceAll(n, "\n", " ") + "\n")
	}
	return append(head.Bytes(), data...), nil
}
