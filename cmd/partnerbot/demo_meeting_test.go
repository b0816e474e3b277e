package main

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestDemoMeetingInBrowser plays the meeting of the demo's first scene at the width of a
// phone: check in, groups, the matrix on two phones; and the second: a signature and an
// approval.
func TestDemoMeetingInBrowser(t *testing.T) {
	t.Parallel()
	browser := findBrowser(t)
	d := runDemo(t, buildProgram(t))
	t.Cleanup(d.stop)
	v := visit(t, browser, d.address+"/?lang=bg", 390, 844)
	v.name = "meeting"
	v.do(chromedp.WaitVisible(`//article[contains(@class, "active")]`), chromedp.WaitVisible(`//body[@data-past="played"]`))

	v.tap(`//*[@id="try"]`)
	v.do(chromedp.WaitVisible(`//dialog//summary[contains(., "Среща")]`))
	v.shot("scenes")
	v.readable("scenes")
	v.tap(`//dialog//details[@open]` + button("Покажи телефоните"))
	v.look("Анелия Маринова")
	v.sees("Идвате ли?")
	v.shot("guest")
	v.door()
	v.look("Здравко Панов")
	v.door()

	v.look("Стефка Колева")
	v.shot("coordinator")
	v.say("/groups@partnerbot")
	v.sees("Предложение: 1 група")
	v.shot("proposed")
	v.press("Обяви групите")
	v.tap(`//dialog` + button("Добре")) // it says that everybody is told
	v.sees("Никой още не записва")

	v.look("Анелия Маринова")
	v.sees("Вие сте в")
	v.press("Аз ще записвам")
	v.press("Започни идеята на групата")
	v.sees("Как се казва идеята?")
	v.say("Баня за всички села")
	v.sees("За коя община е?")
	v.press("☐ Ценово")
	v.do(chromedp.WaitVisible(v.on(button("☑ Ценово"))))
	v.press("Готово")
	v.sees("Какъв проблем решава")
	v.shot("scribe")

	v.look("Здравко Панов")
	v.sees("Идеята се записва сега")
	v.shot("member")
	v.press("Виж идеята")
	v.sees("Анелия Маринова")
	v.shot("seen")
	v.press("Поемам писането")
	v.sees("Има отговори на 2 от 18")
	v.press("Продължи")
	v.sees("Какъв проблем решава")
	v.say("В три села няма къде да се изкъпе човек.")
	v.sees("На коя нужда")
	v.shot("other-pen")

	v.tap(v.on(`//li[@data-id]` + button("Меню")))
	v.do(chromedp.WaitVisible(v.on(`//li[@data-id][last()]` + button("Моите данни"))))
	v.press("Идеи")
	v.sees("Работилница за стари занаяти")
	v.shot("ideas")
	v.tap(v.on(`//li[@data-id][last()]//button[contains(., "Работилница")]`))
	v.sees("Идея 3 · Работилница")
	v.shot("sign")
	v.press("Подписваме")
	v.sees("подписа")
	v.shot("signed")
	v.look("Стефка Колева")
	v.say("/idea@partnerbot 3")
	v.sees("Подписали: 1 от 1")
	v.press("Одобри")
	v.sees("Да одобря ли")
	v.press("Да, одобри")
	v.sees("Одобрена е идея 3")
	v.shot("approved")
	v.readable("approved")
}

// door opens the link at the door of today's meeting.
func (v *visitor) door() {
	v.Helper()
	v.press("Още")
	v.press("Отвори връзка или покана…")
	v.do(chromedp.WaitVisible(`//dialog//button[contains(., "На вратата")]`))
	v.tap(`//dialog//button[contains(., "На вратата")]`)
	v.sees("Отбелязах, че сте тук")
}
