package main

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// The demo's past is played over the wire: scripted people open their invitations
// and answer, many side by side, while the clock goes from the programme's
// start to today. Who gets how far is drawn from the seed.

// demoSince is how many days ago the demo's programme has started, at the least.
const demoSince = 15

// pastDays are the days of the past on which somebody writes, after its start.
var pastDays = []time.Duration{26 * time.Hour, 4 * 24 * time.Hour, 9 * 24 * time.Hour, (demoSince - heldAgo) * 24 * time.Hour}

// seatedOn is the day on which people take seats at the meeting that is held on the last.
const seatedOn = 2

// dayWithin is how long a day of the past may take.
const dayWithin = 30 * time.Second

// playPast plays it. The page shows how far it is.
func (d *demo) playPast(ctx context.Context) error {
	dice := rand.New(rand.NewPCG(d.Seed, 1))
	people := d.pastPeople(dice)
	d.pastCount += len(demoScenes) + 4 // and the registrations, the ideas, the decisions, and the way to today
	var lock sync.Mutex
	done := 0
	ready := func() {
		lock.Lock()
		defer lock.Unlock()
		done++
		d.page.Progress(done, d.pastCount)
	}
	for day, after := range pastDays {
		if err := d.bot.forward(ctx, d.began.Add(after)); err != nil {
			return err
		}
		d.playDay(ctx, people[day], ready)
		if day == seatedOn {
			d.seatAt(ctx, "Иваново", demoCame...)
		}
	}
	d.registerPast(ctx, people)
	ready()
	d.seatAt(ctx, "Ценово", slices.Concat(demoAtDoor, demoPlayed)...)
	d.holdMeeting(ctx)
	d.writeIdeas(ctx)
	ready()
	if err := d.bot.forward(ctx, d.opens.AddDate(0, 0, -1).Add(time.Hour)); err != nil {
		return err
	}
	d.decide(ctx)
	ready()
	d.playScenes(ctx, ready)
	if err := d.bot.forward(ctx, d.opens); err != nil {
		return err
	}
	d.freeSeats(ctx, people)
	d.checkIn(ctx, demoToday, demoAtDoor...)
	d.page.Progress(1, 1)
	return nil
}

// playDay lets the people of a day act side by side. Whoever gets stuck is left
// where they are: the page must not wait for them.
func (d *demo) playDay(ctx context.Context, people []*respondent, ready func()) {
	ctx, cancel := context.WithTimeout(ctx, dayWithin)
	defer cancel()
	var crowd sync.WaitGroup
	for _, r := range people {
		crowd.Go(func() {
			defer ready()
			if err := r.answerAll(ctx); err != nil && !errors.Is(err, context.Canceled) {
				fmt.Fprintf(d.env.errors, "the demo goes on without the rest of %s: %v\n", r.Profile().First, err)
			}
		})
	}
	crowd.Wait()
}

// playScenes plays the scenes, when the crowd has gone.
func (d *demo) playScenes(ctx context.Context, ready func()) {
	for _, s := range demoScenes {
		who := d.telegram.Person(simulator.Profile{First: s.first, Last: s.last, LanguageCode: "bg"})
		d.page.Describe(who, sameWords(s.name), "")
		code := ""
		if s.invited {
			code = d.codes[s.name]
		}
		if err := d.playScene(ctx, who, code, s.beats); err != nil && ctx.Err() == nil {
			fmt.Fprintln(d.env.errors, "the demo goes on without a scene:", err)
		}
		ready()
	}
}

// pastPeople decides who has come how far, by the day on which they begin.
func (d *demo) pastPeople(dice *rand.Rand) [][]*respondent {
	days := make([][]*respondent, len(pastDays))
	form := &d.settings.Programme.Survey
	for i, o := range demoRegister {
		if i == 0 || o.name == demoTown().name {
			continue // their phones are on the page
		}
		far := 2 + dice.IntN(len(form.Questions)-6)
		stays := []int{toTheEnd, toTheEnd, toTheEnd, toTheEnd, far, far, 0, -1}[i%8]
		if o.kind != "НПО" && stays > 0 {
			stays = 0
		}
		day, own := dice.IntN(len(days)), rand.New(rand.NewPCG(d.Seed, uint64(i)+100))
		if stays < 0 {
			continue // has not come yet
		}
		if slices.Contains(demoCame, o.first) {
			day = min(day, seatedOn)
		}
		who := d.person(o.first, o.last, sameWords(o.name), "")
		r := newRespondent(who, form, d.codes[o.name], own)
		r.stays = stays
		r.words = func(*flows.Question) string { return demoSentences[own.IntN(len(demoSentences))] }
		days[day] = append(days[day], r)
		d.pastCount++
	}
	return days
}

