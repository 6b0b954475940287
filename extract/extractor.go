package extract

import (
	"sync"

	"assay/corpus"
	"assay/extract/profiles"
)

// An Extractor reads documents by a set of profiles. It is safe for concurrent
// use.
type Extractor struct {
	set   *profiles.Set
	known map[*profiles.Profile]headings // nil key: of documents of no known kind
}

// New makes an Extractor; nil is the built-in set.
func New(set *profiles.Set) *Extractor {
	if set == nil {
		set = profiles.BuiltIn()
	}
	x := &Extractor{set: set, known: map[*profiles.Profile]headings{nil: newHeadings(set.Common)}}
	for _, p := range set.Profiles {
		x.known[p] = newHeadings(p, set.Common)
	}
	return x
}

// builtIn reads by the built-in profiles.
var builtIn = sync.OnceValue(func() *Extractor { return New(nil) })

// Profiles are the profiles the Extractor reads by.
func (x *Extractor) Profiles() *profiles.Set { return x.set }

// work is a Parse in the making, with what its document is read by.
type work struct {
	*Parse
	by      *Extractor
	profile *profiles.Profile // of its kind, nil where none is known
	said    []statement       // of grades, where the profile has its own
	leadIns []string          // of every action, what leads in to it; "" where nothing does
}

// Extract runs every step over one document, in order.
func (x *Extractor) Extract(doc *corpus.Document) *Parse {
	p := &Parse{Doc: doc, Title: doc.Meta.Title, Publisher: doc.Meta.Publisher, Language: doc.Meta.Language}
	w := &work{Parse: p, by: x}
	structure(w)
	sentences(p, w.standingSentences()...)
	tokens(p)
	tags(p)
	inspection(w)
	quotes(p)
	tenses(p)
	entities(p)
	articleAuthorities(p)
	return p
}

// fact is what a profile knows of a fact, joined with what all kinds share; its
// Labels and Sentences are empty where documents of the kind do not print it.
func (x *Extractor) fact(p *profiles.Profile, name string) (out profiles.Fact) {
	if p != nil && !p.BuiltIn && name == "local_authority" && !p.Names(name) {
		return profiles.Fact{Name: name, Absent: true} // no council is guessed for documents that are of none
	}
	for _, from := range []*profiles.Profile{p, x.set.Common} {
		if from == nil {
			continue
		}
		for _, f := range from.Facts {
			if f.Name != name {
				continue
			}
			if f.Absent {
				return f
			}
			if out.Name == "" {
				out = f
				continue
			}
			out.Labels = append(out.Labels[:len(out.Labels):len(out.Labels)], f.Labels...)
			out.Sentences = append(out.Sentences[:len(out.Sentences):len(out.Sentences)], f.Sentences...)
			out.Signed = out.Signed || f.Signed
		}
	}
	return out
}
