package corpus

import "unicode"

// quality is text_quality: how far the text looks like language, from 0
// (unusable) to 1. It is the product of three shares, each 1 for ordinary
// prose: letters among the characters that print (full from 70 %, which tables
// of figures pass), characters that are not replacement characters (each
// counted tenfold, since one in ten makes a text unreadable), and pages that
// hold text.
func quality(d *Document) float32 {
	var printed, letters, broken float64
	for _, r := range d.Text {
		switch {
		case r == '\uFFFD' || unicode.Is(unicode.Co, r):
			broken++
			printed++
		case r <= ' ':
		case r < 0x80:
			printed++
			if c := r | 0x20; c >= 'a' && c <= 'z' {
				letters++
			}
		case unicode.IsSpace(r):
		default:
			printed++
			if unicode.IsLetter(r) || unicode.IsMark(r) {
				letters++
			}
		}
	}
	if printed == 0 {
		return 0
	}
	q := min(1, letters/printed/0.7) * max(0, 1-10*broken/printed)
	if n := len(d.Pages); n > 0 {
		empty := 0
		for _, p := range d.Pages {
			if p.Len() == 0 {
				empty++
			}
		}
		q *= 1 - float64(empty)/float64(n)
	}
	return float32(q)
}
