package stance

// Card says what a model was trained on and how good it was found to be.
type Card struct {
	Date     string                `json:"date,omitempty"`     // as given to the training
	Coded    int                   `json:"coded"`              // sentences coded
	Silver   int                   `json:"silver"`             // sentences with another model's probabilities
	Composed int                   `json:"composed,omitempty"` // sentences made from patterns
	Mentions int                   `json:"mentions"`           // coded stances
	Features int                   `json:"features"`
	Inputs   map[string]string     `json:"inputs,omitempty"` // SHA-256 by file name
	Settings map[string]float64    `json:"settings,omitempty"`
	Figures  map[string]float64    `json:"figures,omitempty"`
	Curve    []CardPoint           `json:"curve,omitempty"`
	Note     string                `json:"note,omitempty"`
	Kinds    map[string]CardKind   `json:"kinds,omitempty"` // cross-validation by kind of sentence
	Tells    map[string][3]float64 `json:"tells,omitempty"` // cross-validation of change, tense and voice: precision, recall, how many are coded
}

// CardKind are the figures of a cross-validation for one kind of sentence.
type CardKind struct {
	Sentences int                   `json:"sentences"`
	Mentions  int                   `json:"mentions"`  // coded stances
	Sentiment [3]float64            `json:"sentiment"` // accuracy, macro-F1, expected calibration error
	Stance    [3]float64            `json:"stance"`
	Sure      [2]float64            `json:"sure"` // right where the first class has 0.9 or more: sentiment, stance
	Joint     float64               `json:"joint"`
	Themes    map[string][3]float64 `json:"themes"` // precision, recall, F1 of presence
}

// CardPoint is one point of a learning curve: accuracy and macro-F1.
type CardPoint struct {
	Coded     int        `json:"coded"`
	Silver    bool       `json:"silver"`
	Sentiment [2]float64 `json:"sentiment"`
	Stance    [2]float64 `json:"stance"`
}
