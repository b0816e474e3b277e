package coordinator

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A question of a participant stands in the group as a message for each that they
// wrote, and for each that says what became of an answer, with the names of
// programme.ThreadCard; a Telegram reply to any of them goes to the person. The
// newest of what they wrote has the button.

const threadPrefix = "thread/"

// threadOfCard reads the thread out of the name of a message in the group.
func threadOfCard(name string) (programme.ThreadID, bool) {
	rest, ok := strings.CutPrefix(name, threadPrefix)
	if !ok {
		return 0, false
	}
	number, _, _ := strings.Cut(rest, "/")
	n, err := strconv.ParseUint(number, 10, 64)
	return programme.ThreadID(n), err == nil
}

// clocksApart is how far Telegram's clock and ours may be from each other.
const clocksApart = time.Minute

// repliedThread is the question whose card was replied to. A card whose number is
// not known, see flows.Input.ReplyData, says by its button whose it is. One that is
// older than the question is another's: after an older backup was put in its place,
// questions get the same numbers again.
func (g *group) repliedThread() (programme.ThreadID, bool) {
	if name := g.Messages.Name(g.ReplyTo); name != "" {
		return threadOfCard(name)
	}
	part := strings.Split(g.ReplyData, ":")
	if len(part) != 3 || part[0] != groupButton || part[1] != "close" && part[1] != "closed" {
		return 0, false
	}
	n, err := strconv.ParseUint(part[2], 10, 64)
	th, there := g.tx.Threads.Get(programme.ThreadID(n))
	return programme.ThreadID(n), err == nil && !(there && g.ReplySent.Before(th.Opened.Add(-clocksApart)))
}

// Asked implements participant.Desk.
func (c *Conversation) Asked(tx *programme.Tx, t *flows.Turn, id programme.ThreadID) {
	g := c.in(tx, t)
	th, ok := tx.Threads.Get(id)
	if !ok || len(th.Messages) == 0 {
		return
	}
	n := len(th.Messages)
	m := th.Messages[n-1]
	words, file, head := m.Text, fileOf(m.Kind, m.Remote), g.fullHead(th)
	switch {
	case n > 1 && th.Messages[n-2].Answer:
		head = text.T("%s\nпише пак:", "%s\nwrites again:").With(head)
	case n > 1:
		head = g.shortHead(th)
	}
	_, edited := t.What.(flows.Edited)
	if edited {
		head = text.T("%s · поправка:", "%s · correction:").With(g.shortHead(th))
	}
	if edited || words == "" && file == nil { // nothing of it is kept: it only passes through
		h, _ := flows.HeldOf(t.Input)
		words, file = h.Text, fileOf(h.Kind, h.Remote)
	}
	g.card(th, head, words, file)
}

// card shows something of the thread in the group; the button of the card before
// it goes.
func (g *group) card(th programme.Thread, head text.Phrase, words string, file *flows.OutgoingFile) {
	if th.Card > 0 {
		g.Do(flows.Edit{To: flows.Group, Name: programme.ThreadCard(th.ID, th.Card), Of: th.Person, Paced: true})
	}
	var buttons [][]flows.Tap
	if th.Closed.IsZero() {
		buttons = closeButton(th)
	}
	g.send(parcel{
		to: flows.Group, lang: language, head: head, words: words, file: file, buttons: buttons, of: th.Person,
		name: func() string { th.Sent++; return programme.ThreadCard(th.ID, th.Sent) },
	})
	th.Card = th.Sent
	g.tx.Threads.Put(th.ID, th)
}

// shortHead says whose question it is.
func (g *group) shortHead(th programme.Thread) text.Phrase {
	return text.T("<b>№ %s</b> · %s", "<b>No. %s</b> · %s").With(th.ID.String(), g.asker(th))
}

// fullHead also says from where in the conversation it came.
func (g *group) fullHead(th programme.Thread) text.Phrase {
	return text.Join("\n",
		text.T("<b>Въпрос № %s</b>", "<b>Question No. %s</b>").With(th.ID.String()),
		g.asker(th),
		text.T("<i>%s</i>", "<i>%s</i>").With(g.placeOf(th)))
}

