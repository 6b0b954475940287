package stance

import (
	_ "embed"
	"sync"
)

//go:generate go run ./data/compose data/composed.jsonl

//go:embed data/model.bin
var defaultModel []byte

var loadDefault = sync.OnceValues(func() (*Model, error) { return Load(defaultModel) })

// Default returns the model that ships with the program. It is loaded once.
func Default() (*Model, error) { return loadDefault() }
