package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// fair is a programme in which many organisations want the same few seats: real people
// at the wire, and a coordinator who watches. After each thing that happens every
// number and list that anybody is shown has to be a recount of the records.
type fair struct {
	*world
	people  []*simulator.Person
	stefka  *simulator.Person
	group   *simulator.Group
	numbers []flows.PersonID // of the people, in their order
}

func newFair(t *testing.T, organisations int) *fair {
	t.Helper()
	var names []string
	for i := range organisations {
		names = append(names, fmt.Sprintf("Сдружение „Пример %03d“ | Русе", i+1))
	}
	f := &fair{world: newWorld(t, names...)}
	f.stopBot()
	f.pace = bot.Pace{Overall: 10_000, Chat: time.Millisecond, Group: 10_000}
	f.startBot()
	f.stefka = f.telegram.Person(simulator.Profile{First: "Стефка", Last: "Колева", LanguageCode: "bg"})
	f.group = f.coordinators(f.stefka)
	for i := range organisations {
		f.people = append(f.people, f.telegram.Person(simulator.Profile{First: "Ана", Last: fmt.Sprint("Пример", "абвгдежзик"[2*(i/100%10):2*(i/100%10)+2], "абвгдежзик"[2*(i/10%10):2*(i/10%10)+2], "абвгдежзик"[2*(i%10):2*(i%10)+2]), LanguageCode: "bg"}))
	}
	f.each(f.people, func(i int, p *simulator.Person) {
		f.must(p.Open(invitationOf(i)))
		f.must(p.Tap("Да"))
		f.must(p.Tap("Давам съгласие"))
		f.must(p.Say(p.Profile().First + " " + p.Profile().Last))
		f.must(p.Say("Пропусни"))
	})
	f.settle()
	f.view(func(tx *programme.Tx) {
		found := map[string]flows.PersonID{}
		for id, p := range tx.People.All() {
			found[p.Name] = id
		}
		for _, p := range f.people {
			f.numbers = append(f.numbers, found[p.Profile().First+" "+p.Profile().Last])
		}
	})
	return f
}

// each lets people do something, all at once.
func (f *fair) each(people []*simulator.Person, do func(i int, p *simulator.Person)) {
	var all sync.WaitGroup
	for i, p := range people {
		all.Go(func() { do(i, p) })
	}
	all.Wait()
}

func (f *fair) view(look func(tx *programme.Tx)) {
	f.t.Helper()
	if err := f.store.View(func(tx *programme.Tx) error { tx.Now = f.clock.Now(); look(tx); return nil }); err != nil {
		f.t.Fatal(err)
	}
}

// until lets the time pass to a local moment, stopping wherever something is due, as
// the clock of a bot that runs does.
func (f *fair) until(local string) {
	f.t.Helper()
	to, err := time.ParseInLocation("02.01.2006 15:04", local, f.programme.Location)
	if err != nil {
		f.t.Fatal(err)
	}
	for {
		rows, err := f.store.Upcoming(f.clock.Now(), 1)
		if err != nil {
			f.t.Fatal(err)
		}
		if len(rows) == 0 || rows[0].At.After(to) {
			break
		}
		f.pass(rows[0].At.Sub(f.clock.Now()))
	}
	f.pass(to.Sub(f.clock.Now()))
}

// presses lets people press a button that the program has under a message of theirs.
func (f *fair) presses(people []*simulator.Person, data string) {
	f.t.Helper()
	f.each(people, func(_ int, p *simulator.Person) { f.must(p.TapData(p.Last().ID, data)) })
	f.settle()
}

// seat is the newest registration of the nth organisation for the event.
func (f *fair) seat(code string, n int) (r programme.Registration) {
	f.view(func(tx *programme.Tx) {
		for _, one := range tx.Registrations.OfEvent(code) {
			if one.By == f.numbers[n] {
				r = one
			}
		}
	})
	return r
}

// with are the numbers of the people whose seat is so, in the order of registrations.
func (f *fair) with(code string, seat programme.Seat) (of []int) {
	f.view(func(tx *programme.Tx) {
		for _, r := range tx.Registrations.OfEvent(code) {
			if n := slices.Index(f.numbers, r.By); r.Seat == seat && n >= 0 {
				of = append(of, n)
			}
		}
	})
	return of
}

