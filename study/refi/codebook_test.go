package refi

import (
	"bytes"
	"strings"
	"testing"

	"assay/classify/codebook"
)

const homes = `name: Homes
groups:
  - {id: places, label: Places & rooms, definition: Where they live., guid: 11111111-2222-3333-4444-555555555555, color: "#aabbcc"}
themes:
  - id: gardens
    label: "Gardens < all"
    definition: What is grown.
    guid: 99999999-2222-3333-4444-555555555555
    color: "#00FF00"
    parent: places
    include:
      - "*garden"
      - {id: kept, pattern: lawn ..3 kept, without: [{near: shop, reason: "a <shop>"}]}
    exclude: [{pattern: garden centre, reason: a shop}]
    positive: [The garden is safe.]
  - id: ponds
    include: [pond]
    parent: gardens
`

func parse(t *testing.T, text string) *codebook.Codebook {
	t.Helper()
	b, err := codebook.Parse("homes.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCodebookRoundTrip(t *testing.T) {
	b := parse(t, homes)
	var first bytes.Buffer
	if err := WriteCodebook(&first, b); err != nil {
		t.Fatal(err)
	}
	if problems := check(first.Bytes()); len(problems) > 0 {
		t.Errorf("not by the schema: %q", problems)
	}
	got, notes, err := ReadCodebook(bytes.NewReader(first.Bytes()))
	if err != nil || len(notes) > 0 {
		t.Fatal(err, notes)
	}
	data, err := YAML(got, nil)
	if err != nil {
		t.Fatal(err)
	}
	again := parse(t, string(data))
	if again.Fingerprint() != b.Fingerprint() {
		t.Errorf("patterns were lost:\n%s", data)
	}
	for i := range b.Themes {
		x, y := &b.Themes[i], &again.Themes[i]
		if x.ID != y.ID || x.Label != y.Label || x.Definition != y.Definition || GUIDOf(x) != GUIDOf(y) || x.Color != y.Color || x.Parent != y.Parent || len(x.Positive) != len(y.Positive) {
			t.Errorf("%+v became %+v", x, y)
		}
	}
	if again.Groups[0] != b.Groups[0] {
		t.Errorf("group %+v", again.Groups[0])
	}
	var second bytes.Buffer
	if err := WriteCodebook(&second, again); err != nil || second.String() != first.String() {
		t.Errorf("out again it is another file: %v\n%s\n%s", err, first.String(), second.String())
	}
}

// other is a codebook as another program writes one: nested codes, braces around
// GUIDs, no patterns, a set.
const other = `<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other 1.0">
<Codes>
 <Code guid="{AAAAAAAA-2222-3333-4444-555555555555}" name="Home life" isCodable="false">
  <Code guid="bbbbbbbb-2222-3333-4444-555555555555" name="Meals, cooking" isCodable="true" color="#112233"><Description>What is eaten.</Description>
   <Code guid="cccccccc-2222-3333-4444-555555555555" name="Breakfast" isCodable="true"/>
   <Code guid="dddddddd-2222-3333-4444-555555555555" name="Negative" isCodable="true"/>
  </Code>
  <Code guid="eeeeeeee-2222-3333-4444-555555555555" name="!!" isCodable="true"/>
 </Code>
 <Code guid="ffffffff-2222-3333-4444-555555555555" name="Breakfast" isCodable="true"/>
</Codes>
<Sets><Set guid="12345678-2222-3333-4444-555555555555" name="S"/></Sets>
</CodeBook>`

func TestOtherPrograms(t *testing.T) {
	b, notes, err := ReadCodebook(strings.NewReader("\ufeff" + other))
	if err != nil {
		t.Fatal(err)
	}
	data, err := YAML(b, notes)
	if err != nil {
		t.Fatal(err)
	}
	got := parse(t, string(data))
	if len(got.Themes) != 3 || got.Themes[0].ID != "meals_cooking" || got.Themes[0].Parent != "home_life" || got.Themes[1].Parent != "meals_cooking" || got.Themes[2].ID != "breakfast_2" {
		t.Fatalf("%s", data)
	}
	if got.Groups[0].GUID != "AAAAAAAA-2222-3333-4444-555555555555" || got.Themes[0].Color != "#112233" || got.Themes[0].Definition != "What is eaten." {
		t.Errorf("%s", data)
	}
	for _, want := range []string{`code "!!" is left out`, "1 sets of codes", `code "Breakfast" has no patterns`} {
		if !strings.Contains(strings.Join(notes, "\n"), want) {
			t.Errorf("no note %q in %q", want, notes)
		}
	}
}

func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		`<!DOCTYPE x [<!ENTITY a "b">]><CodeBook/>`:          "DOCTYPE",
		"<CodeBook>" + strings.Repeat("<Code>", 100):         "nested deeper",
		"<CodeBook><Codes>":                                  "EOF",
		"<html/>":                                            "no REFI-QDA codebook",
		"<CodeBook><Codes/></CodeBook>":                      "no code",
		`<?xml version="1.0" encoding="utf-16"?><CodeBook/>`: "only UTF-8",
	} {
		if _, _, err := ReadCodebook(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v, want %q", text, err, want)
		}
	}
}
