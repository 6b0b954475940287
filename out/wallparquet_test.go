package out

import (
	"path/filepath"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/schema"

	"assay/internal/made"
)

// TestWallTimeHasNoZone: readers must see posted_at as a timestamp without a
// zone and posted_at_utc as an instant, in Parquet's own schema and in Arrow's.
func TestWallTimeHasNoZone(t *testing.T) {
	dir, _ := write(t, Options{}, 4, made.Options{Sentences: 20})
	f, err := file.OpenParquetFile(filepath.Join(dir, "comments.parquet"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for name, utc := range map[string]bool{"posted_at": false, "posted_at_utc": true} {
		s := f.MetaData().Schema
		ts, ok := s.Column(s.ColumnIndexByName(name)).LogicalType().(*schema.TimestampLogicalType)
		if !ok || ts.IsAdjustedToUTC() != utc || ts.TimeUnit() != schema.TimeUnitMicros {
			t.Errorf("%s: %v", name, s.Column(s.ColumnIndexByName(name)).LogicalType())
		}
	}
	rows := 0
	scan(t, dir, "comments", func(rec arrow.Record, i int, value func(string) string) {
		rows++
		for name, zone := range map[string]string{"posted_at": "", "posted_at_utc": "UTC"} {
			at := rec.Schema().FieldIndices(name)[0]
			if got := rec.Schema().Field(at).Type.(*arrow.TimestampType).TimeZone; got != zone {
				t.Errorf("%s reads back with zone %q", name, got)
			}
		}
		if got := value("posted_at"); got[:16] != "2024-05-03T10:15" {
			t.Errorf("posted_at %s", got)
		}
		if got := value("posted_at_utc"); got != "" && got[:16] != "2024-05-03T09:15" {
			t.Errorf("posted_at_utc %s", got)
		}
	})
	if rows == 0 {
		t.Error("no comments")
	}
}
