package out

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write generated files anew")

func TestDictionaryIsCurrent(t *testing.T) {
	const path = "../docs/tables.md"
	want := tablesPage(Schema(Options{}))
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is stale: run go test ./out -run Dictionary -update", path)
	}
}
