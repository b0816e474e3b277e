package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// newcomerNames are the organisations of those who come without an invitation:
// not alike, so that each is found at once.
var newcomerNames = []string{"Зорница", "Приста", "Лудогорие", "Шипка", "Еделвайс", "Тракия"}

// killJoining is how often the program is killed at least while they join. They take
// some ten steps each, side by side, and it is killed after one or two.
const killJoining = 10

// killedOffice is the coordinators' side of TestKill, with the people who come there
// without an invitation.
type killedOffice struct {
	telegram  *simulator.Server
	group     *simulator.Group
	stefka    *simulator.Person
	newcomers []*newcomer
	taken     atomic.Int64 // steps, by everybody
}

func (o *killedOffice) step()      { o.taken.Add(1) }
func (o *killedOffice) steps() int { return int(o.taken.Load()) }

// newcomer is somebody who joins without an invitation, and asks the coordinators.
type newcomer struct {
	*respondent
	organisation, question, answer string
}

// newKilledOffice makes the group that the database, not open yet, belongs to.
func newKilledOffice(t *testing.T, telegram *simulator.Server, path string, form *flows.Form) *killedOffice {
	t.Helper()
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	code, err := store.Claim("CLAIM")
	if err != nil {
		t.Fatal(err)
	}
	o := &killedOffice{telegram: telegram, stefka: telegram.Person(simulator.Profile{First: "Стефка", LanguageCode: "bg"})}
	o.group = telegram.Group("Координатори", o.stefka)
	if err := o.group.AddBot(o.stefka, code); err != nil {
		t.Fatal(err)
	}
	for i, name := range newcomerNames {
		c := &newcomer{
			respondent:   crowdMember(telegram, form, "", killPeople+i),
			organisation: "Сдружение „" + name + "“", question: "Кога почва „" + name + "“?", answer: "„" + name + "“ почва утре.",
		}
		c.steps = o.step
		o.newcomers = append(o.newcomers, c)
	}
	return o
}

// everybody is what each does until all belong to their organisations and are
// answered.
func (o *killedOffice) everybody(ctx context.Context) []func() error {
	all := []func() error{func() error { return o.approveAndAnswer(ctx) }}
	for _, c := range o.newcomers {
		all = append(all, func() error { return c.joinAndAsk(ctx) })
	}
	return all
}

func (c *newcomer) joinAndAsk(ctx context.Context) error {
	c.steps()
	if _, err := c.Open(""); err != nil {
		return err
	}
	if err := c.replies(ctx, "Напишете част от името", c.organisation); err != nil {
		return err
	}
	joined := func(next simulator.Button) bool {
		p, ours := flows.ParsePress(next.Data)
		return ours && p.Verb == "go" // the survey, which comes later
	}
	if err := c.goOn(ctx, joined); err != nil {
		return err
	}
	if err := c.replies(ctx, "Меню", "питай човек"); err != nil {
		return err
	}
	if err := c.replies(ctx, "Напишете въпроса си", c.question); err != nil {
		return err
	}
	return c.reads(ctx, c.answer)
}

// replies waits for the bot's words and says something then.
func (c *newcomer) replies(ctx context.Context, to, words string) error {
	if err := c.reads(ctx, to); err != nil {
		return err
	}
	c.steps()
	_, err := c.Say(words)
	return err
}

// reads waits for the words in the chat, from the bot.
func (c *newcomer) reads(ctx context.Context, words string) error {
	_, err := c.WaitMessage(ctx, func(m simulator.Message) bool { return m.FromBot && strings.Contains(m.Text, words) })
	if err != nil {
		return fmt.Errorf("%s waits for %q: %w; the last message was %q", c.organisation, words, err, c.Last().Text)
	}
	return nil
}

// approveAndAnswer approves everybody and answers every question, once, at the
// first card that comes: whether or not the program was killed before it knew of it.
func (o *killedOffice) approveAndAnswer(ctx context.Context) error {
	approved, answered := map[*newcomer]bool{}, map[*newcomer]bool{}
	for len(approved) < len(o.newcomers) || len(answered) < len(o.newcomers) {
		var of *newcomer
		var question bool
		card, err := o.group.WaitMessage(ctx, func(m simulator.Message) bool {
			for _, c := range o.newcomers {
				of, question = c, strings.Contains(m.Text, c.question)
				if question && !answered[c] || strings.Contains(m.Text, c.organisation) && m.HasButton("Одобри") && !approved[c] {
					return true
				}
			}
			return false
		})
		switch {
		case err != nil:
			err = fmt.Errorf("%d were approved, %d answered: %w; the group's last message was %q", len(approved), len(answered), err, o.group.Last().Text)
		case question:
			answered[of] = true
			o.step()
			if _, err = o.stefka.Reply(card.ID, of.answer); err == nil {
				err = of.reads(ctx, of.answer)
				o.step()
			}
		default:
			approved[of] = true
			o.step()
			err = o.approve(ctx, card.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// approve presses the button until the card shows it: just after its start the
// program may not know yet who is an administrator, and says so, unless it is killed
// before it does.
func (o *killedOffice) approve(ctx context.Context, card int) error {
	open := func() bool {
		return slices.ContainsFunc(o.group.Messages(), func(m simulator.Message) bool { return m.ID == card && m.HasButton("Одобри") })
	}
	for open() {
		told, starts := len(o.stefka.Toasts()), o.telegram.Count("getMe")
		if _, err := o.stefka.TapOn(card, "Одобри"); err != nil && open() {
			return err
		}
		err := o.telegram.Wait(ctx, func() bool {
			return !open() || len(o.stefka.Toasts()) > told || o.telegram.Count("getMe") > starts
		})
		if err != nil {
			return fmt.Errorf("card %d is not approved: %w", card, err)
		}
	}
	return nil
}

// compare holds that each newcomer speaks for their organisation, and that what they
// asked and were answered stands there once.
func (o *killedOffice) compare(t *testing.T, path string) {
	t.Helper()
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	err = store.View(func(tx *programme.Tx) error {
		byName := map[string]programme.Organisation{}
		for _, org := range tx.Organisations.All() {
			byName[org.Name] = org
		}
		for _, c := range o.newcomers {
			org := byName[c.organisation]
			c.code = org.Invitation // by which its answers are found
			people := tx.Memberships.OfOrganisation(org.ID)
			if len(people) != 1 {
				t.Errorf("%s has %d people", org.Name, len(people))
				continue
			}
			if m, _ := tx.Memberships.Get(people[0]); m.Standing != programme.InForce || m.Invitation != "" {
				t.Errorf("%s: %+v", org.Name, m)
			}
			var said []string
			for _, th := range programme.ThreadsOf(tx, people[0].Person) {
				for _, m := range th.Messages {
					said = append(said, m.Text)
				}
			}
			if want := []string{c.question, c.answer}; !slices.Equal(said, want) {
				t.Errorf("%s: said %q, want %q", org.Name, said, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
