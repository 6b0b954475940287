package codebook

import (
	"math"
	"testing"
)

func TestLint(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"themes:\n  - id: a\n    definition: d\n    include: [flat]\n    positive: [A flat.]\n    negative: [A house.]\n", ""},
		{"themes:\n  - id: a\n    include: [flat]\n",
			"x.yaml:2: theme a: no definition; say what is in and what is out, for whoever reads the tables\n" +
				"x.yaml:2: theme a: no positive or no negative examples; codebook test has nothing to hold the patterns to"},
		{"themes:\n  - id: a\n    definition: d\n    include: [heads? of, children, {id: two, pattern: Children}]\n    exclude:\n      - {pattern: garage, reason: r}\n    positive: [A]\n    negative: [A]\n",
			`x.yaml:4: theme a: pattern "heads? of": heads? makes the whole word optional; for one or many write head|heads` + "\n" +
				`x.yaml:4: theme a: pattern "children": "children" alone stands in most sentences; add a word beside it` + "\n" +
				`x.yaml:4: theme a: rule two: pattern "Children": the pattern of line 4 is the same` + "\n" +
				`x.yaml:4: theme a: rule two: pattern "Children": "children" alone stands in most sentences; add a word beside it` + "\n" +
				`x.yaml:6: theme a: pattern "garage": no candidate of the theme can overlap this exclude rule: none of its words is in an include pattern`},
		{"themes:\n  - id: a\n    definition: d\n    include:\n" +
			"      - (flat|flats | flat|flats ..3 let)\n" + // the longer way is never needed
			"      - {id: two, pattern: [house ..2 sold ..2 dear, garden, house ..2 sold]}\n" +
			"      - (barn | barn door | barn ..2 door ajar)\n" + // only over a gap
			"      - (the (shed | shed ..2 roof) leaks)\n" + // more follows
			"      - {id: five, pattern: [tower, 'tower near:4 bell']}\n" + // near looks either way
			"    positive: [A flat.]\n    negative: [A house.]\n",
			`x.yaml:5: theme a: pattern "(flat|flats | flat|flats ..3 let)": "(flat | flats) ..3 let" adds nothing: "(flat | flats)" of the same rule matches wherever it does` + "\n" +
				`x.yaml:6: theme a: rule two: pattern "house ..2 sold ..2 dear": "house ..2 sold ..2 dear" adds nothing: "house ..2 sold" of the same rule matches wherever it does` + "\n" +
				`x.yaml:7: theme a: pattern "(barn | barn door | barn ..2 door ajar)": "barn ..2 door ajar" adds nothing: "barn" of the same rule matches wherever it does`},
	} {
		b, err := Parse("x.yaml", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if got := b.Lint().Error(); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}

func TestKeyness(t *testing.T) {
	// G2 of 10 of 20 against 5 of 80, by hand: 2(10 ln(10/3) + 10 ln(10/17) + 5 ln(5/12) + 75 ln(75/68)).
	if got := LogLikelihood(10, 20, 5, 80); math.Abs(got-19.4093) > 1e-4 {
		t.Errorf("log-likelihood %.4f", got)
	}
	if got := LogLikelihood(2, 20, 8, 80); got > 1e-9 {
		t.Errorf("equal shares give %.4f, want 0", got)
	}
}