// answer presses the button with that label on the newest message that has it.
func (f *fair) answer(n int, label string) {
	f.t.Helper()
	messages := f.people[n].Messages()
	for i := len(messages) - 1; i >= 0; i-- {
		for _, b := range slices.Concat(messages[i].Buttons...) {
			if b.Text == label {
				f.must(f.people[n].TapOn(messages[i].ID, label))
				return
			}
		}
	}
	f.t.Fatalf("%d has no button %q", n, label)
}

var (
	inList  = regexp.MustCompile(`записани: (\d+) от (\d+) места(?:, чакат (\d+))?`)
	inLine  = regexp.MustCompile(`номер (\d+) в списъка`)
	ofGroup = regexp.MustCompile(`(?m)^(?:•|\d+\.) (Сдружение „Пример \d+“)`)
)

// recount holds what everybody is shown of the event, the nth in the list of those that
// are not over, against the records.
func (f *fair) recount(when, code string, n int) {
	f.t.Helper()
	held, promised := map[programme.Seat][]programme.Registration{}, map[string]bool{}
	var seats int
	f.view(func(tx *programme.Tx) {
		e, _ := tx.Events.Get(code)
		seats = e.Seats + e.AuthoritySeats
		for _, r := range tx.Registrations.OfEvent(code) {
			held[r.Seat] = append(held[r.Seat], r)
			if r.Seat == programme.Confirmed {
				o, _ := tx.Organisations.Get(r.Organisation)
				promised[o.Name] = true
			}
		}
		if n := len(held[programme.Confirmed]) + len(held[programme.Offered]); n > e.Seats {
			f.t.Errorf("%s: %d seats are promised, of %d", when, n, e.Seats)
		}
		if len(promised) != len(held[programme.Confirmed]) {
			f.t.Errorf("%s: %d seats for %d organisations", when, len(held[programme.Confirmed]), len(promised))
		}
	})
	f.must(f.stefka.SayIn(f.group, "/events"))
	f.settle()
	list := f.group.Last()
	line := inList.FindAllStringSubmatch(list.Text, -1)
	if len(line) <= n {
		f.t.Fatalf("%s: the list says %q", when, list.Text)
	}
	want := []string{strconv.Itoa(len(held[programme.Confirmed])), strconv.Itoa(seats), ""}
	if waiting := len(held[programme.Waiting]); waiting > 0 {
		want[2] = strconv.Itoa(waiting)
	}
	if !slices.Equal(line[n][1:], want) {
		f.t.Errorf("%s: the list says %v, want %v", when, line[n][1:], want)
	}
	// The door list, page by page.
	doors := map[string]bool{}
	f.must(f.stefka.TapData(list.ID, "g:event:"+code))
	f.settle()
	for page := 0; ; page++ {
		f.must(f.stefka.TapData(list.ID, "g:door:"+code+":"+strconv.Itoa(page)))
		f.settle()
		m := f.inGroup(list.ID)
		for _, found := range ofGroup.FindAllStringSubmatch(m.Text, -1) {
			doors[found[1]] = true
		}
		if !slices.ContainsFunc(slices.Concat(m.Buttons...), func(b simulator.Button) bool { return strings.HasPrefix(b.Text, "Следващи") }) {
			break
		}
	}
	if len(doors) != len(promised) {
		f.t.Errorf("%s: %d organisations on the door list, want %d: %q", when, len(doors), len(promised), f.inGroup(list.ID).Text)
	}
	for name := range promised {
		if !doors[name] {
			f.t.Errorf("%s: %s is promised a seat, and not on the door list", when, name)
		}
	}
	f.cards(when, code, held)
}

// inGroup is a message of the group as it stands now.
func (f *fair) inGroup(id int) simulator.Message {
	all := f.group.Messages()
	return all[slices.IndexFunc(all, func(m simulator.Message) bool { return m.ID == id })]
}

