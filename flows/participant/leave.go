package participant

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of „Моите организации“: "org", "org:leave:a", "org:left:a:k2".
const organisationsButton = "org"

const (
	orgLeave   = "leave" // asks first
	orgLeft    = "left"
	orgDrop    = "drop" // what is being described; asks first
	orgDropped = "dropped"
)

// Places of a session there. Consider holds what a typed yes would mean.
const (
	placeOrganisations = "org/list"
	placeLeaving       = "org/leave"
)

// Names of the screens.
const (
	organisationsName = "organisations"
	leavingName       = "leaving"
)

var (
	labelLeave   = text.T("Да, напускам", "Yes, leave")
	labelStay    = text.T("Не, оставам", "No, stay")
	labelDropNew = text.T("Да, откажи я", "Yes, drop it")
	labelKeepNew = text.T("Не, остава", "No, keep it")
)

// organisationsTap opens „Моите организации“.
func organisationsTap() flows.Tap {
	return flows.Tap{Label: text.T("Моите организации", "My organisations"), Data: organisationsButton}
}

// organisations shows for whom the person speaks, with the ways to speak for one
// more, or no longer.
func (c *chat) organisations() {
	person, ok := c.person()
	if !ok || !c.agreed(person) || person.Joined.IsZero() {
		c.menu()
		return
	}
	c.leaveForm()
	lines := []text.Phrase{text.T("<b>Моите организации</b>", "<b>My organisations</b>")}
	var rows [][]flows.Tap
	for i, o := range c.mine() {
		m, _ := c.tx.Memberships.Get(c.membership(o.ID))
		lines = append(lines, text.T("%d. <b>%s</b>%s%s", "%d. <b>%s</b>%s%s").With(i+1, o.Name, c.where(o), standingWords(programme.StandingOf(o, m))))
		if programme.StandingOf(o, m) != programme.Refused {
			rows = append(rows, []flows.Tap{orgTap(text.T("Напускам %d. %s", "Leave %d. %s").With(i+1, text.Clip(o.Name, 17)), orgLeave, subjectOf(o.ID))})
		}
	}
	if len(lines) == 1 {
		lines = append(lines, text.T("Засега не представлявате никоя.", "You represent none at the moment."))
	}
	if person.Adding != nil {
		lines = append(lines, c.addingLine())
		rows = append(rows, []flows.Tap{c.addingTap()}, []flows.Tap{orgTap(text.T("Откажи новата", "Drop the new one"), orgDrop, addingSubject(person.Adding))})
	}
	rows = append(rows, []flows.Tap{joinTap(text.T("Добави организация", "Add an organisation"), joinFind, "")}, flows.MenuRow())
	c.Session.Place, c.Session.Consider = placeOrganisations, ""
	c.Say(flows.Screen{Text: text.Join("\n", lines...), Buttons: rows, Name: organisationsName})
}

func standingWords(s programme.Standing) text.Phrase {
	switch s {
	case programme.Proposed:
		return text.T(" – чака потвърждение от координатор", " – waits for a coordinator’s approval")
	case programme.Refused:
		return text.T(" – координатор не потвърди, че я представлявате", " – a coordinator did not confirm that you represent it")
	}
	return text.Raw("")
}

// mine are the organisations for which the person speaks or wants to speak.
func (c *chat) mine() []programme.Organisation {
	var out []programme.Organisation
	for _, key := range c.tx.Memberships.OfPerson(c.Person) {
		if o, ok := c.tx.Organisations.Get(key.Organisation); ok {
			out = append(out, o)
		}
	}
	return out
}

func orgTap(label text.Phrase, verb string, refs ...string) flows.Tap {
	return flows.Tap{Label: label, Data: strings.Join(append([]string{organisationsButton, verb}, refs...), ":")}
}

