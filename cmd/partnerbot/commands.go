package main

import (
	"partnerbot/flows/text"
)

// commands is the one list of all commands, in the order of their first use. A
// new one is a type with describe and Run in a file of its own, and a line here.
// help becomes true where the command line asks for it.
func commands(help *bool) *command {
	return group("partnerbot",
		description{
			summary: text.T("бот за Telegram, с който екипът на една програма работи с участващите организации",
				"a Telegram bot with which a programme's team works with the organisations that take part"),
			options: []option{{name: "help", short: "h", value: switchTo(help), help: text.T("показва тази помощ", "shows this help")}},
		},
		leaf("demo", &demoCommand{}),
		leaf("init", &initCommand{}),
		leaf("check", &checkCommand{}),
		group("organisations", description{summary: text.T("списъкът на организациите", "the register of organisations")},
			leaf("import", &organisationsImportCommand{}),
			leaf("links", &organisationsLinksCommand{}),
		),
		leaf("run", &runCommand{}),
		leaf("survey", &surveyCommand{}),
		leaf("due", &dueCommand{}),
		leaf("matrix", &matrixCommand{}),
		leaf("backup", &backupCommand{}),
		leaf("version", &versionCommand{}),
	)
}

// configFlag is part of each command that needs the configuration.
type configFlag struct {
	Config string
}

func (c *configFlag) configOption() option {
	return option{
		name: "config", value: textTo(&c.Config, "config.toml"),
		place: text.T("ФАЙЛ", "FILE"),
		help: text.T("файлът с настройките; ако не е казано друго, config.toml в текущата папка",
			"the file with the settings; config.toml in the current folder unless said otherwise"),
	}
}
