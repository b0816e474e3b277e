package participant

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Reminders ask instead of announcing, until they have an answer; then they only say
// when and where it is. They are told from the records at the moment they leave
// (remind_words.go), answered by buttons (remind_answer.go) or by words
// (remind_typed.go), and leave the person where they are.

// reminderName names the message that reminds of the events, "reminder/code+code", so
// that an answer finds them.
const (
	reminderName = "reminder/"
	eventsJoined = "+"
)

func nameOfReminder(events []programme.Event) string {
	codes := make([]string, len(events))
	for i, e := range events {
		codes[i] = e.Code
	}
	return reminderName + strings.Join(codes, eventsJoined)
}

// remindedOf are the events of which the message with the name reminds.
func (c *chat) remindedOf(name string) []programme.Event {
	codes, ok := strings.CutPrefix(name, reminderName)
	if !ok {
		return nil
	}
	var events []programme.Event
	for _, code := range strings.Split(codes, eventsJoined) {
		if e, there := c.tx.Events.Get(code); there {
			events = append(events, e)
		}
	}
	return events
}

// remind is the due row of a reminder: everything of this day goes with it. What would
// come at night, since the program did not run, waits for the morning.
func (c *chat) remind(w flows.Due) {
	code, rest, _ := strings.Cut(w.Ref, "/")
	step, times, _ := strings.Cut(rest, "/")
	put, _ := strconv.Atoi(times)
	e, ok := c.tx.Events.Get(code)
	morning := c.p.ByDay(c.At)
	all := programme.Reminders(c.tx, c.p, c.Person)
	at := slices.IndexFunc(all, func(r programme.Reminder) bool { return r.Event.Code == code && r.Step == step && r.Put == put })
	switch {
	case !ok, !w.Expired && at < 0:
		return // they have no seat any more, or were told of it with another one
	case w.Expired, !morning.Before(e.Start.At):
		c.unsaid(e, programme.AboutReminder)
		return
	case morning.After(c.At):
		c.Do(flows.Schedule{Key: w.Key, At: morning, Expires: e.Start.At, Kind: w.Kind, Ref: w.Ref, Person: w.Person})
		return
	case !programme.OneADay(c.tx, c.p, c.Person, all) && programme.Defer(c.tx, c.Turn, c.p, c.Person, all[at]):
		return
	}
	var events []programme.Event
	newest := w.Key // of the event that is due: the last of its steps, where several are late
	for _, r := range all {
		key := r.Key(c.Person)
		if key != w.Key {
			c.Do(flows.Cancel{Key: key})
		}
		if r.Event.Code == code {
			newest = key
		}
		if !slices.ContainsFunc(events, func(e programme.Event) bool { return e.Code == r.Event.Code }) {
			events = append(events, r.Event)
		}
	}
	programme.Told(c.tx, all)
	c.sayOnce(newest, events)
}

// sayOnce puts the message into the outbox; its words are written when it leaves.
func (c *chat) sayOnce(key string, events []programme.Event) {
	name := c.newReminder(events)
	until := events[0].Start.At
	for _, e := range events {
		if e.Start.At.After(until) {
			until = e.Start.At
		}
	}
	c.Do(flows.Say{
		To: c.Person, Name: name, Key: key, Promise: flows.Once, Paced: true, Expires: until,
		About: remindAbout + "/" + strings.TrimPrefix(name, reminderName), Report: c.reportOf(remindAbout, events),
	})
}

// newReminder takes the buttons off the reminders that the new one repeats, and
// remembers it.
func (c *chat) newReminder(events []programme.Event) (name string) {
	name = nameOfReminder(events)
	s, _ := c.tx.Sessions.Get(c.Person)
	var asking []string
	for _, old := range strings.Fields(s.Reminder) {
		repeated := true
		for _, e := range c.remindedOf(old) {
			repeated = repeated && slices.ContainsFunc(events, func(other programme.Event) bool { return other.Code == e.Code })
		}
		if repeated {
			c.Do(flows.Edit{To: c.Person, Name: old, Paced: true})
		} else {
			asking = append(asking, old)
		}
	}
	if _, open := c.seatsOf(events); len(open) > 0 {
		asking = append(asking, name)
	}
	s.Reminder = strings.Join(asking, " ")
	c.tx.Sessions.Put(c.Person, s)
	return name
}

// What messages about events are about, in Say.About and at the beginning of reports.
const (
	remindAbout = "remind"
	movedAbout  = programme.MovedDue
	offAbout    = programme.OffDue
)

// reportOf asks to be told what became of a message: "remind/7/code:0+code:2", the
// person and the events with their revisions.
func (c *chat) reportOf(about string, events []programme.Event) string {
	revisions := make([]string, len(events))
	for i, e := range events {
		revisions[i] = e.Code + ":" + strconv.Itoa(e.Revision)
	}
	return about + "/" + c.Person.String() + "/" + strings.Join(revisions, eventsJoined)
}

