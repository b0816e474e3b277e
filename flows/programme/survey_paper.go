package programme

import (
	"slices"

	"partnerbot/flows"
)

// A coordinator answers the survey for an organisation that answers on paper or by phone.
// What they type goes into the organisation's response at once, like what its people
// answer in Telegram; who answered and who typed are kept apart.

// TypedDue is the kind of the due row with which who speaks for an organisation is told
// that a coordinator has typed answers of its survey. Its Ref is the organisation.
const TypedDue = "typed"

// RespondentNamed is the person whom the name means among those who speak for the
// organisation; 0: none, so the answers are nobody's in Telegram.
func RespondentNamed(tx *Tx, id OrganisationID, name string) flows.PersonID {
	if name == "" {
		return 0
	}
	for _, who := range RepresentativesOf(tx, id) {
		if person, _ := tx.People.Get(who); NameKey(person.Name) == NameKey(name) {
			return who
		}
	}
	return 0
}

// TypedFor is the answer as a coordinator has typed it for who answered. Its messages are
// the coordinator's, and are forgotten.
func TypedFor(a flows.Answer, typist, respondent flows.PersonID) flows.Answer {
	own := func(items []flows.Item) []flows.Item {
		items = slices.Clone(items)
		for i := range items {
			if items[i].By == typist {
				items[i].By, items[i].Message = respondent, 0
			}
		}
		return items
	}
	if a.By == typist {
		a.By, a.Typist = respondent, typist
	}
	a.Parts, a.DraftParts = nil, nil
	a.Value.Items = own(a.Value.Items)
	if a.Draft != nil {
		draft := *a.Draft
		draft.Items = own(draft.Items)
		a.Draft = &draft
	}
	a.History = slices.Clone(a.History)
	for i := range a.History {
		if past := &a.History[i]; past.By == typist {
			past.By, past.Typist = respondent, typist
		}
	}
	return a
}

// TellTyped has who speaks for the organisation told, by day, of what was typed for it.
func TellTyped(tx *Tx, t *flows.Turn, p *Programme, id OrganisationID) {
	for _, who := range RepresentativesOf(tx, id) {
		if who != t.Person {
			t.Do(flows.Schedule{Key: TypedDue + "/" + refOf(id) + "/" + who.String(), At: p.ByDay(tx.Now), Kind: TypedDue, Ref: refOf(id), Person: who})
		}
	}
}

// OpenDesk has a form of the coordinators' that needs no draft opened in the person's
// private chat.
func OpenDesk(tx *Tx, t *flows.Turn, key DraftKey) {
	ref := key.Form + "/" + key.Subject
	t.Do(flows.Schedule{Key: DeskDue + "/" + ref + "/" + key.Person.String(), At: tx.Now, Kind: DeskDue, Ref: ref, Person: key.Person})
}
