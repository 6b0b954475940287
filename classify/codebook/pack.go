package codebook

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"assay/internal/lazyregexp"
	"assay/internal/yamlnode"
)

// builtinName is how a codebook names the embedded one as what it extends.
const builtinName = "builtin"

// maxChain bounds how many files may extend one the other.
const maxChain = 8

// extend puts the themes, groups and lists of what a file extends first. It is
// named as "builtin" or as a file beside this one, with file: and version: where
// another version shall be an error.
func (r *reader) extend(b *Codebook, n ast.Node) string {
	name, version := "", ""
	if s, ok := yamlnode.Scalar(n); ok {
		name = strings.TrimSpace(s)
	} else if es, ok := r.Mapping(n, "extends", "file", "version"); ok {
		for _, e := range es {
			switch e.Key {
			case "file":
				name, _ = r.Text(e.Value, "file")
			case "version":
				version, _ = r.Text(e.Value, "version")
			}
		}
	}
	if name == "" {
		r.At(n, "extends names a codebook file, or %s", builtinName)
		return ""
	}
	base, err := r.loadBase(name)
	if err != nil {
		r.At(n, "extends %s: %v", name, err)
		return name
	}
	if last := base.Packs[len(base.Packs)-1]; version != "" && last.Version != version {
		r.At(n, "extends %s of version %q, but that file is version %q", name, version, last.Version)
	}
	b.Themes, b.Groups, b.Packs = append(b.Themes, base.Themes...), append(b.Groups, base.Groups...), append(b.Packs, base.Packs...)
	b.Whole = b.Whole || base.Whole || name == builtinName
	if len(base.Themes) > 0 {
		r.inherit(base.Themes[0].lists)
	}
	return name
}

func (r *reader) loadBase(name string) (*Codebook, error) {
	if name == builtinName {
		return Parse(BuiltinFile, builtinYAML)
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(r.File), name)
	}
	if slices.Contains(r.chain, path) {
		return nil, fmt.Errorf("the files extend each other in a circle")
	}
	if len(r.chain) > maxChain {
		return nil, fmt.Errorf("more than %d files extend one the other", maxChain)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parse(path, data, r.chain)
}

// inherit makes the lists of an extended file known.
func (r *reader) inherit(lists []List) {
	for _, l := range lists {
		alt := &node{kind: nodeAlt}
		for _, item := range l.Items {
			if p, err := parsePattern(item, r.lists, Pos{}); err == nil { // it was read before
				for _, j := range p.joins {
					alt.kids = append(alt.kids, j.parts[0])
				}
			}
		}
		r.lists[l.Name] = one(alt)
		r.all = append(r.all, l)
	}
}

// drop takes rules of an extended theme away, by id.
func (r *reader) drop(t *Theme, n ast.Node) {
	for _, item := range yamlnode.List(n) {
		id, ok := r.Text(item, "the id of a rule")
		if !ok {
			continue
		}
		is := func(rl Rule) bool { return rl.ID == id }
		if !slices.ContainsFunc(t.Include, is) && !slices.ContainsFunc(t.Exclude, is) {
			r.At(item, "there is no rule %q to drop", id)
			continue
		}
		t.Include = slices.DeleteFunc(slices.Clone(t.Include), is)
		t.Exclude = slices.DeleteFunc(slices.Clone(t.Exclude), is)
	}
}

func (r *reader) readGroups(b *Codebook, n ast.Node) {
	for _, item := range yamlnode.List(n) {
		es, ok := r.Mapping(item, "a group", "id", "label", "definition", "guid", "color", "parent")
		if !ok {
			continue
		}
		var g Group
		for _, e := range es {
			switch e.Key {
			case "id":
				g.ID, _ = r.Text(e.Value, "id")
			case "label":
				g.Label, _ = r.Text(e.Value, "label")
			case "definition":
				g.Definition, _ = r.Text(e.Value, "definition")
			case "guid":
				g.GUID = r.guid(e.Value)
			case "color":
				g.Color = r.color(e.Value)
			case "parent":
				g.Parent, _ = r.Text(e.Value, "parent")
			}
		}
		if !idForm.MatchString(g.ID) {
			r.At(item, "a group needs an id of small letters, figures, - and _ that begins with a letter")
			continue
		}
		b.Groups = append(b.Groups, g)
	}
}

var (
	guidForm  = lazyregexp.New(`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`)
	colorForm = lazyregexp.New(`^#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})$`)
)

func (r *reader) guid(n ast.Node) string {
	s, ok := r.Text(n, "guid")
	if s = strings.Trim(s, "{}"); ok && !guidForm.MatchString(s) {
		r.At(n, "a guid is 32 hexadecimal figures in groups of 8, 4, 4, 4 and 12: %q is not", s)
		return ""
	}
	return s
}

func (r *reader) color(n ast.Node) string {
	s, ok := r.Text(n, "color")
	if ok && !colorForm.MatchString(s) {
		r.At(n, "a color is written #RRGGBB: %q is not", s)
		return ""
	}
	return s
}

// IsGUID reports whether s is a GUID as a codebook writes it, without braces.
func IsGUID(s string) bool { return guidForm.MatchString(s) }

// IsColor reports whether s is a colour as a codebook writes it.
func IsColor(s string) bool { return colorForm.MatchString(s) }

// GUIDFor is the GUID of a name where none is given: the same for the same name.
func GUIDFor(name string) string {
	sum := sha256.Sum256([]byte("assay:" + name))
	b := sum[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80 // a name-based GUID of one's own kind (RFC 9562, version 8)
	h := hex.EncodeToString(b)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// Title is the pack in a line: name, version, authors and licence as far as they
// are known, "" where nothing is.
func (p *Pack) Title() string {
	parts := slices.DeleteFunc([]string{strings.TrimSpace(p.Name + " " + p.Version), strings.Join(p.Authors, ", "), p.Licence}, func(s string) bool { return s == "" })
	return strings.Join(parts, "; ")
}
