package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Between „ботът спира“ and „ботът тръгва“ the coordinator may change the
// configuration of the survey:
//
//	настройките: без въпрос volunteers
//	настройките: без отговор 1-2 на projects
//	настройките: без поле risks                          of the matrix
//	настройките: нов въпрос website преди projects: Имате ли сайт?   a short text
//	настройките: volunteers пита: Колко доброволци имате?
//	настройките: projects става number
//	настройките: преглед 08:45                            the morning digest, which is else left out
//	настройките: последен ден 2026-02-20                 of the survey
//	настройките: ново съгласие 2027-01                   the version of its text
//
// The line „таблицата“ shows what „partnerbot survey“ prints, a question a line.
func (s *stage) change(what string) error {
	form := &s.programme.Survey
	verb, rest := cutWord(what)
	switch verb {
	case "без":
		kind, rest := cutWord(rest)
		if kind == "поле" {
			form = &s.programme.Matrix.Form
			form.Questions = slices.DeleteFunc(slices.Clone(form.Questions), func(q flows.Question) bool { return q.Code == rest })
			return nil
		}
		if kind == "въпрос" {
			form.Questions = slices.DeleteFunc(slices.Clone(form.Questions), func(q flows.Question) bool { return q.Code == rest })
			return nil
		}
		code, question, _ := strings.Cut(rest, " на ")
		q, ok := form.Question(question)
		if !ok {
			return fmt.Errorf("no question %q", question)
		}
		q.Choices = slices.DeleteFunc(slices.Clone(q.Choices), func(c flows.Choice) bool { return c.Code == code })
		return nil
	case "преглед":
		at, err := time.Parse("15:04", rest)
		s.programme.Digest = time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
		return err
	case "последен":
		day, err := time.ParseInLocation(time.DateOnly, strings.TrimPrefix(rest, "ден "), s.programme.Location)
		form.Closes = endOfDay(day).UTC()
		return err
	case "ново":
		s.programme.Consent.Version = strings.TrimPrefix(rest, "съгласие ")
		return nil
	case "нов":
		head, words, _ := strings.Cut(strings.TrimPrefix(rest, "въпрос "), ": ")
		code, before, _ := strings.Cut(head, " преди ")
		i := slices.IndexFunc(form.Questions, func(q flows.Question) bool { return q.Code == before })
		if i < 0 {
			return fmt.Errorf("no question %q", before)
		}
		form.Questions = slices.Insert(slices.Clone(form.Questions), i, flows.Question{Code: code, Kind: flows.ShortText, Text: text.Pair{BG: words, EN: words}})
		return nil
	}
	q, ok := form.Question(verb)
	if !ok {
		return fmt.Errorf("no question %q", verb)
	}
	if words, ok := strings.CutPrefix(rest, "пита: "); ok {
		q.Text = text.Pair{BG: words, EN: words}
		return nil
	}
	kind, ok := strings.CutPrefix(rest, "става ")
	if !ok || !slices.Contains(flows.Kinds, flows.Kind(kind)) {
		return fmt.Errorf("change what: %q", what)
	}
	q.Kind, q.Choices = flows.Kind(kind), nil
	return nil
}

// table writes down the answers as the coordinator gets them.
func (s *stage) table() error {
	var table programme.Extract
	err := s.store.View(func(tx *programme.Tx) error {
		table, _ = programme.ExtractOf(tx, s.programme, "survey", "", text.Bulgarian)
		return nil
	})
	for n, row := range table.Lines(s.programme, text.Bulgarian)[1:] {
		fmt.Fprintf(&s.out, "    таблица: %s, %s\n", row[0], row[2])
		code := ""
		for i, c := range table.Columns {
			switch {
			case strings.HasPrefix(c.Code, "answer."):
				code = row[i]
			case strings.HasPrefix(c.Code, "words.") && table.Rows[n][i] != nil:
				fmt.Fprintf(&s.out, "             %s – %s – %s\n", c.Title.In(text.Bulgarian), code, row[i])
				code = ""
			}
		}
	}
	return err
}
