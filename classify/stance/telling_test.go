package stance

import (
	"testing"

	"assay/extract"
)

// TestNamedSpeaker: a word that the head hears is that of who is named, where inspectors
// or academics are; it stays what the head hears elsewhere.
func TestNamedSpeaker(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	s := m.Scorer()
	for text, want := range map[string]Voice{
		"Inspectors have told Northmere County Council that its social workers should stop taking children out of lessons to talk to them.":  OtherVoice,
		"Pupils have told Northmere County Council that its social workers should stop taking children out of lessons to talk to them.":      Child,
		"The minister has told Northmere County Council that its social workers should stop taking children out of lessons to talk to them.": Government,
	} {
		s.Sentence(extract.OneIn(text, "", extract.InArticle), 0)
		s.Towards("school_hours_visits", nil)
		if got := s.Telling().Voice; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	s.named, s.role = false, extract.Inspector
	if got := s.asNamed(Child); got != Child {
		t.Errorf("nobody is named, and a child's word becomes that of %v", got)
	}
	s.named = true
	if got := s.asNamed(NoVoice); got != NoVoice {
		t.Errorf("where no word is heard, that of %v is", got)
	}
}