// heardOfEvents hears what became of such a message.
func heardOfEvents(about string) func(c *chat, ref string, r flows.Result) {
	return func(c *chat, ref string, r flows.Result) {
		who, revisions, _ := strings.Cut(ref, "/")
		id, _ := strconv.ParseUint(who, 10, 64)
		for _, of := range strings.Split(revisions, eventsJoined) {
			code, revision, _ := strings.Cut(of, ":")
			n, err := strconv.Atoi(revision)
			if err == nil {
				programme.Asked(c.tx, c.Turn, c.p, flows.PersonID(id), code, n, about, r)
			}
		}
	}
}

// unsaid has the coordinators call, since the message would have come when the event
// had begun.
func (c *chat) unsaid(e programme.Event, about string) {
	for _, r := range programme.RegistrationsAt(c.tx, e.Code, c.Person) {
		if r.Live() {
			programme.AddCall(c.tx, r, programme.CallUnconfirmed, about)
		}
	}
}

// silent is the due row of who has answered no reminder.
func (c *chat) silent(w flows.Due) {
	if id, ok := programme.ParseRegistrationID(w.Ref); ok && !w.Expired {
		programme.Silent(c.tx, id)
	}
}

// news is the due row with which somebody learns that an event was moved or called
// off, if it still is so.
func (c *chat) news(w flows.Due) {
	code, revision, moved := strings.Cut(w.Ref, "/")
	e, ok := c.tx.Events.Get(code)
	if !ok || moved && (!e.Cancelled.IsZero() || strconv.Itoa(e.Revision) != revision) || !moved && e.Cancelled.IsZero() {
		return
	}
	about, was := programme.AboutOff, e.Start.At
	if moved {
		about, was = programme.AboutMoved, e.Was.At
	}
	if w.Expired {
		c.unsaid(e, about)
		return
	}
	if at := c.p.NewsAt(c.At, was, e.Start.At); at.After(c.At) {
		c.Do(flows.Schedule{Key: w.Key, At: at, Expires: e.Start.At, Kind: w.Kind, Ref: w.Ref, Person: w.Person})
		return
	}
	if moved {
		c.sayMoved(e)
	} else {
		c.sayCalledOff(e)
	}
}

// liveSeats are the registrations for the event for which the person answers and that
// stand, in the order of numbers.
func (c *chat) liveSeats(code string) []programme.Registration {
	return slices.DeleteFunc(programme.RegistrationsAt(c.tx, code, c.Person), func(r programme.Registration) bool {
		return !r.Live() || programme.Responsible(c.tx, r) != c.Person
	})
}

func (c *chat) sayMoved(e programme.Event) {
	if len(c.liveSeats(e.Code)) == 0 {
		return
	}
	s := c.movedScreen(e)
	if len(s.Buttons) > 0 {
		s.Name = c.newReminder([]programme.Event{e})
	}
	c.instead(e)
	c.calendarAgain(e)
	c.sayNews(s, "moved/"+e.Code+"/"+strconv.Itoa(e.Revision), c.reportOf(movedAbout, []programme.Event{e}), e.Start.At)
}

// instead takes off what the person would be reminded of the event later today: the news
// asks the same.
func (c *chat) instead(e programme.Event) {
	for _, r := range programme.Reminders(c.tx, c.p, c.Person) {
		if r.Event.Code == e.Code {
			programme.Told(c.tx, []programme.Reminder{r})
			c.Do(flows.Cancel{Key: r.Key(c.Person)})
		}
	}
}

func (c *chat) sayCalledOff(e programme.Event) {
	if len(c.liveSeats(e.Code)) == 0 {
		return
	}
	c.void(e)
	c.calendarAgain(e)
	c.sayNews(c.calledOffScreen(e), "calledoff/"+e.Code, c.reportOf(offAbout, []programme.Event{e}), e.Start.At)
}

// void takes the buttons off the reminders of nothing but that event.
func (c *chat) void(e programme.Event) {
	s, _ := c.tx.Sessions.Get(c.Person)
	asking := strings.Fields(s.Reminder)
	if at := slices.Index(asking, nameOfReminder([]programme.Event{e})); at >= 0 {
		c.Do(flows.Edit{To: c.Person, Name: asking[at], Paced: true})
		s.Reminder = strings.Join(slices.Delete(asking, at, at+1), " ")
		c.tx.Sessions.Put(c.Person, s)
	}
}

// calendarAgain sends who has the event in their calendar what it is now.
func (c *chat) calendarAgain(e programme.Event) {
	of := slices.DeleteFunc(c.liveSeats(e.Code), func(r programme.Registration) bool { return r.Seat != programme.Confirmed })
	c.calendarOf(of)
}

func (c *chat) sayNews(s flows.Screen, key, report string, until time.Time) {
	lang := c.tx.Chats.Language(c.Person)
	c.Do(flows.Say{
		To: c.Person, HTML: s.Text.HTML(lang), Buttons: flows.Render(s.Buttons, lang), Name: s.Name,
		Key: key + "/" + c.Person.String(), Paced: true, Expires: until, Report: report,
	})
}
