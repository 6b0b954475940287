package run

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"assay/out/cache"
	"assay/out/runs"
)

// Why is the cause of why a document would be done again; a closed list.
type Why string

// The reasons, in the order in which they are looked for.
const (
	Unchanged    Why = "unchanged"
	New          Why = "new"     // not in current
	Retry        Why = "retry"   // lost in current for a reason that may be gone
	Content      Why = "content" // other bytes, or another name for their format
	Reader       Why = "reader"  // another version of the reader
	ReaderOption Why = "options" // other limits or field names
	Version      Why = "version" // another version of extract or classify
	Codebook     Why = "codebook"
	Model        Why = "model"
	Profile      Why = "profile"       // other profiles of kinds of document
	CacheDamaged Why = "cache_damaged" // the cache entry is gone or damaged
	Forced       Why = "forced"        // Options.Force
)

// Whys lists them all.
var Whys = []Why{Unchanged, New, Retry, Content, Reader, ReaderOption, Version, Codebook, Model, Profile, CacheDamaged, Forced}

// InputStatus is what a run would do with one input.
type InputStatus struct {
	URI    string `json:"uri"`
	Again  string `json:"again"` // "nothing", "tag" or "read" (and then tag)
	Reason Why    `json:"reason"`
}

// Status is what a run would do.
type Status struct {
	Current string        `json:"current"` // run id, "" on a first run
	NewRun  bool          `json:"new_run"` // whether a run would be made at all
	Counts  map[Why]int   `json:"counts"`
	Inputs  []InputStatus `json:"inputs"`
	Removed []string      `json:"removed"` // uris in current that are no input any more
}

// Explain says for every input whether a run with the same options would read it
// again, only tag it again, or do nothing, and why. It changes nothing but that it
// makes the results folder, which it holds meanwhile. Errors are those of Run.
func Explain(ctx context.Context, opt Options) (*Status, error) {
	var status *Status
	err := planned(ctx, opt, func(p *plan) (err error) {
		status, err = p.explain(ctx)
		return err
	})
	return status, err
}

// explain holds the inputs of a plan against current and the cache.
func (p *plan) explain(ctx context.Context) (*Status, error) {
	rep := &Status{Counts: map[Why]int{}, NewRun: true}
	old := map[string]runs.Input{}
	var was settings
	current, err := p.store.Current()
	switch {
	case errors.Is(err, runs.ErrNoRun):
	case err != nil:
		return nil, err
	default:
		rep.Current = current.ID
		_, same := p.unchanged()
		rep.NewRun = !same || p.Force
		for _, in := range current.Manifest.Inputs {
			old[in.URI] = in
		}
		if err := json.Unmarshal(current.Manifest.Configuration, &was); err != nil {
			return nil, fmt.Errorf("read the configuration of %s: %w", current.ID, err)
		}
	}
	c := cache.New(p.cacheFolder(), p.FS, p.Now)
	for _, in := range p.inputs {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		before, known := old[in.src.URI]
		delete(old, in.src.URI)
		s := InputStatus{URI: in.src.URI}
		s.Again, s.Reason = p.explainOne(in, before, known, &was, c)
		rep.Counts[s.Reason]++
		rep.Inputs = append(rep.Inputs, s)
	}
	for _, l := range p.losses {
		delete(old, l.URI)
	}
	rep.Removed = slices.Sorted(maps.Keys(old))
	return rep, nil
}

// explainOne finds what would be done again for one input, and why.
func (p *plan) explainOne(in *input, before runs.Input, known bool, was *settings, c *cache.Cache) (again string, reason Why) {
	read := p.settings.readKey(in.sha, in.src.Claim)
	entry, readErr := c.Get(cache.Read, read)
	var resultErr error
	if readErr == nil && len(entry) > 0 && entry[0] == entryDocument {
		_, resultErr = c.Get(cache.Result, p.settings.resultKey(digest(entry)))
	}
	lost := known && before.MayPass()
	switch {
	case p.Force:
		again = StageRead
	case readErr != nil || lost:
		again = StageRead
	case resultErr != nil:
		again = StageTag
	default:
		again = "nothing"
	}
	sha := hex.EncodeToString(in.sha[:])
	switch {
	case p.Force:
		return again, Forced
	case !known:
		return again, New
	case lost:
		return again, Retry
	case before.SHA256 != sha || before.Claim != in.src.Claim:
		return again, Content
	case again == "nothing":
		return again, Unchanged
	case again == StageRead && was.Versions["reader"] != p.settings.Versions["reader"]:
		return again, Reader
	case again == StageRead && !sameJSON(was.Reader, p.settings.Reader):
		return again, ReaderOption
	case was.Versions["extract"] != p.settings.Versions["extract"], was.Versions["classify"] != p.settings.Versions["classify"]:
		return again, Version
	case was.Codebook != p.settings.Codebook:
		return again, Codebook
	case was.Model != p.settings.Model:
		return again, Model
	case was.Profiles != p.settings.Profiles:
		return again, Profile
	}
	return again, CacheDamaged
}

// sameJSON compares JSON whatever its white space: the manifest is indented.
func sameJSON(a, b []byte) bool {
	var x, y bytes.Buffer
	return json.Compact(&x, a) == nil && json.Compact(&y, b) == nil && bytes.Equal(x.Bytes(), y.Bytes())
}
