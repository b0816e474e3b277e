package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"partnerbot/bot/simulator"
)

// In the demo's past people have registered: for the trainings, which have seats left,
// and for the first meeting, which is full, with some in line. On the day on which the
// page opens a seat there has just become free.

// demoHall is how many NGOs have a seat at the first meeting: few, so that some wait.
const demoHall = 6

// How many of the NGOs that have joined register for the trainings, and how many of
// them for the meeting, too.
const (
	demoTrained = 14
	demoMet     = demoHall + 3
)

var firstMeeting = regexp.MustCompile(`(?s)(code = "meet_ruse".*?\nseats = )\d+`)

// smallHall makes the first meeting one of few seats.
func smallHall(content []byte) []byte {
	return firstMeeting.ReplaceAll(content, fmt.Appendf(nil, "${1}%d", demoHall))
}

// What people do about events, from wherever they are.
var (
	toEvents  = beat{"", "Какво предстои"}
	toTrained = []beat{toEvents, {"Какво предстои", "1."}, {"Свободни места", "Запиши ме за двата дни"}, {"не ядете", "Меню"}}
	toMeeting = []beat{toEvents, {"Какво предстои", "3."}, {"Работна среща в Русе", "Запиши ме"}}
	notFirst  = []beat{
		toEvents, {"Какво предстои", "1."}, {"Запазено място", "Няма да дойда"}, {"Да освободя ли", "Да, освободи"}, {"Ще кажете ли защо?", "В командировка съм този ден."},
	}
	notToMeeting = []beat{toEvents, {"Какво предстои", "3."}, {"Запазено място", "Няма да дойда"}, {"Да освободя ли", "Да, освободи"}, {"Ще кажете ли защо?", "Пропусни"}}
)

// registerPast has those who have joined register, one after the other: who comes
// first has the seat.
func (d *demo) registerPast(ctx context.Context, days [][]*respondent) {
	all := d.ngos(days)
	for i, r := range all[:min(demoTrained, len(all))] {
		d.seatScene(ctx, r, toTrained)
		if i < demoMet {
			d.seatScene(ctx, r, toMeeting)
		}
	}
}

// freeSeats has two people say that they cannot come: one to a training, and one to the
// meeting, whose seat is offered to who waits.
func (d *demo) freeSeats(ctx context.Context, days [][]*respondent) {
	if all := d.ngos(days); len(all) > demoHall {
		d.seatScene(ctx, all[demoHall+1], notFirst)
		d.seatScene(ctx, all[1], notToMeeting)
	}
}

// ngos are the people of the past who speak for an NGO, in the order of the register.
func (d *demo) ngos(days [][]*respondent) []*respondent {
	var found []*respondent
	for _, o := range demoRegister {
		for _, r := range slices.Concat(days...) {
			if o.kind == "НПО" && r.code == d.codes[o.name] && r.stays > 0 {
				found = append(found, r)
			}
		}
	}
	return found
}

// seatScene plays what one of them does. The demo goes on without it where somebody is
// stuck.
func (d *demo) seatScene(ctx context.Context, r *respondent, beats []beat) {
	if err := d.playSeat(ctx, r.Person, beats); err != nil && ctx.Err() == nil {
		fmt.Fprintln(d.env.errors, "the demo goes on without a registration:", err)
	}
}

func (d *demo) playSeat(ctx context.Context, who *simulator.Person, beats []beat) error {
	ctx, cancel := context.WithTimeout(ctx, sceneWithin)
	defer cancel()
	after := 0
	if m := who.Last(); m.ID > 0 {
		after = m.ID
	}
	for _, b := range beats {
		if b.sees == "" { // written to whatever stands there
			if err := d.bot.settle(); err != nil {
				return err
			}
			if _, err := who.Say(b.does); err != nil {
				return err
			}
			continue
		}
		m, err := who.WaitNext(ctx, after, func(m simulator.Message) bool { return m.FromBot && strings.Contains(m.Text, b.sees) })
		if err != nil {
			return fmt.Errorf("%s waits for %q: %w", who.Profile().First, b.sees, err)
		}
		after = m.ID
		if label := labelWith(m, b.does); label != "" {
			_, err = who.TapOn(m.ID, label)
		} else {
			if err = d.bot.settle(); err == nil {
				_, err = who.Say(b.does)
			}
		}
		if err != nil {
			return err
		}
	}
	return d.bot.settle()
}

// labelWith is the label of the message's button that begins with the words; "" where
// there is none.
func labelWith(m simulator.Message, words string) string {
	for _, label := range slices.Concat(m.Labels()...) {
		if strings.HasPrefix(label, words) {
			return label
		}
	}
	return ""
}
