package run

import (
	"encoding/json"
	"fmt"
	"testing"

	"assay/corpus"
	"assay/out/cache"
)

// TestReadKey: all that decides what Document bytes give is in its key, each part
// apart from the others.
func TestReadKey(t *testing.T) {
	set := func(change func(*corpus.Options)) *settings {
		o := corpus.Options{}
		change(&o)
		return &settings{Reader: []byte(o.Fingerprint()), Versions: map[string]string{"reader": "7", "extract": "1", "classify": "1"}}
	}
	plain := set(func(*corpus.Options) {})
	newer := set(func(*corpus.Options) {})
	newer.Versions["reader"] = "8"
	seen := map[cache.Key]string{}
	for name, k := range map[string]cache.Key{
		"as it is":           plain.readKey([32]byte{1}, "pdf"),
		"other bytes":        plain.readKey([32]byte{2}, "pdf"),
		"another claim":      plain.readKey([32]byte{1}, "txt"),
		"no claim":           plain.readKey([32]byte{1}, ""),
		"a packed claim":     plain.readKey([32]byte{1}, "gz+pdf"),
		"another reader":     newer.readKey([32]byte{1}, "pdf"),
		"other pages":        set(func(o *corpus.Options) { o.Limits.Pages = 7 }).readKey([32]byte{1}, "pdf"),
		"other memory":       set(func(o *corpus.Options) { o.Limits.PDFMemory = 7 << 20 }).readKey([32]byte{1}, "pdf"),
		"other text":         set(func(o *corpus.Options) { o.Limits.Text = 7 }).readKey([32]byte{1}, "pdf"),
		"other processor":    set(func(o *corpus.Options) { o.Limits.CPU = 7 }).readKey([32]byte{1}, "pdf"),
		"another text field": set(func(o *corpus.Options) { o.JSONL.Text = "body" }).readKey([32]byte{1}, "pdf"),
	} {
		if old, ok := seen[k]; ok {
			t.Errorf("%q and %q have one key", name, old)
		}
		seen[k] = name
	}
	// What does not decide it is no part of it.
	same := set(func(o *corpus.Options) { o.Children, o.CacheDir, o.TempDir = 7, "/cache", "/temp" })
	same.Versions["extract"] = "2"
	if same.readKey([32]byte{1}, "pdf") != plain.readKey([32]byte{1}, "pdf") {
		t.Error("folders, the number of children or a later stage change the key")
	}
}

// TestResultKey: all that decides what is found in a Document is in its key.
func TestResultKey(t *testing.T) {
	base := settings{Codebook: "b", Model: "m", Profiles: "p", Versions: map[string]string{"extract": "1", "classify": "2"}}
	seen := map[cache.Key]string{base.resultKey("doc"): "as it is"}
	for name, change := range map[string]func(*settings){
		"model":                   func(s *settings) { s.Model = "other" },
		"codebook":                func(s *settings) { s.Codebook = "other" },
		"profiles":                func(s *settings) { s.Profiles = "other" },
		"profiles and model":      func(s *settings) { s.Profiles, s.Model = s.Model, s.Profiles },
		"model and codebook":      func(s *settings) { s.Codebook, s.Model = s.Model, s.Codebook },
		"codebook run into model": func(s *settings) { s.Codebook, s.Model = "", "bm" },
		"no profiles":             func(s *settings) { s.Profiles = "" },
		"newer extract":           func(s *settings) { s.Versions = map[string]string{"extract": "3", "classify": "2"} },
		"newer classify":          func(s *settings) { s.Versions = map[string]string{"extract": "1", "classify": "3"} },
		"versions exchanged":      func(s *settings) { s.Versions = map[string]string{"extract": "2", "classify": "1"} },
	} {
		s := base
		change(&s)
		k := s.resultKey("doc")
		if old, ok := seen[k]; ok {
			t.Errorf("%q and %q have one key", name, old)
		}
		seen[k] = name
	}
	if base.resultKey("other") == base.resultKey("doc") {
		t.Error("the document is no part of the key")
	}
	// What only the tables hold is no part of it: another format parses nothing anew.
	tables := base
	tables.Formats, tables.Tables, tables.WithText, tables.Metadata, tables.SourceBase = []string{"csv"}, []string{"documents"}, true, "meta", "https://example.org"
	if tables.resultKey("doc") != base.resultKey("doc") {
		t.Error("what only the tables hold changes the key of a result")
	}
}

