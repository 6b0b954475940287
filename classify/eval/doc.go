// Package eval measures: how well sentiment, themes and stance agree with coded
// sentences, how sure the figures are, how well the probabilities are
// calibrated, how far two coders agree, and how the language of reports follows
// their grades.
package eval
