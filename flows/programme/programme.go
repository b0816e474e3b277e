package programme

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Programme is what the configuration says of the programme itself. It does
// not change while the program runs.
type Programme struct {
	Name           text.Pair // „Партньорства 2020“
	Club           text.Pair // who runs it, as people know it
	Funder         text.Pair // the funder's line, on every document
	About          text.Pair // two or three sentences for who has just arrived
	Description    text.Pair // what Telegram shows before Start, at most 512 characters
	Short          text.Pair // in the bot's profile, at most 120 characters
	Consent        ConsentText
	Contact        ContactPerson
	Municipalities []MunicipalityName
	Location       *time.Location
	Starts, Ends   time.Time // local midnight
	Targets        Targets
	Survey         flows.Form

	Events    []Plan
	Seating   Seating
	Reminders []Step           // in the order in which they come
	Needs     flows.Form       // food, access, travel: asked after registering; may have no questions
	Rating    []flows.Question // self-ratings, the same before and after a training
	Feedback  flows.Form       // after an event; may have no questions
	CallAfter time.Duration    // from the second reminder that nobody answered until they are to be called
	Nudges    []time.Time      // reminders of the survey, UTC, in their order
	Matrix    Matrix           // of ideas; may have no fields
	Digest    time.Duration    // the coordinators' morning digest: after local midnight; 0 for none
}

// ConsentText is what people agree to before anything of them is kept. A new
// text has a new version.
type ConsentText struct {
	Version string
	Text    text.Pair // short: what is kept, what for, how long
	More    text.Pair // behind „Прочети повече“
}

// ContactPerson is the human behind the bot.
type ContactPerson struct {
	Name  text.Pair
	Phone string
	Email string
	Hours text.Pair // when they can be called; may be empty
}

// Call says how to reach them: „обадете се на Мария Примерова, тел. 082 000 000“.
func (c ContactPerson) Call() text.Phrase {
	how := text.T("обадете се на %s, тел. %s", "call %s, phone %s").With(c.Name, c.Phone)
	if c.Phone == "" {
		how = text.T("пишете на %s", "write to %s").With(c.Name)
	}
	if c.Email != "" {
		how = text.Join("", how, text.T(", имейл %s", ", e-mail %s").With(c.Email))
	}
	if !c.Hours.Empty() {
		how = text.Join("", how, text.T(" (%s)", " (%s)").With(c.Hours))
	}
	return how
}

// MunicipalityName is a municipality of the programme.
type MunicipalityName struct {
	Code string
	Name text.Pair
}

// MunicipalityName returns the name behind a municipality's code.
func (p *Programme) MunicipalityName(code string) (text.Pair, bool) {
	for _, m := range p.Municipalities {
		if m.Code == code {
			return m.Name, true
		}
	}
	return text.Pair{}, false
}
