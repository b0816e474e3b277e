package main

import (
	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

type surveyCommand struct {
	configFlag
	outFlag
}

func (c *surveyCommand) describe() description {
	return description{
		summary: text.T("извежда отговорите от проучването", "prints the answers of the survey"),
		detail: text.T("Получава се таблица CSV, която се отваря направо в Excel: по един ред за всяка организация, която е започнала, и за всеки въпрос колона с код и колона с думи. За да я запишете във файл:\npartnerbot survey --out отговори.csv",
			"The output is a CSV table that opens directly in Excel: one row for each organisation that has begun, and for each question a column with the code and one with words. To keep it in a file:\npartnerbot survey --out answers.csv"),
		options: []option{c.configOption(), c.outOption()},
	}
}

// Run prints the table.
func (c surveyCommand) Run(env *environment) error {
	settings, err := c.settings(env, wants{})
	if err != nil {
		return err
	}
	if err := c.refuse(settings); err != nil {
		return err
	}
	instead := text.T("Докато ботът работи: командата /export в групата на координаторите.", "While the bot runs: the command /export in the coordinators' group.")
	store, err := openData(settings, instead)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	var table programme.Extract
	var begun, accepted, sent int
	err = store.View(func(tx *programme.Tx) error {
		table, _ = programme.ExtractOf(tx, &settings.Programme, "survey", "", env.lang)
		begun, accepted, sent = programme.SurveyCounts(tx, &settings.Programme)
		return nil
	})
	if err != nil {
		return explainStore(settings.Storage, instead, err)
	}
	said := text.T("Записано в %s: изпратени проучвания %d, започнати и неизпратени %d.", "Written to %s: surveys sent %d, begun and not sent %d.").With(c.Out, sent, begun)
	if accepted > 0 {
		said = text.T("Записано в %s: изпратени проучвания %d, приети недовършени %d, започнати и неизпратени %d.",
			"Written to %s: surveys sent %d, accepted unfinished %d, begun and not sent %d.").With(c.Out, sent, accepted, begun)
	}
	return c.write(env, document.ExtractCSV(&settings.Programme, table, env.lang), said)
}
