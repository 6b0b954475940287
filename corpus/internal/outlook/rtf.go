package outlook

import (
	"encoding/binary"
	"errors"

	"assay/corpus/internal/doc"
)

// Rich text is packed by a dictionary of 4,096 bytes that begins with what every
// RTF document holds ([MS-OXRTFCP]).
const (
	rtfBegins = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
		"\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`
	rtfWindow   = 4096
	rtfHead     = 16
	rtfPacked   = 0x75465A4C // "LZFu"
	rtfUnpacked = 0x414C454D // "MELA"
)

var errRTF = errors.New("its rich text is damaged")

// unpackRTF unpacks rich text. Beside an error comes what could be read.
func unpackRTF(b []byte, limits doc.Limits) ([]byte, error) {
	if len(b) < rtfHead {
		return nil, errRTF
	}
	want := int64(binary.LittleEndian.Uint32(b[4:]))
	kind := binary.LittleEndian.Uint32(b[8:])
	b = b[rtfHead:]
	switch kind {
	case rtfUnpacked:
		return b[:min(want, int64(len(b)))], nil
	case rtfPacked:
	default:
		return nil, errRTF
	}
	var window [rtfWindow]byte
	at := copy(window[:], rtfBegins)
	var out []byte
	for len(b) > 0 {
		control := b[0]
		b = b[1:]
		for bit := range 8 {
			if control>>bit&1 == 0 {
				if len(b) == 0 {
					return out, errRTF
				}
				window[at] = b[0]
				out = append(out, b[0])
				at, b = (at+1)%rtfWindow, b[1:]
				continue
			}
			if len(b) < 2 {
				return out, errRTF
			}
			word := binary.BigEndian.Uint16(b)
			b = b[2:]
			from, n := int(word>>4), int(word&0xF)+2
			if from == at {
				return out, nil // how it says that it ends
			}
			for range n {
				c := window[from]
				out = append(out, c)
				window[at] = c
				from, at = (from+1)%rtfWindow, (at+1)%rtfWindow
			}
			if int64(len(out)) > limits.Raw {
				return nil, doc.OverLimit("its rich text", int64(len(out)), limits.Raw, "--max-raw")
			}
		}
	}
	return out, errRTF // cut off
}
