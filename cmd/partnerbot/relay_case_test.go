package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

const stefka = int64(1) // a coordinator

// asks has the person write to the coordinators, and returns the cards that the
// group then sees.
func (x *exchange) asks(a *asker, what flows.What) []delivered {
	x.t.Helper()
	before := len(x.chats[flows.Group])
	x.presses(a.user, 0, flows.HelpButton)
	x.does(a.user, false, flows.Input{What: what})
	x.settle()
	return slices.Clone(x.chats[flows.Group][before:])
}

// answers has a coordinator reply to a message of the group, and returns what the
// person and the group then see.
func (x *exchange) answers(card delivered, a *asker, what flows.What) (person, group []delivered) {
	x.t.Helper()
	p, g := len(x.chats[a.id]), len(x.chats[flows.Group])
	x.does(stefka, true, flows.Input{What: what, ReplyTo: card.number, ToBot: true})
	x.settle()
	return x.chats[a.id][p:], x.chats[flows.Group][g:]
}

func one(t *testing.T) (*exchange, *asker) {
	t.Helper()
	p := talkative(t)
	x := newExchange(t, p)
	return x, x.members(p, 1)[0]
}

// Whatever is written goes through whole, in as many messages as it needs, and a
// reply to any of them is an answer.
func TestEverythingPassesWhole(t *testing.T) {
	long := func(letters int) string { return strings.TrimSpace(strings.Repeat("дума ", letters/5)) }
	for name, c := range map[string]struct {
		what     flows.What
		messages int
		files    int
	}{
		"text":           {flows.Text{Text: "Кога?"}, 1, 0},
		"longest text":   {flows.Text{Text: long(4096)}, 2, 0},
		"photo":          {flows.Attachment{Kind: flows.Photo, Remote: "r", Caption: "Вижте"}, 1, 1},
		"long caption":   {flows.Attachment{Kind: flows.Photo, Remote: "r", Caption: long(900)}, 1, 1},
		"longer caption": {flows.Attachment{Kind: flows.Document, Remote: "r", Caption: long(1024)}, 2, 1},
		"voice":          {flows.Attachment{Kind: flows.Voice, Remote: "r"}, 1, 1},
		"round video":    {flows.Attachment{Kind: flows.VideoNote, Remote: "r"}, 2, 1},
		"markup":         {flows.Text{Text: "<b>1 < 2</b> & 3"}, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x, a := one(t)
			cards := x.asks(a, c.what)
			passedWhole(t, "the group", cards, c.what, c.messages, c.files)
			for _, card := range cards {
				got, told := x.answers(card, a, c.what)
				passedWhole(t, "the person", got, c.what, c.messages, c.files)
				if len(told) != 1 || !strings.Contains(told[0].say.HTML, "Стигна до "+userName(a.user)) || told[0].say.ReplyTo == 0 {
					t.Errorf("the coordinator is told %+v", told)
				}
			}
			if n := len(cards); n > 0 && len(cards[n-1].say.Buttons) == 0 {
				t.Error("the last card has no button")
			}
		})
	}
}

// passedWhole reports what is missing of the words and files in the messages.
func passedWhole(t *testing.T, who string, got []delivered, what flows.What, messages, files int) {
	t.Helper()
	words, file := "", ""
	h, _ := flows.HeldOf(flows.Input{What: what})
	for _, d := range got {
		words += text.StripTags(d.say.HTML) + " "
		if d.say.File != nil {
			files--
			file = d.say.File.Remote
			if d.say.File.Kind != h.Kind {
				t.Errorf("%s gets it as a %s", who, d.say.File.Kind)
			}
			if text.Length(d.say.HTML) > 1024 || d.say.File.Kind == flows.VideoNote && d.say.HTML != "" {
				t.Errorf("%s gets a file with a caption that Telegram would not take: %q", who, d.say.HTML)
			}
		}
		if d.say.Of == 0 || d.say.Name == "" {
			t.Errorf("%s gets a message that names nobody, or cannot be replied to: %+v", who, d.say)
		}
	}
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if len(got) != messages || files != 0 || file != h.Remote || !strings.Contains(flat(words), flat(h.Text)) {
		t.Errorf("%s gets %d messages, file %q: %q", who, len(got), file, text.Clip(words, 300))
	}
}

