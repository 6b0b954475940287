package corpustest

import (
	"archive/tar"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unicode/utf16"
)

// Wanted is what a folder is to come to: the uris of the documents, and the
// reason of everything that is lost or skipped, by uri. A document with a
// warning is in both.
type Wanted struct {
	Read   []string
	Losses map[string]string
	Warned map[string]string
}

// hostile gathers the files with what is to become of them.
type hostile struct {
	Wanted
	files []File
	clean []File // the same files where they are sound, or what is sound of them
}

func (h *hostile) read(name string, data []byte) {
	f := File{name, data}
	h.files, h.clean = append(h.files, f), append(h.clean, f)
	h.Read = append(h.Read, escape(name))
}

func (h *hostile) warned(name string, data []byte, reason string) {
	h.read(name, data)
	h.Warned[escape(name)] = reason
}

func (h *hostile) lost(name string, data []byte, reason string) {
	h.files = append(h.files, File{name, data})
	h.Losses[name] = reason
}

// archive adds an archive of which members are read and others are not; sound
// is the archive with the former only.
func (h *hostile) archive(name string, data, sound []byte, read []string, lost map[string]string) {
	h.files, h.clean = append(h.files, File{name, data}), append(h.clean, File{name, sound})
	for _, m := range read {
		h.Read = append(h.Read, name+"!"+m)
	}
	for m, reason := range lost {
		h.Losses[name+m] = reason
	}
}

// escape writes the one byte that no test name has in UTF-8.
func escape(name string) string { return strings.ReplaceAll(name, "\xff", "%FF") }

// line is a line of a made-up report, which extraction finds something in.
const line = "Caseloads are too high, and supervision of social workers is regular and reflective.\n"

// Hostile writes into dir every kind of file that must not get through, beside
// sound ones of awkward names, and into clean what is sound alone. Every file
// has the same time in both. It returns what dir is to come to.
//
// Where a file system has no holes in files, it takes 5 GiB. A file and a folder
// that nobody may read are made too; root reads them (see Wanted.AsRoot).
func Hostile(dir, clean string) (*Wanted, error) {
	h := &hostile{Wanted: Wanted{Losses: map[string]string{}, Warned: map[string]string{}}}
	h.plain()
	h.pdfs()
	h.archives()
	h.office()
	for _, set := range []struct {
		dir   string
		files []File
	}{{dir, h.files}, {clean, h.clean}} {
		for _, f := range set.files {
			if err := write(filepath.Join(set.dir, f.Name), f.Data); err != nil {
				return nil, err
			}
		}
	}
	return &h.Wanted, h.special(dir)
}

// stamp is the time of every file.
var stamp = time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)

func write(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return err
	}
	return os.Chtimes(path, stamp, stamp)
}

func random(n int) []byte {
	rng := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return b
}

