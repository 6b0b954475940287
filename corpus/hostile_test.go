package corpus

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/rc4"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// lockedPDF encrypts a PDF of one page with 40-bit RC4. An empty user password
// leaves it open to everybody, with the owner's restrictions only.
func lockedPDF(user, owner string) []byte {
	const pad = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"
	padded := func(s string) []byte { return []byte((s + pad)[:32]) }
	crypt := func(key, data []byte) []byte {
		c, _ := rc4.NewCipher(key)
		out := make([]byte, len(data))
		c.XORKeyStream(out, data)
		return out
	}
	ownerKey := md5.Sum(padded(owner))
	o := crypt(ownerKey[:5], padded(user))
	id := []byte("0123456789abcdef")
	h := md5.Sum(append(append(append(padded(user), o...), 0xFC, 0xFF, 0xFF, 0xFF), id...))
	key := h[:5]
	u := crypt(key, []byte(pad))
	p := newPDF()
	font := p.object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
	n := len(p.offsets) + 1
	k := md5.Sum(append(key[:5:5], byte(n), 0, 0, 0, 0))
	content := p.stream("", string(crypt(k[:10], []byte("BT /F1 12 Tf 72 700 Td (Kept from printing only.) Tj ET"))))
	page := p.object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 %d 0 R>>>>>>", n+2, content, font)
	tree := p.object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
	enc := p.object("<</Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P -4>>", o, u)
	return p.finish(p.object("<</Type /Catalog /Pages %d 0 R>>", tree), fmt.Sprintf("/Encrypt %d 0 R /ID [<%x> <%x>]", enc, id, id))
}

// onePage is a PDF whose only page has the content and the resources given.
func onePage(content, resources string) []byte {
	p := newPDF()
	c := p.flate(content)
	page := p.object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <<%s>>>>", c+2, c, resources)
	tree := p.object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
	return p.finish(p.object("<</Type /Catalog /Pages %d 0 R>>", tree), "")
}

