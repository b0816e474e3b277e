package flows

import (
	"time"

	"partnerbot/flows/text"
)

// Kind is the kind of a question.
type Kind string

const (
	One          Kind = "one"          // one choice
	Several      Kind = "several"      // several choices
	Scale        Kind = "scale"        // a number from Min to Max as buttons
	ShortText    Kind = "short"        // one line
	LongText     Kind = "long"         // as many messages as needed
	NumberKind   Kind = "number"       //
	Money        Kind = "money"        // euro
	Date         Kind = "date"         //
	Phone        Kind = "phone"        // with the contact button
	Email        Kind = "email"        //
	Organisation Kind = "organisation" // search in the register
	Municipality Kind = "municipality" // one of the programme's; Choices are filled in from there
	FileAnswer   Kind = "file"         // files or photos
	List         Kind = "list"         // short texts, one a message

	Organisations Kind = "organisations" // several of the register, or others by name
)

// Kinds are all kinds, for the configuration's errors and for tests.
var Kinds = []Kind{One, Several, Scale, ShortText, LongText, NumberKind, Money, Date, Phone, Email, Organisation, Municipality, FileAnswer, List, Organisations}

// Limits of the configuration that the wire sets: a button carries form,
// subject, question and choice in 64 bytes.
const (
	MaxQuestionCode = 24 // bytes of a question's code: a–z, 0–9 and _
	MaxChoiceCode   = 16 // bytes of a choice's code: a–z, 0–9, _ and -
	MaxChoices      = 30
)

// Question is one question of a form. What is stored are codes, so that texts
// can change and questions can move.
type Question struct {
	Code    string
	Kind    Kind
	Section text.Pair // heading of the part of the form it belongs to; may be empty
	Text    text.Pair
	Hint    text.Pair // a line below the question: an example, how to count; may be empty
	Choices []Choice  // one, several, municipality
	Low     text.Pair // scale: what Min and Max mean
	High    text.Pair
	Unit    text.Pair // number: what is counted

	Min, Max   *float64  // scale, number, money (euro), both inclusive; nil: no limit
	Whole      bool      // number: without a fraction
	From, To   time.Time // date, local midnight, both inclusive; zero: no limit
	Name       bool      // short text: the name of a person
	MaxLength  int       // texts: characters; 0: 200 for short, 10000 for long, 300 for an entry of a list
	MaxItems   int       // lists; 0: 30
	MaxChoices int       // several; 0: no limit
	MaxFiles   int       // file; 0: 10

	When []Condition // asked only if all hold

	// Check reads a text further: how it is kept, or what is amiss with it.
	// A question that has it takes words only, no voice or photo. For forms of the
	// program itself.
	Check func(typed string) (kept string, amiss text.Phrase)

	Skip     bool      // „Пропусни“ is offered
	Skipped  text.Pair // what it means to pass over the question: „без адрес“; empty: no more than that
	DontKnow bool      // „Не знам“ is offered
	Refuse   bool      // „Отказвам да отговоря“ is offered
}

// Choice is one possible answer of a question.
type Choice struct {
	Code  string
	Label text.Pair
	From  *float64 // a quantity: „3–5“ is From 3, To 5; „Над 5“ only From 6
	To    *float64
	Free  bool // asks for the person's own words: „Друго“
	Alone bool // several: excludes all others: „Нито едно“
}

// Quantity reports whether the choice stands for a quantity.
func (c Choice) Quantity() bool { return c.From != nil || c.To != nil }

// Condition holds when the earlier question was answered as it says. A
// condition on a question that is not answered, or passed over, does not hold.
type Condition struct {
	Question string
	Is       []string // any of these choices
	Not      []string // answered with none of these
	AtLeast  *float64 // number, scale
	AtMost   *float64
}

// Form is a list of questions that is filled in one at a time.
type Form struct {
	Name      string // "survey"; part of buttons and records, never shown
	Title     text.Pair
	Intro     text.Pair // before the first question; may be empty
	Thanks    text.Pair // after sending; may be empty
	Questions []Question
	Closes    time.Time // no changes from this instant on, UTC; zero: never
	Act       text.Pair // what the button that ends the summary says; empty: „Изпрати“
	More      [][]Tap   // buttons below the summary, of who opens the form
	Brief     bool      // no numbers and no summary: a form of one or two questions
}

// Until is until when the form takes changes, in the zone of Closes: „края на
// четвъртък, 16 април“, or where it closes in the middle of a day, „14:30 ч. на
// четвъртък, 16 април“. It stands after „до“ or „в“.
func (f *Form) Until(now time.Time) text.Localised {
	now = now.In(f.Closes.Location())
	if h, m, s := f.Closes.Clock(); h+m+s == 0 {
		return text.EndOf(f.Closes.Add(-time.Second), now)
	}
	return text.ClockOn(f.Closes, now)
}

// Question returns the question with the code.
func (f *Form) Question(code string) (*Question, bool) {
	for i := range f.Questions {
		if f.Questions[i].Code == code {
			return &f.Questions[i], true
		}
	}
	return nil, false
}
