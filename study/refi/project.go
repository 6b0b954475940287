package refi

import (
	"archive/zip"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"assay/classify/codebook"
)

// Project is a .qdpx file as far as this program knows it: texts, codes, and
// what was coded with them.
type Project struct {
	Name     string
	Origin   string // the program that wrote it
	Codebook *codebook.Codebook
	Codes    map[string]Code // by GUID, of Codebook and its stances
	Users    []User
	Sources  []Source
	Cases    []Case
}

// Code is what a coding refers to.
type Code struct {
	Name   string
	Parent string // GUID, "" at the top
}

// User is a coder.
type User struct{ GUID, Name string }

// Source is a document's text. Positions in it count Unicode characters from 0.
type Source struct {
	GUID, Name, Text string
	Selections       []Selection
	Values           []Value
}

// Value is a property of a document.
type Value struct{ Name, Text string }

// Selection is the characters [Start, End) of a text with its codings.
type Selection struct {
	GUID, Description string
	Start, End        int
	Codings           []Coding
}

// Coding says that a user coded a selection.
type Coding struct{ GUID, Code, User string }

// Case holds documents together, such as those of an authority.
type Case struct {
	GUID, Name string
	Sources    []string // GUIDs
}

// Write writes the project as a .qdpx file. The same project gives the same bytes.
func (p *Project) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	x, err := p.xml()
	if err != nil {
		return err
	}
	add := func(name string, data []byte) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // without a time
		if err == nil {
			_, err = f.Write(data)
		}
		return err
	}
	if err := add(projectFile, x); err != nil {
		return err
	}
	for i := range p.Sources {
		if err := add(sourcesFolder+p.Sources[i].GUID+".txt", []byte(p.Sources[i].Text)); err != nil {
			return err
		}
	}
	return z.Close()
}

// The members of a .qdpx file.
const (
	projectFile   = "project.qde"
	sourcesFolder = "Sources/"
)

func (p *Project) xml() ([]byte, error) {
	x := newWriter()
	x.open("Project", "xmlns", projectSpace, "name", p.Name, "origin", p.Origin)
	x.open("Users")
	for _, u := range p.Users {
		x.leaf("User", "", "guid", u.GUID, "name", u.Name)
	}
	x.close()
	x.open("CodeBook")
	if err := writeCodes(x, p.Codebook, true); err != nil {
		return nil, err
	}
	x.close()
	variables := p.variables(x)
	x.open("Cases")
	for _, c := range p.Cases {
		x.open("Case", "guid", c.GUID, "name", c.Name)
		for _, s := range c.Sources {
			x.leaf("SourceRef", "", "targetGUID", s)
		}
		x.close()
	}
	x.close()
	x.open("Sources")
	for i := range p.Sources {
		if err := p.Sources[i].write(x, variables); err != nil {
			return nil, err
		}
	}
	x.close()
	x.close()
	return x.b.Bytes(), nil
}

// variables writes the variables that the sources have values of, and returns
// their GUIDs by name.
func (p *Project) variables(x *writer) map[string]string {
	guids := map[string]string{}
	x.open("Variables")
	for i := range p.Sources {
		for _, v := range p.Sources[i].Values {
			if guids[v.Name] == "" {
				guids[v.Name] = codebook.GUIDFor("variable " + v.Name)
				x.leaf("Variable", "", "guid", guids[v.Name], "name", v.Name, "typeOfVariable", "Text")
			}
		}
	}
	x.close()
	return guids
}

func (s *Source) write(x *writer, variables map[string]string) error {
	length := utf8.RuneCountInString(s.Text)
	x.open("TextSource", "guid", s.GUID, "name", s.Name, "plainTextPath", internal+s.GUID+".txt")
	for _, sel := range s.Selections {
		if sel.Start < 0 || sel.Start >= sel.End || sel.End > length {
			return fmt.Errorf("%s: selection of the characters %d to %d of %d", s.Name, sel.Start, sel.End, length)
		}
		x.open("PlainTextSelection", "guid", sel.GUID, "startPosition", strconv.Itoa(sel.Start), "endPosition", strconv.Itoa(sel.End))
		if sel.Description != "" {
			x.leaf("Description", sel.Description)
		}
		for _, c := range sel.Codings {
			x.open("Coding", "guid", c.GUID, "creatingUser", c.User)
			x.leaf("CodeRef", "", "targetGUID", c.Code)
			x.close()
		}
		x.close()
	}
	for _, v := range s.Values {
		x.open("VariableValue")
		x.leaf("VariableRef", "", "targetGUID", variables[v.Name])
		x.leaf("TextValue", v.Text)
		x.close()
	}
	x.close()
	return nil
}
