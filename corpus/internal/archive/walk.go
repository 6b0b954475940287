package archive

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"assay/corpus/internal/doc"
)

// lstat looks at a file without following a link and without leaving the root.
func (p place) lstat() (fs.FileInfo, error) {
	root, err := os.OpenRoot(p.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Lstat(p.name)
}

// stat looks at a file, through a link that stays in the root.
func (p place) stat() (fs.FileInfo, error) {
	root, err := os.OpenRoot(p.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Stat(p.name)
}

// path is where the file lies, for messages.
func (p place) path() string { return filepath.Join(p.root, filepath.FromSlash(p.name)) }

// path is where the source lies, for messages about arguments.
func (s *Source) path() string { return s.at.path() }

// folder lists everything below the folder name in root. uris are relative to
// base, which is root itself for a folder argument.
func (l *lister) folder(root, name, prefix string) error {
	r, err := os.OpenRoot(root)
	if err != nil {
		l.lose(place{root, name}.path(), OpenLoss(doc.AtList, escapeURI(strings.TrimSuffix(prefix+name, "/.")), err))
		return nil
	}
	defer r.Close()
	return l.below(r, root, name, prefix)
}

// below lists the folder name of r, depth first.
func (l *lister) below(r *os.Root, root, name, prefix string) error {
	if err := l.ctx.Err(); err != nil {
		return err
	}
	uri := escapeURI(prefix + name)
	if name == "." {
		uri = escapeURI(cmp.Or(strings.TrimSuffix(prefix, "/"), "."))
	}
	if l.isOwn(r, root, name) {
		l.lose(place{root, name}.path(), &doc.Loss{URI: uri, Stage: doc.AtList, Reason: doc.OwnOutput, Hint: "a results folder is never input"})
		return nil
	}
	entries, err := readDir(r, name)
	if err != nil {
		l.lose(place{root, name}.path(), OpenLoss(doc.AtList, uri, err))
		if len(entries) == 0 {
			return nil
		}
	}
	for _, e := range entries {
		at := place{root, path.Join(name, e.Name())}
		uri := prefix + at.name
		switch {
		case lockName(e.Name()):
			l.lose(at.path(), &doc.Loss{URI: escapeURI(uri), Stage: doc.AtList, Reason: doc.LockFile, Hint: "it is an office program's note that a document is open"})
		case strings.HasPrefix(e.Name(), "."):
			l.lose(at.path(), &doc.Loss{URI: escapeURI(uri), Stage: doc.AtList, Reason: doc.Hidden, Hint: "names that begin with a dot are left out; name the file itself to read it"})
		case e.IsDir():
			if err := l.below(r, root, at.name, prefix); err != nil {
				return err
			}
		default:
			if err := l.entry(at, e.Type(), uri); err != nil {
				return err
			}
		}
	}
	return nil
}

// readDir reads a folder, sorted by name. What could be read comes back beside
// an error.
func readDir(r *os.Root, name string) ([]fs.DirEntry, error) {
	d, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	entries, err := d.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// lockName reports the files office programs leave beside an open document.
func lockName(name string) bool {
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~lock.")
}

// entry lists a file by the type its folder gives it.
func (l *lister) entry(at place, mode fs.FileMode, uri string) error {
	switch {
	case mode&fs.ModeSymlink != 0:
		return l.link(at, uri)
	case !mode.IsRegular():
		l.lose(at.path(), OpenLoss(doc.AtList, escapeURI(uri), errNotRegular))
		return nil
	}
	return l.file(at, uri)
}

// link lists the file a link leads to, if it is a file inside the root.
func (l *lister) link(at place, uri string) error {
	r, err := os.OpenRoot(at.root)
	if err != nil {
		l.lose(at.path(), OpenLoss(doc.AtList, escapeURI(uri), err))
		return nil
	}
	defer r.Close()
	info, err := r.Stat(at.name)
	if err != nil {
		if inner, ok := at.inside(); ok {
			at = inner
			info, err = r.Stat(at.name)
		}
	}
	switch {
	case err != nil:
		l.lose(at.path(), OpenLoss(doc.AtList, escapeURI(uri), err))
	case info.IsDir():
		l.lose(at.path(), &doc.Loss{URI: escapeURI(uri), Stage: doc.AtList, Reason: doc.NotRegular, Err: errors.New("a link to a folder"), Hint: "linked folders are not entered: name the folder itself"})
	case !info.Mode().IsRegular():
		l.lose(at.path(), OpenLoss(doc.AtList, escapeURI(uri), errNotRegular))
	default:
		return l.file(at, uri)
	}
	return nil
}

// inside is where a link leads that names its target by an absolute path, if
// that lies inside the root.
func (p place) inside() (place, bool) {
	target, err := filepath.EvalSymlinks(p.path())
	if err != nil {
		return p, false
	}
	root, err := filepath.EvalSymlinks(p.root)
	if err != nil {
		return p, false
	}
	rel, err := filepath.Rel(root, target)
	return place{p.root, filepath.ToSlash(rel)}, err == nil && filepath.IsLocal(rel)
}

// isOwn reports a folder this program writes to: one it was told of, one that
// holds a manifest of a run, or one whose folder runs holds such a one.
func (l *lister) isOwn(r *os.Root, root, name string) bool {
	abs := filepath.Join(root, filepath.FromSlash(name))
	if l.inOwn(abs) {
		return true
	}
	if ownManifest(r, path.Join(name, "manifest.json")) {
		return true
	}
	runs := path.Join(name, "runs")
	if info, err := r.Lstat(runs); err != nil || !info.IsDir() {
		return false
	}
	entries, _ := readDir(r, runs)
	for _, e := range entries {
		if e.IsDir() && ownManifest(r, path.Join(runs, e.Name(), "manifest.json")) {
			return true
		}
	}
	return false
}

// ManifestMark is the key that every manifest.json of this program has at its
// top level, so that its folder is known as own output wherever it turns up.
const ManifestMark = "assay_manifest"

// ownManifest reports whether name is a manifest of this program.
func ownManifest(r *os.Root, name string) bool {
	info, err := r.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := r.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	dec := json.NewDecoder(io.LimitReader(f, 64<<20))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return false
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return false
		}
		if key == ManifestMark {
			return true
		}
		var skip json.RawMessage
		if dec.Decode(&skip) != nil {
			return false
		}
	}
	return false
}
