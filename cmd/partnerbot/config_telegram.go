package main

import (
	"net/url"
	"regexp"
	"strings"

	"partnerbot/bot"
	"partnerbot/flows/text"
)

const telegramURL = "https://api.telegram.org"

// wholeToken is a token as @BotFather gives it: the bot's number, a colon, and
// letters.
var wholeToken = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]{20,}$`)

func (s *Settings) readTelegram(t *table, fromOutside string, want wants) {
	defer t.done()
	s.Token = secret(t.token(fromOutside, want))
	s.APIURL = t.apiURL()
	s.Coordinators = t.coordinators()
	s.Pace = bot.Pace{Overall: float64(t.count("messages_per_second", 1, 30)), Group: t.count("messages_per_minute_group", 1, 20)}
}

func (t *table) token(fromOutside string, want wants) string {
	const key = "token"
	ask := text.T("В Telegram отворете @BotFather, изпратете /mybots, изберете бота и „API Token“. Сложете полученото между кавичките.",
		"In Telegram open @BotFather, send /mybots, choose the bot and “API Token”. Put what you get between the quotes.")
	n := t.get(key)
	inFile, ok := t.string(key, n)
	if fromOutside = strings.TrimSpace(fromOutside); fromOutside != "" {
		if !wholeToken.MatchString(fromOutside) {
			t.doc.add(place{}, text.T("Стойността на PARTNERBOT_TOKEN не прилича на ключ за бот.", "The value of PARTNERBOT_TOKEN does not look like a bot's token."),
				text.T("Ключът изглежда така: 123456789:AAE…", "A token looks like this: 123456789:AAE…"))
		}
		return fromOutside
	}
	switch {
	case n != nil && !ok:
	case inFile == "" && want.token && n != nil:
		t.wrong(n, text.T("„%s“ е празно: липсва ключът на бота.", "“%s” is empty: the bot's token is missing.").With(key), ask)
	case inFile == "" && want.token && t.n != nil:
		t.wrong(t.n, text.T("липсва „%s“, ключът на бота.", "“%s”, the bot's token, is missing.").With(key),
			text.T("Добавете %s = \"…\". %s", "Add %s = \"…\". %s").With(key, ask))
	case inFile != "" && !wholeToken.MatchString(inFile):
		t.wrong(n, text.T("„%s“ не прилича на ключ за бот: той е число, двоеточие и около 35 латински букви.",
			"“%s” does not look like a bot's token, which is a number, a colon and some 35 letters.").With(key), ask)
	}
	return inFile
}

func (t *table) apiURL() string {
	const key = "api_url"
	n := t.get(key)
	s, ok := t.string(key, n)
	if !ok {
		return telegramURL
	}
	address, err := url.Parse(s)
	if err != nil || address.Scheme != "https" && address.Scheme != "http" || address.Hostname() == "" ||
		address.RawQuery != "" || address.Fragment != "" || address.User != nil {
		t.wrong(n, text.T("„%s“ не е адрес на сървър.", "“%s” is not a server's address.").With(key),
			text.T("Махнете реда, за да се използва %s.", "Take the line out, so that %s is used.").With(telegramURL))
	}
	return strings.TrimRight(s, "/")
}

func (t *table) coordinators() int64 {
	const key = "coordinators"
	f := t.number(key, true)
	if f == nil {
		return 0
	}
	if *f >= 0 {
		t.wrong(t.n.fields[key], text.T("„%s“ не е номер на група: той започва с минус.", "“%s” is not the number of a group, which begins with a minus.").With(key),
			text.T("Напишете го така: %s = -1001234567890, или махнете реда.", "Write it like this: %s = -1001234567890, or take the line out.").With(key))
	}
	return int64(*f)
}
