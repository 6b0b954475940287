// Package profiles holds what is known of each kind of document as data: how it
// is recognised, the facts it prints, what its chapters, tables and standing
// sentences are. A profile is a YAML file; docs/profiles.md teaches it by
// example. The package reads and checks profiles; package extract applies them.
package profiles

import (
	"slices"
	"time"

	"assay/internal/yamlnode"
)

// Pos is a place in a profile file.
type Pos = yamlnode.Pos

// A Profile is what is known of one kind of document.
type Profile struct {
	Pos
	ID          string // the value of documents.kind
	Label       string
	Framework   string      // the value of inspections.framework, "" where the kind belongs to none
	Frameworks  []Framework // where the framework hangs on the day of the inspection, latest last
	Visit       string      // the value of inspections.visit_kind, "" where it is read otherwise
	Inferred    bool        // the length of the visit tells short from standard
	Letter      bool        // a letter: what stands above its greeting is an address
	Untried     bool        // made without a document at hand: recognition and boilerplate only
	BuiltIn     bool
	Recognise   Recognise
	Facts       []Fact
	Chapters    []Chapter
	Tables      []Table
	Boilerplate []Rule
	Signed      []*Pattern // what opens a signature
	Actors      []*Pattern // who can be asked to act, without article
	None        []*Pattern // sentences that say that nothing is asked
	Lines       Lines
	Grades      []Grade
	GradeColumn []*Pattern // heads of the column that holds the grades given now, where a table has several
	GradeLine   []*Pattern // words before a grade that stands in the chapter of its label
	Judgements  []Judgement
	Examples    []Example
}

// Lines are how lines begin that are not what their type makes of them.
type Lines struct {
	Judgement []*Pattern // rows of judgement tables
	Grade     []*Pattern // the judgement of a front page printed as a sentence
	Team      []*Pattern // somebody of the inspection team
	Area      []*Pattern // headings, in lower case, that name a judged area
}

// Names reports whether the profile has a fact of that name.
func (p *Profile) Names(fact string) bool {
	return slices.ContainsFunc(p.Facts, func(f Fact) bool { return f.Name == fact })
}

// Framework is the framework of inspections that begin on From or later.
type Framework struct {
	From Day
	Name string
}

// Day is a calendar day; the zero Day is before every other.
type Day struct{ Year, Month, Day int }

// Recognise says how a kind of document is told from others.
type Recognise struct {
	Title    []*Pattern // words of the title, the first page or the running header
	Lines    []*Pattern // a line that is the title of a letter
	Opening  []*Pattern // sentences a letter without a title opens with
	Not      []*Pattern // what documents of the kind never hold in their first pages
	Marks    []*Pattern // what such a document has and an article about it has not
	NeedMark bool       // asked for in a paged document too
	Wide     bool       // words of the title may stand far apart
	Greeted  bool       // Opening counts below a greeting only
	Over     []string   // kinds that this one wins over where both are recognised
	Weak     []*Pattern // words of a title that count only where nothing else is recognised
	Labels   []string   // keys of judgements whose labels in a table tell the kind where no title does
	Letter   []*Pattern // what a letter of the kind has, and an article about one has not
	Writer   []*Pattern // what tells a letter of inspectors from one about their visit
}

// FactType is how the value of a fact is read.
type FactType uint8

// The types of facts.
const (
	TypeText   FactType = iota // as printed
	TypeDate                   // one day
	TypeDates                  // first and last day
	TypePerson                 // a name, without title
	TypePeople                 // names with their bodies
	TypePlace                  // a local authority
	TypeBodies                 // a list of bodies
	TypeEnum                   // one of the values, by its sentence
	TypeYesNo                  // whether a sentence of it stands there
)

var factTypes = []string{"text", "date", "dates", "person", "people", "authority", "bodies", "enum", "yes_no"}

func (t FactType) String() string { return factTypes[t] }

// Where says which part of a document may hold a fact.
type Where uint8

// The parts of a document, in lines.
const (
	Front    Where = iota // the first three pages
	Title                 // the title block above the first label or paragraph
	Opening               // the first sentences, below the greeting of a letter
	Back                  // the last four pages
	Anywhere              // the whole document
)

var wheres = []string{"front", "title", "opening", "back", "anywhere"}

func (w Where) String() string { return wheres[w] }