func (h *hostile) plain() {
	h.read("a sound letter.txt", []byte(line))
	h.lost("empty.txt", nil, "empty")
	h.lost("blank.txt", []byte(" \n\t\n"), "empty")
	h.lost("random.bin", random(50_000), "unsupported")
	h.lost("cut.msg", MSG(Outlook{Text: map[uint32]string{0x1000: line}})[:2000], "corrupt")
	h.lost("old.doc", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"), "unsupported")
	h.read("utf16.txt", utf16le("A letter without a mark, in two bytes a letter."))
	h.warned("latin.txt", []byte("The caf\xe9 has an \x93open\x94 door.\n"), "lossy_decoding")
	h.warned("broken utf8.txt", []byte("Caf\u00e9s and na\u00efve p\u00e2t\u00e9s, but \xc3 broken.\n"), "lossy_decoding")
	h.warned("nul.txt", []byte(strings.Repeat(line, 5)+"one \x00 byte\n"), "lossy_decoding")
	h.lost("nuls.txt", append([]byte(line), make([]byte, 4096)...), "unsupported")
	h.read("name with 'quotes' \"and\"\nline.txt", []byte(line))
	h.read("emoji \U0001F600.txt", []byte(line+"One."))
	h.read("caf\u00e9 \u0631\u0633\u0627\u0644\u0629.md", []byte("# A letter\n\n"+line))
	h.read(strings.Repeat("n", 251)+".txt", []byte(line+"Two."))
	h.read("bytes\xff.txt", []byte(line+"Three."))
	h.lost(".hidden.txt", []byte("x"), "hidden")
	h.lost("~$open.docx", []byte("x"), "lock_file")
	h.lost("page.pdf", []byte("<!DOCTYPE html><html><head><title>Not found</title></head><body><p>The page is gone.</p></body></html>"), "format_mismatch")
}

func (h *hostile) pdfs() {
	long := strings.Repeat(line, 30)
	whole := TextPDF(long, long, long, long)
	garbage := bytes.Clone(whole)
	copy(garbage[len(garbage)/3:], random(400))
	loop := NewPDF()
	loop.Object("<</Type /Pages /Count 0 /Kids []>>")
	loop.Object("<</Type /Catalog /Pages 1 0 R>>")

	h.read("sound.pdf", whole)
	h.read("owner.pdf", LockedPDF("", "owner"))
	h.lost("empty.pdf", nil, "empty")
	h.lost("random.pdf", random(50_000), "format_mismatch")
	h.lost("magic.pdf", append([]byte("%PDF-1.4\n"), random(50_000)...), "corrupt")
	h.lost("user.pdf", LockedPDF("secret", "owner"), "encrypted")
	h.lost("nopages.pdf", TreePDF("<</Type /Pages /Count 0 /Kids []>>"), "empty")
	h.lost("loop.pdf", TreePDF("<</Type /Pages /Count 1 /Kids [1 0 R]>>"), "corrupt")
	h.lost("million.pdf", TreePDF("<</Type /Pages /Count 1000000 /Kids []>>"), "too_large")
	h.lost("xrefloop.pdf", loop.Finish(2, fmt.Sprintf("/Prev %d", loop.Len())), "corrupt")
	h.lost("arrays.pdf", OnePage(strings.Repeat("[", 200_000), ""), "empty")
	h.lost("recursion.pdf", RecursivePDF(), "memory_limit")
	h.lost("half.pdf", whole[:len(whole)/2], "corrupt")
	h.warned("garbage.pdf", garbage, "pages_without_text") // the other pages are whole
	h.lost("scan.pdf", OnePage("0 0 100 100 re f", ""), "needs_ocr")
	h.lost("bomb.pdf", BombPDF(400<<20), "memory_limit")
	h.lost("slow.pdf", SlowPDF(2000), "cpu_limit")
}

// RecursivePDF is a PDF whose only page draws itself, twice.
func RecursivePDF() []byte {
	p := NewPDF()
	p.Stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 1 0 R>>>>", "/X Do /X Do")
	page := p.Object("<</Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Contents 1 0 R /Resources <</XObject <</X 1 0 R>>>>>>")
	p.Object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
	return p.Finish(p.Object("<</Type /Catalog /Pages 3 0 R>>"), "")
}

// BombPDF is a PDF whose only page is size bytes of zeros, which compress to a
// thousandth.
func BombPDF(size int) []byte {
	p := NewPDF()
	c := p.Flate(string(make([]byte, size)))
	page := p.Object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 9 9] /Contents %d 0 R>>", c+2, c)
	tree := p.Object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
	return p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R>>", tree), "")
}

// SlowPDF is a small PDF that takes some milliseconds a page.
func SlowPDF(pages int) []byte {
	return SamePages(pages, strings.Repeat("BT /F1 1 Tf 1 0 0 1 5 5 Tm (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n", 5_000))
}

func (h *hostile) archives() {
	h.lost("half.txt.gz", Gzip([]byte(strings.Repeat(line, 30) + string(random(99))))[:120], "corrupt")
	h.lost("bomb.gz", Gzip(bytes.Repeat([]byte("a"), 300<<20)), "too_large")
	ok := Text("ok.txt", line+"Four.")
	h.archive("bomb.zip", Zip(File{"zeros.txt", make([]byte, 130<<20)}, ok), Zip(ok), []string{"ok.txt"}, map[string]string{"!zeros.txt": "too_large"})
	h.archive("slip.zip", Zip(Text("../up.txt", "x"), Text("/abs.txt", "x"), ok), Zip(ok), []string{"ok.txt"},
		map[string]string{"!../up.txt": "bad_path", "!/abs.txt": "bad_path"})
	h.archive("deep.zip", Zip(File{"d2.zip", Zip(File{"d3.zip", Zip(ok)}, ok)}), Zip(File{"d2.zip", Zip(ok)}), []string{"d2.zip!ok.txt"},
		map[string]string{"!d2.zip!d3.zip": "too_deep"})
	h.archive("cut.tar", Tar(ok, Text("two.txt", strings.Repeat("cut ", 1000)))[:3000], Tar(ok), []string{"ok.txt"}, map[string]string{"": "corrupt"})
	h.lost("not.zip", []byte("not an archive"), "format_mismatch")
}

