package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
)

// respondent is a scripted person: they answer whatever the bot asks, and
// remember what they said. What they answer is drawn from dice of their own, so
// it is the same however many others answer beside them.
type respondent struct {
	*simulator.Person
	form   *flows.Form
	code   string // of the invitation
	dice   *rand.Rand
	stays  int                          // for so many answers of the form, then they go away
	words  func(*flows.Question) string // what they type where a text is asked for
	waited func(time.Duration)          // told how long each next question took
	steps  func()                       // told of what they do, but for what they do again because they were asked again

	given map[string]flows.Value
	done  map[int]string // what was done about a message, so that it is not done twice
	after int            // number of the message before the one that was answered last
}

// toTheEnd is longer than any form.
const toTheEnd = 1 << 20

// newRespondent is somebody with an invitation.
func newRespondent(who *simulator.Person, form *flows.Form, code string, dice *rand.Rand) *respondent {
	r := &respondent{
		Person: who, form: form, code: code, dice: dice, given: map[string]flows.Value{}, done: map[int]string{}, stays: toTheEnd,
		waited: func(time.Duration) {}, steps: func() {},
	}
	r.words = func(q *flows.Question) string {
		return fmt.Sprintf("Отговор № %d на „%s“.", dice.IntN(100000), q.Code)
	}
	return r
}

// answerAll opens the invitation, joins and answers until the survey is sent, or
// until they leave.
func (r *respondent) answerAll(ctx context.Context) error {
	if _, err := r.Open(r.code); err != nil {
		return err
	}
	return r.goOn(ctx, theEnd)
}

// theEnd: the menu says that the survey was sent.
func theEnd(next simulator.Button) bool { return next.Data == finished }

// goOn does whatever the bot asks for, until it comes to what is the last thing,
// which is not done any more, or they leave.
func (r *respondent) goOn(ctx context.Context, last func(next simulator.Button) bool) error {
	asked := time.Now()
	for {
		var next simulator.Button
		m, err := r.WaitNext(ctx, r.after, func(m simulator.Message) bool {
			var ok bool
			next, ok = r.choose(m)
			return ok && r.done[m.ID] != next.Data
		})
		if err != nil {
			return fmt.Errorf("%s: %w; the last message was %q %v", r.Profile().Last, err, r.Last().Text, r.Last().Labels())
		}
		r.waited(time.Since(asked))
		if last(next) || len(r.given) > r.stays {
			return nil
		}
		again := slices.Contains(slices.Collect(maps.Values(r.done)), next.Data)
		if again && strings.HasPrefix(next.Data, typing) && r.goesOn(ctx, m.ID) {
			r.done[m.ID], r.after = next.Data, m.ID
			continue
		}
		if !again {
			r.steps()
		}
		r.done[m.ID] = next.Data
		r.after = m.ID - 1
		asked = time.Now()
		if err := r.answer(m, next); err != nil {
			return err
		}
	}
}

// typing begins what stands for an answer that is typed.
const typing = "type:"

// goesOn reports whether another question follows the message. Somebody who is asked
// again what they have answered, because the bot was killed in between, looks for a
// moment whether it has gone on: what they write would answer the next question.
func (r *respondent) goesOn(ctx context.Context, after int) bool {
	ctx, end := context.WithTimeout(ctx, 2*time.Second)
	defer end()
	_, err := r.WaitNext(ctx, after, func(m simulator.Message) bool {
		_, ok := r.choose(m)
		return ok
	})
	return err == nil
}

// finished stands for the menu that says that the survey was sent.
const finished = "finished"

// choose picks the button of a message that leads on; a message whose buttons
// are gone has been dealt with.
func (r *respondent) choose(m simulator.Message) (simulator.Button, bool) {
	var all []simulator.Button
	for _, row := range m.Buttons {
		all = append(all, row...)
	}
	if slices.ContainsFunc(all, func(b simulator.Button) bool { return b.Data == "lang" }) { // the menu
		_, open := find(all, "go")
		if !open || r.stays == 0 || strings.Contains(m.Text, "Проучване: изпратено") {
			return simulator.Button{Data: finished}, true
		}
	}
	for _, verb := range []string{"j:yes", "j:agree", "propose", "yes", "send", "goon"} {
		if b, ok := find(all, verb); ok {
			return b, true
		}
	}
	for _, b := range all { // a question: which one, any of its buttons says
		if p, ok := flows.ParsePress(b.Data); ok && p.Question != "" {
			return r.forQuestion(p, all)
		}
	}
	return find(all, "go")
}

