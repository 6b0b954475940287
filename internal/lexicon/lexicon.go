// Package lexicon knows which strings are words of English: some 63,000, inflected
// forms included, in British spelling. They are made from the list of SCOWL (see
// COPYRIGHT) without names and possessives.
//
// The list is unpacked when the first word is asked for, which takes a few
// milliseconds and 1 MB. Everything is safe for concurrent use.
package lexicon

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"sort"
	"sync"
)

// packed holds a word a line in alphabetical order: the number of letters it
// shares with the line before as a letter from "a" for none, then the rest.
//
//go:embed words.gz
var packed []byte

// list is the words, one after the other in text, each ending where the next
// begins.
type list struct {
	text  string
	start []uint32
}

var words = sync.OnceValue(func() list {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(err) // embedded, and read by the tests
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	var text, word []byte
	var start []uint32
	for line := range bytes.SplitSeq(bytes.TrimSpace(raw), []byte("\n")) {
		word = append(word[:line[0]-'a'], line[1:]...)
		start = append(start, uint32(len(text)))
		text = append(text, word...)
	}
	return list{string(text), append(start, uint32(len(text)))}
})

// Has reports whether word, in small letters, is in the list.
func Has(word string) bool {
	l := words()
	n := len(l.start) - 1
	i := sort.Search(n, func(i int) bool { return l.text[l.start[i]:l.start[i+1]] >= word })
	return i < n && l.text[l.start[i]:l.start[i+1]] == word
}
