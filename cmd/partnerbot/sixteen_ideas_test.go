package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows/programme"
)

var firstNames = strings.Fields("Мария Георги Елена Петър Иванка Димитър Стоян Надежда Калина Румен Тодор Вяра Борис Катя Лилия Милен Нели Огнян Павел Радка Симеон")

// council is a scripted programme: who wrote which idea, and how far each has come.
type council struct {
	*stage
	t       *testing.T
	authors []string // of idea n, from 1, at n-1
	partner string   // speaks for the municipality that every idea names
}

func (c *council) run(lines ...string) {
	c.t.Helper()
	for _, line := range lines {
		if err := c.act(line); err != nil {
			c.t.Fatalf("%q: %v", line, err)
		}
		c.settle()
	}
}

// sends has the author send what they wrote, even if others are like it.
func (c *council) sends(name string) {
	c.t.Helper()
	c.run(name + ": изпрати")
	if m := newestWithButtons(c.people[name]); strings.Contains(m.Text, "има и подобни") {
		c.run(name + " натиска Изпрати нашата")
	}
}

// newest is the newest text of the group.
func (c *council) newest() string {
	all := c.group.Messages()
	return all[len(all)-1].Text
}

// got is how many messages the person got that have the words.
func (c *council) got(name, words string) (n int) {
	for _, m := range c.people[name].Messages() {
		if m.FromBot && strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

// told holds that the words about the idea came to its author and to the partner, as
// often as it happened, and to nobody else.
func (c *council) told(idea, times int, words string) {
	c.t.Helper()
	for _, name := range append(slices.Clone(c.authors), c.partner) {
		want := 0
		if name == c.authors[idea-1] || name == c.partner {
			want = times
		}
		if n := c.got(name, fmt.Sprintf(words, idea)); n != want {
			c.t.Errorf("%s got %q %d times, not %d", name, fmt.Sprintf(words, idea), n, want)
		}
	}
}

// Eighteen ideas are begun, seventeen sent, some of them returned, one withdrawn,
// sixteen approved and presented at two sittings: every number, list and notice agrees
// with the script.
func TestSixteenIdeas(t *testing.T) {
	t.Parallel()
	const begun, sent, approved, first, words = 18, 17, 16, 10, 12
	returned := func(n int) bool { return n%5 == 0 }
	signed := func(n int) bool { return n%2 == 0 }
	var register []string
	for n := range begun {
		register = append(register, fmt.Sprintf("Сдружение „Начало %d“ | Русе", n+1))
	}
	s := &stage{people: map[string]*simulator.Person{}, names: map[int64]string{}, organisations: append(register, "Община Русе | Русе")}
	s.world = newWorld(t, s.organisations...)
	s.stopBot()
	s.pace = bot.Pace{Overall: 1000, Chat: time.Millisecond, Group: 100_000} // the test is of what is said, not of how fast
	s.startBot()
	c := &council{stage: s, t: t, authors: firstNames[:begun], partner: firstNames[begun]}
	c.run("група Стефка Колева", "участник "+c.partner+" Попова", c.partner+" вече участва за Община Русе")
	for n, name := range c.authors {
		c.run("участник "+name+" Попова", fmt.Sprintf("%s вече участва за Сдружение „Начало %d“", name, n+1),
			fmt.Sprintf("%s вече е написала Дело %d с Община Русе, Фирма „Лозен“", name, n+1))
		if n+1 > sent {
			continue
		}
		c.run(name+": идеи", fmt.Sprintf("%s: идея %d", name, n+1), name+" натиска Прегледай и изпрати")
		c.sends(name)
		if signed(n + 1) {
			c.run(c.partner + " натиска Подписваме")
		}
		if returned(n + 1) {
			c.run("Стефка в групата натиска Върни за промени", "Стефка в групата отговаря на Какво да се промени: По-точно, моля.",
				name+" натиска Промени и изпрати пак")
			c.sends(name)
		}
		if n+1 > approved {
			c.run("Стефка в групата натиска Оттегли", "Стефка в групата натиска Да, оттегли")
			continue
		}
		c.run("Стефка в групата натиска Одобри", "Стефка в групата натиска Да, одобри")
	}
	for n := 1; n <= approved; n++ {
		date := "30.1.2026"
		if n > first {
			date = "1.2.2026"
		}
		c.run(fmt.Sprintf("Стефка в групата: /idea %d", n), "Стефка в групата натиска Представена на заседание",
			"Стефка в групата отговаря на На кое заседание: "+date, "Стефка в групата натиска Да, отбележи")
		if n <= words {
			c.run("Стефка в групата натиска Дума на съвета", fmt.Sprintf("Стефка в групата отговаря на Какво каза съветът: Подкрепяме дело %d.", n))
		}
	}

	for n := 1; n <= begun; n++ {
		times := func(happened bool) int {
			if happened {
				return 1
			}
			return 0
		}
		back := times(returned(n) && n <= sent)
		c.told(n, times(n <= approved), "одобриха идея %d „")
		c.told(n, times(n == sent), "оттегли идея %d „")
		c.told(n, times(n <= approved), "Идея %[1]d „Дело %[1]d“ беше представена пред")
		c.told(n, times(n <= words), "каза думата си за идея %d „")
		if got := c.got(c.authors[n-1], fmt.Sprintf("върнаха идея %d „", n)); got != back {
			t.Errorf("idea %d: its author heard %d times of a return", n, got)
		}
	}
	c.recount(begun, sent, approved, words, returned, signed)

	c.run("Стефка в групата: /stats")
	for _, want := range []string{"Идеи одобрени: 16 от 16", "Изпратени: 16 идеи, представени пред съвета: 16"} {
		if got := c.newest(); !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	c.run("Стефка в групата: /sittings")
	for _, want := range []string{"петък, 30 януари: 10 идеи, думата на съвета е въведена за 10 от 10", "неделя, 1 февруари: 6 идеи, думата на съвета е въведена за 2 от 6"} {
		if got := c.newest(); !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	listed := map[int]bool{}
	c.run("Стефка в групата: /ideas")
	for page := 1; ; page++ {
		for n := 1; n <= begun; n++ {
			if strings.Contains(c.newest(), fmt.Sprintf("\n%d. Дело %d\n", n, n)) {
				listed[n] = true
			}
		}
		if page == 2 {
			break
		}
		c.run("Стефка в групата натиска Следващи ›")
	}
	if got := slices.Sorted(maps.Keys(listed)); len(got) != approved || got[approved-1] != approved {
		t.Errorf("listed are %v", got)
	}
}

// recount holds the records against the script.
func (c *council) recount(begun, sent, approved, words int, returned, signed func(int) bool) {
	c.t.Helper()
	if err := c.store.View(func(tx *programme.Tx) error {
		all := programme.Ideas(tx)
		if len(all) != begun {
			c.t.Fatalf("%d ideas", len(all))
		}
		for n, i := range all {
			n++
			state := programme.IdeaPresented
			switch {
			case n > sent:
				state = programme.IdeaDraft
			case n > approved:
				state = programme.IdeaWithdrawn
			}
			author, _ := tx.Organisations.Get(i.Authors[0])
			if i.State != state || len(i.Authors) != 1 || author.Name != fmt.Sprintf("Сдружение „Начало %d“", n) {
				c.t.Errorf("idea %d is %s, of %s", n, i.State, author.Name)
			}
			if n > sent {
				continue
			}
			versions, hands := 1, 0
			if returned(n) {
				versions++
			}
			if signed(n) {
				hands++
			}
			if got, of := i.SignedBy(); len(i.Versions) != versions || got != hands || of != 2 {
				c.t.Errorf("idea %d: %d versions, signed %d of %d", n, len(i.Versions), got, of)
			}
			if n <= approved && (len(i.Sittings) != 1 || (i.Sittings[0].Word != "") != (n <= words)) {
				c.t.Errorf("idea %d: sittings %+v", n, i.Sittings)
			}
		}
		return nil
	}); err != nil {
		c.t.Fatal(err)
	}
}
