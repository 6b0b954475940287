package text

import "assay/corpus"

// Token is one token. Its text is Span.Of(Doc.Text).
type Token struct {
	corpus.Span
	Lemma string // lower case; shared, never a fresh string for a known word
	Form  int32  // number of the printed text in this process, 0 unknown: to keep by word what is known of it; not part of any output
	Tag   Tag    // part of speech
	Kind  TokenKind
}

// TokenKind is the form of a token.
type TokenKind uint8

// The kinds of token.
const (
	TokenWord TokenKind = iota
	TokenNumber
	TokenPunct
	TokenSymbol
	TokenURL
	TokenEmail
)

// TokenKinds is how many kinds there are; they run from 0 to one less.
const TokenKinds = len(tokenKindNames)

var tokenKindNames = [...]string{"word", "number", "punct", "symbol", "url", "email"}

func (k TokenKind) String() string { return tokenKindNames[k] }
