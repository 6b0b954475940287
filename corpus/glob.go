package corpus

import (
	"path/filepath"
	"strings"
)

// hasGlob reports a path with a wildcard in it.
func hasGlob(path string) bool { return strings.ContainsAny(path, "*?[") }

// glob lists what a pattern matches; uris are relative to the root folder.
func (l *lister) glob(pattern, prefix string) error {
	if !filepath.IsAbs(pattern) {
		pattern = filepath.Join(l.root, pattern)
	}
	matches, err := filepath.Glob(pattern)
	if err != nil {
		return &UsageError{"the pattern " + pattern + " is not well-formed: " + err.Error()}
	}
	for _, m := range matches {
		if err := l.relative(m, prefix); err != nil {
			return err
		}
	}
	return nil
}
