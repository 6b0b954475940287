package thread

import (
	"strings"

	"assay/corpus/internal/dom"
	"assay/corpus/internal/thread/vocabulary"
)

// The elements of one comment, and the replies that name it, know each other by
// its id: "li-comment-12" and "comment-12-text" are one comment, "c-1-0" and
// "c-1-1" are two.

// idWords are the words of an id that say what it is an id of.
var idWords = dom.Words(`comment comments cmt kommentar commentaire comentario commento komentarz komentar reactie comm comnt
	com c kmt reply opinion yorum answer answers response post posts msg message p entry thing edit pid td li ul ol div box
	wrap wrapper block item id row cell text body content bd header head footer foot inner outer main container holder area
	view node unit single new js dsq fbc wp wpd mt parent permalink link anchor a t reddit article section list thread user
	author meta vote votes score actions likes like form data ref to in level depth num no number index`)

// idKey is what is left of an id without the words that say what it is an id of,
// its parts joined by hyphens; "" for an id without digits, which is a name.
func idKey(id string) string {
	if !strings.ContainsAny(id, "0123456789") {
		return ""
	}
	parts := strings.FieldsFunc(strings.ToLower(id), func(r rune) bool {
		return r != 'ß' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && r < 0x80
	})
	for len(parts) > 0 && idWords[parts[0]] {
		parts = parts[1:]
	}
	for len(parts) > 1 && idWords[parts[len(parts)-1]] && strings.ContainsAny(strings.Join(parts[:len(parts)-1], ""), "0123456789") {
		parts = parts[:len(parts)-1]
	}
	// "post12" is the number 12; names before it ("author-box-12") say nothing
	for k, p := range parts {
		at := strings.IndexAny(p, "0123456789")
		if at < 0 {
			continue
		}
		if idWords[p[:at]] && strings.Trim(p[at:], "0123456789") == "" {
			parts[k] = p[at:]
		}
		if k > 0 && strings.Trim(parts[k], "0123456789") == "" && onlyNames(parts[:k]) {
			parts = parts[k:]
		}
		break
	}
	if len(parts) > 1 && parts[0] == "t1" {
		parts = parts[1:]
	}
	return strings.Join(parts, "-")
}

// onlyNames reports parts none of which could be part of a random id.
func onlyNames(parts []string) bool {
	for _, p := range parts {
		if len(p) == 8 && strings.Trim(p, "abcdef") == "" {
			return false
		}
	}
	return true
}

// longestDigits is the longest run of digits of an id, by which references to a
// comment name it where they leave out the rest.
func longestDigits(id string) string {
	best := ""
	for _, d := range vocabulary.RxDigits.FindAllString(id, -1) {
		if len(d) > len(best) {
			best = d
		}
	}
	return best
}

// directory finds items by what a reference to them may say: the whole id, or
// its longest number where no other item has it.
type directory struct {
	whole, digits map[string]int32
}

func (w *Thread) directory() directory {
	d := directory{map[string]int32{}, map[string]int32{}}
	for k := range w.Items {
		n := w.Items[k].number
		if n == "" {
			continue
		}
		if _, dup := d.whole[n]; !dup {
			d.whole[n] = int32(k)
		}
		num := longestDigits(n)
		if other, dup := d.digits[num]; dup && w.Items[max(other, 0)].number != n {
			d.digits[num] = -1
		} else if !dup {
			d.digits[num] = int32(k)
		}
	}
	return d
}

// find is the item that a reference names, -1 for none.
func (d directory) find(ref string) int32 {
	key := idKey(ref)
	if key == "" {
		return -1
	}
	if k, ok := d.whole[key]; ok {
		return k
	}
	if k, ok := d.digits[longestDigits(key)]; ok {
		return k
	}
	return -1
}
