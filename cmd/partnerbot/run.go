package main

import (
	"partnerbot/flows/text"
)

type runCommand struct {
	configFlag
	LogFormat   string `enum:"text,json" default:"text"`
	BotReplaced bool
}

func (runCommand) describe() description {
	return description{
		summary: text.T("пуска бота", "runs the bot"),
		detail: text.T("Ботът работи, докато командата работи. Ctrl+C го спира спокойно: нищо започнато не се губи. Съобщенията, които са дошли междувременно, го чакат в Telegram до един ден.",
			"The bot works while the command runs. Ctrl+C stops it calmly: nothing that was begun is lost. Messages that come meanwhile wait for it at Telegram for up to a day."),
		values: map[string]value{
			"config":       configValue,
			"log-format":   {name: text.T("ВИД", "FORMAT"), help: text.T("вид на дневника: text за четене (обичайният) или json за други програми", "how the log is written: text for reading (usual), or json for other programs")},
			"bot-replaced": {help: text.T("ботът е сменен с друг: приема ключа му за същите данни", "the bot was replaced by another one: accepts its token for the same data")},
		},
	}
}

// Run works until it is told to stop.
func (c runCommand) Run(env *environment) error {
	if _, err := c.settings(env, wants{token: true, storage: true}); err != nil {
		return err
	}
	return errNotYet
}
