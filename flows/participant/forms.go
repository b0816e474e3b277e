package participant

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// form opens a record by the names that sessions and buttons carry, if the
// person may fill it in.
func (c *chat) form(name, subject string) (flows.Filling, bool) {
	switch name {
	case personForm:
		return c.personFilling()
	case addingForm:
		return c.addingFilling(subject)
	case colleagueForm, colleaguesForm:
		return c.colleagueFilling(name, subject)
	case insteadForm:
		return c.insteadFilling(subject)
	case needsForm:
		return c.needsFilling(subject)
	case whyForm:
		return c.whyFilling(subject)
	case programme.BeforeForm:
		return c.beforeFilling(subject)
	case programme.AfterForm:
		return c.afterFilling(subject)
	case certificateForm:
		return c.certificateFilling(subject)
	case ideaForm:
		return c.ideaFilling(subject)
	case offForm, unsignForm:
		return c.reasonFilling(name, subject)
	case c.p.Survey.Name:
		id, ok := organisationOf(subject)
		if !ok {
			return nil, false
		}
		return c.surveyFilling(id)
	}
	if c.desk.IsForm(name) && c.mayDesk() {
		return c.desk.Form(c.tx, c.Turn, name, subject)
	}
	return nil, false
}

// openForm is the form that the session is in.
func (c *chat) openForm() (flows.Filling, bool) {
	if c.Session.Form == "" {
		return nil, false
	}
	return c.form(c.Session.Form, c.Session.Subject)
}

// leaveForm closes the form that the session is in. Its record may be gone: a
// coordinator has refused, the person has left.
func (c *chat) leaveForm() {
	f, open := c.openForm()
	if open {
		flows.Leave(c.Turn, f)
		return
	}
	s := c.Session
	if s.Form != "" {
		s.Form, s.Subject, s.Place, s.Back, s.Before, s.Pending = "", "", "", "", "", nil
	}
}

// everyForm lists the records that a message of the person may have gone into,
// the open one first.
func (c *chat) everyForm(open flows.Filling, isOpen bool) []flows.Filling {
	var all []flows.Filling
	if isOpen {
		all = append(all, open)
	}
	if f, ok := c.personFilling(); ok {
		all = append(all, f)
	}
	if person, _ := c.person(); person.Adding != nil {
		if f, ok := c.addingFilling(addingSubject(person.Adding)); ok {
			all = append(all, f)
		}
	}
	for _, m := range c.tx.Memberships.OfPerson(c.Person) {
		if f, ok := c.surveyFilling(m.Organisation); ok {
			all = append(all, f)
		}
	}
	for id := range c.tx.Ideas.All() {
		if f, ok := c.ideaFilling(id.String()); ok {
			all = append(all, f)
		}
	}
	for _, r := range c.tx.Registrations.OfPerson(c.Person) {
		for _, open := range []func(string) (flows.Filling, bool){c.needsFilling, c.beforeFilling, c.afterFilling} {
			if f, ok := open(r.ID.String()); ok {
				all = append(all, f)
			}
		}
	}
	return all
}

// subjectOf is how buttons and sessions name an organisation.
func subjectOf(id programme.OrganisationID) string { return strconv.FormatUint(uint64(id), 36) }

func organisationOf(subject string) (programme.OrganisationID, bool) {
	id, err := strconv.ParseUint(subject, 36, 64)
	return programme.OrganisationID(id), err == nil
}
