package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// What was answered before a transcript begins, for scenarios that count it:
//
//	изпратено от Сдружение „Дунав“: topics=preparing,budgets rate_preparing=4 volunteers=12
//	преди и след training_1: know_elements 2>4 3>4 1>2      one pair for each person, in the order of registrations
var (
	sentBy  = regexp.MustCompile(`^изпратено от (.+): (.+)$`)
	ratedAt = regexp.MustCompile(`^преди и след (\w+): (\w+) (.+)$`)
)

// answered does what the line says; false when it says nothing of answers.
func (s *stage) answered(line string) (bool, error) {
	if m := sentBy.FindStringSubmatch(line); m != nil {
		return true, s.store.Update(s.clock.Now(), func(tx *programme.Tx) error { return s.sends(tx, m[1], strings.Fields(m[2])) })
	}
	if m := ratedAt.FindStringSubmatch(line); m != nil {
		return true, s.store.Update(s.clock.Now(), func(tx *programme.Tx) error { return s.rates(tx, m[1], m[2], strings.Fields(m[3])) })
	}
	return false, nil
}

func (s *stage) sends(tx *programme.Tx, organisation string, said []string) error {
	answers := map[string]flows.Answer{}
	for _, one := range said {
		code, value, _ := strings.Cut(one, "=")
		q, ok := s.programme.Survey.Question(code)
		if !ok {
			return fmt.Errorf("no question %q", code)
		}
		a := flows.Answer{At: s.clock.Now(), Version: 1}
		if n, err := strconv.ParseFloat(value, 64); err != nil {
			a.Value.Choices = strings.Split(value, ",")
		} else if cents := int64(n * 100); q.Kind == flows.Money {
			a.Value.Cents = &cents
		} else {
			a.Value.Number = &n
		}
		if value == string(flows.DontKnow) {
			a.Value = flows.Value{None: flows.DontKnow}
		}
		answers[code] = a
	}
	for id, o := range tx.Organisations.All() {
		if o.Name == organisation {
			now := s.clock.Now()
			tx.Responses.Put(programme.ResponseKey{Survey: s.programme.Survey.Name, Organisation: id}, programme.Response{Begun: now, Sent: now, Answers: answers})
			return nil
		}
	}
	return fmt.Errorf("no organisation %q", organisation)
}

func (s *stage) rates(tx *programme.Tx, event, question string, pairs []string) error {
	all := tx.Registrations.OfEvent(event)
	if len(pairs) > len(all) {
		return fmt.Errorf("%d registrations, %d pairs", len(all), len(pairs))
	}
	for i, pair := range pairs {
		before, after, _ := strings.Cut(pair, ">")
		r := all[i]
		if r.Before == nil {
			r.Before, r.After = map[string]flows.Answer{}, map[string]flows.Answer{}
		}
		for i, mark := range []string{before, after} {
			n, err := strconv.ParseFloat(mark, 64)
			if err != nil {
				return err
			}
			[]map[string]flows.Answer{r.Before, r.After}[i][question] = flows.Answer{Value: flows.Value{Number: &n}, By: r.By, At: s.clock.Now(), Version: 1}
		}
		r.BeforeSent, r.AfterSent = s.clock.Now(), s.clock.Now()
		tx.Registrations.Put(r.ID, r)
	}
	return nil
}
