package coordinator

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A message to many is written in the private chat of an administrator: what it says
// (broadcast_form.go), to whom it goes (broadcast_who.go), and how it looks before it
// leaves (broadcast_preview.go). How far it is, and what became of it, stands on a card in
// the group (broadcast_card.go, broadcast_report.go).

// Buttons in the group; a broadcast is named by its reference.
const (
	verbCasts    = "casts"    // page
	verbCastNew  = "castnew"  //
	verbCastGoOn = "castgo"   // a draft: to its private chat
	verbCast     = "cast"     // its card
	verbCastStop = "caststop" //
	verbCastOn   = "caston"   // lets a stopped one go on
	verbCastNow  = "castnow"  // one that did not go when it was to
)

// castsShown is how many stand on a page.
const castsShown = 6

// broadcast lists the messages to many.
func (g *group) broadcast(string) {
	s := g.castList(0)
	s.ReplyTo = g.Message
	g.say(s)
}

// turnCasts shows another page.
func (g *group) turnCasts(refs []string) {
	page, _ := strconv.Atoi(refs[0])
	g.change(g.castList(page))
}

// castList is the newest first.
func (g *group) castList(page int) flows.Screen {
	var all []programme.Broadcast
	for _, b := range g.tx.Broadcasts.All() {
		all = append(all, b)
	}
	slices.Reverse(all)
	v := viewOf(len(all), castsShown, page)
	lines := []text.Phrase{v.titled(text.T("<b>Съобщения до участниците</b>", "<b>Messages to the participants</b>"))}
	if len(all) == 0 {
		lines = append(lines, text.T("Още няма. Съобщението се пише в личния Ви разговор с мен. Преди да тръгне, ще го видите така, както ще го видят хората.",
			"There are none yet. The message is written in your private chat with me. Before it leaves you see it as people will see it."))
	}
	rows := [][]flows.Tap{{tap(text.T("✏️ Ново съобщение", "✏️ A new message"), verbCastNew)}}
	for _, b := range all[v.from:v.to] {
		lines = append(lines, text.T("№ %d · %s\n<i>%s</i>", "No. %d · %s\n<i>%s</i>").With(int(b.ID), g.castState(b), excerpt(b, 60)))
		label, verb := text.T("№ %d: докъде е", "No. %d: how far it is").With(int(b.ID)), verbCast
		if b.State == programme.BroadcastDraft {
			label, verb = text.T("№ %d: продължи", "No. %d: go on").With(int(b.ID)), verbCastGoOn
		}
		rows = append(rows, []flows.Tap{tap(label, verb, b.ID.String())})
	}
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbCasts, strconv.Itoa(page)) }))
	return flows.Screen{Text: text.Join("\n\n", lines...), Buttons: rows}
}

// excerpt is how a broadcast begins, on one line.
func excerpt(b programme.Broadcast, n int) string {
	return text.Clip(strings.Join(strings.Fields(b.Text.In(language)), " "), n)
}

// castState says in a few words where a broadcast stands.
func (g *group) castState(b programme.Broadcast) text.Phrase {
	at := func(p text.Phrase) text.Phrase { return p.With(text.DayTime(g.local(b.Ended), g.local(g.At))) }
	switch b.State {
	case programme.BroadcastScheduled:
		if !b.Goes.After(g.At) {
			return text.T("тръгва сега", "leaves now")
		}
		return text.T("тръгва %s", "leaves %s").With(text.DayTime(g.local(b.Goes), g.local(g.At)))
	case programme.BroadcastSending:
		return text.T("изпраща се", "is being sent")
	case programme.BroadcastStopped:
		return at(text.T("спряно, %s", "stopped, %s"))
	case programme.BroadcastDone:
		return at(text.T("изпратено, %s", "sent, %s"))
	case programme.BroadcastMissed:
		return text.T("не тръгна", "did not leave")
	case programme.BroadcastDraft:
	}
	return text.T("чернова", "a draft")
}

// castNew begins one, or goes on with the one that the presser has begun.
func (g *group) castNew([]string) { g.openForm(castForm, "", deskCast, nil) }

// castGoOn opens a draft in the private chat of who pressed: two people can work on it
// one after the other.
func (g *group) castGoOn(refs []string) {
	if b, ok := g.castIn(refs[0]); ok && g.stillDraft(b) {
		g.openCast(b)
	}
}

// openCast opens the form of a broadcast with what it says now.
func (g *group) openCast(b programme.Broadcast) {
	g.openForm(castForm, b.ID.String(), deskRef(deskCast, b.ID.String()), func(d *programme.Draft) { g.presetCast(d, b) })
}

// castAsked opens it for who has just opened the private chat.
func (g *group) castAsked(ref string) {
	if ref == "" {
		g.castNew(nil)
		return
	}
	if b, ok := g.castIn(ref); ok && g.stillDraft(b) {
		g.openCast(b)
	}
}

// castIn is the broadcast that a button names; one that is gone is said to be.
func (g *group) castIn(ref string) (programme.Broadcast, bool) {
	id, _ := programme.ParseBroadcastID(ref)
	b, ok := g.tx.Broadcasts.Get(id)
	if !ok {
		g.sayCast(text.T("Това съобщение вече го няма.", "This message is no longer there."))
	}
	return b, ok
}

// stillDraft reports whether it can be changed; if not, says so.
func (g *group) stillDraft(b programme.Broadcast) bool {
	if b.State == programme.BroadcastDraft {
		return true
	}
	g.sayCast(text.T("Това съобщение вече не е чернова: %s. Картата му е в групата, с /broadcast.", "This message is no draft any more: %s. Its card is in the group, with /broadcast.").With(g.castState(b)))
	return false
}

// sayCast says something to who pressed, or opened the chat.
func (g *group) sayCast(p text.Phrase) {
	if _, pressed := g.What.(flows.Press); pressed {
		g.toast(p)
		return
	}
	g.Tell(p)
}

// anotherGoes reports whether another broadcast goes or is to go, and says so.
func (g *group) anotherGoes(b programme.Broadcast) bool {
	other, ok := programme.ActiveBroadcast(g.tx)
	if !ok || other.ID == b.ID {
		return false
	}
	g.sayCast(text.T("Едно по едно: сега е ред на съобщение № %d (%s). Изчакайте го или го спрете от картата му в групата.",
		"One at a time: it is the turn of message No. %d (%s). Wait for it, or stop it on its card in the group.").With(int(other.ID), g.castState(other)))
	return true
}
