package main

import (
	"cmp"

	"partnerbot/flows/text"
)

type backupCommand struct {
	configFlag
	outFlag
}

func (c *backupCommand) describe() description {
	return description{
		summary: text.T("прави копие на данните", "makes a copy of the data"),
		detail: text.T("Копието се отваря и проверява, след като е записано. Докато ботът работи, той сам прави копие всеки ден.",
			"The copy is opened and checked once it is written. While the bot runs it makes a copy by itself every day."),
		options: []option{
			c.configOption(),
			{name: "out", value: textTo(&c.Out, ""), place: text.T("ФАЙЛ", "FILE"), help: text.T("къде да е копието; ако не е казано друго, в папка backups до данните, с датата в името", "where the copy shall be; in the folder backups beside the data, with the date in its name, unless said otherwise")},
		},
	}
}

// Run copies the database.
func (c backupCommand) Run(env *environment) error {
	settings, err := c.settings(env, wants{})
	if err != nil {
		return err
	}
	if err := c.refuse(settings); err != nil {
		return err
	}
	store, err := openData(settings, text.T("Докато работи, ботът сам прави копие всяка нощ в папката %s.", "While it runs, the bot makes a copy by itself every night in the folder %s.").
		With(backupDir(settings.Storage)))
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	path := c.Out
	if path == "" {
		path, err = store.Backup(backupDir(settings.Storage), env.now().In(settings.Programme.Location), backupsKept)
	} else {
		err = store.BackupTo(path)
	}
	if err != nil {
		return cmp.Or(noRoom(cmp.Or(c.Out, backupDir(settings.Storage)), err),
			fail(text.T("Копието не стана. Данните са непокътнати.", "The copy was not made. The data are untouched."), err))
	}
	env.say(text.T("Копието е записано и проверено: %s", "The copy is written and checked: %s").With(path))
	return nil
}
