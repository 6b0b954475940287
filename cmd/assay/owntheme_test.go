package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/extract"
	"assay/study"
	"assay/study/sample"
)

// Words by which the made-up letters praise and blame a garden: what they say
// elsewhere is little, so that a model must be taught them.
var (
	fineGardens = strings.Split("full of swings|weeded|hedged and gated|in flower|sunny|planted with beans|level|freshly mown|raked", "|")
	poorGardens = strings.Split("overgrown|bare|paved over|full of nettles|under water|littered|fenced with wire|padlocked|all mud", "|")
)

// gardenFiles are the files of examples/gardens: letters of forty made-up homes,
// and sheets of their sentences as a person who knows gardens would code them.
func gardenFiles(t *testing.T) map[string][]byte {
	rng := rand.New(rand.NewPCG(1, 2))
	pick := func(list []string) string { return list[rng.IntN(len(list))] }
	var letters bytes.Buffer
	var coded []sample.Sentence
	for d := range 40 {
		id := fmt.Sprintf("home-%02d", d+1)
		text := "Letter to home " + id[5:] + "\n\n"
		say := func(s string, garden bool) {
			text += s + " "
			if garden {
				coded = append(coded, sample.Sentence{ID: sample.IDOf("letters.jsonl#"+id, s), Doc: &study.Doc{URI: "letters.jsonl#" + id}, Context: extract.InArticle, Text: s})
			}
		}
		for i := range 5 {
			where := fmt.Sprintf("%s at house %d", pick([]string{"in spring", "this year", "on the day of the visit", "near the road"}), 10*d+i+1)
			switch rng.IntN(6) {
			case 0, 1:
				say(fmt.Sprintf("The garden is %s and %s %s.", pick(fineGardens), pick(fineGardens), where), true)
			case 2, 3:
				say(fmt.Sprintf("The garden is %s and %s %s.", pick(poorGardens), pick(poorGardens), where), true)
			case 4:
				say(fmt.Sprintf("The garden is %s, but also %s %s.", pick(fineGardens), pick(poorGardens), where), true)
			default:
				say(fmt.Sprintf("The garden has %d beds %s.", 2+rng.IntN(9), where), true)
			}
			say(fmt.Sprintf("The lawn of house %d is %s.", 10*d+i+1, pick(append(fineGardens, poorGardens...))), true)
			say(fmt.Sprintf("Staff met on day %d, and the rota was changed.", i+1), false)
		}
		say("Management oversight is weak, and supervision is irregular.", false)
		line, err := json.Marshal(map[string]string{"id": id, "text": strings.TrimSpace(text)})
		if err != nil {
			t.Fatal(err)
		}
		letters.Write(append(line, '\n'))
	}
	rng.Shuffle(len(coded), func(i, j int) { coded[i], coded[j] = coded[j], coded[i] })
	return map[string][]byte{"letters.jsonl": letters.Bytes(), "coded.csv": gardenSheet(t, coded[:160]), "fresh.csv": gardenSheet(t, coded[160:260]), "few.csv": gardenSheet(t, coded[:40])}
}

// gardenSheet is a sheet of the sentences, filled in.
func gardenSheet(t *testing.T, list []sample.Sentence) []byte {
	var b bytes.Buffer
	if err := sample.WriteCSV(&b, []string{"gardens"}, list); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	has := func(s string, words []string) bool {
		for _, w := range words {
			if strings.Contains(s, w) {
				return true
			}
		}
		return false
	}
	for i, r := range rows[1:] {
		class := "neutral"
		switch fine, poor := has(list[i].Text, fineGardens), has(list[i].Text, poorGardens); {
		case fine && poor:
			class = "mixed"
		case fine:
			class = "positive"
		case poor:
			class = "negative"
		}
		if i%11 == 10 { // people slip
			class = []string{"positive", "negative", "mixed", "neutral"}[i/11%4]
		}
		r[10], r[11] = class, class // the theme, the sentiment
	}
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestGardens holds examples/gardens against what makes it; -update writes it.
func TestGardens(t *testing.T) {
	t.Parallel()
	for name, want := range gardenFiles(t) {
		file := filepath.Join("../../examples/gardens", name)
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is another file than this test makes", file)
		}
	}
}
