package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"partnerbot/bot/simulator"
)

// In the demo's past people have registered: for the trainings, which have seats left,
// and for the meeting in Ruse, which is full, with some in line. On the day on which the
// page opens a seat there has just become free.

// demoHall is how many NGOs have a seat at the meeting in Ruse: few, so that some wait.
const demoHall = 6

// How many of the NGOs that have joined register for the trainings, and how many of
// them for the meeting, too.
const (
	demoTrained = 14
	demoMet     = demoHall + 3
)

// What people do about events, from wherever they are.
var (
	toMenu    = beat{"", "/menu"}
	toEvents  = beat{"Меню ·", "Какво предстои"}
	training  = beat{"Какво предстои", ", Русе"}  // the first there
	inRuse    = beat{"Какво предстои", "…, Русе"} // the last
	toTrained = []beat{toMenu, toEvents, training, {"Свободни места", "Запиши ме за двата дни"}, {"не ядете", "Меню"}}
	toMeeting = []beat{toMenu, toEvents, inRuse, {"Работна среща в Русе", "Запиши ме"}}
	notFirst  = []beat{
		toMenu, toEvents, training, {"Запазено място", "Няма да дойда"}, {"Да освободя ли", "Да, освободи"}, {"Ще кажете ли защо?", "В командировка съм този ден."},
	}
	notToMeeting = []beat{toMenu, toEvents, inRuse, {"Запазено място", "Няма да дойда"}, {"Да освободя ли", "Да, освободи"}, {"Ще кажете ли защо?", "Пропусни"}}
)

// registerPast has those who have joined register, one after the other: who comes
// first has the seat.
func (d *demo) registerPast(ctx context.Context, days [][]*respondent) {
	all := d.ngos(days)
	for i, r := range all[:min(demoTrained, len(all))] {
		d.act(ctx, r.Person, toTrained)
		if i < demoMet {
			d.act(ctx, r.Person, toMeeting)
		}
	}
}

// freeSeats has two people say that they cannot come: one to a training, and one to the
// meeting, whose seat is offered to who waits.
func (d *demo) freeSeats(ctx context.Context, days [][]*respondent) {
	if all := d.ngos(days); len(all) > demoHall {
		d.act(ctx, all[demoHall+1].Person, notFirst)
		d.act(ctx, all[1].Person, notToMeeting)
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

// act plays what somebody does. The demo goes on without it where they are stuck.
func (d *demo) act(ctx context.Context, who *simulator.Person, beats []beat) {
	d.goOn(ctx, d.playBeats(ctx, who, beats))
}

// goOn says that something of the past is missing.
func (d *demo) goOn(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		fmt.Fprintln(d.env.errors, "the demo goes on without a scene:", err)
	}
}

// playBeats plays what somebody does; the first beat may be about the newest message that
// stands there.
func (d *demo) playBeats(ctx context.Context, who *simulator.Person, beats []beat) error {
	ctx, cancel := context.WithTimeout(ctx, sceneWithin)
	defer cancel()
	after := who.Last().ID
	if beats[0].sees != "" {
		after--
	}
	for n, b := range beats {
		if b.sees == "" { // written to whatever stands there
			if err := d.calm(ctx); err != nil {
				return err
			}
			after = max(after, who.Last().ID)
			if _, err := who.Say(b.does); err != nil {
				return err
			}
			continue
		}
		if n > 0 && b.sees == beats[n-1].sees { // it stays, with another tick
			if err := d.calm(ctx); err != nil {
				return err
			}
			after--
		}
		m, err := who.WaitNext(ctx, after, func(m simulator.Message) bool { return m.FromBot && strings.Contains(m.Text, b.sees) })
		if err != nil {
			return fmt.Errorf("%s waits for %q, and sees %q %q: %w", who.Profile().First, b.sees, who.Last().Text, who.Last().Labels(), err)
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
	return d.calm(ctx)
}

// calm waits until the bot has taken in what people have done, and has sent what it can.
func (d *demo) calm(ctx context.Context) error {
	if err := d.telegram.WaitConfirmed(ctx); err != nil {
		return err
	}
	return d.bot.settle()
}

// labelWith is the label of the message's button that begins or ends with the words, or
// ticks them; the last one after "…"; "" where there is none.
func labelWith(m simulator.Message, words string) string {
	labels := slices.Concat(m.Labels()...)
	words, last := strings.CutPrefix(words, "…")
	if last {
		slices.Reverse(labels)
	}
	for _, label := range labels {
		if strings.HasPrefix(label, words) || strings.HasSuffix(label, words) || strings.HasPrefix(label, "☐") && strings.Contains(label, words) {
			return label
		}
	}
	return ""
}
