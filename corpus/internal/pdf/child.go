package pdf

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"

	"assay/corpus/internal/doc"
)

// child is one child process, seen from its parent. It serves one document
// at a time.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	outEnd io.Closer
	stderr *tail
	waited chan struct{} // closed when the process is gone and reaped
	state  error         // of Wait; read after waited
	before time.Duration // its processor time when the document began
}

func startChild(s *starter, command []string, setup setup) (*child, error) {
	if len(command) == 0 {
		return nil, errors.New("no command is set (Options.PDFCommand)")
	}
	path := command[0]
	if path == "" {
		if path = selfExe; path == "" {
			var err error
			if path, err = os.Executable(); err != nil {
				return nil, err
			}
		}
	}
	cmd := &exec.Cmd{Path: path, Args: append([]string{"assay"}, command[1:]...), Env: []string{}, Dir: "/"}
	isolate(cmd)
	c := &child{cmd: cmd, stderr: &tail{}, waited: make(chan struct{})}
	cmd.Stderr = c.stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, outWrite, err := os.Pipe() // not StdoutPipe: Wait would close it before the last reply is read
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	cmd.Stdout = outWrite
	s.do(func() { err = cmd.Start() })
	outWrite.Close()
	if err != nil {
		return nil, errors.Join(err, out.Close())
	}
	c.in, c.out, c.outEnd = in, bufio.NewReaderSize(out, 64<<10), out
	go func() {
		c.state = cmd.Wait()
		close(c.waited)
	}()
	p, err := json.Marshal(setup)
	if err == nil {
		err = writeFrame(in, p)
	}
	if err != nil {
		c.end(false)
		return nil, c.failed(err)
	}
	return c, nil
}

// failed is why a child that is gone could not begin, by what it said; err is how
// that was noticed.
func (c *child) failed(err error) error {
	if c.wantedMemory() {
		return &memoryError{errors.New("the process that reads PDF gets too little memory to begin")}
	}
	if said := firstOf(c.stderr.bytes()); len(said) > 0 {
		return fmt.Errorf("%w: %s", err, said)
	}
	return err
}

// read has the child decode size bytes from r. again tells whether it can take
// another document.
func (c *child) read(ctx context.Context, r io.Reader, size int64, limits doc.Limits) (d *doc.Document, again bool, err error) {
	c.before = cpuTime(c.cmd.Process.Pid)
	var late atomic.Bool
	timer := time.AfterFunc(limits.Wall, func() { late.Store(true); killGroup(c.cmd.Process.Pid) })
	stop := context.AfterFunc(ctx, func() { killGroup(c.cmd.Process.Pid) })
	defer func() {
		// Once one of them has fired, the child is as good as dead.
		if inTime, uncancelled := timer.Stop(), stop(); !inTime || !uncancelled {
			again = false
		}
	}()

	err = c.send(r, size)
	var source *sourceError
	if errors.As(err, &source) {
		return nil, true, source.err // the child is told and waits for the next one
	}
	var reply []byte
	if err == nil {
		reply, err = readFrame(c.out, maxReply)
	}
	if err == nil && len(reply) > 0 {
		d, again, err = parseReply(reply)
		var l *doc.Loss
		if err == nil || errors.As(err, &l) {
			return d, again, err
		}
	}
	if ctx.Err() != nil {
		return nil, false, ctx.Err()
	}
	return nil, false, c.death(late.Load(), limits, err)
}

// sourceError is a failure to read the document's own bytes.
type sourceError struct{ err error }

func (e *sourceError) Error() string { return e.err.Error() }

func (c *child) send(r io.Reader, size int64) error {
	var head [4]byte
	binary.LittleEndian.PutUint32(head[:], uint32(size))
	if _, err := c.in.Write(head[:]); err != nil {
		return err
	}
	chunk := make([]byte, chunkSize)
	for left := size; ; {
		n, err := io.ReadFull(r, chunk[:min(int64(chunkSize), left+1)])
		if int64(n) > left {
			err = &doc.Loss{Stage: doc.AtRead, Reason: doc.ChangedWhileRead, Err: errors.New("it grew while it was read")}
		}
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			if aborted := writeAbort(c.in); aborted != nil {
				return aborted
			}
			return &sourceError{err}
		}
		if n > 0 {
			if err := writeFrame(c.in, chunk[:n]); err != nil {
				return err
			}
			left -= int64(n)
		}
		if err != nil {
			return writeFrame(c.in, nil)
		}
	}
}

