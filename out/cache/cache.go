// Package cache is a folder of results under content addresses: the key of an
// entry is the digest of all that determines it, so an entry never goes stale.
//
// Entries are compressed and carry a checksum; a damaged one is reported as such
// and is to be made again. They are not synced to disk: after a power cut an
// entry may be damaged, never wrong.
package cache

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/zstd"

	"assay/out/disk"
)

// Tier is one kind of entry.
type Tier string

// The tiers: documents as read, and what was found in them.
const (
	Read   Tier = "read"
	Result Tier = "result"
)

// Tiers lists them all.
var Tiers = []Tier{Read, Result}

// Errors of Get.
var (
	ErrMiss    = errors.New("not in the cache")
	ErrDamaged = errors.New("damaged cache entry")
)

// magic begins every entry; its last digit is the version of the form.
const magic = "assay cache 1\n"

// touchAfter is how old the use mark of an entry may grow: renewing it at every
// use would cost a write for every read.
const touchAfter = 24 * time.Hour

// Cache is one cache folder. It is safe for concurrent use, by many processes
// too.
type Cache struct {
	dir  string
	fs   disk.FS
	now  time.Time
	enc  *zstd.Encoder
	dec  *zstd.Decoder
	mine string       // tells this Cache's unfinished files from another's
	puts atomic.Int64 // and these from each other
}

// New opens the cache in dir, which need not exist. now marks what the run uses.
func New(dir string, fsys disk.FS, now time.Time) *Cache {
	// Neither constructor can fail with constant options and no stream.
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true))
	if err != nil {
		panic(err)
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(1<<30))
	if err != nil {
		panic(err)
	}
	return &Cache{dir: dir, fs: fsys, now: now, enc: enc, dec: dec, mine: rand.Text()}
}

// Key is the address of an entry: the digest of all that determines it.
type Key [sha256.Size]byte

// KeyOf is the digest of the parts, each told apart from the next.
func KeyOf(parts ...string) (k Key) {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s\n", len(p), p)
	}
	h.Sum(k[:0])
	return k
}

// String is the key in hex digits, "" of the zero key.
func (k Key) String() string {
	if k == (Key{}) {
		return ""
	}
	return hex.EncodeToString(k[:])
}

func (c *Cache) path(t Tier, key Key) string {
	name := hex.EncodeToString(key[:])
	return filepath.Join(c.dir, string(t), name[:2], name)
}

// Has reports whether there is an entry, without looking whether it is whole.
func (c *Cache) Has(t Tier, key Key) bool {
	_, err := c.fs.Stat(c.path(t, key))
	return err == nil
}

// Get reads an entry: ErrMiss where there is none, ErrDamaged where its checksum
// does not hold.
func (c *Cache) Get(t Tier, key Key) ([]byte, error) {
	path := c.path(t, key)
	data, err := c.fs.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMiss
	}
	if err != nil {
		return nil, err
	}
	body, err := c.open(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	c.touch(path)
	return body, nil
}

// open checks and decompresses an entry.
func (c *Cache) open(data []byte) ([]byte, error) {
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(rest) < sha256.Size {
		return nil, ErrDamaged
	}
	sum, packed := rest[:sha256.Size], rest[sha256.Size:]
	if got := sha256.Sum256(packed); !bytes.Equal(sum, got[:]) {
		return nil, ErrDamaged
	}
	body, err := c.dec.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return body, nil
}

// touch renews the use mark that Prune goes by. A failure costs nothing but an
// early eviction.
func (c *Cache) touch(path string) {
	if info, err := c.fs.Stat(path); err == nil && c.now.Sub(info.ModTime()) > touchAfter {
		_ = c.fs.Touch(path, c.now)
	}
}

// Put stores an entry. A reader sees all of it or nothing. Equal entries may be
// put at the same time, as two copies of one document are: each has an unfinished
// file of its own, and the last to be renamed stays.
func (c *Cache) Put(t Tier, key Key, body []byte) error {
	packed := c.enc.EncodeAll(body, nil)
	sum := sha256.Sum256(packed)
	data := make([]byte, 0, len(magic)+len(sum)+len(packed))
	data = append(append(append(data, magic...), sum[:]...), packed...)
	path := c.path(t, key)
	if err := c.fs.MkdirAll(filepath.Dir(path)); err != nil {
		return err
	}
	tmp := fmt.Sprintf("%s.%s-%d%s", path, c.mine, c.puts.Add(1), tmpSuffix)
	f, err := c.fs.Create(tmp)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, c.fs.Remove(tmp))
	}
	return c.fs.Rename(tmp, path)
}

const tmpSuffix = ".tmp"
