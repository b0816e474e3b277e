package main

import (
	"log/slog"
	"strings"
	"time"

	"partnerbot/flows/text"
)

// logWords is what the readable log says for each message that the program
// logs. {key} stands for an attribute of the line: a time in words, everything
// else as it is. A test finds messages that have no words here.
var logWords = map[string]text.Phrase{
	// The command line's own.
	"starting": text.T("Започвам: partnerbot {version}, данните са в {data}. Ctrl+C спира бота.",
		"Starting: partnerbot {version}, the data are in {data}. Ctrl+C stops the bot."),
	"the coordinators' time of the survey holds, not the configuration's": text.T(
		"Проучването приема отговори до {closes}, както са определили координаторите, а не както е в настройките.",
		"The survey takes answers until {closes}, as the coordinators have set, and not as in the settings."),
	"stopping": text.T("Спирам: довършвам започнатото, най-много 5 секунди. Още едно Ctrl+C прекъсва веднага.",
		"Stopping: what was begun is finished, within 5 seconds. Ctrl+C once more breaks off at once."),
	"stopped": text.T("Спрях. Всичко е записано.", "Stopped. Everything is on the disk."),
	"copied the database": text.T("Направих копие на данните: {file}",
		"Made a copy of the data: {file}"),
	"the daily copy of the database failed": text.T("Дневното копие на данните не успя. Проверете дали има място на диска.",
		"The daily copy of the data failed. Check that there is space on the disk."),

	// The connection to Telegram.
	"connected": text.T("Има връзка с Telegram: ботът е {bot} и работи.",
		"Connected to Telegram: the bot is {bot}, and at work."),
	"Telegram cannot be reached; trying again": text.T("Няма връзка с Telegram; опитвам пак след {pause}.",
		"Telegram cannot be reached; trying again in {pause}."),
	"Telegram cannot be polled; trying again": text.T("Няма връзка с Telegram; опитвам пак след {pause}.",
		"Telegram cannot be reached; trying again in {pause}."),
	"Telegram answers again": text.T("Отново има връзка с Telegram.", "Telegram answers again."),
	"another program polls with this token, perhaps the last run of this one; trying again": text.T(
		"Друга програма работи със същия ключ, може би предишното пускане на тази; опитвам пак след {pause}.",
		"Another program works with the same token, perhaps the last run of this one; trying again in {pause}."),
	"another program has been polling with this token for minutes: stop it, or messages are answered by turns": text.T(
		"Друга програма от минути работи със същия ключ. Спрете я: иначе на хората отговаря ту тя, ту тази.",
		"Another program has worked with the same token for minutes. Stop it, or it and this one answer people by turns."),
	"a webhook is set for this bot; taking it away": text.T("Съобщенията на бота отиваха към уеб адрес (webhook); връщам ги тук.",
		"The bot's messages went to a web address (webhook); bringing them back here."),
	"could not make sure that no webhook is set": text.T("Не успях да проверя дали съобщенията на бота отиват към уеб адрес (webhook).",
		"Could not make sure that the bot's messages do not go to a web address (webhook)."),
	"could not set what people see of the bot; the next start tries again": text.T(
		"Описанието и командите на бота не можаха да се обновят в Telegram; ще опитам при следващото пускане.",
		"The bot's description and commands could not be set at Telegram; the next start tries again."),
	"the bot was away: buttons pressed meanwhile are lost, people can press them again": text.T(
		"Ботът не е работил {away}. Натиснатите междувременно бутони са загубени; хората могат да ги натиснат пак.",
		"The bot was away for {away}. Buttons pressed meanwhile are lost; people can press them again."),
	"the bot was away for more than a day: what people wrote before the last 24 hours is lost": text.T(
		"Ботът не е работил {away}. Telegram пази съобщенията 24 часа: писаното преди това е загубено.",
		"The bot was away for {away}. Telegram keeps messages for 24 hours: what people wrote before that is lost."),

	// Messages on their way.
	"sent": text.T("Изпратих съобщение.", "Sent a message."),
	"Telegram refused a message": text.T("Telegram отказа едно съобщение; то няма да пристигне.",
		"Telegram refused a message; it will not arrive."),
	"Telegram cannot be reached; a message is tried again": text.T("Няма връзка с Telegram; пращам съобщението пак след {pause}.",
		"Telegram cannot be reached; the message is sent again in {pause}."),
	"the answer to a message was lost": text.T("Не се знае дали едно съобщение е пристигнало: потвърждението се изгуби.",
		"Nobody knows whether a message has arrived: the confirmation was lost."),
	"Telegram asks for patience": text.T("Telegram иска да пишем по-бавно; изчаквам {seconds}.",
		"Telegram asks for patience; waiting for {seconds}."),
	"Telegram does not understand the markup of a message; it goes as plain text": text.T(
		"Telegram не разбра оформлението на едно съобщение; пращам го като обикновен текст.",
		"Telegram does not understand the markup of a message; it goes as plain text."),

	"the words of a message could not be written": text.T("Едно съобщение не можа да се състави; то няма да тръгне.",
		"The words of a message could not be written; it will not leave."),
	"the bot cannot write to the coordinators' group: is it a member, and is the group's number right?": text.T(
		"Не мога да пиша в групата на координаторите. Проверете дали ботът е в нея и дали номерът ѝ в [telegram] coordinators е верен.",
		"The bot cannot write to the coordinators' group. Check that it is a member, and that the number in [telegram] coordinators is right."),
	"a person cannot be written to": text.T("На един участник не може да се пише: спрял е бота или е закрил Telegram.",
		"A person cannot be written to: they have stopped the bot or left Telegram."),

	// The coordinators' group.
	"there is no coordinators' group yet: open this link and choose the group": text.T(
		"Още няма група на координаторите. Отворете тази връзка в Telegram и изберете групата: {link}",
		"There is no coordinators’ group yet. Open this link in Telegram and choose the group: {link}"),
	"the bot is not in the coordinators' group: what is meant for it waits; add the bot to it again": text.T(
		"Ботът не е в групата на координаторите. Добавете го отново; каквото чака, ще се види тогава.",
		"The bot is not in the coordinators’ group. Add it again; what waits will be shown then."),
	"the administrators of the coordinators' group cannot be looked up": text.T(
		"Не мога да проверя кои са администраторите на групата; докато не успея, те не могат да решават.",
		"The group’s administrators cannot be looked up; until that succeeds they cannot act."),
	"left a group that is not the coordinators'": text.T("Излязох от чужда група.", "Left a group that is not the coordinators’."),

	// What people send, and slow work.
	"an update cannot be read and is put aside": text.T("Telegram изпрати нещо, което не разбирам; то остана настрана, работата продължава.",
		"Telegram sent something that cannot be read; it was put aside, and the work goes on."),
	"Telegram sent an update without a number; it is passed over": text.T("Telegram изпрати нещо без номер; прескачам го.",
		"Telegram sent something without a number; it is passed over."),
	"a batch failed; its updates are applied one by one": text.T("Няколко съобщения заедно не можаха да се обработят; опитвам едно по едно.",
		"Several messages at once could not be handled; trying one by one."),
	"an update could not be applied and was put aside": text.T("Нещо не можа да се обработи и остана настрана; работата продължава.",
		"Something could not be handled and was put aside; the work goes on."),
	"a file could not be fetched; trying again": text.T("Един файл не можа да се изтегли; опитвам пак след {pause}.",
		"A file could not be fetched; trying again in {pause}."),
	"a job failed":    text.T("Една задача не успя.", "A job failed."),
	"a job fell over": text.T("Една задача се провали; опитвам пак.", "A job fell over; trying again."),
	"a job fell over again and again and was put aside": text.T("Една задача се проваля отново и отново и остана настрана.",
		"A job fell over again and again and was put aside."),
}