func parseReply(reply []byte) (d *doc.Document, again bool, err error) {
	kind, body := reply[0], reply[1:]
	switch kind {
	case replyDocument, replyLastDocument:
		d, err = doc.DecodeDocument(body)
		return d, err == nil && kind == replyDocument, err
	case replyLoss, replyLastLoss:
		var l wireLoss
		if err := json.Unmarshal(body, &l); err != nil {
			return nil, false, err
		}
		return nil, kind == replyLoss, l.loss()
	}
	return nil, false, fmt.Errorf("a reply of unknown kind %d", kind)
}

// death turns the end of a child into the loss of its document. A child whose
// clock ran out when its processor time had too is over the latter: on a busy
// machine the two come close together, and the kernel looks at processor time
// in steps of whole seconds. A limit that is not ours but the machine's says
// nothing of the document, which is then to be tried again.
func (c *child) death(late bool, limits doc.Limits, cause error) *doc.Loss {
	c.end(false)
	l := &doc.Loss{Stage: doc.AtRead, Reason: doc.ChildDied, Hint: "it is tried again in the next run"}
	state := c.cmd.ProcessState
	used := state.UserTime() + state.SystemTime() - c.before
	switch {
	case late && used < limits.CPU:
		l.Reason, l.Err = doc.WallTimeout, fmt.Errorf("reading it took longer than %v", limits.Wall)
		l.Hint = "the machine may be overloaded; or raise --pdf-wall"
	case overCPU(state) && used < limits.CPU-time.Second:
		l.Err = errors.New("the process that reads PDF came to the machine's limit on processor time")
		l.Hint = "raise the limit (ulimit -t)"
	case late, overCPU(state):
		l.Reason, l.Err = doc.CPULimit, errors.New("reading it takes more processor time than a document may")
		l.Hint = "raise --pdf-cpu if the file is in order"
	case c.wantedMemory() && !bytes.Contains(c.stderr.bytes(), []byte(ownLimit)):
		l.Err = errors.New("the process that reads PDF came to the machine's limit on memory")
		l.Hint = memoryHint(limits)
	case c.wantedMemory():
		l.Reason, l.Err = doc.MemoryLimit, errors.New("reading it takes more memory than a document may")
		l.Hint = "raise --pdf-memory if the file is in order"
	default:
		l.Err = fmt.Errorf("the child process that read it ended (%v): %w", c.cmd.ProcessState, cause)
	}
	return l
}

// wantedMemory reports whether a child that is gone said that it could get no more
// memory, or no thread, whose stack is memory.
func (c *child) wantedMemory() bool {
	said := c.stderr.bytes()
	for _, words := range []string{"out of memory", "cannot allocate memory", "pthread_create failed", "failed to create new OS thread"} {
		if bytes.Contains(said, []byte(words)) {
			return true
		}
	}
	return false
}

// end closes the child's input, or kills it, and waits until it is gone. It may
// be called more than once.
func (c *child) end(gently bool) {
	if c.in != nil {
		c.in.Close()
	}
	if !gently {
		killGroup(c.cmd.Process.Pid)
	}
	select {
	case <-c.waited:
	case <-time.After(endGrace):
		killGroup(c.cmd.Process.Pid)
		<-c.waited
	}
	c.outEnd.Close()
}

// waitFill waits for the child that compiles.
func (c *child) waitFill(ctx context.Context) error {
	select {
	case <-c.waited:
	case <-ctx.Done():
		c.end(false)
		return ctx.Err()
	}
	c.end(true)
	if c.state != nil {
		return fmt.Errorf("compiling the PDF reader: %w", c.failed(c.state))
	}
	return nil
}

// firstOf is the first line of what a process said: behind it come stack traces.
func firstOf(said []byte) []byte {
	line, _, _ := bytes.Cut(bytes.TrimSpace(said), []byte("\n"))
	return line
}

// tail keeps the first 4 KiB a child says on standard error.
type tail struct {
	mu  sync.Mutex
	buf []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buf = append(t.buf, p[:min(len(p), 4096-len(t.buf))]...)
	return len(p), nil
}

func (t *tail) bytes() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	return bytes.Clone(t.buf)
}
