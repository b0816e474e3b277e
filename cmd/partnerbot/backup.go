package main

import "partnerbot/flows/text"

type backupCommand struct {
	configFlag
	Out string
}

func (backupCommand) describe() description {
	return description{
		summary: text.T("прави копие на данните", "makes a copy of the data"),
		detail: text.T("Копието се отваря и проверява, след като е записано. Докато ботът работи, той сам прави копие всеки ден.",
			"The copy is opened and checked once it is written. While the bot runs it makes a copy by itself every day."),
		values: map[string]value{
			"config": configValue,
			"out":    {name: text.T("ФАЙЛ", "FILE"), help: text.T("къде да е копието; без това се слага до данните, с датата в името", "where the copy shall be; beside the data with the date in its name without this")},
		},
	}
}

// Run copies the database.
func (c backupCommand) Run(env *environment) error {
	if _, err := c.settings(env, wants{}); err != nil {
		return err
	}
	return errNotYet
}
