package coordinator

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of what became of a broadcast.
const (
	verbCastWho   = "castwho"   // broadcast, state, page: who they are
	verbCastAgain = "castagain" // broadcast, person or everybody, how it stood, "ask" or "yes": send once more
	verbCastGot   = "castgot"   // broadcast, person or everybody, how it stood: they have it
)

// everyone stands for all who are unconfirmed, where a person could stand.
const everyone = "-"

// recipientsShown is how many names stand on a page; with buttons, fewer.
const (
	recipientsShown  = 20
	unconfirmedShown = 6
)

// castStates are the states that a report names, as short codes in buttons: with what is
// said of so many, and the title of their list.
func castStates() []castStateWords {
	return []castStateWords{
		{programme.RecipientSent, "s", text.T("", ""), text.T("Стигна до", "It has reached")},
		{programme.RecipientLater, "l", text.T("Утре или по-късно: %s. За днес вече има съобщение или напомняне.", "Tomorrow or later: %s. For today there is a message or a reminder already."), text.T("Утре или по-късно", "Tomorrow or later")},
		{programme.RecipientBlocked, "b", text.T("Спрели бота: %s. Ще стигне до тях само при връщане до 7 дни.", "Have stopped the bot: %s. It reaches them only on coming back within 7 days."), text.T("Спрели са бота", "Have stopped the bot")},
		{programme.RecipientFailed, "f", text.T("Telegram не прие съобщението до %s.", "Telegram did not accept the message to %s."), text.T("Telegram не прие", "Telegram did not accept")},
		{programme.RecipientUnconfirmed, "u", text.T("❓ Не е сигурно дали стигна до %s. Сам няма да го пратя пак, за да не го получат два пъти.", "❓ It is not certain whether it reached %s. I will not send it again by myself, so that they do not get it twice."), text.T("Не е сигурно", "Not certain")},
		{programme.RecipientUnsent, "n", text.T("Не е изпратено на %s.", "It was not sent to %s."), text.T("Не е изпратено", "Not sent")},
	}
}

type castStateWords struct {
	state programme.RecipientState
	code  string
	said  text.Phrase // with a place for how many
	title text.Phrase
}

// castReport is what a card says of the recipients, with the buttons to their names.
func (g *group) castReport(b programme.Broadcast, n programme.Progress) (lines []text.Phrase, rows [][]flows.Tap) {
	all := n.All()
	if all == 0 && b.State == programme.BroadcastSending {
		lines = append(lines, text.T("Преброявам получателите.", "I am counting the recipients."))
	} else {
		lines = append(lines, text.T("Стигна до <b>%d от %s</b>.", "It has reached <b>%d of %s</b>.").With(n[programme.RecipientSent], text.People(all)))
	}
	if b.State == programme.BroadcastSending && all > 0 {
		lines = append(lines, bar(n[programme.RecipientSent], all))
	}
	if now := n[programme.RecipientWaiting] + n[programme.RecipientQueued]; now > 0 && b.State == programme.BroadcastSending {
		going := text.T("На път: %s.", "On the way: %s.").With(text.People(now))
		if at := g.p.ByDay(g.At); at.After(g.At) {
			going = text.T("Остава за %s: %s. Нощем не пиша.", "Left for %s: %s. I do not write at night.").With(text.DayTime(g.local(at), g.local(g.At)), text.People(now))
		}
		lines = append(lines, going)
	}
	var row []flows.Tap
	for _, of := range castStates() {
		count := n[of.state]
		if count == 0 {
			continue
		}
		if of.state == programme.RecipientBlocked && (b.State == programme.BroadcastStopped || !b.CanResend(g.tx)) {
			of.said = text.T("Спрели бота: %s. До тях няма да стигне.", "Have stopped the bot: %s. It will not reach them.")
		}
		if !of.said.Empty() {
			lines = append(lines, of.said.With(text.People(count)))
		}
		row = append(row, tap(text.T("%s: %d", "%s: %d").With(of.title, count), verbCastWho, b.ID.String(), of.code, "0"))
		if len(row) == 2 {
			rows, row = append(rows, row), nil
		}
	}
	rows = append(rows, row)
	switch left := b.CanResume(g.tx); {
	case b.State == programme.BroadcastSending:
		rows = append([][]flows.Tap{{tap(text.T("⏹ Спри", "⏹ Stop"), verbCastStop, b.ID.String())}}, rows...)
	case left > 0:
		rows = append([][]flows.Tap{{tap(text.T("Продължи до %s", "Go on to %s").With(text.People(left)), verbCastOn, b.ID.String())}}, rows...)
	}
	return lines, rows
}

