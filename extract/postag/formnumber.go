package postag

import "sync"

// maxFormNumbers bounds the word forms that get a number: some 100 bytes each.
// The 240 reports have 16 thousand.
const maxFormNumbers = 1 << 16

// formNumbers gives printed texts of tokens a number each, the same in the whole
// process, so that what others keep of a word form can stand in an array. It is
// asked once for every form a tagger meets.
var formNumbers = struct {
	sync.Mutex
	of map[string]int32
}{of: map[string]int32{}}

// formNumber is the number of a text, from 1; 0 where no more are given. The text
// is kept: it must be no part of a document.
func formNumber(text string) int32 {
	f := &formNumbers
	f.Lock()
	defer f.Unlock()
	if n, ok := f.of[text]; ok {
		return n
	}
	if len(f.of) >= maxFormNumbers {
		return 0
	}
	n := int32(len(f.of) + 1)
	f.of[text] = n
	return n
}
