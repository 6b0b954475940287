package profiles

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"sync"
)

//go:embed *.yaml
var files embed.FS

// common is the id of the profile every other one is based on: it is never
// recognised by itself.
const common = "common"

// order is the order in which the built-in profiles are tried: where the titles
// of two stand in the same place, the first wins.
var order = []string{common, "focused_visit", "monitoring_visit", "jtai", "area_send", "joint_area_review", "lscb_review", "sif", "looked_after",
	"ilacs", "childrens_home", "school"}

// A Set is the profiles of a run, in the order they are tried: a user's own
// before the built-in ones. It is safe for concurrent use.
type Set struct {
	Common   *Profile
	Profiles []*Profile // without Common
	digest   string
}

var builtin = sync.OnceValue(func() *Set {
	s := &Set{}
	for _, name := range order {
		data, err := files.ReadFile(name + ".yaml")
		if err != nil {
			panic(err) // the name stands in order, which a test checks
		}
		list, err := Parse("built-in "+name+".yaml", data)
		if err != nil {
			panic(err)
		}
		for _, p := range list {
			p.BuiltIn = true
			if p.ID == common {
				s.Common = p
			} else {
				s.Profiles = append(s.Profiles, p)
			}
		}
	}
	return s
})

// BuiltIn is the set of the built-in profiles.
func BuiltIn() *Set { return builtin() }

// Load reads profile files and puts their profiles before the built-in ones. A
// profile whose id a built-in one has is an error. The error names file and
// line of every problem; it is an Errors unless a file cannot be opened.
func Load(names ...string) (*Set, error) {
	if len(names) == 0 {
		return BuiltIn(), nil
	}
	own, digest, err := Files(names...)
	if err != nil {
		return nil, err
	}
	b := BuiltIn()
	s := &Set{Common: b.Common, Profiles: append(own, b.Profiles...), digest: digest}
	var errs Errors
	for i, p := range own {
		for _, q := range s.Profiles[i+1:] {
			if q.ID == p.ID {
				errs = append(errs, &Error{Pos: p.Pos, Profile: p.ID, Msg: fmt.Sprintf("this id is taken by %s; choose another", q.Pos)})
			}
		}
		for _, over := range p.Recognise.Over {
			if s.Get(over) == nil {
				errs = append(errs, &Error{Pos: p.Pos, Profile: p.ID, Msg: fmt.Sprintf("over: there is no profile %q", over)})
			}
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return s, nil
}

// Files reads the profiles of files alone; digest is that of their bytes.
func Files(names ...string) (list []*Profile, digest string, err error) {
	h := sha256.New()
	var errs Errors
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, "", fmt.Errorf("read profile: %w", err)
		}
		fmt.Fprintf(h, "%d\n", len(data))
		h.Write(data)
		own, err := Parse(name, data)
		if es, ok := err.(Errors); ok {
			errs = append(errs, es...)
			continue
		}
		list = append(list, own...)
	}
	if len(errs) > 0 {
		return nil, "", errs
	}
	return list, hex.EncodeToString(h.Sum(nil)), nil
}

// Digest tells sets with other profiles than the built-in ones apart; "" is the
// built-in set, which the version of package extract stands for.
func (s *Set) Digest() string { return s.digest }

// Get returns the profile of a kind, nil where there is none.
func (s *Set) Get(id string) *Profile {
	for _, p := range s.Profiles {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// Titled reports whether s holds the title of any kind.
func (s *Set) Titled(text string) bool {
	for _, p := range s.Profiles {
		for _, t := range p.Recognise.Title {
			if t.Match(text) {
				return true
			}
		}
	}
	return false
}

// unique appends what list does not hold yet.
func unique(list []string, more ...string) []string {
	for _, m := range more {
		if m != "" && !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}

// Kinds are the ids of the profiles, the built-in ones first.
func (s *Set) Kinds() (out []string) {
	for _, own := range []bool{false, true} {
		for _, p := range s.Profiles {
			if p.BuiltIn != own {
				out = unique(out, p.ID)
			}
		}
	}
	return out
}

// Frameworks are the frameworks of the profiles, the built-in ones first.
func (s *Set) Frameworks() (out []string) {
	s.each(func(p *Profile) {
		for _, f := range p.Frameworks {
			out = unique(out, f.Name)
		}
		out = unique(out, p.Framework)
	})
	return out
}

// Values are the values that the enumerated fact name can have.
func (s *Set) Values(name string) (out []string) {
	s.each(func(p *Profile) {
		for _, f := range p.Facts {
			if f.Name == name {
				for _, v := range f.Values {
					out = unique(out, v.ID)
				}
			}
		}
	})
	return out
}

// Grades are the grades of the profiles that have their own.
func (s *Set) Grades() (out []string) {
	s.each(func(p *Profile) {
		for _, g := range p.Grades {
			out = unique(out, g.ID)
		}
	})
	return out
}

// each visits the built-in profiles and then a user's own.
func (s *Set) each(visit func(*Profile)) {
	for _, own := range []bool{false, true} {
		for _, p := range s.Profiles {
			if p.BuiltIn != own {
				visit(p)
			}
		}
	}
}