// castNames turns the list of those in a state. From the card it is a message of its own:
// the card goes on changing.
func (g *group) castNames(refs []string) {
	b, ok := g.castIn(refs[0])
	if !ok {
		return
	}
	page, _ := strconv.Atoi(refs[2])
	s := g.castNamesPage(b, refs[1], page)
	if n, _ := g.Messages.Newest(castCardName(b)); n != g.Message {
		g.change(s)
		return
	}
	s.ReplyTo = g.Message
	g.say(s)
}

func (g *group) castNamesPage(b programme.Broadcast, code string, page int) flows.Screen {
	of := castStates()[0]
	for _, one := range castStates() {
		if one.code == code {
			of = one
		}
	}
	doubtful := of.state == programme.RecipientUnconfirmed
	people := g.tx.Recipients.In(b.ID, of.state, 0)
	shown := recipientsShown
	if doubtful {
		shown = unconfirmedShown
	}
	v := viewOf(len(people), shown, page)
	s := flows.Screen{}
	lines := []text.Phrase{v.titled(text.T("<b>Съобщение № %d · %s</b>: %s", "<b>Message No. %d · %s</b>: %s").With(int(b.ID), of.title, text.People(len(people))))}
	for i, id := range people[v.from:v.to] {
		who := g.whoIs(id)
		if why := g.unsentWhy(b, id); !why.Empty() {
			who = text.T("%s: %s", "%s: %s").With(who, why)
		}
		lines = append(lines, text.T("%d. %s", "%d. %s").With(v.from+i+1, who))
		s.Among = append(s.Among, id)
		if doubtful {
			s.Buttons = append(s.Buttons, []flows.Tap{
				tap(text.T("%d. Прати пак", "%d. Send again").With(v.from+i+1), verbCastAgain, b.ID.String(), refOf(id), g.triesOf(b, id), "ask"),
				tap(text.T("%d. Получено е", "%d. They have it").With(v.from+i+1), verbCastGot, b.ID.String(), refOf(id), g.triesOf(b, id)),
			})
		}
	}
	if doubtful && len(people) > 1 {
		s.Buttons = append(s.Buttons, []flows.Tap{
			tap(text.T("Прати пак на %s", "Send again to %s").With(text.People(len(people))), verbCastAgain, b.ID.String(), everyone, g.triesOf(b, people...), "ask"),
			tap(text.T("Всички го имат", "All have it"), verbCastGot, b.ID.String(), everyone, g.triesOf(b, people...)),
		})
	}
	s.Buttons = append(s.Buttons,
		v.taps(func(label text.Phrase, page int) flows.Tap {
			return tap(label, verbCastWho, b.ID.String(), of.code, strconv.Itoa(page))
		}),
		[]flows.Tap{tap(text.T("‹ Към съобщението", "‹ To the message"), verbCast, b.ID.String())})
	s.Text = text.Join("\n", lines...)
	return s
}

// whoIs is the person with the organisations they speak for.
func (g *group) whoIs(id flows.PersonID) text.Phrase {
	name := text.Raw(g.nameOf(id))
	if g.nameOf(id) == "" {
		name = text.T("човек без име", "somebody without a name")
	}
	parts := []text.Phrase{name}
	for _, key := range g.tx.Memberships.OfPerson(id) {
		if o, ok := g.tx.Organisations.Get(key.Organisation); ok {
			parts = append(parts, text.Raw(text.Clip(o.Name, 60)))
		}
	}
	return text.Join(" · ", parts...)
}

