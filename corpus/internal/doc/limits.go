package doc

import "time"

// Limits bound what one input may cost. The zero value of a field takes the
// default given beside it.
type Limits struct {
	Raw       int64         `json:"raw"`        // bytes of one raw document: 128 MiB
	Text      int64         `json:"text"`       // bytes of one normalised text: 16 MiB
	Member    int64         `json:"member"`     // bytes of one archive member, inflated: 128 MiB
	Ratio     int64         `json:"ratio"`      // inflated bytes per stored byte, beyond the first MiB: 200
	Depth     int           `json:"depth"`      // archives within archives: 2
	Members   int           `json:"members"`    // members of one archive: 100,000
	Pages     int           `json:"pages"`      // pages of one PDF: 5,000
	JSONLine  int64         `json:"json_line"`  // bytes of one JSONL line: 16 MiB
	XMLDepth  int           `json:"xml_depth"`  // nesting of XML elements: 256
	CPU       time.Duration `json:"cpu"`        // processor time of one PDF: 60 s
	Wall      time.Duration `json:"wall"`       // wall time of one PDF: ten times CPU
	PDFMemory int64         `json:"pdf_memory"` // bytes one PDF may take in its child: 128 MiB
}

// WithDefaults fills the zero fields.
func (l Limits) WithDefaults() Limits {
	def(&l.Raw, 128<<20)
	def(&l.Text, 16<<20)
	def(&l.Member, 128<<20)
	def(&l.Ratio, 200)
	def(&l.Depth, 2)
	def(&l.Members, 100_000)
	def(&l.Pages, 5000)
	def(&l.JSONLine, 16<<20)
	def(&l.XMLDepth, 256)
	def(&l.CPU, 60*time.Second)
	def(&l.Wall, 10*l.CPU)
	def(&l.PDFMemory, 128<<20)
	return l
}

func def[T int | int64 | time.Duration](p *T, v T) {
	if *p == 0 {
		*p = v
	}
}
