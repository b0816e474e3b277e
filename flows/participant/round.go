package participant

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A round reminds everybody who has not done something, because a coordinator wants it
// now. Its messages go the way of nudges and reminders: their words are written as they
// leave, so that who has done it meanwhile gets none.

// inviteName names the newest message that invites to register.
const inviteName = "invite"

// round is the due row with which a round leaves. What would come at night, since the
// program did not run, is not sent any more: the card in the group says so.
func (c *chat) round(w flows.Due) {
	r, ok := c.tx.Rounds.Get(w.Ref)
	what, event, day, known := programme.RoundOf(w.Ref)
	if !ok || !known || !r.Begun.IsZero() {
		return
	}
	to := 0
	if !w.Expired && !c.p.Quiet(c.At) && day == c.local().Format("2006-01-02") {
		u := programme.UndoneOf(c.tx, c.p, what, event)
		to = len(u.Now)
		for _, id := range u.Now {
			c.beside(id, func(other *chat) { other.rounded(w.Ref, what, event, day) })
		}
		if what == programme.UndoneComing {
			c.callUnreached(event, u.Held[programme.HeldStopped])
		}
	}
	if r.Leaves(c.tx, c.Turn, w.Ref, to); to == 0 {
		c.desk.Round(c.tx, c.Turn, w.Ref)
	}
}

// callUnreached has the coordinators call those who cannot be asked here whether they come.
func (c *chat) callUnreached(event string, people []flows.PersonID) {
	e, _ := c.tx.Events.Get(event)
	for _, id := range people {
		for _, r := range programme.ConfirmedOf(c.tx, event, id) {
			if !r.Coming(e) {
				programme.AddCall(c.tx, r, programme.CallUnreachable, programme.AboutReminder)
			}
		}
	}
}

// rounded lets the message leave: once a person and day, whatever coordinators press.
func (c *chat) rounded(key string, what programme.UndoneWhat, event, day string) {
	say := flows.Say{
		To: c.Person, Promise: flows.Once, Key: programme.RoundDue + "/" + key + "/" + c.Person.String(), Paced: true,
		About: programme.RoundDue + "/" + key, Report: programme.RoundDue + "/" + key, Expires: programme.NudgeUntil(c.tx, c.p, c.At),
	}
	beside := !c.atMenu()
	switch what {
	case programme.UndoneSurvey:
		say.Name = nudgeName
		c.Announce(nudgeName, beside)
	case programme.UndoneRegister:
		e, _ := c.tx.Events.Get(event)
		say.Name = inviteName
		if !e.Closes.IsZero() && e.Closes.Before(say.Expires) {
			say.Expires = e.Closes
		}
		c.Announce(inviteName, beside)
	case programme.UndoneComing:
		e, _ := c.tx.Events.Get(event)
		events := []programme.Event{e}
		c.tx.Sessions.Put(c.Person, *c.Session)
		say.Name, say.Expires = c.newReminder(events), e.Start.At
		*c.Session, _ = c.tx.Sessions.Get(c.Person)
		say.Report += "/" + c.reportOf(remindAbout, events)
	}
	c.Do(say)
	c.tx.Unasked.Put(c.Person, programme.Unasked{Day: day, What: "nudge"})
}

// roundWords are the words of such a message; who has done it meanwhile is counted.
func (c *chat) roundWords(key string) (s flows.Screen, ok bool) {
	what, event, _, _ := programme.RoundOf(key)
	switch what {
	case programme.UndoneSurvey:
		s, ok = c.nudgeWords("")
	case programme.UndoneRegister:
		s, ok = c.inviteWords(event)
	case programme.UndoneComing:
		if programme.HasUndone(c.tx, c.p, what, event, c.Person) {
			s, ok = remindWords(c, event)
		}
	}
	if r, known := c.tx.Rounds.Get(key); known && !ok {
		r.Needed++
		c.tx.Rounds.Put(key, r)
	}
	return s, ok
}

// inviteWords say that registration is open, and for whom nobody is registered.
func (c *chat) inviteWords(code string) (flows.Screen, bool) {
	e, _ := c.tx.Events.Get(code)
	person, _ := c.person()
	of := programme.UnregisteredOf(c.tx, e, c.Person)
	if len(of) == 0 || !programme.CanBeNudged(c.p, person) {
		return flows.Screen{}, false
	}
	var names []text.Phrase
	for _, o := range of {
		names = append(names, text.T("%s", "%s").With(text.Quote(o.Name)))
	}
	lines := []text.Phrase{
		text.T("Добър ден! Отворено е записването за %s.", "Hello! Registration is open: %s.").With(text.T("<b>%s</b>", "<b>%s</b>").With(theEvent(e))),
		text.T("%s, %s", "%s, %s").With(c.when(e), e.Where(c.p)),
		text.T("Още няма записан от %s.", "Nobody of %s is registered yet.").With(text.Join(", ", names...)),
	}
	if !e.Closes.IsZero() {
		lines = append(lines, text.T("Можете да се запишете до %s.", "You can register until %s.").With(untilAt{c.closing(e)}))
	}
	return flows.Screen{Text: text.Join("\n", lines...), Buttons: [][]flows.Tap{
		{eventTap(text.T("Към събитието", "To the event"), eventShow, e.Code)}, flows.MenuRow(),
	}}, true
}

// heardRound counts what became of a message of a round. A question whether somebody comes
// is one of the reminders.
func (c *chat) heardRound(ref string, r flows.Result) {
	part := strings.SplitN(ref, "/", 4)
	if len(part) < 3 {
		return
	}
	key := strings.Join(part[:3], "/")
	done := programme.RoundHeard(c.tx, c.Turn, key, r)
	if len(part) == 4 && r != flows.Skipped {
		about, rest, _ := strings.Cut(part[3], "/")
		if about == remindAbout {
			heardOfEvents(programme.AboutReminder)(c, rest, r)
		}
	}
	if done {
		c.desk.Round(c.tx, c.Turn, key)
	}
}
