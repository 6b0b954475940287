package stance

// Card says what a model was trained on and how good it was found to be.
type Card struct {
	Date     string             `json:"date,omitempty"` // as given to the training
	Coded    int                `json:"coded"`          // sentences coded
	Silver   int                `json:"silver"`         // sentences with another model's probabilities
	Mentions int                `json:"mentions"`       // coded stances
	Features int                `json:"features"`
	Inputs   map[string]string  `json:"inputs,omitempty"` // SHA-256 by file name
	Figures  map[string]float64 `json:"figures,omitempty"`
	Note     string             `json:"note,omitempty"`
}
