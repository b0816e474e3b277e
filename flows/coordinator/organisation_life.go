package coordinator

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons that show what an organisation takes part in, and what was done about it; each
// names the organisation and the page.
const (
	verbLife    = "orglife"
	verbHistory = "orghist"
)

const (
	lifeShown    = 15
	historyShown = 15
)

// takesPart are the organisation's registrations that stand or were kept, in the order of
// events, and its ideas.
func (g *group) takesPart(id programme.OrganisationID) (seats []programme.Registration, ideas programme.IdeaList) {
	for _, e := range programme.Events(g.tx) {
		for _, r := range g.tx.Registrations.OfEvent(e.Code) {
			if r.Organisation == id && (r.Seat != programme.Cancelled || r.Presence != programme.Unknown) {
				seats = append(seats, r)
			}
		}
	}
	ideas = programme.Ideas(g.tx).Where(func(i programme.Idea) bool {
		return slices.Contains(i.Authors, id) || slices.ContainsFunc(i.Partners, func(p programme.Partner) bool { return p.Organisation == id })
	})
	return seats, ideas
}

// lifeLine counts it for the card; nothing where there is nothing.
func (g *group) lifeLine(id programme.OrganisationID) text.Phrase {
	seats, ideas := g.takesPart(id)
	if len(seats)+len(ideas) == 0 {
		return text.Phrase{}
	}
	ahead, there := 0, 0
	for _, r := range seats {
		if e, _ := g.tx.Events.Get(r.Event); r.Live() && e.ToCome(g.At) {
			ahead++
		}
		if r.Presence == programme.Present {
			there++
		}
	}
	return text.T("Предстоящи записвания: %d · Присъствия: %d · Идеи: %d", "Registrations to come: %d · Times present: %d · Ideas: %d").With(ahead, there, len(ideas))
}

// showLife lists it in place of the card.
func (g *group) showLife(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	page, _ := strconv.Atoi(refs[1])
	seats, ideas := g.takesPart(o.ID)
	var lines []text.Phrase
	for _, r := range seats {
		e, _ := g.tx.Events.Get(r.Event)
		lines = append(lines, text.T("• %s – %s", "• %s – %s").With(g.shortTitle(e), g.seatState(e, r)))
	}
	for _, i := range ideas {
		what := text.T("автор", "author")
		if !slices.Contains(i.Authors, o.ID) {
			what = text.T("партньор", "partner")
		}
		lines = append(lines, text.T("• %s – %s, %s", "• %s – %s, %s").With(g.ideaNamed(i), what, stateWords(i.State)))
	}
	g.orgPage(o, verbLife, page, lifeShown, text.T("събития и идеи", "events and ideas"), lines, nil)
}

// orgPage shows lines about an organisation in place of its card, page by page.
func (g *group) orgPage(o programme.Organisation, verb string, page, shown int, title text.Phrase, lines []text.Phrase, among []flows.PersonID) {
	v := viewOf(len(lines), shown, page)
	head := v.titled(text.T("<b>%s</b> · %s", "<b>%s</b> · %s").With(o.Name, title))
	if len(lines) == 0 {
		lines = []text.Phrase{text.T("Още няма нищо.", "There is nothing yet.")}
		v.to = 1
	}
	ref := refOf(o.ID)
	g.change(flows.Screen{
		Name: programme.OrganisationCard(o.ID), Among: among,
		Text: text.Join("\n\n", head, text.Join("\n", lines[v.from:v.to]...)),
		Buttons: [][]flows.Tap{
			v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verb, ref, strconv.Itoa(page)) }),
			{tap(text.T("‹ Към организацията", "‹ To the organisation"), verbTurn, ref, "0")},
		},
	})
}

// seatState is where a registration stands, in few words.
func (g *group) seatState(e programme.Event, r programme.Registration) text.Phrase {
	switch {
	case r.Presence == programme.Present:
		return text.T("присъстваха", "were there")
	case r.Presence == programme.Absent:
		return text.T("отсъстваха", "were absent")
	case !e.Cancelled.IsZero():
		return text.T("отменено", "called off")
	case r.Seat == programme.Waiting:
		return text.T("чакат за място", "waiting for a seat")
	case r.Seat == programme.Offered:
		return text.T("предложено е място", "a seat is offered")
	case e.State(g.At) == programme.EventOver:
		return text.T("записани, не са отбелязани", "registered, not marked")
	case r.Coming(e):
		return text.T("записани, идват", "registered, are coming")
	}
	return text.T("записани", "registered")
}

