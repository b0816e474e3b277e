package main

import (
	"os"

	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

type surveyCommand struct {
	configFlag
	Out string
}

func (surveyCommand) describe() description {
	return description{
		summary: text.T("извежда отговорите от проучването", "prints the answers of the survey"),
		detail: text.T("Изходът е таблица CSV, която се отваря направо в Excel: по един ред за организация, за всеки въпрос колона с код и колона с думи.",
			"The output is a CSV table that opens directly in Excel: one row an organisation, for each question a column with the code and one with words."),
		values: map[string]value{
			"config": configValue,
			"out":    {name: text.T("ФАЙЛ", "FILE"), help: text.T("къде да се запише; без това се извежда на екрана", "where to write it; printed on the screen without this")},
		},
	}
}

// Run prints the table.
func (c surveyCommand) Run(env *environment) error {
	settings, err := c.settings(env, wants{})
	if err != nil {
		return err
	}
	store, err := openStore(settings, text.Phrase{})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	var table [][]string
	err = store.View(func(tx *programme.Tx) error {
		table = programme.SurveyTable(tx, &settings.Programme, env.lang)
		return nil
	})
	if err != nil {
		return err
	}
	data := document.CSV(table)
	if c.Out == "" {
		_, err = env.out.Write(data)
		return err
	}
	if err := os.WriteFile(c.Out, data, 0o600); err != nil {
		return fail(text.T("Таблицата не може да се запише в %s.", "The table cannot be written to %s.").With(c.Out), err)
	}
	env.say(text.T("Записано в %s: %s.", "Written to %s: %s.").With(c.Out, text.Organisations(len(table)-1)))
	return nil
}
