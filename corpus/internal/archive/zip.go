package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"assay/corpus/internal/doc"
	"assay/internal/lazyregexp"
)

// Sizes in a zip file's directory.
const (
	zipEndSize   = 22
	zip64EndSize = 20
	zipEntrySize = 46
	zipMaxNote   = 1<<16 - 1
)

// OpenZip reads the directory of a zip file. The number of entries is counted
// first, in the bytes and not by what the file says, since reading the
// directory takes memory for each of them.
func OpenZip(r io.ReaderAt, size int64, limits doc.Limits) (*zip.Reader, error) {
	if err := countZip(r, size, limits.Members); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, doc.Damaged(fmt.Errorf("its directory cannot be read: %w", err))
	}
	var stored uint64
	for _, f := range z.File {
		stored += f.CompressedSize64
	}
	if stored > uint64(size) {
		return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: errors.New("its members overlap, as in decompression bombs"), Hint: "pack the archive anew"}
	}
	return z, nil
}

// countZip walks the headers of the directory and refuses more than limit.
func countZip(r io.ReaderAt, size int64, limit int) error {
	tail := make([]byte, min(size, zipEndSize+zip64EndSize+zipMaxNote))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return err
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || len(tail)-at < zipEndSize {
		return doc.Damaged(errors.New("it has no directory at its end"))
	}
	dirSize, offset := int64(binary.LittleEndian.Uint32(tail[at+12:])), int64(binary.LittleEndian.Uint32(tail[at+16:]))
	end := size - int64(len(tail)) + int64(at)
	if at >= zip64EndSize && string(tail[at-zip64EndSize:at-zip64EndSize+4]) == "PK\x06\x07" { // zip64
		end = int64(binary.LittleEndian.Uint64(tail[at-zip64EndSize+8:]))
		var record [56]byte
		if end < 0 || end > size {
			return doc.Damaged(errors.New("its directory lies outside the file"))
		}
		if _, err := r.ReadAt(record[:], end); err != nil {
			return doc.Damaged(fmt.Errorf("its directory cannot be read: %w", err))
		}
		dirSize, offset = int64(binary.LittleEndian.Uint64(record[40:])), int64(binary.LittleEndian.Uint64(record[48:]))
	}
	start := end - dirSize
	if start < 0 || dirSize < 0 {
		return doc.Damaged(errors.New("its directory lies outside the file"))
	}
	// Where entries stand at the offset the file gives, they are read from there.
	if offset >= 0 && offset < start {
		var sign [4]byte
		if _, err := r.ReadAt(sign[:], offset); err == nil && string(sign[:]) == "PK\x01\x02" {
			start = offset
		}
	}
	buf := make([]byte, 64<<10)
	n := 0
	for at := start; ; {
		k, err := r.ReadAt(buf, at)
		if err != nil && err != io.EOF {
			return err
		}
		i := 0
		for k-i >= zipEntrySize && string(buf[i:i+4]) == "PK\x01\x02" {
			e := buf[i:]
			i += zipEntrySize + int(e[28]) + int(e[29])<<8 + int(e[30]) + int(e[31])<<8 + int(e[32]) + int(e[33])<<8
			if n++; n > limit {
				return &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: fmt.Errorf("it has more than %d members", limit), Hint: "raise --max-members"}
			}
		}
		if i == 0 || k < len(buf) {
			return nil
		}
		at += int64(i)
	}
}

// ZipKind tells a document from an archive, both of which are zip files, by
// the names of the members, wherever they stand. what describes a package of
// another kind.
func ZipKind(z *zip.Reader) (f doc.Format, what string) {
	var types, manifest, content *zip.File
	parts := map[string]bool{}
	for _, m := range z.File {
		switch {
		case m.Name == "[Content_Types].xml":
			types = m
		case m.Name == "word/document.xml":
			parts["word"] = true
		case strings.HasPrefix(m.Name, "word/"), strings.HasPrefix(m.Name, "xl/"), strings.HasPrefix(m.Name, "ppt/"):
			part, _, _ := strings.Cut(m.Name, "/")
			parts[part] = true
		case m.Name == "mimetype" && m.UncompressedSize64 < 256:
			if kind, what := packageKind(headOf(m, 256)); kind != doc.FormatZip {
				return kind, what
			}
		case m.Name == "META-INF/manifest.xml":
			manifest = m
		case m.Name == "content.xml":
			content = m
		}
	}
	if types != nil {
		return officeKind(types, parts)
	}
	if manifest != nil && content != nil { // an OpenDocument package without its member mimetype
		if m := rxRootType.FindStringSubmatch(headOf(manifest, 64<<10)); m != nil {
			return packageKind(m[1] + m[2])
		}
	}
	return doc.FormatZip, ""
}

