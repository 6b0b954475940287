package run

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"assay/classify"
	"assay/corpus"
	"assay/extract"
	"assay/out/cache"
	"assay/pipeline"
)

// The stages of a run, as progress, logs and the manifest call them.
const (
	StageRead  = "read"
	StageTag   = "tag"
	StageWrite = "write"
)

// readDoc is what the read stage hands on.
type readDoc struct {
	in  *input
	doc *corpus.Document
}

// work does the two stages of a run for one input at a time. It is safe for
// concurrent use.
type work struct {
	reader     *corpus.Reader
	extractor  *extract.Extractor
	classifier *classify.Classifier
	settings   *settings
	cache      *cache.Cache // nil keeps nothing
	force      bool
	abort      func(error) // ends the run: a cache that cannot be written means a full or broken disk
}

// read gives the Document of an input: from the cache, or from its bytes. A loss
// that the same bytes would meet again is cached like a Document; any other is
// tried once more, but for a file that changed while it was read: whoever writes
// it may not be done, and half of it would be read as if it were whole.
func (w *work) read(ctx context.Context, in *input) (readDoc, error) {
	doc, err := w.readOnce(ctx, in)
	var loss *corpus.Loss
	if errors.As(err, &loss) && !loss.Reason.Permanent() && loss.Reason != corpus.ChangedWhileRead && ctx.Err() == nil {
		doc, err = w.readOnce(ctx, in)
	}
	return readDoc{in, doc}, err
}

func (w *work) readOnce(ctx context.Context, in *input) (*corpus.Document, error) {
	in.at = corpus.AtRead
	raw, err := w.reader.Open(ctx, in.src)
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	in.sha = raw.SHA256
	in.readKey = w.settings.readKey(in.sha, in.src.Claim)
	if w.cache == nil {
		return w.reader.Decode(ctx, raw)
	}
	if !w.force {
		if doc, known, err := w.cachedRead(in, raw); known {
			return doc, err
		}
	}
	doc, err := w.reader.Decode(ctx, raw)
	entry, keep := readEntry(in, doc, err)
	if keep {
		if err := w.store(cache.Read, in.readKey, entry); err != nil {
			return nil, err
		}
	}
	return doc, err
}

// store puts an entry into the cache; a failure ends the run.
func (w *work) store(t cache.Tier, key cache.Key, entry []byte) error {
	if err := w.cache.Put(t, key, entry); err != nil {
		err = fmt.Errorf("write the cache: %w", err)
		w.abort(err)
		return err
	}
	return nil
}

// An entry of the read tier begins with what it is.
const (
	entryDocument = 'D'
	entryLoss     = 'L'
)

// cachedLoss is a permanent loss as the cache keeps it, without the uri.
type cachedLoss struct {
	Reason  corpus.Reason `json:"reason"`
	Message string        `json:"message"`
	Hint    string        `json:"hint"`
}

// readEntry encodes what reading gave; keep is false for what may go otherwise
// next time.
func readEntry(in *input, doc *corpus.Document, err error) (entry []byte, keep bool) {
	if err == nil {
		entry = corpus.EncodeDocument([]byte{entryDocument}, doc)
		in.document = digest(entry)
		return entry, true
	}
	var loss *corpus.Loss
	if !errors.As(err, &loss) || !loss.Reason.Permanent() {
		return nil, false
	}
	c := cachedLoss{Reason: loss.Reason, Hint: loss.Hint}
	if loss.Err != nil {
		c.Message = loss.Err.Error()
	}
	body, jerr := json.Marshal(c)
	return append([]byte{entryLoss}, body...), jerr == nil
}

// cachedRead looks an input up: its Document or the Loss it met. known is false
// where it must be read: the entry is not there, or cannot be used, in which case
// reading writes it anew.
func (w *work) cachedRead(in *input, raw *corpus.Raw) (doc *corpus.Document, known bool, err error) {
	entry, err := w.cache.Get(cache.Read, in.readKey)
	if err != nil || len(entry) == 0 {
		return nil, false, nil
	}
	switch body := entry[1:]; entry[0] {
	case entryDocument:
		doc, err := corpus.DecodeDocument(body)
		if err != nil {
			return nil, false, nil
		}
		doc.Ref, doc.SHA256 = raw.Ref, raw.SHA256
		in.document = digest(entry)
		return doc, true, nil
	case entryLoss:
		var c cachedLoss
		if json.Unmarshal(body, &c) != nil || !c.Reason.Permanent() {
			return nil, false, nil
		}
		return nil, true, &corpus.Loss{URI: in.src.URI, Stage: corpus.AtRead, Reason: c.Reason, Hint: c.Hint, Err: errors.New(c.Message)}
	}
	return nil, false, nil
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// tagged is what the tag stage hands on.
type tagged struct {
	in     *input
	result *classify.Result
	text   [32]byte // corpus.TextKey
}

// tag finds structure, themes and stance in a Document, or takes them from the
// cache.
func (w *work) tag(ctx context.Context, r readDoc) (tagged, error) {
	key := w.settings.resultKey(r.in.document)
	r.in.result = key
	if w.cache != nil && !w.force {
		if entry, err := w.cache.Get(cache.Result, key); err == nil {
			if res, err := classify.DecodeResult(entry, r.doc); err == nil {
				return tagged{r.in, res, corpus.TextKey(r.doc.Text)}, nil
			}
		}
	}
	r.in.at = corpus.AtExtract
	parse := w.extractor.Extract(r.doc)
	r.in.at = corpus.AtClassify
	res, err := w.classifier.Classify(ctx, parse)
	if err != nil {
		return tagged{}, err
	}
	if w.cache != nil {
		if err := w.store(cache.Result, key, classify.EncodeResult(nil, res)); err != nil {
			return tagged{}, err
		}
	}
	return tagged{r.in, res, corpus.TextKey(r.doc.Text)}, nil
}

// lossOf makes any error of an input a Loss of the uri, so that nothing is lost
// without a reason. at is what was being done.
func lossOf(uri string, at corpus.Stage, err error) *corpus.Loss {
	var loss *corpus.Loss
	if errors.As(err, &loss) {
		l := *loss
		l.URI = uri
		return &l
	}
	var se *pipeline.StageError
	if errors.As(err, &se) {
		err = se.Err
	}
	return &corpus.Loss{URI: uri, Stage: at, Reason: corpus.Internal, Err: err,
		Hint: "this is a mistake of the program: please report the document and this message"}
}
