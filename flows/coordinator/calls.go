package coordinator

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// „За обаждане“: whom the bot could not reach, or who does not answer. Phone numbers go
// to the private chat of the administrator who asks for them.

// Buttons of the list.
const (
	verbCalls  = "calls"  // which page
	verbCall   = "call"   // registration
	verbCalled = "called" // registration, what was said
)

// callsShown is how many stand on one page: each has a button.
const callsShown = 8

const callsCardName = "card/calls"

// calls shows who has to be called.
func (g *group) calls(string) { g.say(g.callsPage(0)) }

// turnCalls shows a page in place.
func (g *group) turnCalls(refs []string) {
	page, _ := strconv.Atoi(refs[0])
	g.change(g.callsPage(page))
}

func (g *group) callsPage(page int) flows.Screen {
	list, missing := programme.CallList(g.tx), programme.OutreachList(g.tx, g.p)
	n := len(list) + len(missing)
	v := viewOf(n, callsShown, page)
	lines := []text.Phrase{v.titled(text.T("<b>За обаждане</b>: %s", "<b>To be called</b>: %s").With(talks(n)))}
	if n == 0 {
		lines = []text.Phrase{text.T("<b>За обаждане</b>\nСега няма на кого да се обаждате.", "<b>To be called</b>\nThere is nobody to call now.")}
	}
	s := flows.Screen{Name: callsCardName}
	event := ""
	for i := v.from; i < min(v.to, len(list)); i++ {
		c := list[i]
		if c.Event.Code != event {
			event = c.Event.Code
			lines = append(lines, text.T("\n<b>%s</b>, %s", "\n<b>%s</b>, %s").With(c.Event.Title, text.DayTime(c.Event.Start.In(g.p), g.local(g.At))))
		}
		lines = append(lines, text.T("%d. %s: %s%s", "%d. %s: %s%s").With(i+1, g.callName(c), g.whyCall(c), g.tried(c)))
		if who := c.Person(g.tx); who != 0 {
			s.Among = append(s.Among, who)
		}
		o, _ := g.tx.Organisations.Get(c.Registration.Organisation)
		s.Buttons = append(s.Buttons, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(i+1, text.Clip(o.Name, 40)), verbCall, c.Registration.ID.String())})
	}
	more, rows := g.reachLines(missing, v, len(list))
	lines, s.Buttons = append(lines, more...), append(s.Buttons, rows...)
	s.Buttons = append(s.Buttons, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbCalls, strconv.Itoa(page)) }),
		[]flows.Tap{tap(text.T("Кои липсват", "Who is missing"), verbMissing, tabFirst, "0"), tap(text.T("Обнови", "Refresh"), verbCalls, strconv.Itoa(v.page))})
	s.Text = text.Join("\n", lines...)
	return s
}

// toCall is how many have to be called: as many as the list has lines.
func (g *group) toCall() int {
	return len(programme.CallList(g.tx)) + len(programme.OutreachList(g.tx, g.p))
}

// callName is the organisation with whom to ask for.
func (g *group) callName(c programme.ToCall) text.Phrase {
	o, _ := g.tx.Organisations.Get(c.Registration.Organisation)
	name := text.Raw(text.Clip(o.Name, longestName))
	if who := c.Person(g.tx); who != 0 {
		return text.T("%s – %s", "%s – %s").With(name, g.memberName(who))
	}
	return name
}

// whyCall says why somebody is on the list.
func (g *group) whyCall(c programme.ToCall) text.Phrase {
	_, silent := c.Calls[programme.CallSilent]
	_, unreachable := c.Calls[programme.CallUnreachable]
	switch {
	case c.About == programme.AboutOff:
		return text.T("не знае, че е отменено", "does not know that it is called off")
	case c.About == programme.AboutPlace:
		return text.T("може да не знае за новото място", "may not know the new place")
	case c.About == programme.AboutMoved:
		return text.T("може да не знае за новото време", "may not know the new time")
	case c.About == programme.AboutOffer && c.Registration.Seat == programme.Waiting:
		return text.T("освободи се място, късно е за съобщение", "a seat has become free, too late for a message")
	case c.About == programme.AboutOffer:
		return text.T("предложено е място", "a seat is offered")
	case c.About == programme.CallLeft:
		return text.T("в Telegram вече никой не отговаря за мястото", "nobody in Telegram answers for the seat any more")
	case silent:
		return text.T("не отговаря на напомнянията", "does not answer the reminders")
	case unreachable && c.Registration.By == 0:
		return text.T("записани от координатор, в Telegram няма кой да получи напомнянето", "registered by a coordinator, nobody in Telegram gets the reminder")
	case unreachable:
		return text.T("ботът е спрян там", "the bot is stopped there")
	}
	return text.T("съобщението може да не е стигнало", "the message may not have arrived")
}

// tried says when they were called in vain.
func (g *group) tried(c programme.ToCall) text.Phrase {
	if c.Tried.IsZero() {
		return text.Raw("")
	}
	return text.T(" (звъняно %s)", " (called %s)").With(text.Ago(g.At.Sub(c.Tried)))
}

