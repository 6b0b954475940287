package corpustest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"

	"github.com/klauspost/compress/zstd"
)

// File is a file to be written or packed.
type File struct {
	Name string
	Data []byte
}

// Text is a file that holds text.
func Text(name, data string) File { return File{name, []byte(data)} }

// Zip packs files.
func Zip(files ...File) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		m, _ := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		m.Write(f.Data)
	}
	w.Close()
	return b.Bytes()
}

// Tar packs files.
func Tar(files ...File) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		w.WriteHeader(&tar.Header{Name: f.Name, Mode: 0o644, Size: int64(len(f.Data))})
		w.Write(f.Data)
	}
	w.Close()
	return b.Bytes()
}

// Gzip compresses data.
func Gzip(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

// Zstd compresses data.
func Zstd(data []byte) []byte {
	w, _ := zstd.NewWriter(nil)
	return w.EncodeAll(data, nil)
}

// DOCX packs the paragraphs of a body ("<w:p>...") as a word processor's file.
func DOCX(body string) []byte {
	return Zip(Text("[Content_Types].xml", "<Types/>"),
		Text("word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+body+`</w:body></w:document>`))
}
