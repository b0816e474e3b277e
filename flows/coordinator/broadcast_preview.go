package coordinator

import (
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the private chat with which a broadcast leaves. What was looked at is named
// with it: a version that has changed since, or many more people, is shown again.
const (
	verbPreview  = "cview"
	verbSeen     = "cseen" // under a preview: does nothing
	verbReady    = "cready"
	verbSend     = "csend" // broadcast, version, how many people, "now" or "at"
	verbAtTime   = "cat"
	verbRewrite  = "cedit"
	verbCastDrop = "cdrop" // broadcast, "ask" or "yes"
)

const (
	sendNow = "now"
	sendAt  = "at"
)

// castAudited is how the audit says when a broadcast goes, where the programme is.
const castAudited = "02.01.2006 15:04"

// fewMore is by how many the recipients may have grown since they were counted without
// being shown again.
const fewMore = 3

// showPreview answers the button.
func (g *group) showPreview(refs []string) {
	if b, ok := g.draftIn(refs[0]); ok {
		g.Do(flows.Edit{To: g.Person, Message: g.Message})
		g.preview(b)
	}
}

// preview shows the broadcast as people will see it, in each of their languages, and then
// to whom it goes.
func (g *group) preview(b programme.Broadcast) {
	langs := []text.Language{text.Bulgarian, text.English}
	if b.Text.EN == "" {
		langs = langs[:1]
	}
	for i, lang := range langs {
		head := text.T("👁 Така ще го видят:", "👁 This is how they will see it:")
		if len(langs) > 1 {
			head = text.T("👁 Така ще го видят на български:", "👁 This is how they will see it in Bulgarian:")
		}
		if i > 0 {
			head = text.T("👁 И на английски:", "👁 And in English:")
		}
		g.Tell(head)
		s := b.Screen(g.p, lang)
		for _, row := range s.Buttons {
			for i := range row {
				row[i].Data = tap(text.Phrase{}, verbSeen, b.ID.String()).Data
			}
		}
		g.Do(flows.Say{To: g.Person, HTML: s.Text.HTML(lang), Buttons: flows.Render(s.Buttons, lang), File: b.File})
	}
	g.Say(g.readyScreen(b))
}

// onlySeen answers a button of the preview.
func (g *group) onlySeen([]string) {
	g.toast(text.T("Това е само преглед. При хората този бутон води до въпрос към Вас.", "This is a preview only. For people this button leads to a question to you."))
}

// showReady shows the card again.
func (g *group) showReady(refs []string) {
	if b, ok := g.draftIn(refs[0]); ok {
		g.changeCast(g.readyScreen(b))
	}
}

// readyScreen says to whom the broadcast goes, who is left out, and when.
func (g *group) readyScreen(b programme.Broadcast) flows.Screen {
	found := b.Segment.Audience(g.tx, g.p)
	n := len(found.People)
	name := castScreen + b.ID.String()
	lines := []text.Phrase{
		text.T("<b>Съобщение № %d</b>", "<b>Message No. %d</b>").With(int(b.ID)),
		text.T("До: %s.", "To: %s.").With(b.Segment.Words(g.tx, g.p)),
	}
	if n == 0 {
		lines = append(lines, text.T("Няма кой да го получи. Променете получателите.", "There is nobody to get it. Change the recipients."))
		lines = append(lines, g.leftOut(b, found)...)
		return flows.Screen{Name: name, Text: text.Join("\n", lines...), Buttons: [][]flows.Tap{g.castEdits(b)}}
	}
	lines = append(lines, text.T("Ще стигне до <b>%s</b> от %s.", "It will reach <b>%s</b> from %s.").With(text.People(n), text.Organisations(len(found.Organisations))))
	if b.Text.EN == "" {
		lines = append(lines, text.T("Английски текст няма: всички получават българския.", "There is no English text: everybody gets the Bulgarian."))
	}
	lines = append(lines, g.leftOut(b, found)...)
	data := func(when string) string {
		return tap(text.Phrase{}, verbSend, b.ID.String(), strconv.Itoa(b.Version), strconv.FormatInt(int64(n), 36), when).Data
	}
	now := flows.Tap{Label: text.T("Изпрати на %s", "Send to %s").With(text.People(n)), Data: data(sendNow)}
	var rows [][]flows.Tap
	if b.Goes.After(g.At) {
		lines = append(lines, text.T("Тръгва: <b>%s</b>", "It leaves: <b>%s</b>").With(text.DayTime(g.local(b.Goes), g.local(g.At))))
		rows = append(rows, []flows.Tap{{Label: text.T("Насрочи за %s", "Schedule for %s").With(text.People(n)), Data: data(sendAt)}})
		now.Label = text.T("Изпрати още сега", "Send it right now")
	} else if at := g.p.ByDay(g.At); at.After(g.At) {
		lines = append(lines, text.T("Сега е нощ за хората. Ще тръгне: <b>%s</b>", "It is night for people now. It will leave: <b>%s</b>").With(text.DayTime(g.local(at), g.local(g.At))))
	}
	rows = append(rows, []flows.Tap{now},
		[]flows.Tap{tap(text.T("В определен час", "At a certain time"), verbAtTime, b.ID.String())},
		[]flows.Tap{whoTap(text.T("Промени получателите", "Change the recipients"), verbWho, b, whoMain, noValue)}, g.castEdits(b))
	return flows.Screen{Name: name, Text: text.Join("\n", lines...), Buttons: rows}
}

// castEdits are the buttons that change the text, or give the message up.
func (g *group) castEdits(b programme.Broadcast) []flows.Tap {
	return []flows.Tap{
		tap(text.T("Промени текста", "Change the text"), verbRewrite, b.ID.String()),
		tap(text.T("Откажи", "Give up"), verbCastDrop, b.ID.String(), "ask"),
	}
}

// leftOut says who does not get it, or not at once, and why.
func (g *group) leftOut(b programme.Broadcast, found programme.Audience) (lines []text.Phrase) {
	blocked, another := 0, 0
	for _, id := range found.People {
		switch {
		case !g.tx.Chats.Reachable(id):
			blocked++
		case b.WaitsForAnotherDay(g.tx, g.p, id):
			another++
		}
	}
	add := func(n int, p text.Phrase, count text.Localised) {
		if n > 0 {
			lines = append(lines, text.T("• %s", "• %s").With(p.With(count)))
		}
	}
	add(another, text.T("Утре: %s. За днес вече има съобщение или напомняне.", "Tomorrow: %s. For today there is a message or a reminder already."), text.People(another))
	add(blocked, text.T("Спрели бота: %s. Получават го само при връщане до 7 дни.", "Have stopped the bot: %s. They get it only on coming back within 7 days."), text.People(blocked))
	add(len(found.Quiet), text.T("Няма да стигне до %s заради отказ от съобщения извън техните събития.", "It will not reach %s, who want no messages beside those on their events."), text.People(len(found.Quiet)))
	add(len(found.Outdated), text.T("Няма да стигне до %s без съгласие с новия текст за данните.", "It will not reach %s, who have not agreed to the new text on data."), text.People(len(found.Outdated)))
	add(len(found.Unreached), text.T("Без получател в Telegram: %s. На тях се обадете.", "With nobody to get it in Telegram: %s. Call them."), text.Organisations(len(found.Unreached)))
	return lines
}

// atTime asks when it is to go.
func (g *group) atTime(refs []string) {
	if b, ok := g.draftIn(refs[0]); ok {
		g.openForm(castAtForm, b.ID.String(), deskCast, nil)
	}
}

// rewrite opens the form again.
func (g *group) rewrite(refs []string) {
	if b, ok := g.draftIn(refs[0]); ok {
		g.openCast(b)
	}
}

// dropCast gives a draft up.
func (g *group) dropCast(refs []string) {
	b, ok := g.draftIn(refs[0])
	if !ok {
		return
	}
	if refs[1] != "yes" {
		g.changeCast(flows.Screen{
			Name: castScreen + b.ID.String(), Text: text.T("Да изтрия ли черновата на съобщение № %d? Нищо не е изпратено.", "Shall I delete the draft of message No. %d? Nothing was sent.").With(int(b.ID)),
			Buttons: [][]flows.Tap{{
				tap(text.T("Не", "No"), verbReady, b.ID.String()),
				tap(text.T("Да, изтрий я", "Yes, delete it"), verbCastDrop, b.ID.String(), "yes"),
			}},
		})
		return
	}
	g.tx.Broadcasts.Delete(b.ID)
	g.audit("broadcast given up", b.ID.String(), "", "")
	g.changeCast(flows.Screen{Name: castScreen + b.ID.String(), Text: text.T("Изтрих черновата на съобщение № %d.", "I have deleted the draft of message No. %d.").With(int(b.ID))})
}

// sendCast is the yes.
func (g *group) sendCast(refs []string) {
	b, ok := g.draftIn(refs[0])
	if !ok || g.anotherGoes(b) {
		return
	}
	counted, _ := strconv.ParseInt(refs[2], 36, 64)
	n := len(b.Segment.Audience(g.tx, g.p).People)
	again := text.Phrase{}
	switch {
	case strconv.Itoa(b.Version) != refs[1]:
		again = text.T("Съобщението беше променено след този преглед. Вижте го пак.", "The message was changed after this preview. Look at it again.")
	case n == 0:
		again = text.T("Вече няма кой да го получи.", "There is nobody left to get it.")
	case n > int(counted)+fewMore:
		again = text.T("Междувременно получателите станаха повече: %s. Вижте пак и потвърдете.", "Meanwhile there are more recipients: %s. Look again and confirm.").With(text.People(n))
	case refs[3] == sendAt && !b.Goes.After(g.At):
		again = text.T("Избраният час вече мина. Вижте пак и потвърдете.", "The chosen time is over. Look again and confirm.")
	}
	if !again.Empty() {
		g.toast(again)
		g.changeCast(g.readyScreen(b))
		return
	}
	at := time.Time{}
	if refs[3] == sendAt {
		at = b.Goes
	}
	b = programme.ScheduleBroadcast(g.tx, g.Turn, g.p, b, at)
	g.audit("broadcast sent", b.ID.String(), "", g.local(b.Goes).Format(castAudited))
	said := text.T("✅ Съобщение № %d тръгва сега до %s.", "✅ Message No. %d leaves now for %s.").With(int(b.ID), text.People(n))
	if b.Goes.After(g.At) {
		said = text.T("✅ Съобщение № %d е насрочено до %s: %s.", "✅ Message No. %d is scheduled for %s: %s.").With(int(b.ID), text.People(n), text.DayTime(g.local(b.Goes), g.local(g.At)))
	}
	g.changeCast(flows.Screen{
		Name: castScreen + b.ID.String(),
		Text: text.Join("\n", said, text.T("Докъде е и как да го спрете, вижте в групата.", "How far it is, and how to stop it, you see in the group.")),
	})
	g.showCastCard(b)
}
