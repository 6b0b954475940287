package extract

import (
	"assay/extract/text"
	"assay/internal/calendar"
)

// What the leaves of this package give a Parse.
type (
	Token     = text.Token     // one token of a sentence
	TokenKind = text.TokenKind // what a token is
	Tag       = text.Tag       // part of speech, a small number
	Date      = calendar.Date  // calendar day; the zero Date is none
)

// The kinds of token.
const (
	TokenWord   = text.TokenWord
	TokenNumber = text.TokenNumber
	TokenPunct  = text.TokenPunct
	TokenSymbol = text.TokenSymbol
	TokenURL    = text.TokenURL
	TokenEmail  = text.TokenEmail
	TokenKinds  = text.TokenKinds // how many there are
)

// TagNone is the tag of a token that has not been tagged.
const TagNone = text.TagNone

// TagOf is the tag of that name, the zero Tag where there is none.
func TagOf(name string) Tag { return text.TagOf(name) }
