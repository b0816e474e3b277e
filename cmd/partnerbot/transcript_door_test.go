package main

import (
	"fmt"
	"regexp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// What is before the door opens is played without being written down: no reminders
// come of it.
//
//	Мария има място за training_1                       she has registered for her organisation
//	Петър има място за training_1: идва Георги Илиев    a colleague comes
var hasSeat = regexp.MustCompile(`^(\S+) има място за ([\w-]+)(?:: идва (.+))?$`)

// seated does what the line says; false when it says nothing of seats.
func (s *stage) seated(line string) (bool, error) {
	m := hasSeat.FindStringSubmatch(line)
	if m == nil {
		return false, nil
	}
	name := s.people[m[1]].Profile().First + " " + s.people[m[1]].Profile().Last
	return true, s.store.Update(s.clock.Now(), func(tx *programme.Tx) error {
		for id, p := range tx.People.All() {
			if p.Name != name {
				continue
			}
			of := tx.Memberships.OfPerson(id)
			turn := &flows.Turn{Input: flows.Input{Person: id, At: s.clock.Now()}, Session: &flows.Session{}}
			if _, refused := programme.Register(tx, turn, s.programme, m[2], programme.Wish{Organisation: of[0].Organisation, By: id, Attendee: m[3]}); refused != programme.Granted {
				return fmt.Errorf("not registered: %d", refused)
			}
			return nil
		}
		return fmt.Errorf("nobody is called %q", name)
	})
}
