package answers

import (
	"encoding/csv"
	"strconv"
	"strings"

	"assay/out/figure"
	"assay/out/format"
)

// WriteChanges writes a line for each change. Text that looks like a formula is
// prefixed, as in every CSV for spreadsheets.
func (t *Trends) WriteChanges(w *csv.Writer) error {
	rows := [][]string{{"theme", "kind", "context", "min_mentions", "local_authority", "region", "from", "to", "from_grade", "to_grade", "from_mentions", "to_mentions",
		"from_net_stance", "to_net_stance", "change", "pooled", "low", "high", "verdict", "from_uri", "to_uri"}}
	for i := range t.Changes {
		c := &t.Changes[i]
		rows = append(rows, []string{c.Theme, c.Kind, t.Context, strconv.Itoa(t.Min), format.SafeCell(c.Authority), c.Region, c.Before.Start, c.After.Start, c.Before.Grade, c.After.Grade,
			strconv.Itoa(c.Before.Total()), strconv.Itoa(c.After.Total()), decimal(c.Before.Net()), decimal(c.After.Net()),
			decimal(c.Raw), decimal(c.Pooled), decimal(c.Low), decimal(c.High), c.Verdict(), format.SafeCell(strings.Join(c.Before.URIs, "; ")), format.SafeCell(strings.Join(c.After.URIs, "; "))})
	}
	return w.WriteAll(rows)
}

// WriteYears writes a line for each theme, kind and year.
func (t *Trends) WriteYears(w *csv.Writer) error {
	rows := [][]string{{"theme", "kind", "context", "year", "documents", "sentences_scored", "mentions", "positive", "negative", "mixed", "neutral", "net_stance", "low", "high", "share_negative", "per_1000_sentences"}}
	for i := range t.Years {
		y := &t.Years[i]
		row := []string{y.Theme, y.Kind, t.Context, strconv.Itoa(y.Year), strconv.Itoa(y.Documents), strconv.Itoa(y.Sentences), strconv.Itoa(y.Total()),
			strconv.Itoa(y.Positive), strconv.Itoa(y.Negative), strconv.Itoa(y.Mixed), strconv.Itoa(y.Neutral), "", "", "", "", decimal(figure.Rate(y.Total(), y.Sentences))}
		if y.Total() > 0 {
			low, high := y.Interval()
			row[11], row[12], row[13], row[14] = decimal(y.Net()), decimal(low), decimal(high), decimal(y.ShareNegative())
		}
		rows = append(rows, row)
	}
	return w.WriteAll(rows)
}

// decimal is a number with at most four decimals.
func decimal(x float64) string {
	s := strings.TrimRight(strconv.FormatFloat(x, 'f', 4, 64), "0")
	if s = strings.TrimSuffix(s, "."); s == "-0" {
		return "0"
	}
	return s
}
