package corpustest

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"assay/corpus/internal/cfb"
)

// Outlook is a mail as Outlook saves it, or a recipient or an attachment of one:
// properties by their number, numbers by number and type.
type Outlook struct {
	Text       map[uint32]string // in UTF-16
	Bytes8     map[uint32]string // strings in a code page
	Binary     map[uint32][]byte
	Numbers    map[uint32]uint64 // uint32(id)<<16 | type
	Recipients []Outlook
	Attached   []Outlook
	Message    *Outlook     // of an attachment that is a mail
	Objects    []*cfb.Entry // of an attachment that is something else
}

// MSG is the mail as a file.
func MSG(o Outlook) []byte {
	raw, err := cfb.Write(&cfb.Entry{Storage: true, Children: o.entries(32)})
	if err != nil {
		panic(err)
	}
	return raw
}

func (o Outlook) entries(head int) (out []*cfb.Entry) {
	stream := func(id uint32, kind int, b []byte) {
		out = append(out, &cfb.Entry{Name: fmt.Sprintf("__substg1.0_%04X%04X", id, kind), Bytes: b})
	}
	for _, id := range slices.Sorted(maps.Keys(o.Text)) {
		stream(id, 0x1F, utf16le(o.Text[id]))
	}
	for _, id := range slices.Sorted(maps.Keys(o.Bytes8)) {
		stream(id, 0x1E, []byte(o.Bytes8[id]))
	}
	for _, id := range slices.Sorted(maps.Keys(o.Binary)) {
		stream(id, 0x102, o.Binary[id])
	}
	properties := make([]byte, head)
	for _, tag := range slices.Sorted(maps.Keys(o.Numbers)) {
		properties = binary.LittleEndian.AppendUint32(properties, tag)
		properties = binary.LittleEndian.AppendUint32(properties, 6)
		properties = binary.LittleEndian.AppendUint64(properties, o.Numbers[tag])
	}
	out = append(out, &cfb.Entry{Name: "__properties_version1.0", Bytes: properties})
	for i, r := range o.Recipients {
		out = append(out, folder(fmt.Sprintf("__recip_version1.0_#%08X", i), r.entries(8)))
	}
	for i, a := range o.Attached {
		out = append(out, folder(fmt.Sprintf("__attach_version1.0_#%08X", i), a.entries(8)))
	}
	if o.Message != nil {
		out = append(out, folder("__substg1.0_3701000D", o.Message.entries(24)))
	}
	return append(out, o.Objects...)
}

func folder(name string, children []*cfb.Entry) *cfb.Entry {
	return &cfb.Entry{Name: name, Storage: true, Children: children}
}
