package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/sniff"
)

// thing is a file or a member that List has come upon and looks into.
type thing struct {
	Source
	key   string // the uri of its file
	depth int    // archives it lies in
	open  func() (io.Reader, error)
	file  *os.File // the file itself, nil for a member
}

// file lists a regular file: as a source, or by what is in it.
func (l *lister) file(at place, name string) error {
	uri := escapeURI(name)
	claim := sniff.Claim(name)
	f, info, err := at.open()
	if err != nil {
		l.lose(at.path(), OpenLoss(doc.AtList, uri, err))
		return nil
	}
	defer f.Close()
	t := thing{
		Source: Source{Ref: doc.Ref{URI: uri, Size: info.Size(), ModTime: info.ModTime()}, Claim: claim, at: at},
		key:    uri, file: f,
		open: func() (io.Reader, error) { return io.NewSectionReader(f, 0, info.Size()), nil },
	}
	if l.opt.Flat {
		l.add(t.Source, t.key)
		return nil
	}
	return l.look(t)
}

// neverContainer are the claims of documents: whatever else such a file turns out to
// be is found out, and lost, when it is read.
var neverContainer = map[string]bool{"pdf": true, "docx": true, "odt": true, "pptx": true, "xlsx": true}

// look lists a thing as one source, or as the members of the container it is.
// A thing that cannot be opened is listed too: reading it says why.
func (l *lister) look(t thing) error {
	b := &container{uri: t.URI, kind: doc.FormatUnknown, layer: doc.FormatUnknown, at: t.at, parent: t.member, depth: t.depth, size: t.Size, mod: t.ModTime}
	if t.member != nil {
		b.size, b.mod = t.member.in.size, t.member.in.mod
	}
	r, err := l.sniff(t, b)
	if err != nil || r == nil {
		l.add(t.Source, t.key)
		return l.ctx.Err()
	}
	defer r.Close()
	if b.kind == doc.FormatZip {
		return l.zipMembers(t, b, r)
	}
	seq := newSequence(&contextReader{l.ctx, r}, b.kind, l.opt.Limits, l.opt.JSONL)
	if isMail(b.kind) {
		return l.attachments(t, b, seq)
	}
	return l.sequenceMembers(b, t.key, seq)
}

// sniff finds out whether t is a container, notes its kind in b and returns
// its bytes from the beginning; nil for what is none.
func (l *lister) sniff(t thing, b *container) (io.ReadCloser, error) {
	if neverContainer[t.Claim] {
		return nil, nil
	}
	r, err := t.open()
	if err != nil {
		return nil, err
	}
	head, r, err := sniff.Peek(r)
	if err != nil {
		return nil, err
	}
	what := sniff.Sniff(head, t.Claim, l.opt.JSONL)
	if sniff.CheckClaim(t.Claim, what) != nil {
		return nil, nil
	}
	closer, claim := func() {}, t.Claim
	if what.Format == doc.FormatGzip || what.Format == doc.FormatZstd {
		_, claim = sniff.SplitClaim(t.Claim)
		if neverContainer[claim] {
			return nil, nil
		}
		in, err := NewInflater(r, what.Format, 0, l.opt.Limits.Ratio)
		if err != nil {
			return nil, err
		}
		b.layer, closer = what.Format, func() { in.Close() }
		if head, r, err = sniff.Peek(in); err != nil {
			in.Close()
			return nil, err
		}
		what = sniff.Sniff(head, claim, l.opt.JSONL)
	}
	if sniff.IsCompound(head) {
		raw, err := io.ReadAll(io.LimitReader(r, l.opt.Limits.Raw+1))
		if err == nil && int64(len(raw)) <= l.opt.Limits.Raw {
			what, err = sniff.Compound(raw, claim)
		}
		if err != nil {
			closer()
			return nil, err
		}
		r = bytes.NewReader(raw)
	}
	switch what.Format {
	case doc.FormatZip, doc.FormatTar, doc.FormatMbox, doc.FormatMail, doc.FormatMSG:
		b.depth++
	case doc.FormatJSONL:
	default:
		closer()
		return nil, nil
	}
	b.kind = what.Format
	return &releasing{r, closer}, nil
}

// tooDeep is the loss of an archive that lies in too many others.
func (l *lister) tooDeep(b *container) *doc.Loss {
	return &doc.Loss{URI: b.uri, Stage: doc.AtList, Reason: doc.TooDeep, Err: fmt.Errorf("it is an archive inside %d others", b.depth-1), Hint: "unpack it, or raise --max-depth"}
}

// zipMembers lists the members of a zip file, or the document or package it is.
func (l *lister) zipMembers(t thing, b *container, r io.Reader) error {
	f, size := t.file, t.Size
	if f == nil || b.layer != doc.FormatUnknown {
		var err error
		if f, size, err = spool(&contextReader{l.ctx, r}, l.opt.Limits.Member, l.opt.TempDir); err != nil {
			return l.failed(b, err)
		}
		defer f.Close()
	}
	z, err := OpenZip(f, size, l.opt.Limits)
	if err != nil {
		return l.failed(b, err)
	}
	if kind, _ := ZipKind(z); kind != doc.FormatZip {
		l.add(t.Source, t.key)
		return nil
	}
	if b.depth > l.opt.Limits.Depth {
		l.lose(b.at.path(), l.tooDeep(b))
		return nil
	}
	names := newNames(b.uri)
	for i, m := range z.File {
		if err := l.item(b, t.key, i, zipItem(m, l.opt.Limits), names); err != nil {
			return err
		}
	}
	return nil
}

