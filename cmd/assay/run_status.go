package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"assay/corpus"
	"assay/out/cache"
	"assay/out/runs"
)

// cause of why a document would be done again; a closed list.
type why string

// The reasons, in the order in which they are looked for.
const (
	whyNothing  why = "unchanged"
	whyNew      why = "new"     // not in current
	whyRetry    why = "retry"   // lost in current for a reason that may be gone
	whyContent  why = "content" // other bytes, or another name for their format
	whyReader   why = "reader"  // another version of the reader
	whyOptions  why = "options" // other limits or field names
	whyVersion  why = "version" // another version of extract or classify
	whyCodebook why = "codebook"
	whyModel    why = "model"
	whyDamaged  why = "cache_damaged" // the cache entry is gone or damaged
	whyForced   why = "forced"        // --force
)

var allReasons = []why{whyNothing, whyNew, whyRetry, whyContent, whyReader, whyOptions, whyVersion, whyCodebook, whyModel, whyDamaged, whyForced}

// status is what a run would do with one input.
type status struct {
	URI    string `json:"uri"`
	Again  string `json:"again"` // "nothing", "tag" or "read" (and then tag)
	Reason why    `json:"reason"`
}

// statusReport is what assay status and run --dry-run print.
type statusReport struct {
	Current string      `json:"current"` // run id, "" on a first run
	NewRun  bool        `json:"new_run"` // whether a run would be made at all
	Counts  map[why]int `json:"counts"`
	Inputs  []status    `json:"inputs"`
	Removed []string    `json:"removed"` // uris in current that are no input any more
}

// explain holds the inputs of a plan against current and the cache.
func (p *plan) explain(ctx context.Context, store *runs.Store) (*statusReport, error) {
	rep := &statusReport{Counts: map[why]int{}, NewRun: true}
	old := map[string]runs.Input{}
	var was settings
	current, err := store.Current()
	switch {
	case errors.Is(err, runs.ErrNoRun):
	case err != nil:
		return nil, err
	default:
		rep.Current = current.ID
		_, same := p.unchanged(store)
		rep.NewRun = !same || p.force
		for _, in := range current.Manifest.Inputs {
			old[in.URI] = in
		}
		if err := json.Unmarshal(current.Manifest.Configuration, &was); err != nil {
			return nil, fmt.Errorf("read the configuration of %s: %w", current.ID, err)
		}
	}
	c := cache.New(p.cacheFolder(), fileSystem, p.now)
	for _, in := range p.inputs {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		before, known := old[in.src.URI]
		delete(old, in.src.URI)
		s := status{URI: in.src.URI}
		s.Again, s.Reason = p.explainOne(in, before, known, &was, c)
		rep.Counts[s.Reason]++
		rep.Inputs = append(rep.Inputs, s)
	}
	for _, l := range p.losses {
		delete(old, l.URI)
	}
	rep.Removed = sortedKeys(old)
	return rep, nil
}

// explainOne finds what would be done again for one input, and why.
func (p *plan) explainOne(in *input, before runs.Input, known bool, was *settings, c *cache.Cache) (again string, reason why) {
	read := readKey(in.sha, in.src.Claim, p.settings.Reader)
	entry, readErr := c.Get(cache.Read, read)
	var resultErr error
	if readErr == nil && len(entry) > 0 && entry[0] == entryDocument {
		_, resultErr = c.Get(cache.Result, resultKey(digest(entry), p.settings))
	}
	lost := known && before.Status == corpus.Lost.String() && !corpus.Reason(before.Reason).Permanent()
	switch {
	case p.force:
		again = stageRead
	case readErr != nil || lost:
		again = stageRead
	case resultErr != nil:
		again = stageTag
	default:
		again = "nothing"
	}
	sha := hex.EncodeToString(in.sha[:])
	switch {
	case p.force:
		return again, whyForced
	case !known:
		return again, whyNew
	case lost:
		return again, whyRetry
	case before.SHA256 != sha || before.Claim != in.src.Claim:
		return again, whyContent
	case again == "nothing":
		return again, whyNothing
	case again == stageRead && was.Versions["reader"] != p.settings.Versions["reader"]:
		return again, whyReader
	case again == stageRead && !sameJSON(was.Reader, p.settings.Reader):
		return again, whyOptions
	case was.Versions["extract"] != p.settings.Versions["extract"], was.Versions["classify"] != p.settings.Versions["classify"]:
		return again, whyVersion
	case was.Codebook != p.settings.Codebook:
		return again, whyCodebook
	case was.Model != p.settings.Model:
		return again, whyModel
	}
	return again, whyDamaged
}

// sameJSON compares JSON whatever its white space: the manifest is indented.
func sameJSON(a, b []byte) bool {
	var x, y bytes.Buffer
	return json.Compact(&x, a) == nil && json.Compact(&y, b) == nil && bytes.Equal(x.Bytes(), y.Bytes())
}

// print shows a report to a person: the counts, and every input that is not
// unchanged.
func (r *statusReport) print(w io.Writer) error {
	var b bytes.Buffer
	for _, s := range r.Inputs {
		if s.Reason != whyNothing {
			fmt.Fprintf(&b, "%-13s %-7s %s\n", s.Reason, s.Again, printable(s.URI))
		}
	}
	for _, uri := range r.Removed {
		fmt.Fprintf(&b, "%-13s %-7s %s\n", "removed", "-", printable(uri))
	}
	for _, reason := range allReasons {
		if n := r.Counts[reason]; n > 0 {
			fmt.Fprintf(&b, "%d %s\n", n, reason)
		}
	}
	if n := len(r.Removed); n > 0 {
		fmt.Fprintf(&b, "%d removed\n", n)
	}
	if r.NewRun {
		b.WriteString("a new run would be made\n")
	} else {
		fmt.Fprintf(&b, "nothing changed since %s, no run would be made\n", r.Current)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// printReport writes a report as text or JSON.
func printReport(w io.Writer, rep *statusReport, asJSON bool) error {
	if !asJSON {
		return rep.print(w)
	}
	rep.Inputs = slices.Clip(rep.Inputs)
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(rep)
}
