package office

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// wordStyle is what a paragraph style says about a line.
type wordStyle struct {
	name, base string
	outline    int8 // 1-based, 0 for none
	bold       bool
	size       float32
	hidden     bool
	raised     bool
}

func (w *wordReader) readStyles(s *xmlStream) error {
	id := ""
	var st wordStyle
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "style":
				id, st = xmlAttr(e, "styleId"), wordStyle{}
			case "name":
				st.name = strings.ToLower(xmlAttr(e, "val"))
			case "basedOn":
				st.base = xmlAttr(e, "val")
			case "outlineLvl":
				st.outline = outlineLevel(xmlAttr(e, "val"))
			case "b":
				st.bold = wordOn(xmlAttr(e, "val"))
			case "sz":
				st.size = halfPoints(xmlAttr(e, "val"))
			case "vanish":
				st.hidden = wordOn(xmlAttr(e, "val"))
			case "vertAlign":
				st.raised = xmlAttr(e, "val") == "superscript"
			}
		case xml.EndElement:
			if e.Name.Local == "style" && id != "" && len(w.styles) < 10_000 {
				w.styles[id] = st
				id = ""
			}
		}
	}
}

func wordOn(v string) bool { return v != "0" && v != "false" && v != "off" && v != "none" }

func halfPoints(v string) float32 {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > 4000 {
		return 0
	}
	return float32(n) / 2
}

func outlineLevel(v string) int8 {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return int8(min(n+1, 6))
}