// pressOrganisations answers the buttons of „Моите организации“.
func (c *chat) pressOrganisations(data string) {
	verb, ref, _ := strings.Cut(data, ":")
	if !c.hasAgreed() || verb == "" {
		flows.Retire(c.Turn, leavingName) // „Не, оставам“
		c.organisations()
		return
	}
	switch verb {
	case orgLeave:
		c.askLeave(ref)
	case orgLeft:
		c.leave(ref)
	case orgDrop:
		c.askDrop(ref)
	case orgDropped:
		c.drop(ref)
	default:
		c.notMine()
	}
}

// askLeave says what stays and what goes, and asks first.
func (c *chat) askLeave(subject string) {
	o, m, ok := c.membershipIn(subject)
	if !ok {
		c.notMine()
		return
	}
	lines := []text.Phrase{text.T("Да Ви отпиша ли от <b>%s</b>?", "Shall I take you off <b>%s</b>?").With(o.Name)}
	alone := len(c.tx.Memberships.OfOrganisation(o.ID)) == 1
	switch apart := programme.AnswersOf(c.p.Survey.Name, o, c.Person, m).Applicant != 0; {
	case o.Standing == programme.Proposed && alone:
		lines = append(lines, text.T("Предложението за нея отпада, заедно с отговорите в проучването.",
			"Its proposal goes, together with the answers to the survey."))
	case apart:
		lines = append(lines, text.T("Заявката Ви отпада. Отговорите, които дадохте, докато чакахте, ще се изтрият.",
			"Your request goes. The answers that you gave while waiting will be deleted."))
	default:
		if o.Kind == programme.NGO {
			lines = append(lines, text.T("Отговорите в проучването остават на организацията, с името Ви до тези, които сте дали Вие.",
				"The answers to the survey stay with the organisation, with your name beside those that you gave."))
		}
		if len(c.ideasWhere(func(i programme.Idea) bool { return slices.Contains(i.Authors, o.ID) })) > 0 {
			lines = append(lines, text.T("Идеите ѝ остават при нея.", "Its ideas stay with it."))
		}
		if alone {
			lines = append(lines, text.T("Друг представител засега няма. Нов може да се включи с поканата или по името.",
				"There is no other representative yet. A new one can join by the invitation or by name."))
		}
		if seats := programme.SeatsIn(c.tx, c.membership(o.ID)); len(seats) > 0 {
			lines = append(lines, text.T("Мястото за %s остава на организацията: поема го колега, а ако няма такъв, ще се обадим. Ако няма да дойде никой, първо освободете мястото.",
				"The seat at %s stays the organisation’s: a colleague takes it over, and where there is none we will call. If nobody will come, give the seat up first.").
				With(text.Count(len(seats), "предстоящо събитие", "предстоящи събития", "event to come", "events to come")))
		}
		lines = append(lines, text.T("Може да се върнете по всяко време.", "You can come back at any time."))
	}
	c.confirm(text.Join("\n", lines...), orgTap(labelLeave, orgLeft, subject, since(m.Since)), labelStay)
}

// confirm asks before something that cannot be taken back.
func (c *chat) confirm(question text.Phrase, yes flows.Tap, no text.Phrase) {
	c.unpress()
	c.leaveForm()
	flows.Retire(c.Turn, leavingName)
	c.Session.Place, c.Session.Consider = placeLeaving, strings.TrimPrefix(yes.Data, organisationsButton+":")
	c.Say(flows.Screen{
		Text:    question,
		Buttons: [][]flows.Tap{{yes, {Label: no, Data: organisationsButton}}, flows.MenuRow()},
		Name:    leavingName,
	})
}

// since tells one time of speaking for an organisation from a later one, so that
// an old yes does not end that.
func since(t time.Time) string { return strconv.FormatInt(t.Unix(), 36) }

// membershipIn is what the person can leave: not what was refused, or it could
// be asked for again.
func (c *chat) membershipIn(subject string) (programme.Organisation, programme.Membership, bool) {
	id, ok := organisationOf(subject)
	m, member := c.tx.Memberships.Get(c.membership(id))
	o, exists := c.tx.Organisations.Get(id)
	return o, m, ok && member && exists && programme.StandingOf(o, m) != programme.Refused
}

