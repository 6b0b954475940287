package report

import (
	"bytes"
	"embed"
	"html/template"
	"sync"

	"assay/report/wording"
)

//go:embed assets
var assets embed.FS

// templates are parsed once; they are safe for concurrent use.
var templates = sync.OnceValue(func() *template.Template {
	t := template.New("").Funcs(template.FuncMap{
		"c": wording.Coord, "num": wording.Number, "cap": wording.Capital, "signed": wording.Signed, "day": wording.Day, "gradeClass": wording.GradeClass,
		"times": func(x float64) string { return wording.Decimal(x) + " ×" },
		"add":   func(a, b float64) float64 { return a + b }, "sub": func(a, b float64) float64 { return a - b }, "half": func(a float64) float64 { return a / 2 },
		"some": wording.Some, "plain": wording.Plain, "hexLine": func(y float64, i int) float64 { return y - 22 + 14*float64(i) },
	})
	return template.Must(t.ParseFS(assets, "assets/*.html"))
})

// copied are the files that are the same in every report.
var copied = []string{"report.css", "table.js", "rows.js", "evidence.js", "figures.js", "compare.js", "actions.js"}

// pages writes every page and what they load but the evidence.
func (w *writer) pages(d *data) error {
	for _, name := range copied {
		b, err := assets.ReadFile("assets/" + name)
		if err != nil {
			return err
		}
		if err := w.write(Folder+"/"+name, b); err != nil {
			return err
		}
	}
	if err := d.actionsFiles(w); err != nil {
		return err
	}
	if err := w.write(Folder+"/documents.js", d.docsFile()); err != nil {
		return err
	}
	for i, c := range d.councils {
		var before, after *council
		if i > 0 {
			before = d.councils[i-1]
		}
		if i+1 < len(d.councils) {
			after = d.councils[i+1]
		}
		if err := w.page(Folder+"/"+fileOf(c), "council.html", d.councilPage(c, before, after)); err != nil {
			return err
		}
	}
	for t := range d.themes {
		if err := w.page(Folder+"/"+themeFile(t, d), "theme.html", d.themePage(t)); err != nil {
			return err
		}
	}
	if err := w.page(Folder+"/documents.html", "documents.html", d.documentsPage()); err != nil {
		return err
	}
	actions := d.actionsPage()
	if view := actions; view != nil {
		if err := w.page(Folder+"/actions.html", "actions.html", view); err != nil {
			return err
		}
	}
	if err := w.write(Folder+"/councils.js", d.councilsFile()); err != nil {
		return err
	}
	if len(d.councils) > 0 {
		if err := w.page(Folder+"/councils.html", "councils.html", d.councilsPage()); err != nil {
			return err
		}
		view := &ComparePage{Title: "Compare authorities", Few: few, Councils: len(d.councils)}
		if err := w.page(Folder+"/compare.html", "compare.html", view); err != nil {
			return err
		}
	}
	m := d.main()
	m.Actions = actions != nil
	if m.Language != nil {
		if err := w.page(Folder+"/language.html", "language.html", m.Language); err != nil {
			return err
		}
	}
	if talk := d.talk(); talk != nil {
		if err := w.page(Folder+"/threads.html", "threads.html", talk); err != nil {
			return err
		}
	}
	return w.page(Page, "main.html", m)
}

func (w *writer) page(name, from string, view any) error {
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, from, view); err != nil {
		return err
	}
	return w.write(name, b.Bytes())
}