// An album is one message to who sends it: also as a reply, in which every picture
// of it is one, and when its pictures come apart.
func TestAlbumIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	x, a := one(t)
	card := x.asks(a, flows.Text{Text: "Кога?"})[0]
	answer, _ := x.answers(card, a, flows.Text{Text: "Утре"})
	cards, said := len(x.chats[flows.Group]), len(x.chats[a.id])
	for i := range 3 {
		x.does(a.user, false, flows.Input{
			What: flows.Attachment{Kind: flows.Photo, Remote: fmt.Sprint("r", i), Album: "album"}, ReplyTo: answer[0].number,
		})
		if i > 0 {
			x.settle()
		}
	}
	if got := x.chats[flows.Group][cards:]; len(got) != 3 {
		t.Errorf("the group is shown %+v", got)
	}
	if got := x.chats[a.id][said:]; len(got) != 2 { // that it was passed on, and the question of the survey
		t.Errorf("the person is told %+v", got)
	}
	x.writes(a.user, "S1")
	x.settle()
	_ = x.store.View(func(tx *programme.Tx) error {
		r, _ := tx.Responses.Get(programme.ResponseKey{Survey: "survey", Organisation: a.organisation})
		if got := r.Answers["q0"].Value.Text; got != "S1" {
			t.Errorf("the answer is %q", got)
		}
		return nil
	})
}

// A coordinator who answers with an album is told once what became of it.
func TestAlbumAsAnAnswer(t *testing.T) {
	t.Parallel()
	for stopped, want := range map[bool]string{false: "✔ Стигна", true: "✘ Не стигна"} {
		x, a := one(t)
		card := x.asks(a, flows.Text{Text: "Къде?"})[0]
		x.stopped[a.id] = stopped
		people, group := len(x.chats[a.id]), len(x.chats[flows.Group])
		for i := range 3 {
			x.does(stefka, true, flows.Input{
				What: flows.Attachment{Kind: flows.Photo, Remote: fmt.Sprint("r", i), Album: "album"}, ReplyTo: card.number, ToBot: true,
			})
		}
		x.settle()
		if got := x.chats[a.id][people:]; !stopped && len(got) != 3 {
			t.Errorf("the person gets %+v", got)
		}
		if told := x.chats[flows.Group][group:]; len(told) != 1 || !strings.Contains(told[0].say.HTML, want) {
			t.Errorf("the coordinator is told %+v, want once %q", told, want)
		}
		x.answers(card, a, flows.Text{Text: "Там"})
		x.answers(card, a, flows.Text{Text: "Тогава"})
		if told := x.chats[flows.Group][group:]; len(told) != 3 {
			t.Errorf("of what follows the coordinator is told %+v", told[1:])
		}
	}
}

// Asking leaves a reading that waits for a yes as it was.
func TestAskingLeavesWhatWaits(t *testing.T) {
	t.Parallel()
	p := talkative(t)
	quantity := func(code string, from, to float64) flows.Choice {
		return flows.Choice{Code: code, Label: text.Pair{BG: code, EN: code}, From: &from, To: &to}
	}
	p.Survey.Questions[0] = flows.Question{
		Code: "q0", Kind: flows.One, Text: text.Pair{BG: "Колко?", EN: "How many?"}, Choices: []flows.Choice{quantity("1–2", 1, 2), quantity("3–5", 3, 5)},
	}
	x := newExchange(t, p)
	a := x.members(p, 1)[0]
	x.writes(a.user, "май 4")
	x.settle()
	if d, ok := x.newest(a.id, "pending"); !ok {
		t.Fatalf("nothing waits: %+v", d)
	}
	x.asks(a, flows.Text{Text: "Може ли приблизително?"})
	x.writes(a.user, "да")
	x.settle()
	_ = x.store.View(func(tx *programme.Tx) error {
		r, _ := tx.Responses.Get(programme.ResponseKey{Survey: "survey", Organisation: a.organisation})
		if got := r.Answers["q0"].Value.Choices; !slices.Equal(got, []string{"3–5"}) {
			t.Errorf("the answer is %q", got)
		}
		return nil
	})
}

// An answer that does not arrive is said not to have, and the question still waits.
func TestAnswerDoesNotArrive(t *testing.T) {
	t.Parallel()
	x, a := one(t)
	card := x.asks(a, flows.Text{Text: "Кога?"})[0]
	x.stopped[a.id] = true
	_, told := x.answers(card, a, flows.Text{Text: "Утре"})
	if len(told) != 1 || !strings.Contains(told[0].say.HTML, "Не стигна") {
		t.Errorf("the coordinator is told %+v", told)
	}
	waits := func(want int) {
		t.Helper()
		_ = x.store.View(func(tx *programme.Tx) error {
			if _, waiting := programme.OpenThreads(tx); waiting != want {
				t.Errorf("%d questions wait, want %d", waiting, want)
			}
			return nil
		})
	}
	waits(1)
	x.stopped[a.id] = false
	x.does(a.user, false, flows.Input{What: flows.Unblocked{}})
	if got, _ := x.answers(card, a, flows.Text{Text: "Утре"}); len(got) != 1 {
		t.Errorf("the person gets %+v", got)
	}
	waits(0)
}

