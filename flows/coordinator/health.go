package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// verbHealth shows how the program stands, in place.
const verbHealth = "health"

// healthCardName names the newest such card.
const healthCardName = "card/health"

// health says whether all is well with the program itself.
func (g *group) health(string) { g.say(g.healthCard()) }

// refreshHealth shows it in place.
func (g *group) refreshHealth([]string) { g.change(g.healthCard()) }

// healthCard says first whether anything has to be done, and what; below it how things
// stand.
func (g *group) healthCard() flows.Screen {
	h, stuck := g.tx.Health(), g.tx.Outbox.Stuck()
	lines := []text.Phrase{text.T("✅ <b>Всичко е наред.</b>", "✅ <b>All is well.</b>")}
	if troubles := h.Troubles(g.At, stuck); len(troubles) > 0 {
		lines = []text.Phrase{text.T("⚠️ <b>Има за какво да погледнете</b>", "⚠️ <b>There is something to look at</b>")}
		for _, t := range troubles {
			lines = append(lines, text.T("• %s", "• %s").With(g.troubleWords(t, h, stuck)))
		}
	}
	var taps []flows.Tap
	if n := programme.CountState(stuck, flows.Unconfirmed); n > 0 {
		taps = append(taps, tap(text.T("Непотвърдени: %d", "Unconfirmed: %d").With(n), verbStuck, listUnconfirmed, "0"))
	}
	if n := programme.CountState(stuck, flows.Dead); n > 0 {
		taps = append(taps, tap(text.T("Отказани: %d", "Refused: %d").With(n), verbStuck, listRefused, "0"))
	}
	rows := [][]flows.Tap{taps}
	if h.Aside > 0 {
		rows = append(rows, []flows.Tap{tap(text.T("Оставени настрана: %d", "Put aside: %d").With(h.Aside), verbAside, "0")})
	}
	rows = append(rows, []flows.Tap{tap(text.T("Обнови", "Refresh"), verbHealth)})
	return flows.Screen{Name: healthCardName, Text: text.Join("\n\n", text.Join("\n", lines...), text.Join("\n", g.healthFacts(h)...)), Buttons: rows}
}

// troubleWords say what is wrong, and what to do.
func (g *group) troubleWords(t programme.Trouble, h programme.Health, stuck []flows.Row) text.Phrase {
	unconfirmed := programme.CountState(stuck, flows.Unconfirmed)
	switch t {
	case programme.TroubleBehind:
		return text.T("Връзката с Telegram беше прекъсната. Сега чета какво са писали хората. Изчакайте няколко минути.",
			"The connection to Telegram was broken. I am now reading what people wrote. Wait a few minutes.")
	case programme.TroubleUnconfirmed:
		return text.T("Не знам дали хората са получили %s. Сам не пращам втори път: решете от бутона долу.",
			"I do not know whether people have received %s. I do not send twice by myself: decide with the button below.").With(messages(unconfirmed))
	case programme.TroubleRefused:
		return text.T("Telegram не прие %s. Вижте кое от бутона долу.", "Telegram did not take %s. See which with the button below.").With(messages(len(stuck) - unconfirmed))
	case programme.TroubleAside:
		return text.T("Не успях да се справя с всичко и оставих настрана %s. Вижте какво от бутона долу.",
			"I could not cope with everything and put aside %s. See what with the button below.").With(things(h.Aside))
	case programme.TroubleOutbox:
		return text.T("Съобщения до хора чакат твърде дълго (най-старото – %s). Сигурно Telegram е бавен. Ако и след час е така, обадете се на човека, който поддържа бота.",
			"Messages to people wait too long (the oldest: %s). Telegram is probably slow. If it is so in an hour still, call whoever keeps the bot running.").With(text.Ago(g.At.Sub(h.People.Since)))
	case programme.TroubleDue:
		return text.T("Нещо, което трябваше да свърша %s, още чака. Обадете се на човека, който поддържа бота.",
			"Something that I should have done %s still waits. Call whoever keeps the bot running.").With(text.Ago(g.At.Sub(h.Due.Since)))
	case programme.TroubleJobs:
		return text.T("Файлове се приготвят твърде дълго (най-старият – %s). Ако и след час е така, поискайте ги отново.",
			"Files take too long to make (the oldest: %s). If it is so in an hour still, ask for them again.").With(text.Ago(g.At.Sub(h.Jobs.Since)))
	}
	return text.T("Последното дневно копие на данните е от %s. Обадете се на човека, който поддържа бота: може дискът да е пълен.",
		"The last daily copy of the data is of %s. Call whoever keeps the bot running: the disk may be full.").With(text.DayTime(g.local(h.Copied.At), g.local(g.At)))
}

