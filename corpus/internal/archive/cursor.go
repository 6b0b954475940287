package archive

import (
	"bytes"
	"context"
	"io"
	"sync"

	"assay/corpus/internal/doc"
)

// What a cursor keeps of the members it has passed over for another worker that
// will ask for them in a moment.
const (
	keepBytes  = 16 << 20
	keepMember = 4 << 20
	keepCount  = 1024
)

// cursor gives out the members of a container that can only be read from its
// beginning: tar and JSONL, compressed or not. Members asked for in their order,
// or nearly so, cost one pass over the container; asking for one far behind
// starts it anew. It is safe for concurrent use.
type cursor struct {
	of     *container
	limits doc.Limits
	start  func(context.Context) (sequence, io.Closer, error)

	mu    sync.Mutex
	seq   sequence
	from  io.Closer
	pos   int // index of the item next() will give
	kept  map[int][]byte
	order []int // indexes of kept, the oldest first
	bytes int
}

// take returns the bytes of the item of that index.
func (c *cursor) take(ctx context.Context, index int) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if raw, ok := c.kept[index]; ok {
		c.drop(index)
		return raw, nil
	}
	if c.seq == nil || index < c.pos {
		if err := c.restart(ctx); err != nil {
			return nil, err
		}
	}
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		it, err := c.seq.next()
		if err != nil {
			c.stop()
			if err == io.EOF {
				err = doc.Damaged(errNoRecord)
			}
			return nil, err
		}
		at := c.pos
		c.pos++
		if at == index {
			raw, err := c.read(ctx, it)
			return raw, err
		}
		if it.loss == nil && it.mode.IsRegular() && it.size <= keepMember {
			raw, err := c.read(ctx, it)
			if err != nil {
				return nil, err
			}
			c.keep(at, raw)
		}
	}
}

func (c *cursor) read(ctx context.Context, it *item) ([]byte, error) {
	if it.loss != nil {
		return nil, it.loss
	}
	r, err := it.open()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(int(min(it.size, c.limits.Member)) + bytes.MinRead)
	if _, err := b.ReadFrom(&contextReader{ctx, r}); err != nil {
		c.stop() // where the sequence stands is no longer known
		return nil, err
	}
	return b.Bytes(), nil
}

func (c *cursor) keep(index int, raw []byte) {
	if c.kept == nil {
		c.kept = map[int][]byte{}
	}
	c.kept[index] = raw
	c.order = append(c.order, index)
	c.bytes += len(raw)
	for c.bytes > keepBytes || len(c.order) > keepCount {
		c.drop(c.order[0])
	}
}

func (c *cursor) drop(index int) {
	c.bytes -= len(c.kept[index])
	delete(c.kept, index)
	for i, k := range c.order {
		if k == index {
			c.order = append(c.order[:i:i], c.order[i+1:]...)
			return
		}
	}
}

func (c *cursor) restart(ctx context.Context) (err error) {
	c.stop()
	c.pos = 0
	c.seq, c.from, err = c.start(ctx)
	return err
}

func (c *cursor) stop() {
	if c.from != nil {
		c.from.Close()
	}
	c.seq, c.from = nil, nil
}

// close frees everything; nobody may be in take.
func (c *cursor) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stop()
	c.kept, c.order, c.bytes = nil, nil, 0
}

func newBytesReader(p []byte) io.Reader { return bytes.NewReader(p) }