// TestRunKey: every input, loss and setting changes the fingerprint of a run; the
// order in which losses are found does not.
func TestRunKey(t *testing.T) {
	make := func(change func(in []*input, losses []*corpus.Loss, s *settings)) string {
		in := []*input{{src: corpus.Held("a.txt", nil), sha: [32]byte{1}}, {src: corpus.Held("b.txt", nil), sha: [32]byte{2}}}
		losses := []*corpus.Loss{{URI: "c.pdf", Reason: corpus.Corrupt}, {URI: "d.pdf", Reason: corpus.Hidden}}
		s := &settings{Reader: json.RawMessage(`{}`), Codebook: "b", Model: "m", Versions: map[string]string{"reader": "1"}}
		change(in, losses, s)
		k, err := runKey(in, losses, s)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	seen := map[string]string{}
	for name, change := range map[string]func(in []*input, losses []*corpus.Loss, s *settings){
		"as it is":        func([]*input, []*corpus.Loss, *settings) {},
		"bytes":           func(in []*input, _ []*corpus.Loss, _ *settings) { in[0].sha[31] = 1 },
		"name":            func(in []*input, _ []*corpus.Loss, _ *settings) { in[0].src.URI = "z.txt" },
		"claim":           func(in []*input, _ []*corpus.Loss, _ *settings) { in[0].src.Claim = "md" },
		"bytes exchanged": func(in []*input, _ []*corpus.Loss, _ *settings) { in[0].sha, in[1].sha = in[1].sha, in[0].sha },
		"another loss":    func(_ []*input, l []*corpus.Loss, _ *settings) { l[0].URI = "e.pdf" },
		"another reason":  func(_ []*input, l []*corpus.Loss, _ *settings) { l[0].Reason = corpus.Empty },
		"model":           func(_ []*input, _ []*corpus.Loss, s *settings) { s.Model = "other" },
		"reader":          func(_ []*input, _ []*corpus.Loss, s *settings) { s.Reader = json.RawMessage(`{"x":1}`) },
		"format":          func(_ []*input, _ []*corpus.Loss, s *settings) { s.Formats = []string{"csv"} },
		"metadata":        func(_ []*input, _ []*corpus.Loss, s *settings) { s.Metadata = "x" },
		"version":         func(_ []*input, _ []*corpus.Loss, s *settings) { s.Versions["reader"] = "2" },
		"links":           func(_ []*input, _ []*corpus.Loss, s *settings) { s.SourceBase = "https://example.org" },
	} {
		k := make(change)
		if old, ok := seen[k]; ok {
			t.Errorf("%q and %q have one key", name, old)
		}
		seen[k] = name
	}
	if make(func(_ []*input, l []*corpus.Loss, _ *settings) { l[0], l[1] = l[1], l[0] }) != make(func([]*input, []*corpus.Loss, *settings) {}) {
		t.Error("the order of losses changes the key")
	}
}

// TestVersionsAreInTheKeys: a stage that gives something else does not find what it
// gave before.
func TestVersionsAreInTheKeys(t *testing.T) {
	for stage, v := range StageVersions() {
		if v == "" || v == "0" || versions("1.2")[stage] != v {
			t.Errorf("stage %s has version %q, the manifest's is %q", stage, v, versions("1.2")[stage])
		}
	}
	if versions("1.2")["assay"] != "1.2" || versions("1.2")["tables"] == "" {
		t.Errorf("versions %v", fmt.Sprint(versions("1.2")))
	}
}
