package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

func (b *bench) printf(format string, args ...any) { fmt.Fprintf(&b.out, format, args...) }

// head names the machine and the versions.
func (b *bench) head(ctx context.Context) {
	b.printf("# Benchmarks\n\nMeasured by `make bench` (bench/). Every ratio is of commands run in turn in one call, median of %d pairs with the least and the most; a ratio below 1 means that assay took less. Times are of this machine and this call.\n\n", b.rounds)
	b.printf("- machine: %s, %d processors, %s/%s\n- %s\n", cpuModel(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
	for _, c := range [][]string{{b.assay, "version"}, {"pdftotext", "-v"}} {
		if out, err := exec.CommandContext(ctx, c[0], c[1:]...).CombinedOutput(); err == nil {
			b.printf("- %s\n", strings.SplitN(string(out), "\n", 2)[0])
		}
	}
	b.printf("- corpus: %d PDF files, %.1f MB\n\n", len(b.pdfs), float64(b.bytes)/1e6)
}

func cpuModel() string {
	data, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.SplitSeq(string(data), "\n") {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimLeft(name, "\t: ")
		}
	}
	return "unknown processor"
}

// pdftotext runs two pdftotext processes at a time over the files.
func (b *bench) pdftotext(ctx context.Context) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "xargs", "-0", "-P", "2", "-n", "1", "sh", "-c", `pdftotext -q "$0" - >/dev/null || true`)
	cmd.Stdin = strings.NewReader(strings.Join(b.pdfs, "\x00"))
	return ownGroup(cmd)
}

// assayRun makes a run command; results is its folder, emptied before where
// fresh, and the cache folder of the compiled PDF reader is shared by all runs.
func (b *bench) assayRun(results string, fresh bool, input string, args ...string) command {
	return func(ctx context.Context) *exec.Cmd {
		if fresh {
			os.RemoveAll(results)
		}
		cmd := exec.CommandContext(ctx, b.assay, append([]string{"run", input, "--out", results, "--quiet", "--no-report"}, args...)...)
		cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(b.work, "cache"))
		return ownGroup(cmd)
	}
}

func have(tool string) bool { _, err := exec.LookPath(tool); return err == nil }

// reading compares reading alone with pdftotext.
func (b *bench) reading(ctx context.Context) error {
	b.printf("## Reading\n\n")
	if !have("pdftotext") || !have("xargs") {
		b.printf("pdftotext is not installed: left out.\n\n")
		return nil
	}
	read := func(ctx context.Context) *exec.Cmd {
		cmd := exec.CommandContext(ctx, b.assay, "read", b.reports)
		cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(b.work, "cache"))
		return ownGroup(cmd)
	}
	x, y, err := b.pair(ctx, read, b.pdftotext)
	if err != nil {
		return err
	}
	b.printf("| | wall s | CPU s | ratio of wall | ratio of CPU |\n|---|---|---|---|---|\n")
	b.printf("| two parallel pdftotext | %s | %s | | |\n", spread(walls(y), "%.2f"), spread(cpus(y), "%.2f"))
	b.printf("| reading alone | %s | %s | **%s** | %s |\n\n", spread(walls(x), "%.2f"), spread(cpus(x), "%.2f"),
		spread(ratios(walls(x), walls(y)), "%.2f"), spread(ratios(cpus(x), cpus(y)), "%.2f"))
	b.printf("Target: at most 0.8 of the wall time.\n\n")
	return nil
}

