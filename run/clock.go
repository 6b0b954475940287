package run

import (
	"sync"
	"time"

	"assay/pipeline"
)

// stageClock adds up how long each stage worked, over all its workers.
type stageClock struct {
	mu    sync.Mutex
	total map[string]time.Duration
}

func newStageClock() *stageClock { return &stageClock{total: map[string]time.Duration{}} }

func (c *stageClock) event(e pipeline.Event) {
	if e.Took == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total[e.Stage] += e.Took
}

func (c *stageClock) seconds() map[string]float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := map[string]float64{}
	for stage, d := range c.total {
		s[stage] = d.Round(time.Millisecond).Seconds()
	}
	return s
}
