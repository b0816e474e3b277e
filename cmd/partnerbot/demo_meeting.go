package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"partnerbot/bot/simulator"
	"partnerbot/flows/programme"
)

// In the demo's past one meeting was held: people checked in, sat in a mixed group and
// worked out an idea. Another begins soon: some of those who come are at the door
// already, and the rest are the visitor's to play.

// demoCame were at the meeting that was held; the first of them wrote the group's idea
// down.
var demoCame = []string{"Огняна", "Галин", "Юлия", "Борис", "Момчил", "Здравко"}

// demoComing have a seat at today's meeting. Those at its door have checked in; the
// phones of the others are on the page.
var (
	demoAtDoor = []string{"Виктория", "Захари", "Жана", "Петър"}
	demoPlayed = []string{"Анелия", "Здравко"}
)

// guest finds somebody of the register by their first name.
func guest(first string) demoOrganisation {
	return demoRegister[slices.IndexFunc(demoRegister, func(o demoOrganisation) bool { return o.first == first })]
}

// seatAt has people take a seat at a meeting, one after the other.
func (d *demo) seatAt(ctx context.Context, town string, guests ...string) {
	for _, first := range guests {
		d.act(ctx, d.people[first], []beat{toMenu, toEvents, {"Какво предстои", ", " + town}, {"Свободни места", "Запиши ме"}})
	}
}

// checkIn has people come to the door and open the link that stands there.
func (d *demo) checkIn(ctx context.Context, event string, guests ...string) {
	for _, first := range guests {
		if _, err := d.people[first].Open(d.doors[event]); err != nil {
			d.goOn(ctx, err)
		}
	}
	d.goOn(ctx, d.calm(ctx))
}

// holdMeeting plays the meeting that was held: the coordinator forms the group, one of
// it writes the idea down and sends it.
func (d *demo) holdMeeting(ctx context.Context) {
	d.checkIn(ctx, demoHeld, demoCame...)
	d.coordinate(ctx, groupBeat{"", "/groups", false}, groupBeat{"Предложение: 1 група", "Обяви групите", false})
	writer := d.people[demoCame[0]]
	d.act(ctx, writer, []beat{{"Вие сте в", "Аз ще записвам"}})
	d.writeIdea(ctx, writer, demoIdeas[0], beat{"Обсъдете идеята заедно", "Започни идеята на групата"})
}

// groupBeat is a turn of a coordinator in the group: once a message has these words, they
// press its button with that label, reply to it, or write.
type groupBeat struct {
	sees, does string
	reply      bool
}

// coordinate plays what the first coordinator does in the group.
func (d *demo) coordinate(ctx context.Context, beats ...groupBeat) {
	d.goOn(ctx, d.playGroup(ctx, beats))
}

func (d *demo) playGroup(ctx context.Context, beats []groupBeat) error {
	who := d.people[demoCoordinators[0][0]]
	for _, b := range beats {
		if err := d.calm(ctx); err != nil {
			return err
		}
		if b.sees == "" {
			if _, err := who.SayIn(d.group, b.does); err != nil {
				return err
			}
			continue
		}
		m, err := d.newestOf(b)
		if err != nil {
			return err
		}
		if b.reply {
			_, err = who.Reply(m.ID, b.does)
		} else {
			_, err = who.TapOn(m.ID, labelWith(m, b.does))
		}
		if err != nil {
			return err
		}
	}
	return d.calm(ctx)
}

// newestOf waits for a message of the group with which the coordinator can do what the
// beat says.
func (d *demo) newestOf(b groupBeat) (m simulator.Message, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), sceneWithin)
	defer cancel()
	err = d.telegram.Wait(ctx, func() bool {
		for _, m = range slices.Backward(d.group.Messages()) {
			if m.FromBot && strings.Contains(m.Text, b.sees) && (b.reply || labelWith(m, b.does) != "") {
				return true
			}
		}
		return false
	})
	if err != nil {
		return m, fmt.Errorf("the group has no message of %q with %q: %w", b.sees, b.does, err)
	}
	return m, nil
}

// addEvents adds the events to the records before the bot does, so that the page can name
// the links at their doors.
func (d *demo) addEvents(tx *programme.Tx, code func() string) {
	programme.AddPlanned(tx, &d.settings.Programme, func(string) string { return code()[:programme.CheckInLength] })
}