// leave ends the membership that was confirmed.
func (c *chat) leave(ref string) {
	subject, from, _ := strings.Cut(ref, ":")
	o, m, ok := c.membershipIn(subject)
	if !ok || since(m.Since) != from {
		c.notMine()
		return
	}
	c.leaveForm()
	key := c.membership(o.ID)
	c.desk.Withdrawn(c.tx, c.Turn, key)
	programme.Leave(c.tx, c.Turn, c.p, key)
	c.tx.Audit(programme.AuditLine{At: c.At, By: c.Person, What: "left", Ref: subject, Before: string(m.Standing)})
	what := text.T("✅ Вече не представлявате %s.", "✅ You no longer represent %s.")
	if m.Standing == programme.Proposed {
		what = text.T("✅ Заявката Ви за %s е оттеглена.", "✅ Your request for %s is withdrawn.")
	}
	c.done(what.With(text.Quote(o.Name)))
}

// notMine answers a yes to what has ended already.
func (c *chat) notMine() {
	c.note(text.T("Този бутон вече не важи. Ето как стоят нещата сега.", "This button is no longer valid. This is how things stand now."))
	c.unpress()
	c.organisations()
}

// askDrop asks before what was described so far is deleted.
func (c *chat) askDrop(subject string) {
	if _, ok := c.addingFilling(subject); !ok {
		c.notMine()
		return
	}
	c.confirm(text.T("Да се откажем ли от новата организация? Записаното за нея ще се изтрие.",
		"Shall we drop the new organisation? What is recorded about it will be deleted."), orgTap(labelDropNew, orgDropped, subject), labelKeepNew)
}

func (c *chat) drop(subject string) {
	if _, ok := c.addingFilling(subject); !ok {
		c.notMine()
		return
	}
	c.leaveForm()
	p, _ := c.person()
	p.Adding = nil
	c.tx.People.Put(c.Person, p)
	c.done(text.T("✅ Изтрих записаното за новата организация.", "✅ What was recorded about the new organisation is deleted."))
}

// done puts what was done in place of the question, and goes on.
func (c *chat) done(what text.Phrase) {
	name := ""
	if _, pressed := c.What.(flows.Press); !pressed {
		name = leavingName
	}
	c.Change(name, flows.Screen{Text: what}, true)
	c.menu()
}

// typedAtOrganisations does what was typed there; false for anything else.
func (c *chat) typedAtOrganisations(typed string) bool {
	yes, answered := readAnswer(typed, labelLeave, labelStay)
	if strings.HasPrefix(c.Session.Consider, orgDropped) {
		yes, answered = readAnswer(typed, labelDropNew, labelKeepNew)
	}
	switch {
	case c.Session.Place == placeLeaving && answered && yes:
		c.pressOrganisations(c.Session.Consider)
	case c.Session.Place == placeLeaving && answered:
		flows.Retire(c.Turn, leavingName)
		c.organisations()
	case c.Session.Place == placeOrganisations && says(typed, "Добави организация", "Add an organisation", "Добави"):
		c.find()
	case c.Session.Place == placeOrganisations:
		return c.typedLeave(typed)
	default:
		return false
	}
	return true
}

// isOrganisations reports whether somebody typed „моите организации“.
func isOrganisations(typed string) bool {
	return says(typed, "Моите организации", "My organisations")
}

// typedLeave understands „Напускам 2“.
func (c *chat) typedLeave(typed string) bool {
	word, rest, _ := strings.Cut(strings.TrimSpace(typed), " ")
	if !says(word, "Напускам", "Leave") {
		return false
	}
	mine := c.mine()
	n, ok := text.ReadPositions(rest, len(mine))
	switch {
	case ok && len(n) == 1:
		c.askLeave(subjectOf(mine[n[0]-1].ID))
	case rest == "" && len(mine) == 1:
		c.askLeave(subjectOf(mine[0].ID))
	default:
		c.organisations()
	}
	return true
}
