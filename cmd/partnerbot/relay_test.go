package main

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// exchange plays Telegram between the store and many people at once: it numbers
// messages, delivers what the store wants sent when the test says so, and applies
// what people do in batches. There is no wire and no clock, so that any order can be
// had.
type exchange struct {
	t       *testing.T
	store   *storage.Store
	talk    programme.Conversation
	at      time.Time
	number  int // of messages, in all chats
	update  int64
	queue   []flows.Update  // done by people, not yet applied
	results []flows.Outcome // delivered, not yet told
	waiting []flows.Row
	chats   map[flows.PersonID][]delivered
	stopped map[flows.PersonID]bool // has blocked the bot
}

// delivered is a message of the bot that people can see.
type delivered struct {
	number int
	say    flows.Say
}

const groupChat = int64(-100)

func newExchange(t *testing.T, p *programme.Programme) *exchange {
	t.Helper()
	path := filepath.Join(t.TempDir(), "partnerbot.db")
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = store.Close()
		for _, err := range storage.CheckAt(path) {
			t.Errorf("the database after the test: %v", err)
		}
	})
	if err := store.SetGroup(groupChat); err != nil {
		t.Fatal(err)
	}
	talk, _ := conversation(p)
	return &exchange{
		t: t, store: store, talk: talk, at: worldStart, chats: map[flows.PersonID][]delivered{}, stopped: map[flows.PersonID]bool{},
	}
}

// does queues what a person does: in the private chat, or in the group.
func (x *exchange) does(user int64, inGroup bool, in flows.Input) int {
	x.update++
	in.Update, in.Private, in.Name, in.Role = x.update, !inGroup, userName(user), flows.RoleMember
	if _, press := in.What.(flows.Press); !press {
		if _, edited := in.What.(flows.Edited); !edited {
			x.number++
			in.Message = x.number
		}
	}
	chat := user
	if inGroup {
		chat = groupChat
	}
	x.queue = append(x.queue, flows.Update{ID: x.update, Chat: chat, User: user, Input: in})
	return in.Message
}

func (x *exchange) writes(user int64, what string) int {
	return x.does(user, false, flows.Input{What: flows.Text{Text: what}})
}

func (x *exchange) presses(user int64, message int, data string) {
	x.does(user, false, flows.Input{What: flows.Press{Data: data}, Message: message})
}

func userName(user int64) string { return fmt.Sprintf("Човек%d Петров", user) }

// apply answers the first n of what people did, together with what became of
// messages.
func (x *exchange) apply(n int) {
	x.t.Helper()
	n = min(n, len(x.queue))
	b := flows.Batch{Now: x.at, Outcomes: x.results, Updates: x.queue[:n]}
	x.queue, x.results = slices.Clone(x.queue[n:]), nil
	done, err := x.store.Apply(b, x.talk)
	if err != nil {
		x.t.Fatal(err)
	}
	x.waiting = slices.DeleteFunc(append(x.waiting, done.Rows...), func(r flows.Row) bool { return slices.Contains(done.Dropped, r.ID) })
}

// deliver sends the first waiting row of the chat; false when there is none.
func (x *exchange) deliver(to flows.PersonID) bool {
	i := slices.IndexFunc(x.waiting, func(r flows.Row) bool { return r.To() == to })
	if i < 0 {
		return false
	}
	r := x.waiting[i]
	x.waiting = slices.Delete(x.waiting, i, i+1)
	o := flows.Outcome{Row: r.ID, To: to, Result: flows.Sent, At: x.at}
	switch {
	case x.stopped[to]:
		o.Result = flows.Unreachable
	case r.Say != nil:
		x.number++
		o.Message = x.number
		x.chats[to] = append(x.chats[to], delivered{x.number, *r.Say})
	}
	x.results = append(x.results, o)
	return true
}

// settle applies and delivers everything.
func (x *exchange) settle() {
	for len(x.queue)+len(x.results)+len(x.waiting) > 0 {
		x.apply(len(x.queue))
		for len(x.waiting) > 0 {
			x.deliver(x.waiting[0].To())
		}
	}
}

// newest is the newest message of the chat whose name begins so.
func (x *exchange) newest(chat flows.PersonID, prefix string) (delivered, bool) {
	for _, d := range slices.Backward(x.chats[chat]) {
		if strings.HasPrefix(d.say.Name, prefix) {
			return d, true
		}
	}
	return delivered{}, false
}

