package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"partnerbot/bot"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

type checkCommand struct {
	configFlag
	Online bool
}

func (c *checkCommand) describe() description {
	return description{
		summary: text.T("проверява настройките, без да пуска бота", "checks the settings without starting the bot"),
		detail: text.T("Показва всички грешки наведнъж: на кой ред са, какво не е наред и как да се поправи. Показва и кои събития в данните вече не са като в настройките. Нищо не се променя.",
			"Shows all mistakes at once: on which line, what is wrong and how to mend it. Also shows which events in the data are no longer as in the settings. Nothing is changed."),
		options: []option{
			c.configOption(),
			{name: "online", value: switchTo(&c.Online), help: text.T("пита и Telegram дали ключът на бота работи", "also asks Telegram whether the bot's token works")},
		},
	}
}

// Run reports mistakes as an error and warnings as lines.
func (c checkCommand) Run(env *environment) error {
	s, err := c.settings(env, wants{token: true, storage: true})
	if err != nil {
		return err
	}
	for _, w := range s.Warnings(env.now()) {
		env.say(text.T("Внимание: %s\n", "Note: %s\n").With(w))
	}
	if err := sayExamples(env, s); err != nil {
		return err
	}
	username := ""
	if c.Online {
		if username, err = askTelegram(env, s); err != nil {
			return err
		}
	}
	p := &s.Programme
	env.say(text.T("Настройките в %s са наред.", "The settings in %s are all right.").With(s.File))
	env.say(text.T("Програма %s, %s, %s.", "Programme %s, %s, %s.").With(
		text.Quote(p.Name.In(env.lang)),
		text.Count(len(p.Municipalities), "община", "общини", "municipality", "municipalities"),
		text.Questions(len(p.Survey.Questions))))
	if err := sayEvents(env, s); err != nil {
		return err
	}
	if username != "" {
		env.say(text.T("Ключът работи: ботът е @%s.", "The token works: the bot is @%s.").With(username))
	}
	return nil
}

// sayExamples tells what nobody has filled in since init: people would call a
// number that is nobody's, or go to a house that is not there.
func sayExamples(env *environment, s Settings) error {
	sample, err := parseSettings("config.example.toml", example, "", wants{})
	if err != nil {
		return err
	}
	still := func(what string, same bool) {
		if same {
			env.say(text.T("Внимание: %s още е от примера. Напишете Вашето в %s.\n", "Note: %s is still the example's. Write yours in %s.\n").With(what, s.File))
		}
	}
	still("[programme] funder", s.Programme.Funder == sample.Programme.Funder)
	still("[contact] phone", s.Programme.Contact.Phone == sample.Programme.Contact.Phone)
	still("[[event]] address", slices.ContainsFunc(s.Programme.Events, func(e programme.Plan) bool {
		return !e.Address.Empty() && slices.ContainsFunc(sample.Programme.Events, func(other programme.Plan) bool { return e.Code == other.Code && e.Address == other.Address })
	}))
	return nil
}

// onlineTime is how long check waits for Telegram.
const onlineTime = 15 * time.Second

func askTelegram(env *environment, s Settings) (username string, err error) {
	ctx, cancel := context.WithTimeout(env, onlineTime)
	defer cancel()
	me, err := bot.Me(ctx, bot.Secret(s.Token.reveal()), s.APIURL)
	switch {
	case errors.Is(err, bot.ErrUnauthorized):
		return "", fail(unknownToken, nil)
	case err != nil:
		return "", fail(text.T("Telegram не отговаря на адрес %s.\nПроверете връзката с интернет и опитайте пак. Самите настройки са наред.",
			"Telegram does not answer at %s.\nCheck the internet connection and try again. The settings themselves are all right.").With(s.APIURL), err)
	}
	return me.Username, nil
}
