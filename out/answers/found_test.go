package answers

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"assay/internal/made"
	"assay/out"
	"assay/out/figure"
	"assay/out/load"
	"assay/out/runs"
)

// written writes n made-up documents, the first of them twice, as a run.
func written(t *testing.T, opt out.Options, n int) string {
	t.Helper()
	dir := t.TempDir()
	opt.Themes = made.Themes
	w, err := out.NewTables(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		r := made.Result(fmt.Sprintf("%03d.pdf", i), uint64(i), made.Options{Sentences: 300, Report: i%2 == 0})
		if err := w.Add(r, out.DocExtra{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Add(made.Result("copy.pdf", 0, made.Options{Sentences: 300, Report: true}), out.DocExtra{DuplicateOf: "000.pdf"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestReadAgreesWithFindings counts findings anew, as a reader would: rows of a
// context whose duplicate_of is null.
func TestReadAgreesWithFindings(t *testing.T) {
	for _, format := range []out.Format{out.Parquet, out.CSV} {
		dir := written(t, out.Options{Formats: []out.Format{format}, Labels: map[string]string{"oversight": "Oversight by managers"}}, 6)
		c, err := Read(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Documents) != 6 || c.Duplicates != 1 || len(c.Themes) != len(made.Themes) || c.Themes[0].ID != made.Themes[0] {
			t.Fatalf("%s: %d documents, %d duplicates, themes %v", format, len(c.Documents), c.Duplicates, c.Themes)
		}
		if format == out.Parquet && c.label("oversight") != "Oversight by managers" {
			t.Errorf("themes are %v", c.Themes)
		}
		counted := map[[2]string]figure.Stances{}
		err = loadRows(dir, func(context, theme, stance, duplicate string) {
			if duplicate == "" {
				s := counted[[2]string{context, theme}]
				s.Add(stance, 1)
				counted[[2]string{context, theme}] = s
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		total := 0
		for _, context := range Contexts {
			for _, theme := range c.Themes {
				var got figure.Stances
				for _, d := range c.Documents {
					got = got.Plus(d.Stances(context, theme.ID))
				}
				want := counted[[2]string{context, theme.ID}]
				if got != want {
					t.Errorf("%s %s: %+v, findings have %+v", context, theme.ID, got, want)
				}
				total += want.Total()
			}
		}
		if total == 0 {
			t.Error("nothing was counted")
		}
	}
	if _, err := Read(context.Background(), written(t, out.Options{Tables: []string{"documents"}}, 1)); err == nil {
		t.Error("a run without counts gives no error")
	}
}

func many(themes int) *Found {
	c := &Counts{}
	for k := range themes {
		c.Themes = append(c.Themes, Theme{fmt.Sprint("t", k), fmt.Sprintf("A theme with quite a long name, number %d", k)})
	}
	for i := range 40 {
		kind := []string{"ilacs_inspection", "sif_inspection", "focused_visit", "article"}[i%4]
		d := council("Bournemouth, Christchurch and Poole and also district "+fmt.Sprint(i), kind, fmt.Sprintf("%d-01-01", 2013+i%10), figure.Stances{})
		if kind == "article" {
			d.Authority, d.Start = "", ""
		}
		for k, t := range c.Themes {
			for _, context := range []string{"finding", "article", "comment"} {
				d.counts[cell{context, t.ID}] = figure.Stances{Positive: 10 + k, Negative: i}
			}
		}
		c.Documents = append(c.Documents, d)
	}
	f := c.found()
	f.Lost, f.LostReasons = 12, []Count{{"corrupt", 7}, {"format_mismatch", 5}}
	f.Skipped, f.SkippedReasons = 3, []Count{{"symlink", 3}}
	f.Since = &Since{New: []string{"a"}, Changed: []string{"b", "c"}, Cause: "reader+options+version+codebook+model", NewlyLost: 3,
		Moves: []Move{{Label: "Thresholds of need and everything else", Authority: "Bournemouth, Christchurch and Poole", Before: figure.Stances{Positive: 10}, After: figure.Stances{Negative: 10}}, {Label: "Caseloads", Before: figure.Stances{Positive: 10}, After: figure.Stances{Negative: 10}}}}
	return f
}

// TestLinesFit holds the last words of a run to 22 lines of 80 columns, however
// many themes, kinds and long names there are, and what counts most must stand.
func TestLinesFit(t *testing.T) {
	for _, themes := range []int{1, 4, 9, 60} {
		got := many(themes).Lines(80, 22)
		if len(got) > 22 {
			t.Errorf("%d themes: %d lines", themes, len(got))
		}
		for _, line := range got {
			if utf8.RuneCountInString(line) > 80 {
				t.Errorf("%d themes: a line of %d columns: %s", themes, utf8.RuneCountInString(line), line)
			}
		}
		text := strings.Join(got, "\n")
		for _, want := range []string{"found in 40 documents: ", "what inspectors found", "articles (mentions): ", "since the run before: 1 new, 2 changed", "moved most: ", "lost: 12 documents", "skipped: 3 inputs, named in the table failures: symlink 3", "-0."} {
			if !strings.Contains(text, want) {
				t.Errorf("%d themes: no %q in\n%s", themes, want, text)
			}
		}
		if themes <= 4 && !strings.Contains(text, "Focused visit letters: the last of each authority, 10 mentions or more") {
			t.Errorf("nothing is ranked:\n%s", text)
		}
		if themes == 60 && !strings.Contains(text, "more: assay trends shows all") {
			t.Errorf("themes left out are not told of:\n%s", text)
		}
	}
}

// TestLinesNameTheCommonestKinds holds that further kinds are counted, not named.
func TestLinesNameTheCommonestKinds(t *testing.T) {
	f := &Found{Documents: 10, Kinds: []KindCount{{"jtai", 3, 2016, 2020}, {"article", 2, 0, 0}, {"other", 1, 0, 0}, {"a", 1, 0, 0}, {"b", 1, 0, 0}}}
	if got := strings.Join(f.Lines(80, 22), " "); strings.Contains(got, "more of") || !strings.HasSuffix(got, "1 a, 1 b") {
		t.Errorf("five kinds: %s", got)
	}
	f.Kinds = append(f.Kinds, KindCount{"c", 2, 0, 0})
	if got := strings.Join(f.Lines(80, 22), " "); !strings.HasSuffix(got, "1 a, 3 more of 2 kinds") {
		t.Errorf("six kinds: %s", got)
	}
}

func TestLinesOfArticlesAlone(t *testing.T) {
	c := countsOf(&Document{URI: "a", Kind: "article", Year: 2024, counts: map[cell]figure.Stances{{"article", "visits"}: {Negative: 1}}})
	got := strings.Join(c.found().Lines(80, 22), "\n")
	if want := "found in 1 document: 1 article (2024)\narticles (mentions): Visits -1.00 (1)"; got != want {
		t.Errorf("%s", got)
	}
}

func TestRankingNeedsMentionsAndKind(t *testing.T) {
	many, few := figure.Stances{Positive: 5, Negative: 5}, figure.Stances{Positive: 9}
	c := countsOf(council("A", "a", "2018-01-01", many), council("B", "a", "2018-01-01", figure.Stances{Negative: 20}), council("C", "a", "2018-01-01", few), council("D", "b", "2018-01-01", many))
	got := c.found().Rankings
	if len(got) != 2 || got[0].Kind != "a" || len(got[0].Ranks) != 2 || got[0].Ranks[0].Authority != "B" || got[1].Kind != "b" {
		t.Errorf("%+v", got)
	}
}

// TestRankingIsOfTheLast holds that only the last inspection of an authority is
// ranked, and that of those alike the one with more mentions stands at the end.
func TestRankingIsOfTheLast(t *testing.T) {
	good := func(n int) figure.Stances { return figure.Stances{Positive: n} }
	c := countsOf(council("A", "a", "2023-01-01", good(10)), council("A", "a", "2018-01-01", figure.Stances{Negative: 99}),
		council("B", "a", "2018-01-01", good(30)), council("C", "a", "2018-01-01", figure.Stances{Negative: 12}), council("D", "a", "2018-01-01", figure.Stances{Negative: 20}))
	var got []string
	for _, r := range c.found().Rankings[0].Ranks {
		got = append(got, r.Authority)
	}
	if want := []string{"D", "C", "A", "B"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestLinesCutNoFigure holds that a name too long for its line is cut, its figure never.
func TestLinesCutNoFigure(t *testing.T) {
	c := countsOf()
	for i, name := range []string{"Bournemouth, Christchurch and Poole", "A", "B", "C", "Bath and North East Somerset with more"} {
		c.Documents = append(c.Documents, council(name, "ilacs_inspection", "2018-01-01", figure.Stances{Positive: 10 * i, Negative: 10}))
	}
	text := strings.Join(c.found().Lines(60, 22), "\n")
	for _, want := range []string{" 2018 -1.00;", " 2018 +0.60"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestSince(t *testing.T) {
	input := func(uri, sha string, status runs.Status) runs.Input {
		return runs.Input{URI: uri, SHA256: sha, Status: status}
	}
	manifest := func(in ...runs.Input) *runs.Manifest {
		return &runs.Manifest{Configuration: []byte(`{"codebook":"x"}`), Inputs: in}
	}
	dir := written(t, out.Options{}, 4)
	before := &runs.Run{ID: "one", Dir: dir, Manifest: manifest(input("a", "1", "document"), input("b", "1", "document"), input("c", "1", "document"), input("d", "1", "document"))}
	now := &runs.Run{Manifest: manifest(input("a", "1", "document"), input("b", "2", "document"), input("d", "1", "lost"), input("e", "1", "document"), input("f", "", "lost"))}
	now.Manifest.Configuration = []byte(`{"codebook":"y"}`)
	c, err := Read(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	s := sinceRun(context.Background(), before, now, c)
	if !slices.Equal(s.New, []string{"e"}) || !slices.Equal(s.Changed, []string{"b"}) || !slices.Equal(s.Gone, []string{"c", "d"}) || s.NewlyLost != 2 || s.Cause != "codebook" || len(s.Moves) != 0 {
		t.Errorf("%+v", s)
	}
	gone := &runs.Run{ID: "two", Dir: filepath.Join(dir, "nowhere"), Manifest: manifest()}
	if s := sinceRun(context.Background(), gone, now, c); len(s.New) != 3 || s.Moves != nil {
		t.Errorf("%+v", s)
	}
}

func TestMoves(t *testing.T) {
	at := func(s figure.Stances) *Counts {
		return countsOf(council("A", "a", "2018-01-01", s), council("B", "a", "2018-01-01", figure.Stances{Positive: 9}), council("C", "a", "2018-01-01", figure.Stances{Positive: 99}))
	}
	got := moves(at(figure.Stances{Positive: 10}), at(figure.Stances{Negative: 10}))
	if len(got) != 2 || got[0].Authority != "A" || got[0].Size() != -2 || got[1].Authority != "" || got[1].Label != "Visits" {
		t.Errorf("%+v", got)
	}
}

func loadRows(dir string, each func(context, theme, stance, duplicate string)) error {
	return load.Rows(context.Background(), dir, "findings", []string{"context", "theme", "stance", "duplicate_of"}, func(r []string) error {
		each(r[0], r[1], r[2], r[3])
		return nil
	})
}
