package extract

import (
	"time"

	"assay/corpus"
)

// Parse is the structure of one document: flat slices that point into
// Doc.Text by span and into each other by index. None is -1.
type Parse struct {
	Doc        *corpus.Document
	Kind       Kind
	Title      string
	Publisher  string
	Language   string
	Articles   []Article
	Sections   []Section
	Holes      []corpus.Span // sorted, apart: furniture that interrupts a block, see Section
	Joined     []int32       // sorted: bytes of the hyphens at the ends of rows that divide a word written without one
	Comments   []Comment
	Quotes     []Quote
	Sentences  []Sentence
	Tokens     []Token
	Entities   []Entity
	Inspection *Inspection // nil where the document is no inspection report
	Actions    []Action    // what the document asks for, in order
	Warnings   []corpus.Warning
}

// Article is one article of a document. Every document has at least one; a
// report is one.
type Article struct {
	corpus.Span
	Title       string
	Byline      string
	PublishedOn Date
	SourceNote  string
	Publisher   string // who published it first, as the page says; "" where it does not

	// The authority whose inspection the article is about, in the short common
	// form, its code, and where the article names it first; empty where it is
	// about none or several, and in inspection reports.
	LocalAuthority string
	GSSCode        string
	AuthorityAt    corpus.Span
}

// Section is one block of a document (heading, paragraph, list item, ...) or a
// headed part that holds blocks. Sections are in document order; a section that
// holds others stands before them and its span contains theirs.
//
// A paragraph that runs on over a page break stays one block: its span runs
// over the furniture in between, which is a section of its own right after it
// (Parent is the paragraph) and stands in Parse.Holes. Text of a block is its
// span without the holes that lie inside it; a section whose span equals a hole
// is that furniture itself and has no hole. Sentence and token spans may run
// over a hole but no token begins, ends or has a letter in one.
//
// Sections of another kind than KindPart are the ones with text of their own.
type Section struct {
	corpus.Span
	Article int32
	Parent  int32 // index of the section that holds it, -1 at the top
	Comment int32 // index into Comments, -1 outside a thread
	Kind    SectionKind
	Context Context
	Side    Side        // what its evaluation is about, where a heading says so
	Action  int32       // index into Parse.Actions of what it asks or belongs to, -1 for none
	Level   int8        // heading level, 1 the highest; 0 for blocks that are no heading
	Heading corpus.Span // text of the nearest heading above it (its own for a headed part), empty where none
	Number  corpus.Span // printed paragraph or heading number, empty where none
	Page    int32       // 1-based page of its first byte, 0 where there are no pages
}

// SectionKind is the form of a section.
type SectionKind uint8

// The kinds of section.
const (
	KindPart SectionKind = iota // a headed part that holds the sections below its heading
	KindTitle
	KindHeading
	KindParagraph
	KindListItem
	KindTable
	KindCaption
	KindByline
	KindStandfirst
	KindSourceNote
	KindPullQuote
	KindCommentHeader
	KindCommentBody
	KindContents
	KindLegend
	KindFurniture // running headers and footers, page numbers, contact and licence text
	KindChrome    // navigation, adverts, subscription boxes, reply forms
	KindFootnote
)

var sectionKindNames = [...]string{"part", "title", "heading", "paragraph", "list_item", "table", "caption", "byline",
	"standfirst", "source_note", "pull_quote", "comment_header", "comment_body", "contents", "legend", "furniture", "chrome", "footnote"}

func (k SectionKind) String() string { return sectionKindNames[k] }

// Context decides whether a sentence is scored and counted (docs/design.md §4).
type Context uint8

// The contexts, in the order of the table in docs/design.md §4.
const (
	Finding Context = iota
	Recommendation
	Strength
	InArticle
	InComment
	Summary
	Background
	PreviousInspection
	InCaption
	InHeading
	InLegend
	InContents
	Furniture
	Chrome
)

var contextNames = [...]string{"finding", "recommendation", "strength", "article", "comment", "summary", "background",
	"previous_inspection", "caption", "heading", "legend", "contents", "furniture", "chrome"}

func (c Context) String() string { return contextNames[c] }

// Scored reports whether sentences of the context get sentiment and mentions.
func (c Context) Scored() bool { return c <= Summary }

// Counted reports whether the context counts in theme_summary.
func (c Context) Counted() bool { return c <= InComment }

// Comment is one comment of a thread.
type Comment struct {
	corpus.Span
	Body    corpus.Span
	Article int32
	Parent  int32 // index into Parse.Comments, -1 at the top
	Depth   int32 // 0 at the top
	Author  string
	// PostedAt shows the wall time as printed, whatever the zone; where HasZone its
	// Location has the offset, so that UTC() is the instant. Zero where unknown.
	PostedAt      time.Time
	HasZone       bool // the page gives the zone
	PostedPrinted string
}

// Quote is one quotation of speech.
type Quote struct {
	corpus.Span
	Speaker string // as printed
	Role    Role
	Cue     corpus.Span // the verb or phrase of saying, empty where none
}

// Role is who speaks.
type Role uint8

