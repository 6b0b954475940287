// Package figure defines every figure that assay states: the tables, the
// terminal, trends, the spreadsheet and the report count by it, so that one name
// has one meaning everywhere.
//
// What is counted: mentions (one per theme and sentence, so a count of sentences)
// of one context, of documents of one kind, each text once (rows where
// duplicate_of is null). Kinds of report are never added up into a trend, for
// each kind of inspection looks for other things.
//
//	net stance      (positive - negative) / mentions, from -1 to 1
//	its interval    95 %, Bonett and Price: see Stances.Interval
//	share negative  negative / mentions, from 0 to 1; mixed is not negative
//	rate            mentions per 1,000 scored sentences
//	few             fewer mentions than Few are shown but neither ranked nor coloured
//	change          net stance of an inspection less that of the one before of the
//	                same authority and kind, each of at least FewPaired mentions;
//	                ranked by its pooled value only (package answers, Trends)
//
// The intervals take mentions as drawn one by one; sentences of one report are
// more alike than that, so the true ones are somewhat wider.
package figure

import (
	"fmt"
	"math"
)

// Few is the number of mentions under which a net stance is neither ranked nor
// coloured: with 10, two thirds of them not neutral, its interval is about half
// the scale wide on either side.
const Few = 10

// FewPaired is the number of mentions that either side of a change needs. It is
// lower than Few because changes are ranked by a value that is pooled: that of few
// mentions is mostly the mean of all.
const FewPaired = 3

// FewRanked is the number of inspections with Few mentions or more that it takes to
// call one of them the best or the worst of its kind.
const FewRanked = 5

// Stances is how many mentions (or scored sentences) there are of each class.
// Its zero value is none.
type Stances struct {
	Positive int `json:"positive"`
	Negative int `json:"negative"`
	Mixed    int `json:"mixed"`
	Neutral  int `json:"neutral"`
}

// Add counts n more of the class that a table names; another name is an error of
// the caller and counts as neutral.
func (s *Stances) Add(class string, n int) {
	switch class {
	case "positive":
		s.Positive += n
	case "negative":
		s.Negative += n
	case "mixed":
		s.Mixed += n
	default:
		s.Neutral += n
	}
}

// Plus is the sum of two counts.
func (s Stances) Plus(o Stances) Stances {
	return Stances{s.Positive + o.Positive, s.Negative + o.Negative, s.Mixed + o.Mixed, s.Neutral + o.Neutral}
}

// Less is s without o, which is a part of it.
func (s Stances) Less(o Stances) Stances {
	return Stances{s.Positive - o.Positive, s.Negative - o.Negative, s.Mixed - o.Mixed, s.Neutral - o.Neutral}
}

// Total is the number of mentions.
func (s Stances) Total() int { return s.Positive + s.Negative + s.Mixed + s.Neutral }

// Few reports whether there are too few to rank.
func (s Stances) Few() bool { return s.Total() < Few }

// Net is (positive - negative) / mentions, from -1 to 1; 0 where there are none,
// which Total tells.
func (s Stances) Net() float64 {
	if s.Total() == 0 {
		return 0
	}
	return float64(s.Positive-s.Negative) / float64(s.Total())
}

// Z is the 97.5th percentile of the normal distribution: of 95 % intervals.
const Z = 1.959964

// Interval is the 95 % interval of Net, within [-1, 1]: the adjusted Wald
// interval of Bonett and Price (2012) for the difference of two shares of one
// sample, which adds a positive and a negative mention and so stays honest for
// ten mentions that are all alike. Of no mentions it is [-1, 1].
//
//	p = (positive + 1) / (mentions + 2), q = (negative + 1) / (mentions + 2)
//	p - q -+ 1.96 * sqrt((p + q - (p - q)^2) / (mentions + 2))
func (s Stances) Interval() (low, high float64) {
	n := float64(s.Total() + 2)
	if s.Total() == 0 {
		return -1, 1
	}
	p, q := float64(s.Positive+1)/n, float64(s.Negative+1)/n
	half := Z * math.Sqrt((p+q-(p-q)*(p-q))/n)
	return max(p-q-half, -1), min(p-q+half, 1)
}

// Apart is net stance of s less that of o, two samples, and its 95 % interval: the
// distances of both nets from the ends of their own intervals, put together by their
// squares (Zou and Donner 2008). Of no mentions on a side nothing is known: 0, from -2
// to 2.
func (s Stances) Apart(o Stances) (apart, low, high float64) {
	if s.Total() == 0 || o.Total() == 0 {
		return 0, -2, 2
	}
	slow, shigh := s.Interval()
	olow, ohigh := o.Interval()
	apart = s.Net() - o.Net()
	return apart, apart - math.Hypot(s.Net()-slow, ohigh-o.Net()), apart + math.Hypot(shigh-s.Net(), o.Net()-olow)
}

// ShareNegative is negative / mentions, 0 where there are none.
func (s Stances) ShareNegative() float64 { return share(s.Negative, s.Total()) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Hundredths rounds a figure to the two decimals it is shown with, halves away from
// zero, as DuckDB, spreadsheets and the report's scripts do: formatting alone
// rounds 0.625 to 0.62, and one figure reads differently in two places.
func Hundredths(x float64) float64 { return math.Round(100*x) / 100 }

// Signed is a figure as text: its sign and two decimals; 0 has no sign.
func Signed(x float64) string {
	if s := fmt.Sprintf("%+.2f", Hundredths(x)); s != "-0.00" && s != "+0.00" {
		return s
	}
	return "0.00"
}

// Rate is mentions per 1,000 scored sentences, 0 where there are no sentences.
func Rate(mentions, sentences int) float64 { return 1000 * share(mentions, sentences) }
