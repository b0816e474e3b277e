package main

import (
	"fmt"

	"partnerbot/bot/simulator"
)

// What Telegram may bring that people cannot send to the simulator:
//
//	Мария праща нещо ново        a kind of message that nobody knew when this was written
//	Мария закача съобщение       Telegram's own note of it
func (s *stage) pushRaw(p *simulator.Person, field string) error {
	_, err := s.telegram.PushRaw(fmt.Sprintf(`{"message":{"message_id":%d,"date":%d,"from":{"id":%d,"is_bot":false,"first_name":%q},"chat":{"id":%d,"type":"private"},%q:{}}}`,
		p.Last().ID, s.clock.Now().Unix(), p.ID(), p.Profile().First, p.ID(), field))
	return err
}
