package archive

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// hasGlob reports a path with a wildcard in it.
func hasGlob(path string) bool { return strings.ContainsAny(path, "*?[") }

// glob lists what a pattern matches; uris are relative to the root folder. The
// wildcards are those of path.Match, and ** for any number of folders. As in a
// shell they do not match a dot at the beginning of a name, and ** does not
// follow links. A folder that matches is listed with all that is in it.
func (l *lister) glob(pattern, prefix string) error {
	base := l.root
	if filepath.IsAbs(pattern) {
		base = "/"
	}
	segments := slices.DeleteFunc(strings.Split(filepath.ToSlash(pattern), "/"), func(s string) bool { return s == "" || s == "." })
	for _, s := range segments {
		if _, err := path.Match(s, ""); err != nil {
			return &UsageError{"the pattern " + pattern + " is not well-formed: " + s}
		}
	}
	found := map[string]bool{}
	if err := l.match(base, segments, found); err != nil {
		return err
	}
	matches := make([]string, 0, len(found))
	for m := range found {
		matches = append(matches, m)
	}
	slices.Sort(matches)
	for _, m := range matches {
		if err := l.relative(m, prefix); err != nil {
			return err
		}
	}
	return nil
}

// match adds to found what the segments match below dir. A folder that cannot
// be read matches nothing.
func (l *lister) match(dir string, segments []string, found map[string]bool) error {
	if err := l.ctx.Err(); err != nil {
		return err
	}
	if len(segments) == 0 {
		found[dir] = true
		return nil
	}
	segment, rest := segments[0], segments[1:]
	if !hasGlob(segment) {
		next := filepath.Join(dir, segment)
		if _, err := os.Lstat(next); err != nil {
			return nil
		}
		return l.match(next, rest, found)
	}
	if segment == "**" {
		if err := l.match(dir, rest, found); err != nil || len(rest) == 0 {
			return err
		}
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		next := filepath.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), ".") && !strings.HasPrefix(segment, "."):
		case segment == "**":
			if e.IsDir() {
				if err := l.match(next, segments, found); err != nil {
					return err
				}
			}
		case matches(segment, e) && (len(rest) == 0 || e.Type()&(fs.ModeDir|fs.ModeSymlink) != 0):
			if err := l.match(next, rest, found); err != nil {
				return err
			}
		}
	}
	return nil
}

func matches(segment string, e fs.DirEntry) bool {
	ok, err := path.Match(segment, e.Name())
	return ok && err == nil
}
