package main

import (
	"fmt"

	"partnerbot/bot/simulator"
)

// tooManyLive reports a chat in which old buttons are left. At any time at most
// two messages have some: the screen where the person is, and one beside it that
// asks about it or leads nowhere else.
func (s *stage) tooManyLive() error {
	for name, p := range s.people {
		var live []simulator.Message
		for _, m := range p.Messages() {
			if m.FromBot && len(m.Buttons) > 0 {
				live = append(live, m)
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
