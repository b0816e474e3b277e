package participant

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// thread is a question of this person.
func (c *chat) thread(id programme.ThreadID) (programme.Thread, bool) {
	th, ok := c.tx.Threads.Get(id)
	return th, ok && th.Person == c.Person
}

// write adds the message to the thread, or to a new one where there is no such
// thread, and tells the coordinators. A closed thread is open again. Before
// consent only that they ask is kept.
func (c *chat) write(id programme.ThreadID, h flows.Held) programme.ThreadID {
	th, ok := c.thread(id)
	if !ok {
		th = programme.Thread{ID: c.tx.NewThread(), Person: c.Person, Opened: c.At}
	}
	if len(th.Messages) == 0 || th.Answered || !th.Closed.IsZero() {
		th.Form, th.Place = c.Session.Form, c.Session.Place
		th.Organisation = c.speaksFor()
		if a := c.Session.Ask; a != nil && a.Event != "" {
			th.Form, th.Place = programme.OfEvent, a.Event
		} else if a != nil && a.Broadcast != "" {
			th.Form, th.Place = programme.AboutBroadcast, a.Broadcast
		}
	}
	th.Closed, th.ClosedBy, th.Answered = time.Time{}, 0, false
	m := programme.ThreadMessage{At: c.At, By: c.Person, Message: h.Message}
	if c.hasAgreed() {
		m.Text, m.Kind, m.Remote = h.Text, h.Kind, h.Remote
	}
	th.Messages = append(th.Messages, m)
	c.tx.Threads.Put(th.ID, th)
	c.Do(flows.Cancel{Key: closedKey(th.ID)})
	c.desk.Asked(c.tx, c.Turn, th.ID)
	return th.ID
}

// speaksFor is the organisation on whose record the person is, or the one that
// they represent; 0 where it is not one.
func (c *chat) speaksFor() programme.OrganisationID {
	if c.Session.Form == c.p.Survey.Name {
		if id, ok := organisationOf(c.Session.Subject); ok {
			return id
		}
	}
	if of := c.tx.Memberships.OfPerson(c.Person); len(of) == 1 {
		return of[0].Organisation
	}
	return 0
}

// corrected brings an edited message to the coordinators, where it had gone to
// them; false where it had not.
func (c *chat) corrected(w flows.Edited) bool {
	if a := c.Session.Ask; a != nil {
		for i := range a.Held {
			if a.Held[i].Message == c.Message {
				a.Held[i].Text = w.Text
				return true // still waits; what was edited is what will be passed on
			}
		}
	}
	for _, th := range programme.ThreadsOf(c.tx, c.Person) {
		for i := range th.Messages {
			m := &th.Messages[i]
			if m.Answer || m.Message != c.Message {
				continue
			}
			if c.hasAgreed() && m.Text == w.Text {
				return true
			}
			if c.tooMany() {
				c.sayTooMany(th.ID, text.T("Поправката не съм предал.", "I have not passed on the correction."))
				return true
			}
			if c.hasAgreed() {
				m.Text = w.Text
			}
			m.Corrected++
			c.tx.Threads.Put(th.ID, th)
			c.desk.Asked(c.tx, c.Turn, th.ID)
			c.Tell(text.T("Предадох на координаторите и поправката.", "I have passed on the correction, too."))
			return true
		}
	}
	return false
}

// pressAsk answers the buttons of questions to the coordinators.
func (c *chat) pressAsk(data string) {
	verb, ref, _ := strings.Cut(data, ":")
	n, _ := strconv.ParseUint(ref, 10, 64)
	switch verb {
	case flows.AskMore:
		c.leaveAsking()
		c.askHuman(programme.ThreadID(n))
	case flows.AskEnd:
		c.endThread(programme.ThreadID(n))
	case askNo:
		if a := c.Session.Ask; a == nil || !a.Open {
			c.Toast(text.T("Тук вече не чакам въпрос.", "I am no longer waiting for a question here."))
			c.Do(flows.Edit{To: c.Person, Message: c.Message})
			return
		}
		c.cancelAsking()
	case askPass, askDrop:
		c.pressOffer(verb == askPass, ref)
	default:
		c.Toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		c.Do(flows.Edit{To: c.Person, Message: c.Message})
	}
}