// person is somebody with a phone in Bulgarian, made when they are first needed.
func (d *demo) person(first, last string, about simulator.Words, code string) *simulator.Person {
	if p := d.people[first]; p != nil {
		return p
	}
	p := d.telegram.Person(simulator.Profile{First: first, Last: last, LanguageCode: "bg"})
	d.page.Describe(p, about, code)
	d.people[first] = p
	return p
}

// demoTown is the municipality of the phone on the page.
func demoTown() demoOrganisation { return demoRegister[1] }

func sameWords(s string) simulator.Words { return simulator.Words{BG: s, EN: s} }

// register imports the demo's organisations, as organisations import does.
func (d *demo) register() error {
	store, err := openStore(d.settings, noPhrase)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	var rows []programme.RegisterRow
	for i, o := range demoRegister {
		rows = append(rows, programme.RegisterRow{Line: i + 2, Name: o.name, Kind: o.kind, Municipality: o.town})
	}
	dice := rand.New(rand.NewPCG(d.Seed, 2))
	err = store.Update(d.began, func(tx *programme.Tx) error {
		programme.ImportRegister(tx, rows, &d.settings.Programme, func() string { return drawnCode(dice) })
		d.addEvents(tx, func() string { return drawnCode(dice) })
		return nil
	})
	return err
}

// drawnCode looks like an invitation's code; it is only as secret as the seed.
func drawnCode(dice *rand.Rand) string {
	random := make([]byte, programme.CodeLength*5/8)
	for i := range random {
		random[i] = byte(dice.Uint32())
	}
	return base32.StdEncoding.EncodeToString(random)
}

// invitations reads the codes that are in force, and the one that claims the
// group.
func (d *demo) invitations() ([]simulator.Invitation, error) {
	store, err := openStore(d.settings, noPhrase)
	if err != nil {
		return nil, err
	}
	defer func() { _ = store.Close() }()
	d.codes, d.doors, d.people = map[string]string{}, map[string]string{}, map[string]*simulator.Person{}
	var list []simulator.Invitation
	err = store.View(func(tx *programme.Tx) error {
		for _, o := range tx.Organisations.All() {
			if o.Invitation != "" {
				d.codes[o.Name] = o.Invitation
				list = append(list, simulator.Invitation{Name: o.Name, Town: o.Municipality, Code: o.Invitation})
			}
		}
		for _, e := range programme.Events(tx) {
			d.doors[e.Code] = e.CheckInLink()
		}
		return nil
	})
	if err == nil {
		d.claim, err = store.Claim(drawnCode(rand.New(rand.NewPCG(d.Seed, 3))))
	}
	return list, err
}

// cast makes the people on whose phones the page opens, and the coordinators'
// group. Their phones are in the language of who has started the demo.
func (d *demo) cast() error {
	person := func(first, last string, about simulator.Words, code string) *simulator.Person {
		p := d.telegram.Person(simulator.Profile{First: first, Last: last, LanguageCode: string(d.env.lang)})
		d.page.Describe(p, about, code)
		d.people[first] = p
		return p
	}
	one, town := demoRegister[0], demoTown()
	d.page.Open(person(one.first, one.last, sameWords(one.name), d.codes[one.name]), nil)
	d.page.Open(person(demoSecond.first, demoSecond.last, sameWords(one.name), d.codes[one.name]), nil)
	var team []*simulator.Person
	for i, c := range demoCoordinators {
		about := simulator.Words{BG: "координатор", EN: "coordinator"}
		if i == len(demoCoordinators)-1 {
			about = simulator.Words{BG: "в групата, не е администратор", EN: "in the group, no administrator"}
		}
		team = append(team, person(c[0], c[1], about, ""))
	}
	group := d.telegram.Group(demoGroupTitle, team...)
	d.group = group
	d.page.Open(team[0], group)
	d.page.Open(person(town.first, town.last, sameWords(town.name), d.codes[town.name]), nil)
	if !d.Empty {
		for _, first := range demoPlayed {
			o := guest(first)
			d.page.Open(d.person(o.first, o.last, sameWords(o.name), ""), nil)
		}
		d.person("Явор", guest("Явор").last, sameWords(guest("Явор").name), "")
		d.suggest()
	}
	if err := group.Promote(team[1]); err != nil || d.Empty {
		return err
	}
	return group.AddBot(team[0], d.claim)
}
