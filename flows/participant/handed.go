package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// handed tells somebody that they answer for a seat of their organisation from now
// on, or that it no longer says who comes: if it is still so. What comes at night, since
// the program did not run, waits for the morning.
func (c *chat) handed(w flows.Due) {
	if at := c.p.ByDay(c.At); at.After(c.At) {
		c.Do(flows.Schedule{Key: w.Key, At: at, Expires: at.AddDate(0, 0, 1), Kind: w.Kind, Ref: w.Ref, Person: w.Person})
		return
	}
	id, why, ok := programme.HandedOf(w.Ref)
	r, there := c.tx.Registrations.Get(id)
	e, planned := c.tx.Events.Get(r.Event)
	if !ok || !there || !planned || !r.Live() || !e.ToCome(c.At) || programme.Responsible(c.tx, r) != c.Person {
		return
	}
	o, _ := c.tx.Organisations.Get(r.Organisation)
	words := handedWords(why, r)
	if words.Empty() {
		return
	}
	c.SayTo(c.Person, c.tx.Chats.Language(c.Person), flows.Screen{
		Text:    words.With(text.Quote(o.Name), e.Title, text.DayTime(e.Start.In(c.p), c.local())),
		Buttons: [][]flows.Tap{{{Label: text.T("Към събитието", "To the event"), Data: "e:show:" + e.Code}}, flows.MenuRow()},
		Name:    "handed/" + id.String(),
	}, true)
}

// handedWords lack the organisation, the title and the time. They are empty where
// things have changed since.
func handedWords(why programme.Handed, r programme.Registration) text.Phrase {
	switch {
	case why == programme.HandedName && r.Attendee == programme.ErasedName:
		return text.T("Колегата, който трябваше да дойде от %s на <b>%s</b> (%s), изтри данните си. Мястото остава за организацията Ви.\n\nКой ще дойде? Кажете го в събитието, или освободете мястото за друг.",
			"The colleague who was to come from %s to <b>%s</b> (%s) has erased their data. The seat stays your organisation’s.\n\nWho will come? Say so in the event, or leave the seat to somebody else.")
	case why != programme.HandedLeft:
		return text.Phrase{}
	case r.Seat == programme.Waiting:
		return text.T("Колегата, който записа %s за <b>%s</b> (%s), вече не представлява организацията. Мястото в чакащите остава, а пиша вече на Вас.\n\nЩом се освободи място, ще Ви попитам.",
			"The colleague who registered %s for <b>%s</b> (%s) no longer speaks for the organisation. The place in line stays, and I write to you now.\n\nI will ask you as soon as a seat is free.")
	case r.Attendee != "":
		return text.T("Колегата, който записа %s за <b>%s</b> (%s), вече не представлява организацията. Мястото остава, а пиша вече на Вас.\n\nЩе дойде същият човек, който беше записан. Ако има промяна, кажете я в събитието.",
			"The colleague who registered %s for <b>%s</b> (%s) no longer speaks for the organisation. The seat stays, and I write to you now.\n\nThe same person will come as before. If that changes, say so in the event.")
	}
	return text.T("Колегата, който записа %s за <b>%s</b> (%s), вече не представлява организацията. Мястото остава, и вече е на Ваше име.\n\nОчакваме Вас. Ако ще дойде друг, или не можете, кажете го в събитието.",
		"The colleague who registered %s for <b>%s</b> (%s) no longer speaks for the organisation. The seat stays, in your name now.\n\nWe expect you. If somebody else will come, or you cannot, say so in the event.")
}
