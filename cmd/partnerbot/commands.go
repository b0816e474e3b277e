package main

import (
	"partnerbot/flows/text"
)

// commands is the one list of all commands, in the order of their first use.
type commands struct {
	Demo          demoCommand          `cmd:""`
	Init          initCommand          `cmd:""`
	Check         checkCommand         `cmd:""`
	Organisations organisationsCommand `cmd:""`
	Run           runCommand           `cmd:""`
	Survey        surveyCommand        `cmd:""`
	Due           dueCommand           `cmd:""`
	Matrix        matrixCommand        `cmd:""`
	Backup        backupCommand        `cmd:""`
	Version       versionCommand       `cmd:""`

	Help helpFlag `short:"h"`
}

// describe says what the program is; the description of --help holds for all
// commands.
func (commands) describe() description {
	return description{
		summary: text.T("бот за Telegram, с който екипът на една програма работи с участващите организации",
			"a Telegram bot with which a programme's team works with the organisations that take part"),
		values: map[string]value{
			"help": {help: text.T("показва тази помощ", "shows this help")},
		},
	}
}

// description is what the help says of a command. Its values are the flags and
// arguments by name; a test holds that none is missing.
type description struct {
	summary text.Phrase
	detail  text.Phrase
	values  map[string]value
}

// value is what the help says of a flag or an argument.
type value struct {
	name text.Phrase // what is to be written in its place; empty for switches
	help text.Phrase
}

type described interface{ describe() description }

// configFlag is part of each command that needs the configuration.
type configFlag struct {
	Config string `default:"config.toml"`
}

var configValue = value{
	name: text.T("ФАЙЛ", "FILE"),
	help: text.T("файлът с настройките; ако не е казано друго, config.toml в текущата папка",
		"the file with the settings; config.toml in the current folder unless said otherwise"),
}
