package participant

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// merged tells somebody that their organisation was put together with another record of
// it, if they still speak for it. What comes at night, since the program did not run, waits
// for the morning.
func (c *chat) merged(w flows.Due) {
	if at := c.p.ByDay(c.At); at.After(c.At) {
		c.Do(flows.Schedule{Key: w.Key, At: at, Kind: w.Kind, Ref: w.Ref, Person: w.Person})
		return
	}
	part := strings.SplitN(w.Ref, "/", 3)
	if len(part) != 3 {
		return
	}
	id, _ := organisationOf(part[0])
	o, ok := programme.OrganisationNow(c.tx, id)
	m, member := c.tx.Memberships.Get(programme.MembershipKey{Person: w.Person, Organisation: o.ID})
	if !ok || !member || programme.StandingOf(o, m) != programme.InForce {
		return
	}
	said := text.T("В списъка на координаторите %s беше записана два пъти. Сега записът е един.", "In the coordinators’ register, %s was entered twice. There is one record now.").With(text.Quote(o.Name))
	if at, err := strconv.Atoi(part[1]); err == nil && at >= 0 && at < len(o.Former) {
		said = text.T("В списъка на координаторите организацията Ви беше записана два пъти. Сега записът е един: %s вече е %s.",
			"In the coordinators’ register your organisation was entered twice. There is one record now: %s has become %s.").With(text.Quote(o.Former[at]), text.Quote(o.Name))
	}
	lines := []text.Phrase{said, text.T("Записванията, идеите и хората са заедно. Не е нужно да правите нищо.", "Its registrations, ideas and people are together. You need not do anything.")}
	if part[2] != "" {
		lines = append(lines, text.T("Проучването беше попълнено и от друг: броят се неговите отговори. Можете да ги видите и поправите от менюто.",
			"Somebody else had filled in the survey, too: their answers count. You can see and correct them from the menu."))
	}
	c.SayTo(w.Person, c.tx.Chats.Language(w.Person), flows.Screen{Text: text.Join("\n", lines...), Buttons: [][]flows.Tap{{menuTap()}}}, true)
}
