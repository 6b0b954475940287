package out

import (
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// describeFiles writes the files that describe the tables: datapackage.json and
// views.sql.
func (t *Tables) describeFiles() error {
	written := Written(t.opt)
	for _, f := range []struct {
		name string
		body func() []byte
	}{
		{"datapackage.json", func() []byte { return DataPackage(written, t.counts.Files) }},
		{"views.sql", func() []byte { return []byte(Views(written, t.opt.Formats, t.opt.Location)) }},
	} {
		o, err := t.create(f.name)
		if err != nil {
			return err
		}
		_, err = o.Write(f.body())
		if err := firstOf(o.close(), err); err != nil {
			return err
		}
		t.counts.Files = append(t.counts.Files, FileInfo{Name: f.name, Bytes: o.n, SHA256: [32]byte(o.sum.Sum(nil))})
	}
	return nil
}

// Written lists the tables that the options ask for.
func Written(opt Options) []Table {
	return slices.DeleteFunc(Schema(opt), func(t Table) bool { return !opt.wants(t.Name) })
}

// The JSON of datapackage.json (Frictionless Data Package, version 1).
type (
	packageJSON struct {
		Profile     string         `json:"profile"`
		Name        string         `json:"name"`
		Title       string         `json:"title"`
		Description string         `json:"description"`
		Resources   []resourceJSON `json:"resources"`
	}
	resourceJSON struct {
		Name        string      `json:"name"`
		Path        string      `json:"path"`
		Title       string      `json:"title"`
		Description string      `json:"description,omitempty"`
		Format      string      `json:"format"`
		MediaType   string      `json:"mediatype"`
		Encoding    string      `json:"encoding,omitempty"`
		Bytes       int64       `json:"bytes"`
		Hash        string      `json:"hash"`
		Rows        int64       `json:"rows"`
		Schema      *schemaJSON `json:"schema"`
	}
	schemaJSON struct {
		Fields      []fieldJSON `json:"fields"`
		PrimaryKey  []string    `json:"primaryKey"`
		ForeignKeys []keyJSON   `json:"foreignKeys,omitempty"`
	}
	fieldJSON struct {
		Name        string          `json:"name"`
		Type        string          `json:"type"`
		Description string          `json:"description"`
		Constraints constraintsJSON `json:"constraints"`
		Items       []fieldJSON     `json:"items,omitempty"`
	}
	constraintsJSON struct {
		Required bool     `json:"required"`
		Enum     []string `json:"enum,omitempty"`
	}
	keyJSON struct {
		Fields    string  `json:"fields"`
		Reference refJSON `json:"reference"`
	}
	refJSON struct {
		Resource string `json:"resource"`
		Fields   string `json:"fields"`
	}
)

var mediaTypes = map[Format]string{Parquet: "application/vnd.apache.parquet", Arrow: "application/vnd.apache.arrow.file", CSV: "text/csv", JSONL: "application/jsonl"}

var frictionless = [...]string{String: "string", Int32: "integer", Int64: "integer", Float64: "number", Bool: "boolean",
	Date: "date", Timestamp: "datetime", TimestampUTC: "datetime", List: "array"}

// DataPackage is datapackage.json for the files of some tables. The first
// format of a table has the table's name, which foreign keys refer to; further
// ones are called table.format.
func DataPackage(tables []Table, files []FileInfo) []byte {
	p := packageJSON{Profile: "data-package", Name: "assay-run", Title: "Tables written by assay",
		Description: "What reports say about themes: documents, their structure, sentences, mentions with stance, and summaries. " +
			"An enumeration's values are listed in their order.", Resources: []resourceJSON{}}
	seen := map[string]bool{}
	for _, f := range files {
		i := slices.IndexFunc(tables, func(t Table) bool { return t.Name == f.Table })
		if i < 0 {
			continue
		}
		t := tables[i]
		r := resourceJSON{Name: t.Name, Path: f.Name, Title: "One row per " + t.Row, Description: t.Doc, Format: string(f.Format), MediaType: mediaTypes[f.Format],
			Bytes: f.Bytes, Hash: "sha256:" + hex.EncodeToString(f.SHA256[:]), Rows: f.Rows, Schema: schemaOf(t, tables)}
		if seen[t.Name] {
			r.Name = f.Name
		}
		seen[t.Name] = true
		if f.Format == CSV || f.Format == JSONL {
			r.Encoding = "utf-8"
		}
		p.Resources = append(p.Resources, r)
	}
	b, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		panic(err) // strings and numbers only
	}
	return append(b, '\n')
}

func schemaOf(t Table, tables []Table) *schemaJSON {
	s := &schemaJSON{PrimaryKey: t.Key, Fields: fieldsOf(t.Columns)}
	for _, c := range t.Columns {
		table, column, ok := strings.Cut(c.Ref, ".")
		if !ok || !slices.ContainsFunc(tables, func(o Table) bool { return o.Name == table }) {
			continue
		}
		if table == t.Name {
			table = "" // this resource itself
		}
		s.ForeignKeys = append(s.ForeignKeys, keyJSON{c.Name, refJSON{table, column}})
	}
	return s
}

func fieldsOf(cols []Column) []fieldJSON {
	var list []fieldJSON
	for _, c := range cols {
		list = append(list, fieldJSON{c.Name, frictionless[c.Type], c.Doc, constraintsJSON{!c.Nullable, c.Enum}, fieldsOf(c.Fields)})
	}
	return list
}
