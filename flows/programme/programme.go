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
