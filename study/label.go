package study

import (
	"path"
	"slices"
	"strings"

	"assay/out/kindname"
)

// KindWord is the document's kind in a word or two, "" where it tells nothing.
func (d *Doc) KindWord() string { return kindname.Word(d.Kind) }

// Labels names documents by authority, date and kind; one that lacks authority
// and date by the part of its uri that tells it from the others.
func Labels(docs []*Doc) map[*Doc]string {
	var uris []string
	for _, d := range docs {
		uris = append(uris, d.URI)
	}
	short := apart(uris)
	out := make(map[*Doc]string, len(docs))
	for i, d := range docs {
		name := d.Authority
		if name == "" {
			name = short[i]
		}
		out[d] = strings.Join(slices.DeleteFunc([]string{name, d.Date, d.KindWord()}, func(s string) bool { return s == "" }), " ")
	}
	return out
}

// apart is the part of every uri that differs: without the folders and the end
// that all have in common. A single one is its base name.
func apart(uris []string) []string {
	out := slices.Clone(uris)
	if len(out) < 2 {
		for i := range out {
			out[i] = path.Base(out[i])
		}
		return out
	}
	head, tail := uris[0], uris[0]
	for _, u := range uris[1:] {
		for !strings.HasPrefix(u, head) {
			head = head[:len(head)-1]
		}
		for !strings.HasSuffix(u, tail) {
			tail = tail[1:]
		}
	}
	head = head[:strings.LastIndexByte(head, '/')+1]
	if i := strings.IndexAny(tail, "./"); i >= 0 { // whole endings and folders only
		tail = tail[i:]
	} else {
		tail = ""
	}
	for i := range out {
		if len(head)+len(tail) < len(out[i]) {
			out[i] = out[i][len(head) : len(out[i])-len(tail)]
		}
	}
	return out
}
