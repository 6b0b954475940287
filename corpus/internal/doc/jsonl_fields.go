package doc

// JSONLFields names the fields of JSONL records. The zero value of a field
// takes the default given beside it. Every other field becomes metadata.
type JSONLFields struct {
	Text      string `json:"text"`      // "text"
	ID        string `json:"id"`        // "id"
	Title     string `json:"title"`     // "title"
	Byline    string `json:"byline"`    // "byline"
	Publisher string `json:"publisher"` // "publisher"
	Language  string `json:"language"`  // "language"
	Published string `json:"published"` // "published_on"
}

// WithDefaults is f with the usual names where it names none.
func (f JSONLFields) WithDefaults() JSONLFields {
	for _, p := range []struct {
		field *string
		name  string
	}{
		{&f.Text, "text"}, {&f.ID, "id"}, {&f.Title, "title"}, {&f.Byline, "byline"},
		{&f.Publisher, "publisher"}, {&f.Language, "language"}, {&f.Published, "published_on"},
	} {
		if *p.field == "" {
			*p.field = p.name
		}
	}
	return f
}
