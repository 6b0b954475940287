package out

import (
	"strings"
	"time"

	"assay/extract"
	"assay/internal/calendar"
)

// fallback fills in what comes from metadata and from the uri: the columns
// meta_* and, where the report prints no day of publication, published_on from
// the metadata or else from the file name. Where the profile says that documents of
// the kind have none, only a column of a metadata file gives it.
func (d *doc) fallback(meta []MetaColumn) error {
	d.meta = make([]metaValue, len(meta))
	for i, m := range meta {
		text := d.x.Meta[m.Name]
		if text == "" {
			text = d.r.Doc.Meta.Fields[m.Name]
		}
		v, err := parseMeta(m.Type, text)
		if err != nil {
			return &MetaError{Column: m.Name, Err: err}
		}
		d.meta[i] = v
	}
	if d.r.Inspection == nil || !d.pub.IsZero() {
		return nil
	}
	d.pubSrc = ""
	for i, m := range meta {
		name := strings.ToLower(m.Name)
		if m.Type == Date && d.meta[i].set && (name == "published_on" || name == "published" || name == "publication_date") {
			y, mo, da := time.Unix(d.meta[i].i*86400, 0).UTC().Date()
			d.pub, d.pubSrc = extract.Date{Year: int16(y), Month: int8(mo), Day: int8(da)}, extract.PublishedMetadata
			return nil
		}
	}
	if d.r.Inspection.PublishedSource == extract.PublishedNever {
		return nil
	}
	if day := calendar.Parse(d.r.Doc.Meta.Published); !day.IsZero() {
		d.pub, d.pubSrc = day, extract.PublishedMetadata
	} else if day, ok := calendar.InName(d.r.Doc.URI); ok {
		d.pub, d.pubSrc = day, extract.PublishedFileName
	}
	return nil
}

// MetaError is a metadata value that does not fit its column's type.
type MetaError struct {
	Column string
	Err    error
}

func (e *MetaError) Error() string { return "metadata column " + e.Column + ": " + e.Err.Error() }
func (e *MetaError) Unwrap() error { return e.Err }
