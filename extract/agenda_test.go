package extract

import "testing"

// TestTextAgendas: a programme in plain text names who speaks when, and nobody comments.
func TestTextAgendas(t *testing.T) {
	const head = "Programme of the day\n\nThe day is for all who work with families in Hartmere; lunch is at one.\n\n"
	for name, text := range map[string]string{
		"lines":        "10:30 Jane Smith, Director: Opening\n\n11:15 Tom Okafor, Head of safeguarding: Thresholds and how to explain them\n\n12:00 Councillor Mo Reid: Questions from the floor\n\n14:00 Priya Nair: Supervision that helps\n",
		"two lines":    "Jane Smith\n10:30\n\nOpening, and what the inspectors found.\n\nTom Okafor\n11:15\n\nThresholds, and how to explain them to schools.\n\nPriya Nair\n14:00\n\nSupervision that helps.\n",
		"with the day": "Jane Smith, 3 May 2024 10:30\n\nOpening, and what the inspectors found.\n\nTom Okafor, 3 May 2024 11:15\n\nThresholds, and how to explain them to schools.\n\nPriya Nair, 3 May 2024 14:00\n\nSupervision that helps.\n",
		"day first":    "3 May 2024, 10:30 – Jane Smith\n\nOpening, and what the inspectors found.\n\n3 May 2024, 11:15 – Tom Okafor\n\nThresholds, and how to explain them to schools.\n\n3 May 2024, 14:00 – Priya Nair\n\nSupervision that helps.\n",
		"bullets":      "• 10:30 – Jane Smith\n• 11:15 – Tom Okafor\n• 12:00 – Mo Reid\n• 14:00 – Priya Nair\n",
		"days":         "Monday 3 June 2024, Jane Smith: Opening\n\nTuesday 4 June 2024, Tom Okafor: Thresholds\n\nWednesday 5 June 2024, Priya Nair: Supervision\n",
	} {
		p := Extract(textDocument(head + text))
		if n := len(p.Comments); n > 0 {
			c := p.Comments[0]
			t.Errorf("%s: %d comments, the first by %q: %q", name, n, c.Author, c.Body.Of(p.Doc.Text))
		}
	}
}
