package main

import (
	"fmt"
	"strings"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Seats in transcripts, without the way to them:
//
//	Мария е записана за training_1, training_2
//	Мария е записана за training_1 с Иван Петров     a colleague comes
//	преместено: training_1 на 20.02.2027 09:30       for as long as it was to last
func (s *stage) registered(p *simulator.Person, rest string) error {
	_, rest, _ = strings.Cut(rest, " за ")
	codes, colleague, _ := strings.Cut(rest, " с ")
	return s.apply(func(tx *programme.Tx, t *flows.Turn) error {
		id, err := s.personIn(tx, p)
		if err != nil {
			return err
		}
		for _, code := range strings.Split(codes, ", ") {
			for _, m := range tx.Memberships.OfPerson(id) {
				w := programme.Wish{Organisation: m.Organisation, By: id, Attendee: colleague}
				if _, why := programme.Register(tx, t, s.programme, code, w); why != programme.Granted {
					return fmt.Errorf("registering for %s is refused: %v", code, why)
				}
			}
		}
		return nil
	})
}

// personIn is who has the simulated person's name.
func (s *stage) personIn(tx *programme.Tx, p *simulator.Person) (flows.PersonID, error) {
	name := strings.TrimSpace(p.Profile().First + " " + p.Profile().Last)
	for id, person := range tx.People.All() {
		if person.Name == name {
			return id, nil
		}
	}
	return 0, fmt.Errorf("%s has not joined", name)
}

// apply changes the records as the program would, with what follows from it.
func (s *stage) apply(change func(*programme.Tx, *flows.Turn) error) (err error) {
	update := flows.Update{Input: flows.Input{What: flows.Started{}}}
	_, applied := s.store.Apply(flows.Batch{Now: s.clock.Now(), Updates: []flows.Update{update}}, func(tx *programme.Tx, t *flows.Turn) { err = change(tx, t) })
	if err == nil {
		err = applied
	}
	return err
}

// moves moves an event; false when the line says nothing of that.
func (s *stage) moves(line string) (bool, error) {
	rest, ok := strings.CutPrefix(line, "преместено: ")
	if !ok {
		return false, nil
	}
	code, at, _ := strings.Cut(rest, " на ")
	return true, s.apply(func(tx *programme.Tx, t *flows.Turn) error {
		e, _ := tx.Events.Get(code)
		when, err := s.moment(at)
		if err != nil {
			return err
		}
		moment := func(at time.Time) programme.Moment {
			l := at.In(s.programme.Location)
			return programme.NewMoment(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), s.programme.Location)
		}
		if _, why := programme.Move(tx, t, s.programme, code, moment(when), moment(when.Add(e.End.At.Sub(e.Start.At)))); why != programme.MoveGranted {
			return fmt.Errorf("moving %s is refused: %v", code, why)
		}
		return nil
	})
}