// cards holds each person's own card against the records.
func (f *fair) cards(when, code string, held map[programme.Seat][]programme.Registration) {
	f.t.Helper()
	f.presses(f.people, "e:show:"+code)
	for i, p := range f.people {
		card := p.Last().Text
		has := func(seat programme.Seat) int {
			return slices.IndexFunc(held[seat], func(r programme.Registration) bool { return r.By == f.numbers[i] })
		}
		kept, offered := strings.Contains(card, "Запазено място"), strings.Contains(card, "Освободи се място за Вас")
		position := inLine.FindStringSubmatch(card)
		place := has(programme.Waiting) + 1
		if kept != (has(programme.Confirmed) >= 0) || offered != (has(programme.Offered) >= 0) || (position != nil) != (place > 0) || position != nil && position[1] != strconv.Itoa(place) {
			f.t.Errorf("%s: %d is shown %q; confirmed %d, offered %d, waits %d", when, i, card, has(programme.Confirmed), has(programme.Offered), place)
		}
	}
}

// Forty-three organisations want thirty-five seats.
func TestSimulatedProgramme(t *testing.T) {
	t.Parallel()
	f := newFair(t, 43)
	f.until("01.03.2027 10:00")
	f.presses(f.people, "e:both:training_1")
	for _, code := range []string{"training_1", "training_2"} {
		if yes, waits := len(f.with(code, programme.Confirmed)), len(f.with(code, programme.Waiting)); yes != 35 || waits != 8 {
			t.Fatalf("%s: %d have a seat, %d wait", code, yes, waits)
		}
	}
	f.recount("registered", "training_1", 0)
	f.recount("registered", "training_2", 1)

	// Five give up; the first five in line are offered the seats. Two take them, one
	// does not want it, two say nothing: the next three are asked, and take them.
	gone, line := f.with("training_1", programme.Confirmed)[:5], f.with("training_1", programme.Waiting)
	for _, n := range gone {
		f.must(f.people[n].TapData(f.people[n].Last().ID, "e:gone:"+f.seat("training_1", n).ID.String()))
	}
	f.settle()
	if offered := f.with("training_1", programme.Offered); !slices.Equal(offered, line[:5]) {
		t.Fatalf("offered to %v, want %v", offered, line[:5])
	}
	f.recount("offered", "training_1", 0)
	f.answer(line[0], "Да, вземам го")
	f.answer(line[1], "Да, вземам го")
	f.answer(line[2], "Не, благодаря")
	f.settle()
	if offered := f.with("training_1", programme.Offered); !slices.Equal(offered, []int{line[3], line[4], line[5]}) {
		t.Errorf("offered to %v of %v", offered, line)
	}
	f.recount("answered", "training_1", 0)
	f.until("02.03.2027 12:00")
	if offered := f.with("training_1", programme.Offered); !slices.Equal(offered, []int{line[6], line[7]}) {
		t.Errorf("passed on to %v of %v", offered, line)
	}
	f.answer(line[6], "Да, вземам го")
	f.answer(line[7], "Да, вземам го")
	f.settle()
	f.recount("passed on", "training_1", 0)
	if yes := len(f.with("training_1", programme.Confirmed)); yes != 34 {
		t.Errorf("%d have a seat: five gave up, four came in", yes)
	}

	// One of those who let it pass registers anew; who gave up gets no offer.
	f.presses([]*simulator.Person{f.people[line[3]]}, "e:me:training_1")
	if r := f.seat("training_1", line[3]); r.Seat != programme.Confirmed {
		t.Errorf("registered anew: %+v", r)
	}
	for _, n := range gone {
		if r := f.seat("training_1", n); r.Seat != programme.Cancelled || !r.Offer.At.IsZero() {
			t.Errorf("%d gave up, and is %+v", n, r)
		}
	}

	// Two stop the bot; then the training moves by a week.
	silent := f.with("training_1", programme.Confirmed)[:2]
	for _, n := range silent {
		if err := f.people[n].Block(); err != nil {
			t.Fatal(err)
		}
	}
	f.settle()
	f.until("03.03.2027 10:00")
	f.moves("training_1", "25 март, от 10 до 16 ч.")
	told := 0
	for _, n := range f.with("training_1", programme.Confirmed) {
		if strings.Contains(f.people[n].Last().Text, "Мести се обучението") || slices.ContainsFunc(f.people[n].Messages(), func(m simulator.Message) bool {
			return strings.Contains(m.Text, "Мести се обучението")
		}) {
			told++
		}
	}
	if told != 33 {
		t.Errorf("%d were told of the move, want all but the two who stopped the bot", told)
	}
	f.view(func(tx *programme.Tx) {
		if calls := programme.CallList(tx); len(calls) != 2 {
			t.Errorf("%d are to be called, want the two", len(calls))
		}
	})
	for _, n := range silent {
		if err := f.people[n].Unblock(); err != nil {
			t.Fatal(err)
		}
	}
	f.settle()
	f.recount("moved", "training_1", 1) // it comes after the second day now

	// Thirty say yes, two cannot, the others say nothing and are to be called.
	all := f.with("training_1", programme.Confirmed)
	f.until("18.03.2027 10:05")
	for _, n := range all[:30] {
		f.presses([]*simulator.Person{f.people[n]}, "r:yes:"+f.seat("training_1", n).ID.String())
	}
	for _, n := range all[30:32] {
		f.presses([]*simulator.Person{f.people[n]}, "r:free:"+f.seat("training_1", n).ID.String())
	}
	f.until("25.03.2027 09:00")
	f.recount("reminded", "training_1", 0) // the second day is over
	f.view(func(tx *programme.Tx) {
		e, _ := tx.Events.Get("training_1")
		if n := programme.TurnoutOf(tx, e); n.Coming != 30 || n.Confirmed != 33 {
			t.Errorf("%+v", n)
		}
		called := 0
		for _, c := range programme.CallList(tx) {
			if c.Event.Code == "training_1" {
				called++
			}
		}
		if called != 3 {
			t.Errorf("%d are to be called, want the three who say nothing", called)
		}
	})
	f.attendance()
}

