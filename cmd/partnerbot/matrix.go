package main

import (
	"partnerbot/flows/document"
	"partnerbot/flows/text"
)

type matrixCommand struct {
	configFlag
	outFlag
}

func (c *matrixCommand) describe() description {
	return description{
		summary: text.T("прави празната матрица за печат (PDF)", "makes the blank matrix to print (PDF)"),
		detail: text.T("За зала без мрежа: групите пишат на листа, а после идеята се въвежда в бота. Полетата са тези от [matrix] в настройките. Файлът е на езика на командите; ботът може и да работи през това време.\npartnerbot matrix --out матрица.pdf",
			"For a hall without network: the groups write on the sheet, and the idea is entered in the bot afterwards. The fields are those of [matrix] in the settings. The file is in the language of the commands; the bot may be running meanwhile.\npartnerbot matrix --out matrix.pdf"),
		options: []option{
			c.configOption(),
			{
				name: "out", value: textTo(&c.Out, ""),
				place: text.T("ФАЙЛ", "FILE"),
				help:  text.T("къде да се запише; без това matritsa.pdf в текущата папка", "where to write it; matrix.pdf in the current folder without this"),
			},
		},
	}
}

// Run makes the file.
func (c matrixCommand) Run(env *environment) error {
	settings, err := c.settings(env, wants{})
	if err != nil {
		return err
	}
	if c.Out == "" {
		c.Out = text.T("matritsa.pdf", "matrix.pdf").Plain(env.lang)
	}
	if err := c.refuse(settings); err != nil {
		return err
	}
	p := &settings.Programme
	if len(p.Matrix.Form.Questions) == 0 {
		return fail(text.T("В %s няма матрица: добавете [matrix] и полетата ѝ.", "There is no matrix in %s: add [matrix] and its fields.").With(settings.File), nil)
	}
	paper, err := document.Matrix(p, document.BlankMatrix{At: env.now()}, env.lang)
	if err != nil {
		return err
	}
	return c.write(env, paper, text.T("Записано в %s: %s.", "Written to %s: %s.").
		With(c.Out, text.Count(len(p.Matrix.Form.Questions), "поле", "полета", "field", "fields")))
}
