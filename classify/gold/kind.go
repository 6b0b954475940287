package gold

import (
	"fmt"

	"assay/extract"
)

// Kind is the kind of text a sentence is from.
type Kind uint8

// The kinds. AnyKind is a record that says none: it is judged without what the
// model knows of kinds.
const (
	AnyKind Kind = iota
	Report
	Article
	Comment
	Kinds // number of kinds
)

var kindNames = [Kinds]string{"", "report", "article", "comment"}

func (k Kind) String() string { return kindNames[k] }

// kindFields are the fields of a record that say where it is from.
type kindFields struct {
	Kind    string `json:"kind"`
	Context string `json:"context"`
}

// place sets kind and context. An article's sentence stands in context article,
// a comment's in comment; of any other the file or else the heading says it.
func (r *Record) place(f kindFields) error {
	k, err := nameOf(f.Kind, kindNames[:], "kind")
	if err != nil {
		return err
	}
	r.Kind = Kind(k)
	if f.Context != "" {
		c, ok := extract.ContextOf(f.Context)
		if !ok {
			return fmt.Errorf("unknown context %q", f.Context)
		}
		r.Context = c
		return nil
	}
	switch r.Kind {
	case Article:
		r.Context = extract.InArticle
	case Comment:
		r.Context = extract.InComment
	default:
		r.Context = extract.ContextUnder(r.Heading)
	}
	return nil
}

// Parse is the record as a document of one sentence.
func (r *Record) Parse() *extract.Parse { return extract.OneIn(r.Text, r.Heading, r.Context) }

// nameOf is the number of a name, an error that lists the names where it is none.
func nameOf(name string, names []string, what string) (int, error) {
	for i, n := range names {
		if n == name {
			return i, nil
		}
	}
	return 0, fmt.Errorf("unknown %s %q (%s)", what, name, listed(names))
}

func listed(names []string) string {
	s := ""
	for _, n := range names {
		switch {
		case n == "":
		case s == "":
			s = n
		default:
			s += ", " + n
		}
	}
	return s
}
