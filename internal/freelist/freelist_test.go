package freelist

import (
	"runtime"
	"sync"
	"testing"
)

func TestListSurvivesCollection(t *testing.T) {
	made := 0
	s := List[*int]{New: func() *int { made++; return new(int) }}
	v := s.Get()
	*v = 7
	s.Put(v)
	for range 3 {
		runtime.GC()
	}
	if got := s.Get(); *got != 7 || made != 1 {
		t.Errorf("got %d after %d were made, want the 7 put back", *got, made)
	}
	if s.Get(); made != 2 {
		t.Errorf("%d were made, want a second one while the first is in use", made)
	}
}

func TestListConcurrent(t *testing.T) {
	s := List[*int]{New: func() *int { return new(int) }}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				v := s.Get()
				*v++ // a race where two hold the same value
				s.Put(v)
			}
		})
	}
	wg.Wait()
	total := 0
	for n := len(s.rest); n > 0; n-- {
		total += *s.Get()
	}
	if total != 8000 {
		t.Errorf("counted %d, want 8000", total)
	}
}