// showCall shows one of them in place of the list.
func (g *group) showCall(refs []string) {
	id, _ := programme.ParseRegistrationID(refs[0])
	c, ok := programme.CallOf(g.tx, id)
	if !ok {
		g.toast(text.T("Тук вече няма за какво да се обаждате.", "There is nothing to call about here any more."))
		g.change(g.callsPage(0))
		return
	}
	g.change(g.callScreen(c))
}

// callScreen says whom to call, why, and what to say.
func (g *group) callScreen(c programme.ToCall) flows.Screen {
	r, e := c.Registration, c.Event
	o, _ := g.tx.Organisations.Get(r.Organisation)
	who := c.Person(g.tx)
	lines := []text.Phrase{text.T("<b>%s</b>, %s", "<b>%s</b>, %s").With(o.Name, g.p.Town(o.Municipality))}
	ask := text.T("Търсете контакта на организацията.", "Ask for the organisation’s contact.")
	if who != 0 {
		ask = text.T("Търсете %s.", "Ask for %s.").With(g.memberName(who))
	}
	if r.Attendee != "" {
		ask = text.T("%s На мястото идва %s.", "%s The seat is for %s.").With(ask, r.Attendee)
	}
	lines = append(lines, ask, text.T("Защо: %s%s.", "Why: %s%s.").With(g.whyCall(c), g.tried(c)), text.T("Кажете: %s", "Say: %s").With(g.whatToSay(c)), text.T("%s, %s, %s", "%s, %s, %s").With(e.Title, g.when(e), e.Where(g.p)))
	id := r.ID.String()
	called := func(label text.Phrase, said string) flows.Tap { return tap(label, verbCalled, id, said) }
	answers := []flows.Tap{called(text.T("Идва", "Comes"), programme.SaidYes), called(text.T("Не идва", "Does not come"), programme.SaidNo)}
	if c.About == programme.AboutOff {
		answers = []flows.Tap{called(text.T("Знае вече", "Knows now"), programme.SaidYes)}
	}
	s := flows.Screen{Text: text.Join("\n", lines...), Buttons: [][]flows.Tap{
		answers,
		{called(text.T("Няма отговор", "No answer"), programme.SaidNoAnswer), tap(text.T("Телефони", "Phone numbers"), verbPhones, refOf(o.ID))},
		{tap(text.T("‹ Към списъка", "‹ To the list"), verbCalls, "0")},
	}}
	if who != 0 {
		s.Of = who
	}
	return s
}

// whatToSay is what the message would have said, for somebody to say it.
func (g *group) whatToSay(c programme.ToCall) text.Phrase {
	e := c.Event
	switch {
	case c.About == programme.AboutOff && e.Why != "":
		return text.T("отменя се. Причина: %s", "it is called off. Reason: %s").With(e.Why)
	case c.About == programme.AboutOff:
		return text.T("отменя се.", "it is called off.")
	case c.About == programme.AboutMoved && c.Registration.Seat == programme.Waiting:
		return text.T("мести се от %s; още чакат за място.", "it is moved from %s; they are still waiting for a seat.").With(text.DayTime(e.Was.In(g.p), g.local(g.At)))
	case c.About == programme.AboutMoved:
		return text.T("мести се от %s. Ще дойдат ли тогава?", "it is moved from %s. Will they come then?").With(text.DayTime(e.Was.In(g.p), g.local(g.At)))
	case c.About == programme.AboutPlace && c.Registration.Seat == programme.Waiting:
		return text.T("ще бъде другаде, беше %s; още чакат да се освободи място.", "it will be elsewhere, it was %s; they are still waiting for a seat.").With(e.Placed.Was.Where(g.p))
	case c.About == programme.AboutPlace:
		return text.T("ще бъде другаде, беше %s. Ще дойдат ли там?", "it will be elsewhere, it was %s. Will they come there?").With(e.Placed.Was.Where(g.p))
	case c.About == programme.AboutOffer:
		return text.T("освободи се място. Ще дойдат ли?", "a seat has become free. Will they come?")
	}
	return text.T("имат запазено място. Ще дойдат ли?", "they have a seat. Will they come?")
}

// called writes down what came of a call, and shows who is left.
func (g *group) called(refs []string) {
	id, _ := programme.ParseRegistrationID(refs[0])
	said := text.T("Отбелязано.", "Noted.")
	switch refs[1] {
	case programme.SaidYes, programme.SaidNo:
	case programme.SaidNoAnswer:
		said = text.T("Отбелязано. Остава в списъка.", "Noted. It stays on the list.")
	default:
		g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		return
	}
	if !programme.Called(g.tx, g.Turn, g.p, id, refs[1]) {
		said = text.T("Тук вече няма за какво да се обаждате.", "There is nothing to call about here any more.")
	}
	g.toast(said)
	g.change(g.callsPage(0))
}
