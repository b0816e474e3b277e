package main

import (
	"fmt"
	"strings"

	"partnerbot/bot/simulator"
)

// What many scenarios begin with is played without being written down:
//
//	Мария вече участва за Сдружение „Дунав“   she joined by its invitation
//	Мария стига до Разкажете                  she pressed the first button of each question before that one

// joined lets the person join, and leaves them at the menu.
func (s *stage) joined(p *simulator.Person, organisation string) error {
	if _, err := p.Open(s.code(organisation)); err != nil {
		return err
	}
	yes, agree, skip := "Да", "Давам съгласие", "Пропусни"
	if p.Profile().LanguageCode == "en" {
		yes, agree, skip = "Yes", "I agree", "Skip"
	}
	for _, label := range []string{yes, agree, strings.TrimSpace(p.Profile().First + " " + p.Profile().Last), skip} {
		s.settle()
		if _, err := p.Tap(label); err != nil {
			return err
		}
	}
	return s.unwritten()
}

// goOnTo opens the survey and answers up to the question that has the word.
func (s *stage) goOnTo(p *simulator.Person, word string) error {
	for range 100 {
		m := newestWithButtons(p)
		if strings.Contains(m.Text, word) {
			return s.unwritten()
		}
		label := m.Buttons[0][0].Text
		if _, err := p.TapOn(m.ID, label); err != nil {
			return err
		}
		s.settle()
		if strings.HasPrefix(label, "☐") {
			if _, err := p.Tap("Готово"); err != nil {
				return err
			}
			s.settle()
		}
	}
	return fmt.Errorf("no question has %q", word)
}

func newestWithButtons(p *simulator.Person) simulator.Message {
	for _, m := range backwards(p.Messages()) {
		if m.FromBot && len(m.Buttons) > 0 {
			return m
		}
	}
	return simulator.Message{}
}

// unwritten leaves out of the transcript what people saw since the last line.
func (s *stage) unwritten() error {
	s.settle()
	s.read = len(s.telegram.Log())
	return nil
}
