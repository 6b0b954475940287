// Package coding is the verbs of coded sentences, flags and terminal only: they draw
// them (sample, code), hold coders against each other (agreement), take codings from
// other programs (import), learn from them (train) and measure by them (eval).
package coding
