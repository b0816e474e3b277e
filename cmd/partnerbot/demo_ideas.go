package main

import (
	"context"
	"strings"

	"partnerbot/bot/simulator"
)

// In the demo's past ideas have come to stand everywhere on their way: one presented to
// the council, one approved, one returned, one that waits for the coordinators and for a
// partner's signature, and one half written.

// demoIdea is an idea as it was written.
type demoIdea struct {
	title, town, problem, need, goal     string
	groups, activities                   []string
	partners                             []string // as somebody types them
	results                              []string
	months, budget, own, funds, priority string
}

var demoIdeas = []demoIdea{
	{
		"Пътеки край скалните манастири", "Иваново",
		"Скалните църкви са известни, но гостите тръгват след час. В селата наоколо няма какво да ги задържи.",
		"Работа с общината", "Гостите да остават за цял ден, а селата да печелят от това.",
		[]string{"жители на селата край Русенски Лом", "туристи", "ученици"},
		[]string{"Почистване и маркиране на две пътеки", "Обучение на десет местни водачи", "Пазар на местни продукти всяка събота"},
		[]string{"Община Бяла", "Ловни истории"},
		[]string{"20 км маркирани пътеки", "10 обучени водачи"}, "14", "38000", "4000", "Трансгранична", "Скалните манастири",
	},
	{
		"Летен университет за баби и внуци", "Русе",
		"Много възрастни хора в Русе живеят сами, а децата им са далече. Внуците идват за лятото и няма какво да правят заедно.",
		"Работа с доброволци", "Поколенията да се учат едно от друго.",
		[]string{"хора над 60 години", "деца от 7 до 12 години"},
		[]string{"Курсове по готвене, шах и компютри", "Заключителен празник на площада"},
		[]string{"Община Русе", "Първа помощ за всички"},
		[]string{"120 участници за едно лято"}, "8", "12000", "2500", "Национален", "Грижа за хората",
	},
	{
		"Работилница за стари занаяти", "Русе",
		"Майсторите в града остаряват и няма на кого да предадат занаята. Младите заминават.",
		"Набиране на средства", "Занаятите да хранят хора и след двайсет години.",
		[]string{"младежи от 15 до 25 години", "майстори на възраст"},
		[]string{"Ремонт на старата дърводелна", "Чиракуване при петима майстори", "Щанд на панаира"},
		[]string{"Община Русе"},
		[]string{"15 обучени младежи", "5 занаята с ученици"}, "18", "26000", "3000", "Програма на Евро", "Повече възможности",
	},
	{
		"Мед от нашия край", "Две могили",
		"Пчеларите продават меда си на прекупвачи, защото нямат нито общ етикет, нито къде да го опаковат.",
		"Как се пише проект", "Медът да се продава под името на общината.",
		[]string{"пчелари от общината"},
		[]string{"Общ цех за пакетиране", "Етикет и сайт"},
		[]string{"Община Две могили"},
		[]string{"20 пчелари под общ етикет"}, "10", "30000", "5000", "Местен бизнес", "Местни продукти",
	},
	{
		"Библиотека на колела", "Сливо поле",
		"В шест села няма библиотека, а автобусът минава веднъж на ден.",
		"", "", nil, nil, nil, nil, "", "", "", "", "",
	},
}

// writeIdea has somebody write an idea down from the beat with which it begins, and send it
// where it is whole.
func (d *demo) writeIdea(ctx context.Context, who *simulator.Person, i demoIdea, begins beat) {
	beats := []beat{begins, {"Как се казва идеята?", i.title}, {"За коя община е?", i.town}, {"За коя община е?", "Готово"}, {"Какъв проблем решава", i.problem}}
	if i.need == "" {
		d.act(ctx, who, beats) // and then somebody called them away
		return
	}
	list := func(question string, items ...string) {
		beats = append(beats, beat{question, strings.Join(items, "\n")}, beat{"Напишете следващото", "Готово"})
	}
	beats = append(beats, beat{"На коя нужда", i.need}, beat{"На коя нужда", "Готово"}, beat{"Каква е целта?", i.goal})
	list("За кого е?", i.groups...)
	list("основните дейности", i.activities...)
	beats = append(beats, beat{"Коя организация ще води", firstRunes(guest(who.Profile().First).name, 14)}, beat{"Кои са партньорите?", i.partners[0]})
	for _, name := range i.partners[1:] {
		beats = append(beats, beat{"Напишете следващото", name})
	}
	beats = append(beats, beat{"Напишете следващото", "Готово"})
	list("Какви резултати", i.results...)
	d.act(ctx, who, append(beats,
		beat{"Колко месеца", i.months}, beat{"Какъв бюджет", i.budget}, beat{"собствен принос", i.own}, beat{"Откъде би могло", i.funds}, beat{"Откъде би могло", "Готово"}, beat{"Към кой приоритет", i.priority}, beat{"Към кой приоритет", "Готово"},
		beat{"Какво може да попречи?", "Пропусни"}, beat{"човекът за контакт", who.Profile().First}, beat{"снимка на хартиената матрица", "Пропусни"},
		beat{"Прегледайте отговорите", "Изпрати"},
	))
}

// begins is how an idea is begun outside a meeting.
var toIdeas, begins = beat{"Меню ·", "Идеи"}, beat{"Идеи за съвместни проекти", "Започни идея"}

// writeIdeas has people write ideas at home, and partners sign.
func (d *demo) writeIdeas(ctx context.Context) {
	sign := func(guests ...string) {
		for _, first := range guests {
			d.act(ctx, d.people[first], []beat{{"Ще подпишете ли", "Подписваме"}})
		}
	}
	sign("Красимир")
	for n, first := range []string{"Борис", "Явор", "Светослав", "Росица"} {
		who := d.people[first]
		d.act(ctx, who, []beat{toMenu, toIdeas})
		d.writeIdea(ctx, who, demoIdeas[n+1], begins)
		if n == 0 {
			sign("Здравко", "Петър")
		}
	}
}

// decide has the coordinator decide about ideas.
func (d *demo) decide(ctx context.Context) {
	approve := func(title string) {
		d.coordinate(ctx, groupBeat{title, "Одобри", false}, groupBeat{"Да одобря ли", "Да, одобри", false})
	}
	approve(demoIdeas[0].title)
	approve(demoIdeas[1].title)
	d.coordinate(ctx, groupBeat{demoIdeas[3].title, "Върни за промени", false},
		groupBeat{"Какво да се промени", "Чудесна идея! Моля, добавете къде ще бъде цехът и кой ще го поддържа.", true})
	d.coordinate(ctx, groupBeat{demoIdeas[0].title, "Представена на заседание", false},
		groupBeat{"На кое заседание", "днес", true}, groupBeat{"Да отбележа ли", "Да, отбележи", false},
		groupBeat{"беше представена пред съвета", "Дума на съвета", false},
		groupBeat{"Какво каза съветът", "Съветът подкрепя идеята. Да се потърсят и средства по трансграничната програма.", true})
}

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