// history lists what was done about the organisation, newest first.
func (g *group) history(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	page, _ := strconv.Atoi(refs[1])
	lines := programme.HistoryOf(g.tx, o)
	v := viewOf(len(lines), historyShown, page)
	said := make([]text.Phrase, len(lines))
	var among []flows.PersonID
	for i := v.from; i < v.to; i++ {
		l := lines[i]
		at := g.local(l.At)
		words := text.T("• %s, %s · %s", "• %s, %s · %s").With(text.ShortDay(at), at.Format("15:04"), g.auditWords(l))
		if name := g.nameOf(l.By); name != "" {
			words, among = text.T("%s (%s)", "%s (%s)").With(words, name), append(among, l.By)
		}
		said[i] = words
	}
	g.orgPage(o, verbHistory, page, historyShown, text.T("история", "history"), said, among)
}

// auditWords say what a line of the audit log means where it is clear of which
// organisation it is: more than actWords, where there is more to say.
func (g *group) auditWords(l programme.AuditLine) text.Phrase {
	event := func(words text.Phrase) text.Phrase {
		code, _, _ := strings.Cut(l.Ref, "/")
		e, ok := g.tx.Events.Get(code)
		if !ok {
			return words
		}
		return text.T("%s: %s", "%s: %s").With(words, g.shortTitle(e))
	}
	switch l.What {
	case "organisation proposed":
		return text.T("добавена от участник", "added by a participant")
	case "organisation decided":
		if l.After == standingCode(programme.InForce) {
			return text.T("организацията е одобрена", "the organisation was approved")
		}
		return text.T("организацията е отказана", "the organisation was refused")
	case "organisation renamed":
		return text.T("преименувана", "renamed")
	case "organisations merged":
		return text.T("обединена с друг запис", "put together with another record")
	case "organisation's kind":
		return text.T("променен е видът", "its kind was changed")
	case "organisation's municipality":
		return text.T("променена е общината", "its municipality was changed")
	case "organisation's EIK":
		return text.T("променен е ЕИК", "its EIK was changed")
	case "invitation shown":
		return text.T("поканата е изпратена на координатор", "the invitation was sent to a coordinator")
	case "phones shown":
		return text.T("телефоните са показани лично", "the phone numbers were shown in private")
	case "reached":
		if l.After == programme.SaidYes {
			return text.T("говорено по телефона", "spoken to on the phone")
		}
		return text.T("звъняно, няма отговор", "called, no answer")
	case "member":
		return text.T("присъедини се човек", "somebody has joined")
	case "proposed":
		return text.T("човек поиска да я представлява", "somebody asked to represent it")
	case "left":
		return text.T("човек я напусна", "somebody has left it")
	case "membership decided":
		if l.After == standingCode(programme.InForce) {
			return text.T("одобрен е представител", "a representative was approved")
		}
		return text.T("отказан е представител", "a representative was refused")
	case "membership parted":
		return text.T("разделен е представител", "a representative was parted")
	case "membership moved":
		return text.T("преместен е представител", "a representative was moved")
	case "seat":
		return event(seatAudit(l.After))
	case "attendance":
		return event(text.T("отбелязване на вратата", "marked at the door"))
	case "seat handed over", "attendee":
		return event(text.T("сменен е човекът за мястото", "another person has the seat"))
	case "coming":
		return event(text.T("потвърдено, че идват", "said that they come"))
	case "called":
		return event(text.T("обаждане", "a call"))
	case "certificate":
		return event(text.T("удостоверение", "a certificate"))
	case "signature":
		return text.T("подпис за идея", "a signature for an idea")
	case "idea joined":
		return text.T("включване в идея", "sharing of an idea")
	}
	return g.actWords(l.What)
}

func seatAudit(after string) text.Phrase {
	switch programme.Seat(after) {
	case programme.Confirmed:
		return text.T("има място", "has a seat")
	case programme.Waiting:
		return text.T("чака за място", "waits for a seat")
	case programme.Offered:
		return text.T("предложено място", "a seat was offered")
	case programme.WalkIn:
		return text.T("дошли без записване", "came without registering")
	}
	return text.T("записването отпадна", "the registration ended")
}
