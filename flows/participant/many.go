package participant

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// The group gets some twenty messages a minute for everybody together: nobody may
// fill it up with questions that have no answer yet.

// How much somebody may write to the coordinators within a day without an answer:
// who is registered, and who has not agreed to anything. An album, or what was
// held and is passed on at once, counts in full, but is never cut in two.
const (
	mostUnanswered        = 10
	mostUnansweredVisitor = 3
	unansweredWithin      = 24 * time.Hour
)

// sameQuestion is how long after its last word „Питай човек“ goes on with a
// question that has no answer yet, and does not begin another one.
const sameQuestion = 10 * time.Minute

// tooMany reports whether the coordinators have to answer first.
func (c *chat) tooMany() bool {
	most := mostUnanswered
	if !c.hasAgreed() {
		most = mostUnansweredVisitor
	}
	return programme.Unanswered(c.tx, c.Person, c.At.Add(-unansweredWithin)) >= most
}

var saidThisNot = text.T("Това не им го предадох.", "I have not passed this on to them.")

// manyName names the message that says so.
const manyName = "many"

// sayTooMany says so, with what was not passed on. Further bubbles of that, written
// before it can be seen, get the same answer.
func (c *chat) sayTooMany(id programme.ThreadID, not text.Phrase) {
	c.keepHeld(&flows.Asking{Thread: uint64(id), Ack: manyName})
	c.Say(flows.Screen{
		Text: text.Join("\n\n",
			text.Join(" ", text.T("Координаторите още не са отговорили на предишните Ви съобщения.", "The coordinators have not answered your earlier messages yet."), not),
			text.T("Щом отговорят, или най-късно утре, може да пишете пак. Ако не търпи отлагане, %s.", "Once they have, or tomorrow at the latest, you can write again. If it cannot wait, %s.").With(c.callUs())),
		Buttons: [][]flows.Tap{{menuTap()}},
		Name:    manyName,
		Beside:  true,
	})
}

// justAsked is the newest question of the person that still waits for an answer
// and had its last word just now; 0: none. What they ask from elsewhere is another
// question: its card says from where.
func (c *chat) justAsked() (id programme.ThreadID) {
	for _, th := range programme.ThreadsOf(c.tx, c.Person) {
		here := th.Form == c.Session.Form && th.Place == c.Session.Place
		if here && th.Closed.IsZero() && !th.Answered && c.At.Sub(th.Last().At) < sameQuestion {
			id = th.ID
		}
	}
	return id
}