// unsentWhy says why the broadcast does not go to somebody; empty where it does.
func (g *group) unsentWhy(b programme.Broadcast, id flows.PersonID) text.Phrase {
	r, _ := g.tx.Recipients.Get(programme.RecipientKey{Broadcast: b.ID, Person: id})
	switch {
	case r.State != programme.RecipientUnsent:
		return text.Phrase{}
	case r.Why == programme.UnsentStopped:
		return text.T("спряно преди това", "stopped before")
	case r.Why == programme.UnsentExpired:
		return text.T("не остана ден за него", "no day was left for it")
	}
	return text.T("междувременно не е сред получателите", "meanwhile not among the recipients")
}

// unsureOf are whom a button speaks of: nobody, where it stands otherwise by now than
// when the button was made. So a press that comes twice, or late, decides nothing that
// whoever pressed has not seen.
func (g *group) unsureOf(b programme.Broadcast, ref, tries string) []flows.PersonID {
	people := []flows.PersonID{personOf(ref)}
	if ref == everyone {
		people = b.Unconfirmed(g.tx)
	}
	if g.triesOf(b, people...) != tries {
		return nil
	}
	return people
}

// triesOf says how it stands with people who are unconfirmed: how many they are, and how
// often it was tried to reach them. It is different after each decision and each new
// doubt.
func (g *group) triesOf(b programme.Broadcast, people ...flows.PersonID) string {
	count, tries := 0, 0
	for _, id := range people {
		if r, ok := g.tx.Recipients.Get(programme.RecipientKey{Broadcast: b.ID, Person: id}); ok && r.State == programme.RecipientUnconfirmed {
			count, tries = count+1, tries+r.Rows
		}
	}
	return strconv.Itoa(count) + "." + strconv.Itoa(tries)
}

// castAgain sends once more to who may have it already: only after a yes.
func (g *group) castAgain(refs []string) {
	b, ok := g.castIn(refs[0])
	if !ok {
		return
	}
	people := g.unsureOf(b, refs[1], refs[2])
	switch {
	case !b.CanResend(g.tx):
		g.toast(text.T("Минаха 7 дни: това съобщение вече не се праща. Ако е важно, обадете се.", "7 days are over: this message is not sent any more. If it matters, call them."))
		return
	case g.anotherGoes(b):
		return
	case len(people) == 0:
		g.decidedUnsure(b, 0, text.Phrase{})
		return
	case refs[3] != "yes":
		s := flows.Screen{
			Text: text.T("Да пратя ли съобщение № %d пак на %s? Може вече да го имат и да го получат втори път.", "Shall I send message No. %d to %s again? They may have it already, and get it a second time.").With(int(b.ID), text.People(len(people))),
			Buttons: [][]flows.Tap{{
				tap(text.T("Не", "No"), verbCastWho, b.ID.String(), "u", "0"),
				tap(text.T("Да, прати пак", "Yes, send again"), verbCastAgain, b.ID.String(), refs[1], refs[2], "yes"),
			}},
		}
		if refs[1] != everyone {
			s.Text = text.Join("\n", g.whoIs(people[0]), s.Text)
			s.Of = people[0]
		}
		g.change(s)
		return
	}
	b, n := programme.ResendBroadcast(g.tx, g.Turn, g.p, b, people)
	if n > 0 {
		g.audit("broadcast sent again", b.ID.String(), "", strconv.Itoa(n))
	}
	g.decidedUnsure(b, n, text.T("Пращам пак на %s.", "I am sending again to %s."))
}

// castGot notes that they have it.
func (g *group) castGot(refs []string) {
	b, ok := g.castIn(refs[0])
	if !ok {
		return
	}
	n := programme.ArrivedBroadcast(g.tx, g.Turn, b, g.unsureOf(b, refs[1], refs[2]))
	if n > 0 {
		g.audit("broadcast arrived", b.ID.String(), "", strconv.Itoa(n))
	}
	g.decidedUnsure(b, n, text.T("Отбелязах: получено от %s.", "Noted: %s have it."))
}

// decidedUnsure shows what was decided of those who were unconfirmed.
func (g *group) decidedUnsure(b programme.Broadcast, n int, said text.Phrase) {
	if n == 0 {
		g.toast(text.T("Това вече е решено.", "This is decided already."))
	} else {
		g.toast(said.With(text.People(n)))
	}
	g.change(g.castNamesPage(b, "u", 0))
	g.edit(g.castCard(b))
}