// forQuestion decides the answer once, and gives the same one when the
// question is asked again after a kill.
func (r *respondent) forQuestion(p flows.Pressed, all []simulator.Button) (simulator.Button, bool) {
	if p.Question == "phone" {
		return find(all, "skip")
	}
	q, ok := r.form.Question(p.Question)
	if !ok {
		return simulator.Button{}, false
	}
	v, decided := r.given[q.Code]
	if !decided {
		v = r.invent(q)
		r.given[q.Code] = v
	}
	switch {
	case v.None == flows.SkippedIt:
		return find(all, "skip")
	case q.Kind == flows.Scale:
		return find(all, fmt.Sprintf("=%d", int(*v.Number)))
	case q.Kind == flows.Several:
		for _, code := range v.Choices {
			if b, ok := find(all, "+"+code); ok {
				return b, true
			}
		}
		return find(all, "done") // all have their tick
	case len(v.Choices) > 0:
		return find(all, "="+v.Choices[0])
	}
	return simulator.Button{Data: typing + p.Question}, true
}

func find(all []simulator.Button, verb string) (simulator.Button, bool) {
	for _, b := range all {
		p, ours := flows.ParsePress(b.Data)
		if ours && p.Verb == verb || !ours && strings.HasPrefix(b.Data, verb+":") {
			return b, true
		}
	}
	return simulator.Button{}, false
}

// invent makes up an answer.
func (r *respondent) invent(q *flows.Question) flows.Value {
	switch q.Kind {
	case flows.One, flows.Municipality:
		for {
			if c := q.Choices[r.dice.IntN(len(q.Choices))]; !c.Free {
				return flows.Value{Choices: []string{c.Code}}
			}
		}
	case flows.Several:
		return flows.Value{Choices: r.several(q)}
	case flows.Scale:
		n := *q.Min + float64(r.dice.IntN(int(*q.Max-*q.Min)+1))
		return flows.Value{Number: &n}
	case flows.NumberKind:
		low, high := 1.0, 100.0
		if q.Min != nil {
			low = *q.Min
		}
		if q.Max != nil {
			high = *q.Max
		}
		n := low + float64(r.dice.IntN(int(min(high-low, 100))+1))
		return flows.Value{Number: &n}
	case flows.Money:
		cents := int64(100 * (1000 + r.dice.IntN(1000)))
		return flows.Value{Cents: &cents}
	case flows.Date:
		if !q.From.IsZero() {
			return flows.Value{Date: q.From.Format(time.DateOnly)}
		}
		return flows.Value{Date: fmt.Sprintf("20%02d-0%d-1%d", 5+r.dice.IntN(15), 1+r.dice.IntN(9), r.dice.IntN(9))}
	case flows.FileAnswer:
		return flows.Value{None: flows.SkippedIt}
	case flows.Email:
		return flows.Value{Text: fmt.Sprintf("office%d@primer.bg", r.dice.IntN(1000))}
	case flows.Phone:
		return flows.Value{Text: fmt.Sprintf("+359888%06d", r.dice.IntN(1000000))}
	}
	return flows.Value{Text: r.words(q)}
}

// several picks up to three choices that go together, in the question's order.
func (r *respondent) several(q *flows.Question) []string {
	most := 3
	if q.MaxChoices > 0 {
		most = min(most, q.MaxChoices)
	}
	wanted := 1 + r.dice.IntN(most)
	var picked []int
	for _, i := range r.dice.Perm(len(q.Choices)) {
		if c := q.Choices[i]; !c.Free && !c.Alone && len(picked) < wanted {
			picked = append(picked, i)
		}
	}
	slices.Sort(picked)
	codes := make([]string, len(picked))
	for n, i := range picked {
		codes[n] = q.Choices[i].Code
	}
	return codes
}

// answer presses or types.
func (r *respondent) answer(m simulator.Message, b simulator.Button) error {
	if typed, types := r.types(b); types {
		_, err := r.Say(typed)
		return err
	}
	_, err := r.TapData(m.ID, b.Data)
	return err
}

// types returns what is typed where no button serves.
func (r *respondent) types(b simulator.Button) (string, bool) {
	code, types := strings.CutPrefix(b.Data, "type:")
	v := r.given[code]
	switch {
	case v.Number != nil:
		return fmt.Sprint(int(*v.Number)), types
	case v.Cents != nil:
		return fmt.Sprint(*v.Cents / 100), types
	case v.Date != "":
		day, _ := time.Parse(time.DateOnly, v.Date) // as invent made it
		return day.Format("2.1.2006"), types
	}
	return v.Text, types
}
