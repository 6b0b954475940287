package stance

// Card says what a model was trained on and how good it was found to be.
type Card struct {
	Date     string             `json:"date,omitempty"` // as given to the training
	Coded    int                `json:"coded"`          // sentences coded
	Silver   int                `json:"silver"`         // sentences with another model's probabilities
	Mentions int                `json:"mentions"`       // coded stances
	Features int                `json:"features"`
	Inputs   map[string]string  `json:"inputs,omitempty"` // SHA-256 by file name
	Settings map[string]float64 `json:"settings,omitempty"`
	Figures  map[string]float64 `json:"figures,omitempty"`
	Curve    []CardPoint        `json:"curve,omitempty"`
	Note     string             `json:"note,omitempty"`
}

// CardPoint is one point of a learning curve: accuracy and macro-F1.
type CardPoint struct {
	Coded     int        `json:"coded"`
	Silver    bool       `json:"silver"`
	Sentiment [2]float64 `json:"sentiment"`
	Stance    [2]float64 `json:"stance"`
}
