package stance

// charNumber numbers the characters of char features: 1 is the edge of a word,
// 2 to 27 the letters, then hyphen and apostrophe, 30 any other.
func charNumber(c byte) int32 {
	switch {
	case 'a' <= c && c <= 'z':
		return int32(c-'a') + 2
	case c == ' ':
		return 1
	case c == '-':
		return 28
	case c == '\'':
		return 29
	}
	return 30
}

// charKeys appends the keys of the 3- to 5-character stretches of a word with
// its edges. They depend on the word alone, so their summed weights are kept by
// word. Words of other scripts have none beyond "any other".
func charKeys(low string, keys []uint64) []uint64 {
	if len(low) == 0 || len(low) > 40 {
		return keys
	}
	var buf [42]int32
	buf[0] = 1
	for i := 0; i < len(low); i++ {
		buf[i+1] = charNumber(low[i])
	}
	n := len(low) + 2
	buf[n-1] = 1
	for size := 3; size <= 5; size++ {
		for i := 0; i+size <= n; i++ {
			v := int64(0)
			for _, c := range buf[i : i+size] {
				v = v<<5 | int64(c)
			}
			keys = append(keys, key(kChars, 0, int32(v>>argBits), int32(v&(1<<argBits-1))))
		}
	}
	return keys
}
