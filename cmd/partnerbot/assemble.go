package main

import (
	"log/slog"

	"partnerbot/bot"
	"partnerbot/flows"
	"partnerbot/flows/coordinator"
	"partnerbot/flows/participant"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// assembly is what the rooms are joined with: the same for the program, its
// tests and the demo.
type assembly struct {
	Programme *programme.Programme
	Store     *storage.Store
	Token     string
	APIURL    string
	Group     int64
	Pace      bot.Pace
	Clock     *bot.Clock
	Log       *slog.Logger
	Replaced  bool
}

// assemble joins the rooms.
func assemble(a assembly) (*bot.Bot, error) {
	talk, words := conversation(a.Programme)
	return bot.New(bot.Options{
		Token: bot.Secret(a.Token), APIURL: a.APIURL, Store: a.Store, Group: a.Group, Pace: a.Pace,
		Conversation: talk,
		Words:        words,
		Workers:      workers(a.Programme, a.Store, a.Log, a.Clock),
		Clock:        a.Clock, Log: a.Log, Replaced: a.Replaced,
		Profiles: profiles(a.Programme), GroupMenu: groupMenu(),
	})
}

// conversation gives each input to whom it concerns; words writes what is sent once.
func conversation(p *programme.Programme) (talk programme.Conversation, words programme.Words) {
	desk := coordinator.New(p).Version(version())
	people := participant.New(p, desk)
	desk.Shows(people.Words)
	talk = func(tx *programme.Tx, t *flows.Turn) {
		if housekeeping(p, tx, t) {
			return
		}
		theirs := t.Private
		if w, ok := t.What.(flows.Due); ok {
			if late, ok := w.Late(); ok {
				t.What = late
			}
		}
		switch w := t.What.(type) {
		case flows.Due:
			t.Person, theirs = w.Person, !desk.Owns(w.Kind)
		case flows.Finished:
			theirs = !desk.Owns(w.Kind)
		case flows.Delivered:
			theirs = people.Hears(w.Report)
		case flows.Away, flows.Failed:
			theirs = true
		}
		if theirs {
			people.Handle(tx, t)
		} else {
			desk.Handle(tx, t)
		}
	}
	return talk, people.Words
}

// groupMenu is the menu of commands in the coordinators' group.
func groupMenu() []bot.Profile {
	of := func(code string, l text.Language) bot.Profile {
		profile := bot.Profile{Language: code}
		for _, c := range coordinator.Commands() {
			profile.Commands = append(profile.Commands, bot.Command{Name: c.Name, Description: c.Description.Plain(l)})
		}
		return profile
	}
	return []bot.Profile{of("", text.Bulgarian), of("en", text.English)}
}

// profiles are what people see before they press Start. Everybody whose
// Telegram is not in English sees Bulgarian.
func profiles(p *programme.Programme) []bot.Profile {
	of := func(code string, l text.Language) bot.Profile {
		profile := bot.Profile{Language: code, Description: p.Description.In(l), Short: p.Short.In(l)}
		for _, c := range participant.Commands {
			profile.Commands = append(profile.Commands, bot.Command{Name: c.Name, Description: c.Description.Plain(l)})
		}
		return profile
	}
	return []bot.Profile{of("", text.Bulgarian), of("en", text.English)}
}
