package report

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/out/load"
	"assay/report/wording"
)

// source reads the tables of a run: the small ones whole, sentences and mentions
// side by side, one document at a time.
type source struct {
	ctx     context.Context
	dir     string
	docs    []*document
	byID    map[string]*document
	fails   []failure
	missing []string // optional tables the run does not hold

	sentences, mentions *load.Cursor
}

type failure struct{ URI, Stage, Reason, Severity, Message, Hint string }

// sentence is a row of sentences that is scored, mentions included.
type sentence struct {
	ordinal, page, start, end int
	action                    int // what is asked in it, -1 for none
	article                   int // its position in the document
	text, heading, context    string
	speaker, role, comment    string
	side                      string // strength or weakness where its heading says so
	sentiment                 string
	p                         [4]float64 // positive, negative, mixed, neutral
	score                     float64
	mentions                  []mention
}

type mention struct {
	theme, text, stance    string
	start, end             int
	p                      [4]float64
	score                  float64
	direction, tense, rule string
	cues                   []cue
}

type cue struct {
	start, end int
	text       string
	effect     string
	weight     float64
}

var (
	sentenceColumns = []string{"doc_id", "ordinal", "page", "start", "end", "text", "heading", "context", "speaker", "speaker_role",
		"sentiment", "p_positive", "p_negative", "p_mixed", "p_neutral", "score", "comment_id", "action_id", "article_id", "side"}
	mentionColumns = []string{"doc_id", "sentence_id", "theme", "start", "end", "text", "stance", "p_positive", "p_negative", "p_mixed", "p_neutral",
		"score", "direction", "tense", "rule", "cues"}
)

// open reads the small tables. Tables that a report cannot do without and that
// are not there are a *MissingTable.
func open(ctx context.Context, dir string) (*source, error) {
	s := &source{ctx: ctx, dir: dir, byID: map[string]*document{}}
	if err := s.small(); err != nil {
		return nil, err
	}
	var err error
	if s.sentences, err = cursor(ctx, dir, "sentences", sentenceColumns); err != nil {
		return nil, err
	}
	if s.mentions, err = cursor(ctx, dir, "mentions", mentionColumns); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *source) close() {
	for _, c := range []*load.Cursor{s.sentences, s.mentions} {
		if c != nil {
			c.Close()
		}
	}
}

// each gives every document with its scored sentences, in the order of documents.
// The slice is the callee's only during the call.
func (s *source) each(visit func(*document, []sentence) error) error {
	var rows []sentence
	for _, d := range s.docs {
		rows = rows[:0]
		for s.sentences.At(d.id) {
			if b, r := s.sentences.Batch, s.sentences.Row; !b.Null(10, r) {
				rows = append(rows, readSentence(b, r))
			}
			if err := s.sentences.Next(); err != nil {
				return err
			}
		}
		i := 0
		for s.mentions.At(d.id) {
			b, r := s.mentions.Batch, s.mentions.Row
			n := ordinalOf(b.Str(1, r))
			for i < len(rows) && rows[i].ordinal < n {
				i++
			}
			if i < len(rows) && rows[i].ordinal == n {
				rows[i].mentions = append(rows[i].mentions, readMention(b, r))
			}
			if err := s.mentions.Next(); err != nil {
				return err
			}
		}
		if err := visit(d, rows); err != nil {
			return err
		}
	}
	return s.ctx.Err()
}

func readSentence(b load.Batch, r int) sentence {
	return sentence{ordinal: int(b.Int(1, r)), page: int(b.Int(2, r)), start: int(b.Int(3, r)), end: int(b.Int(4, r)),
		text: wording.Plain(b.Str(5, r)), heading: wording.Plain(b.Str(6, r)), context: b.Str(7, r), speaker: wording.Plain(b.Str(8, r)), role: b.Str(9, r),
		sentiment: b.Str(10, r), p: [4]float64{b.Float(11, r), b.Float(12, r), b.Float(13, r), b.Float(14, r)}, score: b.Float(15, r), comment: b.Str(16, r), action: ordinalOf(b.Str(17, r)), article: ordinalOf(b.Str(18, r)), side: b.Str(19, r)}
}

func readMention(b load.Batch, r int) mention {
	m := mention{theme: b.Str(2, r), start: int(b.Int(3, r)), end: int(b.Int(4, r)), text: wording.Plain(b.Str(5, r)), stance: b.Str(6, r),
		p: [4]float64{b.Float(7, r), b.Float(8, r), b.Float(9, r), b.Float(10, r)}, score: b.Float(11, r),
		direction: b.Str(12, r), tense: b.Str(13, r), rule: b.Str(14, r)}
	list, ok := b.Column(15).(*array.List)
	if !ok || list.IsNull(r) {
		return m
	}
	from, to := list.ValueOffsets(r)
	of, ok := list.ListValues().(*array.Struct)
	if !ok || of.NumField() != 5 {
		return m
	}
	start, end, text := of.Field(0).(*array.Int32), of.Field(1).(*array.Int32), of.Field(2).(*array.String)
	effect, weight := of.Field(3).(*array.String), of.Field(4).(*array.Float64)
	for i := int(from); i < int(to); i++ {
		m.cues = append(m.cues, cue{int(start.Value(i)), int(end.Value(i)), wording.Plain(strings.Clone(text.Value(i))), strings.Clone(effect.Value(i)), weight.Value(i)})
	}
	return m
}

// ordinalOf is the position at the end of an id, -1 where there is none.
func ordinalOf(id string) int {
	n, err := strconv.Atoi(id[strings.LastIndexByte(id, '-')+1:])
	if err != nil {
		return -1
	}
	return n
}

// cursor is one of a table that a report cannot do without.
func cursor(ctx context.Context, dir, table string, columns []string) (*load.Cursor, error) {
	c, err := load.NewCursor(ctx, dir, table, columns)
	if errors.Is(err, load.ErrNoTable) {
		return nil, &MissingTable{table}
	}
	return c, err
}
