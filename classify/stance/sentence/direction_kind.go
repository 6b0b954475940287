package sentence

// Direction is the change a mention speaks of.
type Direction uint8

// The directions.
const (
	NoChange Direction = iota
	Improving
	Worsening
)

var directionNames = []string{"none", "improving", "worsening"}

func (d Direction) String() string { return directionNames[d] }

// DirectionNames are the names of the directions, in their order.
func DirectionNames() []string { return directionNames }
