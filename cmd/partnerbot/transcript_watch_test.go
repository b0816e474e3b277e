package main

import (
	"fmt"
	"strings"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// What goes wrong, in transcripts:
//
//	Telegram не потвърждава до Мария      carries out the next message to her, and does not answer
//	Telegram отказва до Мария             does not take the next message to her
//	Стефка праща таблица Име;Община\nДунав;Русе     a CSV file, in private
//	Стефка в групата праща таблица /import: Име…     in the group, with that caption
//	ботът става администратор                        of the group, and is shown everything there
//	настрана: задача export               a job could not be handled
//	настрана: срок nudge                  a due row could not be handled
func (s *stage) goesWrong(line string) (bool, error) {
	if line == "ботът става администратор" {
		return true, s.group.BotAdmin(true)
	}
	if who, rest, ok := strings.Cut(line, " в групата праща таблица "); ok && s.people[who] != nil {
		caption, table, _ := strings.Cut(rest, ": ")
		_, err := s.people[who].SendFileIn(s.group, "организации.csv", "text/csv", []byte(strings.ReplaceAll(table, `\n`, "\n")), caption)
		return true, err
	}
	if who, table, ok := strings.Cut(line, " праща таблица "); ok && s.people[who] != nil {
		_, err := s.people[who].SendFile("организации.csv", "text/csv", []byte(strings.ReplaceAll(table, `\n`, "\n")))
		return true, err
	}
	if what, ok := strings.CutPrefix(line, "настрана: "); ok {
		return true, s.putAside(what)
	}
	rest, ok := strings.CutPrefix(line, "Telegram ")
	what, who, to := strings.Cut(rest, " до ")
	fault := simulator.Fault{Method: "sendMessage"}
	switch {
	case !ok || !to:
		return false, nil
	case what == "не потвърждава":
		fault.Kind = simulator.CutAfter
	case what == "отказва":
		fault.Kind, fault.Description = simulator.Refuse, "Bad Request: message is too long"
	default:
		return false, nil
	}
	p := s.people[who]
	if p == nil {
		return true, fmt.Errorf("nobody is called %q", who)
	}
	fault.Chat = p.ID()
	s.telegram.Fail(fault)
	return true, nil
}

// putAside has a job, or a due row, put aside as if the program had fallen over.
func (s *stage) putAside(what string) error {
	sort, kind := cutWord(what)
	at, effect := s.clock.Now(), flows.Effect(flows.Work{Kind: kind})
	aside := flows.Update{Input: flows.Input{What: flows.Finished{Kind: kind}}}
	if sort == "срок" {
		effect = flows.Schedule{Key: kind + "/x", At: at, Kind: kind, Ref: "x"}
		aside = flows.Update{Due: kind + "/x", Input: flows.Input{What: flows.Due{Kind: kind}}}
	}
	if err := s.apply(func(_ *programme.Tx, t *flows.Turn) error { t.Do(effect); return nil }); err != nil {
		return err
	}
	if sort != "срок" {
		list, err := s.store.Jobs()
		if err != nil || len(list) == 0 {
			return fmt.Errorf("no job: %w", err)
		}
		aside.Job = list[len(list)-1].ID
	}
	_, err := s.store.Quarantine(aside, "fell over: index out of range", at, nil)
	return err
}
