package participant

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// way is how somebody comes in, with all that a later yes needs. Buttons and the
// session carry it as a few characters, so that a yes works after the chat was
// forgotten, too: the code of an invitation, "=" with the number of an
// organisation that was found by name, or "+" for one that is to be added.
type way struct {
	carried      string
	organisation programme.Organisation // that it leads to; none for a new one
	invited      bool
}

const (
	wayFound = "="
	wayNew   = "+"
)

func found(id programme.OrganisationID) string { return wayFound + subjectOf(id) }

// adds reports whether the organisation is not there yet.
func (w way) adds() bool { return w.carried == wayNew }

// leads reports whether it leads to an organisation that is there.
func (w way) leads() bool { return w.organisation.ID != 0 }

// lookUp finds out where a button or a session leads; why says what is amiss.
// Who has no way, but is known, only agrees to a new text.
func (c *chat) lookUp(carried string) (w way, why text.Phrase) {
	w = way{carried: carried}
	over := text.T("Този бутон вече не важи.", "This button is no longer valid.")
	subject, byName := strings.CutPrefix(carried, wayFound)
	switch {
	case carried == "":
		if _, known := c.person(); !known {
			return w, over
		}
	case w.adds():
	case byName:
		id, ok := organisationOf(subject)
		o, exists := c.tx.Organisations.Get(id)
		if !ok || !exists || o.Standing == programme.Refused {
			return w, over
		}
		if why := c.mayName(carried, id); !why.Empty() {
			return w, why
		}
		w.organisation = o
	default:
		return c.byCode(carried)
	}
	return w, text.Phrase{}
}

// byCode is the way of who has an invitation.
func (c *chat) byCode(code string) (w way, why text.Phrase) {
	inv, why := c.tryCode(code)
	if !why.Empty() {
		return way{carried: code}, why
	}
	o, _ := c.tx.Organisations.Get(inv.Organisation)
	return way{carried: strings.ToUpper(code), organisation: o, invited: true}, why
}

// mayName guards the register: a button can be made up, and would otherwise show
// one organisation's name after the other. What was not shown just now counts as
// a search.
func (c *chat) mayName(carried string, id programme.OrganisationID) text.Phrase {
	if _, speaks := c.tx.Memberships.Get(c.membership(id)); speaks || c.Session.Consider == carried || c.listed(id) > 0 {
		return text.Phrase{}
	}
	return c.countSearch()
}

// membership is the key of the person's membership.
func (c *chat) membership(id programme.OrganisationID) programme.MembershipKey {
	return programme.MembershipKey{Person: c.Person, Organisation: id}
}

// line says how the person comes, for the message that asked.
func (c *chat) line(w way) text.Phrase {
	switch {
	case w.adds():
		return text.T("Нова организация.", "A new organisation.")
	case w.invited:
		return text.T("Покана за: <b>%s</b>%s.", "Invitation for: <b>%s</b>%s.").With(w.organisation.Name, c.where(w.organisation))
	}
	return text.T("<b>%s</b>%s.", "<b>%s</b>%s.").With(w.organisation.Name, c.where(w.organisation))
}

// where is the municipality behind an organisation's name.
func (c *chat) where(o programme.Organisation) text.Phrase {
	name, ok := c.p.MunicipalityName(o.Municipality)
	if !ok {
		name = text.Pair{BG: o.Municipality} // the words of the register
	}
	if name.Empty() || strings.Contains(o.Name, name.BG) {
		return text.Raw("")
	}
	return text.T(", %s", ", %s").With(name)
}

// joinTap is a button of joining; it carries the way.
func joinTap(label text.Phrase, verb, carried string) flows.Tap {
	return flows.Tap{Label: label, Data: joinButton + ":" + verb + ":" + carried}
}
