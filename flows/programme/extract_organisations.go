package programme

import (
	"slices"
	"time"

	"partnerbot/flows/text"
)

// enrolled is an organisation with what is to be said of it.
type enrolled struct {
	State
	people int       // who speak for it and have finished joining
	joined time.Time // when the first of them had
	issued time.Time // its invitation
}

// enrolledIn are all organisations: first those that count, in the order in which they
// are shown everywhere, then those that wait or were refused.
func enrolledIn(x *extracting) []Organisation {
	var out []Organisation
	for _, o := range x.tx.Organisations.All() {
		if x.here(o.Municipality) {
			out = append(out, o)
		}
	}
	byTown := x.p.byTown()
	slices.SortStableFunc(out, func(a, b Organisation) int {
		if in := (a.Standing == InForce); in != (b.Standing == InForce) {
			if in {
				return -1
			}
			return 1
		}
		return byTown(a, b)
	})
	return out
}

// stateOf is what is to be said of the organisation.
func (x *extracting) stateOf(o Organisation) []enrolled {
	e := enrolled{State: State{Organisation: o}}
	for _, key := range x.tx.Memberships.OfOrganisation(o.ID) {
		m, _ := x.tx.Memberships.Get(key)
		person, _ := x.tx.People.Get(key.Person)
		if m.Standing != InForce || person.Joined.IsZero() {
			continue
		}
		since := m.Since
		if person.Joined.After(since) {
			since = person.Joined
		}
		if e.people == 0 || since.Before(e.joined) {
			e.joined = since
		}
		e.people++
	}
	if inv, ok := x.tx.Invitations.Get(o.Invitation); ok {
		e.issued = inv.Created
	}
	r, begun := x.tx.Responses.Get(ResponseKey{Survey: x.p.Survey.Name, Organisation: o.ID})
	e.Joined = e.people > 0
	e.respond(x.p, r, begun)
	return []enrolled{e}
}

// extractOrganisations is one row an organisation. The codes of invitations are not in
// it: whoever has one can speak for the organisation.
func extractOrganisations(x *extracting) *extraction {
	e := Extract{
		Code: "organisations", Title: text.Pair{BG: "Организации", EN: "Organisations"}, File: text.Pair{BG: "organizatsii", EN: "organisations"},
		About: text.Pair{
			BG: "един ред за всяка организация: от регистъра и добавена в бота, и тези, които чакат одобрение или са отказани",
			EN: "one row an organisation: of the register and added in the bot, and those that wait for approval or were refused",
		},
	}
	return fill(e, enrolledIn(x), x.stateOf, []field[enrolled]{
		col("number", CellNumber, "Номер", "Number", func(o enrolled) any { return int(o.ID) }),
		col("name", CellText, "Организация", "Organisation", func(o enrolled) any { return o.Name }),
		col("kind", CellCoded, "Вид", "Kind", func(o enrolled) any { return codedCell(o.Kind, organisationKinds) }),
		col("municipality", CellCoded, "Община", "Municipality", func(o enrolled) any { return x.townOf(o.Municipality) }),
		col("eik", CellText, "ЕИК", "EIK", func(o enrolled) any { return wordsCell(o.EIK) }),
		col("standing", CellCoded, "Състояние", "Standing", func(o enrolled) any { return standingCell(o.Standing) }),
		col("people", CellNumber, "Представители", "Representatives", func(o enrolled) any { return o.people }).
			saying("колко души са се присъединили от нейно име", "how many people have joined on its behalf"),
		col("joined", CellTime, "Присъединена", "Joined", func(o enrolled) any { return timeCell(o.joined) }).
			saying("кога се е присъединил първият човек", "when the first person joined"),
		col("survey", CellCoded, "Проучване", "Survey", func(o enrolled) any { return stageCell(o.State) }).
			saying("само за НПО, които участват: другите не се питат", "of NGOs that take part only: the others are not asked"),
		col("answers", CellNumber, "Отговори", "Answers", func(o enrolled) any { return ofAsked(o.State, o.Answers.Done) }),
		col("questions", CellNumber, "От въпроси", "Of questions", func(o enrolled) any { return ofAsked(o.State, o.Answers.All) }),
		col("invitation", CellCoded, "Покана", "Invitation", func(o enrolled) any { return invitationCell(o) }),
		col("invited", CellTime, "Покана от", "Invitation of", func(o enrolled) any { return timeCell(o.issued) }).
			saying("кога е издадена поканата, която важи", "when the invitation in force was issued"),
		col("contact", CellText, "Лице за контакт", "Contact", func(o enrolled) any { return wordsCell(o.Contact.Name) }).
			saying("от регистъра на Клуба", "of the Club’s register"),
		col("contact_phone", CellText, "Телефон за контакт", "Contact’s phone", func(o enrolled) any { return wordsCell(o.Contact.Phone) }),
		col("contact_email", CellText, "Имейл за контакт", "Contact’s e-mail", func(o enrolled) any { return wordsCell(o.Contact.Email) }),
		col("added", CellTime, "Добавена", "Added", func(o enrolled) any { return timeCell(o.Added) }),
	})
}

var organisationKinds = map[OrganisationKind]text.Pair{
	NGO: {BG: "НПО", EN: "NGO"}, Municipality: {BG: "община", EN: "municipality"}, Institution: {BG: "институция", EN: "institution"},
}

// standingCell is whether an organisation, or a membership, counts.
func standingCell(s Standing) any {
	switch s {
	case Proposed:
		return Coded{"proposed", text.Pair{BG: "чака одобрение", EN: "waits for approval"}}
	case Refused:
		return Coded{"refused", text.Pair{BG: "отказана", EN: "refused"}}
	}
	return Coded{"in_force", text.Pair{BG: "участва", EN: "takes part"}}
}

// asked reports whether the survey is for the organisation.
func asked(s State) bool { return s.Kind == NGO && s.Standing == InForce }

func ofAsked(s State, n int) any {
	if !asked(s) {
		return nil
	}
	return n
}

func stageCell(s State) any {
	if !asked(s) {
		return nil
	}
	switch s.Stage {
	case NotJoined:
		return Coded{"not_joined", text.Pair{BG: "не се е присъединила", EN: "has not joined"}}
	case NotBegun:
		return Coded{"not_begun", text.Pair{BG: "не е започнала", EN: "has not begun"}}
	case Begun:
		return Coded{"begun", text.Pair{BG: "започнала, неизпратено", EN: "begun, not sent"}}
	case Accepted:
		return Coded{"accepted", text.Pair{BG: "прието от координатор", EN: "accepted by a coordinator"}}
	}
	return Coded{"sent", text.Pair{BG: "изпратила", EN: "sent"}}
}

func invitationCell(o enrolled) any {
	switch {
	case o.Invitation == "":
		return Coded{"none", text.Pair{BG: "няма", EN: "none"}}
	case o.people > 0:
		return Coded{"joined", text.Pair{BG: "има, вече се присъединиха", EN: "issued, has joined"}}
	}
	return Coded{"open", text.Pair{BG: "издадена, още никой", EN: "issued, nobody yet"}}
}
