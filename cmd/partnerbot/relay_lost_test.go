package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// delay shows the chat its next message, of which Telegram's answer is still on
// its way, or is lost: then the message goes again.
func (x *exchange) delay(to flows.PersonID) delivered {
	x.t.Helper()
	for _, r := range x.waiting {
		if r.To() == to && r.Say != nil {
			x.number++
			d := delivered{x.number, *r.Say}
			x.chats[to] = append(x.chats[to], d)
			return d
		}
	}
	x.t.Fatal("nothing waits for the chat")
	return delivered{}
}

// reply is a reply to a message of the bot, as Telegram tells of it.
func (x *exchange) reply(d delivered, words string) flows.Input {
	return flows.Input{
		What: flows.Text{Text: words}, ReplyTo: d.number, ToBot: true, ReplyData: d.say.Buttons[0][0].Data, ReplySent: x.at,
	}
}

// Of a message whose answer of Telegram was lost the number is never known, and a
// reply may come before the number does: both lead to the question nevertheless.
func TestRepliesToMessagesOfUnknownNumber(t *testing.T) {
	t.Parallel()
	x, a := one(t)
	x.presses(a.user, 0, flows.HelpButton)
	x.writes(a.user, "Кога?")
	x.apply(2)
	first := x.delay(flows.Group)
	x.does(stefka, true, x.reply(first, "Утре"))
	x.apply(1)
	early := x.delay(a.id)
	for !strings.Contains(early.say.HTML, "Утре") {
		x.deliver(a.id)
		early = x.delay(a.id)
	}
	x.does(a.user, false, x.reply(early, "В колко часа?"))
	x.settle()
	x.does(stefka, true, x.reply(first, "В десет"))
	x.settle()
	if got, _ := x.newest(a.id, "answer/"); !strings.Contains(got.say.HTML, "В десет") {
		t.Errorf("the person is answered %q", got.say.HTML)
	}
	var said []string
	err := x.store.View(func(tx *programme.Tx) error {
		th, _ := tx.Threads.Get(1)
		for _, m := range th.Messages {
			said = append(said, m.Text)
		}
		return nil
	})
	if want := []string{"Кога?", "Утре", "В колко часа?", "В десет"}; err != nil || !slices.Equal(said, want) {
		t.Errorf("%v; the question is %q, want %q", err, said, want)
	}

	closed := first // its button is another now
	x.does(stefka, true, flows.Input{What: flows.Press{Data: first.say.Buttons[0][0].Data}, Message: first.number})
	x.settle()
	closed.say.Buttons = [][]flows.Button{{{Data: "g:closed:1"}}}
	x.does(stefka, true, x.reply(closed, "В зала 2"))
	x.settle()
	if got, _ := x.newest(a.id, "answer/"); !strings.Contains(got.say.HTML, "В зала 2") {
		t.Errorf("after the end the person is answered %q", got.say.HTML)
	}
}

// A card from before the question is that of another with the same number, which
// is gone with the database it was in. Nobody else's answer goes to this person.
func TestReplyToACardOfAnotherDatabase(t *testing.T) {
	t.Parallel()
	x, a := one(t)
	card := x.asks(a, flows.Text{Text: "Кога?"})[0]
	said := len(x.chats[a.id])
	for name, change := range map[string]func(*flows.Input){
		"older":           func(in *flows.Input) { in.ReplySent = in.ReplySent.Add(-time.Hour) },
		"another message": func(in *flows.Input) { in.ReplyData = "g:question:1" },
		"no button":       func(in *flows.Input) { in.ReplyData = "" },
	} {
		in := x.reply(card, "Само за друг човек")
		in.ReplyTo = 99999
		change(&in)
		group := len(x.chats[flows.Group])
		x.does(stefka, true, in)
		x.settle()
		if told := x.chats[flows.Group][group:]; len(told) != 1 || !strings.Contains(told[0].say.HTML, "не отива при никого") {
			t.Errorf("%s: the group is told %+v", name, told)
		}
	}
	if got := x.chats[a.id][said:]; len(got) > 0 {
		t.Errorf("the person is told %+v", got)
	}
}

// Over the wire: the connection breaks when the card has arrived, so that it comes
// twice, and the coordinator replies to the one whose number never came.
func TestReplyToTheLostCard(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Сдружение „Дунав“")
	petya := w.telegram.Person(simulator.Profile{First: "Петя", LanguageCode: "bg"})
	group := w.coordinators(petya)
	maria := w.telegram.Person(simulator.Profile{First: "Мария", LanguageCode: "bg"})
	w.must(maria.Open(invitationOf(0)))
	for _, said := range []string{"да", "съгласна съм", "Мария", "пропусни", "питай човек"} {
		w.must(maria.Say(said))
	}
	w.telegram.Fail(simulator.Fault{Method: "sendMessage", Chat: group.ID(), Kind: simulator.CutAfter})
	w.must(maria.Say("Кога?"))
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	var cards []simulator.Message
	after := 0
	for range 2 {
		m, err := group.WaitNext(ctx, after, func(m simulator.Message) bool { return strings.Contains(m.Text, "Кога?") })
		if err != nil {
			t.Fatalf("the card came %d times: %v", len(cards), err)
		}
		cards, after = append(cards, m), m.ID
	}
	for i, words := range []string{"Утре", "В десет"} {
		w.must(petya.Reply(cards[i].ID, words))
		if last := maria.Last(); !strings.Contains(last.Text, words) {
			t.Errorf("after a reply to card %d the person reads %q", i+1, last.Text)
		}
	}
}
