package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// cacheMark is the name of the file that says the compiled code of this
// build's PDF reader lies in the cache folder: it names the versions the code
// depends on.
var cacheMark = sync.OnceValue(func() string {
	h := sha256.New()
	fmt.Fprintln(h, runtime.GOOS, runtime.GOARCH)
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if strings.HasSuffix(m.Path, "/wazero") || strings.HasSuffix(m.Path, "/go-pdfium") {
				fmt.Fprintln(h, m.Path, m.Version)
			}
		}
	}
	return "filled-" + hex.EncodeToString(h.Sum(nil)[:8])
})

// privateFolder makes dir if need be and refuses one that other users could
// have put code into.
func privateFolder(dir string) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return fmt.Errorf("making the PDF reader's code cache: %w", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !os.IsExist(err) {
		return fmt.Errorf("making the PDF reader's code cache: %w", err)
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return fmt.Errorf("checking the PDF reader's code cache: %w", err)
	}
	return checkPrivate(dir, info)
}

// checkPrivate refuses a folder that other users could have put code into.
func checkPrivate(dir string, info fs.FileInfo) error {
	st, ok := info.Sys().(*syscall.Stat_t)
	switch {
	case !info.IsDir():
		return fmt.Errorf("the PDF reader's code cache %s is not a folder", dir)
	case info.Mode().Perm()&0o077 != 0:
		return fmt.Errorf("the PDF reader's code cache %s is open to other users: chmod 700 it, or choose another --cache-dir", dir)
	case ok && int(st.Uid) != os.Geteuid():
		return fmt.Errorf("the PDF reader's code cache %s belongs to another user: choose another --cache-dir", dir)
	}
	return nil
}

// codeFolder is the folder of compiled code in Options.CacheDir.
const codeFolder = "pdfreader"

// UsableCacheDir reports whether dir would do as Options.CacheDir for this user:
// the folder of compiled code in it is private and can be written, or could be
// made. It makes nothing.
func UsableCacheDir(dir string) bool {
	const write = unix.W_OK | unix.X_OK
	at := filepath.Join(dir, codeFolder)
	info, err := os.Lstat(at)
	if err == nil {
		return checkPrivate(at, info) == nil && unix.Access(at, write) == nil
	}
	for errors.Is(err, fs.ErrNotExist) && at != filepath.Dir(at) { // the folder it would be made in
		at = filepath.Dir(at)
		if info, err = os.Stat(at); err == nil {
			return info.IsDir() && unix.Access(at, write) == nil
		}
	}
	return false
}

// Compiled reports whether the code of the PDF reader lies compiled in the cache
// folder; where it does not, the first PDF waits for that, some ten seconds of
// processor time.
func (p *Pool) Compiled() bool {
	if p.dir == "" {
		return false
	}
	_, err := os.Stat(filepath.Join(p.dir, codeFolder, cacheMark()))
	return err == nil
}