// asker is the person with the organisations they speak for. Of who has not
// agreed to anything only Telegram knows the name, and it only passes through.
func (g *group) asker(th programme.Thread) text.Phrase {
	name := g.nameOf(th.Person)
	if name == "" && g.Person == th.Person {
		name = g.Name
	}
	who := text.Raw(name)
	if name == "" {
		who = text.T("човек, който още не се е записал", "somebody who is not registered yet")
	} else if _, known := g.tx.People.Get(th.Person); !known {
		who = text.T("%s (още не е в нашите списъци)", "%s (not in our lists yet)").With(name)
	}
	of := g.tx.Memberships.OfPerson(th.Person)
	if th.Organisation != 0 {
		of = []programme.MembershipKey{{Person: th.Person, Organisation: th.Organisation}}
	}
	parts := []text.Phrase{who}
	for _, key := range of {
		o, ok := g.tx.Organisations.Get(key.Organisation)
		if !ok {
			continue
		}
		line := text.Join(", ", text.Raw(o.Name), g.municipality(o))
		if m, _ := g.tx.Memberships.Get(key); programme.StandingOf(o, m) != programme.InForce {
			line = text.T("%s (не е одобрено)", "%s (not approved)").With(line)
		}
		parts = append(parts, line)
	}
	return text.Join(" · ", parts...)
}

// nameOf is how the person is called in the records, "" where they are not there.
func (g *group) nameOf(id flows.PersonID) string {
	p, _ := g.tx.People.Get(id)
	return p.Name
}

// municipality is the organisation's, unless its name says it.
func (g *group) municipality(o programme.Organisation) text.Phrase {
	name, ok := g.p.MunicipalityName(o.Municipality)
	switch {
	case !ok:
		return text.Raw(o.Municipality)
	case strings.Contains(o.Name, name.BG):
		return text.Phrase{}
	}
	return text.T("%s", "%s").With(name)
}

// placeOf says where in the conversation the person was.
func (g *group) placeOf(th programme.Thread) text.Phrase {
	form := &g.p.Survey
	if th.Form == form.Name {
		title := text.Quote(form.Title.In(language))
		q, ok := form.Question(th.Place)
		if !ok {
			return text.T("от %s", "from %s").With(title)
		}
		for i, asked := range flows.Asked(form, g.answersOf(th)) {
			if asked.Code == q.Code {
				return text.T("на въпрос %d от %s: %s", "at question %d of %s: %s").With(i+1, title, text.Quote(q.Text.In(language)))
			}
		}
		return text.T("на въпроса %s от %s", "at the question %s of %s").With(text.Quote(q.Text.In(language)), title)
	}
	if p, known := g.tx.People.Get(th.Person); !known || p.Joined.IsZero() {
		return text.T("докато се записва", "while registering")
	}
	if e, ok := g.tx.Events.Get(th.Place); ok && th.Form == programme.OfEvent {
		return text.T("по повод %s, %s", "about %s, %s").With(text.Quote(e.Title.In(language)), text.Day(e.Start.In(g.p), g.local(g.At)))
	}
	if id, ok := programme.ParseBroadcastID(th.Place); ok && th.Form == programme.AboutBroadcast {
		return text.T("по повод съобщение № %d до участниците", "about message No. %d to the participants").With(int(id))
	}
	if th.Form != "" {
		return text.T("докато попълва данни", "while filling in data")
	}
	return text.T("от менюто", "from the menu")
}

// answersOf are the answers that the person was giving when they asked.
func (g *group) answersOf(th programme.Thread) map[string]flows.Answer {
	key := programme.ResponseKey{Survey: g.p.Survey.Name, Organisation: th.Organisation, Applicant: th.Person}
	if r, ok := g.tx.Responses.Get(key); ok {
		return r.Answers
	}
	key.Applicant = 0
	r, _ := g.tx.Responses.Get(key)
	return r.Answers
}

// Closed implements participant.Desk.
func (c *Conversation) Closed(tx *programme.Tx, t *flows.Turn, id programme.ThreadID) {
	if th, ok := tx.Threads.Get(id); ok {
		c.in(tx, t).showClosed(th, text.T("✔ Приключен от участника", "✔ Closed by the participant"))
	}
}

// showClosed puts the line in place of the newest card's button. The words of the
// card stay: those of people without consent are not kept, so they cannot be
// written again.
func (g *group) showClosed(th programme.Thread, line text.Phrase) {
	g.underCard(th, [][]flows.Tap{{tap(line, "closed", th.ID.String())}})
}

// showOpen brings the button back.
func (g *group) showOpen(th programme.Thread) { g.underCard(th, closeButton(th)) }

func closeButton(th programme.Thread) [][]flows.Tap {
	return [][]flows.Tap{{tap(text.T("Приключи", "Close"), "close", th.ID.String())}}
}

func (g *group) underCard(th programme.Thread, buttons [][]flows.Tap) {
	g.Do(flows.Edit{
		To: flows.Group, Name: programme.ThreadCard(th.ID, th.Card), Of: th.Person, Paced: true, Buttons: flows.Render(buttons, language),
	})
}
