package html

import (
	"strings"
	"testing"
)

// TestAgendas: a programme names who speaks when, and nobody comments.
func TestAgendas(t *testing.T) {
	rows := []struct{ clock, name, office, about string }{
		{"10:00", "Jane Smith", "Director", "Opening and what the inspectors found"},
		{"10:30", "Tom Okafor", "Head of safeguarding", "Thresholds, and how to explain them to schools"},
		{"11:15", "Dr Ann Lee", "University of Fenby", "What caseloads do to visits: a study of nine teams"},
		{"12:00", "Councillor Mo Reid", "Lead member", "Questions from the floor"},
		{"14:00", "Priya Nair", "Principal social worker", "Supervision that helps. A workshop in three parts."},
		{"15:30", "Jane Smith", "Director", "What happens next"},
	}
	each := func(row string) string {
		var b strings.Builder
		for _, r := range rows {
			b.WriteString(strings.NewReplacer("CLOCK", r.clock, "NAME", r.name, "OFFICE", r.office, "ABOUT", r.about).Replace(row))
		}
		return b.String()
	}
	for name, list := range map[string]string{
		"items":                 "<ul>" + each("<li>CLOCK NAME, OFFICE: ABOUT</li>") + "</ul>",
		"items, bold":           "<ul>" + each("<li><strong>CLOCK</strong> <b>NAME</b>, OFFICE<br>ABOUT</li>") + "</ul>",
		"rows":                  "<table><tr><th>Time</th><th>Speaker</th><th>Session</th></tr>" + each("<tr><td>CLOCK</td><td>NAME, OFFICE</td><td>ABOUT</td></tr>") + "</table>",
		"terms":                 "<dl>" + each("<dt>CLOCK – NAME</dt><dd>ABOUT</dd>") + "</dl>",
		"boxes":                 each("<div><b>NAME</b> <span>CLOCK</span><p>ABOUT</p></div>"),
		"boxes, time first":     each("<div><span>CLOCK</span> <b>NAME</b><p>OFFICE</p><p>ABOUT</p></div>"),
		"named boxes":           `<div class="sessions">` + each(`<div class="session"><time datetime="2024-05-03TCLOCK">CLOCK</time><h4>NAME</h4><p class="role">OFFICE</p><p>ABOUT</p></div>`) + "</div>",
		"headings":              each("<h3>CLOCK NAME, OFFICE</h3><p>ABOUT</p>"),
		"headings with the day": each("<h3>3 May 2024, CLOCK – NAME</h3><p>ABOUT</p>"),
		"paragraphs":            each("<p>CLOCK<br>NAME, OFFICE<br>ABOUT</p>"),
		"lines with the day":    "<ul>" + each("<li>3 May 2024 CLOCK, NAME: ABOUT</li>") + "</ul>",
		"boxes with the day":    each("<div><p>NAME, 3 May 2024 CLOCK</p><p>ABOUT</p></div>"),
		"rows with the day":     "<table>" + each("<tr><td>3 May 2024<br>CLOCK</td><td><a href=\"/people\">NAME</a><br>OFFICE</td><td>ABOUT</td></tr>") + "</table>",
		"articles with the day": each(`<article><h2>ABOUT</h2><p>NAME</p><p>3 May 2024 CLOCK</p></article>`),
		"rules":                 each("<b>NAME</b> CLOCK<br>ABOUT<hr>"),
	} {
		d := readPage(t, []byte("<html><head><title>Programme of the day</title></head><body><main><h1>Programme of the day</h1><p>The day is for all who work with families in Hartmere; lunch is at one.</p>"+list+"</main></body></html>"))
		if n := len(d.Comments); n > 0 {
			t.Errorf("%s: %d comments, the first by %q: %q", name, n, d.Comments[0].Author, d.Comments[0].Body.Of(d.Text))
		}
	}
}