// healthFacts are how things stand, whether they are well or not.
func (g *group) healthFacts(h programme.Health) []text.Phrase {
	waiting := func(label text.Phrase, b programme.Backlog) text.Phrase {
		if b.Count == 0 {
			return text.T("%s: няма чакащи", "%s: none waiting").With(label)
		}
		return text.T("%s: чакат %d, най-старото %s", "%s: %d waiting, the oldest %s").With(label, b.Count, text.Ago(g.At.Sub(b.Since)))
	}
	polled := text.T("още не е имало", "not yet")
	if !h.LastPoll.IsZero() {
		polled = text.T("%s", "%s").With(text.Ago(g.At.Sub(h.LastPoll)))
	}
	onTime := text.T("навреме", "on time")
	if h.Due.Count > 0 {
		onTime = text.T("чакат %d, най-старото %s", "%d waiting, the oldest %s").With(h.Due.Count, text.Ago(g.At.Sub(h.Due.Since)))
	}
	copied := text.T("прави се всяка нощ; още няма", "made every night; none yet")
	if !h.Copied.At.IsZero() {
		copied = text.T("%s, %s", "%s, %s").With(text.DayTime(g.local(h.Copied.At), g.local(g.At)), megabytes(h.Copied.Size))
	}
	reachable, away := g.reach()
	lines := []text.Phrase{
		text.T("Последна връзка с Telegram: %s", "Last contact with Telegram: %s").With(polled),
		waiting(text.T("Съобщения до хора", "Messages to people"), h.People),
		waiting(text.T("Съобщения до групата", "Messages to the group"), h.Group),
		waiting(text.T("Файлове и друга бавна работа", "Files and other slow work"), h.Jobs),
		text.T("Напомняния и всичко с час: %s", "Reminders and all that has a time: %s").With(onTime),
		text.T("Хора, до които мога да пиша: %d от %d", "People I can write to: %d of %d").With(reachable, reachable+away),
	}
	if h.Parked > 0 {
		lines = append(lines, text.T("Чакат човекът да пусне бота отново: %s", "Waiting for the person to start the bot again: %s").With(messages(h.Parked)))
	}
	return append(lines,
		text.T("Копие на данните: %s", "Copy of the data: %s").With(copied),
		text.T("Данните заемат %s. Версия на данните: %d, на програмата: %s", "The data take %s. Version of the data: %d, of the program: %s").With(megabytes(h.Size), h.Schema, g.c.version))
}

// reach counts the people who can be written to, and those who have stopped the bot.
func (g *group) reach() (reachable, away int) {
	for id := range g.tx.People.All() {
		if g.tx.Chats.Reachable(id) {
			reachable++
		} else {
			away++
		}
	}
	return reachable, away
}

func messages(n int) text.Localised {
	return text.Count(n, "съобщение", "съобщения", "message", "messages")
}

func things(n int) text.Localised { return text.Count(n, "нещо", "неща", "thing", "things") }

// megabytes is „1,2 МБ“; little is „под 1 МБ“.
func megabytes(bytes int64) text.Phrase {
	const megabyte = 1 << 20
	if bytes < megabyte {
		return text.T("под 1 МБ", "under 1 MB")
	}
	return text.T("%s МБ", "%s MB").With(text.Number(float64(bytes*10/megabyte) / 10))
}
