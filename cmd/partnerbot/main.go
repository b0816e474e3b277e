// Package main is the program partnerbot: it reads the command line and the
// configuration, and joins the rooms.
//
// A command is one file: its flags, its words (describe) and what it does
// (Run); commands.go lists them all. command.go says what a command is and
// value.go what it can be told, commandline.go reads what was written, and help.go
// prints the help, all in both languages. config.go reads config.toml by means of
// toml.go, which knows where each value stands, and table.go, which collects
// every mistake; config_*.go are its sections: config_question.go reads the
// questions of every form, config_event.go the trainings and meetings, which
// check_events.go compares with the database. database.go opens the data for a
// command, output.go writes the files that it makes.
//
// demo.go runs all of it on one machine: demo_start.go prepares it, demo_past.go
// plays what has happened so far with scripted people (respondent.go) out of
// demo_people.go, demo_calendar.go lays its meetings, demo_meeting.go and demo_ideas.go
// play them and the ideas, demo_try.go says what can be tried, demo_bot.go drives the
// bot's process by means of drive.go, which is its end of that in run, and demo_keep.go
// keeps it for the next time.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"
	_ "time/tzdata" // the programme's time zone also where the system has none

	"partnerbot/flows/text"
)

// Exit codes: a failure is reported and can be mended; usage means that the
// command line itself was not understood.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2
)

func main() {
	os.Exit(run(environment{
		Context: context.Background(),
		in:      os.Stdin,
		out:     os.Stdout,
		errors:  os.Stderr,
		getenv:  os.Getenv,
		now:     time.Now,
	}, os.Args[1:]))
}

// environment is what a command has of the world.
type environment struct {
	context.Context
	in          io.Reader
	out, errors io.Writer
	getenv      func(string) string
	now         func() time.Time
	lang        text.Language
	report      func(error) // the error that ends a command
}

// say prints a line for the person at the terminal.
func (e *environment) say(p text.Phrase) { fmt.Fprintln(e.out, fill(p.Plain(e.lang))) }

func run(env environment, args []string) int {
	env.lang = text.FromEnvironment(env.getenv("LC_ALL"), env.getenv("LC_MESSAGES"), env.getenv("LANG"))
	switch {
	case len(args) == 0:
		args = []string{"--help"}
	case args[0] == "help":
		args = append(args[1:], "--help")
	}
	env.report = func(err error) { printError(env.errors, err, env.lang) }
	var help bool
	line := commandLine{words: args, command: commands(&help), help: &help}
	wrong := line.read()
	switch {
	case !wrong.Empty():
		fmt.Fprintln(env.errors, fill(line.withHelp(wrong).Plain(env.lang)))
		return exitUsage
	case help:
		printHelp(env.out, line.command, env.lang)
		return exitOK
	}
	if err := line.command.run(&env); err != nil {
		env.report(err)
		return exitFailure
	}
	return exitOK
}
