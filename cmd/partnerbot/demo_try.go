package main

import "partnerbot/bot/simulator"

// suggest tells on the page what a visitor can try, and offers the link at the door of
// today's meeting.
func (d *demo) suggest() {
	on := func(names ...string) (phones []simulator.PagePhone) {
		for _, first := range names {
			phone := simulator.PagePhone{Person: d.people[first].ID(), Chat: d.people[first].ID()}
			if first == demoCoordinators[0][0] {
				phone.Chat = d.group.ID()
			}
			phones = append(phones, phone)
		}
		return phones
	}
	ngo, town, coordinator := demoPlayed[0], demoPlayed[1], demoCoordinators[0][0]
	d.page.Offer(simulator.Link{Name: simulator.Words{BG: "На вратата на срещата в Ценово", EN: "At the door of the meeting in Tsenovo"}, Code: d.doors[demoToday]})
	d.page.Suggest(
		simulator.Scene{
			Title: simulator.Words{BG: "Среща: на вратата, в групите, с общата идея", EN: "A meeting: at the door, in groups, with a common idea"},
			Steps: []simulator.Words{
				{BG: "Анелия (читалище) и Здравко (община) идват: ⋮ → „Отвори връзка…“ → „На вратата“.", EN: "Анелия (a community centre) and Здравко (a municipality) arrive: ⋮ → “Open a link…” → “At the door”."},
				{BG: "Стефка в групата пише /groups и натиска „Обяви групите“.", EN: "Стефка writes /groups in the group and presses „Обяви групите“ (announce)."},
				{BG: "Анелия натиска „Аз ще записвам“ и „Започни идеята на групата“, и отговаря.", EN: "Анелия presses „Аз ще записвам“ (I write down), begins the idea and answers."},
				{BG: "Здравко натиска „Виж идеята“ и „Поемам писането“: продължава от своя телефон.", EN: "Здравко presses „Виж идеята“ (see the idea) and „Поемам писането“ (take over) and goes on from his phone."},
			},
			Phones: on(ngo, town, coordinator),
		},
		simulator.Scene{
			Title: simulator.Words{BG: "Идея: подпис и решение", EN: "An idea: a signature and a decision"},
			Steps: []simulator.Words{
				{BG: "При Здравко чака молба за подпис на идея 3: натиснете „Подписваме“.", EN: "Здравко has been asked to sign idea 3: press „Подписваме“ (we sign)."},
				{BG: "Стефка пише /idea 3 в групата: „Одобри“ или „Върни за промени“.", EN: "Стефка writes /idea 3 in the group: „Одобри“ (approve) or „Върни за промени“ (return)."},
				{BG: "Явор, който я е написал, научава веднага.", EN: "Явор, who wrote it, is told at once."},
				{BG: "/ideas показва всички идеи, /trace 1 – целия път на една от тях.", EN: "/ideas shows all ideas, /trace 1 the whole way of one."},
			},
			Phones: on(town, coordinator, "Явор"),
		},
		simulator.Scene{
			Title: simulator.Words{BG: "Денят на координатора", EN: "A coordinator’s day"},
			Steps: []simulator.Words{
				{BG: "Стефка пише /stats в групата: числата, „Кои липсват“, „Графики“.", EN: "Стефка writes /stats in the group: the numbers, „Кои липсват“ (who is missing), „Графики“ (charts)."},
				{BG: "/remind показва на колко души ще пише ботът, и какво, преди да тръгне.", EN: "/remind shows to how many the bot would write, and what, before it leaves."},
				{BG: "/broadcast и /export я водят в личния ѝ разговор: съобщение до мнозина, файл за Excel.", EN: "/broadcast and /export lead to her private chat: a message to many, a file for Excel."},
				{BG: "„+1 ден“: сутрин ботът сам казва какво е новото и какво чака.", EN: "“+1 day”: in the morning the bot says by itself what is new and what waits."},
			},
			Phones: append(on(coordinator), simulator.PagePhone{Person: d.people[coordinator].ID(), Chat: d.people[coordinator].ID()}),
		},
		simulator.Scene{
			Title: simulator.Words{BG: "Първи стъпки: покана и проучване", EN: "First steps: an invitation and the survey"},
			Steps: []simulator.Words{
				{BG: "Мария натиска „Старт“ и отговаря: с бутони или с думи.", EN: "Мария presses “Start” and answers, by buttons or in words."},
				{BG: "Георги от същата организация вижда отговорите ѝ и продължава.", EN: "Георги of the same organisation sees her answers and goes on."},
				{BG: "В групата чакат нова организация и въпрос: одобрете, отговорете (Reply).", EN: "A new organisation and a question wait in the group: approve, answer by a reply."},
				{BG: "„+1 ден“ и „Рестартирай бота“: нищо не се губи.", EN: "“+1 day” and “Restart the bot”: nothing gets lost."},
			},
			Phones: on(demoRegister[0].first, demoSecond.first, coordinator),
		},
	)
}
