package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"partnerbot/bot/simulator"
)

// A scene is what somebody in particular does, by the words that they see: so
// that something waits for the coordinators when the page opens.

// beat is one turn of a scene: once the bot has said these words, the person
// presses the button of that message with that label, or else writes it.
type beat struct{ sees, does string }

// demoScenes are played at the end of the past's last day.
var demoScenes = []struct {
	demoOrganisation
	invited bool
	beats   []beat
}{
	{demoOrganisation{name: "Сдружение „Пет извора“", first: "Пламена", last: "Радева"}, false, []beat{
		{"Коя организация представлявате?", "пет извора"},
		{"Не намерих", "Няма я тук"},
		{"Ще запазим името Ви", "Давам съгласие"},
		{"Как се казвате?", "Пламена Радева"},
		{"На кой телефон", "Пропусни"},
		{"Как се казва организацията?", "Сдружение „Пет извора“"},
		{"Каква е тя?", "НПО"},
		{"В коя община е?", "Борово"},
		{"Какъв е нейният ЕИК?", "Пропусни"},
		{"С кого да се свързваме", "Пламена Радева"},
		{"Прегледайте отговорите", "Изпрати"},
	}},
	{demoOrganisation{name: "Народно читалище „Изгрев 1931“", first: "Тихомир", last: "Вачев"}, true, []beat{
		{"Вие ли представлявате", "Да"},
		{"Ще запазим името Ви", "Давам съгласие"},
		{"Как се казвате?", "Тихомир Вачев"},
		{"На кой телефон", "Пропусни"},
		{"Меню", "Питай човек"},
		{"Напишете въпроса си", "Здравейте! Могат ли да дойдат двама души от едно читалище на обученията?"},
	}},
}

// sceneWithin is how long a scene may take: the demo goes on without it.
const sceneWithin = 5 * time.Second

// playScene plays one. What is written at once could be taken for an answer to
// something before, so the bot is first let see that its words have arrived.
func (d *demo) playScene(ctx context.Context, who *simulator.Person, code string, beats []beat) error {
	ctx, cancel := context.WithTimeout(ctx, sceneWithin)
	defer cancel()
	if _, err := who.Open(code); err != nil {
		return err
	}
	after := 0
	for _, b := range beats {
		m, err := who.WaitNext(ctx, after, func(m simulator.Message) bool { return strings.Contains(m.Text, b.sees) })
		if err != nil {
			return fmt.Errorf("%s waits for %q: %w", who.Profile().First, b.sees, err)
		}
		after = m.ID
		if err := d.bot.settle(); err != nil {
			return err
		}
		if m.HasButton(b.does) {
			_, err = who.TapOn(m.ID, b.does)
		} else {
			_, err = who.Say(b.does)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
