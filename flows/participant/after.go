package participant

import (
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// After an event who was there is thanked and asked how it was; who was missed is told
// so, and where the materials are. Who had cancelled hears nothing.

// afterDue sends that to who answers for the registration, if it still is so. On another
// day than the event's it is the only thing that they get unasked.
func (c *chat) afterDue(w flows.Due) {
	id, _ := programme.ParseRegistrationID(w.Ref)
	r, ok := c.tx.Registrations.Get(id)
	e, there := c.tx.Events.Get(r.Event)
	to := programme.Responsible(c.tx, r)
	if w.Expired || !ok || !there || to == 0 || !r.OnDoorList() || r.Presence == programme.Unknown ||
		e.State(c.At) != programme.EventOver || !c.tx.Chats.Reachable(to) {
		return
	}
	if c.p.Quiet(c.At) { // the machine was off when it was due
		programme.PutOffThanks(c.Turn, c.p, e, r, c.At)
		return
	}
	if today := c.local().Format(time.DateOnly); today != e.Day(c.p) {
		if last, _ := c.tx.Unasked.Get(to); last.Day == today && last.What != afterAbout {
			programme.PutOffThanks(c.Turn, c.p, e, r, c.p.Tomorrow(c.At))
			return
		}
		c.tx.Unasked.Put(to, programme.Unasked{Day: today, What: afterAbout})
	}
	about := e.Code + "/" + string(r.Presence)
	c.Do(flows.Say{
		To: to, Promise: flows.Once, Key: afterAbout + "/" + about + "/" + to.String(), About: afterAbout + "/" + about,
		Expires: e.ThanksExpire(), Paced: true,
	})
}

// afterAbout is the kind of these messages.
const afterAbout = "after"

// thanksButton begins what the buttons of these messages carry; what follows is as
// elsewhere. They stay: people come back to them days later.
const thanksButton = "t"

// lasting are the buttons as they stand below such a message.
func lasting(rows [][]flows.Tap) [][]flows.Tap {
	for _, row := range rows {
		for i := range row {
			row[i].Data = thanksButton + ":" + row[i].Data
		}
	}
	return rows
}

// afterWords writes such a message: of all seats of the event for which the person
// answers and that stand so.
func (c *chat) afterWords(ref string) (flows.Screen, bool) {
	code, presence, _ := strings.Cut(ref, "/")
	e, ok := c.tx.Events.Get(code)
	var seats []programme.Registration
	for _, r := range programme.RegistrationsAt(c.tx, code, c.Person) {
		if r.OnDoorList() && string(r.Presence) == presence && programme.Responsible(c.tx, r) == c.Person {
			seats = append(seats, r)
		}
	}
	if !ok || len(seats) == 0 || !e.Cancelled.IsZero() {
		return flows.Screen{}, false
	}
	if programme.Presence(presence) == programme.Absent {
		return c.missedWords(e, seats), true
	}
	return c.thanksWords(e, seats), true
}

// thanksWords thanks who was there, and says what there is for them.
func (c *chat) thanksWords(e programme.Event, seats []programme.Registration) flows.Screen {
	name := text.T("<b>%s</b>", "<b>%s</b>").With(eventName(e))
	lines := []text.Phrase{text.T("%s\nБлагодарим Ви, че дойдохте!", "%s\nThank you for coming!").With(name)}
	if who := c.colleagues(seats); len(who) == len(seats) {
		lines[0] = text.T("%s\nБлагодарим Ви за участието на %s.", "%s\nThank you for the participation of %s.").With(name, text.Join(", ", who...))
	}
	lines = append(lines, c.materialsLine(e))
	var rows [][]flows.Tap
	for _, r := range seats {
		rows = append(rows, c.afterRows(e, r, len(seats) > 1)...)
	}
	if n := c.opinionLength(seats); n > 0 {
		lines = append(lines, text.T("Как мина? Вашето мнение помага следващото да е по-добро: %s, %s.", "How was it? Your opinion helps to make the next one better: %s, %s.").
			With(text.Questions(n), text.Span(time.Duration(n)*25*time.Second)))
	}
	if e.CanCertify(seats[0], c.At) {
		lines = append(lines, text.T("От бутона долу ще получите и удостоверение за участие.", "With the button below you also get a certificate."))
	}
	return flows.Screen{Text: text.Join("\n\n", lines...), Buttons: append(lasting(append(rows, c.materialsRow(e))), flows.MenuRow())}
}

// opinionLength is how many questions the feedback has, of the first of the seats.
func (c *chat) opinionLength(seats []programme.Registration) int {
	f, ok := c.afterFilling(seats[0].ID.String())
	if !ok {
		return 0
	}
	return flows.ProgressOf(f.Form(), f.Answers()).All
}

// missedWords tells who was expected and did not come where they find what there was.
func (c *chat) missedWords(e programme.Event, seats []programme.Registration) flows.Screen {
	name := text.T("<b>%s</b>", "<b>%s</b>").With(eventName(e))
	said := text.T("%s\nСъжаляваме, че не успяхте да дойдете.", "%s\nWe are sorry that you could not come.").With(name)
	if who := c.colleagues(seats); len(who) == len(seats) {
		said = text.T("%s\nСъжаляваме, че %s не успя да дойде.", "%s\nWe are sorry that %s could not come.").With(name, text.Join(", ", who...))
	}
	return flows.Screen{
		Text: text.Join("\n\n", said, c.materialsLine(e), text.T("Ако сме Ви отбелязали погрешно, натиснете „Питай човек“.",
			"If we have noted that wrongly, press “Ask a person”.")),
		Buttons: append(lasting([][]flows.Tap{c.materialsRow(e), {upcomingTap()}}), flows.MenuRow()),
	}
}

// colleagues are those of the seats in which somebody else than the person comes.
func (c *chat) colleagues(seats []programme.Registration) []text.Phrase {
	var out []text.Phrase
	for _, r := range seats {
		if r.Attendee != "" {
			out = append(out, c.attendee(r))
		}
	}
	return out
}

func (c *chat) materialsLine(e programme.Event) text.Phrase {
	if len(c.openMaterials(e)) == 0 {
		return text.Phrase{}
	}
	return text.T("Материалите са за Вас и Вашата организация: отварят се от бутона.", "The materials are for you and your organisation: open them with the button.")
}

func (c *chat) materialsRow(e programme.Event) []flows.Tap {
	if len(c.openMaterials(e)) == 0 {
		return nil
	}
	return []flows.Tap{eventTap(labelMaterials, eventFiles, e.Code)}
}

// ratingRow leads to the self-rating before the first of the events for which it is open
// and was not given: for a reminder, where it stays. Just before an event there are more
// important things.
func (c *chat) ratingRow(events []programme.Event) [][]flows.Tap {
	for _, e := range events {
		if c.daysTo(e.Start.At) < 2 {
			continue
		}
		for _, r := range programme.RegistrationsAt(c.tx, e.Code, c.Person) {
			if f, ok := c.beforeFilling(r.ID.String()); ok && f.Sent().IsZero() {
				return lasting([][]flows.Tap{{{Label: labelBefore, Data: flows.OpenButton(programme.BeforeForm, r.ID.String())}}})
			}
		}
	}
	return nil
}

var labelBefore = text.T("Няколко въпроса преди това", "A few questions before")

// afterRows are the buttons of what is open for a registration besides the seat itself:
// the self-rating before a training, and afterwards feedback and certificate. named: who
// comes is named, since there are several.
func (c *chat) afterRows(e programme.Event, r programme.Registration, named bool) [][]flows.Tap {
	who := text.Phrase{}
	if named {
		who = text.T(": %s", ": %s").With(clipped(c.attendee(r), 14))
	}
	var rows [][]flows.Tap
	add := func(label text.Phrase, data string) {
		rows = append(rows, []flows.Tap{{Label: text.Join("", label, who), Data: data}})
	}
	if f, ok := c.beforeFilling(r.ID.String()); ok {
		if f.Sent().IsZero() {
			add(labelBefore, flows.OpenButton(programme.BeforeForm, r.ID.String()))
		}
	}
	if f, ok := c.afterFilling(r.ID.String()); ok {
		label := text.T("Как мина?", "How was it?")
		if !f.Sent().IsZero() {
			label = text.T("Вашето мнение", "Your opinion")
		}
		add(label, flows.OpenButton(programme.AfterForm, r.ID.String()))
	}
	if e.CanCertify(r, c.At) && programme.Responsible(c.tx, r) == c.Person {
		add(labelCertificate, doorTap(text.Phrase{}, doorCertificate, r.ID).Data)
	}
	return rows
}
