package pdf

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"assay/corpus/internal/doc"
)

// What parent and child say to each other, all numbers little endian:
//
//	parent: frame(JSON of setup), then for each document its size as
//	        uint32, frames with its bytes, and an empty frame when they are
//	        complete; a frame of length abortFrame takes the document back
//	child:  frame(reply) for each document that was not taken back, where the
//	        first byte is the kind of reply and the rest an encoded Document or the
//	        JSON of a wireLoss
//
// A frame is its length as uint32, then that many bytes. Neither side believes
// the other: a length over the cap ends the conversation.
const (
	chunkSize  = 256 << 10
	maxReply   = 64 << 20
	abortFrame = 1<<32 - 1
)

// The kinds of reply. A document of which it is said that it is the last comes
// from a child that has grown large and wants to be replaced.
const (
	replyDocument = iota
	replyLoss
	replyLastDocument
	replyLastLoss
)

// ownLimit is what a child says on standard error once it works under a memory
// limit of ours that the machine's limits have room for: when it dies for want of
// memory from then on, the document is too large, and not the machine too small.
const ownLimit = "assay: this limit on memory is a limit of documents"

// setup is all a child is told at its start; it sees no flags and no
// environment.
type setup struct {
	CacheDir string
	Fill     bool // compile into the cache, then end
	Limits   doc.Limits
}

// wireLoss is a Loss on its way from child to parent.
type wireLoss struct {
	Reason        doc.Reason
	Message, Hint string
}

func (l wireLoss) loss() *doc.Loss {
	out := &doc.Loss{Stage: doc.AtRead, Reason: l.Reason, Hint: l.Hint}
	if l.Message != "" {
		out.Err = errors.New(l.Message)
	}
	return out
}

func writeFrame(w io.Writer, p []byte) error {
	var head [4]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(p)))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	_, err := w.Write(p)
	return err
}

func writeAbort(w io.Writer) error {
	_, err := w.Write([]byte{255, 255, 255, 255})
	return err
}

// readFrameHead returns the length of the next frame.
func readFrameHead(r io.Reader) (uint32, error) {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint32(head[:]), nil
}

// readFrame reads one whole frame of at most limit bytes.
func readFrame(r io.Reader, limit uint32) ([]byte, error) {
	n, err := readFrameHead(r)
	if err != nil {
		return nil, err
	}
	if n > limit {
		return nil, fmt.Errorf("a frame of %d bytes, at most %d are allowed", n, limit)
	}
	p := make([]byte, n)
	_, err = io.ReadFull(r, p)
	return p, err
}

func writeReply(w io.Writer, kind byte, body []byte) error {
	return writeFrame(w, append([]byte{kind}, body...))
}

func writeLossReply(w io.Writer, kind byte, l *doc.Loss) error {
	out := wireLoss{Reason: l.Reason, Hint: l.Hint}
	if l.Err != nil {
		out.Message = l.Err.Error()
	}
	body, err := json.Marshal(out)
	if err != nil {
		return err
	}
	return writeReply(w, kind, body)
}
