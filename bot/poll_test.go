package bot_test

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

func TestBatchDeliveredTwice(t *testing.T) {
	w := newWorld(t, echo)
	w.sim.DeliverTwice(true)
	ana := w.person("Ана")
	for i := range 5 {
		w.must(ana.Say(strconv.Itoa(i)))
	}
	w.start()
	w.settle()
	w.sees(ana, "ехо 0", "ехо 1", "ехо 2", "ехо 3", "ехо 4")
}

// Only what the bot understands is asked for, also after another program has
// asked for more: Telegram keeps the last list.
func TestAllowedUpdates(t *testing.T) {
	w := newWorld(t, echo)
	resp, err := http.Get(w.options.APIURL + "/bot" + w.sim.Token() + `/getUpdates?allowed_updates=["poll","channel_post"]`)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	w.start()
	w.settle()
	for kind, want := range map[string]bool{
		"message": true, "edited_message": true, "callback_query": true, "my_chat_member": true, "poll": false, "channel_post": false,
	} {
		if w.sim.AllowedUpdates(kind) != want {
			t.Errorf("%s is asked for: %v", kind, !want)
		}
	}
}

func TestIDsRestartLower(t *testing.T) {
	w := newWorld(t, echo)
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("before"))
	w.settle()
	w.stop()
	w.sim.RestartIDs(17)
	w.must(ana.Say("after"))
	w.start()
	w.settle()
	w.must(ana.Say("and on"))
	w.settle()
	w.sees(ana, "ехо before", "ехо after", "ехо and on")
}

// sorry is echo that tells of updates that were put aside.
func sorry(tx *programme.Tx, t *flows.Turn) {
	if what, ok := t.What.(flows.Failed); ok {
		t.Do(say(t, "извинете "+strconv.FormatInt(what.Update, 10)))
	}
	echo(tx, t)
}

// An update that cannot be read is put aside and logged, without what it holds;
// its sender is told where that can be seen, a press is acknowledged, and the
// others are answered.
func TestUpdateThatCannotBeDecoded(t *testing.T) {
	w := newWorld(t, sorry)
	ana, boris := w.person("Ана"), w.person("Борис")
	w.must(ana.Say("1"))
	from := fmt.Sprintf(`"from":{"id":%d,"first_name":"Ана"},"chat":{"id":%d,"type":"private"}`, ana.ID(), ana.ID())
	var told []string
	for _, raw := range []string{
		`{"message":{"message_id":1,"date":"yesterday",` + from + `,"text":"тайна"}}`,
		`{"edited_message":{"message_id":1,"date":1,` + from + `,"text":{"new":"тайна"}}}`,
		`{"message":{"message_id":1,"date":99888777666555444333,` + from + `}}`,
		`{"callback_query":{"id":"7","from":{"id":` + strconv.FormatInt(ana.ID(), 10) + `},"data":["тайна"]}}`,
	} {
		id, err := w.sim.PushRaw(raw)
		if err != nil {
			t.Fatal(err)
		}
		told = append(told, fmt.Sprint("извинете ", id))
	}
	for _, raw := range []string{`{"message":{"date":"yesterday"}}`, `{"message":[]}`, `{"new_kind":{"a":1}}`} { // nobody's
		if _, err := w.sim.PushRaw(raw); err != nil {
			t.Fatal(err)
		}
	}
	w.must(ana.Say("2"))
	w.must(boris.Open(""))
	w.start()
	w.settle()
	w.sees(ana, append(append([]string{"ехо 1"}, told...), "ехо 2")...)
	w.sees(boris, "/start")
	if n := w.sim.Count("answerCallbackQuery"); n != 1 {
		t.Errorf("%d presses acknowledged, want the one that could not be read", n)
	}
	if n := strings.Count(w.log.String(), "level=ERROR msg=\"an update cannot be read"); n != 6 {
		t.Errorf("%d of 6 updates that cannot be read are in the log", n)
	}
	for _, private := range []string{"тайна", "Ана", "99888777", strconv.FormatInt(ana.ID(), 10)} {
		if w.log.contains(private) {
			t.Errorf("the log holds %q", private)
		}
	}
}

// An update on which the conversation falls over is put aside, the person is
// told, and the others of the batch are answered.
func TestConversationFallsOver(t *testing.T) {
	w := newWorld(t, func(tx *programme.Tx, t *flows.Turn) {
		if text, ok := t.What.(flows.Text); ok && text.Text == "bad" {
			panic("bad")
		}
		sorry(tx, t)
	})
	ana, boris := w.person("Ана"), w.person("Борис")
	w.must(ana.Say("1"))
	w.must(boris.Say("bad"))
	first := fmt.Sprint("извинете ", w.sim.LastUpdate())
	w.must(ana.Say("2"))
	w.must(boris.Say("good"))
	w.start()
	w.settle()
	w.sees(ana, "ехо 1", "ехо 2")
	w.sees(boris, first, "ехо good")
	w.must(boris.Say("bad"))
	w.settle()
	w.sees(boris, first, "ехо good", fmt.Sprint("извинете ", w.sim.LastUpdate()))
}

