package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
)

// tooManyLive reports a chat in which old buttons are left. At any time at most
// two messages have some: the screen where the person is, and one beside it that
// asks about it or leads nowhere else.
func (s *stage) tooManyLive() error {
	for name, p := range s.people {
		var live []simulator.Message
		for _, m := range p.Messages() {
			if m.FromBot && len(m.Buttons) > 0 && !lasting(m) {
				live = append(live, m)
				if strings.Contains(m.Text, "\n✅") {
					return fmt.Errorf("%s can still press what is answered: %q", name, m.Text)
				}
			}
		}
		if len(live) > 2 {
			return fmt.Errorf("%s has %d messages with buttons, the oldest is %q", name, len(live), live[0].Text)
		}
		if len(live) == 2 && sameButtons(live[0], live[1]) {
			return fmt.Errorf("%s has the buttons of %q twice", name, live[0].Text)
		}
	}
	return nil
}

// sameButtons reports whether the messages ask the same: their first buttons do
// the same thing.
func sameButtons(a, b simulator.Message) bool { return a.Buttons[0][0].Data == b.Buttons[0][0].Data }

// widestButton is how many characters a phone shows on a button that has the
// row for itself.
const widestButton = 31

// Verbs with which the buttons of reminders begin, and those of messages after an event.
const (
	reminderVerb = "r"
	thanksVerb   = "t"
)

// lasting reports whether a message is beside everything else, so that its
// buttons stay: one of a question to the coordinators, a reminder, what is said after
// an event, a broadcast or its preview, or a notice that only offers the menu.
func lasting(m simulator.Message) bool {
	notice := true
	for _, row := range m.Buttons {
		for _, b := range row {
			if verb, _, _ := strings.Cut(b.Data, ":"); verb == flows.AskButton || verb == reminderVerb || verb == thanksVerb || strings.HasPrefix(b.Data, flows.HelpButton+":") || strings.HasPrefix(b.Data, "g:cseen:") {
				return true
			}
			notice = notice && b.Data == flows.MenuButton
		}
	}
	return notice
}

// tooWide reports a button that a phone cuts off. Names of people and
// organisations are as long as they are.
func (s *stage) tooWide() error {
	for name, p := range s.people {
		for _, m := range p.Messages() {
			for _, label := range slices.Concat(m.Labels()...) {
				if utf8.RuneCountInString(label) > widestButton {
					return fmt.Errorf("%s sees a button of %d characters: %q", name, utf8.RuneCountInString(label), label)
				}
			}
		}
	}
	return nil
}