// logNames are the Bulgarian names of attributes that follow the words of a
// line; in English they go by their own.
var logNames = map[string]string{
	"again":   "пращам-пак",
	"due":     "срок",
	"error":   "подробности",
	"file":    "файл",
	"job":     "задача",
	"kind":    "вид",
	"person":  "участник",
	"row":     "ред",
	"to":      "до",
	"tries":   "опит",
	"update":  "съобщение",
	"updates": "съобщения",
	"what":    "какво",
}

// logLevels are the Bulgarian words for levels that are not the usual one.
var logLevels = map[slog.Level]string{slog.LevelWarn: "ВНИМАНИЕ", slog.LevelError: "ГРЕШКА"}

// inWords is what a line says in the language; used are the attributes that
// have found their place in it.
func inWords(r slog.Record, lang text.Language) (said string, used map[string]bool) {
	words, ok := logWords[r.Message]
	if !ok {
		return r.Message, nil
	}
	said, used = words.Plain(lang), map[string]bool{}
	var slots []string
	r.Attrs(func(a slog.Attr) bool {
		if slot := "{" + a.Key + "}"; strings.Contains(said, slot) {
			slots, used[a.Key] = append(slots, slot, spelled(a, lang)), true
		}
		return true
	})
	return strings.NewReplacer(slots...).Replace(said), used
}

// spelled is an attribute as a part of a sentence: a time, which the rooms log
// as time.Duration prints it or in seconds, as people say it.
func spelled(a slog.Attr, lang text.Language) string {
	v := a.Value.Resolve()
	d, err := time.ParseDuration(v.String())
	if a.Key == "seconds" && v.Kind() == slog.KindInt64 {
		d, err = time.Duration(v.Int64())*time.Second, nil
	}
	switch {
	case err != nil:
		return v.String()
	case d < 2*time.Minute:
		return text.Count(int(max(d.Round(time.Second), time.Second)/time.Second), "секунда", "секунди", "second", "seconds").In(lang)
	}
	return text.Span(d).In(lang)
}
