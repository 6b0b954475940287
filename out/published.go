package out

import (
	"path"
	"strconv"
	"strings"
	"time"

	"assay/extract"
	"assay/internal/lazyregexp"
)

// fallback fills in what comes from metadata and from the uri: the columns
// meta_* and, where the report prints no day of publication, published_on from
// the metadata or else from the file name.
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
			d.pub, d.pubSrc = extract.Date{Year: int16(y), Month: int8(mo), Day: int8(da)}, "metadata"
			return nil
		}
	}
	if day, ok := dayOf(d.r.Doc.Meta.Published); ok {
		d.pub, d.pubSrc = day, "metadata"
	} else if day, ok := DateInName(d.r.Doc.URI); ok {
		d.pub, d.pubSrc = day, "file_name"
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

func dayOf(iso string) (extract.Date, bool) {
	if len(iso) < len(time.DateOnly) {
		return extract.Date{}, false
	}
	t, err := time.Parse(time.DateOnly, iso[:len(time.DateOnly)])
	if err != nil {
		return extract.Date{}, false
	}
	return extract.Date{Year: int16(t.Year()), Month: int8(t.Month()), Day: int8(t.Day())}, true
}

const gap = `[ _.,+-]*`

// Shapes of a date in a file name: day, month by name, year; year first; day
// first with figures. \D-like guards are in DateInName, for RE2 has no look-around.
var (
	dayMonthYear = lazyregexp.New(`(?i)(\d{1,2})(?:st|nd|rd|th)?` + gap + `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*` + gap + `((?:19|20)\d\d)`)
	yearFirst    = lazyregexp.New(`((?:19|20)\d\d)[ _.-]?(0[1-9]|1[0-2])[ _.-]?(0[1-9]|[12]\d|3[01])`)
	dayFirst     = lazyregexp.New(`(0?[1-9]|[12]\d|3[01])[ _.-](0?[1-9]|1[0-2])[ _.-]((?:19|20)\d\d)`)
	months       = "janfebmaraprmayjunjulaugsepoctnovdec"
)

// DateInName finds the one calendar day a file's name carries, such as "30 May
// 2018", "2018-05-30", "20180530" or "30.05.2018" (day before month). Two
// different days, or none, are no answer.
func DateInName(uri string) (extract.Date, bool) {
	base := path.Base(uri)
	found := map[extract.Date]bool{}
	var last extract.Date
	for k, re := range []*lazyregexp.Regexp{dayMonthYear, yearFirst, dayFirst} {
		for _, at := range re.FindAllStringSubmatchIndex(base, -1) {
			if at[0] > 0 && digit(base[at[0]-1]) || at[1] < len(base) && digit(base[at[1]]) {
				continue
			}
			part := func(i int) string { return base[at[2*i]:at[2*i+1]] }
			y, m, d := part(3), part(2), part(1)
			switch k {
			case 0:
				m = strconv.Itoa(strings.Index(months, strings.ToLower(m))/3 + 1)
			case 1:
				y, m, d = part(1), part(2), part(3)
			}
			day := extract.Date{Year: int16(number(y)), Month: int8(number(m)), Day: int8(number(d))}
			if _, ok := date32(day); ok {
				found[day] = true
				last = day
			}
		}
	}
	return last, len(found) == 1
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func number(s string) int { n, _ := strconv.Atoi(s); return n }
