// Package freelist keeps working memory between uses: what a worker has learnt (word
// forms, automaton states) is worth more than the memory it takes, so unlike
// sync.Pool a list is not emptied by the garbage collector.
package freelist

import "sync"

// List holds values of T at rest, at most as many as were ever in use at once.
// It is safe for concurrent use. The zero List gives New's values only when New
// is set.
type List[T any] struct {
	New func() T // makes a value where none is at rest

	mu   sync.Mutex
	rest []T
}

// Get takes the value that was put back last, or a new one.
func (s *List[T]) Get() T {
	s.mu.Lock()
	if n := len(s.rest); n > 0 {
		v := s.rest[n-1]
		var none T
		s.rest[n-1] = none
		s.rest = s.rest[:n-1]
		s.mu.Unlock()
		return v
	}
	s.mu.Unlock()
	return s.New()
}

// Put gives a value back. The caller must not use it again.
func (s *List[T]) Put(v T) {
	s.mu.Lock()
	s.rest = append(s.rest, v)
	s.mu.Unlock()
}