// runs compares whole runs: cold, unchanged, one document changed, a new
// codebook (text only).
func (b *bench) runs(ctx context.Context) error {
	b.printf("## Whole runs\n\n")
	results := filepath.Join(b.work, "runs")
	cold := b.assayRun(results, true, b.reports)
	if have("pdftotext") && have("xargs") {
		x, y, err := b.pair(ctx, cold, b.pdftotext)
		if err != nil {
			return err
		}
		b.printf("A cold run takes %s s on the clock and %s s of processor time: **%s** of the wall time of two parallel pdftotext. Target: at most 0.9.\n\n",
			spread(walls(x), "%.2f"), spread(cpus(x), "%.2f"), spread(ratios(walls(x), walls(y)), "%.2f"))
	}
	// From here on cold and the other run take turns on a copy of the corpus.
	docs := filepath.Join(b.work, "docs")
	if err := os.CopyFS(docs, os.DirFS(b.reports)); err != nil {
		return err
	}
	book := filepath.Join(b.work, "book.yaml")
	warm := filepath.Join(b.work, "warm")
	if _, err := once(ctx, b.assayRun(warm, true, docs), false); err != nil {
		return err
	}
	var nothing, changed, codebook, colds []cost
	for i := range b.rounds {
		var c [4]cost
		var err error
		if c[0], err = once(ctx, b.assayRun(results, true, docs), false); err != nil {
			return err
		}
		if c[1], err = once(ctx, b.assayRun(warm, false, docs), false); err != nil {
			return err
		}
		if err := touchPDF(docs, i); err != nil {
			return err
		}
		if c[2], err = once(ctx, b.assayRun(warm, false, docs), false); err != nil {
			return err
		}
		text := fmt.Sprintf("themes:\n  - id: bench_%d\n    label: Bench\n    definition: words of round %d\n    include:\n      - vacanc*\n", i, i)
		if err := os.WriteFile(book, []byte(text), 0o644); err != nil {
			return err
		}
		if c[3], err = once(ctx, b.assayRun(warm, false, docs, "--codebook", book), false); err != nil {
			return err
		}
		// Back to the built-in codebook, so that the next round begins unchanged.
		if _, err := once(ctx, b.assayRun(warm, false, docs), false); err != nil {
			return err
		}
		colds, nothing, changed, codebook = append(colds, c[0]), append(nothing, c[1]), append(changed, c[2]), append(codebook, c[3])
	}
	b.printf("| run | wall s | share of a cold run | target |\n|---|---|---|---|\n")
	b.printf("| cold | %s | 1 | |\n", spread(walls(colds), "%.2f"))
	b.printf("| nothing changed | %s | %s | 0.5 s + 1 ms a document = %.2f s |\n", spread(walls(nothing), "%.2f"), spread(ratios(walls(nothing), walls(colds)), "%.2f"), 0.5+0.001*float64(len(b.pdfs)))
	b.printf("| one document changed | %s | %s | 0.15 |\n", spread(walls(changed), "%.2f"), spread(ratios(walls(changed), walls(colds)), "%.2f"))
	b.printf("| codebook changed (no PDF is read) | %s | %s | |\n\n", spread(walls(codebook), "%.2f"), spread(ratios(walls(codebook), walls(colds)), "%.2f"))
	peak, err := once(ctx, func(ctx context.Context) *exec.Cmd {
		cmd := b.assayRun(results, true, b.reports)(ctx)
		cmd.Env = append(cmd.Env, "XDG_CACHE_HOME="+filepath.Join(b.work, "cache-of-a-first-run"))
		return cmd
	}, true)
	if err != nil {
		return err
	}
	b.printf("Peak memory of the whole process tree (proportional set size, sampled every 20 ms) of a very first run, which also compiles the PDF reader: %.0f MB. Target: under 600 MB.\n\n", float64(peak.peak)/1e6)
	return nil
}

// touchPDF changes the bytes of one PDF without changing its text: a comment
// after its end, another for each round.
func touchPDF(dir string, round int) error {
	var target string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && target == "" && strings.HasSuffix(path, ".pdf") {
			target = path
			return fs.SkipAll
		}
		return err
	})
	if err != nil {
		return err
	}
	f, err := os.OpenFile(target, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = fmt.Fprintf(f, "\n%% round %d\n", round)
	return err
}

// workers shows how the stages scale.
func (b *bench) workers(ctx context.Context) error {
	b.printf("## Workers\n\n| workers | wall s | of one worker |\n|---|---|---|\n")
	var one []cost
	for _, n := range []int{1, 2, 4, 8} {
		var cs []cost
		for range b.rounds {
			c, err := once(ctx, b.assayRun(filepath.Join(b.work, "workers"), true, b.reports, "--workers", strconv.Itoa(n)), false)
			if err != nil {
				return err
			}
			cs = append(cs, c)
		}
		if n == 1 {
			one = cs
		}
		b.printf("| %d | %s | %s |\n", n, spread(walls(cs), "%.2f"), spread(ratios(walls(cs), walls(one)), "%.2f"))
	}
	b.printf("\n")
	return nil
}

// start measures verbs that process nothing.
func (b *bench) start(ctx context.Context) error {
	b.printf("## Start-up\n\n")
	version := func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, b.assay, "version") }
	nothing := func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, "true") }
	rounds := b.rounds
	b.rounds = 20
	x, y, err := b.pair(ctx, version, nothing)
	b.rounds = rounds
	if err != nil {
		return err
	}
	ms := func(v []float64) []float64 {
		out := make([]float64, len(v))
		for i := range v {
			out[i] = 1000 * v[i]
		}
		return out
	}
	b.printf("`assay version`: %s ms; `true`: %s ms. Target: under 50 ms.\n\n", spread(ms(walls(x)), "%.0f"), spread(ms(walls(y)), "%.0f"))
	return nil
}