// sequenceMembers lists the members of a tar or JSONL file. When it breaks in the
// middle, the members before that are listed and the container itself is lost
// for the rest.
func (l *lister) sequenceMembers(b *container, key string, seq sequence) error {
	if b.kind != doc.FormatJSONL && b.depth > l.opt.Limits.Depth {
		l.lose(b.at.path(), l.tooDeep(b))
		return nil
	}
	names := newNames(b.uri)
	for i := 0; ; i++ {
		it, err := seq.next()
		switch {
		case err == io.EOF:
			return nil
		case err == nil && i >= l.opt.Limits.Members:
			err = &doc.Loss{Reason: doc.TooLarge, Err: fmt.Errorf("it has more than %d members", l.opt.Limits.Members), Hint: "raise --max-members"}
		}
		if err != nil {
			// The member that broke off was the last one listed.
			if i > 0 && b.kind == doc.FormatTar {
				l.takeBack(b, i-1)
			}
			return l.failed(b, err)
		}
		if err := l.item(b, key, i, it, names); err != nil {
			return err
		}
	}
}

// attachments lists a mail, which is a document, and the files it carries. What
// of it cannot be opened is said when it is read.
func (l *lister) attachments(t thing, b *container, seq sequence) error {
	l.add(t.Source, t.key)
	names := newNames(b.uri)
	for i := 0; ; i++ {
		it, err := seq.next()
		if err != nil {
			return l.ctx.Err()
		}
		if b.depth > l.opt.Limits.Depth {
			it.loss = l.tooDeep(b)
		}
		if err := l.item(b, t.key, i, it, names); err != nil {
			return err
		}
	}
}

// takeBack removes the source that is member index of b, if it was the last one
// listed.
func (l *lister) takeBack(b *container, index int) {
	if n := len(l.out.Sources) - 1; n >= 0 {
		if m := l.out.Sources[n].member; m != nil && m.in == b && m.index == index {
			l.out.Sources, l.keys = l.out.Sources[:n], l.keys[:n]
		}
	}
}

// failed loses a container that could not be opened, or not to its end.
func (l *lister) failed(b *container, err error) error {
	if l.ctx.Err() != nil {
		return l.ctx.Err()
	}
	l.lose(b.at.path(), OpenLoss(doc.AtList, b.uri, err))
	return nil
}

// item lists one member of a container.
func (l *lister) item(b *container, key string, index int, it *item, names *names) error {
	if err := l.ctx.Err(); err != nil {
		return err
	}
	if b.kind == doc.FormatJSONL {
		return l.record(b, key, index, it, names)
	}
	name, valid := cleanMember(it.name)
	lose := func(loss *doc.Loss) error {
		loss.URI, loss.Stage = names.uri("!"+escapeURI(name)), doc.AtList
		l.lose(b.at.path(), loss)
		return nil
	}
	switch {
	case !valid:
		return lose(&doc.Loss{Reason: doc.BadPath, Err: errors.New("the name of the member leads out of the archive"), Hint: "pack the archive anew with plain relative names"})
	case it.mode.IsDir() || name == ".":
		return nil
	case lockName(baseName(name)):
		return lose(&doc.Loss{Reason: doc.LockFile, Hint: "it is an office program's note that a document is open"})
	case hiddenMember(name):
		return lose(&doc.Loss{Reason: doc.Hidden, Hint: "names that begin with a dot are left out"})
	case !it.mode.IsRegular():
		return lose(&doc.Loss{Reason: doc.NotRegular, Err: errors.New("it is a link or a device"), Hint: "only plain files in an archive are read"})
	case it.loss != nil:
		return lose(it.loss)
	}
	mod := it.mod
	if mod.IsZero() {
		mod = b.mod
	}
	return l.look(thing{
		Source: Source{
			Ref:   doc.Ref{URI: names.uri("!" + escapeURI(name)), Size: it.size, ModTime: mod},
			Claim: sniff.Claim(name), at: b.at, member: &member{b, index},
		},
		key: key, depth: b.depth, open: it.open,
	})
}

// record lists one line of a JSONL file.
func (l *lister) record(b *container, key string, index int, it *item, names *names) error {
	id := it.id
	if id == "" {
		id = fmt.Sprint(it.line)
	}
	uri := names.uri("#" + escapeURI(id))
	if it.loss != nil {
		loss := *it.loss
		loss.URI, loss.Stage = uri, doc.AtList
		l.lose(b.at.path(), &loss)
		return nil
	}
	l.add(Source{Ref: doc.Ref{URI: uri, Size: it.size, ModTime: b.mod}, Claim: "jsonl", at: b.at, member: &member{b, index}}, key)
	return nil
}

// names gives the members of one container different uris: the second member
// of one name gets "~2" behind it, and so on.
type names struct {
	base string
	seen map[string]int
}

func newNames(base string) *names { return &names{base, map[string]int{}} }

func (n *names) uri(part string) string {
	for {
		n.seen[part]++
		if k := n.seen[part]; k > 1 {
			part = fmt.Sprintf("%s~%d", part, k)
			continue
		}
		return n.base + part
	}
}

func baseName(name string) string {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' {
			return name[i+1:]
		}
	}
	return name
}