// rxRootType is the media type a manifest gives the whole package.
var rxRootType = lazyregexp.New(`full-path="/"[^>]*media-type="([^"]+)"|media-type="([^"]+)"[^>]*full-path="/"`)

// officeKind tells the packages of Office Open XML apart: by their folders and,
// where a program has put the parts elsewhere, by the types it declares.
func officeKind(types *zip.File, parts map[string]bool) (doc.Format, string) {
	declared := headOf(types, 1<<20)
	has := func(folder, kind string) bool { return parts[folder] || strings.Contains(declared, kind) }
	switch {
	case has("word", "wordprocessingml.document.main"), strings.Contains(declared, "wordprocessingml.template.main"):
		return doc.FormatDOCX, ""
	case strings.Contains(declared, "sheet.binary"):
		return doc.FormatUnknown, "a binary spreadsheet (XLSB)"
	case has("xl", "spreadsheetml.sheet.main"):
		return doc.FormatXLSX, ""
	case has("ppt", "presentationml."):
		return doc.FormatPPTX, ""
	}
	return doc.FormatUnknown, "an Office package of an unknown kind"
}

// headOf is the beginning of a member, "" for one that does not open.
func headOf(m *zip.File, limit int64) string {
	r, err := m.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	text, _ := io.ReadAll(io.LimitReader(r, limit))
	return string(text)
}

// packageKind is what a media type makes of an OpenDocument or EPUB package.
func packageKind(mediaType string) (doc.Format, string) {
	kind := strings.TrimSpace(mediaType)
	switch {
	case kind == doc.FormatODT.MediaType(), kind == doc.FormatODT.MediaType()+"-template":
		return doc.FormatODT, ""
	case kind == doc.FormatEPUB.MediaType():
		return doc.FormatEPUB, ""
	case strings.HasPrefix(kind, "application/"):
		return doc.FormatUnknown, "a package of type " + kind
	}
	return doc.FormatZip, ""
}

// zipItem is a member as List and Read see it.
func zipItem(f *zip.File, limits doc.Limits) *item {
	it := &item{name: f.Name, size: int64(min(f.UncompressedSize64, 1<<62)), mod: f.Modified, mode: f.Mode()}
	switch {
	case strings.HasSuffix(f.Name, "/"):
		it.mode |= fs.ModeDir // whatever its attributes say
	case f.Flags&1 != 0:
		it.loss = &doc.Loss{Reason: doc.Encrypted, Err: errors.New("the member is encrypted"), Hint: "unpack the archive with its password"}
	}
	it.open = func() (io.Reader, error) {
		if it.size > limits.Member {
			return nil, doc.OverLimit("the member", it.size, limits.Member, "--max-member")
		}
		r, err := f.Open()
		if errors.Is(err, zip.ErrAlgorithm) {
			return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.Unsupported, Err: fmt.Errorf("the member is compressed by method %d", f.Method), Hint: "pack the archive anew with the usual compression"}
		}
		if err != nil {
			return nil, doc.Damaged(err)
		}
		return &zipReader{r: r, stored: int64(min(f.CompressedSize64, 1<<62)), limits: limits}, nil
	}
	return it
}

// zipReader holds a member to the limits while it inflates, whatever the
// directory says of its size.
type zipReader struct {
	r      io.ReadCloser
	n      int64
	stored int64
	limits doc.Limits
}

func (z *zipReader) Read(p []byte) (int, error) {
	n, err := z.r.Read(p)
	z.n += int64(n)
	switch {
	case z.n > z.limits.Member:
		return n, doc.OverLimit("the member", z.n, z.limits.Member, "--max-member")
	case z.n > ratioFree && z.n > z.limits.Ratio*z.stored:
		return n, ratioLoss(z.limits.Ratio)
	case err != nil && err != io.EOF:
		return n, doc.Damaged(fmt.Errorf("the member is damaged: %w", err))
	}
	return n, err
}

func (z *zipReader) Close() error { return z.r.Close() }