// talkative is a programme whose survey asks many questions that are answered with
// a line each.
func talkative(t *testing.T) *programme.Programme {
	p := *exampleProgramme(t)
	p.Survey = flows.Form{Name: "survey", Title: text.Pair{BG: "Проучване", EN: "Survey"}}
	for i := range 80 {
		q := fmt.Sprintf("Въпрос %d?", i)
		p.Survey.Questions = append(p.Survey.Questions, flows.Question{
			Code: "q" + strconv.Itoa(i), Kind: flows.ShortText, Text: text.Pair{BG: q, EN: q},
		})
	}
	return &p
}

// members makes people who have joined, each for an organisation of their own, and
// opens the survey for them.
func (x *exchange) members(p *programme.Programme, n int) []*asker {
	x.t.Helper()
	var all []*asker
	for i := range n {
		all = append(all, &asker{x: x, user: int64(1000 + i)})
		x.writes(all[i].user, "/nothing")
	}
	x.settle()
	err := x.store.Update(x.at, func(tx *programme.Tx) error {
		for i, a := range all {
			a.id = flows.PersonID(i + 1)
			a.organisation = tx.NewOrganisation()
			tx.Organisations.Put(a.organisation, programme.Organisation{Name: fmt.Sprintf("Сдружение %d", a.user), Kind: programme.NGO, Added: x.at})
			tx.People.Put(a.id, programme.Person{Name: userName(a.user), Consent: programme.Consent{Version: p.Consent.Version, At: x.at}, Joined: x.at})
			tx.Memberships.Put(programme.MembershipKey{Person: a.id, Organisation: a.organisation}, programme.Membership{Since: x.at})
		}
		return nil
	})
	if err != nil {
		x.t.Fatal(err)
	}
	for _, a := range all {
		x.presses(a.user, 0, flows.OpenButton(p.Survey.Name, strconv.FormatUint(uint64(a.organisation), 36)))
	}
	x.settle()
	return all
}

// asker is somebody who answers the survey and asks the coordinators in between.
// What they write as an answer begins with S, what they write to the coordinators
// with Q, each with their own number.
type asker struct {
	x            *exchange
	user         int64
	id           flows.PersonID
	organisation programme.OrganisationID
	asking       bool // pressed „Питай човек“ and has not yet seen that it was passed on
	seen         int  // messages of the bot that they have looked at
	count        int
	questions    []string // what they wrote to the coordinators
}

func (a *asker) word(sort string) string {
	a.count++
	word := fmt.Sprintf("%s%d.%d", sort, a.user, a.count)
	if sort == "Q" {
		a.questions = append(a.questions, word)
	}
	return word
}

// look takes in what the bot has written since.
func (a *asker) look() {
	for ; a.seen < len(a.x.chats[a.id]); a.seen++ {
		if strings.HasPrefix(a.x.chats[a.id][a.seen].say.Name, "asked/") {
			a.asking = false
		}
	}
}

// unanswered is how much of theirs has no answer yet.
func (a *asker) unanswered() (n int) {
	a.x.t.Helper()
	err := a.x.store.View(func(tx *programme.Tx) error {
		n = programme.Unanswered(tx, a.id, time.Time{})
		return nil
	})
	if err != nil {
		a.x.t.Fatal(err)
	}
	return n
}

// step does one thing that a person could do now.
func (a *asker) step(r *rand.Rand) {
	a.look()
	if a.asking { // everything until they see that it was passed on is meant for the coordinators
		if r.IntN(4) == 0 {
			a.x.does(a.user, false, flows.Input{What: flows.Attachment{Kind: flows.Voice, Remote: a.word("Q"), Unique: "u"}})
			return
		}
		a.x.writes(a.user, a.word("Q"))
		return
	}
	if chat := a.x.chats[a.id]; chat[len(chat)-1].say.Name == "pending" { // to which question does it belong
		buttons := chat[len(chat)-1].say.Buttons
		a.x.presses(a.user, chat[len(chat)-1].number, buttons[r.IntN(2)][0].Data)
	}
	answer, answered := a.x.newest(a.id, "answer/")
	switch n := r.IntN(10); {
	case n < 5 && a.unanswered() >= 4: // far from the most that is passed on: nobody here is told to wait
		a.x.writes(a.user, a.word("S"))
	case n < 2:
		a.asking = true
		a.x.presses(a.user, 0, flows.HelpButton)
	case n < 4 && answered:
		a.asking = true
		a.x.presses(a.user, answer.number, answer.say.Buttons[0][0].Data)
	case n < 5 && answered: // a Telegram reply needs no button before it
		a.asking = true
		a.x.does(a.user, false, flows.Input{What: flows.Text{Text: a.word("Q")}, ReplyTo: answer.number})
	case n < 6 && answered:
		a.x.presses(a.user, answer.number, answer.say.Buttons[0][1].Data)
	default:
		a.x.writes(a.user, a.word("S"))
	}
}