// A Fact is one thing that documents of a kind say of themselves.
type Fact struct {
	Pos
	Name      string // a fact of Columns, or a name of the profile's own
	Type      FactType
	Where     Where
	From      Day        // inspections that begin on it or later print it; earlier ones may
	Optional  bool       // its absence is no fault of the document
	Absent    bool       // documents of the kind never print it
	Signed    bool       // the value is the name under the close of a letter
	Labels    []*Pattern // a line begins with one, the value stands after it or on the next line
	Sentences []*Pattern // the value is what is captured
	No        []*Pattern // yes_no: sentences that deny it
	Values    []Value    // enum, bodies, people: what a sentence says
}

// Value is one value of an enumeration and how it is said.
type Value struct {
	Pos
	ID    string
	Forms []*Pattern
}

// Columns are the facts that have columns of their own in the table
// inspections, with their types. Any other fact goes into other_facts.
var Columns = map[string]FactType{
	"local_authority": TypePlace, "inspection_dates": TypeDates, "published_on": TypeDate, "letter_date": TypeDate,
	"previous_inspection": TypeDates, "lead_inspectors": TypePeople, "lead_inspector": TypePerson, "outcome": TypeEnum, "topic": TypeEnum,
	"inspectorates": TypeBodies, "partnership": TypeText, "responsible_bodies": TypeBodies, "next_inspection": TypeText,
	"plan_required": TypeYesNo, "plan_due_on": TypeDate,
}

// The roles a chapter can have: contexts of docs/design.md §4 by their names.
var Roles = []string{"finding", "recommendation", "strength", "summary", "background", "previous_inspection", "legend", "contents", "furniture"}

// Sides are what the findings of a chapter are about.
var Sides = []string{"none", "strength", "weakness"}

// ActionKinds are the kinds of things asked.
var ActionKinds = []string{"recommendation", "area_for_improvement", "priority_action", "requirement"}

// A Chapter says what stands under a heading.
type Chapter struct {
	Pos
	Heading []*Pattern // over the heading in lower case, without number, footnote digits and end mark
	Role    string
	Side    string     // "", "strength", "weakness"
	Asks    string     // kind of action its items are, "" where it asks nothing
	Level   int        // 1 a section of the report, 2 a judgement or its like, 3 below that; 0 by its type
	Holds   bool       // headings that the kind does not know stay inside it, however they are set
	Keeps   []*Pattern // with holds: of the headings that all kinds share, those that stay inside; none given: all
	Box     bool       // a box in a chapter: it ends where the text stands at the margin again
}

// A Table is a table of things asked: what its column heads are and what a row is.
type Table struct {
	Pos
	Under   []*Pattern // headings it stands under
	Columns []string   // action, responsible, due
	Heads   [][]*Pattern
	Asks    string
}

// A Rule gives standing text its role.
type Rule struct {
	Pos
	Text     *Pattern // how the paragraph, or the sentence, begins
	Role     string
	Sentence bool // a sentence of its own role in a paragraph of findings
}

// Grade is one grade of a kind and the ways it is printed.
type Grade struct {
	Pos
	ID    string
	Forms []*Pattern
}

// Judgement is one judgement of a kind.
type Judgement struct {
	Pos
	Key       string
	Labels    []string // label forms: "[x]" may be missing, "a|b" is either
	Patterns  []*Pattern
	Sentences []*Pattern // how a line begins that gives it: first the label is captured, then the grade
	Where     Where      // Front, or Anywhere: the front first
	From      Day        // given in inspections that begin on it or later
	Until     Day        // not given in inspections that begin on it or later
	InsteadOf string     // the key of the judgement whose place it takes from From on
	Missing   string     // status where none is printed, "" for unreadable
	Promised  []*Pattern // words of the title that promise it: missing then means unreadable
}

// Example is a document, or the start of one, with what must be read from it.
type Example struct {
	Pos
	Name    string
	Text    string
	Not     bool // the text is not of this kind
	Facts   map[string]string
	Roles   []ExampleRole
	Actions []ExampleAction // nil: not looked at; empty: nothing is asked
	Grades  map[string]string
}

// ExampleRole says of a sentence what it is.
type ExampleRole struct {
	Pos
	Text, Role, Side string
}

// ExampleAction is one thing asked.
type ExampleAction struct {
	Pos
	Kind, Responsible, Text string
	Due                     string // "" where it is not held
}

// parseDay reads YYYY-MM-DD.
func parseDay(s string) (Day, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Day{}, false
	}
	return Day{t.Year(), int(t.Month()), t.Day()}, true
}