// A reply to the question of somebody who was forgotten goes nowhere and says so,
// without their name; a button under it, too.
func TestReplyToTheForgotten(t *testing.T) {
	t.Parallel()
	x, a := one(t)
	card := x.asks(a, flows.Text{Text: "Кога?"})[0]
	x.presses(a.user, 0, "me:surely")
	x.settle()
	for _, what := range []flows.What{flows.Text{Text: "Утре"}, flows.Edited{Text: "Вдругиден"}} {
		before := len(x.chats[a.id])
		_, told := x.answers(card, a, what)
		if len(told) != 1 || strings.Contains(told[0].say.HTML, userName(a.user)) || len(x.chats[a.id]) != before {
			t.Errorf("the coordinator is told %+v", told)
		}
	}
	x.does(stefka, true, flows.Input{What: flows.Press{Data: card.say.Buttons[0][0].Data}, Message: card.number})
	x.settle()
}

// What cannot be passed on, and what is not meant for anybody, is told apart.
func TestRepliesThatGoNowhere(t *testing.T) {
	t.Parallel()
	x, a := one(t)
	card := x.asks(a, flows.Text{Text: "Кога?"})[0]
	before := len(x.chats[a.id])
	for name, c := range map[string]struct {
		user int64
		in   flows.Input
		told string // "" for nothing
	}{
		"a sticker":            {stefka, flows.Input{What: flows.Other{Kind: "sticker"}, ReplyTo: card.number, ToBot: true}, "не мога да го предам"},
		"a phone number":       {stefka, flows.Input{What: flows.Contact{Phone: "+359888123456"}, ReplyTo: card.number, ToBot: true}, "не мога да го предам"},
		"an anonymous one":     {0, flows.Input{What: flows.Text{Text: "Утре"}, ReplyTo: card.number, ToBot: true}, "от своя профил"},
		"no question":          {stefka, flows.Input{What: flows.Text{Text: "Утре"}, ReplyTo: 99999, ToBot: true}, "не отива при никого"},
		"to a colleague":       {stefka, flows.Input{What: flows.Text{Text: "Утре"}, ReplyTo: 99999}, ""},
		"among themselves":     {stefka, flows.Input{What: flows.Text{Text: "Утре"}}, ""},
		"changed, not an own":  {stefka, flows.Input{What: flows.Edited{Text: "Утре"}, ReplyTo: 99999, ToBot: true}, ""},
		"changed, to the card": {stefka, flows.Input{What: flows.Edited{Text: "Утре"}, ReplyTo: card.number, ToBot: true}, "остава само тук"},
	} {
		group := len(x.chats[flows.Group])
		x.does(c.user, true, c.in)
		x.settle()
		told := x.chats[flows.Group][group:]
		switch {
		case c.told == "" && len(told) > 0:
			t.Errorf("%s: the group is told %+v", name, told)
		case c.told != "" && (len(told) != 1 || !strings.Contains(told[0].say.HTML, c.told)):
			t.Errorf("%s: the group is told %+v, want %q", name, told, c.told)
		}
	}
	if got := x.chats[a.id][before:]; len(got) > 0 {
		t.Errorf("the person is told %+v", got)
	}
}

// Every act of a coordinator is written down, in numbers and codes only.
func TestAnswersAndClosingsAreWrittenDown(t *testing.T) {
	t.Parallel()
	x, a := one(t)
	card := x.asks(a, flows.Text{Text: "Кога?"})[0]
	x.answers(card, a, flows.Text{Text: "Утре"})
	for range 2 { // pressed twice, it is one act
		x.does(stefka, true, flows.Input{What: flows.Press{Data: card.say.Buttons[0][0].Data}, Message: card.number})
	}
	x.settle()
	answer, _ := x.newest(a.id, "answer/")
	x.writes(a.user, "отказ")
	x.does(a.user, false, flows.Input{What: flows.Text{Text: "И още нещо"}, ReplyTo: answer.number})
	x.presses(a.user, answer.number, answer.say.Buttons[0][1].Data)
	x.settle()
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := x.store.BackupTo(path); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: time.Second, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var acts []string
	_ = db.View(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("audit")).ForEach(func(_, v []byte) error {
			var line programme.AuditLine
			if err := json.Unmarshal(v, &line); err != nil {
				return err
			}
			acts = append(acts, fmt.Sprintf("%d %s %s %s%s", line.By, line.What, line.Ref, line.Before, line.After))
			return nil
		})
	})
	if want := []string{"2 question answered 1 ", "2 question closed 1 ", "1 question closed 1 "}; !slices.Equal(acts, want) {
		t.Errorf("written down: %q, want %q", acts, want)
	}
}
