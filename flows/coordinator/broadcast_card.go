package coordinator

import (
	"encoding/json"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// castCardName names the card of a broadcast in the group.
func castCardName(b programme.Broadcast) string { return "broadcast/" + b.ID.String() }

// castShownEvery is how often the card of one that is being sent is brought up to date: a
// group takes 20 messages a minute, and others are to have room.
const castShownEvery = 10 * time.Second

// showCastCard says a card anew, and takes the buttons off the one before.
func (g *group) showCastCard(b programme.Broadcast) {
	g.Do(flows.Edit{To: flows.Group, Name: castCardName(b), Paced: !g.here()})
	b.Shown = g.At
	g.tx.Broadcasts.Put(b.ID, b)
	s := g.castCard(b)
	g.say(s)
}

// updateCast brings the card up to date.
func (g *group) updateCast(b programme.Broadcast) {
	b.Shown = g.At
	g.tx.Broadcasts.Put(b.ID, b)
	g.update(g.castCard(b))
}

// castWentOn brings it up to date now and then while messages are on their way, and when
// none is any more: all is over, or the rest waits for another day. One that did not leave
// is said anew: a change is easily overlooked.
func (g *group) castWentOn(b programme.Broadcast) {
	switch {
	case b.State == programme.BroadcastMissed:
		g.showCastCard(b)
	case !g.castMoves(b) || g.At.Sub(b.Shown) >= castShownEvery:
		g.updateCast(b)
	}
}

// castMoves reports whether messages of it leave just now.
func (g *group) castMoves(b programme.Broadcast) bool {
	waits := func(s programme.RecipientState) bool { return len(g.tx.Recipients.In(b.ID, s, 1)) > 0 }
	return waits(programme.RecipientQueued) || waits(programme.RecipientWaiting) && !g.p.Quiet(g.At)
}

// showCast says the card anew.
func (g *group) showCast(refs []string) {
	if b, ok := g.castIn(refs[0]); ok {
		g.showCastCard(b)
	}
}

// castDue is a row of a broadcast: it begins, or goes on. Where it begins the card waits
// for the recipients, who are reckoned in a moment.
func (g *group) castDue(w flows.Due) {
	b, ok := programme.BroadcastIsDue(g.tx, g.Turn, g.p, w)
	switch {
	case !ok:
	case b.State == programme.BroadcastSending && b.Meant == 0:
		b.Shown = g.At
		g.tx.Broadcasts.Put(b.ID, b)
	default:
		g.castWentOn(b)
	}
}

// castReckoned is the job that has found the recipients: their numbers. Many are shown at
// once; a few have it before anybody has read that.
func (g *group) castReckoned(w flows.Finished) {
	var people []flows.PersonID
	failed := w.Error != "" || json.Unmarshal(w.Result, &people) != nil
	id, _ := programme.ParseBroadcastID(w.Ref)
	b, ok := programme.BroadcastReckoned(g.tx, g.Turn, g.p, id, people, failed)
	switch {
	case !ok:
	case b.Meant > castFew:
		g.updateCast(b)
	default:
		g.castWentOn(b)
	}
}

// castFew is how many have a message within seconds.
const castFew = 100

// castTold hears what became of the message to somebody.
func (g *group) castTold(ref string, result flows.Result) {
	if b, ok := programme.BroadcastTold(g.tx, g.Turn, g.p, ref, result); ok {
		g.castWentOn(b)
	}
}

// stopCast stops one that goes, or takes back one that is to go: at once, since each
// second counts.
func (g *group) stopCast(refs []string) {
	b, ok := g.castIn(refs[0])
	switch {
	case !ok:
		return
	case b.Active() || b.State == programme.BroadcastMissed:
		b = programme.StopBroadcast(g.tx, g.Turn, b)
		said := text.T("Спряно. Получилите го остават с него, до другите няма да стигне.", "Stopped. Who has it keeps it, the others will not get it.")
		if b.State == programme.BroadcastDraft {
			said = text.T("Спряно. Нищо не е изпратено, текстът остава като чернова.", "Stopped. Nothing was sent, the text stays as a draft.")
		}
		g.toast(said)
	default:
		g.toast(text.T("Това съобщение вече не се изпраща.", "This message is not being sent any more."))
		g.updateCast(b)
		return
	}
	g.audit("broadcast stopped", b.ID.String(), "", "")
	g.updateCast(b)
}

// resumeCast lets a stopped one go on.
func (g *group) resumeCast(refs []string) {
	b, ok := g.castIn(refs[0])
	if !ok || g.anotherGoes(b) {
		return
	}
	if b.CanResume(g.tx) == 0 {
		g.toast(text.T("Няма до кого да продължи.", "There is nobody to go on to."))
	} else {
		b = programme.ResumeBroadcast(g.tx, g.Turn, g.p, b)
		g.audit("broadcast resumed", b.ID.String(), "", "")
		g.toast(text.T("Продължава.", "It goes on."))
	}
	g.updateCast(b)
}

// castNow sends one that did not leave when it was to.
func (g *group) castNow(refs []string) {
	b, ok := g.castIn(refs[0])
	if !ok || g.anotherGoes(b) {
		return
	}
	if b.State == programme.BroadcastMissed {
		b = programme.ScheduleBroadcast(g.tx, g.Turn, g.p, b, time.Time{})
		g.audit("broadcast sent", b.ID.String(), "", g.local(b.Goes).Format(castAudited))
	} else {
		g.toast(text.T("Междувременно това е решено.", "Meanwhile this is decided."))
	}
	g.updateCast(b)
}

// castCard says how far a broadcast is, and what became of it.
func (g *group) castCard(b programme.Broadcast) flows.Screen {
	n := programme.ProgressOf(g.tx, b.ID)
	s := flows.Screen{Name: castCardName(b)}
	lines := []text.Phrase{
		text.T("📣 <b>Съобщение № %d</b> · %s", "📣 <b>Message No. %d</b> · %s").With(int(b.ID), g.castState(b)),
		text.T("<i>%s</i>", "<i>%s</i>").With(excerpt(b, 160)),
		text.T("До: %s.", "To: %s.").With(b.Segment.Words(g.tx, g.p)),
	}
	switch b.State {
	case programme.BroadcastDraft:
		lines = append(lines, text.T("Не е изпратено на никого.", "It was sent to nobody."))
		s.Buttons = [][]flows.Tap{{tap(text.T("Продължи черновата", "Go on with the draft"), verbCastGoOn, b.ID.String())}}
	case programme.BroadcastScheduled:
		found := b.Segment.Audience(g.tx, g.p)
		lines = append(lines, text.T("Получатели по данните сега: %s. Ще преброя пак, когато тръгне.", "Recipients by the records as they are now: %s. I will count again when it leaves.").With(text.People(len(found.People))))
		s.Buttons = [][]flows.Tap{{tap(text.T("⏹ Спри", "⏹ Stop"), verbCastStop, b.ID.String())}}
	case programme.BroadcastMissed:
		lines = append(lines, text.T("Трябваше да тръгне %s, но тогава не успях. Да го изпратя ли сега?", "It was to leave %s, but I could not then. Shall I send it now?").With(text.DayTime(g.local(b.Goes), g.local(g.At))))
		s.Buttons = [][]flows.Tap{{tap(text.T("Изпрати сега", "Send it now"), verbCastNow, b.ID.String()), tap(text.T("⏹ Спри", "⏹ Stop"), verbCastStop, b.ID.String())}}
	default:
		more, rows := g.castReport(b, n)
		lines, s.Buttons = append(lines, more...), rows
	}
	s.Buttons = append(s.Buttons, []flows.Tap{tap(text.T("‹ Всички съобщения", "‹ All messages"), verbCasts, "0"), tap(text.T("Обнови", "Refresh"), verbCastFresh, b.ID.String())})
	s.Text = text.Join("\n", lines...)
	return s
}

// verbCastFresh brings a card up to date.
const verbCastFresh = "castfresh"

func (g *group) freshCast(refs []string) {
	if b, ok := g.castIn(refs[0]); ok {
		g.updateCast(b)
	}
}

// castGoing shows the card of one that goes, on the bot's return to the group.
func (g *group) castGoing() {
	if b, ok := programme.ActiveBroadcast(g.tx); ok {
		g.showCastCard(b)
	}
}
