package main

import (
	"errors"
	"path/filepath"

	"partnerbot/bot"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

type runCommand struct {
	configFlag
	LogFormat   string
	BotReplaced bool
	Driven      bool
}

func (c *runCommand) describe() description {
	return description{
		summary: text.T("пуска бота", "runs the bot"),
		detail: text.T("Ботът работи, докато командата работи. Ctrl+C го спира спокойно: нищо започнато не се губи. Съобщенията, които са дошли междувременно, го чакат в Telegram до един ден.",
			"The bot works while the command runs. Ctrl+C stops it calmly: nothing that was begun is lost. Messages that come meanwhile wait for it at Telegram for up to a day."),
		options: []option{
			c.configOption(),
			{name: "log-format", value: choiceTo(&c.LogFormat, "text", "json"), place: text.T("ВИД", "FORMAT"), help: text.T("вид на дневника: text за четене (обичайният) или json за други програми", "how the log is written: text for reading (usual), or json for other programs")},
			{name: "bot-replaced", value: switchTo(&c.BotReplaced), help: text.T("ботът е сменен с друг: приема ключа му за същите данни", "the bot was replaced by another one: accepts its token for the same data")},
			{name: "driven", hidden: true, value: switchTo(&c.Driven), help: text.T("часовникът на програмата се движи с команди по стандартния вход (за demo)", "the programme's clock is moved by orders on the standard input (for demo)")},
		},
	}
}

// Run works until it is told to stop.
func (c runCommand) Run(env *environment) error {
	lang := env.lang
	if c.LogFormat == "json" {
		lang = text.English
	}
	log := logger(c.LogFormat, env.errors, lang)
	if c.LogFormat == "json" {
		env.report = func(err error) { logError(log, err) }
	}
	settings, err := c.settings(env, wants{token: true, storage: true})
	if err != nil {
		return err
	}
	ctx, stop := untilSignal(env.Context, func() { log.Info("stopping") })
	defer stop()
	for _, w := range settings.Warnings(env.now()) {
		log.Warn(w.Plain(lang))
	}
	store, err := openStore(settings, text.Phrase{})
	if err != nil {
		return err
	}
	log.Info("starting", "version", version(), "data", whole(store.Path()))
	if err := logTerm(log, &settings.Programme, store); err != nil {
		return errors.Join(err, store.Close())
	}
	clock := &bot.Clock{}
	var driven *driver
	if c.Driven {
		if driven, err = newDriver(env.in, env.out, store); err != nil {
			return errors.Join(err, store.Close())
		}
		clock = driven.clock
		settings.Pace = drivenPace
	}
	b, err := assemble(assembly{
		Programme: &settings.Programme, Store: store, Token: settings.Token.reveal(), APIURL: settings.APIURL,
		Group: settings.Coordinators, Pace: settings.Pace, Clock: clock, Log: log, Replaced: c.BotReplaced,
	})
	if err == nil && driven != nil {
		go driven.drive(ctx, b, stop)
	}
	if err == nil {
		err = b.Run(ctx)
	}
	if closed := store.Close(); err == nil {
		err = closed
	}
	if err == nil {
		log.Info("stopped")
	}
	if storage.Full(err) || errors.Is(err, storage.ErrForeign) {
		return explainStore(settings.Storage, text.Phrase{}, err)
	}
	return explainRun(err)
}

// whole is the path from the root on, where that can be found out.
func whole(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

var unknownToken = text.T("Telegram не познава този ключ (token).\nВземете го наново: в @BotFather изпратете /mybots, изберете бота и „API Token“. Запишете го в [telegram] token.",
	"Telegram does not know this token.\nGet it again: send /mybots to @BotFather, choose the bot and “API Token”. Write it into [telegram] token.")

// explainRun says what ends the program in the operator's words.
func explainRun(err error) error {
	var other *bot.ErrOtherBot
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bot.ErrUnauthorized):
		return fail(unknownToken, nil)
	case errors.As(err, &other):
		return fail(text.T("Данните са на бота @%s, а ключът е на @%s. Той не може да пише на участниците, докато всеки от тях не го отвори.\nСложете ключа на @%s. Ако ботът наистина е сменен, добавете --bot-replaced.",
			"The data belong to the bot @%s, the token to @%s, which cannot write to the participants until each of them opens it.\nPut in the token of @%s. If the bot really was replaced, add --bot-replaced.").With(other.Known, other.Now, other.Known), nil)
	}
	return err
}
