package main

import "partnerbot/flows/text"

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
	if _, err := c.settings(env, wants{}); err != nil {
		return err
	}
	return errNotYet
}