// moves has the coordinator move the event, as it is done in the group.
func (f *fair) moves(code, to string) {
	f.t.Helper()
	f.must(f.stefka.SayIn(f.group, "/events"))
	f.settle()
	f.must(f.stefka.TapData(f.group.Last().ID, "g:event:"+code))
	f.settle()
	f.must(f.stefka.TapData(f.group.Last().ID, "g:move:"+code))
	f.settle()
	f.must(f.stefka.Reply(f.group.Last().ID, to))
	f.settle()
	f.must(f.stefka.TapOn(f.group.Last().ID, "Да, премести"))
	f.settle()
}

// attendance enters the printed list: who has an even number is there.
func (f *fair) attendance() {
	f.t.Helper()
	f.until("25.03.2027 10:30")
	f.must(f.stefka.SayIn(f.group, "/events"))
	f.settle()
	list := f.group.Last().ID
	f.must(f.stefka.TapData(list, "g:door:training_1:0")) // gives the numbers
	f.settle()
	var here, numbers []string
	f.view(func(tx *programme.Tx) {
		for _, l := range programme.DoorList(tx, "training_1") {
			if numbers = append(numbers, strconv.Itoa(l.Door)); l.Door%2 == 0 {
				here = append(here, strconv.Itoa(l.Door))
			}
		}
	})
	f.must(f.stefka.Reply(list, "/here "+strings.Join(here, " "))) // two trainings were in these days
	f.settle()
	entered := f.group.Last().Text
	f.until("25.03.2027 18:00")
	f.must(f.stefka.SayIn(f.group, "/stats"))
	f.settle()
	said := f.group.Last().Text
	if want := fmt.Sprintf("%d от 35 организации", len(here)); len(here) < 15 || !strings.Contains(said, want) {
		f.t.Errorf("%d of %d are there, and the numbers say %q after %q", len(here), len(numbers), said, entered)
	}
}

// Two hundred people press in the same moment for thirty-five seats.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	f := newFair(t, 200)
	f.until("01.03.2027 10:00")
	f.presses(f.people, "e:me:training_1")
	yes, waits := f.with("training_1", programme.Confirmed), f.with("training_1", programme.Waiting)
	if len(yes) != 35 || len(waits) != 165 {
		t.Fatalf("%d have a seat, %d wait", len(yes), len(waits))
	}
	f.recount("registered", "training_1", 0)
	f.presses(f.people, "e:me:training_1") // the same press once more
	if n := len(f.with("training_1", programme.Confirmed)) + len(f.with("training_1", programme.Waiting)); n != 200 {
		t.Errorf("%d registrations after everybody pressed twice", n)
	}
}