var askerInCard = regexp.MustCompile(`Човек(\d+)`)

// coordinate lets a coordinator answer some question, or close it.
func coordinate(x *exchange, r *rand.Rand) {
	group := x.chats[flows.Group]
	if len(group) == 0 {
		return
	}
	d := group[r.IntN(len(group))]
	whose := askerInCard.FindStringSubmatch(d.say.HTML)
	if whose == nil || !strings.HasPrefix(d.say.Name, "thread/") {
		return
	}
	coordinator := int64(1 + r.IntN(3))
	if r.IntN(5) == 0 && len(d.say.Buttons) > 0 {
		x.does(coordinator, true, flows.Input{What: flows.Press{Data: d.say.Buttons[0][0].Data}, Message: d.number})
		return
	}
	x.does(coordinator, true, flows.Input{What: flows.Text{Text: "A" + whose[1]}, ReplyTo: d.number, ToBot: true})
}

var tagged = regexp.MustCompile(`([SQA])(\d+)`)

// TestConversationsNeverCross has twenty people answer the survey and ask the
// coordinators in between, in any order, while messages are under way. No question is
// lost or ends up in an answer of the survey, no answer of the survey with the
// coordinators, and nobody reads what was meant for another.
func TestConversationsNeverCross(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 4))
			p := talkative(t)
			x := newExchange(t, p)
			people := x.members(p, 20)
			for range 2500 {
				x.at = x.at.Add(time.Second)
				switch n := r.IntN(20); {
				case n < 4:
					people[r.IntN(len(people))].step(r)
				case n < 5:
					coordinate(x, r)
				case n < 9:
					x.apply(r.IntN(6))
				default:
					for range 4 {
						x.deliver(flows.PersonID(r.IntN(len(people) + 1)))
					}
				}
			}
			x.settle()
			uncrossed(t, x, people)
		})
	}
}

// uncrossed looks at everything that is kept and everything that was shown.
func uncrossed(t *testing.T, x *exchange, people []*asker) {
	t.Helper()
	only := func(where string, words string, user int64, sort string) int {
		found := tagged.FindAllStringSubmatch(words, -1)
		for _, m := range found {
			if m[2] != strconv.FormatInt(user, 10) || !strings.Contains(sort, m[1]) {
				t.Errorf("%s of %d holds %q", where, user, m[0])
			}
		}
		return len(found)
	}
	asked, answers, got := 0, 0, 0
	err := x.store.View(func(tx *programme.Tx) error {
		for _, a := range people {
			kept := map[string]bool{}
			for _, th := range programme.ThreadsOf(tx, a.id) {
				for _, m := range th.Messages {
					kept[m.Text+m.Remote] = true
					sort := "Q"
					if m.Answer {
						sort = "A"
					}
					asked += only("a thread", m.Text+m.Remote, a.user, sort)
				}
			}
			for _, q := range a.questions {
				if !kept[q] {
					t.Errorf("%s was written to the coordinators and is lost", q)
				}
			}
			response, _ := tx.Responses.Get(programme.ResponseKey{Survey: "survey", Organisation: a.organisation})
			for _, answer := range response.Answers {
				answers += only("the survey", answer.Value.Text, a.user, "S")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range people {
		for _, d := range x.chats[a.id] {
			switch {
			case strings.HasPrefix(d.say.Name, "answer/"):
				got += only("an answer to", d.say.HTML, a.user, "A")
			case d.say.File != nil:
				t.Errorf("%d was sent a file", a.user)
			}
		}
	}
	for _, d := range x.chats[flows.Group] {
		whose := askerInCard.FindStringSubmatch(d.say.HTML)
		if whose == nil {
			continue
		}
		user, _ := strconv.ParseInt(whose[1], 10, 64)
		words := d.say.HTML
		if d.say.File != nil {
			words += d.say.File.Remote
		}
		only("a card", words, user, "Q")
	}
	if asked < 80 || answers < 50 || got < 30 {
		t.Errorf("too little happened: %d messages in threads, %d answers of the survey, %d answers received", asked, answers, got)
	}
}
