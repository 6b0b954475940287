package run

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"assay/classify"
	"assay/corpus"
	"assay/extract"
	"assay/out"
	"assay/out/cache"
)

// settings is everything but the inputs that determines the tables. Its JSON is
// canonical (fields in this order, maps sorted) and stands in the manifest.
type settings struct {
	Reader     json.RawMessage   `json:"reader"`   // limits and field names
	Codebook   string            `json:"codebook"` // digest
	Model      string            `json:"model"`    // digest
	Profiles   string            `json:"profiles"` // digest of a user's own, "" without
	Themes     []string          `json:"themes"`
	Formats    []string          `json:"formats"`
	Tables     []string          `json:"tables"`
	WithText   bool              `json:"with_text"`
	Metadata   string            `json:"metadata"` // digest, "" without
	SourceBase string            `json:"source_base"`
	Versions   map[string]string `json:"versions"`
}

func (s *settings) encode() ([]byte, error) { return json.Marshal(s) }

// StageVersions are the versions that decide what the cache still holds for.
func StageVersions() map[string]string {
	return map[string]string{
		"reader":   fmt.Sprint(corpus.Version),
		"extract":  fmt.Sprint(extract.Version),
		"classify": fmt.Sprint(classify.Version),
	}
}

// versions of everything whose change changes tables.
func versions(program string) map[string]string {
	v := StageVersions()
	v["assay"] = program
	v["tables"] = fmt.Sprint(out.Version)
	return v
}

// readKey addresses the Document of raw bytes: by them, by what the name claims, by
// the reader and how it is set.
func (s *settings) readKey(sha [32]byte, claim string) cache.Key {
	return cache.KeyOf("read", hex.EncodeToString(sha[:]), claim, s.Versions["reader"], string(s.Reader))
}

// resultKey addresses the Result of a Document: by its encoding's digest and by
// everything that finds and judges themes.
func (s *settings) resultKey(document string) cache.Key {
	return cache.KeyOf("result", document, s.Versions["extract"], s.Versions["classify"], s.Codebook, s.Model, s.Profiles)
}

// runKey is the fingerprint of a whole run: its inputs in order and settings.
func runKey(inputs []*input, losses []*corpus.Loss, s *settings) (string, error) {
	conf, err := s.encode()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, in := range inputs {
		fmt.Fprintf(&b, "%q %x %s\n", in.src.URI, in.sha, in.src.Claim)
	}
	lines := make([]string, len(losses))
	for i, l := range losses {
		lines[i] = fmt.Sprintf("%q %s\n", l.URI, l.Reason)
	}
	slices.Sort(lines)
	return cache.KeyOf("run", string(conf), b.String(), strings.Join(lines, "")).String(), nil
}