func (h *hostile) office() {
	const types = "<Types/>"
	h.lost("tag.docx", Zip(Text("[Content_Types].xml", types), Text("word/document.xml", "<w:document "+strings.Repeat("a", 20<<20))), "too_large")
	h.lost("doctype.odt", Zip(Text("mimetype", "application/vnd.oasis.opendocument.text"), Text("content.xml", `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body><office:text>&a;</office:text></office:body></office:document-content>`)), "forbidden_markup")
	h.lost("nested.docx", Zip(Text("[Content_Types].xml", types), Text("word/document.xml", strings.Repeat("<w:p>", 100_000))), "too_deep")
	h.lost("noslides.pptx", Zip(Text("[Content_Types].xml", types), Text("ppt/slides/slide1.xml", "<p:sld/>")), "corrupt")
	h.lost("cells.xlsx", Zip(Text("[Content_Types].xml", types), Text("xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet r:id="a"/></sheets></workbook>`),
		Text("xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Type="worksheet" Target="s.xml"/></Relationships>`), Text("xl/s.xml", "<worksheet><row>"+strings.Repeat("<c/>", 300_000)+"</row></worksheet>")), "too_large")
	h.lost("bomb.pptx", Zip(Text("[Content_Types].xml", types), Text("ppt/presentation.xml", "<p:presentation>"+strings.Repeat(" ", 40<<20))), "too_large")
	h.lost("doctype.docx", Zip(Text("[Content_Types].xml", types), Text("word/document.xml", `<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>`)), "forbidden_markup")
}

// special makes what is no ordinary file: links, a pipe, files with holes,
// results of this program, and a file and a folder nobody may read.
func (h *hostile) special(dir string) error {
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, l := range []struct{ target, name, reason string }{
		{"nowhere.txt", "broken.txt", "vanished"},
		{"/etc/hostname", "out.txt", "link_out"},
		{"../../../../etc/hostname", "out2.txt", "link_out"},
		{"loop.txt", "loop.txt", "vanished"},
		{".", "folderlink", "not_regular"},
	} {
		if err := os.Symlink(l.target, in(l.name)); err != nil {
			return err
		}
		h.Losses[l.name] = l.reason
	}
	if err := syscall.Mkfifo(in("pipe.pdf"), 0o644); err != nil {
		return err
	}
	h.Losses["pipe.pdf"] = "not_regular"
	socket, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(socket)
	if err := bindIn(dir, socket, "socket.txt"); err != nil {
		return err
	}
	h.Losses["socket.txt"] = "not_regular"
	for name, head := range map[string]string{
		"giga.txt":      "",
		"gigaline.txt":  strings.Repeat("a", 64<<10),
		"giga.jsonl":    `{"text":"` + strings.Repeat("a", 64<<10),
		"gigaspace.pdf": "%PDF-1.4\n",
	} {
		if err := holed(in(name), head, 1<<30); err != nil {
			return err
		}
		h.Losses[name] = "too_large"
	}
	h.Losses["giga.jsonl#1"] = h.Losses["giga.jsonl"]
	delete(h.Losses, "giga.jsonl")
	var b bytes.Buffer
	if err := tar.NewWriter(&b).WriteHeader(&tar.Header{Name: "giga.txt", Mode: 0o644, Size: 1<<30 - 1024 - 512}); err != nil {
		return err
	}
	if err := holed(in("giga.tar"), b.String(), 1<<30); err != nil {
		return err
	}
	h.Losses["giga.tar!giga.txt"] = "too_large"
	for name, data := range map[string]string{"results/runs/r1/manifest.json": `{"version":1,"assay_manifest":1}`, "results/cache/x.txt": "x", "own/y.txt": "y"} {
		if err := write(in(name), []byte(data)); err != nil {
			return err
		}
	}
	h.Losses["results"], h.Losses["own"] = "own_output", "own_output"
	if err := write(in("secret.txt"), []byte("x")); err != nil {
		return err
	}
	if err := os.Mkdir(in("secret folder"), 0); err != nil {
		return err
	}
	h.Losses["secret.txt"], h.Losses["secret folder"] = "permission", "permission"
	return os.Chmod(in("secret.txt"), 0)
}

// bindIn makes the socket a file of dir, whose path may be longer than the path
// of a socket can be.
func bindIn(dir string, socket int, name string) error {
	link, err := os.MkdirTemp("", "")
	if err != nil {
		return err
	}
	defer os.RemoveAll(link)
	short := filepath.Join(link, "d")
	if err := os.Symlink(dir, short); err != nil {
		return err
	}
	return syscall.Bind(socket, &syscall.SockaddrUnix{Name: filepath.Join(short, name)})
}

// AsRoot changes what is wanted to what root gets, who may read everything.
func (w *Wanted) AsRoot() {
	delete(w.Losses, "secret.txt")
	delete(w.Losses, "secret folder")
	w.Read = append(w.Read, "secret.txt")
}

// holed makes a file of size bytes that begins with head and is a hole from
// there on.
func holed(path, head string, size int64) error {
	if err := os.WriteFile(path, []byte(head), 0o644); err != nil {
		return err
	}
	return os.Truncate(path, size)
}

func utf16le(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}
