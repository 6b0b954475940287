package eval

import (
	"path/filepath"

	"assay/classify/gold"
)

// ByKind are the outcomes by the name of the kind of text they are of; a record of
// no kind is of reports.
func ByKind(os []Outcome) map[string][]Outcome {
	return groups(os, func(r *gold.Record) string { return kindOf(r).String() })
}

// ByFile are the outcomes by the name of the file they stand in, without its folder.
func ByFile(os []Outcome) map[string][]Outcome {
	return groups(os, func(r *gold.Record) string { return filepath.Base(r.File) })
}

func groups(os []Outcome, name func(*gold.Record) string) map[string][]Outcome {
	out := map[string][]Outcome{}
	for i := range os {
		k := name(os[i].Record)
		out[k] = append(out[k], os[i])
	}
	return out
}

func kindOf(r *gold.Record) gold.Kind {
	if r.Kind == gold.AnyKind {
		return gold.Report
	}
	return r.Kind
}