// samePages is a PDF of n pages that all show the same content.
func samePages(n int, content string) []byte {
	p := newPDF()
	c := p.flate(content)
	font := p.object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
	tree := font + n + 1
	var kids strings.Builder
	for range n {
		fmt.Fprintf(&kids, "%d 0 R ", p.object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 %d 0 R>>>>>>", tree, c, font))
	}
	p.object("<</Type /Pages /Count %d /Kids [%s]>>", n, kids.String())
	return p.finish(p.object("<</Type /Catalog /Pages %d 0 R>>", tree), "")
}

func treePDF(tree string) []byte {
	p := newPDF()
	p.object("%s", tree)
	return p.finish(p.object("<</Type /Catalog /Pages 1 0 R>>"), "")
}

func hostileFiles() (files []file, read []string, not map[string]Reason) {
	not = map[string]Reason{}
	add := func(name string, data []byte, reason Reason) {
		files = append(files, file{name, data})
		if reason == "" {
			read = append(read, name)
		} else {
			not[name] = reason
		}
	}
	long := strings.Repeat("A line of a report about the work of a team.\n", 30)
	whole := textPDF(long, long, long, long)
	rng := rand.New(rand.NewPCG(1, 2))
	random := make([]byte, 50_000)
	for i := range random {
		random[i] = byte(rng.Uint32())
	}
	garbage := bytes.Clone(whole)
	copy(garbage[len(garbage)/3:], random[:400])
	recursion := newPDF()
	recursion.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 1 0 R>>>>", "/X Do /X Do")
	page := recursion.object("<</Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Contents 1 0 R /Resources <</XObject <</X 1 0 R>>>>>>")
	recursion.object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
	cat := recursion.object("<</Type /Catalog /Pages 3 0 R>>")

	add("empty.txt", nil, Empty)
	add("empty.pdf", nil, Empty)
	add("blank.txt", []byte(" \n\t\n"), Empty)
	add("page.pdf", []byte("<!DOCTYPE html><html><head><title>Not found</title></head><body><p>The page is gone.</p></body></html>"), FormatMismatch)
	add("random.pdf", random, FormatMismatch)
	add("random.bin", random, Unsupported)
	add("magic.pdf", append([]byte("%PDF-1.4\n"), random...), Corrupt)
	add("user.pdf", lockedPDF("secret", "owner"), Encrypted)
	add("owner.pdf", lockedPDF("", "owner"), "")
	add("nopages.pdf", treePDF("<</Type /Pages /Count 0 /Kids []>>"), Empty)
	add("loop.pdf", treePDF("<</Type /Pages /Count 1 /Kids [1 0 R]>>"), Corrupt)
	add("million.pdf", treePDF("<</Type /Pages /Count 1000000 /Kids []>>"), TooLarge)
	add("xrefloop.pdf", func() []byte {
		p := newPDF()
		p.object("<</Type /Pages /Count 0 /Kids []>>")
		p.object("<</Type /Catalog /Pages 1 0 R>>")
		return p.finish(2, fmt.Sprintf("/Prev %d", p.Len()))
	}(), Corrupt)
	add("arrays.pdf", onePage(strings.Repeat("[", 200_000), ""), Empty)
	add("recursion.pdf", recursion.finish(cat, ""), MemoryLimit)
	add("half.pdf", whole[:len(whole)/2], Corrupt)
	add("scan.pdf", onePage("0 0 100 100 re f", ""), NeedsOCR)
	add("utf16.txt", utf16le("A letter without a mark, in two bytes a letter."), "")
	add("half.txt.gz", gzipped([]byte(long))[:60], Corrupt)
	add("bomb.gz", gzipped(bytes.Repeat([]byte("a"), 300<<20)), TooLarge)
	add("bomb.zip", zipped(file{"zeros.txt", make([]byte, 130<<20)}, text("ok.txt", "Fine.")), "")
	read[len(read)-1] = "bomb.zip!ok.txt"
	not["bomb.zip!zeros.txt"] = TooLarge
	add("name with 'quotes' \"and\"\nline.txt", []byte("Read."), "")
	add("emoji \U0001F600.txt", []byte("Read."), "")
	add(strings.Repeat("n", 251)+".txt", []byte("Read."), "")
	add("bytes\xff.txt", []byte("Read."), "")
	read[len(read)-1] = "bytes%FF.txt"
	add(".hidden.txt", []byte("x"), Hidden)
	add("~$open.docx", []byte("x"), LockFile)
	add("tag.docx", zipped(text("[Content_Types].xml", "<Types/>"), text("word/document.xml", "<w:document "+strings.Repeat("a", 20<<20))), TooLarge)
	add("doctype.docx", zipped(text("[Content_Types].xml", "<Types/>"), text("word/document.xml", `<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>`)), ForbiddenMarkup)
	add("old.doc", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"), Unsupported)
	return files, read, not
}

func utf16le(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// TestHostile reads a folder of everything that must not get through and checks
// that each ends as its one row and the rest is read.
func TestHostile(t *testing.T) {
	files, read, not := hostileFiles()
	dir := folder(t, files...)
	link := func(target, name string, reason Reason) {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		not[name] = reason
	}
	link("nowhere.txt", "broken.txt", Vanished)
	link("/etc/hostname", "out.txt", LinkOut)
	link("../../../../etc/hostname", "out2.txt", LinkOut)
	link("loop.txt", "loop.txt", Vanished)
	link(".", "folderlink", NotRegular)
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.pdf"), 0o644); err != nil {
		t.Fatal(err)
	}
	not["pipe.pdf"] = NotRegular
	giga, err := os.Create(filepath.Join(dir, "giga.txt"))
	if err != nil {
		t.Fatal(err)
	}
	giga.Truncate(1 << 30)
	giga.Close()
	not["giga.txt"] = TooLarge
	for name, data := range map[string]string{"results/runs/r1/manifest.json": `{"version":1,"` + ManifestMark + `":1}`, "results/cache/x.txt": "x", "own/y.txt": "y"} {
		os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755)
		os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644)
	}
	not["results"], not["own"] = OwnOutput, OwnOutput
	if os.Geteuid() != 0 {
		os.WriteFile(filepath.Join(dir, "secret.txt"), []byte("x"), 0)
		not["secret.txt"] = Permission
	}
	l, err := List(context.Background(), []Input{{Path: dir}}, ListOptions{OwnOutput: []string{filepath.Join(dir, "own")}})
	if err != nil {
		t.Fatal(err)
	}
	got := outcomeOf(t, testReader(t, nil), l)
	want := outcome{Read: sorted(read), Not: not}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func sorted(s []string) []string {
	out := append([]string(nil), s...)
	for i := range out {
		for j := i; j > 0 && out[j] < out[j-1]; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// TestDamagedPDF cuts and overwrites a PDF in many places: each piece is read
// or lost with a reason that says why, and the reader goes on.
func TestDamagedPDF(t *testing.T) {
	long := strings.Repeat("A line of a report about the work of a team.\n", 30)
	whole := textPDF(long, long, long)
	var files []file
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range 40 {
		data := bytes.Clone(whole)
		if i%2 == 0 {
			data = data[:len(data)*(i+1)/41]
		} else {
			for range i {
				data[10+rng.IntN(len(data)-10)] = byte(rng.Uint32())
			}
		}
		files = append(files, file{fmt.Sprintf("d%02d.pdf", i), data})
	}
	docs, lost := readAll(t, testReader(t, nil), list(t, folder(t, files...)))
	if len(docs)+len(lost) != len(files) {
		t.Errorf("%d read and %d lost of %d", len(docs), len(lost), len(files))
	}
	for uri, l := range lost {
		switch l.Reason {
		case Corrupt, Empty, NeedsOCR, Encrypted, TooLarge, FormatMismatch:
		default:
			t.Errorf("%s: %v", uri, l)
		}
	}
	t.Logf("%d of %d damaged files were read", len(docs), len(files))
}

// TestLimits reads PDFs that want too much processor time, wall time and memory.
func TestLimits(t *testing.T) {
	slow := samePages(2000, strings.Repeat("BT /F1 1 Tf 1 0 0 1 5 5 Tm (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n", 5_000))
	bomb := newPDF()
	inner := deflated(string(make([]byte, 400<<20)))
	c := bomb.stream("/Filter /FlateDecode", inner)
	page := bomb.object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 9 9] /Contents %d 0 R>>", c+2, c)
	tree := bomb.object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
	dir := folder(t, file{"slow.pdf", slow}, file{"bomb.pdf", bomb.finish(bomb.object("<</Type /Catalog /Pages %d 0 R>>", tree), "")}, file{"z.pdf", textPDF("It is read all the same.")})
	for _, c := range []struct {
		name   string
		change func(*Limits)
		want   map[string]Reason
	}{
		{"cpu", func(l *Limits) { l.CPU = time.Second }, map[string]Reason{"slow.pdf": CPULimit}},
		{"wall", func(l *Limits) { l.Wall = 300 * time.Millisecond }, map[string]Reason{"slow.pdf": WallTimeout}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := testReader(t, func(o *Options) { c.change(&o.Limits) })
			l := list(t, filepath.Join(dir, "slow.pdf"))
			_, lost := readAll(t, r, l)
			for uri, want := range c.want {
				if lost[uri] == nil || lost[uri].Reason != want {
					t.Errorf("%s: got %v, want %s", uri, lost[uri], want)
				}
			}
		})
	}
	t.Run("memory", func(t *testing.T) {
		docs, lost := readAll(t, testReader(t, nil), list(t, filepath.Join(dir, "bomb.pdf"), filepath.Join(dir, "z.pdf")))
		if l := lost["bomb.pdf"]; l == nil || l.Reason != MemoryLimit && l.Reason != Empty {
			t.Errorf("bomb.pdf: got %v, want %s", l, MemoryLimit)
		} else {
			t.Log(l)
		}
		if docs["z.pdf"] == nil {
			t.Errorf("z.pdf: %v", lost["z.pdf"])
		}
	})
}
