package runs

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"assay/corpus"
	"assay/out/gate"
)

// The files of a run that are not tables.
const (
	ManifestFile = "manifest.json"
	SuccessFile  = "_SUCCESS"
	BlockedFile  = "_CHECKS_FAILED"
)

// Manifest is manifest.json: what a run was made from and what it holds. Clock
// and durations stand here and nowhere else in a run.
type Manifest struct {
	Schema   int       `json:"assay_manifest"` // version of this file's form, 1; the key by which corpus knows our output
	ID       string    `json:"id"`
	Sequence int       `json:"sequence"` // 1 for the first run of a results folder
	Started  time.Time `json:"started_at"`
	Finished time.Time `json:"finished_at"`
	// Key is the fingerprint of all that determines the tables: inputs,
	// configuration, versions. Equal keys mean equal tables.
	Key           string                      `json:"key"`
	Versions      map[string]string           `json:"versions"`
	Configuration json.RawMessage             `json:"configuration"` // canonical JSON
	Counts        Counts                      `json:"counts"`
	Tables        map[string]int64            `json:"tables"`           // rows a table
	Nulls         map[string]map[string]int64 `json:"nulls"`            // by table and column that may be null
	Themes        map[string]int64            `json:"themes"`           // mentions a theme, in counted contexts
	Scored        int64                       `json:"scored_sentences"` // in counted contexts
	StageSeconds  map[string]float64          `json:"stage_seconds"`    // summed over workers
	Checks        []gate.Finding              `json:"checks"`
	Inputs        []Input                     `json:"inputs"` // in uri order
}

// Counts are what became of the inputs: Documents + Lost + Skipped = Listed.
type Counts struct {
	Listed    int `json:"listed"`
	Documents int `json:"documents"`
	Lost      int `json:"lost"`
	Skipped   int `json:"skipped"`
	Warnings  int `json:"warnings"`
}

// Input is one input of a run.
type Input struct {
	URI    string        `json:"uri"`
	SHA256 string        `json:"sha256,omitempty"` // of the raw bytes; empty where they could not be read
	Bytes  int64         `json:"bytes"`
	Status Status        `json:"status"`
	Reason corpus.Reason `json:"reason,omitempty"` // where lost or skipped
	Claim  string        `json:"claim,omitempty"`  // the format its name claims
	// ReadKey and ResultKey name the cache entries the input's rows came from;
	// Document is the digest of what reading gave.
	ReadKey   string `json:"read_key,omitempty"`
	Document  string `json:"document,omitempty"`
	ResultKey string `json:"result_key,omitempty"`
}

// Status is what became of an input.
type Status string

// The statuses.
const (
	Read    Status = "document" // in the tables
	Lost    Status = "lost"
	Skipped Status = "skipped" // left out on purpose
)

// StatusOf is the status of an input that is no document for a reason.
func StatusOf(r corpus.Reason) Status {
	if r.Severity() == corpus.Skipped {
		return Skipped
	}
	return Lost
}

// MayPass reports whether the input was lost for a reason that may be gone.
func (in *Input) MayPass() bool { return in.Status == Lost && !in.Reason.Permanent() }

// Figures are what the publish gate looks at; nil of no manifest.
func (m *Manifest) Figures() *gate.Figures {
	if m == nil {
		return nil
	}
	return &gate.Figures{Listed: m.Counts.Listed, Documents: m.Counts.Documents, Lost: m.Counts.Lost,
		Rows: m.Tables, Nulls: m.Nulls, Themes: m.Themes, Scored: m.Scored}
}

// Blocked reports whether a check that blocks has failed.
func (m *Manifest) Blocked() bool {
	for _, c := range m.Checks {
		if c.Level == gate.Block && !c.Passed {
			return true
		}
	}
	return false
}

// readManifest reads the manifest of the run in dir.
func (s *Store) readManifest(dir string) (*Manifest, error) {
	path := filepath.Join(dir, ManifestFile)
	data, err := s.fs.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &m, nil
}

func (m *Manifest) encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	return append(data, '\n'), nil
}