func TestPollTroubles(t *testing.T) {
	for name, fault := range map[string]simulator.Fault{
		"502 in HTML": {Kind: simulator.ServerError},
		"cut":         {Kind: simulator.CutBefore},
		"cut after":   {Kind: simulator.CutAfter},
		"429":         {Kind: simulator.TooMany, RetryAfter: 1},
		"409":         {Kind: simulator.Refuse, Code: 409, Description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"},
		"webhook":     {Kind: simulator.Refuse, Code: 409, Description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, echo)
			fault.Method = "getUpdates"
			w.sim.Fail(fault)
			ana := w.person("Ана")
			w.must(ana.Say("1"))
			w.start()
			w.wait("the answer", func() bool { return ana.Last().Text == "ехо 1" })
			w.settle()
			w.sees(ana, "ехо 1")
			if want := map[bool]int{true: 2, false: 1}[name == "webhook"]; w.sim.Count("deleteWebhook") != want {
				t.Errorf("deleteWebhook was called %d times, want %d", w.sim.Count("deleteWebhook"), want)
			}
		})
	}
}

func TestStartWhileTelegramIsAway(t *testing.T) {
	ticked := make(chan struct{}, 10)
	w := newWorld(t, func(tx *programme.Tx, t *flows.Turn) {
		switch what := t.What.(type) {
		case flows.Started:
			t.Do(flows.Schedule{Key: "backup", Kind: "backup", At: t.At, Always: true})
			t.Do(flows.Schedule{Key: "reminder", Kind: "reminder", At: t.At})
		case flows.Due:
			if what.Kind == "backup" {
				ticked <- struct{}{}
			} else {
				t.Do(flows.Say{To: 1, HTML: "напомняне", Paced: true})
			}
		}
		echo(tx, t)
	})
	ana := w.person("Ана")
	w.must(ana.Say("Да")) // came before the reminder was due
	w.sim.Fail(simulator.Fault{Method: "getMe", Kind: simulator.ServerError, Times: 2})
	w.start()
	<-ticked // what does not concern people is done meanwhile
	if n := len(texts(ana)); n != 0 {
		t.Errorf("%d messages before Telegram could be reached", n)
	}
	w.wait("the reminder", func() bool { return ana.Last().Text == "напомняне" })
	w.settle()
	w.sees(ana, "ехо Да", "напомняне")
	w.logged("trying again")
}

// Telegram may ask for patience at the first request already.
func TestStartToldToWait(t *testing.T) {
	w := newWorld(t, echo)
	w.sim.Fail(simulator.Fault{Method: "getMe", Kind: simulator.TooMany, RetryAfter: 2})
	w.start()
	w.wait("the connection", func() bool { return w.sim.Count("getUpdates") > 0 })
	refused, log := w.sim.Refused(), w.sim.Log()
	if waited := log[0].Arrived.Sub(refused[0].Arrived); log[0].Method != "getMe" || waited < 2900*time.Millisecond {
		t.Errorf("%s came %v after Telegram asked for 2 s", log[0].Method, waited)
	}
}

func TestTokenOfNobody(t *testing.T) {
	w := newWorld(t, echo)
	w.options.Token = "1234567890:" + "wrongwrongwrongwrongwrongwrongwrong"
	w.start()
	if err := <-w.ended; err != bot.ErrUnauthorized {
		t.Errorf("Run returned %v", err)
	}
	w.ended <- nil
}

func TestAnotherBot(t *testing.T) {
	w := newWorld(t, echo)
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	w.settle()
	w.stop()
	other := simulator.New(simulator.Options{Token: "99:" + strings.Repeat("x", 35), BotUsername: "other_bot"})
	url, err := other.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	w.options.Token, w.options.APIURL = bot.Secret(other.Token()), url
	w.start()
	wrong, ok := (<-w.ended).(*bot.ErrOtherBot)
	if !ok || wrong.Known != "partnerbot" || wrong.Now != "other_bot" {
		t.Errorf("Run returned %v", wrong)
	}
	w.ended <- nil
	w.stop()
	w.options.Replaced = true
	w.sim = other
	w.sim.RestartIDs(5) // ids of two bots have nothing to do with each other
	w.start()
	boris := w.person("Борис")
	w.must(boris.Say("1"))
	w.settle()
	w.sees(boris, "ехо 1")
}

// A second program with the same token is not our end: both get messages by
// turns, and the log says so.
func TestTwoPollers(t *testing.T) {
	w := newWorld(t, echo)
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	w.settle()
	resp, err := http.Get(w.options.APIURL + "/bot" + w.sim.Token() + "/getUpdates?timeout=1&offset=" + strconv.Itoa(w.sim.LastUpdate()+1))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	w.logged("another program polls")
	w.must(ana.Say("2"))
	w.wait("the answer", func() bool { return ana.Last().Text == "ехо 2" })
}
