package refi

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// node is an element of a file, its name without the namespace.
type node struct {
	name  string
	space string
	attrs map[string]string
	kids  []*node
	text  string // of a leaf, and between elements
}

func (n *node) attr(name string) string { return n.attrs[name] }

// kid is the first child with the name, nil where there is none.
func (n *node) kid(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// all are the children with the name.
func (n *node) all(name string) (out []*node) {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// Bounds of a file: what is larger or deeper is no project that people made.
const (
	maxDepth    = 64
	maxElements = 4_000_000
)

var errDoctype = errors.New("it has a DOCTYPE, which is refused")

// readXML reads a file whole. A DOCTYPE is refused, depth and number of elements
// are bounded.
func readXML(r io.Reader) (*node, error) {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "us-ascii") {
			return in, nil
		}
		return nil, fmt.Errorf("it is written in %s; only UTF-8 is read", charset)
	}
	var root *node
	var open []*node
	count := 0
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			if root == nil || len(open) > 0 {
				return nil, errors.New("it ends too early")
			}
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.Directive:
			if bytes.HasPrefix(bytes.ToUpper(bytes.TrimSpace(t)), []byte("DOCTYPE")) {
				return nil, errDoctype
			}
		case xml.StartElement:
			if count++; count > maxElements || len(open) >= maxDepth {
				return nil, fmt.Errorf("it has more than %d elements or is nested deeper than %d", maxElements, maxDepth)
			}
			n := &node{name: t.Name.Local, space: t.Name.Space, attrs: map[string]string{}}
			for _, a := range t.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			switch {
			case len(open) > 0:
				up := open[len(open)-1]
				up.kids = append(up.kids, n)
			case root != nil:
				return nil, errors.New("it has two roots")
			default:
				root = n
			}
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(t)
			}
		}
	}
}

// writer writes elements, indented, with what they say escaped.
type writer struct {
	b     bytes.Buffer
	stack []string
}

func newWriter() *writer {
	w := &writer{}
	w.b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
	return w
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer does not fail
	return b.String()
}

func (w *writer) start(name string, attrs []string, end string) {
	w.b.WriteString(strings.Repeat(" ", len(w.stack)))
	w.b.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			w.b.WriteString(" " + attrs[i] + "=\"" + escape(attrs[i+1]) + "\"")
		}
	}
	w.b.WriteString(end)
}

// open begins an element; attributes are names and values, empty ones left out.
func (w *writer) open(name string, attrs ...string) {
	w.start(name, attrs, ">\n")
	w.stack = append(w.stack, name)
}

func (w *writer) close() {
	name := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	w.b.WriteString(strings.Repeat(" ", len(w.stack)) + "</" + name + ">\n")
}

// leaf is an element without others in it.
func (w *writer) leaf(name, text string, attrs ...string) {
	if text == "" {
		w.start(name, attrs, "/>\n")
		return
	}
	w.start(name, attrs, ">"+strings.ReplaceAll(escape(text), "&#xA;", "\n")+"</"+name+">\n")
}

// internal begins the path of a source within the project file.
const internal = "internal://"
