package main

import "partnerbot/flows/text"

type organisationsImportCommand struct {
	File string `arg:""`
	configFlag
	DryRun bool
}

func (organisationsImportCommand) describe() description {
	return description{
		summary: text.T("внася организациите от таблица", "imports the organisations from a table"),
		detail: text.T("Таблицата е от Excel (XLSX) или CSV. Първият ред съдържа имената на колоните: име, вид, община, ЕИК, лице за контакт, телефон, имейл. Нужно е само името. Второ внасяне на същия файл не променя нищо.",
			"The table is from Excel (XLSX) or CSV. Its first row holds the names of the columns: name, kind, municipality, EIK, contact person, phone, e-mail. Only the name is needed. Importing the same file again changes nothing."),
		values: map[string]value{
			"file":    {name: text.T("ФАЙЛ", "FILE"), help: text.T("таблицата с организациите", "the table of organisations")},
			"config":  configValue,
			"dry-run": {help: text.T("само показва какво би се променило", "only shows what would change")},
		},
	}
}

// Run imports the register and reports its rows.
func (c organisationsImportCommand) Run(env *environment) error {
	if _, err := c.settings(env, wants{}); err != nil {
		return err
	}
	return errNotYet
}