// The speaker roles.
const (
	RoleUnknown Role = iota
	Inspector
	CouncilLeader
	Practitioner
	Child
	Parent
	Partner
	Government
	Academic
	Journalist
	Commenter
)

var roleNames = [...]string{"unknown", "inspector", "council_leader", "practitioner", "child", "parent", "partner",
	"government", "academic", "journalist", "commenter"}

func (r Role) String() string { return roleNames[r] }

// Tense is the time a sentence speaks of.
type Tense uint8

// The tenses.
const (
	Current Tense = iota
	Past
	Planned
)

var tenseNames = [...]string{"current", "past", "planned"}

func (t Tense) String() string { return tenseNames[t] }

// Sentence is one sentence. Its tokens are Parse.Tokens[FirstToken:EndToken].
type Sentence struct {
	corpus.Span
	Article, Section     int32
	Comment              int32 // -1 outside a thread
	Page                 int32 // 1-based page of its first byte, 0 where there are no pages
	FirstToken, EndToken int32
	Context              Context
	Side                 Side
	Tense                Tense
	Role                 Role
	Speaker              string
	Heading              corpus.Span // nearest heading above it
	Number               corpus.Span // printed number of its paragraph or item, on the first sentence of it; empty elsewhere
	Action               int32       // index into Parse.Actions, -1 for none
}

// Quoted reports whether sentence i gives the words of somebody named, or of an office,
// who is not its author.
func (p *Parse) Quoted(i int) bool {
	s := &p.Sentences[i]
	switch {
	case s.Comment >= 0 && int(s.Comment) < len(p.Comments):
		return s.Speaker != "" && s.Speaker != p.Comments[s.Comment].Author
	case s.Article >= 0 && int(s.Article) < len(p.Articles):
		return s.Speaker != "" && s.Speaker != p.Articles[s.Article].Byline
	}
	return s.Speaker != ""
}

// Action is one thing that a document asks for: a recommendation, an area for
// improvement, a priority action, a requirement.
type Action struct {
	corpus.Span // from its first word to its last
	Kind        ActionKind
	Responsible string // who is to act, as printed; "" where nobody is named
	Text        string // on one line, without marks of a list and without furniture
	DueOn       Date   // where printed
	Section     int32  // the first section of it
	Page        int32  // 1-based, of its first byte; 0 where there are no pages
}

// Entity is one entity mention.
type Entity struct {
	corpus.Span
	Sentence int32      // index, -1 outside any
	Kind     EntityKind // what it is
	Key      string     // key in a register (GSS code, ...), "" where it has none
	Value    string     // normalised value: ISO date, number, grade, canonical name
}

// EntityKind is what an entity is.
type EntityKind uint8

// The kinds of entity.
const (
	LocalAuthority EntityKind = iota
	Body
	EntityDate
	Grade
	Percentage
	Count
	Legislation
)

var entityKindNames = [...]string{"local_authority", "body", "date", "grade", "percentage", "count", "legislation"}

func (k EntityKind) String() string { return entityKindNames[k] }

// Inspection is what an inspection report says of itself.
type Inspection struct {
	LocalAuthority  string // common short form
	GSSCode, LACode string
	URN, Region     string
	Framework       Framework
	VisitKind       string // "short", "standard", "focused", "monitoring", "reinspection", "" where unknown
	VisitInferred   bool
	Start, End      Date
	Published       Date
	PublishedSource string // "document", "metadata", "file_name", "never", "" where unknown
	LeadInspector   string
	LeadInspectors  []Person // the first is LeadInspector
	Inspectorates   []string // who inspected
	LetterDate      Date     // of a letter
	PreviousStart   Date     // first day of the previous inspection
	PreviousEnd     Date
	Next            string // what is said of the next inspection, as printed
	Topic           string // of a joint inspection's deep dive
	Outcome         string
	OutcomeSentence corpus.Span // what Outcome was read from
	Plan            Answer      // whether a statement or plan of action is asked for
	PlanDue         Date
	Partnership     string
	Bodies          []string    // who is responsible together
	Other           []OtherFact // facts of a user's profile that have no field
	Judgements      []Judgement // of a kind with graded judgements: all its keys, in the order of JudgementKeys
}

// Person is somebody with the body they work for, "" where it is not printed.
type Person struct{ Name, Body string }

// OtherFact is a fact that has no field of its own.
type OtherFact struct{ Name, Value string }

// Answer is yes, no, or unknown.
type Answer uint8

// The answers; the zero Answer is unknown.
const (
	Unknown Answer = iota
	Yes
	No
)

// Judgement is one judgement of an inspection, graded or not.
type Judgement struct {
	Key    string
	Label  string // as printed
	Grade  string // "", "outstanding", "good", "requires improvement", "adequate", "inadequate", or one of a user's profile
	Status Status
	corpus.Span
	Page int32 // 1-based, 0 where there are no pages or it is not printed
}

// JudgementKeys are the keys of DOMAIN §2 in table order.
var JudgementKeys = [...]string{"overall_effectiveness", "impact_of_leaders", "help_and_protection", "in_care",
	"in_care_and_care_leavers", "care_leavers", "looked_after_and_permanence", "adoption",
	"leadership_management_governance", "lscb"}
