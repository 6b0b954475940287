package stance

import "assay/classify/stance/sentence"

// Direction is the change a mention speaks of.
type Direction = sentence.Direction

// The directions.
const (
	NoChange  = sentence.NoChange
	Improving = sentence.Improving
	Worsening = sentence.Worsening
)

// DirectionNames are the names of the directions, in their order.
func DirectionNames() []string { return sentence.DirectionNames() }