// endThread closes a thread because its person says so.
func (c *chat) endThread(id programme.ThreadID) {
	if a := c.Session.Ask; a != nil && a.Open && a.Thread == uint64(id) {
		c.leaveAsking()
	}
	th, ok := c.thread(id)
	if !ok {
		c.Toast(text.T("Този въпрос вече го няма при мен.", "I no longer have this question."))
		c.Do(flows.Edit{To: c.Person, Message: c.Message})
		return
	}
	more := flows.Tap{Label: labelReopen, Data: flows.AskTap(flows.AskMore, uint64(id))}
	on := menuTap()
	if f, open := c.openForm(); open {
		on = flows.Tap{Label: text.T("Продължи", "Go on"), Data: flows.OpenButton(f.Form().Name, f.Subject())}
	}
	e := flows.Edit{To: c.Person, Message: c.Message, Buttons: flows.Render([][]flows.Tap{{more}, {on}}, c.Lang)}
	if _, pressed := c.What.(flows.Press); !pressed {
		e.Message, e.Name = 0, flows.AnswerName(uint64(id))
	}
	c.Do(e)
	if !th.Closed.IsZero() {
		c.note(text.T("Този въпрос вече е приключен.", "This question is closed already."))
		return
	}
	th.Closed, th.ClosedBy = c.At, c.Person
	c.tx.Threads.Put(id, th)
	c.tx.Audit(programme.AuditLine{At: c.At, By: c.Person, What: "question closed", Ref: id.String()})
	c.desk.Closed(c.tx, c.Turn, id)
	c.note(text.T("Приключен. Благодарим Ви!", "Closed. Thank you!"))
}

// newestThread is the question to the coordinators to which the newest message
// of one belongs that the person can see, with Telegram's number of that message; 0
// where there is none.
func (c *chat) newestThread() (id programme.ThreadID, message int) {
	for _, th := range programme.ThreadsOf(c.tx, c.Person) {
		for _, name := range []string{flows.AnswerName(uint64(th.ID)), flows.AskedName(uint64(th.ID))} {
			if n, _ := c.Messages.Newest(name); n > message {
				id, message = th.ID, n
			}
		}
	}
	return id, message
}

// typedAtThread takes the buttons of a question to the coordinators that were
// typed: of the one replied to, or else of the newest. To close is said right
// under an answer only: elsewhere the word may mean anything.
func (c *chat) typedAtThread(typed string) bool {
	end := says(typed, "Приключи", "Close")
	if !end && !says(typed, "Пиши пак", "Write again", labelReopen.Plain(text.Bulgarian), labelReopen.Plain(text.English)) {
		return false
	}
	id, message := c.newestThread()
	if replied, ok := flows.RepliedThread(c.Turn); ok {
		id, message = programme.ThreadID(replied), c.ReplyTo
	} else if c.ReplyTo != 0 {
		return false
	}
	_, own := c.thread(id)
	switch {
	case !own:
		return false
	case !end:
		c.pressAsk(flows.AskMore + ":" + id.String())
		return true
	case c.Messages.Name(message) != flows.AnswerName(uint64(id)), c.ReplyTo == 0 && !c.newestSeen(message):
		return false
	}
	c.endThread(id)
	c.back()
	return true
}

// newestSeen reports whether the message was there when the person wrote, below
// those where they are.
func (c *chat) newestSeen(message int) bool {
	live, _ := c.Messages.Newest(c.Session.Live)
	beside, _ := c.Messages.Newest(c.Session.Beside)
	return c.Message > message && message > live && message > beside
}

// toldClosed is the due row with which the person learns, by day, that the
// coordinators have closed a question that they had not answered.
func (c *chat) toldClosed(ref string) {
	n, _ := strconv.ParseUint(ref, 10, 64)
	id := programme.ThreadID(n)
	th, ok := c.thread(id)
	if !ok || th.Closed.IsZero() || th.Answered {
		return
	}
	c.SayTo(c.Person, c.tx.Chats.Language(c.Person), flows.Screen{
		Text: text.T("Координаторите отбелязаха въпроса Ви като приключен. Ако нещо не е ясно, пишете пак.",
			"The coordinators have marked your question as closed. If anything is not clear, write again."),
		Buttons: [][]flows.Tap{{{Label: labelMore, Data: flows.AskTap(flows.AskMore, uint64(id))}, menuTap()}},
		Name:    flows.AskedName(uint64(id)),
	}, true)
}

func closedKey(id programme.ThreadID) string { return flows.ClosedDue + "/" + id.String() }
