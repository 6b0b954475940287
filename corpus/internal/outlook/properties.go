package outlook

import (
	"encoding/binary"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"assay/corpus/internal/cfb"
	"assay/corpus/internal/plain"
)

// The properties that are read ([MS-OXPROPS]).
const (
	pidSubject         = 0x0037
	pidSubmitted       = 0x0039
	pidSentByName      = 0x0042 // on whose behalf
	pidSentByAddress   = 0x0065
	pidHeaders         = 0x007D // of the transport, as they came
	pidRecipientType   = 0x0C15
	pidSenderName      = 0x0C1A
	pidSenderAddress   = 0x0C1F
	pidDisplayCc       = 0x0E03
	pidDisplayTo       = 0x0E04
	pidDelivered       = 0x0E06
	pidBody            = 0x1000
	pidRTF             = 0x1009
	pidHTML            = 0x1013
	pidName            = 0x3001
	pidAddress         = 0x3003
	pidAttached        = 0x3701
	pidShortFile       = 0x3704
	pidAttachMethod    = 0x3705
	pidLongFile        = 0x3707
	pidMediaType       = 0x370E
	pidContentID       = 0x3712
	pidRecipientSMTP   = 0x39FE
	pidInternetPage    = 0x3FDE // code page of the page
	pidMessagePage     = 0x3FFD // code page of strings of 8 bits
	pidSenderSMTP      = 0x5D01
	pidSentBySMTP      = 0x5D02
	pidHiddenAttached  = 0x7FFE
	typeInteger        = 0x0003
	typeBoolean        = 0x000B
	typeObject         = 0x000D
	typeString8        = 0x001E
	typeString         = 0x001F
	typeTime           = 0x0040
	typeBinary         = 0x0102
	propertiesName     = Mark
	attachmentPrefix   = "__attach_version1.0_#"
	recipientPrefix    = "__recip_version1.0_#"
	headMessage        = 32 // bytes before the properties of a message
	headEmbedded       = 24 // of one within another
	headPart           = 8  // of an attachment or a recipient
	epochDifference    = 11_644_473_600
	hundredNanoSeconds = 10_000_000
)

// Mark is the name of the stream that every message has.
const Mark = "__properties_version1.0"

// object is a message, a recipient or an attachment: a storage of properties.
type object struct {
	*cfb.Entry
	fixed    map[uint32]uint64 // values of fixed size, by number and type
	codePage uint64            // of strings of 8 bits
}

// open reads the properties of fixed size of a storage; head is how many bytes
// stand before them.
func open(e *cfb.Entry, head int, codePage uint64) object {
	o := object{Entry: e, fixed: map[uint32]uint64{}, codePage: codePage}
	if s := e.Child(propertiesName); s != nil {
		b, _ := s.Data() // what there is of it
		for b = b[min(head, len(b)):]; len(b) >= 16; b = b[16:] {
			o.fixed[binary.LittleEndian.Uint32(b)] = binary.LittleEndian.Uint64(b[8:])
		}
	}
	for _, id := range []uint32{pidMessagePage, pidInternetPage} {
		if n := o.number(id, typeInteger) & 0xFFFFFFFF; n != 0 && o.codePage == 0 {
			o.codePage = n
		}
	}
	return o
}

// number is a property of fixed size, 0 where it is missing.
func (o object) number(id, kind uint32) uint64 { return o.fixed[id<<16|kind] }

// stream is the bytes of a property of any size, nil where it is missing; where
// they are damaged, what could be read.
func (o object) stream(id, kind uint32) ([]byte, error) {
	e := o.Child(fmt.Sprintf("__substg1.0_%04X%04X", id, kind))
	if e == nil || e.Storage {
		return nil, nil
	}
	return e.Data()
}

// text is a property that is a string, in UTF-16 or else in the code page.
func (o object) text(id uint32) string {
	if b, _ := o.stream(id, typeString); len(b) > 0 {
		units := make([]uint16, len(b)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(b[2*i:])
		}
		return strings.TrimRight(string(utf16.Decode(units)), "\x00")
	}
	b, _ := o.stream(id, typeString8)
	return strings.TrimRight(decode(b, o.codePage), "\x00")
}

// decode is a text in a code page, UTF-8 where it is that.
func decode(b []byte, codePage uint64) string {
	text, _, err := plain.DecodeDeclared(b, plain.CodePage(int(codePage)))
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return text
}

// firstText is the first of several properties that is there.
func (o object) firstText(ids ...uint32) string {
	for _, id := range ids {
		if s := o.text(id); s != "" {
			return s
		}
	}
	return ""
}

// time is a property that is a time, in UTC, the zero time where it is missing.
func (o object) time(id uint32) time.Time {
	n := o.number(id, typeTime)
	if n == 0 || n > 1<<62 {
		return time.Time{}
	}
	return time.Unix(int64(n/hundredNanoSeconds)-epochDifference, 0).UTC()
}
