package main

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Nobody waits longer for the next question of the survey because an export of 2,000
// organisations is being made: the median and the 95th percentile stay under 50 ms, at
// the wire, everything durable. A machine on which people wait long without an export, be
// it for the race detector, is measured by that.
func TestExportDelaysNobody(t *testing.T) {
	const people = 6 // who answer while nothing else is done
	organisations := 2000
	if underRace {
		organisations = 400
	}
	w := newWorld(t)
	w.stopBot()
	w.pace = bot.Pace{Overall: 10_000, Chat: time.Millisecond, Group: 10_000}
	w.openStore()
	w.fillTown(organisations)
	w.startBot()
	stefka := w.telegram.Person(simulator.Profile{First: "Стефка", Last: "Колева", LanguageCode: "bg"})
	group := w.coordinators(stefka)
	w.settle()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	if err := w.bot.RefreshRoles(ctx); err != nil {
		t.Fatal(err)
	}
	w.must(stefka.Say("здравей"))
	w.settle()

	answers := func(i int, waited func(time.Duration)) {
		p := crowdMember(w.telegram, &w.programme.Survey, invitationOf(i), i)
		p.waited = waited
		if err := p.answerAll(ctx); err != nil {
			t.Fatal(err)
		}
	}
	var quiet, during []time.Duration
	answers(0, func(time.Duration) {}) // everything is warm
	for i := 1; i < people; i++ {
		answers(i, func(d time.Duration) { quiet = append(quiet, d) })
	}
	for _, f := range programme.ExportFormats() {
		if _, err := stefka.SayIn(group, "/export всичко "+string(f)); err != nil {
			t.Fatal(err)
		}
	}
	made := func() bool {
		return len(w.telegram.Sent("sendDocument", stefka.ID())) == len(programme.ExportFormats())
	}
	for i := people; i < 100 && !made(); i++ {
		answers(i, func(d time.Duration) {
			if !made() {
				during = append(during, d)
			}
		})
	}
	for _, d := range w.telegram.Sent("sendDocument", stefka.ID()) {
		if d.File == nil || len(d.File.Data) < 20_000 {
			t.Errorf("a file without its rows: %+v", d)
		}
	}
	if len(during) < 20 {
		if underRace {
			t.Skip("too few organisations for this machine")
		}
		t.Fatalf("the exports were too quick to measure: %d answers", len(during))
	}
	for _, share := range []int{50, 95} {
		before, now := percentile(quiet, share), percentile(during, share)
		bound := max(50*time.Millisecond, 3*before+25*time.Millisecond)
		t.Logf("%d of 100 answers wait at most %v without and %v during an export (%d and %d answers)",
			share, before.Round(time.Millisecond/10), now.Round(time.Millisecond/10), len(quiet), len(during))
		if now > bound {
			t.Errorf("%d of 100 wait %v during an export, want at most %v", share, now, bound)
		}
	}
}

func percentile(of []time.Duration, share int) time.Duration {
	of = slices.Sorted(slices.Values(of))
	return of[(len(of)-1)*share/100]
}

// fillTown registers as many organisations. Behind the first hundred, which answer
// themselves, all have sent the survey, and somebody of each is registered for an event.
func (w *world) fillTown(organisations int) {
	w.t.Helper()
	answers := map[string]flows.Answer{}
	for i, q := range w.programme.Survey.Questions {
		v := flows.Value{Text: fmt.Sprintf("Дълъг отговор на въпрос %d, както го пишат хората: с няколко изречения. И с още едно.", i)}
		if len(q.Choices) > 0 {
			v = flows.Value{Choices: []string{q.Choices[0].Code}}
		}
		answers[q.Code] = flows.Answer{Value: v, Version: 1, At: worldStart, Parts: []flows.Part{{Message: i, Text: v.Text}}}
	}
	err := w.store.Update(w.clock.Now(), func(tx *programme.Tx) error {
		for i := range organisations {
			id := tx.NewOrganisation()
			tx.Organisations.Put(id, programme.Organisation{Name: fmt.Sprintf("Сдружение „Пример %04d“", i), Kind: programme.NGO, Municipality: "ruse", Invitation: invitationOf(i), Added: worldStart})
			tx.Invitations.Put(invitationOf(i), programme.Invitation{Organisation: id, Created: worldStart})
			if i < 100 {
				continue
			}
			tx.Responses.Put(programme.ResponseKey{Survey: w.programme.Survey.Name, Organisation: id}, programme.Response{Begun: worldStart, Sent: worldStart, Answers: answers})
			for n := range 3 {
				r := tx.NewRegistration()
				tx.Registrations.Put(r, programme.Registration{ID: r, Event: w.programme.Events[n].Code, Organisation: id, Attendee: "Ана Примерова", Seat: programme.Waiting, At: worldStart})
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}
