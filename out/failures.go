package out

import (
	"slices"

	"assay/corpus"
)

// Failure is an input that was lost, skipped or warned of.
type Failure struct {
	URI           string
	Stage         corpus.Stage
	Reason        corpus.Reason
	Message, Hint string
}

// FailureOf makes the row of a loss. The message is the cause, without the uri
// and the reason, which have their own columns.
func FailureOf(l *corpus.Loss) Failure {
	f := Failure{URI: l.URI, Stage: l.Stage, Reason: l.Reason, Hint: l.Hint}
	if l.Err != nil {
		f.Message = l.Err.Error()
	}
	return f
}

var (
	severities = names[corpus.Severity](int(corpus.Warned) + 1)
	stages     = enumTexts(corpus.Stages())
	reasons    = enumTexts(corpus.Reasons())
)

// enumTexts are the values of an enumeration as its column holds them.
func enumTexts[T ~string](list []T) []string {
	s := make([]string, len(list))
	for i, v := range list {
		s[i] = string(v)
	}
	return s
}

// KnownReason reports whether a reason is in the closed list.
func KnownReason(r corpus.Reason) bool { return slices.Contains(reasons, string(r)) }

func failuresTable() *table[Failure] {
	return &table[Failure]{name: "failures", row: "input lost, skipped or warned of", key: []string{"uri", "stage", "reason"},
		doc: "documents + lost + skipped = inputs listed. A document that was warned of is in the tables.",
		cols: []column[Failure]{
			str("uri", "where the input was found", func(r *Failure) string { return r.URI }),
			str("stage", "what was being done", func(r *Failure) string { return string(r.Stage) }).enum(stages),
			str("reason", "why", func(r *Failure) string { return string(r.Reason) }).enum(reasons),
			str("severity", "lost: not in the tables; skipped: left out on purpose; warning: in the tables", func(r *Failure) string { return r.Reason.Severity().String() }).enum(severities),
			boolean("permanent", "whether the same bytes would fail the same way again", func(r *Failure) bool { return r.Reason.Permanent() }),
			strOrNull("message", "what happened", func(r *Failure) string { return clip(r.Message) }),
			strOrNull("hint", "what can be done about it", func(r *Failure) string { return clip(r.Hint) }),
		}}
}
